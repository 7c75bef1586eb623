"""The Statements tab: what the item is, and every statement with its check."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QLabel,
    QListView,
    QWidget,
)

from briefbuilder.app.curation import ChangedBy
from briefbuilder.app.statement_lines import StatementLine, StatementSheet, sheet_of
from briefbuilder.app.status_words import closes_words, standing_line
from briefbuilder.domain.items import Item
from briefbuilder.domain.sources import Source
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.statement_delegate import StatementDelegate
from briefbuilder.gui.library.statement_model import StatementModel
from briefbuilder.gui.shared.build import dressed, in_column, make_label
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _


class StatementList(QListView):
    """A list whose rows are laid out again when its width changes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class StatementsTab(QWidget):
    """Shows the draft's statements.

    Signals:
        selected(StatementLine | None): another statement is selected.
        check_requested: the curator wants to check the selected statement.
    """

    selected = Signal(object)
    check_requested = Signal()

    def __init__(
        self, desk: Desk, theme: Theme, curation: CurationSignals, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts = curation.session
        self.setProperty("role", "page")
        self.sheet = StatementSheet((), ())
        self.model = StatementModel(self)
        self.list = dressed(StatementList(self), spoken=_("Statements"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(StatementDelegate(theme, self._find_source, self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._summary, self._status, self._closes = QLabel(), QLabel(), QLabel()
        self._unreadable = QLabel(
            _(
                "The file cannot be read as an item. Mend it in the Text tab; the problems are "
                "listed there."
            )
        )
        self._unreadable.setProperty("role", "empty")
        self._unreadable.setWordWrap(True)
        self._head = QWidget(self)
        grid = QGridLayout(self._head)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, label) in enumerate(
            (
                (_("Summary"), self._summary),
                (_("Status"), self._status),
                (_("Closes"), self._closes),
            )
        ):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            title = make_label(name, "faint")
            title.setMinimumWidth(76)
            grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, 1)
        in_column(
            self._head, self._unreadable, (self.list, 1), on=self, margins=(0, 16, 0, 0), spacing=4
        )
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.activated.connect(self._on_list_activated)
        curation.opened.connect(self._on_drafts_opened)
        curation.changed.connect(self._on_drafts_changed)
        desk.session_replaced.connect(self.refresh)
        desk.library_changed.connect(Refresh(self, self.refresh).ask)
        theme.changed.connect(self._on_theme_changed)
        self.refresh()

    @property
    def line(self) -> StatementLine | None:
        """The statement that is selected."""
        return self.model.line_at(self.list.currentIndex())

    def show_statement(self, statement_hash: str) -> None:
        """Select a statement."""
        index = self.model.index_of(statement_hash)
        if index.isValid():
            self.list.setCurrentIndex(index)

    @Slot()
    def refresh(self) -> None:
        """Show the draft as it stands, with the same statement selected."""
        draft = self._drafts.draft
        item = draft.item if draft is not None else None
        self._head.setVisible(item is not None)
        self.list.setVisible(item is not None)
        self._unreadable.setVisible(draft is not None and item is None)
        before = self.line
        self.sheet = sheet_of(item, self._older(item)) if item is not None else _EMPTY
        self.model.show_sheet(self.sheet)
        self.list.scheduleDelayedItemsLayout()
        if item is not None:
            self._show_head(item)
        if before is not None:
            self.show_statement(before.statement.hash)
        self.selected.emit(self.line)

    def _show_head(self, item: Item) -> None:
        self._summary.setText(item.summary)
        self._status.setText(standing_line(item, self._desk.workspace.today()))
        self._closes.setText(closes_words(item, self._desk.workspace.library))

    def _older(self, item: Item) -> list[Item]:
        """Other texts of the item that are at hand: the saved one, and what the brief pins."""
        entry = self._desk.workspace.library.entries.get(item.id)
        older = [entry.item] if entry is not None else []
        session = self._desk.session
        if session is not None:
            older += [pin.item for pin in session.brief.pins if pin.item.id == item.id]
        return older

    def _find_source(self, key: str) -> Source | None:
        return self._desk.workspace.library.sources.get(key)

    @Slot()
    def _on_drafts_opened(self) -> None:
        self.list.selectionModel().clear()
        self.refresh()
        self.list.scrollToTop()

    @Slot(object)
    def _on_drafts_changed(self, _source: ChangedBy) -> None:
        self.refresh()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.list.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(
        self,
        _index: QModelIndex | QPersistentModelIndex,
        _previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.selected.emit(self.line)

    @Slot(QModelIndex)
    def _on_list_activated(self, _index: QModelIndex | QPersistentModelIndex) -> None:
        if self.line is not None:
            self.check_requested.emit()


_EMPTY = StatementSheet((), ())
