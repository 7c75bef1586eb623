"""Pipes that do not block, and one thread that waits for them. See `pipes`."""

from __future__ import annotations

import os
import selectors
from contextlib import suppress
from typing import IO

from briefbuilder.platform.pipes import Check

_SLICE_SECONDS = 0.05  # how often is asked whether to go on
_CHUNK = 1 << 20


class WaitingPipes:
    """See `pipes.Pipes`."""

    def __init__(self, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self._stdin, self._stdout = stdin, stdout
        for stream in (stdin, stdout):
            os.set_blocking(stream.fileno(), False)

    def write(self, data: memoryview, check: Check) -> None:
        """See `pipes.Pipes.write`."""
        while data:
            _wait(self._stdin.fileno(), selectors.EVENT_WRITE, check)
            with suppress(BlockingIOError):
                data = data[os.write(self._stdin.fileno(), data[:_CHUNK]) :]

    def read(self, check: Check) -> bytes:
        """See `pipes.Pipes.read`."""
        while True:
            _wait(self._stdout.fileno(), selectors.EVENT_READ, check)
            with suppress(BlockingIOError):
                return os.read(self._stdout.fileno(), _CHUNK)

    def hang_up(self) -> None:
        """See `pipes.Pipes.hang_up`."""
        for stream in (self._stdin, self._stdout):
            with suppress(OSError):
                stream.close()

    def close(self) -> None:
        """See `pipes.Pipes.close`."""
        self.hang_up()


def _wait(file: int, event: int, check: Check) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(file, event)
        while True:
            check()
            if selector.select(_SLICE_SECONDS):
                return
