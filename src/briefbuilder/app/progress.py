"""Long work: a generator of progress that the window, the terminal and the tests drive alike."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from briefbuilder.errors import CancelledError
from briefbuilder.language.interface import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of some long work: its sentence, and how far it is."""

    sentence: str
    done: int
    of: int


def run(
    work: Generator[Progress, None, T],
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    when_stopped: str = "",
) -> T:
    """Drive some work to its end; `CancelledError` when `cancelled` says so between two steps."""
    while True:
        try:
            progress = next(work)
        except StopIteration as done:
            result: T = done.value
            return result
        if on_progress is not None:
            on_progress(progress)
        if cancelled is not None and cancelled() and progress.done < progress.of:
            work.close()
            raise CancelledError(when_stopped or _("The work was stopped."))
