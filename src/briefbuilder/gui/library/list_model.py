"""The library as the curator lists it: its items, files with faults, and drafts not yet saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefbuilder.app.curating import ItemDraft
from briefbuilder.domain.items import Status
from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.errors import Problem, Severity
from briefbuilder.gui.widgets.item_card import CARD_ROLE, ItemCard, Tone, card_of
from briefbuilder.search.reading import Hit

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NOT_SAVED = ("✎ not saved", Tone.ACCENT)


class Heap(StrEnum):
    """What a chip above the list picks out."""

    OVERDUE = "Overdue"
    IN_REVIEW = "In review"
    PROBLEMS = "Problems"
    DRAFTS = "Drafts"


class ListRole(IntEnum):
    """What else a row tells."""

    FILE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ListRow:
    """One file of the library with its card and the heaps that it lies in."""

    file: str
    card: ItemCard
    heaps: frozenset[Heap]


def rows_of(
    library: Library,
    today: dt.date,
    problems: Iterable[Problem],
    unsaved: Iterable[ItemDraft],
    hits: Iterable[Hit],
) -> tuple[ListRow, ...]:
    """The rows for the hits of a search, in their order; faulty files and new drafts first."""
    dirty = {draft.file: draft for draft in unsaved}
    counts = _counted(problems)
    rows: list[ListRow] = []
    for hit in hits:
        entry = library.entries.get(hit.item_id)
        if entry is not None:
            rows.append(_entry_row(entry, library, today, hit, counts, dirty))
    known = {entry.file for entry in library.entries.values()}
    faulty = [_faulty_row(file, own, dirty) for file, own in counts.items() if file not in known]
    new = [
        _new_row(draft) for file, draft in dirty.items() if file not in known and file not in counts
    ]
    return (*new, *faulty, *rows)


def _entry_row(
    entry: LibraryEntry,
    library: Library,
    today: dt.date,
    hit: Hit,
    counts: Mapping[str, list[Problem]],
    dirty: Collection[str],
) -> ListRow:
    item = entry.item
    own = counts.get(entry.file, [])
    notes: list[tuple[str, Tone]] = []
    if entry.file in dirty:
        notes.append(NOT_SAVED)
    if any(one.severity is Severity.ERROR for one in own):
        notes.append(("✖ problems", Tone.ERROR))
    card = card_of(entry, library, today, snippet=hit.snippet)
    card = replace(card, foot=(*notes, *card.foot))
    heaps = {Heap.PROBLEMS} if own else set()
    if item.review_by < today and item.status is not Status.WITHDRAWN:
        heaps.add(Heap.OVERDUE)
    if item.status is Status.IN_REVIEW:
        heaps.add(Heap.IN_REVIEW)
    if item.status is Status.DRAFT:
        heaps.add(Heap.DRAFTS)
    return ListRow(entry.file, card, frozenset(heaps))


def _faulty_row(file: str, problems: list[Problem], dirty: Collection[str]) -> ListRow:
    count = len(problems)
    foot = (f"✖ {count} {'problem' if count == 1 else 'problems'}", Tone.ERROR)
    card = ItemCard(
        item_id="",
        title=f"✖ {file.rpartition('/')[2]}",
        meta=f"{file.rpartition('/')[0] or 'library'} · this file has faults",
        summary=((problems[0].sentence, False),),
        foot=(NOT_SAVED, foot) if file in dirty else (foot,),
    )
    return ListRow(file, card, frozenset({Heap.PROBLEMS}))


def _new_row(draft: ItemDraft) -> ListRow:
    title = draft.item.title if draft.item is not None else draft.file.rpartition("/")[2]
    summary = draft.item.summary if draft.item is not None else "It cannot be read as an item yet."
    card = ItemCard("", title, "new item", ((summary, False),), (NOT_SAVED,))
    return ListRow(draft.file, card, frozenset({Heap.DRAFTS}))


def _counted(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    counts: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.place.file:
            counts.setdefault(problem.place.file, []).append(problem)
    return counts


class ItemListModel(QAbstractListModel):
    """The rows, under the chip that is down."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[ListRow, ...] = ()
        self._rows: tuple[ListRow, ...] = ()
        self._heap: Heap | None = None

    @property
    def heap(self) -> Heap | None:
        """The chip that is down."""
        return self._heap

    def show_rows(self, rows: tuple[ListRow, ...]) -> None:
        """Show other rows."""
        self._all = rows
        self._take(self._picked())

    def show_heap(self, heap: Heap | None) -> None:
        """Show one heap only, or everything."""
        self._heap = heap
        self._take(self._picked())

    def count(self, heap: Heap) -> int:
        """How many rows lie in a heap."""
        return sum(1 for row in self._all if heap in row.heaps)

    def row_at(self, index: AnyIndex) -> ListRow | None:
        """The row of an index."""
        return self._rows[index.row()] if index.isValid() else None

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
        heap = self._heap
        return tuple(row for row in self._all if heap is None or heap in row.heaps)

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
