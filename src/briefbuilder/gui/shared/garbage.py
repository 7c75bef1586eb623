"""Garbage is collected on the window's thread alone.

Python looks for cyclic garbage on whichever thread happens to allocate, and what it finds there it
also frees there. Qt's objects may be freed on the window's thread only: a widget in a forgotten
cycle, collected while another thread reads the library, ends the program without a word. So the
automatic collection is off while a window is open, and the window's thread does it instead.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot

TICK_MS = 1_000
FULL_EVERY_S = 120.0
"""A full collection goes through every item of the library: some tenths of a second in a large
one."""


class GarbageCollector(QObject):
    """Collects, from its making to its `close`, what the automatic collection would have.

    By itself it does so each second; with `is_asked`, only when it is asked.
    """

    def __init__(self, parent: QObject | None = None, *, is_asked: bool = False) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._last_full = time.monotonic()
        gc.disable()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.collect)
        if not is_asked:
            self._tick.start()

    @Slot()
    def collect(self) -> None:
        """Collect the generations that are due, by the limits of the automatic collection."""
        due = [
            number
            for number, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit
        ]
        if not due:
            return
        oldest = due[-1]
        if oldest == len(gc.get_threshold()) - 1:
            now = time.monotonic()
            if now - self._last_full < FULL_EVERY_S:
                oldest -= 1
            else:
                self._last_full = now
        gc.collect(oldest)

    def close(self) -> None:
        """Leave it to Python again."""
        self._tick.stop()
        if self._was_on:
            gc.enable()
