"""A line for each measurement that was kept: `./dev bench --record` adds to `history.csv`.

A ratio can be compared with that of another day; only beside the same machine at the same load
does a small difference mean anything, so both stand in the line.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import platform
import subprocess
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.measuring import NO_GOAL, Outcome

HISTORY = Path(__file__).with_name("history.csv")
COLUMNS = (
    "day commit processor cores python load measured beside goal ratio least most verdict".split()
)


def load() -> float:
    """How many processes wanted a core in the last minute; 0 where the system does not say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def record(outcomes: Sequence[Outcome], busy: float, file: Path = HISTORY) -> None:
    """Add a line for each outcome; the file begins with the names of its columns."""
    is_new = not file.exists()
    with file.open("a", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        if is_new:
            writer.writerow(COLUMNS)
        writer.writerows(_line(one, busy) for one in outcomes)


def _line(outcome: Outcome, busy: float) -> tuple[object, ...]:
    compared, ratios = outcome.comparison, outcome.ratios
    return (
        dt.datetime.now(dt.UTC).date().isoformat(),
        _commit(),
        _processor(),
        os.cpu_count(),
        platform.python_version(),
        f"{busy:.1f}",
        compared.name,
        compared.floor_name,
        "" if compared.goal == NO_GOAL else f"{compared.goal:g}",
        *(f"{one:.3g}" for one in (median(ratios), min(ratios), max(ratios))),
        _verdict(outcome),
    )


def _verdict(outcome: Outcome) -> str:
    if outcome.comparison.goal == NO_GOAL:
        return "told"
    return "met" if outcome.is_within_goal else "missed"


def _commit() -> str:
    ran = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=HISTORY.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout.strip()


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
