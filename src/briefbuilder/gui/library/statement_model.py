"""The statements of the draft as a list: headings, and under each its statements."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefbuilder.app.statement_lines import StatementLine, StatementSheet, line_standing
from briefbuilder.language.interface import _

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Row = str | StatementLine


class StatementRole(IntEnum):
    """What the delegate asks for."""

    LINE = Qt.ItemDataRole.UserRole


class StatementModel(QAbstractListModel):
    """Adapts a sheet of statements."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show_sheet(self, sheet: StatementSheet) -> None:
        """Show another sheet; with as many rows as before, nothing moves."""
        rows: list[Row] = []
        for section in sheet.sections:
            rows += [section.title, *section.lines]
        if len(rows) == len(self._rows):
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def line_at(self, index: AnyIndex) -> StatementLine | None:
        """The statement of a row; None for a heading."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, StatementLine) else None

    def index_of(self, statement_hash: str) -> QModelIndex:
        """The row of a statement, or an invalid index."""
        for number, row in enumerate(self._rows):
            if isinstance(row, StatementLine) and row.statement.hash == statement_hash:
                return self.index(number, 0, ROOT)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The first statement, or an invalid index."""
        number = next((n for n, row in enumerate(self._rows) if not isinstance(row, str)), None)
        return QModelIndex() if number is None else self.index(number, 0, ROOT)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.line_at(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, str):
            spoken = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return row if spoken else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.statement.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return _(
                    "{standing}: {statement}",
                    standing=line_standing(row),
                    statement=row.statement.text,
                )
            case Qt.ItemDataRole.ToolTipRole:
                return row.mark.words
            case StatementRole.LINE:
                return row
            case _:
                return None
