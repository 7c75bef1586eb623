"""How long it takes to read a library, beside what reading files takes at the least."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml

from benchmarks.measuring import Comparison, timed
from briefbuilder.domain.items import ITEM_ADAPTER
from briefbuilder.storage.library_folder import LibraryFolder
from briefbuilder.storage.library_memory import LibraryMemory, memory_file
from briefbuilder.storage.remembered import made_by
from briefbuilder.storage.scanned import ScannedLibrary

FEW = 1_000
CARDS = 12


def comparisons(folder: Path, items: int) -> Iterator[Comparison]:
    """The comparisons for a library of so many items in `folder`."""
    with tempfile.TemporaryDirectory() as cache:
        path = memory_file(Path(cache), folder)
        library = remembering(path, folder)
        first = library.scan()
        if first.library.problems:
            message = f"the made-up library has problems: {first.library.problems[0]}"
            raise RuntimeError(message)
        yield Comparison(
            f"library of {items:,}: from a warm start to its first cards",
            "scandir + stat",
            ours=timed(lambda: first_cards(remembering(path, folder))),
            floor=timed(lambda: look(folder)),
            goal=2.0,
        )
        yield Comparison(
            f"library of {items:,}: look again",
            "scandir + stat",
            ours=timed(lambda: library.scan(first)),
            floor=timed(lambda: look(folder)),
            goal=2.0,
        )
        yield Comparison(
            f"library of {items:,}: look again after one change",
            "scandir + stat",
            ours=timed(lambda: after_a_change(library, first)),
            floor=timed(lambda: look(folder)),
            goal=2.0,
        )
    yield Comparison(
        f"library of {items:,}: first reading",
        "read + libyaml + pydantic",
        ours=timed(LibraryFolder(folder).scan),
        floor=timed(lambda: read(folder)),
        goal=2.0,
        rounds=7 if items <= FEW else 3,
    )


def remembering(path: Path, folder: Path) -> LibraryFolder:
    """The library as a new start of the program opens it."""
    return LibraryFolder(folder, LibraryMemory(path, folder, made_by()))


def first_cards(library: LibraryFolder) -> int:
    """Read the library, and of some items what a card shows."""
    entries = library.scan().library.entries
    shown = sum(bool(entries[key].item.title) for key in islice(entries, CARDS))
    library.close()
    return shown


def after_a_change(library: LibraryFolder, first: ScannedLibrary) -> ScannedLibrary:
    """Look again when one file has been written."""
    os.utime(library.root / next(iter(first.library.entries.values())).file)
    return library.scan(first)


def look(folder: Path) -> int:
    """Ask for the size and time of every file: the least that notices a change."""
    seen = 0
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            seen += look(Path(entry.path))
        else:
            seen += entry.stat(follow_symlinks=False).st_size
    return seen


def read(folder: Path) -> int:
    """Read and validate every item: the least that knows what the items say."""
    known = 0
    for path in folder.glob("*/*.md"):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        values = yaml.load(head, Loader=yaml.CBaseLoader)
        del values["format"], values["version"]
        known += bool(ITEM_ADAPTER.validate_python({**values, "body": body}))
    return known
