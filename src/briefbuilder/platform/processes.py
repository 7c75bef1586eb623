"""A child process with its pipes: started alone in its group, asked to stop its job, and ended.

The first part is for the program, the second for the child itself.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from briefbuilder.platform.pipes import Pipes
from briefbuilder.platform.systems import SYSTEM, System
from briefbuilder.platform.watch import OUT_OF_MEMORY, OUT_OF_TIME


class Child(Protocol):
    """A process that was started here."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def pipes(self) -> Pipes:
        """What it reads and writes."""

    def is_alive(self) -> bool:
        """Whether it has not ended yet."""

    def ask_to_stop(self) -> None:
        """Ask it to give its present job up: it sees that at its next look at its `StopSign`.

        POSIX and macOS: by a signal. Windows: by a file in its folder.
        """

    def end(self, grace_seconds: float) -> int:
        """End it and all that it started; the code with which it ended, below 0 for a signal.

        POSIX and macOS: the group is asked, and after the grace killed. Windows: it is killed at
        once, since a process without a window cannot be asked.
        """


class StopSign(Protocol):
    """Whether the program no longer wants the answer, seen from the child."""

    def is_up(self) -> bool:
        """Whether the program has asked to stop."""

    def take_down(self) -> None:
        """A new job begins."""


class _Side(Protocol):
    """What a system has to have."""

    def start(
        self, program: Sequence[str], folder: Path, errors: int, memory_bytes: int
    ) -> Child: ...
    def stop_sign(self, folder: Path) -> StopSign: ...
    def end_with_parent(self, clear_up: Callable[[], None]) -> None: ...


_side: _Side
if SYSTEM is System.WINDOWS:
    from briefbuilder.platform import windows_processes

    _side = windows_processes
else:
    from briefbuilder.platform import posix_processes

    _side = posix_processes


class Ending(Enum):
    """Why a child ended, as far as its code tells."""

    COMPUTED_TOO_LONG = auto()
    OUT_OF_MEMORY = auto()
    CRASHED = auto()
    """By a fault in compiled code, as also comes of memory that was refused in the midst of it."""
    KILLED = auto()
    """From outside, at once: the system does it to whoever has most memory when it runs short."""
    OTHER = auto()


def start(program: Sequence[str], folder: Path, *, errors: int, memory_bytes: int) -> Child:
    """Start `program` in its own `folder`, with an environment of little more than that folder.

    `errors` is the descriptor that takes its standard error. `memory_bytes` is what Windows allows
    it; elsewhere the child limits itself.
    """
    return _side.start(program, folder, errors, memory_bytes)


def ending_of(code: int) -> Ending:
    """Why a child ended that ended with `code`."""
    too_long = {OUT_OF_TIME, -getattr(signal, "SIGXCPU", OUT_OF_TIME)}
    if code in too_long:
        return Ending.COMPUTED_TOO_LONG
    if code == OUT_OF_MEMORY:
        return Ending.OUT_OF_MEMORY
    if code in _CRASHES:
        return Ending.CRASHED
    return Ending.KILLED if code == _KILL else Ending.OTHER


_KILL = -9
_CRASHES = frozenset(
    {
        *(-4, -6, -7, -8, -10, -11),  # SIGILL, SIGABRT, SIGBUS (two numbers), SIGFPE, SIGSEGV
        # Windows: access violation, stack overflow, heap corruption, stack overrun.
        *(0xC0000005, 0xC00000FD, 0xC0000374, 0xC0000409),
    }
)


def stop_sign(folder: Path) -> StopSign:
    """The child's own sign, which the program puts up with `Child.ask_to_stop`."""
    return _side.stop_sign(folder)


def end_with_parent(clear_up: Callable[[], None]) -> None:
    """End this process soon after the one that started it, even in the middle of a job.

    POSIX and macOS: it looks every two seconds, and calls `clear_up` before it ends. Windows: the
    job that it was started in ends it; its scratch folder is then left to the system's clean-up.
    """
    _side.end_with_parent(clear_up)
