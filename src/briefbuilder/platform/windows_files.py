"""Files on Windows. What is promised, and what cannot be, stands in `files`.

Nothing here is missing on another system, so that all but the kernel itself is tried everywhere.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Sequence
from pathlib import Path

# Neither line ends are changed nor descriptors handed to children; POSIX knows no such flags.
_AS_IT_IS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)
_LINK_TAGS = frozenset({0xA000000C, 0xA0000003})  # symbolic link, junction; not a file in the cloud
_TRIES = 20
_PAUSE_SECONDS = 0.05
LONGEST_PATH = 259


def open_to_read(path: Path, *, follow_links: bool) -> int:
    """See `files.open_to_read`."""
    found = path.stat() if follow_links else _seen(path)
    _refuse_unless_file(found, path)
    descriptor = os.open(path, os.O_RDONLY | _AS_IT_IS)
    try:
        if not follow_links:
            _refuse_unless_same(descriptor, path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def open_inside(root: Path, names: Sequence[str]) -> int:
    """See `files.open_inside`."""
    _walk(root, names[:-1])
    descriptor = open_to_read(root.joinpath(*names), follow_links=False)
    try:
        _walk(root, names[:-1])
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def open_new(path: Path, mode: int) -> int:
    """See `files.open_new`. A path that is too long says so, and not that its folder is gone."""
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_IS, mode)
    except FileNotFoundError as error:
        if len(str(path)) > LONGEST_PATH:
            raise _named(errno.ENAMETOOLONG, path) from error
        raise


def keep_access(descriptor: int, old: os.stat_result) -> None:
    """See `files.keep_access`."""


def replace(new: Path, old: Path) -> None:
    """See `files.replace`."""
    for left in reversed(range(_TRIES)):
        try:
            new.replace(old)
        except PermissionError as error:
            if _is_read_only(old):
                raise
            if not left:
                # The new file could be made beside it, so the folder may be written in.
                raise _named(errno.EBUSY, old) from error
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def flush_file(descriptor: int) -> None:
    """See `files.flush_file`."""
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """See `files.flush_folder`."""


def is_ours_alone(path: Path) -> bool:
    """See `files.is_ours_alone`. Taken for granted: the folder has the rights of the user's own."""
    return bool(path)


def _seen(path: Path) -> os.stat_result:
    """What stands at a path, which must not be a link."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _LINK_TAGS:
        raise _named(errno.ELOOP, path)
    return found


def _walk(root: Path, folders: Sequence[str]) -> None:
    here = root
    for folder in folders:
        here = here / folder
        try:
            found = _seen(here)
        except OSError as error:
            # As POSIX says of a step on the way that is a link.
            raise (_named(errno.ENOTDIR, here) if error.errno == errno.ELOOP else error) from error
        if not stat.S_ISDIR(found.st_mode):
            raise _named(errno.ENOTDIR, here)


def _refuse_unless_file(found: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise _named(errno.EISDIR, path)
    if not stat.S_ISREG(found.st_mode):
        raise _named(errno.ENXIO, path)


def _refuse_unless_same(descriptor: int, path: Path) -> None:
    opened, seen = os.fstat(descriptor), _seen(path)
    if (opened.st_dev, opened.st_ino) != (seen.st_dev, seen.st_ino):
        raise _named(errno.ELOOP, path)


def _is_read_only(path: Path) -> bool:
    try:
        return not path.stat().st_mode & stat.S_IWRITE
    except OSError:
        return False


def _named(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))
