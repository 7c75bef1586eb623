"""What only Windows' own library knows: the memory of this process, and jobs.

A job is a box for processes: what is in it has a limit on memory, and ends when the last hand on
the box lets go, as when the program that made it dies. Everything here gives up quietly when the
library says no, and then the limits of `watch` and the clock remain. It was never run on Windows;
the tests look at the shapes of the structures and at the calls.
"""

from __future__ import annotations

import ctypes
from typing import Any

_EXTENDED_LIMITS = 9
_KILL_ON_CLOSE = 0x2000
_PROCESS_MEMORY = 0x0100
_DIE_ON_FAULT = 0x0400  # no dialog about a crash


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class MemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS."""

    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    )


def system_library() -> Any | None:  # noqa: ANN401 — ctypes has no type for a library
    """Windows' kernel32, told what its calls give; None on any other system."""
    make = getattr(ctypes, "WinDLL", None)
    if make is None:
        return None
    library = make("kernel32", use_last_error=True)
    for name in ("CreateJobObjectW", "GetCurrentProcess"):
        getattr(library, name).restype = ctypes.c_void_p
    return library


def resident_bytes() -> int:
    """The memory that this process has; 0 where the system does not tell."""
    library = system_library()
    if library is None:
        return 0
    counters = MemoryCounters(cb=ctypes.sizeof(MemoryCounters))
    own = ctypes.c_void_p(library.GetCurrentProcess())
    told = library.K32GetProcessMemoryInfo(own, ctypes.byref(counters), counters.cb)
    return int(counters.WorkingSetSize) if told else 0


class Job:
    """A box for one process, or nothing where the system has no boxes."""

    def __init__(
        self,
        process: int,
        memory_bytes: int,
        library: Any | None = None,  # noqa: ANN401 — as above
    ) -> None:
        """Put the process of the handle `process` into a box of its own."""
        self._library = library
        self._handle: int | None = None
        if library is None:
            return
        handle = library.CreateJobObjectW(None, None)
        if not handle:
            return
        self._handle = handle
        limits = ExtendedLimits(ProcessMemoryLimit=memory_bytes)
        limits.BasicLimitInformation.LimitFlags = _KILL_ON_CLOSE | _PROCESS_MEMORY | _DIE_ON_FAULT
        is_set = library.SetInformationJobObject(
            ctypes.c_void_p(handle), _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        is_in = is_set and library.AssignProcessToJobObject(
            ctypes.c_void_p(handle), ctypes.c_void_p(process)
        )
        if not is_in:
            self.close()

    @property
    def is_there(self) -> bool:
        """Whether the process is in the box."""
        return self._handle is not None

    def close(self) -> None:
        """Let go of the box, and so end what is still in it."""
        if self._library is not None and self._handle is not None:
            self._library.CloseHandle(ctypes.c_void_p(self._handle))
            self._handle = None
