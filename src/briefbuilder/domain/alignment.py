"""The alignment walk: which questions apply, which are gaps, and what would close a gap."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import (
    Answer,
    Checklist,
    Group,
    Question,
    QuestionSeverity,
    QuestionWords,
    question_hash,
)
from briefbuilder.domain.conditions import AnswerValue, holds
from briefbuilder.domain.differences import PartDifference, word_differences
from briefbuilder.domain.items import Item
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.library import Library
from briefbuilder.domain.words import says_why
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_


class QuestionState(StrEnum):
    """Where a question stands in a brief."""

    CLOSED = "closed"
    PARTLY = "partly"
    OPEN = "open"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "n/a"
    DOES_NOT_APPLY = "does-not-apply"

    @property
    def is_gap(self) -> bool:
        """Whether something is still to be done."""
        return self in {QuestionState.PARTLY, QuestionState.OPEN, QuestionState.UNANSWERED}


_STATE_OF_ANSWER = {
    AnswerValue.YES: QuestionState.CLOSED,
    AnswerValue.PARTLY: QuestionState.PARTLY,
    AnswerValue.NO: QuestionState.OPEN,
    AnswerValue.UNKNOWN: QuestionState.OPEN,
    AnswerValue.NOT_APPLICABLE: QuestionState.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in a brief. `lapsed` is an answer given to other words; it does not count."""

    question: Question
    group: Group
    state: QuestionState
    answer: Answer | None
    lapsed: Answer | None

    @property
    def is_unanswered(self) -> bool:
        """Whether nobody has answered the question, in these words or in earlier ones."""
        return self.state is QuestionState.UNANSWERED and self.lapsed is None

    @property
    def blocks(self) -> bool:
        """Whether the brief must not go forward as it is."""
        return self.is_blocking_gap and not self.is_overridden

    @property
    def is_overridden(self) -> bool:
        """Whether a named person lets a blocking gap go forward; a missing answer never is."""
        return self.is_blocking_gap and self.answer is not None and self.answer.is_overridden

    @property
    def is_unsupported(self) -> bool:
        """Whether the answer rests on nothing: a "yes" without evidence, an "n/a" without a reason.

        Nothing rests on an advisory question, so neither is asked of it.
        """
        if self.answer is None or self.question.severity is QuestionSeverity.ADVISORY:
            return False
        return _rests_on_nothing(self.answer)

    @property
    def is_blocking_gap(self) -> bool:
        """Whether a blocking question is a gap, let go forward or not."""
        return self.state.is_gap and self.question.severity is QuestionSeverity.BLOCKING


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """How far a group has come: counts of the questions that apply."""

    group: Group
    applicable: int
    answered: int
    closed: int
    partly: int
    open: int
    blocking: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class AlignmentState:
    """The whole walk, in the checklist's order."""

    views: tuple[QuestionView, ...]
    groups: tuple[GroupProgress, ...]

    @property
    def applicable(self) -> int:
        """How many questions apply."""
        return sum(group.applicable for group in self.groups)

    @property
    def answered(self) -> int:
        """How many of them have an answer that counts."""
        return sum(group.answered for group in self.groups)

    @property
    def blocking(self) -> int:
        """How many blocking questions are gaps."""
        return sum(group.blocking for group in self.groups)

    @property
    def overridden(self) -> tuple[QuestionView, ...]:
        """The blocking gaps that a named person lets go forward, in order."""
        return tuple(view for view in self.views if view.is_overridden)

    @property
    def gaps(self) -> tuple[QuestionView, ...]:
        """The gaps, blocking ones first, otherwise in order."""
        order = list(QuestionSeverity)
        gaps = [view for view in self.views if view.state.is_gap]
        return tuple(sorted(gaps, key=lambda view: order.index(view.question.severity)))

    def view(self, question_id: str) -> QuestionView | None:
        """The view of one question, or None."""
        return next((one for one in self.views if one.question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A library item that would help to close a gap, with the reasons, strongest first."""

    item_id: str
    reasons: tuple[str, ...]


def counting_answer(question_id: str, brief: Brief, checklist: Checklist) -> Answer | None:
    """The answer that was given to the question's present words, or None."""
    question = checklist.find(question_id)
    return None if question is None else _counting(question, brief)


def _counting(question: Question, brief: Brief) -> Answer | None:
    answer = brief.answer(question.id)
    return answer if answer is not None and answer.words == question_hash(question) else None


@dataclass(frozen=True, slots=True)
class _Walk:
    """What the conditions of a checklist are asked of, looked up once for all its questions."""

    brief: Brief
    items: tuple[Item, ...]
    answers: Mapping[str, Answer]

    def placed_items(self) -> tuple[Item, ...]:
        return self.items

    def field(self, name: str) -> str:
        return self.brief.field(name)

    def answer(self, question: str) -> AnswerValue | None:
        answer = self.answers.get(question)
        return None if answer is None else answer.value


def _start(brief: Brief, checklist: Checklist) -> _Walk:
    given = ((one.id, _counting(one, brief)) for one in checklist.questions)
    answers = {question: answer for question, answer in given if answer is not None}
    return _Walk(brief, brief.placed_items(), answers)


def words_answered(brief: Brief, answer: Answer) -> QuestionWords | None:
    """The question as it read when it was answered, or None where the brief does not know."""
    if answer.asked is not None:
        return answer.asked
    held = brief.held_checklist.find(answer.question) if brief.held_checklist else None
    words = QuestionWords.of(held) if held is not None else None
    return words if words is not None and words.hash == answer.words else None


def question_differences(before: QuestionWords, question: Question) -> tuple[PartDifference, ...]:
    """What a question says now that it did not say before, part by part."""
    now = QuestionWords.of(question)
    return tuple(
        PartDifference(part, _(title), word_differences(was, reads))
        for part, title in _PARTS_OF_QUESTION.items()
        if (was := getattr(before, part)) != (reads := getattr(now, part))
    )


_PARTS_OF_QUESTION = {
    "text": N_("The question"),
    "why": N_("Why it is asked"),
    "evidence": N_("What counts as evidence"),
}


def no_longer_asked(
    brief: Brief, checklist: Checklist, unread: Container[str] = ()
) -> tuple[Answer, ...]:
    """The brief's answers to questions that a checklist does not ask any more.

    `unread` are questions that it asks and that cannot be read.
    """
    return tuple(
        one
        for one in brief.answers
        if checklist.find(one.question) is None and one.question not in unread
    )


def alignment_of(brief: Brief, checklist: Checklist) -> AlignmentState:
    """Walk a checklist over a brief."""
    walk = _start(brief, checklist)
    views: list[QuestionView] = []
    groups: list[GroupProgress] = []
    for group in checklist.groups:
        own = [_view(question, group, walk) for question in group.questions]
        views += own
        groups.append(_progress(group, own))
    return AlignmentState(tuple(views), tuple(groups))


def _view(question: Question, group: Group, walk: _Walk) -> QuestionView:
    given = walk.brief.answer(question.id)
    answer = walk.answers.get(question.id)
    lapsed = given if given is not None and answer is None else None
    condition = question.applies_when
    if condition is not None and not holds(condition, walk):
        state = QuestionState.DOES_NOT_APPLY
    elif answer is None:
        state = QuestionState.UNANSWERED
    elif question.severity is QuestionSeverity.BLOCKING and _rests_on_nothing(answer):
        state = QuestionState.OPEN  # nobody could defend that it is closed
    else:
        state = _STATE_OF_ANSWER[answer.value]
    return QuestionView(question, group, state, answer, lapsed)


def _rests_on_nothing(answer: Answer) -> bool:
    if answer.value is AnswerValue.YES:
        return not answer.evidence.strip()
    return answer.value is AnswerValue.NOT_APPLICABLE and not says_why(answer.reason)


def _progress(group: Group, views: list[QuestionView]) -> GroupProgress:
    states = [view.state for view in views if view.state is not QuestionState.DOES_NOT_APPLY]
    return GroupProgress(
        group=group,
        applicable=len(states),
        answered=len(states) - states.count(QuestionState.UNANSWERED),
        closed=states.count(QuestionState.CLOSED),
        partly=states.count(QuestionState.PARTLY),
        open=states.count(QuestionState.OPEN),
        blocking=sum(1 for view in views if view.blocks),
        not_applicable=states.count(QuestionState.NOT_APPLICABLE),
    )


def recommendations(
    question: Question, brief: Brief, library: Library
) -> tuple[Recommendation, ...]:
    """Library items that would help with a gap and are not placed yet, best first."""
    placed = {item.id: item for item in brief.placed_items()}
    closing = [key for key, entry in library.entries.items() if question.id in entry.item.closes]
    reasons: dict[str, list[str]] = {}
    for reason, item_ids in (
        (_("recommended for this question"), question.recommend),
        (_("answers this question"), closing),
        (_("a precedent that went well"), question.precedents.well),
        (_("a precedent that went badly"), question.precedents.badly),
    ):
        for item_id in item_ids:
            if item_id not in placed and library.offers(item_id):
                reasons.setdefault(item_id, []).append(reason)
    for item_id, own in reasons.items():
        near = [placed[key].title for key in library.neighbours(item_id) if key in placed]
        own += [_("related to {title}, which is in the brief", title=title) for title in near]
    ranked = sorted(
        reasons,
        key=lambda key: (-len(reasons[key]), spec_of(library.entries[key].item.kind).rank, key),
    )
    return tuple(Recommendation(key, tuple(reasons[key])) for key in ranked)
