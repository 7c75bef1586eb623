"""The timeline in a form: a table of dated events."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.domain.items import Item, TimelineEvent
from briefbuilder.domain.words import one_line
from briefbuilder.gui.library.form_fields import FieldEditor
from briefbuilder.gui.pending import PendingWords
from briefbuilder.gui.widgets.words_table import WordsTable

COLUMNS = ("From", "To", "About", "What happened")
DATE, TO, CIRCA, TEXT = range(4)
ROW_HEIGHT, MOST_ROWS = 34, 9


class TimelineEditor(FieldEditor):
    """Rows of events in the order of the file."""

    def __init__(
        self, key: str, name: str, pending: PendingWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(key, name, parent)
        self._filling = False
        self.table = WordsTable(pending, COLUMNS, self)
        self.table.setProperty("role", "boxed")
        self.table.setAccessibleName("Timeline: from, to, about, what happened")
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((DATE, 104), (TO, 104), (CIRCA, 58)):
            self.table.setColumnWidth(column, width)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for words, action in (
            ("Add an event", self._on_add_clicked),
            ("Remove", self._on_remove_clicked),
            ("Move up", self._on_up_clicked),
            ("Move down", self._on_down_clicked),
        ):
            button = QPushButton(words, self)
            button.setAccessibleName(f"Timeline: {words.lower()}")
            button.clicked.connect(action)
            row.addWidget(button)
        row.addStretch(1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.addWidget(self.table)
        column_box.addLayout(row)
        self.table.itemChanged.connect(self._on_item_changed)

    def show_item(self, item: Item) -> None:
        if self._events() == list(item.timeline):
            return
        current = self.table.currentRow(), self.table.currentColumn()
        self._filling = True
        self.table.setRowCount(0)
        for event in item.timeline:
            self._add(self.table.rowCount(), event)
        self._filling = False
        if 0 <= current[0] < self.table.rowCount():
            self.table.setCurrentCell(*current)
        self._fit()

    def values(self) -> dict[str, object]:
        return {self.key: tuple(self._events())}

    def _events(self) -> list[TimelineEvent]:
        return [
            TimelineEvent.model_construct(
                date=self._text(row, DATE),
                to=self._text(row, TO) or None,
                text=self._text(row, TEXT),
                circa=self._circa(row),
            )
            for row in range(self.table.rowCount())
        ]

    def _text(self, row: int, column: int) -> str:
        cell = self.table.item(row, column)
        return one_line(cell.text()) if cell is not None else ""

    def _circa(self, row: int) -> bool:
        cell = self.table.item(row, CIRCA)
        return cell is not None and cell.checkState() is Qt.CheckState.Checked

    def _add(self, row: int, event: TimelineEvent) -> None:
        self.table.insertRow(row)
        self.table.setRowHeight(row, ROW_HEIGHT)
        for column, text in ((DATE, event.date), (TO, event.to or ""), (TEXT, event.text)):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            self.table.setItem(row, column, cell)
        circa = QTableWidgetItem()
        circa.setFlags(
            Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
        )
        circa.setCheckState(Qt.CheckState.Checked if event.circa else Qt.CheckState.Unchecked)
        circa.setToolTip("The day is approximate")
        self.table.setItem(row, CIRCA, circa)

    def _fit(self) -> None:
        rows = min(max(self.table.rowCount(), 1), MOST_ROWS)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(rows * ROW_HEIGHT + header + 4)

    def _shift(self, by: int) -> None:
        row = self.table.currentRow()
        target = row + by
        if row < 0 or not 0 <= target < self.table.rowCount():
            return
        event = self._events()[row]
        column = self.table.currentColumn()
        self._filling = True
        self.table.removeRow(row)
        self._add(target, event)
        self._filling = False
        self.table.setCurrentCell(target, column)
        self.edited.emit()

    @Slot()
    def _on_add_clicked(self) -> None:
        row = (
            self.table.currentRow() + 1 if self.table.currentRow() >= 0 else (self.table.rowCount())
        )
        self._filling = True
        self._add(row, TimelineEvent.model_construct(date="", to=None, text="", circa=False))
        self._filling = False
        self._fit()
        self.table.setCurrentCell(row, DATE)
        first = self.table.item(row, DATE)
        if first is not None:
            self.table.editItem(first)
        self.edited.emit()

    @Slot()
    def _on_remove_clicked(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            self._fit()
            self.edited.emit()

    @Slot()
    def _on_up_clicked(self) -> None:
        self._shift(-1)

    @Slot()
    def _on_down_clicked(self) -> None:
        self._shift(1)

    @Slot(QTableWidgetItem)
    def _on_item_changed(self, _item: QTableWidgetItem) -> None:
        if not self._filling:
            self.edited.emit()
