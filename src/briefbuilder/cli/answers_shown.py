"""How questions and their answers are told on the terminal, in words and as data."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.app.checking import alignment
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.as_data import Data
from briefbuilder.cli.brief_data import differences_data
from briefbuilder.cli.console import Console
from briefbuilder.cli.difference_lines import say_differences
from briefbuilder.domain.alignment import (
    AlignmentState,
    QuestionState,
    QuestionView,
    no_longer_asked,
    question_differences,
    recommendations,
    words_answered,
)
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import Answer, QuestionSeverity
from briefbuilder.domain.conditions import answer_word
from briefbuilder.domain.words import shortened
from briefbuilder.language.interface import _, clauses, labelled, n_, p_, spoken


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """The walk of one brief, as the terminal tells it."""

    brief: Brief
    workspace: Workspace
    state: AlignmentState
    console: Console

    @classmethod
    def of(cls, brief: Brief, workspace: Workspace, console: Console) -> AnswersShown | None:
        """The walk of a brief; None where it has no checklist."""
        state = alignment(brief, workspace)
        return cls(brief, workspace, state, console) if state is not None else None

    @property
    def orphans(self) -> tuple[Answer, ...]:
        """The answers to questions that the checklist does not ask any more."""
        checklist = self.workspace.checklist_of(self.brief)
        unread = {key for noun, key in self.workspace.library.left_out if noun == "question"}
        return no_longer_asked(self.brief, checklist, unread) if checklist is not None else ()

    def recommended(self, view: QuestionView) -> list[tuple[str, str, str]]:
        """What would close a gap: id, title and reasons."""
        if not view.state.is_gap:
            return []
        library = self.workspace.library
        return [
            (one.item_id, library.entry(one.item_id).item.title, clauses(one.reasons))
            for one in recommendations(view.question, self.brief, library)
        ]

    def say_all(self) -> None:
        """A line for each question that applies, and for each answer that is left over."""
        for view in self.state.views:
            if view.state is QuestionState.DOES_NOT_APPLY:
                continue
            question = view.question
            self.console.say(
                f"{question.id}  {_standing(view)}  ({weight_word(question.severity)})  "
                f"{shortened(question.text)}"
            )
        for one in self.orphans:
            asked = words_answered(self.brief, one)
            was = f"  {shortened(asked.text)}" if asked is not None else ""
            standing = _("{answer}, no longer asked", answer=answer_word(one.value))
            self.console.say(f"{one.question}  {standing}{was}")
        self.say_totals()

    def say_totals(self) -> None:
        """How far the walk has come."""
        state = self.state
        self.console.say(
            n_(
                "{answered} of {applicable} answered; {number} gap blocks the brief.",
                "{answered} of {applicable} answered; {number} gaps block the brief.",
                state.blocking,
                answered=state.answered,
                applicable=state.applicable,
            ),
            style="faint",
        )

    def say_one(self, view: QuestionView) -> None:
        """A question with all that it asks, its answer, and what became of an earlier one."""
        question, console = view.question, self.console
        console.say(labelled(question.id, f"{_standing(view)}. {question.text}"))
        weight = weight_word(question.severity)
        self._say_below(_("{weight}; why: {why}", weight=weight, why=question.why), style="faint")
        self._say_below(_("what counts: {evidence}", evidence=question.evidence), style="faint")
        if view.answer is not None:
            self._say_answer(view.answer)
        if view.lapsed is not None:
            self._say_lapsed(view, view.lapsed)
        self.say_override(view)
        self.say_advice(view)

    def say_orphan(self, answer: Answer) -> None:
        """An answer whose question is no longer asked."""
        asked = words_answered(self.brief, answer)
        said = [_("{answer}. No longer asked.", answer=answer_word(answer.value))]
        if asked is not None:
            said.append(_("It read: {question}", question=asked.text))
        self.console.say(labelled(answer.question, " ".join(said)))
        self._say_answer(answer)

    def say_override(self, view: QuestionView) -> None:
        """On whose word a gap goes forward, if on anybody's."""
        override = view.answer.override if view.answer is not None else None
        if override is None:
            return
        by, day, reason = override.by, spoken().date(override.on), override.reason
        if view.is_overridden:
            told = _(
                "It goes forward on the word of {by}, {day}: {reason}",
                by=by,
                day=day,
                reason=reason,
            )
        else:
            told = _(
                "The answer has changed since, so this does not count any more: {by}, {day}: "
                "{reason}",
                by=by,
                day=day,
                reason=reason,
            )
        self._say_below(told)

    def say_advice(self, view: QuestionView) -> None:
        """What closes a gap."""
        if view.state.is_gap and not view.is_overridden and view.question.on_gap:
            self.console.say(f"  {view.question.on_gap}")
        for item_id, title, reasons in self.recommended(view):
            self.console.say(f"  {labelled(item_id, f'{title} ({reasons})')}")

    def _say_answer(self, answer: Answer) -> None:
        for said in (
            answer.detail,
            answer.evidence and _("evidence: {evidence}", evidence=answer.evidence),
            answer.reason and _("reason: {reason}", reason=answer.reason),
            answer.closes and _("to close it: {who}", who=answer.closes),
            answer.due and _("due: {when}", when=answer.due),
            _by_and_day(answer),
        ):
            if said:
                self._say_below(said)

    def _say_below(self, text: str, *, style: str = "") -> None:
        """A line that belongs to the one above it."""
        self.console.say(f"  {text}", style=style)

    def _say_lapsed(self, view: QuestionView, lapsed: Answer) -> None:
        self._say_below(
            _(
                "Answered “{answer}” before the words of the question changed; --again gives that "
                "answer to the present words.",
                answer=answer_word(lapsed.value),
            )
        )
        self._say_answer(lapsed)
        before = words_answered(self.brief, lapsed)
        if before is None:
            self._say_below(_("The brief did not keep the earlier words."), style="faint")
        else:
            say_differences(question_differences(before, view.question), self.console)

    def data(self, view: QuestionView) -> Data:
        """A question and its answer for a program."""
        before = words_answered(self.brief, view.lapsed) if view.lapsed is not None else None
        changed = question_differences(before, view.question) if before is not None else None
        return {
            "question": view.question.id,
            "text": view.question.text,
            "severity": view.question.severity.value,
            "state": view.state.value,
            "overridden": view.is_overridden,
            "answer": view.answer and view.answer.model_dump(mode="json"),
            "lapsed": view.lapsed and view.lapsed.model_dump(mode="json"),
            "changed": None if changed is None else differences_data(changed),
        }


def _standing(view: QuestionView) -> str:
    """How a question stands, in a few words."""
    if view.answer is None:
        if view.lapsed is not None:
            return _("answered before its words changed")
        return _("not answered")
    answer = answer_word(view.answer.value)
    return _("{answer}, goes forward", answer=answer) if view.is_overridden else answer


def _by_and_day(answer: Answer) -> str:
    """Who answered, and when; as much of it as is known."""
    day = spoken().date(answer.on) if answer.on is not None else ""
    if answer.by and day:
        return _("by {name}, {day}", name=answer.by, day=day)
    if answer.by:
        return _("by {name}", name=answer.by)
    return _("by {day}", day=day) if day else ""


def weight_word(severity: QuestionSeverity) -> str:
    """What an open question means for a brief, in a word."""
    match severity:
        case QuestionSeverity.BLOCKING:
            return p_("severity of a question", "blocking")
        case QuestionSeverity.MAJOR:
            return p_("severity of a question", "major")
        case QuestionSeverity.ADVISORY:
            return p_("severity of a question", "advisory")
