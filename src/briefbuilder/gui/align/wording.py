"""How the walk speaks: words for states, answers, people and conditions. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefbuilder.domain.alignment import AlignmentState, GroupProgress, QuestionState, QuestionView
from briefbuilder.domain.checklists import AnswerValue, Condition, QuestionSeverity
from briefbuilder.domain.items import Kind
from briefbuilder.domain.library import Library
from briefbuilder.domain.words import counted

MOST_NAMED = 4

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
KIND_PLURALS = {
    Kind.CASE_STUDY: "case studies",
    Kind.TOOL: "tools",
    Kind.LEGAL: "legal considerations",
    Kind.BACKGROUND: "background notes",
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


def why_not(condition: Condition | None, library: Library) -> str:
    """Why a question does not apply, as a sentence."""
    if condition is None:
        return "It always applies."
    return f"It applies when {_said(condition, library)}."


def left_out_words(conditions: Iterable[Condition | None], library: Library) -> str:
    """What a brief does not have, for all questions that do not apply together."""
    tags: dict[str, None] = {}
    items: dict[str, None] = {}
    for condition in conditions:
        for part in _leaves(condition):
            if part.places_tag is not None:
                tags[part.places_tag] = None
            elif part.places_item is not None:
                items[_title(part.places_item, library)] = None
    names = [f"“{tag.replace('-', ' ')}”" for tag in tags] or list(items)
    if not names:
        return "its answers and fields do not call for them"
    more = len(names) - MOST_NAMED
    shown = listed([*names[:MOST_NAMED], f"{more} more"] if more > 0 else names, "or")
    return (
        f"nothing in this brief is about {shown}" if tags else f"this brief does not place {shown}"
    )


def _leaves(condition: Condition | None) -> Iterator[Condition]:
    if condition is None:
        return
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _leaves(part)
    if condition.not_ is not None:
        yield from _leaves(condition.not_)
    if not (condition.all or condition.any or condition.not_):
        yield condition


def _said(condition: Condition, library: Library) -> str:
    if condition.all is not None:
        return " and ".join(_said(part, library) for part in condition.all)
    if condition.any is not None:
        return _either(condition.any, library)
    if condition.not_ is not None:
        return f"it is not so that {_said(condition.not_, library)}"
    if condition.answer is not None:
        answers = listed((f"“{value.value}”" for value in condition.answer.in_), "or")
        return f"{condition.answer.question} is answered {answers}"
    if condition.field is not None:
        return f"the field “{condition.field.name}” is “{condition.field.is_}”"
    return f"the brief places {_placed(condition, library)}"


def _either(parts: tuple[Condition, ...], library: Library) -> str:
    places = [part for part in parts if _is_placing(part)]
    others = [_said(part, library) for part in parts if not _is_placing(part)]
    if places:
        names = listed((_placed(part, library) for part in places), "or")
        others.insert(0, f"the brief places {names}")
    return listed(others, "or")


def _is_placing(part: Condition) -> bool:
    return any((part.places_kind, part.places_tag, part.places_item))


def _placed(condition: Condition, library: Library) -> str:
    if condition.places_kind is not None:
        return f"one of the {KIND_PLURALS[condition.places_kind]}"
    if condition.places_tag is not None:
        return f"something about “{condition.places_tag.replace('-', ' ')}”"
    return _title(condition.places_item or "", library)


def _title(item_id: str, library: Library) -> str:
    entry = library.entries.get(item_id)
    return entry.item.title if entry is not None else item_id.replace("-", " ")
