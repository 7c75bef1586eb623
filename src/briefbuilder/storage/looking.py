"""What stands at a path: the one place that asks the system, and says so when it says no.

`Path.exists` and its like raise `PermissionError` where a folder on the way may not be entered,
which is never seen by who is root. Here nothing is there, or something is, or a `StorageError`
says in a sentence why that cannot be known.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from enum import Enum, auto
from operator import itemgetter
from pathlib import Path

from briefbuilder.errors import Place, Problem, StorageError
from briefbuilder.language.interface import _
from briefbuilder.storage.refusals import folder_not_read, not_seen

_NOTHING_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL})
_MAY_NOT = frozenset({errno.EACCES, errno.EPERM})


class EntryKind(Enum):
    """What an entry of a folder is; a link is not followed."""

    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    OTHER = auto()


def look(path: Path, *, shown: str = "", follow_links: bool = True) -> os.stat_result | None:
    """What the system knows of a path; None when nothing is there, or nothing of such a name.

    `shown` is how people are told of it. Raises `StorageError` when the system says no.
    """
    try:
        return path.stat(follow_symlinks=follow_links)
    except ValueError:  # a name that no file can have
        return None
    except OSError as error:
        if error.errno in _NOTHING_THERE:
            return None
        raise unseen_path(error, shown or str(path)) from error


def is_there(path: Path) -> bool:
    """Whether something is at a path, links followed."""
    return look(path) is not None


def is_file(path: Path) -> bool:
    """Whether a regular file is at a path, links followed."""
    found = look(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def is_folder(path: Path) -> bool:
    """Whether a folder is at a path, links followed."""
    found = look(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def kind_at(path: Path, *, shown: str = "") -> EntryKind | None:
    """What is at a path, a link not followed; None when nothing is."""
    found = look(path, shown=shown, follow_links=False)
    return None if found is None else _kind_of(found.st_mode)


def is_file_in_sight(path: Path) -> bool:
    """Whether a file is at a path, for a list that passes over what it cannot see."""
    try:
        return is_file(path)
    except StorageError:
        return False


def is_folder_in_sight(path: Path) -> bool:
    """Whether a folder is at a path, for a choice that passes over what it cannot see."""
    try:
        return is_folder(path)
    except StorageError:
        return False


def entries_of(folder: Path, *, shown: str = "") -> list[tuple[str, EntryKind]]:
    """The names in a folder, in order, each with what it is; nothing when there is no such folder.

    Raises `StorageError` when the folder may not be read.
    """
    try:
        with os.scandir(folder) as found:
            return sorted(
                ((entry.name, _kind_of_entry(entry)) for entry in found), key=itemgetter(0)
            )
    except (FileNotFoundError, ValueError):
        return []
    except OSError as error:
        problem = Problem(folder_not_read(error), Place(file=shown or str(folder)))
        raise StorageError(str(problem), (problem,)) from error


Seen = tuple[str, os.stat_result | StorageError | None]
"""A name in a folder, with what the system knows of it, a link not followed: None for what is gone
meanwhile, and the error where it does not say."""


def seen_in(folder: Path, *, shown: str = "") -> list[Seen]:
    """The names in a folder, in order, each with what a look at it told; one pass over the folder.

    Raises `StorageError` when the folder may not be read.
    """
    try:
        with os.scandir(folder) as found:
            return sorted(((one.name, _seen(one, shown)) for one in found), key=itemgetter(0))
    except (FileNotFoundError, ValueError):
        return []
    except OSError as error:
        problem = Problem(folder_not_read(error), Place(file=shown or str(folder)))
        raise StorageError(str(problem), (problem,)) from error


def _seen(entry: os.DirEntry[str], shown: str) -> os.stat_result | StorageError | None:
    try:
        found = entry.stat(follow_symlinks=False)
        # A folder's own list may be behind, and then does not tell the file's number (Windows).
        return found if found.st_ino else os.stat(entry.path, follow_symlinks=False)  # noqa: PTH116
    except OSError as error:
        if error.errno in _NOTHING_THERE:
            return None
        return unseen_path(error, f"{shown}/{entry.name}")


def paths_in(folder: Path, *endings: str) -> list[Path]:
    """What stands in a folder under a name with one of the endings, in order, of whatever kind.

    Raises `StorageError` when the folder may not be read.
    """
    return [folder / name for name, _kind in entries_of(folder) if name.endswith(endings)]


def real_path(path: Path) -> Path:
    """A path without links and steps back, as far as the system tells."""
    try:
        return Path(os.path.realpath(path))
    except OSError as error:  # the folder that one stands in is gone
        raise unseen_path(error, str(path)) from error


def age_of(path: Path) -> float:
    """The seconds since a file was written; none for one that is not there, or out of sight."""
    try:
        found = look(path)
    except StorageError:
        return 0.0
    return time.time() - found.st_mtime if found is not None else 0.0


def absolute_path(path: Path) -> Path:
    """A path from the root on, links left as they are."""
    try:
        return path.absolute()
    except OSError as error:
        raise unseen_path(error, str(path)) from error


def unseen_path(error: OSError, shown: str) -> StorageError:
    """The error for a path at which it could not be seen what is there."""
    if error.errno in _MAY_NOT:
        problem = Problem(
            _("You may not look into the folder in which this stands."),
            Place(file=shown),
            remedy=_("Ask whoever looks after that folder to let you in."),
        )
    else:
        problem = Problem(not_seen(error), Place(file=shown))
    return StorageError(str(problem), (problem,))


def _kind_of(mode: int) -> EntryKind:
    if stat.S_ISLNK(mode):
        return EntryKind.LINK
    if stat.S_ISDIR(mode):
        return EntryKind.FOLDER
    return EntryKind.FILE if stat.S_ISREG(mode) else EntryKind.OTHER


def _kind_of_entry(entry: os.DirEntry[str]) -> EntryKind:
    try:
        if entry.is_symlink():
            return EntryKind.LINK
        if entry.is_dir(follow_symlinks=False):
            return EntryKind.FOLDER
        return EntryKind.FILE if entry.is_file(follow_symlinks=False) else EntryKind.OTHER
    except OSError:  # a drive that does not tell, and a folder that may not be entered
        return EntryKind.OTHER
