"""The table of clearances: who was asked, what they said, when, and why."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from briefbuilder.domain.base import PARTIAL_DATE
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome
from briefbuilder.gui.dialogs.forms import FormDialog

COLUMNS = ("Office", "Name", "Outcome", "Date", "Remark")
OUTCOMES = (
    (ClearanceOutcome.ASKED, "asked"),
    (ClearanceOutcome.CONCUR, "concurs"),
    (ClearanceOutcome.NON_CONCUR, "does not concur"),
    (ClearanceOutcome.NO_REPLY, "no reply"),
    (ClearanceOutcome.NOT_REQUIRED, "not required"),
)
OUTCOME_COLUMN, DATE_COLUMN = 2, 3


class ClearancesDialog(FormDialog):
    """Edits the clearances; `clearances` is the table as it stands, less rows without an office."""

    def __init__(self, clearances: tuple[Clearance, ...], parent: QWidget | None = None) -> None:
        super().__init__(
            "Clearances",
            "Keep",
            parent,
            intro="Who was asked to clear the brief. Answer a non-concurrence in the text.",
        )
        self.resize(820, 420)
        self._table = QTableWidget(0, len(COLUMNS), self)
        self._table.setProperty("role", "boxed")
        self._table.setAccessibleName("Clearances")
        self._table.setTabKeyNavigation(False)  # Tab leads on; the cursor keys go from cell to cell
        self._table.setHorizontalHeaderLabels(COLUMNS)
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.verticalHeader().hide()
        add = QPushButton("Add a row", self)
        remove = QPushButton("Remove the row", self)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(remove)
        row.addStretch(1)
        self.column.insertWidget(2, self._table, 1)
        self.column.insertLayout(3, row)
        for clearance in clearances or (Clearance(office="Legal adviser"),):
            self._add(clearance)
        add.clicked.connect(self._on_add_clicked)
        remove.clicked.connect(self._on_remove_clicked)
        self._table.itemChanged.connect(self._on_item_changed)
        self._on_item_changed()

    @property
    def clearances(self) -> tuple[Clearance, ...]:
        """The table as values; only to be read while nothing is complained of."""
        rows = (self._row(number) for number in range(self._table.rowCount()))
        return tuple(Clearance.model_validate(row) for row in rows if row["office"])

    def _row(self, number: int) -> dict[str, str | None]:
        box = self._table.cellWidget(number, OUTCOME_COLUMN)
        outcome = box.currentData() if isinstance(box, QComboBox) else ClearanceOutcome.ASKED
        return {
            "office": self._text(number, 0),
            "name": self._text(number, 1),
            "outcome": outcome,
            "on": self._text(number, 3) or None,
            "remark": self._text(number, 4),
        }

    def _text(self, row: int, column: int) -> str:
        item = self._table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _add(self, clearance: Clearance) -> None:
        number = self._table.rowCount()
        self._table.insertRow(number)
        for column, text in (
            (0, clearance.office),
            (1, clearance.name),
            (3, clearance.on or ""),
            (4, clearance.remark),
        ):
            self._table.setItem(number, column, QTableWidgetItem(text))
        box = QComboBox(self._table)
        box.setAccessibleName("Outcome")
        for outcome, name in OUTCOMES:
            box.addItem(name, outcome)
        box.setCurrentIndex(box.findData(clearance.outcome))
        self._table.setCellWidget(number, OUTCOME_COLUMN, box)

    @Slot()
    def _on_add_clicked(self) -> None:
        self._add(Clearance(office="Office"))
        first = self._table.item(self._table.rowCount() - 1, 0)
        if first is not None:
            self._table.editItem(first)

    @Slot()
    def _on_remove_clicked(self) -> None:
        if self._table.currentRow() >= 0:
            self._table.removeRow(self._table.currentRow())

    @Slot()
    def _on_item_changed(self) -> None:
        dates = [self._text(number, DATE_COLUMN) for number in range(self._table.rowCount())]
        wrong = [date for date in dates if date and not PARTIAL_DATE.match(date)]
        complaint = f'"{wrong[0]}" is not a date: write YYYY-MM-DD.' if wrong else ""
        self.complain(complaint)
