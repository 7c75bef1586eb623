"""Reading a ZIP that somebody else made: into memory only, within limits, nothing hidden in it.

Python's own reader accepts names that lead out of the archive, two entries of the same name, and
a kilobyte that unpacks to a gigabyte. Here the caller says which names there may be, and the
archive is refused as a whole, with the reason, when it holds anything else.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from briefbuilder.errors import InvalidFileError, Place, Problem
from briefbuilder.language.interface import _, n_
from briefbuilder.storage.safe_read import MEDIA_LIMIT, MIB, size_in_words

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
# 1980 is where ZIP's calendar begins; a date in the archive would make equal briefs differ.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much an archive may hold; sizes in bytes, `ratio` of unpacked to packed size."""

    entries: int = 5000
    entry_size: int = MEDIA_LIMIT
    total_size: int = 64 * MIB
    ratio: int = 200


def unpack(
    data: bytes, file: str, *, allowed: re.Pattern[str], limits: ZipLimits = ZipLimits()
) -> dict[str, bytes]:
    """The entries of an archive, all of whose names match `allowed`, in the archive's order.

    Raises `InvalidFileError` with a sentence for anything damaged, hostile or not allowed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_entries(infos, file, allowed, limits)
            return {info.filename: _entry(archive, info, file) for info in infos}
    except _DAMAGE as error:
        raise _refused(_damage(error), file) from error


def _damage(error: Exception) -> str:
    """What is damaged, told by the kind of error: its words are Python's, and English."""
    if isinstance(error, EOFError):
        return _("The file is damaged and cannot be unpacked: it ends too early.")
    if isinstance(error, zlib.error):
        return _(
            "The file is damaged and cannot be unpacked: a part of it is not as it was written."
        )
    return _("The file is damaged and cannot be unpacked.")


def pack(entries: Mapping[str, bytes]) -> bytes:
    """An archive of `entries`, in their order: the same entries give the same bytes.

    The entries are stored and not compressed, because compressed bytes differ between versions
    of the library that makes them.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.create_system = _UNIX
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data)
    return target.getvalue()


def _check_entries(
    infos: list[zipfile.ZipInfo], file: str, allowed: re.Pattern[str], limits: ZipLimits
) -> None:
    if len(infos) > limits.entries:
        sentence = n_(
            "The file holds {number} entry; at most {most} may be.",
            "The file holds {number} entries; at most {most} may be.",
            len(infos),
            most=limits.entries,
        )
        raise _refused(sentence, file)
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        # zipfile cuts a name at a NUL, and that of a folder ends in a slash.
        if info.orig_filename != name or not allowed.fullmatch(name):
            shown = ascii(info.orig_filename)[1:-1][:80]
            sentence = _(
                'The file holds an entry "{entry}", which does not belong there.', entry=shown
            )
            raise _refused(sentence, file)
        if name.casefold() in seen:
            raise _refused(_('The file holds the entry "{entry}" twice.', entry=name), file)
        seen.add(name.casefold())
        _check_entry(info, file, limits)
    total = sum(info.file_size for info in infos)
    if total > limits.total_size:
        sentence = _(
            "Unpacked, the file has {size}, more than the {limit} allowed.",
            size=size_in_words(total),
            limit=size_in_words(limits.total_size),
        )
        raise _refused(sentence, file)


def _check_entry(info: zipfile.ZipInfo, file: str, limits: ZipLimits) -> None:
    name = info.filename
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        sentence = _('The entry "{entry}" is a link or a device, not a file.', entry=name)
        raise _refused(sentence, file)
    if info.flag_bits & _ENCRYPTED:
        raise _refused(_('The entry "{entry}" is encrypted.', entry=name), file)
    if info.compress_type not in _METHODS:
        sentence = _(
            'The entry "{entry}" is compressed in a way that is not supported.', entry=name
        )
        raise _refused(sentence, file)
    if info.file_size > limits.entry_size:
        sentence = _(
            'The entry "{entry}" has {size}, more than the {limit} allowed.',
            entry=name,
            size=size_in_words(info.file_size),
            limit=size_in_words(limits.entry_size),
        )
        raise _refused(sentence, file)
    if info.file_size > limits.ratio * max(info.compress_size, 1):
        sentence = _(
            'The entry "{entry}" unpacks to more than {ratio} times its size.',
            entry=name,
            ratio=limits.ratio,
        )
        raise _refused(sentence, file)


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str) -> bytes:
    with archive.open(info) as stream:
        data = stream.read(info.file_size + 1)
    if len(data) != info.file_size:
        sentence = _('The entry "{entry}" is not as long as it says.', entry=info.filename)
        raise _refused(sentence, file)
    return data


def _refused(sentence: str, file: str) -> InvalidFileError:
    return InvalidFileError.of(Problem(sentence, Place(file=file)))
