"""What a library says of itself: its problems, what lies under each filter, and figures.

What can be told at once is told at once: which items are overdue, in review or drafts, and what
the reading of the files found. The library check of thousands of items takes longer; it is made
on a thread of its own and goes on from the last one, so that one save costs the review of one
item and of those that have to do with it.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from briefbuilder.app.newest_first import NewestFirst
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.items import Status
from briefbuilder.domain.library import Library, LibraryEntry, changed_entries
from briefbuilder.domain.library_check.overview import Overview
from briefbuilder.domain.library_check.review import problems_of_entry
from briefbuilder.domain.library_check.rolling_review import RollingReview, review_seen
from briefbuilder.domain.statements import check_summary
from briefbuilder.errors import CancelledError, Problem
from briefbuilder.language.interface import _, n_
from briefbuilder.language.marks import N_

AT_ONCE = 8
"""How many changed items are gone through while somebody waits: some milliseconds each."""
STRETCH_S = 0.010
BREATH_S = 0.001
"""After each such stretch of work the thread stands aside, so that the window never waits."""


class ListFilter(StrEnum):
    """What a list of the library can be narrowed to; the words are looked up where they stand."""

    OVERDUE = N_("Overdue")
    IN_REVIEW = N_("In review")
    PROBLEMS = N_("Problems")
    DRAFTS = N_("Drafts")
    UNSAVED = N_("Unsaved")


@dataclass(frozen=True, slots=True)
class CheckedFacts:
    """How many of an item's statements are facts, and how many of those are checked."""

    facts: int
    checked: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items there are, how many of their statements are checked, what is overdue.

    `checks` is None while the items are still being gone through.
    """

    items: int
    overdue: int
    checks: CheckedFacts | None

    def __str__(self) -> str:
        items = n_("{number} item", "{number} items", self.items)
        overdue = n_("{number} review overdue", "{number} reviews overdue", self.overdue)
        if self.checks is None:
            return f"{items} · {_('the library is being checked')} · {overdue}"
        checked = n_(
            "{checked} of {number} statements checked",
            "{checked} of {number} statements checked",
            self.checks.facts,
            checked=self.checks.checked,
        )
        return f"{items} · {checked} · {overdue}"


Problems = Mapping[str, tuple[Problem, ...]]


@dataclass(frozen=True)  # without slots, so that what is asked for again is worked out once
class LibraryOverview:
    """One reading of a library, gone through as far as `is_reviewed` says.

    `filters` holds, by id, what each item lies under, but for its problems; `of_reading` and
    `of_check` the problems by file; `checks`, by id, of those items that were gone through.
    """

    library: Library
    seen: Overview
    filters: Mapping[str, frozenset[ListFilter]]
    of_reading: Problems
    of_check: Problems
    checks: Mapping[str, CheckedFacts]
    is_reviewed: bool
    item_files: frozenset[str] = field(repr=False)

    @cached_property
    def tally(self) -> Tally:
        """The library in figures."""
        kinds = Counter(self.filters.values())
        overdue = sum(number for one, number in kinds.items() if ListFilter.OVERDUE in one)
        if len(self.checks) < len(self.library.entries):
            return Tally(len(self.library.entries), overdue, None)
        facts = sum(one.facts for one in self.checks.values())
        checked = sum(one.checked for one in self.checks.values())
        return Tally(len(self.library.entries), overdue, CheckedFacts(facts, checked))

    @cached_property
    def faulty_files(self) -> tuple[str, ...]:
        """The files with problems that hold no item that could be read."""
        items = self.item_files
        files = [file for file in (*self.of_reading, *self.of_check) if file not in items]
        return tuple(file for file in dict.fromkeys(files) if file)

    def problems_of(self, file: str) -> tuple[Problem, ...]:
        """Everything that is known to be wrong with a file, as it is on disk."""
        return (*self.of_reading.get(file, ()), *self.of_check.get(file, ()))


def look_at(library: Library, today: dt.date, before: LibraryOverview | None) -> LibraryOverview:
    """What can be told of a library at once; the rest is taken over from an earlier look.

    Of an item that has changed since, the problems are those that it has now, unless many have.
    """
    same_day = before if before is not None and before.seen.today == today else None
    seen = Overview.of(library, today, before=before.seen if before is not None else None)
    known = same_day.library.entries if same_day is not None else {}
    changed = changed_entries(known, library.entries)
    there = changed & library.entries.keys()
    filters = {**same_day.filters} if same_day is not None else {}
    checks = {**same_day.checks} if same_day is not None else {}
    found = {**before.of_check} if before is not None else {}
    for key in changed:
        filters.pop(key, None)
        checks.pop(key, None)
    filters |= {key: _filters_of(library.entries[key], today) for key in there}
    for key in there if len(there) <= AT_ONCE else ():
        entry = library.entries[key]
        found[entry.file] = problems_of_entry(seen, entry)
        checks[key] = _checked_facts(seen, key)
    item_files = frozenset(entry.file for entry in library.entries.values())
    in_sight = item_files | frozenset(library.origins.values())
    return LibraryOverview(
        library=library,
        seen=seen,
        filters=filters,
        of_reading=_by_file(library.problems),
        of_check={file: own for file, own in found.items() if own and file in in_sight},
        checks=checks,
        is_reviewed=False,
        item_files=item_files,
    )


class NewestOverview:
    """The newest overview of a workspace's library, and the thread that completes it.

    `on_ready` is called on that thread with each overview that is complete; whoever shows it
    hands it to `take` on the thread that asks.
    """

    def __init__(self, workspace: Workspace, on_ready: Callable[[LibraryOverview], None]) -> None:
        self._workspace = workspace
        self._now: LibraryOverview | None = None
        self._rolling: RollingReview | None = None
        self._runner = NewestFirst(self._go_through, on_ready, name="overview")

    @property
    def now(self) -> LibraryOverview:
        """The overview of the library as it was last read; asking for a new one has it checked."""
        library = self._workspace.library
        if self._now is None or self._now.library is not library:
            self._now = look_at(library, self._workspace.today(), self._now)
            self._runner.request(self._now)
        return self._now

    def take(self, complete: LibraryOverview) -> bool:
        """Go on with a complete overview; False where the library has been read again since."""
        if complete.library is not self._workspace.library:
            return False
        self._now = complete
        return True

    def close(self) -> None:
        """End the thread; what it is going through is left."""
        self._runner.close()

    def _go_through(
        self, _number: int, asked: LibraryOverview, is_closing: Callable[[], bool]
    ) -> LibraryOverview:
        stood_aside = time.monotonic()

        def stand_aside() -> None:
            nonlocal stood_aside
            if is_closing():
                raise CancelledError(_("The library was closed."))
            if time.monotonic() - stood_aside > STRETCH_S:
                time.sleep(BREATH_S)
                stood_aside = time.monotonic()

        try:
            rolling = review_seen(self._rolling, asked.seen, stand_aside)
            self._rolling = rolling
            return completed(asked, rolling, stand_aside)
        except CancelledError:
            return asked


def completed(
    asked: LibraryOverview, rolling: RollingReview, between: Callable[[], None]
) -> LibraryOverview:
    """An overview with what a review of the same library found."""
    checks = {**asked.checks}
    for key in asked.library.entries.keys() - checks.keys():
        between()
        checks[key] = _checked_facts(rolling.overview, key)
    return replace(
        asked,
        seen=rolling.overview,
        of_check=rolling.by_file,
        checks=checks,
        is_reviewed=True,
    )


def _filters_of(entry: LibraryEntry, today: dt.date) -> frozenset[ListFilter]:
    found, told = set(), entry.in_lists
    if told.review_by < today and told.own_status is not Status.WITHDRAWN:
        found.add(ListFilter.OVERDUE)
    if told.status is Status.IN_REVIEW:
        found.add(ListFilter.IN_REVIEW)
    if told.own_status is Status.DRAFT:
        found.add(ListFilter.DRAFTS)
    return frozenset(found)


def _checked_facts(seen: Overview, key: str) -> CheckedFacts:
    item = seen.library.entries[key].item
    summary = check_summary(item, seen.told[key].statements)
    return CheckedFacts(summary.facts, summary.checked)


def _by_file(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.place.file, []).append(problem)
    return {file: tuple(own) for file, own in found.items()}
