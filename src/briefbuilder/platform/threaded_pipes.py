"""Pipes that block, and a thread for each that may. See `pipes`."""

from __future__ import annotations

import os
import queue
import threading
from contextlib import suppress
from typing import IO

from briefbuilder.platform.pipes import Check

_SLICE_SECONDS = 0.05  # how often is asked whether to go on
_CHUNK = 1 << 20
_SECONDS_TO_END = 2.0  # for a thread whose child has ended


class ThreadedPipes:
    """See `pipes.Pipes`."""

    def __init__(self, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self._stdin, self._stdout = stdin, stdout
        self._parts: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read_all, daemon=True)
        self._reader.start()
        self._writer: _Writing | None = None

    def write(self, data: memoryview, check: Check) -> None:
        """See `pipes.Pipes.write`."""
        writer = _Writing(self._stdin, data)
        self._writer = writer
        writer.start()
        while writer.is_alive():
            check()
            writer.join(_SLICE_SECONDS)
        self._writer = None
        if writer.error is not None:
            raise writer.error

    def read(self, check: Check) -> bytes:
        """See `pipes.Pipes.read`."""
        while True:
            check()
            with suppress(queue.Empty):
                part = self._parts.get(timeout=_SLICE_SECONDS)
                if not part:
                    self._parts.put(part)  # the end stays the end
                return part

    def hang_up(self) -> None:
        """See `pipes.Pipes.hang_up`. What somebody still writes to cannot be closed yet."""
        if self._writer is None:
            with suppress(OSError):
                self._stdin.close()

    def close(self) -> None:
        """See `pipes.Pipes.close`."""
        threads = (self._reader, *([self._writer] if self._writer is not None else []))
        for thread in threads:
            thread.join(_SECONDS_TO_END)
        for stream in (self._stdin, self._stdout):
            with suppress(OSError):
                stream.close()

    def _read_all(self) -> None:
        part = b"."
        while part:
            try:
                part = os.read(self._stdout.fileno(), _CHUNK)
            except (OSError, ValueError):  # closed, or broken
                part = b""
            self._parts.put(part)


class _Writing(threading.Thread):
    """Writes all of the data, or keeps the error."""

    def __init__(self, stream: IO[bytes], data: memoryview) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        # A copy: whoever asked may have gone on, and taken its bytes along.
        self._data = memoryview(bytes(data))
        self.error: OSError | None = None

    def run(self) -> None:
        """Write."""
        data = self._data
        try:
            while data:
                data = data[os.write(self._stream.fileno(), data[:_CHUNK]) :]
        except OSError as error:
            self.error = error
        except ValueError:  # closed while it was written to
            self.error = BrokenPipeError()
