"""What a file is that was opened as a brief and is none: a Word document, a PDF, a picture."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_

PDF_ENDING = ".pdf"

_ZIP = b"PK\x03\x04"
_ODF_AT = 30  # where an OpenDocument's first entry is named; its content follows
_ODF = b"mimetypeapplication/vnd.oasis.opendocument."
_OURS = b"mimetypeapplication/vnd.briefbuilder."
_PICTURE = N_("This is a picture, not a brief.")
_WEB_PAGE = N_("This is a web page, not a brief.")
_BEGINNINGS = (
    (b"%PDF-", N_("This is a PDF, not a brief.")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        N_("This is a document of an older Office, not a brief."),
    ),
    (b"{\\rtf", N_("This is a document in RTF, not a brief.")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"<svg", _PICTURE),
    (b"<!DOCTYPE html", _WEB_PAGE),
    (b"<html", _WEB_PAGE),
    (b"SQLite format 3", N_("This is a database, not a brief.")),
)
_OUR_NAMES = ("mimetype", "brief.yaml", "pins/", "media/")
_OFFICE = (
    ("word/", N_("This is a Word document, not a brief.")),
    ("xl/", N_("This is an Excel spreadsheet, not a brief.")),
    ("ppt/", N_("This is a PowerPoint presentation, not a brief.")),
)
_OPEN_DOCUMENTS = (
    (b"text", N_("This is an OpenDocument text, not a brief.")),
    (b"spreadsheet", N_("This is an OpenDocument spreadsheet, not a brief.")),
    (b"presentation", N_("This is an OpenDocument presentation, not a brief.")),
)


def is_pdf(path: Path) -> bool:
    """Whether a path is taken for a PDF: by the ending of its name."""
    return path.suffix.lower() == PDF_ENDING


def why_no_brief(data: bytes) -> str:
    """What a file is instead of a brief, in a sentence; "" where that is not known."""
    if data.startswith(_ZIP):
        sentence = _kind_of_archive(data)
    else:
        beginning = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
        told = (sentence for start, sentence in _BEGINNINGS if beginning.startswith(start))
        sentence = next(told, "")
    return _(sentence) if sentence else ""


def _kind_of_archive(data: bytes) -> str:
    if data[_ODF_AT:].startswith(_ODF):
        kind = data[_ODF_AT + len(_ODF) :]
        named = (name for start, name in _OPEN_DOCUMENTS if kind.startswith(start))
        return next(named, N_("This is an OpenDocument file, not a brief."))
    if data[_ODF_AT:].startswith(_OURS):
        return ""
    names = _names_in(data)
    if "[Content_Types].xml" in names:
        office = (name for folder, name in _OFFICE if any(one.startswith(folder) for one in names))
        return next(office, N_("This is an Office document, not a brief."))
    may_be_ours = any(one.startswith(_OUR_NAMES) for one in names)
    return "" if may_be_ours or not names else N_("This is a ZIP archive, not a brief.")


def _names_in(data: bytes) -> frozenset[str]:
    """The names that an archive lists; none where it cannot be read. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError):
        return frozenset()
