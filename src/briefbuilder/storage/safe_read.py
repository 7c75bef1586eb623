"""Reading from folders that others can write to: regular files of a bounded size, no links.

A named pipe would make a plain read wait for ever, a link could lead to any file of the machine,
and a sparse file or a device could fill the memory. Each is refused before a byte is read.
"""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path

from briefbuilder.errors import InvalidFileError, NotFoundError, Place, Problem, StorageError
from briefbuilder.language.interface import _, n_, spoken
from briefbuilder.language.marks import N_
from briefbuilder.platform import files
from briefbuilder.storage.looking import real_path
from briefbuilder.storage.refusals import not_read
from briefbuilder.storage.stamps import Stamp

KIB = 1024
MIB = 1024 * KIB
TEXT_LIMIT = MIB
MEDIA_LIMIT = 8 * MIB

_CHUNK = 1 << 18
_FOLDER = N_("This is a folder, not a regular file.")
_DEVICE = N_("This is a device, not a regular file.")
_KINDS = (
    (stat.S_ISDIR, _FOLDER),
    (stat.S_ISFIFO, N_("This is a named pipe, not a regular file.")),
    (stat.S_ISSOCK, N_("This is a socket, not a regular file.")),
    (stat.S_ISCHR, _DEVICE),
    (stat.S_ISBLK, _DEVICE),
    (stat.S_ISLNK, N_("This is a link, not a regular file.")),
)


def read_bytes_safely(path: Path, *, root: Path | None = None, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes.

    With `root`, `path` is relative to it (or lies inside it) and no link is followed on the way;
    without, it is a file that a person chose, and may be reached through links.

    Raises `InvalidFileError` for what is not such a file, `NotFoundError` when there is none, and
    `StorageError` when the system refuses to read it.
    """
    data, _ = _read_safely(path, root, limit)
    return data


def _read_safely(path: Path, root: Path | None, limit: int) -> tuple[bytes, os.stat_result]:
    name = _shown(path, root)
    try:
        descriptor = _open(path, root, name)
        try:
            return _read(descriptor, limit, name), os.fstat(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _refusal(error, name) from error


def read_stamped(path: Path, *, root: Path | None = None, limit: int) -> tuple[bytes, Stamp]:
    """The bytes of a file as `read_bytes_safely` reads it, and its stamp."""
    data, found = _read_safely(path, root, limit)
    return data, Stamp(found.st_mtime_ns, sha256(data).hexdigest(), len(data))


def read_text_safely(path: Path, *, root: Path | None = None, limit: int = TEXT_LIMIT) -> str:
    """The text of a UTF-8 file; `InvalidFileError` names the first byte that is not UTF-8."""
    return decode(read_bytes_safely(path, root=root, limit=limit), _shown(path, root))


def decode(data: bytes, file: str) -> str:
    """`data` as text, a byte order mark kept; `InvalidFileError` when it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = _(
            "The file is not UTF-8: byte {byte} cannot be read as text.", byte=error.start + 1
        )
        remedy = _("Save it again with the encoding UTF-8.")
        raise InvalidFileError.of(
            Problem(sentence, Place(file=file, line=line, column=1), remedy=remedy)
        ) from error


def relative_name(path: Path, root: Path) -> str:
    """`path` relative to `root`, with slashes; `InvalidFileError` when it leads out of it."""
    inner = path.relative_to(root) if path.is_absolute() and path.is_relative_to(root) else path
    if inner.is_absolute() or ".." in inner.parts or not inner.parts or "\0" in str(inner):
        sentence = _("The file lies outside the folder it belongs to.")
        raise InvalidFileError.of(Problem(sentence, Place(file=str(path))))
    return inner.as_posix()


def size_in_words(count: int) -> str:
    """A number of bytes for people: "1 MiB", "300 KiB", "12 bytes"."""
    if count >= MIB:
        return _("{size} MiB", size=_tenths(count / MIB))
    if count >= KIB:
        return _("{size} KiB", size=_tenths(count / KIB))
    return n_("{number} byte", "{number} bytes", count)


def _tenths(size: float) -> str:
    writing, tenths = spoken().writing, round(size, 1)
    return writing.whole(int(tenths)) if tenths.is_integer() else writing.decimal(tenths)


def _shown(path: Path, root: Path | None) -> str:
    return str(path) if root is None else relative_name(path, root)


def _open(path: Path, root: Path | None, name: str) -> int:
    if root is None:
        return files.open_to_read(real_path(path), follow_links=False)
    return files.open_inside(root, name.split("/"))


def _read(descriptor: int, limit: int, name: str) -> bytes:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        told = (sentence for is_kind, sentence in _KINDS if is_kind(found.st_mode))
        raise _refused(_(next(told, N_("This is not a regular file."))), name)
    if found.st_size > limit:
        raise _too_large(found.st_size, limit, name)
    chunks: list[bytes] = []
    total = 0
    while chunk := os.read(descriptor, _CHUNK):
        chunks.append(chunk)
        total += len(chunk)
        if total > limit:
            raise _too_large(total, limit, name)
    return b"".join(chunks)


def _too_large(size: int, limit: int, name: str) -> InvalidFileError:
    sentence = _(
        "The file has {size}, which is more than the {limit} allowed.",
        size=size_in_words(size),
        limit=size_in_words(limit),
    )
    return _refused(sentence, name)


def _refused(sentence: str, name: str) -> InvalidFileError:
    return InvalidFileError.of(Problem(sentence, Place(file=name)))


def _refusal(error: OSError, name: str) -> InvalidFileError | NotFoundError | StorageError:
    if error.errno in {errno.ELOOP, errno.EMLINK}:
        return _refused(_("This is a link; links are not followed here."), name)
    if error.errno in {errno.ENXIO, errno.ENODEV}:
        return _refused(_("This is a socket or a device, not a regular file."), name)
    if error.errno == errno.EISDIR:
        return _refused(_(_FOLDER), name)
    if error.errno == errno.ENOTDIR:
        sentence = _("The file lies behind a link or in something that is no folder.")
        return _refused(sentence, name)
    if error.errno == errno.ENOENT:
        problem = Problem(_("There is no such file."), Place(file=name))
        return NotFoundError(str(problem), (problem,))
    problem = Problem(not_read(error), Place(file=name))
    return StorageError(str(problem), (problem,))
