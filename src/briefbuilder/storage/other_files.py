"""What a file is that was opened as a brief and is none: a Word document, a PDF, a picture."""

from __future__ import annotations

import io
import struct
import zipfile

_ZIP = b"PK\x03\x04"
_ODF_AT = 30  # where an OpenDocument's first entry is named; its content follows
_ODF = b"mimetypeapplication/vnd.oasis.opendocument."
_OURS = b"mimetypeapplication/vnd.briefbuilder."
_BEGINNINGS = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an older Office"),
    (b"{\\rtf", "a document in RTF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"<svg", "a picture"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
    (b"SQLite format 3", "a database"),
)
_OUR_NAMES = ("mimetype", "brief.yaml", "pins/", "media/")
_OFFICE = (
    ("word/", "a Word document"),
    ("xl/", "an Excel spreadsheet"),
    ("ppt/", "a PowerPoint presentation"),
)
_OPEN_DOCUMENTS = (
    (b"text", "an OpenDocument text"),
    (b"spreadsheet", "an OpenDocument spreadsheet"),
    (b"presentation", "an OpenDocument presentation"),
)


def what_it_is(data: bytes) -> str:
    """What a file is instead of a brief, such as "a Word document"; "" where that is not known."""
    if data.startswith(_ZIP):
        return _kind_of_archive(data)
    beginning = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    return next((name for start, name in _BEGINNINGS if beginning.startswith(start)), "")


def _kind_of_archive(data: bytes) -> str:
    if data[_ODF_AT:].startswith(_ODF):
        kind = data[_ODF_AT + len(_ODF) :]
        named = (name for start, name in _OPEN_DOCUMENTS if kind.startswith(start))
        return next(named, "an OpenDocument file")
    if data[_ODF_AT:].startswith(_OURS):
        return ""
    names = _names_in(data)
    if "[Content_Types].xml" in names:
        office = (name for folder, name in _OFFICE if any(one.startswith(folder) for one in names))
        return next(office, "an Office document")
    may_be_ours = any(one.startswith(_OUR_NAMES) for one in names)
    return "" if may_be_ours or not names else "a ZIP archive"


def _names_in(data: bytes) -> frozenset[str]:
    """The names that an archive lists; none where it cannot be read. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError):
        return frozenset()
