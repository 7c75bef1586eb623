"""The library as the curator lists it: its items, files with faults, and drafts not yet saved."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefbuilder.app.library_overview import ListFilter
from briefbuilder.app.library_rows import ListRow
from briefbuilder.gui.search.item_card import CARD_ROLE

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ListRole(IntEnum):
    """What else a row tells."""

    FILE = Qt.ItemDataRole.UserRole


class FileListModel(QAbstractListModel):
    """The rows, under the chip that is down."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[ListRow, ...] = ()
        self._rows: tuple[ListRow, ...] = ()
        self._chosen: ListFilter | None = None

    @property
    def chosen(self) -> ListFilter | None:
        """The chip that is down."""
        return self._chosen

    def show_rows(self, rows: tuple[ListRow, ...]) -> None:
        """Show other rows."""
        self._all = rows
        self._take(self._picked())

    def show_filter(self, chosen: ListFilter | None) -> None:
        """Show what lies under one filter, or everything."""
        self._chosen = chosen
        self._take(self._picked())

    def count(self, chosen: ListFilter) -> int:
        """How many rows lie under a filter."""
        return sum(1 for row in self._all if chosen in row.filters)

    def row_at(self, index: AnyIndex) -> ListRow | None:
        """The row of an index."""
        return self._rows[index.row()] if index.isValid() else None

    def row_of(self, file: str) -> ListRow | None:
        """The row of a file, under whichever chip."""
        return next((row for row in self._all if row.file == file), None)

    def index_of(self, file: str) -> QModelIndex:
        """The index of a file, invalid when it is not shown."""
        number = next((n for n, row in enumerate(self._rows) if row.file == file), None)
        return QModelIndex() if number is None else self.index(number, 0, ROOT)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.card.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.card.spoken
            case Qt.ItemDataRole.ToolTipRole | ListRole.FILE:
                return row.file
            case _ if role == CARD_ROLE:
                return row.card
            case _:
                return None

    def _picked(self) -> tuple[ListRow, ...]:
        chosen = self._chosen
        return tuple(row for row in self._all if chosen is None or chosen in row.filters)

    def _take(self, rows: tuple[ListRow, ...]) -> None:
        """Same files in the same order: only what they say may differ, and nothing moves."""
        if [row.file for row in rows] == [row.file for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
