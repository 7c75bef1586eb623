"""Limits on POSIX and macOS. What is promised stands in `limits`."""

from __future__ import annotations

import os
import resource
from pathlib import Path

from briefbuilder.platform.systems import SYSTEM, System
from briefbuilder.platform.watch import Watch

_RESIDENT = 1  # the column of /proc/self/statm
_KIB = 1024


def limit_this_process(memory_bytes: int, file_bytes: int) -> None:
    """See `limits.limit_this_process`."""
    _limit(resource.RLIMIT_FSIZE, file_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        _limit(resource.RLIMIT_AS, memory_bytes)
    except (ValueError, OSError):  # macOS has the name, and refuses every value
        _WATCH.limit_memory(memory_bytes)


def allow_seconds(seconds: int) -> None:
    """See `limits.allow_seconds`."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def memory_of_session() -> int | None:
    """See `limits.memory_of_session`."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    return None if hard == resource.RLIM_INFINITY else hard


def resident_bytes() -> int:
    """See `limits.resident_bytes`."""
    if SYSTEM is System.MACOS:
        return _peak()
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[_RESIDENT]
    except OSError:
        return _peak() * _KIB
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _peak() -> int:
    """The most memory that this process ever had, which macOS counts in bytes, others in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _limit(kind: int, wish: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = wish if hard == resource.RLIM_INFINITY else min(wish, hard)
    resource.setrlimit(kind, (most, most))


_WATCH = Watch(resident_bytes)
