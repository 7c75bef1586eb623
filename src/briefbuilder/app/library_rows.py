"""The rows of the curator's list: items, files with faults, and drafts that were not saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from briefbuilder.app import curating
from briefbuilder.app.curating import ItemDraft
from briefbuilder.app.curation import is_item_file
from briefbuilder.app.item_cards import ItemCard, Tone, card_of
from briefbuilder.app.library_overview import LibraryOverview, ListFilter, NewestOverview
from briefbuilder.domain.library import LibraryEntry, LibrarySettings
from briefbuilder.domain.library_check.review import Overview
from briefbuilder.domain.words import fold_for_search
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, n_, p_
from briefbuilder.search.hits import Hit


@dataclass(frozen=True, slots=True)
class ListRow:
    """One file of the library and the filters that it lies under; its card is made when asked."""

    file: str
    item_id: str
    filters: frozenset[ListFilter]
    make_card: Callable[[], ItemCard]

    @property
    def card(self) -> ItemCard:
        """What the list shows."""
        return self.make_card()

    def is_named_by(self, text: str) -> bool:
        """Whether it shows each word of a search; for rows that no index knows."""
        card = self.card
        parts = (self.file, self.file.replace("-", " "), card.title)
        shown = fold_for_search(" ".join((*parts, *(words for words, _ in card.summary))))
        return all(word in shown for word in fold_for_search(text).replace('"', " ").split())


class LibraryRows:
    """Makes the rows from the newest overview; a card stays as long as it would say the same."""

    def __init__(self, newest: NewestOverview) -> None:
        self._newest = newest
        self._of_drafts: dict[str, tuple[ItemDraft, Overview, tuple[Problem, ...]]] = {}
        self._cards: dict[str, tuple[LibraryEntry, LibrarySettings, dt.date, ItemCard]] = {}

    def problems_of(self, file: str) -> tuple[Problem, ...]:
        """Everything that is known to be wrong with a file, as it is on disk."""
        return self._newest.now.problems_of(file)

    def problems_of_draft(self, draft: ItemDraft) -> tuple[Problem, ...]:
        """What is wrong with a draft: saved, it has the same problems."""
        if not is_item_file(draft.file):
            return self.problems_of(draft.file)
        overview = self._newest.now.seen
        known = self._of_drafts.get(draft.file)
        if known is None or known[0] is not draft or known[1] is not overview:
            known = (draft, overview, curating.problems_of(draft, overview))
            self._of_drafts[draft.file] = known
        return known[2]

    def of_hits(self, hits: Iterable[Hit], unsaved: Iterable[ItemDraft]) -> tuple[ListRow, ...]:
        """The rows for the hits of a search, in their order; new drafts and faulty files first."""
        now = self._newest.now
        dirty = {draft.file: draft for draft in unsaved}
        faulty = tuple(_faulty_row(file, now.problems_of(file)) for file in now.faulty_files)
        named = {*now.faulty_files, *now.item_files} if dirty else frozenset()
        new = (_new_row(draft) for file, draft in dirty.items() if file not in named)
        found = (self._row(now, hit) for hit in hits if hit.item_id in now.library.entries)
        return tuple(
            _unsaved(row, self.problems_of_draft(dirty[row.file])) if row.file in dirty else row
            for row in (*new, *faulty, *found)
        )

    def _row(self, now: LibraryOverview, hit: Hit) -> ListRow:
        entry = now.library.entries[hit.item_id]
        problems = now.problems_of(entry.file)
        filters = now.filters[hit.item_id] | ({ListFilter.PROBLEMS} if problems else frozenset())
        card: Callable[[], ItemCard] = partial(self._card, now, entry)
        if hit.snippet:
            card = partial(_with_snippet, card, hit)
        if any(one.severity is Severity.ERROR for one in problems):
            card = partial(_with_problems, card)
        return ListRow(entry.file, hit.item_id, filters, card)

    def _card(self, now: LibraryOverview, entry: LibraryEntry) -> ItemCard:
        """An item's card; the one from before, as long as it would say the same."""
        settings, today = now.library.settings, now.seen.today
        known = self._cards.get(entry.item.id)
        if known is not None and known[:3] == (entry, settings, today):
            return known[3]
        made = card_of(entry, now.library, today)
        self._cards[entry.item.id] = (entry, settings, today, made)
        return made


def _faulty_row(file: str, problems: tuple[Problem, ...]) -> ListRow:
    folder, _slash, name = file.rpartition("/")
    count = len(problems)
    where = folder or p_("the folder of the library", "library")
    told = n_("✖ {number} problem", "✖ {number} problems", count)
    card = ItemCard(
        item_id="",
        title=f"✖ {name}",
        meta=_("{folder} · this file has faults", folder=where),
        summary=((problems[0].sentence, False),),
        foot=((told, Tone.ERROR),),
    )
    return ListRow(file, "", frozenset({ListFilter.PROBLEMS}), lambda: card)


def _new_row(draft: ItemDraft) -> ListRow:
    title = draft.item.title if draft.item is not None else draft.file.rpartition("/")[2]
    unread = _("It cannot be read as an item yet.")
    summary = draft.item.summary if draft.item is not None else unread
    is_new = draft.stamp is None
    meta = _("new item") if is_new else _("its file has been removed")
    card = ItemCard("", title, meta, ((summary, False),), ())
    filters = frozenset({ListFilter.DRAFTS} if is_new else ())
    return ListRow(draft.file, "", filters, lambda: card)


def _with_snippet(card: Callable[[], ItemCard], hit: Hit) -> ItemCard:
    return replace(card(), summary=tuple(hit.snippet))


def _with_problems(card: Callable[[], ItemCard]) -> ItemCard:
    made = card()
    return replace(made, foot=(_problems_sign(), *made.foot))


def _unsaved(row: ListRow, problems: tuple[Problem, ...]) -> ListRow:
    """A row as its draft stands: what is mended there has no problem any more, though not saved."""
    has_errors = any(one.severity is Severity.ERROR for one in problems)
    filters = (row.filters - {ListFilter.PROBLEMS}) | ({ListFilter.PROBLEMS} if problems else set())
    return replace(
        row,
        filters=filters | {ListFilter.UNSAVED},
        make_card=partial(_unsaved_card, row.make_card, has_errors=has_errors),
    )


def _unsaved_card(card: Callable[[], ItemCard], *, has_errors: bool) -> ItemCard:
    made = card()
    problems = _problems_sign()
    foot = tuple(one for one in made.foot if one != problems)
    unsaved = (_("✎ not saved"), Tone.ACCENT)
    return replace(made, foot=(unsaved, *((problems,) if has_errors else ()), *foot))


def _problems_sign() -> tuple[str, Tone]:
    return _("✖ problems"), Tone.ERROR
