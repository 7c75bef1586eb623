"""Surroundings for tests: a clock that is set by hand, numbered ids, folders of the test's own."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from briefbuilder.app.surroundings import Folders, Surroundings
from briefbuilder.app.workspace import Workspace

ROOT = Path(__file__).parents[2]
SHIPPED_LIBRARY = ROOT / "library"
SHIPPED_TEMPLATES = ROOT / "templates"
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@dataclass
class HandClock:
    """A clock that moves only when a test moves it."""

    seconds: float = 0.0
    start: dt.datetime = field(default=NOW)

    def now(self) -> dt.datetime:
        return self.start + dt.timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def pass_(self, seconds: float) -> None:
        self.seconds += seconds


def make_surroundings(
    folder: Path, *, clock: HandClock | None = None, library: Path = SHIPPED_LIBRARY
) -> Surroundings:
    """Surroundings whose cache and state lie in `folder`."""
    hand = clock or HandClock()
    numbers = itertools.count(1)
    return Surroundings(
        now=hand.now,
        seconds=hand.monotonic,
        user="A. Clerk",
        new_id=lambda: f"{next(numbers):012x}".ljust(32, "0"),
        folders=Folders(library, (SHIPPED_TEMPLATES,), folder / "cache", folder / "state"),
    )


def copy_library(folder: Path, *items: str) -> Path:
    """A copy of the shipped library that a test may change; only `items`, when any are named."""
    target = folder / "library"
    shutil.copytree(SHIPPED_LIBRARY, target)
    if items:
        for file in target.glob("*/*.md"):
            if file.stem not in items:
                file.unlink()
    return target


def open_workspace(
    folder: Path, *, clock: HandClock | None = None, library: Path = SHIPPED_LIBRARY
) -> Workspace:
    """A workspace over the shipped library, or a copy of it, with an index in memory."""
    return Workspace.open(make_surroundings(folder, clock=clock, library=library), keep_index=False)
