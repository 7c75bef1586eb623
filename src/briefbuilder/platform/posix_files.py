"""Files on POSIX. What is promised stands in `files`."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_READ = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
_ENTER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_CANNOT_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})


def open_to_read(path: Path, *, follow_links: bool) -> int:
    """See `files.open_to_read`."""
    return os.open(path, _READ if follow_links else _READ | os.O_NOFOLLOW)


def open_inside(root: Path, names: Sequence[str]) -> int:
    """See `files.open_inside`."""
    *folders, last = names
    here = os.open(root, _ENTER)
    try:
        for folder in folders:
            inner = os.open(folder, _ENTER | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(last, _READ | os.O_NOFOLLOW, dir_fd=here)
    finally:
        os.close(here)


def open_new(path: Path, mode: int) -> int:
    """See `files.open_new`."""
    return os.open(path, _MAKE, mode)


def keep_access(descriptor: int, old: os.stat_result) -> None:
    """See `files.keep_access`."""
    with suppress(PermissionError):
        os.fchown(descriptor, -1, old.st_gid)
    with suppress(PermissionError):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def replace(new: Path, old: Path) -> None:
    """See `files.replace`."""
    new.replace(old)


def flush_file(descriptor: int) -> None:
    """See `files.flush_file`."""
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """See `files.flush_folder`."""
    descriptor = os.open(folder, _ENTER)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network drives cannot flush a folder; there is nothing more to ask of them.
        if error.errno not in _CANNOT_FLUSH:
            raise
    finally:
        os.close(descriptor)


def is_ours_alone(path: Path) -> bool:
    """See `files.is_ours_alone`: the user owns both, and neither group nor others may write."""
    both = (path.stat(), path.parent.stat())
    others = stat.S_IWGRP | stat.S_IWOTH
    return all(one.st_uid == os.geteuid() and not one.st_mode & others for one in both)
