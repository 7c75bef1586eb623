"""Processes of the bench's own: what they are given, and what they take of the processor."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import Measure


def environment(folder: Path) -> dict[str, str]:
    """What a process of ours is started with: folders of its own, and compiled modules.

    A program that is installed has its modules compiled; the round that does not count does it.
    """
    kept = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "CONFIG", "STATE")}
    sources = os.pathsep.join(path for path in sys.path if path)
    given = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **kept, "PYTHONPATH": sources}
    given["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    return given


def said_by(folder: Path, script: str, *arguments: str) -> Measure:
    """A measure that a script prints as the last of its words."""

    def measure() -> float:
        ran = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            env=environment(folder),
            capture_output=True,
            text=True,
            check=True,
        )
        return float(ran.stdout.split()[-1])

    return measure


def processor_time(folder: Path, *arguments: str) -> Measure:
    """A measure of what Python takes of the processor, with all processes that it starts."""
    return processor_time_of(folder, sys.executable, *arguments)


def processor_time_of(folder: Path, *command: str) -> Measure:
    """A measure of what a command takes of the processor, with all processes that it starts."""

    def measure() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            command, env=environment(folder), cwd=folder, capture_output=True, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return measure


def processor_time_here(work: Callable[[], object]) -> Measure:
    """A measure of what this process and those that it has begun take of the processor."""

    def measure() -> float:
        before = {one: spent_by(one) for one in children()}
        start = time.process_time()
        work()
        own = time.process_time() - start
        return own + sum(spent_by(one) - before.get(one, 0.0) for one in children())

    return measure


def spent_by(process: int) -> float:
    """The seconds of the processor's time that a running process has had (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(process: int | str = "self") -> float:
    """The memory that a running process has, in megabytes (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def children() -> set[int]:
    """The processes that this one's threads have begun (Linux)."""
    listed = Path("/proc/self/task").glob("*/children")
    return {int(one) for path in listed for one in path.read_text(encoding="ascii").split()}
