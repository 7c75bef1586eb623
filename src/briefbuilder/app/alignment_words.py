"""How the alignment walk speaks: words for states, answers, people and conditions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import assert_never

from briefbuilder.domain.alignment import (
    AlignmentState,
    GroupProgress,
    QuestionState,
    QuestionView,
    Recommendation,
)
from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.checklists import (
    Answer,
    Override,
    Question,
    QuestionSeverity,
    QuestionWords,
)
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
    answer_word,
    named_in,
)
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.library import Library
from briefbuilder.language.interface import _, n_, p_, spoken

MOST_NAMED, MOST_REASONS = 4, 2


def state_word(state: QuestionState) -> str:
    """How a question stands, in a word or two."""
    match state:
        case QuestionState.CLOSED:
            return p_("a question", "closed")
        case QuestionState.PARTLY:
            return p_("a question", "partly")
        case QuestionState.OPEN:
            return p_("a question", "open")
        case QuestionState.UNANSWERED:
            return p_("a question", "not answered")
        case QuestionState.NOT_APPLICABLE:
            return p_("a question", "set aside with a reason")
        case QuestionState.DOES_NOT_APPLY:
            return p_("a question", "does not apply")
        case _:
            assert_never(state)


def standing_of(view: QuestionView) -> str:
    """How a question stands, and whether it blocks the brief."""
    state = state_word(view.state)
    return _("{state}, blocking", state=state) if view.blocks else state


def state_heads() -> tuple[str, str, str, str]:
    """The heads of four narrow columns: closed, partly, open and not answered."""
    return (
        p_("number of questions", "closed"),
        p_("number of questions", "partly"),
        p_("number of questions", "open"),
        p_("number of questions", "no answer"),
    )


def answered_words(state: AlignmentState) -> str:
    """How many questions are answered: "31 of 45 questions"."""
    return n_(
        "{answered} of {number} question",
        "{answered} of {number} questions",
        state.applicable,
        answered=state.answered,
    )


def blocking_words(number: int) -> str:
    """How many gaps block, where there is little room."""
    return n_("{number} blocking", "{number} blocking", number)


def question_severity_word(severity: QuestionSeverity) -> str:
    """How much hangs on a question, in a word."""
    match severity:
        case QuestionSeverity.BLOCKING:
            return p_("a question", "blocking")
        case QuestionSeverity.MAJOR:
            return p_("a question", "major")
        case QuestionSeverity.ADVISORY:
            return p_("a question", "advisory")
        case _:
            assert_never(severity)


def severity_tip(severity: QuestionSeverity) -> str:
    """What hangs on a question, in a sentence."""
    match severity:
        case QuestionSeverity.BLOCKING:
            return _("While it is open, the brief must not go forward as it is.")
        case QuestionSeverity.MAJOR:
            return _("While it is open, it needs an owner and a date.")
        case QuestionSeverity.ADVISORY:
            return _("Worth settling; nothing waits for it.")
        case _:
            assert_never(severity)


def answer_key(value: AnswerValue) -> str:
    """The letter that gives an answer: one that its word has in the language spoken."""
    match value:
        case AnswerValue.YES:
            return p_("the key of “Yes”", "Y")
        case AnswerValue.PARTLY:
            return p_("the key of “Partly”", "P")
        case AnswerValue.NO:
            return p_("the key of “No”", "N")
        case AnswerValue.UNKNOWN:
            return p_("the key of “Unknown”", "U")
        case AnswerValue.NOT_APPLICABLE:
            return p_("the key of “Does not apply”", "A")
        case _:
            assert_never(value)


def answer_of(letter: str) -> AnswerValue | None:
    """The answer that a letter gives, if any."""
    return next((one for one in AnswerValue if answer_key(one) == letter), None)


def answer_label(value: AnswerValue) -> str:
    """An answer as a button names it."""
    match value:
        case AnswerValue.YES:
            return p_("an answer", "Yes")
        case AnswerValue.PARTLY:
            return p_("an answer", "Partly")
        case AnswerValue.NO:
            return p_("an answer", "No")
        case AnswerValue.UNKNOWN:
            return p_("an answer", "Unknown")
        case AnswerValue.NOT_APPLICABLE:
            return p_("an answer", "Does not apply")
        case _:
            assert_never(value)


def detail_label(value: AnswerValue) -> str:
    """What is asked for beside an answer."""
    match value:
        case AnswerValue.YES:
            return _("What is in place")
        case AnswerValue.PARTLY:
            return _("What is in place, and what is missing")
        case AnswerValue.NO:
            return _("What is missing")
        case AnswerValue.UNKNOWN:
            return _("What is known, and who could find out")
        case AnswerValue.NOT_APPLICABLE:
            return _("What else should be known")
        case _:
            assert_never(value)


def either(names: Sequence[str]) -> str:
    """Names of which one is enough, as a sentence lists them: "a, b or c"."""
    if len(names) <= 1:
        return "".join(names)
    return _("{others} or {last}", others=", ".join(names[:-1]), last=names[-1])


def people(who: Iterable[str]) -> str:
    """Who answers: "commander and policy director"."""
    return spoken().listed([name.replace("-", " ") for name in who])


def heading_of(view: QuestionView, state: AlignmentState) -> str:
    """Where a question stands: group, number among those of the group that apply, weight, who."""
    own = [
        one
        for one in state.views
        if one.group.id == view.group.id and one.state is not QuestionState.DOES_NOT_APPLY
    ]
    parts = [view.group.title]
    if view in own:
        parts.append(_("question {number} of {all}", number=own.index(view) + 1, all=len(own)))
    parts.append(question_severity_word(view.question.severity))
    if view.question.who:
        parts.append(_("answered by {people}", people=people(view.question.who)))
    return " · ".join(parts)


def progress_words(group: GroupProgress) -> str:
    """A group's progress as a sentence, for a tooltip and for those who do not see the bar."""
    title = group.group.title
    if not group.applicable:
        return _("{group}: no question applies to this brief.", group=title)
    words = _(
        "{group}: {closed} closed, {partly} partly, {open} open, {unanswered} not answered.",
        group=title,
        closed=group.closed + group.not_applicable,
        partly=group.partly,
        open=group.open,
        unanswered=group.applicable - group.answered,
    )
    if not group.blocking:
        return words
    blocking = n_("{number} gap is blocking.", "{number} gaps are blocking.", group.blocking)
    return f"{words} {blocking}"


def standing(state: AlignmentState) -> str:
    """Where a brief stands, in a sentence or two."""
    number, answered, gaps = state.applicable, state.answered, len(state.gaps)
    if not gaps:
        return n_(
            "{answered} of {number} question is answered, and no gap is left.",
            "{answered} of {number} questions are answered, and no gap is left.",
            number,
            answered=answered,
        )
    told = [
        n_(
            "{answered} of {number} question is answered.",
            "{answered} of {number} questions are answered.",
            number,
            answered=answered,
        )
    ]
    if state.blocking:
        told.append(
            n_(
                "{number} gap is left, {blocking} of them blocking.",
                "{number} gaps are left, {blocking} of them blocking.",
                gaps,
                blocking=state.blocking,
            )
        )
    else:
        told.append(
            n_(
                "{number} gap is left; none of them is blocking.",
                "{number} gaps are left; none of them is blocking.",
                gaps,
            )
        )
    if state.overridden:
        told.append(
            n_(
                "{number} goes forward on somebody’s word.",
                "{number} go forward on somebody’s word.",
                len(state.overridden),
            )
        )
    return " ".join(told)


def why_not(condition: Condition | None, library: Library) -> str:
    """Why a question does not apply, as a sentence."""
    if condition is None:
        return _("It always applies.")
    return _("It applies when {condition}.", condition=_said(condition, library))


def left_out_words(conditions: Sequence[Condition | None], library: Library) -> str:
    """How many questions do not apply, and what the brief does not have, for all of them."""
    return n_(
        "{number} question does not apply: {reason}.",
        "{number} questions do not apply: {reason}.",
        len(conditions),
        reason=_missing(conditions, library),
    )


def _missing(conditions: Sequence[Condition | None], library: Library) -> str:
    """What a brief does not have; it stands after a colon."""
    named = [name for one in conditions if one is not None for name in named_in(one)]
    tags = dict.fromkeys(name for noun, name in named if noun == "tag")
    items = dict.fromkeys(_title(name, library) for noun, name in named if noun == "item")
    names = [_subject(tag) for tag in tags] or list(items)
    if not names:
        return _("its answers and fields do not call for them")
    more = len(names) - MOST_NAMED
    shown = names[:MOST_NAMED]
    if more > 0:
        shown.append(n_("{number} more", "{number} more", more))
    if tags:
        return _("nothing in this brief is about {subjects}", subjects=either(shown))
    return _("this brief does not place {items}", items=either(shown))


def _said(condition: Condition, library: Library) -> str:
    """A condition as the clause of a sentence: "the brief places …"."""
    match condition:
        case PlacesKind() | PlacesTag() | PlacesItem():
            return _("the brief places {items}", items=_placed(condition, library))
        case WhenAnswered(answer=wanted):
            answers = [_quoted(answer_word(value)) for value in wanted.in_]
            return _(
                "{question} is answered {answers}",
                question=wanted.question,
                answers=either(answers),
            )
        case WhenField(field=wanted):
            return _("the field “{field}” is “{text}”", field=wanted.name, text=wanted.is_)
        case AllOf(all=parts):
            return spoken().listed([_said(part, library) for part in parts])
        case AnyOf(any=parts):
            return _said_of_any(parts, library)
        case NotThat(not_=part):
            return _("it is not so that {condition}", condition=_said(part, library))
        case _:
            assert_never(condition)


def _said_of_any(parts: tuple[Condition, ...], library: Library) -> str:
    places = [_placed(part, library) for part in parts if isinstance(part, Placing)]
    others = [_said(part, library) for part in parts if not isinstance(part, Placing)]
    if places:
        others.insert(0, _("the brief places {items}", items=either(places)))
    return either(others)


def _placed(condition: Placing, library: Library) -> str:
    match condition:
        case PlacesKind(places_kind=kind):
            return _(spec_of(kind).one_of)
        case PlacesTag(places_tag=tag):
            return _("something about {subject}", subject=_subject(tag))
        case PlacesItem(places_item=item_id):
            return _title(item_id, library)
        case _:
            assert_never(condition)


def _subject(tag: str) -> str:
    return _quoted(tag.replace("-", " "))


def _quoted(words: str) -> str:
    return _("“{words}”", words=words)


def _title(item_id: str, library: Library) -> str:
    entry = library.entries.get(item_id)
    return entry.item.title if entry is not None else item_id.replace("-", " ")


def reason_words(recommendation: Recommendation) -> str:
    """The two strongest reasons, and how many more there are."""
    shown = list(recommendation.reasons[:MOST_REASONS])
    more = len(recommendation.reasons) - len(shown)
    if more > 0:
        shown.append(n_("{number} more", "{number} more", more))
    return " · ".join(shown)


def introduction(view: QuestionView | None, *, found: bool) -> tuple[str, str]:
    """What stands above the items that would help: a heading and a sentence."""
    if view is None:
        return "", ""
    if view.state is QuestionState.CLOSED:
        return _("Nothing is missing here"), _("The question is answered with yes.")
    if not view.state.is_gap:
        return _("Nothing is missing here"), ""
    if not found:
        return (
            _("Nothing more in the library"),
            _("No other item of the library would close this gap."),
        )
    if view.state is QuestionState.UNANSWERED:
        return _("These would help"), _("Placing one returns you to this question.")
    return _("These would close the gap"), _("Placing one returns you to this question.")


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
                words.append(_("● {item}, in {section}", item=item.title, section=section.heading))
    return tuple(words)


def lapse_words(lapsed: Answer, question: Question, before: QuestionWords | None) -> str:
    """That an answer was given to other words, what it was, and how the question read `before`."""
    changed = _(
        "▲ The words of this question have changed since it was answered, so the answer does not "
        "count any more."
    )
    written = " · ".join(filter(None, (lapsed.detail, lapsed.evidence, lapsed.reason)))
    lines = [f"{changed} {_given(lapsed)}"]
    if written:
        lines.append(_quoted(written))
    if before is not None:
        lines += _read_before(before, question)
    return "\n".join(lines)


def _given(lapsed: Answer) -> str:
    answer = answer_label(lapsed.value)
    if lapsed.on is None:
        if not lapsed.by:
            return _("It was “{answer}”.", answer=answer)
        return _("It was “{answer}” by {name}.", answer=answer, name=lapsed.by)
    day = _short(lapsed.on)
    if not lapsed.by:
        return _("It was “{answer}” on {day}.", answer=answer, day=day)
    return _("It was “{answer}” by {name} on {day}.", answer=answer, name=lapsed.by, day=day)


def _read_before(before: QuestionWords, question: Question) -> list[str]:
    """How a question read before, in those of its words that are other ones now."""
    changed: list[str] = []
    if before.text != question.text:
        changed.append(_("The question was: “{text}”", text=before.text))
    if before.why != question.why:
        changed.append(_("Why it was asked: {text}", text=before.why))
    if before.evidence != question.evidence:
        changed.append(_("What counted: {text}", text=before.evidence))
    return changed


def override_words(override: Override | None, *, counts: bool) -> str:
    """On whose word a gap goes forward, or that it may on somebody's."""
    if override is None:
        return _(
            "This gap stops a record and a release copy. Somebody may take the responsibility by "
            "name: the record copy and the first page of a draft say so."
        )
    name, day, reason = override.by, _short(override.on), override.reason
    if counts:
        return _(
            "The gap goes forward on the word of {name}, {day}: “{reason}”",
            name=name,
            day=day,
            reason=reason,
        )
    return _(
        "▲ The answer has changed since it was let go forward, so that does not count any more. "
        "It was on the word of {name}, {day}: “{reason}”",
        name=name,
        day=day,
        reason=reason,
    )


def _short(day: dt.date) -> str:
    return spoken().writing.date(day.isoformat(), short=True)


BAR_STATES = (
    QuestionState.CLOSED,
    QuestionState.PARTLY,
    QuestionState.OPEN,
    QuestionState.UNANSWERED,
)


def bar_counts(group: GroupProgress) -> tuple[int, int, int, int]:
    """How many questions of a group are closed (or set aside), partly, open and not answered."""
    return (
        group.closed + group.not_applicable,
        group.partly,
        group.open,
        group.applicable - group.answered,
    )


def key_hints() -> str:
    """The keys of the walk, in a line."""
    hints = (
        _("↓ next question"),
        _("↑ previous"),
        _("Tab details"),
        _("Ctrl+↵ next gap"),
    )
    return "    ".join(hints)
