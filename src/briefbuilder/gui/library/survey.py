"""What the library says of itself: cards, heaps, problems and figures, counted once per reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Slot

from briefbuilder.app import curating
from briefbuilder.app.curating import ItemDraft
from briefbuilder.app.curation import is_item_file
from briefbuilder.domain.items import Status
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.library_check.review import Overview, review_overview
from briefbuilder.domain.statements import check_summary
from briefbuilder.domain.words import fold_for_search
from briefbuilder.errors import Problem, Severity
from briefbuilder.gui.search.item_card import ItemCard, Tone, card_of
from briefbuilder.gui.shared.hub import Desk
from briefbuilder.search.hits import Hit

NOT_SAVED = ("✎ not saved", Tone.ACCENT)
PROBLEMS = ("✖ problems", Tone.ERROR)


class ListFilter(StrEnum):
    """What a chip above the list picks out."""

    OVERDUE = "Overdue"
    IN_REVIEW = "In review"
    PROBLEMS = "Problems"
    DRAFTS = "Drafts"
    UNSAVED = "Unsaved"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One file of the library with its card and the heaps that it lies in."""

    file: str
    card: ItemCard
    heaps: frozenset[ListFilter]

    def is_named_by(self, text: str) -> bool:
        """Whether it shows each word of a search; for rows that no index knows."""
        parts = (self.file, self.file.replace("-", " "), self.card.title)
        shown = fold_for_search(" ".join((*parts, *(words for words, _ in self.card.summary))))
        return all(word in shown for word in fold_for_search(text).replace('"', " ").split())


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items there are, how many of their statements are checked, what is overdue."""

    items: int
    facts: int
    checked: int
    overdue: int

    def __str__(self) -> str:
        items = "1 item" if self.items == 1 else f"{self.items} items"
        reviews = "1 review" if self.overdue == 1 else f"{self.overdue} reviews"
        return f"{items} · {self.checked} of {self.facts} statements checked · {reviews} overdue"


@dataclass(frozen=True, slots=True)
class Account:
    """One reading of a library, gone through."""

    problems: dict[str, tuple[Problem, ...]]
    rows: dict[str, ListRow]
    faulty: tuple[ListRow, ...]
    tally: Tally
    overview: Overview


class Survey(QObject):
    """Goes through the library when it is first asked after a change, and remembers.

    It must be made before the panels that ask it, so that it hears of a change before they do.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._account: Account | None = None
        self._of_drafts: dict[str, tuple[ItemDraft, Overview, tuple[Problem, ...]]] = {}
        desk.library_changed.connect(self._on_library_changed)

    @property
    def tally(self) -> Tally:
        """The library in figures."""
        return self._now().tally

    @property
    def overview(self) -> Overview:
        """The look at the whole library that the reviews of single drafts need."""
        return self._now().overview

    def problems_of(self, file: str) -> tuple[Problem, ...]:
        """Everything that is wrong with a file, as it is on disk."""
        return self._now().problems.get(file, ())

    def problems_of_draft(self, draft: ItemDraft) -> tuple[Problem, ...]:
        """What is wrong with a draft: saved, it has the same problems."""
        if not is_item_file(draft.file):
            return self.problems_of(draft.file)
        overview = self._now().overview
        known = self._of_drafts.get(draft.file)
        if known is None or known[0] is not draft or known[1] is not overview:
            known = (draft, overview, curating.problems_of(draft, overview))
            self._of_drafts[draft.file] = known
        return known[2]

    def rows(self, hits: Iterable[Hit], unsaved: Iterable[ItemDraft]) -> tuple[ListRow, ...]:
        """The rows for the hits of a search, in their order; new drafts and faulty files first."""
        account = self._now()
        dirty = {draft.file: draft for draft in unsaved}
        found = [
            _with_snippet(account.rows[hit.item_id], hit)
            for hit in hits
            if hit.item_id in account.rows
        ]
        known = {row.file for row in (*account.faulty, *account.rows.values())}
        new = [_new_row(draft) for file, draft in dirty.items() if file not in known]
        rows = (*new, *account.faulty, *found)
        return tuple(
            _unsaved(row, self.problems_of_draft(dirty[row.file])) if row.file in dirty else row
            for row in rows
        )

    def _now(self) -> Account:
        if self._account is None:
            workspace = self._desk.workspace
            self._account = account_of(curating.overview(workspace))
        return self._account

    @Slot(object)
    def _on_library_changed(self, _change: object) -> None:
        self._account = None


def account_of(overview: Overview) -> Account:
    """Go through a library that somebody has looked at."""
    library, today = overview.library, overview.today
    by_file: dict[str, list[Problem]] = {}
    for problem in review_overview(overview, with_advice=False).problems:
        by_file.setdefault(problem.place.file, []).append(problem)
    rows = {
        key: _entry_row(entry, card_of(entry, library, today), by_file.get(entry.file, []), today)
        for key, entry in library.entries.items()
    }
    known = {row.file for row in rows.values()}
    faulty = [_faulty_row(file, own) for file, own in by_file.items() if file not in {"", *known}]
    summaries = [check_summary(entry.item) for entry in library.entries.values()]
    tally = Tally(
        items=len(rows),
        facts=sum(one.facts for one in summaries),
        checked=sum(one.checked for one in summaries),
        overdue=sum(1 for row in rows.values() if ListFilter.OVERDUE in row.heaps),
    )
    found = {file: tuple(own) for file, own in by_file.items()}
    return Account(found, rows, tuple(faulty), tally, overview)


def _entry_row(
    entry: LibraryEntry, card: ItemCard, problems: list[Problem], today: dt.date
) -> ListRow:
    item = entry.item
    heaps = {ListFilter.PROBLEMS} if problems else set()
    if item.review_by < today and item.status is not Status.WITHDRAWN:
        heaps.add(ListFilter.OVERDUE)
    if entry.status is Status.IN_REVIEW:
        heaps.add(ListFilter.IN_REVIEW)
    if item.status is Status.DRAFT:
        heaps.add(ListFilter.DRAFTS)
    if any(one.severity is Severity.ERROR for one in problems):
        card = replace(card, foot=(PROBLEMS, *card.foot))
    return ListRow(entry.file, card, frozenset(heaps))


def _faulty_row(file: str, problems: list[Problem]) -> ListRow:
    folder, _, name = file.rpartition("/")
    count = len(problems)
    card = ItemCard(
        item_id="",
        title=f"✖ {name}",
        meta=f"{folder or 'library'} · this file has faults",
        summary=((problems[0].sentence, False),),
        foot=((f"✖ {count} {'problem' if count == 1 else 'problems'}", Tone.ERROR),),
    )
    return ListRow(file, card, frozenset({ListFilter.PROBLEMS}))


def _new_row(draft: ItemDraft) -> ListRow:
    title = draft.item.title if draft.item is not None else draft.file.rpartition("/")[2]
    summary = draft.item.summary if draft.item is not None else "It cannot be read as an item yet."
    is_new = draft.stamp is None
    meta = "new item" if is_new else "its file has been removed"
    card = ItemCard("", title, meta, ((summary, False),), ())
    return ListRow(draft.file, card, frozenset({ListFilter.DRAFTS} if is_new else ()))


def _with_snippet(row: ListRow, hit: Hit) -> ListRow:
    if not hit.snippet:
        return row
    return replace(row, card=replace(row.card, summary=tuple(hit.snippet)))


def _unsaved(row: ListRow, problems: tuple[Problem, ...]) -> ListRow:
    """A row as its draft stands: what is mended there has no problem any more, though not saved."""
    foot = tuple(one for one in row.card.foot if one != PROBLEMS)
    if any(one.severity is Severity.ERROR for one in problems):
        foot = (PROBLEMS, *foot)
    card = replace(row.card, foot=(NOT_SAVED, *foot))
    heaps = (row.heaps - {ListFilter.PROBLEMS}) | ({ListFilter.PROBLEMS} if problems else set())
    return replace(row, card=card, heaps=heaps | {ListFilter.UNSAVED})
