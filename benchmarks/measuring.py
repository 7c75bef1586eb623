"""Two ways of doing one thing, timed turn by turn, and the ratio of their times.

A time says more about a machine than about a program, and changes with what else the machine
does. So each measurement is a ratio to a floor, taken in the same run: the floor is the least
work that could have the same result. Both are done once before anything counts, then turn by
turn, and in each round the one that goes first is the one that went second before.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

NO_GOAL = math.inf
Measure = Callable[[], float]
"""Do the work once and say how many seconds it took."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is measured, beside what, and the ratio that it is meant to stay below.

    `NO_GOAL` for what is told and not judged: what others take.
    """

    name: str
    floor_name: str
    ours: Measure
    floor: Measure
    goal: float
    rounds: int = 7


@dataclass(frozen=True, slots=True)
class Outcome:
    """The times of each round, in seconds."""

    comparison: Comparison
    ours: tuple[float, ...]
    floors: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """Our time by the floor's, round by round."""
        return tuple(ours / floor for ours, floor in zip(self.ours, self.floors, strict=True))

    @property
    def is_within_goal(self) -> bool:
        """Whether the median of the ratios is no more than the goal."""
        return median(self.ratios) <= self.comparison.goal


def timed(work: Callable[[], object]) -> Measure:
    """A measure of `work`."""

    def measure() -> float:
        gc.collect()
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return measure


def compare(comparison: Comparison, rounds: int | None = None) -> Outcome:
    """Measure both ways for as many rounds as are asked for."""
    comparison.floor()
    comparison.ours()
    ours: list[float] = []
    floors: list[float] = []
    for number in range(rounds or comparison.rounds):
        if number % 2:
            ours.append(comparison.ours())
            floors.append(comparison.floor())
        else:
            floors.append(comparison.floor())
            ours.append(comparison.ours())
    return Outcome(comparison, tuple(ours), tuple(floors))


def percentile(values: Iterable[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


HEAD = ("measured", "beside", "min", "median", "max", "goal", "ours", "floor")


def row_of(outcome: Outcome) -> tuple[str, ...]:
    """An outcome as a row of the table; the last two columns are medians in milliseconds."""
    ratios = outcome.ratios
    return (
        outcome.comparison.name,
        outcome.comparison.floor_name,
        f"x{min(ratios):.2f}",
        f"x{median(ratios):.2f}",
        f"x{max(ratios):.2f}",
        _goal_of(outcome),
        f"{median(outcome.ours) * 1000:.1f}",
        f"{median(outcome.floors) * 1000:.1f}",
    )


def _goal_of(outcome: Outcome) -> str:
    goal = outcome.comparison.goal
    if goal == NO_GOAL:
        return "–"
    return f"x{goal:g}{'' if outcome.is_within_goal else ' missed'}"


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """A table that can be read as it is and pasted into a page."""
    widths = [max(len(row[column]) for row in (HEAD, *rows)) for column in range(len(HEAD))]
    rule = ["-" * width for width in widths]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (HEAD, rule, *rows)
    ]
    return "\n".join(lines)
