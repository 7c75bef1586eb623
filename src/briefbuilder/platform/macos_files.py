"""Files on macOS: as on POSIX, but that flushing asks the drive, too."""

from __future__ import annotations

import fcntl
import os

from briefbuilder.platform.posix_files import (
    flush_folder,
    is_ours_alone,
    keep_access,
    open_inside,
    open_new,
    open_to_read,
    replace,
)

__all__ = [
    "flush_file",
    "flush_folder",
    "is_ours_alone",
    "keep_access",
    "open_inside",
    "open_new",
    "open_to_read",
    "replace",
]


def flush_file(descriptor: int) -> None:
    """See `files.flush_file`: fsync alone leaves the bytes in the drive's own memory."""
    to_the_platter = getattr(fcntl, "F_FULLFSYNC", None)
    try:
        if to_the_platter is not None:
            fcntl.fcntl(descriptor, to_the_platter)
            return
    except OSError:
        pass  # a network drive, or one that has no such order
    os.fsync(descriptor)
