"""PDF pages as pictures, and where words stand on them. One thread at a time."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, Self

import pypdfium2
from pypdfium2 import raw

from briefbuilder.errors import NotFoundError, RenderError
from briefbuilder.language.interface import _
from briefbuilder.render.page_door import FoundRect
from briefbuilder.render.pdf_reading import PDFIUM

_WHITE = (255, 255, 255, 255)


@dataclass(frozen=True, slots=True)
class RasterPage:
    """A drawn page: rows of `stride` bytes, four bytes a pixel in the order R, G, B, A."""

    width: int
    height: int
    stride: int
    rgba: bytes = field(repr=False)


class PageImages:
    """Draws and searches the pages of one PDF; pages are counted from 0. Close it after use."""

    def __init__(self, pdf: bytes) -> None:
        with PDFIUM:
            try:
                self._document = pypdfium2.PdfDocument(pdf)
            except pypdfium2.PdfiumError as error:
                raise RenderError(_("The PDF cannot be drawn.")) from error
            self.count: int = len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        with PDFIUM:
            self._check(page)
            width, height = self._document.get_page_size(page)
        return float(width), float(height)

    def image(self, page: int, scale: float) -> RasterPage:
        """A page drawn with `scale` pixels to a point."""
        with PDFIUM:
            self._check(page)
            opened = self._document[page]
            try:
                bitmap = opened.render(
                    scale=scale,
                    fill_color=_WHITE,
                    rev_byteorder=True,
                    bitmap_maker=_with_alpha,
                )
                size = bitmap.stride * bitmap.height
                data = ctypes.string_at(bitmap.buffer, size)
                made = RasterPage(bitmap.width, bitmap.height, bitmap.stride, data)
                bitmap.close()
            finally:
                opened.close()
        return made

    def find(self, text: str) -> tuple[tuple[int, tuple[FoundRect, ...]], ...]:
        """Each place where `text` stands, whatever its case: the page and one box a line."""
        wanted = " ".join(text.split())
        if not wanted:
            return ()
        with PDFIUM:
            return tuple(hit for page in range(self.count) for hit in self._find_on(page, wanted))

    def close(self) -> None:
        """Let the document go."""
        with PDFIUM:
            self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check(self, page: int) -> None:
        if not 0 <= page < self.count:
            raise NotFoundError(
                _(
                    "There is no page {page}; the document has {count}.",
                    page=page + 1,
                    count=self.count,
                )
            )

    def _find_on(self, number: int, wanted: str) -> list[tuple[int, tuple[FoundRect, ...]]]:
        page = self._document[number]
        text = page.get_textpage()
        searcher = text.search(wanted)
        try:
            height = page.get_height()
            hits: list[tuple[int, tuple[FoundRect, ...]]] = []
            while (hit := searcher.get_next()) is not None:
                index, length = hit
                boxes = [text.get_rect(n) for n in range(text.count_rects(index, length))]
                rects = tuple(
                    FoundRect(left, height - top, right - left, top - bottom)
                    for left, bottom, right, top in boxes
                )
                hits.append((number, rects))
            return hits
        finally:
            searcher.close()
            text.close()
            page.close()


def _with_alpha(width: int, height: int, **options: Any) -> pypdfium2.PdfBitmap:  # noqa: ANN401 — pdfium's own options
    # Always four bytes a pixel: what a screen takes as it is.
    return pypdfium2.PdfBitmap.new_native(
        width, height, **{**options, "format": raw.FPDFBitmap_BGRA}
    )
