"""Surroundings for tests: a clock that is set by hand, numbered ids, folders of the test's own."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from briefbuilder.app.surroundings import Folders, Surroundings
from briefbuilder.app.workspace import Workspace
from helpers.known_scans import KnownScans

ROOT = Path(__file__).parents[2]
SHIPPED_LIBRARY = ROOT / "library"
SHIPPED_TEMPLATES = ROOT / "templates"
_KNOWN = KnownScans()
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
    """A copy of the shipped library that a test may change; only `items`, when any are named.

    With items, the registers hold what these and the checklists cite: to read all of the shipped
    ones takes longer than most tests do.
    """
    target = folder / "library"
    shutil.copytree(SHIPPED_LIBRARY, target, ignore=_all_items_but(items) if items else None)
    if items:
        kept = [*target.glob("*/*.md"), *target.glob("checklists/*.yaml")]
        cited = _cited("\n".join(file.read_text(encoding="utf-8") for file in kept))
        for file in target.glob("sources/*.yaml"):
            _keep_sources(file, cited)
    return target


def _all_items_but(kept: tuple[str, ...]) -> Callable[[str, list[str]], set[str]]:
    def left_out(folder: str, names: list[str]) -> set[str]:
        if Path(folder) == SHIPPED_LIBRARY:
            return set()
        return {one for one in names if one.endswith(".md") and Path(one).stem not in kept}

    return left_out


def _cited(text: str) -> set[str]:
    """The ids in citations, as `[@one; @two, p. 3]`."""
    return set(re.findall(r"@([a-z0-9][a-z0-9-]*)", text))


def _keep_sources(register: Path, ids: set[str]) -> None:
    found = register.stat()
    head, *entries = re.split(
        r"^(?=  - id: )", register.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    kept = [one for one in entries if one.split(maxsplit=3)[2] in ids]
    if not kept:
        register.unlink()
        return
    register.write_text(head + "".join(kept), encoding="utf-8")
    os.utime(register, ns=(found.st_atime_ns, found.st_mtime_ns))  # one copy is as another


def open_workspace(
    folder: Path, *, clock: HandClock | None = None, library: Path = SHIPPED_LIBRARY
) -> Workspace:
    """A workspace over the shipped library, or a copy of it, with an index in memory."""
    made = make_surroundings(folder, clock=clock, library=library)
    return Workspace.open(made, keep_index=False, earlier=_KNOWN.of(library))
