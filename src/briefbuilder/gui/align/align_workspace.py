"""The Align workspace: groups at the left, one question in the middle, what helps at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from briefbuilder.app.alignment_words import answer_of
from briefbuilder.gui.align.buttons import STEPS, is_step
from briefbuilder.gui.align.closing_panel import ClosingPanel
from briefbuilder.gui.align.groups_panel import GroupsPanel
from briefbuilder.gui.align.overview_panel import OverviewPanel
from briefbuilder.gui.align.question_panel import QuestionPanel
from briefbuilder.gui.align.walk_signals import WalkSignals
from briefbuilder.gui.search.item_reader import ItemReader
from briefbuilder.gui.shared.build import in_row
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme

QUESTION = "question"


class AlignWorkspace(QWidget):
    """Lays out the walk's panels and gives them its keys.

    Letters answer and the cursor keys walk wherever the keyboard is, save in a text field.
    """

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signals = WalkSignals(desk, self)
        self.walk = self.signals.walk
        self.groups = GroupsPanel(self.signals, theme)
        self.question = QuestionPanel(self.signals, theme)
        self.overview = OverviewPanel(self.signals, theme)
        self.closing = ClosingPanel(self.signals)
        self._centre = QStackedWidget()
        self._centre.addWidget(self.question)
        self._centre.addWidget(self.overview)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for panel, stretch, least in (
            (self.groups, 1, 220),
            (self._centre, 3, 380),
            (self.closing, 2, 250),
        ):
            panel.setMinimumWidth(least)
            self.splitter.addWidget(panel)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([300, 780, 360])
        self.splitter.setChildrenCollapsible(False)
        in_row(self.splitter, on=self, margins=0)
        self._reader = ItemReader(desk, theme, self)
        self._reader.place_requested.connect(self._on_place_requested)
        self.overview.question_requested.connect(self._on_question_requested)
        for panel_with_items in (self.question, self.closing):
            panel_with_items.item_requested.connect(self._on_item_requested)
        self.signals.moved.connect(self._on_walk_moved)
        self._on_walk_moved()

    def next_gap(self) -> None:
        """Go to the next question that is not closed."""
        self.commit_pending()
        self.walk.next_gap()

    def reveal(self, target: str) -> None:
        """Show a target such as `question:A3`."""
        kind, _, question_id = target.partition(":")
        if kind == QUESTION:
            self.walk.show(question_id)
            self.question.pad.focus_chosen()

    def show_overview(self) -> None:
        """Show where the brief stands as a whole."""
        self.commit_pending()
        self.walk.show(None)

    def commit_pending(self) -> None:
        """Hand over what was typed and not told of yet."""
        self.signals.pending.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, answer = Qt.Key(event.key()), answer_of(event.text().upper())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_step(event):
            self.walk.step(STEPS[key])
        elif plain and answer is not None and self.walk.current is not None:
            self.question.choose(answer)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focused = QApplication.focusWidget()
        is_here = focused is not None and self.isAncestorOf(focused)
        if self.walk.current is not None and not is_here:
            self.question.pad.focus_chosen()

    @Slot()
    def _on_walk_moved(self) -> None:
        at_question = self.walk.current is not None
        focused = QApplication.focusWidget()
        has_focus = focused is not None and self.isAncestorOf(focused)
        self._centre.setCurrentWidget(self.question if at_question else self.overview)
        self.closing.setVisible(at_question)
        if not has_focus or self.groups.tree.hasFocus():
            return
        if at_question:
            self.question.pad.focus_chosen()
        else:
            self.overview.next_button.setFocus()

    @Slot(str)
    def _on_question_requested(self, question_id: str) -> None:
        self.walk.show(question_id)

    @Slot(str)
    def _on_item_requested(self, item_id: str) -> None:
        self._reader.open_at(item_id)

    @Slot(str, object)
    def _on_place_requested(self, item_id: str, parts: tuple[str, ...] | None) -> None:
        section = self.walk.section_for(self.walk.library.entry(item_id).item.kind)
        if section is not None:
            self.walk.place(item_id, section.id, parts)
