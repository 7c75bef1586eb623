"""What a finished PDF holds, read back through pdfium: words, links, bookmarks, figures.

pdfium is not safe to use from two threads at once, so whoever calls it holds `PDFIUM`.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import pypdfium2
from pypdfium2 import raw

from briefbuilder.errors import RenderError
from briefbuilder.language.interface import _

PDFIUM = threading.RLock()
"""Held during every call into pdfium, also by `briefbuilder.render.pages`."""

_BAND = 0.1  # of the page's height: where headers and footers stand


@dataclass(frozen=True, slots=True)
class LinkFound:
    """A link on a page: to an address, or to a named place in the document."""

    address: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PageFound:
    """One page: its words, those of its upper and lower edge, its links and its figures."""

    text: str
    top: str
    bottom: str
    links: tuple[LinkFound, ...]
    figures: int


@dataclass(frozen=True, slots=True)
class PdfFound:
    """A whole document."""

    pages: tuple[PageFound, ...]
    bookmarks: tuple[str, ...]
    places: frozenset[str]
    metadata: tuple[tuple[str, str], ...]
    attachments: tuple[str, ...]


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A document, open for as long as the block lasts; `RenderError` when the bytes are no PDF."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise RenderError(_("The PDF cannot be read back.")) from error
    try:
        yield document
    finally:
        with PDFIUM:
            document.close()


def read_pdf(pdf: bytes) -> PdfFound:
    """Read a finished PDF back."""
    with opened(pdf) as document:
        with PDFIUM:
            count = len(document)
            bookmarks = tuple(str(one.get_title()) for one in document.get_toc())
            places = frozenset(_named_places(document))
            metadata = tuple(document.get_metadata_dict(skip_empty=True).items())
            attachments = tuple(_attachment_names(document))
        # The lock is let go between pages, so that the screen can draw in the meantime.
        pages = tuple(_read_page(document, number) for number in range(count))
    return PdfFound(pages, bookmarks, places, metadata, attachments)


def _read_page(document: pypdfium2.PdfDocument, number: int) -> PageFound:
    with PDFIUM:
        page = document[number]
        text = page.get_textpage()
        try:
            height = page.get_height()
            return PageFound(
                text=text.get_text_range(),
                top=text.get_text_bounded(bottom=height * (1 - _BAND)),
                bottom=text.get_text_bounded(top=height * _BAND),
                links=tuple(_links(document, page)),
                figures=_figures(page),
            )
        finally:
            text.close()
            page.close()


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[LinkFound]:
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_LINK:
                continue
            place = _wide(partial(raw.FPDFAnnot_GetStringValue, annotation, b"Dest"))
            action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(annotation))
            yield LinkFound(_address(document, action) if action else "", place)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _address(document: pypdfium2.PdfDocument, action: object) -> str:
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _wide(fill: Callable[[object, int], int]) -> str:
    """A string that pdfium writes as UTF-16 into a buffer of the size that it asks for."""
    size = fill(None, 0)
    buffer = ctypes.create_string_buffer(size)
    fill(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _named_places(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for index in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, index, None, ctypes.byref(size))
        buffer = ctypes.create_string_buffer(max(size.value, 0))
        if raw.FPDF_GetNamedDest(document, index, buffer, ctypes.byref(size)):
            yield buffer.raw[: max(size.value - 2, 0)].decode("utf-16-le", "replace")


def _attachment_names(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for index in range(document.count_attachments()):
        yield str(document.get_attachment(index).get_name())


def _figures(page: pypdfium2.PdfPage) -> int:
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return 0
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        tops = (raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(count))
        return sum(_figures_in(top) for top in tops if top)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _figures_in(element: object) -> int:
    kind = _wide(partial(raw.FPDF_StructElement_GetType, element))
    count = raw.FPDF_StructElement_CountChildren(element)
    children = (raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count))
    return (kind == "Figure") + sum(_figures_in(child) for child in children if child)
