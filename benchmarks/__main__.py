"""Run the measurements and print a table of ratios: ./dev bench [ROOM ...] [--items N ...]."""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus import make_library
from benchmarks.history import load, record
from benchmarks.measuring import Comparison, Outcome, compare, markdown_table, row_of

# Each is imported when its turn comes: what one room imports must not slow another down.
ROOMS = {
    "library": "benchmarks.library_bench",
    "curate": "benchmarks.curating_bench",
    "search": "benchmarks.search_bench",
    "print": "benchmarks.printing_bench",
    "export": "benchmarks.exporting_bench",
    "window": "benchmarks.window_bench",
    "edit": "benchmarks.editing_bench",
    "room": "benchmarks.room_bench",
    "typing": "benchmarks.typing_bench",
    "terminal": "benchmarks.terminal_bench",
    "live": "benchmarks.live_bench",
    "growth": "benchmarks.growth_bench",
    "memory": "benchmarks.memory_bench",
    "peers": "benchmarks.peers_bench",
}
_NEED_A_LIBRARY = ("library", "curate", "search")


def main() -> int:
    """Measure what is asked for; 1 when `--strict` is given and a goal is missed."""
    args = parse_arguments()
    outcomes: list[Outcome] = []
    busy = load()
    with tempfile.TemporaryDirectory(prefix="briefbuilder-bench-") as folder:
        for comparison in comparisons(Path(folder), args.rooms or tuple(ROOMS), args.items):
            print(f"measuring {comparison.name} …", file=sys.stderr)
            outcomes.append(compare(comparison, args.rounds))
    print(markdown_table([row_of(outcome) for outcome in outcomes]))
    print(
        "\nRatios of our time to the floor's, taken turn by turn in one run: compare these. The "
        f"last two columns are medians in milliseconds, on this machine only ({platform.machine()}"
        f", Python {platform.python_version()}; load {busy:.1f} before, {load():.1f} after)."
    )
    if args.record:
        record(outcomes, max(busy, load()))
    missed = [outcome for outcome in outcomes if not outcome.is_within_goal]
    return 1 if args.strict and missed else 0


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(ROOMS)}")
    parser.add_argument(
        "--items", nargs="+", type=int, default=[1_000, 10_000], help="sizes of the libraries"
    )
    parser.add_argument("--rounds", type=int, help="rounds for each comparison")
    parser.add_argument("--strict", action="store_true", help="fail when a goal is missed")
    parser.add_argument("--record", action="store_true", help="keep the ratios in history.csv")
    args = parser.parse_args()
    for room in args.rooms:
        if room not in ROOMS:
            parser.error(f"there is no room {room!r}")
    return args


def comparisons(folder: Path, rooms: Sequence[str], sizes: Sequence[int]) -> Iterator[Comparison]:
    """What is asked for, each made ready just before its turn."""
    for items in sizes if set(rooms) & set(_NEED_A_LIBRARY) else ():
        library = make_library(folder / f"library-{items}", items)
        for room in _NEED_A_LIBRARY:
            if room in rooms:
                yield from importlib.import_module(ROOMS[room]).comparisons(library, items)
    for room in rooms:
        if room not in _NEED_A_LIBRARY:
            yield from importlib.import_module(ROOMS[room]).comparisons(folder)


if __name__ == "__main__":
    sys.exit(main())
