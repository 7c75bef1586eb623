"""How long it takes to read a library, beside what reading files takes at the least."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks.measuring import Comparison, timed
from briefbuilder.domain.items import ITEM_ADAPTER
from briefbuilder.storage.library_folder import LibraryFolder

FEW = 1_000


def comparisons(folder: Path, items: int) -> Iterator[Comparison]:
    """The comparisons for a library of so many items in `folder`."""
    library = LibraryFolder(folder)
    first = library.scan()
    if first.library.problems:
        message = f"the made-up library has problems: {first.library.problems[0]}"
        raise RuntimeError(message)
    yield Comparison(
        f"library of {items:,}: look again",
        "scandir + stat",
        ours=timed(lambda: library.scan(first)),
        floor=timed(lambda: look(folder)),
        goal=2.2,
    )
    yield Comparison(
        f"library of {items:,}: first reading",
        "read + libyaml + pydantic",
        ours=timed(library.scan),
        floor=timed(lambda: read(folder)),
        goal=1.3,
        rounds=7 if items <= FEW else 3,
    )


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
