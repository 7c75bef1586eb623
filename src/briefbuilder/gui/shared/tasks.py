"""Slow work off the window's thread; its result or error comes back on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

T = TypeVar("T")
Work = Callable[[Callable[[object], None], "Cancelled"], T]
PATIENCE_MS = 500
"""How long a person waits before being told what the program is waiting for."""


class Cancelled:
    """A flag that one thread sets and another reads."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def __call__(self) -> bool:
        return self._event.is_set()

    def set(self) -> None:
        """Ask the work to stop at its next step."""
        self._event.set()


class Task(QObject, Generic[T]):
    """One piece of work on a thread of its own.

    `work` gets a function to report progress with, and a flag that says when to stop.

    Signals:
        progressed(object): whatever the work reported.
        succeeded(object): its result.
        failed(object): the exception that it raised.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(
        self,
        work: Work[T],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = Cancelled()
        self._thread = threading.Thread(target=self._run, name="task", daemon=True)
        self._ended.connect(self._on_ended)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self) -> None:
        """Block until the work has ended; for a window that is closing."""
        if self._thread.is_alive():
            self._thread.join()

    def cancel(self) -> None:
        """Ask the work to stop; it fails with `CancelledError` when it does."""
        self._cancelled.set()

    def _run(self) -> None:
        try:
            result = self._work(self.progressed.emit, self._cancelled)
        except Exception as error:  # noqa: BLE001 - the task boundary: every error crosses it whole
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    @Slot(object, object)
    def _on_ended(self, result: T, error: BaseException | None) -> None:
        self._thread.join()
        if error is None:
            self.succeeded.emit(result)
        else:
            self.failed.emit(error)


def run_beside(work: Work[T], sentence: str, window: QWidget) -> T:
    """Do short work on another thread while the window is painted but takes no input.

    After half a second `sentence` says what is being waited for. Returns what the work returns and
    raises what it raises.
    """
    loop = QEventLoop()
    results: list[T] = []
    errors: list[BaseException] = []
    task = Task(work, window)
    task.succeeded.connect(results.append)
    task.failed.connect(errors.append)
    task.succeeded.connect(loop.quit)
    task.failed.connect(loop.quit)
    waiting = QProgressDialog(sentence, "", 0, 0, window)
    waiting.setCancelButton(None)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(PATIENCE_MS)
    waiting.setValue(0)
    task.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    waiting.close()
    waiting.deleteLater()
    if errors:
        raise errors[0]
    return results[0]
