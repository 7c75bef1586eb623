"""Garbage is collected on the window's thread alone.

Python looks for cyclic garbage on whichever thread happens to allocate, and what it finds there it
also frees there. Qt's objects may be freed on the window's thread only: a widget in a forgotten
cycle, collected while another thread reads the library, ends the program without a word. So the
automatic collection is off while a window is open, and the window's thread does it instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

TICK_MS = 1_000
FULL = 2
NEW_SHARE = 0.25
"""A full collection goes through every item of the library, nearly a second in one of ten thousand:
it waits, as the automatic one does, until so much is new since the last."""


class GarbageCollector(QObject):
    """Collects, from its making to its `close`, what the automatic collection would have.

    By itself it does so each second; with `is_asked`, only when it is asked.
    """

    def __init__(self, parent: QObject | None = None, *, is_asked: bool = False) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._old = self._new = 0
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
        if oldest > 0:
            self._new += sum(len(gc.get_objects(generation=young)) for young in (0, 1))
        if oldest == FULL and self._new <= NEW_SHARE * self._old:
            oldest -= 1
        gc.collect(oldest)
        if oldest == FULL:
            self._old, self._new = len(gc.get_objects(generation=FULL)), 0

    def close(self) -> None:
        """Leave it to Python again."""
        self._tick.stop()
        if self._was_on:
            gc.enable()
