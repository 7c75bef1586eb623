"""The walk through a brief's checklist: which question is shown, and what the author does there.

Whoever shows the walk asks it to act; it turns the wish into an operation on the brief and tells
its listeners what is other now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from briefbuilder.app import operations
from briefbuilder.app.checking import ASKED_BY_CONDITIONS, alignment
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.alignment import (
    AlignmentState,
    QuestionState,
    QuestionView,
    Recommendation,
    no_longer_asked,
    recommendations,
    words_answered,
)
from briefbuilder.domain.briefs import Brief, Section
from briefbuilder.domain.changes import Changes
from briefbuilder.domain.checklists import Answer, QuestionWords
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Kind
from briefbuilder.domain.library import Library
from briefbuilder.domain.placing import section_for_item
from briefbuilder.domain.templates import Template
from briefbuilder.errors import BriefbuilderError

INITIATOR = "align"
OVERVIEW = None


@dataclass(frozen=True, slots=True)
class Details:
    """What stands beside an answer, as typed."""

    detail: str = ""
    evidence: str = ""
    closes: str = ""
    due: str = ""
    reason: str = ""

    @classmethod
    def of(cls, answer: Answer | None) -> Details:
        """The details of an answer; empty ones for none."""
        if answer is None:
            return cls()
        return cls(answer.detail, answer.evidence, answer.closes, answer.due, answer.reason)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The state, the brief or the library is another one now."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Another question will be shown: the last moment to hand over what was typed."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Another question is shown, or the overview."""


@dataclass(frozen=True, slots=True)
class NoGapLeft:
    """The next gap was asked for, and there is none."""


@dataclass(frozen=True, slots=True)
class ItemPlaced:
    """An item was placed, and in which section."""

    title: str
    heading: str


WalkEvent = Refreshed | Leaving | Moved | NoGapLeft | ItemPlaced
Listener = Callable[[WalkEvent], None]


class AlignmentWalk:
    """The open brief's checklist and the place reached in it.

    Whoever opens briefs calls `take`, passes their changes on to `follow_brief`, and calls
    `follow_library` when the library was read again.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._session: BriefSession | None = None
        self._listeners: list[Listener] = []
        self._shown: str | None = OVERVIEW
        self._last_section: str | None = None
        self._state: AlignmentState | None = None
        self._is_stale = True

    def subscribe(self, listener: Listener) -> None:
        """Tell `listener` of everything from now on."""
        self._listeners.append(listener)

    def take(self, session: BriefSession | None) -> None:
        """Walk through another brief, from its first gap on; None for no brief."""
        self._session = session
        self._last_section = None
        self._shown = OVERVIEW
        self._is_stale = True
        first = next((one for one in self.applicable if one.state.is_gap), None)
        self._shown = first.question.id if first is not None else OVERVIEW
        self._tell(Refreshed())
        self._tell(Moved())

    def follow_brief(self, changes: Changes) -> None:
        """Take over what was changed in the brief."""
        if changes.aspects & ASKED_BY_CONDITIONS:
            self.follow_library()

    def follow_library(self) -> None:
        """Take over the library as it was last read."""
        self._is_stale = True
        self._tell(Refreshed())

    @property
    def library(self) -> Library:
        """The library as it was last read."""
        return self._workspace.library

    @property
    def brief(self) -> Brief | None:
        """The open brief."""
        return self._session.brief if self._session is not None else None

    @property
    def state(self) -> AlignmentState | None:
        """The walk as far as it has come; None without a brief or a checklist."""
        if self._is_stale:
            self._is_stale = False
            brief = self.brief
            self._state = alignment(brief, self._workspace) if brief is not None else None
            if self._shown is not None and self.current is None:
                self._shown = OVERVIEW
        return self._state

    @property
    def current(self) -> QuestionView | None:
        """The question that is shown; None is the overview."""
        state = self.state
        return state.view(self._shown) if state is not None and self._shown is not None else None

    @property
    def applicable(self) -> tuple[QuestionView, ...]:
        """The questions that apply, in order."""
        views = self.state.views if self.state is not None else ()
        return tuple(one for one in views if one.state is not QuestionState.DOES_NOT_APPLY)

    @property
    def left_out(self) -> tuple[QuestionView, ...]:
        """The questions that do not apply, in order."""
        views = self.state.views if self.state is not None else ()
        return tuple(one for one in views if one.state is QuestionState.DOES_NOT_APPLY)

    def show(self, question_id: str | None) -> None:
        """Go to a question, or with None to the overview; an unknown id changes nothing."""
        known = self.state is not None and question_id is not None and self.state.view(question_id)
        if question_id == self._shown or not (known or question_id is None):
            return
        self._tell(Leaving())
        self._shown = question_id
        self._tell(Moved())

    def step(self, by: int) -> None:
        """Go to the next question that applies (1) or the one before (-1).

        Past either end comes the overview.
        """
        ids = [view.question.id for view in self.applicable]
        if not ids:
            return
        if self._shown is None or self._shown not in ids:
            self.show(ids[0] if by > 0 else ids[-1])
            return
        position = ids.index(self._shown) + by
        self.show(ids[position] if 0 <= position < len(ids) else OVERVIEW)

    def next_gap(self) -> None:
        """Go to the next gap after this question, round to the first; with none, the overview."""
        views = self.applicable
        ids = [view.question.id for view in views]
        start = ids.index(self._shown) + 1 if self._shown in ids else 0
        for view in (*views[start:], *views[:start]):
            if view.state.is_gap and view.question.id != self._shown:
                self.show(view.question.id)
                return
        if self.state is not None and not any(view.state.is_gap for view in views):
            self.show(OVERVIEW)
            self._tell(NoGapLeft())

    def answer(self, value: AnswerValue, details: Details) -> None:
        """Answer the question that is shown.

        Setting it aside needs a reason: without one nothing happens.
        """
        view, session = self.current, self._session
        if view is None or session is None:
            return
        if value is AnswerValue.NOT_APPLICABLE and not details.reason.strip():
            return
        given = view.answer
        if given is not None and (given.value, Details.of(given)) == (value, details):
            return
        operations.answer_question(
            session,
            question=view.question,
            value=value,
            detail=details.detail,
            evidence=details.evidence,
            closes=details.closes,
            due=details.due,
            reason=details.reason,
            initiator=INITIATOR,
        )

    def answer_again(self) -> None:
        """Give the lapsed answer to the present words."""
        view = self.current
        if view is not None and view.lapsed is not None:
            self.answer(view.lapsed.value, Details.of(view.lapsed))

    def let_go_forward(self, *, by: str, reason: str, on: dt.date) -> None:
        """Record that a named person lets the gap that is shown go forward."""
        view, session = self.current, self._session
        if view is not None and session is not None:
            operations.override_gap(session, question=view.question, by=by, reason=reason, on=on)

    def withdraw_override(self) -> None:
        """Take back that the gap that is shown may go forward."""
        view, session = self.current, self._session
        if view is not None and session is not None:
            operations.withdraw_override(session, question_id=view.question.id)

    def words_answered(self) -> QuestionWords | None:
        """The question as it read when the lapsed answer was given, if the brief holds it."""
        view, brief = self.current, self.brief
        if view is None or view.lapsed is None or brief is None:
            return None
        return words_answered(brief, view.lapsed)

    @property
    def today(self) -> dt.date:
        """The present day where the user is."""
        return self._workspace.today()

    @property
    def no_longer_asked(self) -> tuple[Answer, ...]:
        """The brief's answers to questions that its checklist does not ask any more."""
        brief = self.brief
        checklist = self._workspace.checklist_of(brief) if brief is not None else None
        if brief is None or checklist is None:
            return ()
        unread = {key for noun, key in self.library.left_out if noun == "question"}
        return no_longer_asked(brief, checklist, unread)

    def forget(self, question_id: str) -> None:
        """Take back an answer whose question is no longer asked."""
        if self._session is not None:
            operations.clear_answer(self._session, question_id=question_id)

    def take_back(self) -> None:
        """Take the answer back."""
        view, session = self.current, self._session
        if view is not None and session is not None and session.brief.answer(view.question.id):
            operations.clear_answer(session, question_id=view.question.id)

    def recommendations(self) -> tuple[Recommendation, ...]:
        """What would close the gap at the question that is shown."""
        view, brief = self.current, self.brief
        if view is None or brief is None:
            return ()
        return recommendations(view.question, brief, self.library)

    def section_for(self, kind: Kind) -> Section | None:
        """Where an item of a kind belongs, beside what was placed there in this walk."""
        brief = self.brief
        if brief is None:
            return None
        return section_for_item(brief, self._form(brief), kind, self._last_section)

    def place(self, item_id: str, section_id: str, parts: tuple[str, ...] | None = None) -> None:
        """Place an item, whole or in parts, in a section; the walk stays where it is."""
        session = self._session
        if session is None:
            return
        operations.place_item(
            session, self._workspace, item_id=item_id, section_id=section_id, parts=parts
        )
        self._last_section = section_id
        section = next(one for one in session.brief.sections if one.id == section_id)
        title = self.library.entry(item_id).item.title
        self._tell(ItemPlaced(title, section.heading))

    def _tell(self, event: WalkEvent) -> None:
        for listener in tuple(self._listeners):
            listener(event)

    def _form(self, brief: Brief) -> Template | None:
        try:
            return self._workspace.held_template(brief.template).template
        except BriefbuilderError:
            return None  # a brief whose form is not installed here can be walked all the same
