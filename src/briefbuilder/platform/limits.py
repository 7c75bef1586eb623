"""How much of the machine the layout process may take, set from within that process.

What a system's kernel does not limit, a thread of the process watches (`watch`): it sees what has
gone too far only after the fact, and not while native code keeps Python from running.
"""

from __future__ import annotations

import errno
from typing import Protocol

from briefbuilder.platform.systems import SYSTEM, System


class _Side(Protocol):
    """What a system has to have."""

    def limit_this_process(self, memory_bytes: int, file_bytes: int) -> None: ...
    def allow_seconds(self, seconds: int) -> None: ...
    def memory_of_session(self) -> int | None: ...
    def resident_bytes(self) -> int: ...


_side: _Side
if SYSTEM is System.WINDOWS:
    from briefbuilder.platform import windows_limits

    _side = windows_limits
else:
    from briefbuilder.platform import posix_limits

    _side = posix_limits


def limit_this_process(memory_bytes: int, file_bytes: int) -> None:
    """Limit this process's memory and the files that it may write, and forbid core dumps.

    POSIX: the kernel does it; where the session allows less, its own limits stay. macOS refuses the
    limit on memory, which is watched instead. Windows: memory is watched, and limited by the job
    that the process was started in; files are not limited.
    """
    _side.limit_this_process(memory_bytes, file_bytes)


def allow_seconds(seconds: int) -> None:
    """Let this process compute for `seconds` more.

    POSIX and macOS: the kernel ends it after that. Windows: it is watched.
    """
    _side.allow_seconds(seconds)


def memory_of_session() -> int | None:
    """The most bytes of memory that one process of this session may have; None without a limit."""
    return _side.memory_of_session()


def lacks_memory(error: BaseException) -> bool:
    """Whether an exception says that there was no memory left, however it says so.

    The system says it with a number of its own where a folder is read or a file mapped; some
    libraries in C have no memory left to say anything, and Python calls that a SystemError.
    """
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    if isinstance(error, SystemError):
        return memory_of_session() is not None
    return isinstance(error, MemoryError)


def resident_bytes() -> int:
    """The memory that this process has at the moment; 0 where that cannot be known.

    macOS: the most that it ever had.
    """
    return _side.resident_bytes()
