"""What a short command of the terminal takes of the processor, beside an interpreter at rest."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Comparison, Measure

BRIEF = Path(__file__).parents[1] / "examples" / "hotline-proposal.brief"
COMMANDS = {
    "library search": ("library", "search", "suez"),
    "templates": ("templates",),
    "show": ("show", str(BRIEF)),
}


def comparisons(folder: Path) -> Iterator[Comparison]:
    """One for each command; the library is remembered by the round that does not count."""
    for name, command in COMMANDS.items():
        yield Comparison(
            f"terminal: {name}",
            "python -c pass",
            ours=processor_time(folder, "-m", "briefbuilder", *command),
            floor=processor_time(folder, "-c", "pass"),
            goal=12.0,
        )


def processor_time(folder: Path, *arguments: str) -> Measure:
    """A measure of the processor's time that a process takes from its start to its end."""
    kept = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "CONFIG", "STATE")}
    sources = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, **kept, "PYTHONPATH": sources}

    def measure() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *arguments], env=environment, capture_output=True, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return measure
