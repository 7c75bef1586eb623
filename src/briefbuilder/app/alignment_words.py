"""How the alignment walk speaks: words for states, answers, people and conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from briefbuilder.domain.alignment import (
    AlignmentState,
    GroupProgress,
    QuestionState,
    QuestionView,
    Recommendation,
)
from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.checklists import QuestionSeverity
from briefbuilder.domain.conditions import (
    AllOf,
    AnswerValue,
    AnyOf,
    Condition,
    NotThat,
    PlacesItem,
    PlacesKind,
    PlacesTag,
    Placing,
    WhenAnswered,
    WhenField,
    names_in,
)
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.library import Library
from briefbuilder.domain.words import counted

MOST_NAMED, MOST_REASONS = 4, 2

STATE_WORDS = {
    QuestionState.CLOSED: "closed",
    QuestionState.PARTLY: "partly",
    QuestionState.OPEN: "open",
    QuestionState.UNANSWERED: "not answered",
    QuestionState.NOT_APPLICABLE: "set aside with a reason",
    QuestionState.DOES_NOT_APPLY: "does not apply",
}
ANSWER_WORDS = {
    AnswerValue.YES: "Yes",
    AnswerValue.PARTLY: "Partly",
    AnswerValue.NO: "No",
    AnswerValue.UNKNOWN: "Unknown",
    AnswerValue.NOT_APPLICABLE: "Does not apply…",
}
DETAIL_WORDS = {
    AnswerValue.YES: "What is in place",
    AnswerValue.PARTLY: "What is in place, and what is missing",
    AnswerValue.NO: "What is missing",
    AnswerValue.UNKNOWN: "What is known, and who could find out",
    AnswerValue.NOT_APPLICABLE: "What else should be known",
}
SEVERITY_TIPS = {
    QuestionSeverity.BLOCKING: "While it is open, the brief must not go forward as it is.",
    QuestionSeverity.MAJOR: "While it is open, it needs an owner and a date.",
    QuestionSeverity.ADVISORY: "Worth settling; nothing waits for it.",
}


def listed(names: Iterable[str], last: str = "and") -> str:
    """Names as a sentence lists them: "a, b and c"."""
    all_names = list(names)
    if len(all_names) <= 1:
        return "".join(all_names)
    return f"{', '.join(all_names[:-1])} {last} {all_names[-1]}"


def people(who: Iterable[str]) -> str:
    """Who answers: "commander and policy director"."""
    return listed(name.replace("-", " ") for name in who)


def heading_of(view: QuestionView, state: AlignmentState) -> str:
    """Where a question stands: group, number among those of the group that apply, weight, who."""
    own = [
        one
        for one in state.views
        if one.group.id == view.group.id and one.state is not QuestionState.DOES_NOT_APPLY
    ]
    parts = [view.group.title]
    if view in own:
        parts.append(f"question {own.index(view) + 1} of {len(own)}")
    parts.append(view.question.severity.value)
    if view.question.who:
        parts.append(f"answered by {people(view.question.who)}")
    return " · ".join(parts)


def progress_words(group: GroupProgress) -> str:
    """A group's progress as a sentence, for a tooltip and for those who do not see the bar."""
    if not group.applicable:
        return f"{group.group.title}: no question applies to this brief."
    settled = group.closed + group.not_applicable
    unanswered = group.applicable - group.answered
    parts = [
        f"{settled} closed",
        f"{group.partly} partly",
        f"{group.open} open",
        f"{unanswered} not answered",
    ]
    blocking = (
        f" {counted(group.blocking, 'gap is', 'gaps are')} blocking." if group.blocking else ""
    )
    return f"{group.group.title}: {', '.join(parts)}.{blocking}"


def standing(state: AlignmentState) -> str:
    """Where a brief stands, in a sentence or two."""
    answered = f"{state.answered} of {counted(state.applicable, 'question', 'questions')}"
    if not state.gaps:
        return f"{answered} are answered, and no gap is left."
    gaps = counted(len(state.gaps), "gap is", "gaps are")
    forward = counted(len(state.overridden), "goes", "go")
    on_word = f" {forward} forward on somebody’s word." if state.overridden else ""
    if state.blocking:
        return f"{answered} are answered. {gaps} left, {state.blocking} of them blocking.{on_word}"
    return f"{answered} are answered. {gaps} left; none of them is blocking.{on_word}"


def why_not(condition: Condition | None, library: Library) -> str:
    """Why a question does not apply, as a sentence."""
    if condition is None:
        return "It always applies."
    return f"It applies when {_said(condition, library)}."


def left_out_words(conditions: Iterable[Condition | None], library: Library) -> str:
    """What a brief does not have, for all questions that do not apply together."""
    named = [name for one in conditions if one is not None for name in names_in(one)]
    tags = dict.fromkeys(name for noun, name in named if noun == "tag")
    items = dict.fromkeys(_title(name, library) for noun, name in named if noun == "item")
    names = [f"“{tag.replace('-', ' ')}”" for tag in tags] or list(items)
    if not names:
        return "its answers and fields do not call for them"
    more = len(names) - MOST_NAMED
    shown = listed([*names[:MOST_NAMED], f"{more} more"] if more > 0 else names, "or")
    return (
        f"nothing in this brief is about {shown}" if tags else f"this brief does not place {shown}"
    )


def _said(condition: Condition, library: Library) -> str:
    match condition:
        case PlacesKind() | PlacesTag() | PlacesItem():
            return f"the brief places {_placed(condition, library)}"
        case WhenAnswered(answer=wanted):
            answers = listed((f"“{value.value}”" for value in wanted.in_), "or")
            return f"{wanted.question} is answered {answers}"
        case WhenField(field=wanted):
            return f"the field “{wanted.name}” is “{wanted.is_}”"
        case AllOf(all=parts):
            return " and ".join(_said(part, library) for part in parts)
        case AnyOf(any=parts):
            return _either(parts, library)
        case NotThat(not_=part):
            return f"it is not so that {_said(part, library)}"
        case _:
            assert_never(condition)


def _either(parts: tuple[Condition, ...], library: Library) -> str:
    places = [_placed(part, library) for part in parts if isinstance(part, Placing)]
    others = [_said(part, library) for part in parts if not isinstance(part, Placing)]
    if places:
        others.insert(0, f"the brief places {listed(places, 'or')}")
    return listed(others, "or")


def _placed(condition: Placing, library: Library) -> str:
    match condition:
        case PlacesKind(places_kind=kind):
            return f"one of the {spec_of(kind).plural}"
        case PlacesTag(places_tag=tag):
            return f"something about “{tag.replace('-', ' ')}”"
        case PlacesItem(places_item=item_id):
            return _title(item_id, library)
        case _:
            assert_never(condition)


def _title(item_id: str, library: Library) -> str:
    entry = library.entries.get(item_id)
    return entry.item.title if entry is not None else item_id.replace("-", " ")


def reason_words(recommendation: Recommendation) -> str:
    """The two strongest reasons, and how many more there are."""
    shown = recommendation.reasons[:MOST_REASONS]
    more = len(recommendation.reasons) - len(shown)
    return " · ".join(shown) + (f" · {more} more" if more > 0 else "")


def introduction(view: QuestionView | None, *, found: bool) -> tuple[str, str]:
    """What stands above the items that would help: a heading and a sentence."""
    if view is None:
        return "", ""
    if view.state is QuestionState.CLOSED:
        return "Nothing is missing here", "The question is answered with yes."
    if not view.state.is_gap:
        return "Nothing is missing here", ""
    if not found:
        return "Nothing more in the library", "No other item of the library would close this gap."
    if view.state is QuestionState.UNANSWERED:
        return "These would help", "Placing one returns you to this question."
    return "These would close the gap", "Placing one returns you to this question."


def placed_words(view: QuestionView, brief: Brief) -> tuple[str, ...]:
    """The placed items that speak to the question, each with where it stands."""
    question = view.question
    named = {*question.recommend, *question.precedents.well, *question.precedents.badly}
    words: list[str] = []
    for section in brief.sections:
        for block in section.blocks:
            if not isinstance(block, ItemBlock):
                continue
            item = brief.pin_of(block).item
            if item.id in named or question.id in item.closes:
                words.append(f"● {item.title}, in {section.heading}")
    return tuple(words)
