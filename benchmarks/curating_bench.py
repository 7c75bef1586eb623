"""What a curator waits for: one save with all that follows it, and the first cards."""

from __future__ import annotations

import datetime as dt
import itertools
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Comparison, Measure
from briefbuilder.app import curating
from briefbuilder.app.curation import CurationSession
from briefbuilder.app.library_overview import LibraryOverview, NewestOverview, look_at
from briefbuilder.app.surroundings import Folders, Surroundings
from briefbuilder.app.workspace import Workspace

ITEM = "item-000004"
GOAL_S = 0.3


def comparisons(folder: Path, items: int) -> Iterator[Comparison]:
    """The comparisons for a library of so many items in `folder`; in seconds of the processor."""
    workspace = Workspace.open(_surroundings(folder), keep_index=False)
    saves = _Saves(workspace)
    yield Comparison(
        f"library of {items:,}: one save, checked and shown",
        f"{GOAL_S} s of CPU",
        ours=saves.measure,
        floor=lambda: GOAL_S,
        goal=1.0,
    )
    yield Comparison(
        f"library of {items:,}: first cards",
        "1 s of CPU",
        ours=_cpu_of_first_look(workspace),
        floor=lambda: 1.0,
        goal=1.0,
    )
    saves.close()
    workspace.close()


class _Saves:
    """Saves one item again and again, and waits until the library check has followed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._arrived = threading.Condition()
        self._complete: LibraryOverview | None = None
        self._overview = NewestOverview(workspace, self._on_ready)
        self._session = CurationSession(workspace, curating.draft_store(workspace))
        self._session.open_item(ITEM)
        self._owners = (f"Owner {number}" for number in itertools.count())
        self._show()

    def measure(self) -> float:
        """The seconds of CPU, on all threads, of one save and what follows it."""
        draft = self._session.draft
        if draft is None:
            raise RuntimeError("the item to be saved is not open")
        self._session.type_text(curating.with_values(draft, owner=next(self._owners)).text)
        start = time.process_time()
        self._session.save()
        self._show()
        return time.process_time() - start

    def close(self) -> None:
        self._overview.close()

    def _show(self) -> None:
        library = self._workspace.library
        self._workspace.search("", with_facets=False)
        str(self._overview.now.tally)
        with self._arrived:
            self._arrived.wait_for(
                lambda: self._complete is not None and self._complete.library is library
            )
            if self._complete is not None:
                self._overview.take(self._complete)

    def _on_ready(self, overview: LibraryOverview) -> None:
        with self._arrived:
            self._complete = overview
            self._arrived.notify()


def _cpu_of_first_look(workspace: Workspace) -> Measure:
    def measure() -> float:
        start = time.process_time()
        workspace.search("", with_facets=False)
        look_at(workspace.library, workspace.today(), None)
        return time.process_time() - start

    return measure


def _surroundings(library: Path) -> Surroundings:
    numbers = itertools.count(1)
    state = library.parent / f"{library.name}-state"
    return Surroundings(
        now=lambda: dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC),
        seconds=time.monotonic,
        user="A. Clerk",
        new_id=lambda: f"{next(numbers):032x}",
        folders=Folders(library, (), state / "cache", state / "state"),
    )
