"""The one way in which Briefbuilder writes a file: whole or not at all, and never over a surprise.

A write goes to a temporary file in the same folder, is flushed to the disk, takes the place of the
old file in one step, and the folder is flushed, too. Under a lock on the folder the file on disk
is first compared, by its bytes, with what the writer last read. The comparison is the guarantee;
the lock only keeps two Briefbuilders from comparing at the same moment.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from briefbuilder.errors import (
    FileChangedError,
    FileLockedError,
    Place,
    Problem,
    StorageError,
    WriteFailedError,
)
from briefbuilder.language.interface import _
from briefbuilder.platform import files
from briefbuilder.platform.names import fault_of_name
from briefbuilder.storage.looking import is_folder, look, paths_in, real_path
from briefbuilder.storage.refusals import not_confirmed, not_written
from briefbuilder.storage.stamps import Stamp, stamp_of

LOCK_NAME = ".briefbuilder.lock"
LEFTOVER_SUFFIX = ".briefbuilder-part"
LOCK_SECONDS = 5.0
PRIVATE = 0o700
_LOCK_MODE = 0o666  # every colleague of a shared folder must be able to take the lock
_NEW_FILE_MODE = 0o666  # less the user's umask


class _Any:
    """The type of `ANY`."""


ANY: Final = _Any()
"""Write whatever stands there now."""

Expected = Stamp | None | _Any


def write_atomically(path: Path, data: bytes, *, expected: Expected = ANY) -> Stamp:
    """Write `data` to `path` and return the new file's stamp.

    `expected` is the stamp that the file must still have, None when there must be no file, or
    `ANY`. A link is followed: its target is replaced, the link stays. Mode and group are kept.

    Raises `FileChangedError` when the file is not the expected one, `FileLockedError` when
    somebody else keeps the folder locked, `WriteFailedError` with the cause for all else.
    """
    target = real_path(path)
    if fault := fault_of_name(target):
        raise _wrongly_named(fault, path)
    with _locked(target.parent, path, LOCK_SECONDS):
        _compare(target, expected, data, path)
        return _replace(target, data, path)


def make_folder(folder: Path, *, mode: int = 0o777) -> None:
    """Make a folder and those that it is in, where they are not there; `WriteFailedError`.

    `PRIVATE` is the mode of one that holds words of a brief outside its own file: whoever keeps
    the brief from others on the machine has not said that they may read those.
    """
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise write_failed(folder, error) from error


def remove_file(path: Path) -> None:
    """Take a file away, if it is there; `WriteFailedError` when the system says no."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise write_failed(path, error) from error


def sweep_leftovers(folder: Path) -> list[Path]:
    """Delete what a killed writer left in `folder`; nothing while somebody is writing there."""
    try:
        found = [one for one in paths_in(folder, LEFTOVER_SUFFIX) if one.name.startswith(".")]
    except StorageError:  # a folder that may be written in and not be read
        return []
    if not found:
        return []
    swept: list[Path] = []
    with suppress(FileLockedError, WriteFailedError), _locked(folder, folder, 0):
        for path in found:
            with suppress(OSError):
                path.unlink()
                swept.append(path)
    return swept


@contextmanager
def _locked(folder: Path, shown: Path, seconds: float) -> Iterator[None]:
    if not _is_folder(folder):
        # filelock would make the folder: a network drive that went away must not come back so.
        raise write_failed(shown, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
    lock = FileLock(folder / LOCK_NAME, timeout=seconds, mode=_LOCK_MODE)
    try:
        lock.acquire()
    except Timeout as error:
        problem = Problem(
            _("Somebody else is writing in this folder at the moment; nothing was written."),
            Place(file=str(shown)),
            remedy=_("Try again in a moment."),
        )
        raise FileLockedError(str(problem), (problem,)) from error
    except OSError as error:
        raise write_failed(shown, error) from error
    try:
        yield
    finally:
        # The lock's file goes while we still hold it: who waits for it sees that it is gone and
        # makes another. Where there is no flock filelock
        # turns into another class, whose file is the lock itself, and which removes it.
        if type(lock) is FileLock:
            with suppress(OSError):
                (folder / LOCK_NAME).unlink()
        # Closing gives the lock back as well. A drive that fails at this undoes no write.
        with suppress(OSError):
            lock.release()


def _is_folder(folder: Path) -> bool:
    try:
        return is_folder(folder)
    except StorageError as error:
        raise WriteFailedError(error.message, error.problems) from error


def _compare(target: Path, expected: Expected, data: bytes, shown: Path) -> None:
    if isinstance(expected, _Any):
        return
    try:
        present = stamp_of(target)
    except StorageError as error:
        raise WriteFailedError(error.message, error.problems) from error
    if present is None:
        if expected is not None:
            sentence = _("The file is no longer there; somebody has moved or deleted it.")
            raise _changed(sentence, shown)
        return
    if present.sha256 == hashlib.sha256(data).hexdigest():
        # What is to be written already stands there, as after a write whose last flush failed.
        return
    if expected is None:
        raise _changed(_("There is already a file of this name."), shown)
    if present.sha256 != expected.sha256:
        raise _changed(_("Somebody else has changed the file since it was read."), shown)


def _changed(sentence: str, shown: Path) -> FileChangedError:
    told = f"{sentence} " + _("Nothing was written.")
    problem = Problem(told, Place(file=str(shown)))
    return FileChangedError(str(problem), (problem,))


def _replace(target: Path, data: bytes, shown: Path) -> Stamp:
    temporary = target.with_name(f".{secrets.token_hex(8)}{LEFTOVER_SUFFIX}")
    try:
        mtime_ns = _write_new(temporary, target, data)
        files.replace(temporary, target)
    except OSError as error:
        raise write_failed(shown, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    try:
        files.flush_folder(target.parent)
    except OSError as error:
        raise _unconfirmed(shown, error) from error
    return Stamp(mtime_ns, hashlib.sha256(data).hexdigest(), len(data))


def _write_new(temporary: Path, target: Path, data: bytes) -> int:
    """Write and flush the temporary file; return its time in nanoseconds."""
    descriptor = files.open_new(temporary, _NEW_FILE_MODE)
    try:
        old = look(target)
        if old is not None:
            files.keep_access(descriptor, old)
        rest = memoryview(data)
        while rest:
            written = os.write(descriptor, rest)
            rest = rest[written:]
        files.flush_file(descriptor)
        return os.fstat(descriptor).st_mtime_ns
    finally:
        os.close(descriptor)


def write_failed(shown: Path, error: OSError) -> WriteFailedError:
    """The error for a file or folder that the system did not let us write, with the cause."""
    sentence = f"{not_written(error)} " + _("What was there before is unchanged.")
    problem = Problem(sentence, Place(file=str(shown)))
    return WriteFailedError(str(problem), (problem,))


def _wrongly_named(sentence: str, shown: Path) -> WriteFailedError:
    problem = Problem(sentence, Place(file=str(shown)), remedy=_("Name it anew."))
    return WriteFailedError(str(problem), (problem,))


def _unconfirmed(shown: Path, error: OSError) -> WriteFailedError:
    remedy = _("Save again, or save a copy elsewhere.")
    problem = Problem(not_confirmed(error), Place(file=str(shown)), remedy=remedy)
    return WriteFailedError(str(problem), (problem,))
