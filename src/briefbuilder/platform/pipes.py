"""The two pipes to a child process, which may be slow, deaf or dead, and never hold us up for long.

Reading and writing call `check` many times a second; what it raises ends them, wherever they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Check = Callable[[], None]


class Pipes(Protocol):
    """A child's standard input and output, seen from here.

    POSIX and macOS: this thread waits for both. Windows cannot wait for a pipe: there threads of
    their own read and write.
    """

    def write(self, data: memoryview, check: Check) -> None:
        """Send all of `data`; `OSError` when nobody reads any more."""

    def read(self, check: Check) -> bytes:
        """The next bytes, as many as came; none when the child has closed its end."""

    def hang_up(self) -> None:
        """Say that nothing more comes, as far as that can be said at once."""

    def close(self) -> None:
        """Let go of both; the child has ended."""
