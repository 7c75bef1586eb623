"""The library's items as a list: cards, made when they are first drawn."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, Qt

from briefbuilder.app.item_cards import ItemCard, card_of
from briefbuilder.app.workspace import Workspace
from briefbuilder.gui.search.item_card import CARD_ROLE, AnyIndex
from briefbuilder.search.hits import Hit

NO_PARENT = QModelIndex()


ITEM_MIME = "application/x-briefbuilder-item"


class ItemRole(IntEnum):
    """What the model tells beside a card."""

    ITEM_ID = Qt.ItemDataRole.UserRole + 1


class ItemListModel(QAbstractListModel):
    """The hits of a search, best first."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._hits: tuple[Hit, ...] = ()
        self._cards: dict[str, ItemCard] = {}

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show other hits."""
        if tuple(hits) == self._hits:
            return
        self.beginResetModel()
        self._hits = tuple(hits)
        self._cards.clear()
        self.endResetModel()

    def forget_cards(self) -> None:
        """Make the cards anew: the library, or the day, is another one."""
        self._cards.clear()
        if self._hits:
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1))

    def item_at(self, index: AnyIndex) -> str | None:
        """The id of the item in a row."""
        return self._hits[index.row()].item_id if index.isValid() else None

    def index_of(self, item_id: str) -> QModelIndex:
        """The row of an item; an invalid index when it is not among the hits."""
        for row, hit in enumerate(self._hits):
            if hit.item_id == item_id:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        item_id = self._hits[index.row()].item_id
        if role == ItemRole.ITEM_ID:
            return item_id
        if role not in _CARD_ROLES:
            return None
        card = self._card(self._hits[index.row()])
        if card is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return card.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return card.spoken
            case _:
                return card

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [ITEM_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = [item_id for index in indexes if (item_id := self.item_at(index)) is not None]
        data = QMimeData()
        data.setData(ITEM_MIME, " ".join(ids).encode())
        return data

    def _card(self, hit: Hit) -> ItemCard | None:
        if hit.item_id not in self._cards:
            library = self._workspace.library
            entry = library.entries.get(hit.item_id)
            if entry is None:
                return None
            self._cards[hit.item_id] = card_of(
                entry, library, self._workspace.today(), snippet=hit.snippet
            )
        return self._cards[hit.item_id]


_CARD_ROLES = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(CARD_ROLE),
    }
)
