"""The middle of the walk: one question, its answer, and what was seen before."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from briefbuilder.app.alignment_walk import Details
from briefbuilder.app.alignment_words import (
    answer_label,
    heading_of,
    key_hints,
    lapse_words,
    severity_tip,
    why_not,
)
from briefbuilder.app.citation_html import printed_source
from briefbuilder.domain.alignment import QuestionState, QuestionView
from briefbuilder.domain.checklists import QuestionWords
from briefbuilder.domain.citations import find_citations
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.gui.align.answer_details import AnswerDetails
from briefbuilder.gui.align.answer_pad import AnswerPad
from briefbuilder.gui.align.buttons import WalkButton, WalkPage
from briefbuilder.gui.align.override import OverrideDialog, OverrideNotice
from briefbuilder.gui.align.precedents import PrecedentsView
from briefbuilder.gui.align.walk_signals import WalkSignals
from briefbuilder.gui.shared.build import LEFT, dressed, in_column, paragraph
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _, p_

PAGE_WIDTH = 700


class QuestionPanel(WalkPage):
    """Shows the walk's question and hands its answer back to it.

    Signals:
        item_requested(str): the reader wants to see an item.
    """

    item_requested = Signal(str)

    def __init__(self, signals: WalkSignals, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walk = signals.walk
        self._pending = signals.pending
        self._shown: str | None = None
        self._asked_aside = False
        self._heading = _label("faint")
        self._question = _label("question")
        self._why = _label("soft", points=11.0)
        self._evidence_name = _label("faint")
        self._evidence_name.setText(_("What counts as evidence"))
        self._evidence = _label("soft")
        self._not_applying = _label("warning")
        self.pad = dressed(AnswerPad(theme), spoken=p_("to a question", "Answer"))
        self.details = AnswerDetails(signals.pending)
        self._lapse = LapseNotice()
        self.override = OverrideNotice()
        self._advice = AdviceNotice()
        self._precedents = PrecedentsView(signals.walk)
        self._sources = _label("faint", points=9.0)
        self._hints = _label("faint")
        self._hints.setText(key_hints())
        self.setWidget(self._laid_out())
        self.pad.chosen.connect(self.choose)
        self.pad.taken_back.connect(self._on_taken_back)
        self.details.edited.connect(self._on_details_edited)
        self._lapse.again_button.clicked.connect(self._on_again_clicked)
        self.override.wanted.connect(self._on_override_wanted)
        self.override.withdrawn.connect(self._on_override_withdrawn)
        self._precedents.item_requested.connect(self.item_requested)
        signals.leaving.connect(signals.pending.commit)
        signals.refreshed.connect(Refresh(self, self.refresh).ask)
        signals.moved.connect(self.refresh)
        self.refresh()

    @property
    def value(self) -> AnswerValue | None:
        """The answer as the panel shows it: setting aside counts from the moment it is asked."""
        view = self._walk.current
        if self._asked_aside:
            return AnswerValue.NOT_APPLICABLE
        return view.answer.value if view is not None and view.answer is not None else None

    @Slot(object)
    def choose(self, value: AnswerValue) -> None:
        """Give an answer; setting a question aside asks for the reason first."""
        view = self._walk.current
        if view is None or view.state is QuestionState.DOES_NOT_APPLY:
            return
        self.details.commit()
        details = self.details.details
        self._asked_aside = value is AnswerValue.NOT_APPLICABLE and not details.reason.strip()
        self._walk.answer(value, details)
        given = self._walk.current
        if given is not None and given.answer is not None and not self._asked_aside:
            self.details.show_details(Details.of(given.answer))
        self._show_answer()
        if value is AnswerValue.NOT_APPLICABLE:
            self.details.focus_reason()

    @Slot()
    def refresh(self) -> None:
        """Show the walk's question as it stands."""
        view = self._walk.current
        if view is None or self._walk.state is None:
            self._shown = None
            return
        if view.question.id == self._shown:
            self.details.commit()
        else:
            self._shown = view.question.id
            self._asked_aside = False
            self._show_question(view)
            self.verticalScrollBar().setValue(0)
        self._heading.setText(heading_of(view, self._walk.state))
        applies = view.state is not QuestionState.DOES_NOT_APPLY
        reason = why_not(view.question.applies_when, self._walk.library)
        not_applying = _("This question does not apply to the brief.")
        self._not_applying.setText(f"{not_applying} {reason}")
        self._not_applying.setVisible(not applies)
        self.pad.setVisible(applies)
        self.details.show_details(self._details_of(view))
        self._show_answer()

    def _details_of(self, view: QuestionView) -> Details:
        """An answer's details; a reason typed before it counts stays."""
        if view.answer is None and self._asked_aside:
            return self.details.details
        return Details.of(view.answer)

    def _show_question(self, view: QuestionView) -> None:
        question = view.question
        self._heading.setToolTip(severity_tip(question.severity))
        self._question.setText(question.text)
        self._why.setText(question.why)
        self._evidence.setText(question.evidence)
        self._precedents.show_precedents(question.precedents)
        find = self._walk.library.sources.get
        printed = [
            printed_source(citation, find)
            for text in question.sources
            for group in find_citations(text)
            for citation in group.citations
        ]
        self._sources.setText("\n".join([_("Sources"), *printed]) if printed else "")
        self._sources.setVisible(bool(printed))

    def _show_answer(self) -> None:
        view = self._walk.current
        if view is None:
            return
        if self._asked_aside and view.state is QuestionState.NOT_APPLICABLE:
            self._asked_aside = False
        applies = view.state is not QuestionState.DOES_NOT_APPLY
        self.pad.show_value(self.value)
        is_bare = view.is_unsupported and view.state.is_gap
        self.details.suit(self.value if applies else None, is_bare=is_bare)
        self._lapse.show_view(view if applies else None, self._walk.words_answered())
        self.override.show_view(view if applies and not self._asked_aside else None)
        waiting = self.value is not None and view.state.is_gap and not self._asked_aside
        self._advice.show_advice(view.question.on_gap if waiting else "")

    def _laid_out(self) -> QWidget:
        page = dressed(QWidget(self), "page")
        page.setMaximumWidth(PAGE_WIDTH)
        in_column(
            _together(8, self._heading, self._question, self._why),
            _together(2, self._evidence_name, self._evidence),
            self._not_applying,
            self._lapse,
            self.pad,
            self.details,
            self.override,
            self._advice,
            self._precedents,
            self._sources,
            self._hints,
            None,
            on=page,
            margins=0,
            spacing=18,
        )
        ground = dressed(QWidget(self), "page")
        in_column((page, 1), on=ground, margins=(40, 32, 32, 24))
        return ground

    @Slot()
    def _on_taken_back(self) -> None:
        self._walk.take_back()

    @Slot()
    def _on_again_clicked(self) -> None:
        self._walk.answer_again()

    @Slot()
    def _on_override_withdrawn(self) -> None:
        self._walk.withdraw_override()

    @Slot()
    def _on_override_wanted(self) -> None:
        self._pending.commit()
        view = self._walk.current
        if view is None:
            return
        dialog = OverrideDialog(view, self._walk.today, self._pending, self)
        if dialog.exec():
            self._walk.let_go_forward(
                by=dialog.by_edit.text(), reason=dialog.reason_edit.text(), on=dialog.on
            )

    @Slot()
    def _on_details_edited(self) -> None:
        value = self.value
        if value is not None:
            self._walk.answer(value, self.details.details)
            self._show_answer()


def _together(spacing: int, *labels: QLabel) -> QWidget:
    """Labels that belong to one another, with nothing else's space between them."""
    box = QWidget()
    in_column(*labels, on=box, margins=0, spacing=spacing)
    return box


class LapseNotice(QFrame):
    """Says that an answer was given to other words, and offers to give it to these."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._words = _label("soft")
        self.again_button = WalkButton(_("Answer so again"), self)
        self.again_button.setAccessibleName(_("Give the earlier answer to the present words"))
        in_column(
            self._words, (self.again_button, LEFT), on=self, margins=(14, 10, 14, 12), spacing=8
        )

    def show_view(self, view: QuestionView | None, before: QuestionWords | None = None) -> None:
        """Show a lapsed answer, and how its question read `before`, where that is known."""
        lapsed = view.lapsed if view is not None else None
        self.setVisible(lapsed is not None)
        if view is None or lapsed is None:
            return
        self._words.setText(lapse_words(lapsed, view.question, before))
        self.again_button.setText(_("Answer “{answer}” again", answer=answer_label(lapsed.value)))


class AdviceNotice(QFrame):
    """What the checklist advises where there is a gap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "placed")
        name = _label("caps")
        name.setText(_("To close the gap"))
        self._words = _label("")
        in_column(name, self._words, on=self, margins=(14, 8, 14, 10), spacing=3)

    def show_advice(self, words: str) -> None:
        """Show advice; hide where there is none."""
        self._words.setText(words)
        self.setVisible(bool(words))


def _label(role: str, *, points: float = 0.0) -> QLabel:
    label = paragraph("", role, selectable=True)
    if points:
        font = label.font()
        font.setPointSizeF(points)
        label.setFont(font)
    return label
