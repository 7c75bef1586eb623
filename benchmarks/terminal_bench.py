"""What a short command of the terminal takes of the processor, beside an interpreter at rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.elsewhere import processor_time
from benchmarks.measuring import Comparison

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
