"""What a file was when it was read, so that a later write can tell whether it still is."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefbuilder.errors import Place, Problem, StorageError
from briefbuilder.language.interface import _
from briefbuilder.platform import files
from briefbuilder.storage.refusals import not_read

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file's time (nanoseconds), the SHA-256 of its bytes, and its size in bytes.

    Only the hash decides whether a file has changed: clocks and times of network drives lie.
    """

    mtime_ns: int
    sha256: str
    size: int


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a regular file, links followed; None when there is no such file.

    Raises `StorageError` when the file cannot be read or is not a regular file.
    """
    try:
        descriptor = files.open_to_read(path, follow_links=True)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, not_read(error)) from error
    try:
        return _stamp_of_descriptor(descriptor, path)
    except OSError as error:
        raise _unreadable(path, not_read(error)) from error
    finally:
        with suppress(OSError):  # what was read was read
            os.close(descriptor)


def _stamp_of_descriptor(descriptor: int, path: Path) -> Stamp:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        raise _unreadable(path, _("The file cannot be read: it is not a regular file."))
    digest = hashlib.sha256()
    size = 0
    while chunk := os.read(descriptor, _CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return Stamp(found.st_mtime_ns, digest.hexdigest(), size)


def _unreadable(path: Path, sentence: str) -> StorageError:
    problem = Problem(sentence, Place(file=str(path)))
    return StorageError(str(problem), (problem,))
