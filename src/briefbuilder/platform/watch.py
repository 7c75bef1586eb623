"""A thread that ends its own process when it takes too much: for what no kernel limits."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

OUT_OF_TIME, OUT_OF_MEMORY = 75, 76
"""The codes with which such a process ends."""

_PAUSE_SECONDS = 0.1


class Watch:
    """Looks ten times a second; `resident` tells how many bytes of memory the process has."""

    def __init__(self, resident: Callable[[], int]) -> None:
        self._resident = resident
        self._most_bytes: int | None = None
        self._until: float | None = None
        self._thread: threading.Thread | None = None

    def limit_memory(self, most_bytes: int) -> None:
        """End the process when it has more than this."""
        self._most_bytes = most_bytes
        self._start()

    def allow_seconds(self, seconds: int) -> None:
        """End the process when it has computed for so much longer."""
        self._until = time.process_time() + seconds
        self._start()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._look, name="limits", daemon=True)
            self._thread.start()

    def _look(self) -> None:
        while True:
            if self._until is not None and time.process_time() > self._until:
                os._exit(OUT_OF_TIME)
            if self._most_bytes is not None and self._resident() > self._most_bytes:
                os._exit(OUT_OF_MEMORY)
            time.sleep(_PAUSE_SECONDS)
