"""The library check, kept up with a library that changes item by item.

A review of ten thousand items takes half a minute; one of the item that was just saved, and of
those that have to do with it, some milliseconds. What can change the finding of an item is the
item itself, whatever stands outside the items (settings, sources, checklists, schemes, the day,
how items print), and the items that it names or that name it: no rule looks further.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.domain.library_check.overview import ItemUnderReview, Overview
from briefbuilder.domain.library_check.review import (
    LibraryReview,
    found_in_item,
    found_in_library,
    in_order,
)
from briefbuilder.domain.library_check.waivers import Waived
from briefbuilder.domain.proofs import Proof
from briefbuilder.errors import Problem

Found = tuple[Problem | Waived, ...]


@dataclass(frozen=True, slots=True)
class RollingReview:
    """One review of a library, without advice, from which the next one goes on.

    `by_item` holds what was found in each item; `reviewed` the items that were gone through this
    time, in the library's order.
    """

    overview: Overview
    review: LibraryReview
    by_item: Mapping[str, Found]
    reviewed: tuple[str, ...]


def _go_on() -> None:
    """Nothing between two items."""


def review_from(
    before: RollingReview | None,
    library: Library,
    today: dt.date,
    proofs: Mapping[str, Proof] | None = None,
    between: Callable[[], None] = _go_on,
) -> RollingReview:
    """Review a library; what an earlier review found stands where nothing can have changed it.

    `between` is called before each item that is gone through; what it raises ends the review.
    """
    seen = before.overview if before is not None else None
    overview = Overview.of(library, today, proofs, before=seen)
    stale = _stale(seen, overview)
    by_item: dict[str, Found] = {}
    for key, entry in library.entries.items():
        if before is not None and key not in stale:
            by_item[key] = before.by_item[key]
            continue
        between()
        by_item[key] = found_in_item(ItemUnderReview.of(overview, entry))
    review = in_order(library, found_in_library(overview), by_item)
    return RollingReview(
        overview, review, by_item, tuple(key for key in library.entries if key in stale)
    )


def _stale(before: Overview | None, now: Overview) -> frozenset[str]:
    """The items whose review cannot be taken over."""
    entries = now.library.entries
    if before is None or _surroundings(before) != _surroundings(now):
        return frozenset(entries)
    changed = _changed(before.library.entries, entries)
    named: set[str] = set()
    for look in (before, now):
        for key in changed & look.told.keys():
            named |= look.told[key].names
    return frozenset(
        key
        for key in entries
        if key in changed or key in named or not now.told[key].names.isdisjoint(changed)
    )


def _surroundings(overview: Overview) -> tuple[object, ...]:
    """Everything outside the items that a rule may look at."""
    library = overview.library
    return (
        overview.today,
        overview.proofs,
        library.settings,
        library.sources,
        library.checklists,
        library.schemes,
        library.left_out,
    )


def _changed(before: Mapping[str, LibraryEntry], now: Mapping[str, LibraryEntry]) -> frozenset[str]:
    both = before.keys() & now.keys()
    return frozenset(before.keys() ^ now.keys()) | {
        key for key in both if not now[key].is_still(before[key])
    }
