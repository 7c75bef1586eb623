"""A program that is killed while it saves, again and again.

killed_writer.py brief|item FOLDER ROUNDS SEED

Each round a child saves one numbered version after another to the same file until it is killed at
a random moment. Then the file must be whole, and no older than the last version whose saving was
confirmed. Prints how many rounds there were, how many kills left something behind, and how many
of these were still there after the sweep.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefbuilder.storage.atomic import LEFTOVER_SUFFIX, sweep_leftovers
from briefbuilder.storage.brief_file import read_brief, write_brief
from briefbuilder.storage.library_folder import LibraryFolder
from briefbuilder.storage.stamps import stamp_of
from helpers.storage_samples import TOOL, brief

PADDING = "x" * 20_000
LONGEST = 0.004  # seconds that a child lives after its first save, at most


@dataclass(frozen=True)
class Kind:
    """How one kind of file is saved and read; a version's number stands in the file."""

    save: Callable[[int], None]
    load: Callable[[], int]
    folder: Path


def briefs(folder: Path) -> Kind:
    path = folder / "visit.brief"

    def save(number: int) -> None:
        write_brief(path, brief(draft=number, title=f"Visit {PADDING}"), stamp_of(path))

    return Kind(save, lambda: read_brief(path).brief.draft, folder)


def items(folder: Path) -> Kind:
    library = LibraryFolder(folder)
    file = "tools/flag-visit.md"

    def save(number: int) -> None:
        text = TOOL.replace("Interest.", f"Interest {number}.\n\n{PADDING}")
        library.write_item(file, text, stamp_of(folder / file))

    def load() -> int:
        scanned = library.scan().library
        body = scanned.entry("flag-visit").item.body
        return int(body.partition("Interest ")[2].partition(".")[0])

    (folder / "library.yaml").write_text(
        "format: briefbuilder-library\nversion: 1\nid: a\ntitle: A\n", encoding="utf-8"
    )
    return Kind(save, load, folder / "tools")


def save_until_killed(kind: Kind, first: int, confirmed: int) -> None:
    """Write the number of each version to the pipe once its saving has returned."""
    number = first
    while True:
        kind.save(number)
        os.write(confirmed, number.to_bytes(8, "big"))
        number += 1


def last_confirmed(pipe: int, first: bytes) -> int:
    data = first
    while more := os.read(pipe, 1 << 16):
        data += more
    whole = len(data) // 8 * 8
    return int.from_bytes(data[whole - 8 : whole], "big")


def one_round(kind: Kind, first: int, chance: random.Random) -> int:
    """Kill one child; return the number of the version that stands in the file."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        save_until_killed(kind, first, writing)
    os.close(writing)
    head = os.read(reading, 8)
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    confirmed = last_confirmed(reading, head)
    os.close(reading)
    found = kind.load()
    if found not in {confirmed, confirmed + 1}:
        sys.exit(f"version {confirmed} was confirmed and {found} was found")
    return found


def main(name: str, folder: str, rounds: str, seed: str) -> None:
    """Run the rounds."""
    kind = {"brief": briefs, "item": items}[name](Path(folder))
    chance = random.Random(int(seed))
    number, leftovers = 1, 0
    for _ in range(int(rounds)):
        number = one_round(kind, number + 1, chance)
        leftovers += len(list(kind.folder.glob(f"*{LEFTOVER_SUFFIX}")))
        sweep_leftovers(kind.folder)
    left = len(list(kind.folder.glob(f"*{LEFTOVER_SUFFIX}")))
    sys.stdout.write(f"{rounds} {leftovers} {left}\n")


main(*sys.argv[1:])
