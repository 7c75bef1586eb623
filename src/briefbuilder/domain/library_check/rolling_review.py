"""The library check, kept up with a library that changes item by item.

A review of ten thousand items takes half a minute; one of the item that was just saved, and of
those that have to do with it, some milliseconds. What can change the finding of an item is the
item itself, whatever stands outside the items (settings, sources, checklists, schemes, the day,
how items print), and the items that it names or that name it: no rule looks further.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from briefbuilder.domain.library import Library, changed_entries
from briefbuilder.domain.library_check.overview import ItemUnderReview, Overview
from briefbuilder.domain.library_check.review import (
    LibraryReview,
    found_in_item,
    found_in_library,
    in_order,
    problems_in_order,
)
from briefbuilder.domain.library_check.waivers import Waived
from briefbuilder.domain.proofs import Proof
from briefbuilder.errors import Problem

Found = tuple[Problem | Waived, ...]


@dataclass(frozen=True, slots=True)
class RollingReview:
    """One review of a library, without advice, from which the next one goes on.

    `of_library` is what was found in no single item, `by_item` what was found in each; `by_file`
    the problems of both, in order of place, of each file that has any. `names` says whom an item
    names, of those that name any; `reviewed` are the items that were gone through this time, in
    the library's order.
    """

    overview: Overview
    of_library: tuple[Problem, ...]
    by_item: Mapping[str, Found]
    by_file: Mapping[str, tuple[Problem, ...]]
    names: Mapping[str, frozenset[str]]
    reviewed: tuple[str, ...]

    @property
    def review(self) -> LibraryReview:
        """Everything in one list, as a review of the whole library has it."""
        return in_order(self.overview.library, self.of_library, self.by_item)


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
    return review_seen(before, Overview.of(library, today, proofs, before=seen), between)


def review_seen(
    before: RollingReview | None, overview: Overview, between: Callable[[], None] = _go_on
) -> RollingReview:
    """The same of a library that somebody has looked at already."""
    entries = overview.library.entries
    earlier = before.overview.library.entries if before is not None else {}
    changed = changed_entries(earlier, entries)
    stale = _stale(before, overview, changed)
    by_item = {**before.by_item} if before is not None else {}
    for key in changed - entries.keys():
        by_item.pop(key, None)
    reviewed = tuple(key for key in entries if key in stale)
    for key in reviewed:
        between()
        by_item[key] = found_in_item(ItemUnderReview.of(overview, entries[key]))
    of_library = found_in_library(overview)
    return RollingReview(
        overview=overview,
        of_library=of_library,
        by_item=by_item,
        by_file=_by_file(before, overview, of_library, by_item, changed | stale),
        names=_names(before, overview, changed),
        reviewed=reviewed,
    )


def _stale(
    before: RollingReview | None, overview: Overview, changed: frozenset[str]
) -> frozenset[str]:
    """The items whose review cannot be taken over."""
    entries = overview.library.entries
    if before is None or _surroundings(before.overview) != _surroundings(overview):
        return frozenset(entries)
    stale = set(changed)
    for key in changed:
        stale |= before.names.get(key, frozenset())
        if key in entries:
            stale |= overview.told[key].names
    # Of those that have not changed, whom they name is known from before.
    stale |= {key for key, names in before.names.items() if not names.isdisjoint(changed)}
    return frozenset(stale & entries.keys())


def _names(
    before: RollingReview | None, overview: Overview, changed: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    names = {**before.names} if before is not None else {}
    for key in changed:
        names.pop(key, None)
        told = overview.told[key].names if key in overview.library.entries else None
        if told:
            names[key] = told
    return names


def _by_file(
    before: RollingReview | None,
    overview: Overview,
    of_library: tuple[Problem, ...],
    by_item: Mapping[str, Found],
    touched: AbstractSet[str],
) -> Mapping[str, tuple[Problem, ...]]:
    """The problems of each file; only the files of `touched` items may have others than before."""
    entries = overview.library.entries
    earlier = before.overview.library.entries if before is not None else {}
    known = {**before.by_file} if before is not None else {}
    files = {one.place.file for one in (*(before.of_library if before else ()), *of_library)}
    for look in (earlier, entries):
        files |= {look[key].file for key in touched & look.keys()}
    found: dict[str, list[Problem | Waived]] = {file: [] for file in files}
    for one in of_library:
        found[one.place.file].append(one)
    for key, entry in entries.items():
        if entry.file in found:
            found[entry.file] += by_item[key]
    for file, own in found.items():
        known[file] = problems_in_order(own)
    return {file: own for file, own in known.items() if own} if found else known


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
