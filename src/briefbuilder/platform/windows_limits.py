"""Limits on Windows. What is promised stands in `limits`; the job's part is in `windows_job`."""

from __future__ import annotations

from briefbuilder.platform.watch import Watch
from briefbuilder.platform.windows_job import resident_bytes

__all__ = ["allow_seconds", "limit_this_process", "memory_of_session", "resident_bytes"]

_WATCH = Watch(resident_bytes)


def limit_this_process(memory_bytes: int, file_bytes: int) -> None:  # noqa: ARG001 — see `limits`
    """See `limits.limit_this_process`."""
    _WATCH.limit_memory(memory_bytes)


def allow_seconds(seconds: int) -> None:
    """See `limits.allow_seconds`."""
    _WATCH.allow_seconds(seconds)


def memory_of_session() -> int | None:
    """See `limits.memory_of_session`: Windows has no such limit that a person sets."""
    return None
