"""What a PDF says of itself: its title, its identifier, and the files that it carries."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from briefbuilder.errors import InvalidFileError, Place, Problem, RenderError
from briefbuilder.language.interface import _
from briefbuilder.render.pdf_reading import PDFIUM, opened

_MOST_ATTACHMENTS = 20


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """A PDF's own words; `identifier` is the first part of its /ID in hexadecimal digits."""

    pages: int
    title: str
    lang: str
    identifier: str
    tagged: bool
    attachments: Mapping[str, bytes] = field(repr=False)


def inspect_pdf(data: bytes, name: str) -> PdfFacts:
    """The facts of a PDF; `InvalidFileError` when the bytes of the file `name` are none."""
    try:
        with opened(data) as document, PDFIUM:
            return PdfFacts(
                pages=len(document),
                title=str(document.get_metadata_value("Title")),
                lang=_language(document),
                identifier=_identifier(document),
                tagged=bool(raw.FPDFCatalog_IsTagged(document)),
                attachments=_attachments(document),
            )
    except (RenderError, pypdfium2.PdfiumError) as error:
        sentence = _("This is not a PDF that can be read.")
        raise InvalidFileError.of(Problem(sentence, Place(name))) from error


def _identifier(document: pypdfium2.PdfDocument) -> str:
    kind = raw.FILEIDTYPE_PERMANENT
    size = raw.FPDF_GetFileIdentifier(document, kind, None, 0)
    if not size:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetFileIdentifier(document, kind, buffer, size)
    return buffer.raw[: size - 1].hex()


def _language(document: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    wide = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFCatalog_GetLanguage(document, wide, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _attachments(document: pypdfium2.PdfDocument) -> dict[str, bytes]:
    count = min(document.count_attachments(), _MOST_ATTACHMENTS)
    attached = (document.get_attachment(index) for index in range(count))
    return {str(one.get_name()): bytes(one.get_data()) for one in attached}
