"""Pictures of pages, drawn on a thread of their own: the window goes on while they are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from briefbuilder.app.newest_first import NewestFirst
from briefbuilder.app.page_sheet import Sheet, Wanted
from briefbuilder.errors import RenderError
from briefbuilder.render.page_door import open_pages

if TYPE_CHECKING:
    from briefbuilder.render.pages import PageImages

OPEN_AT_ONCE = 3
"""The whole document, and pages of newer texts."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and the number of the sheet that it is of; not the sheet, which holds its PDF."""

    number: int
    scale: float
    image: QImage

    def suits(self, sheet: Sheet, scale: float) -> bool:
        """Whether it shows that sheet at that scale."""
        return self.number == sheet.number and self.scale == scale


def drawn(pages: PageImages, wanted: Wanted) -> Picture:
    """Draw a page, on whichever thread this is called."""
    raster = pages.image(wanted.sheet.page, wanted.scale)
    image = QImage(
        raster.rgba, raster.width, raster.height, raster.stride, QImage.Format.Format_RGBA8888
    ).copy()
    image.setDevicePixelRatio(wanted.ratio)
    return Picture(wanted.sheet.number, wanted.scale, image)


class PageDrawer(QObject):
    """Draws what is asked for last, page by page, and tells of each.

    Signals:
        drawn(int, Picture): the picture for a place of the view.
    """

    drawn = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open: dict[bytes, PageImages] = {}
        self._newest: NewestFirst[tuple[Wanted, ...], None] | None = None

    def ask(self, wanted: tuple[Wanted, ...]) -> None:
        """Draw these in place of what was asked for and not yet begun."""
        if self._newest is None:
            self._newest = NewestFirst(self._draw, lambda _answer: None, name="pages")
        self._newest.request(wanted)

    def end(self) -> None:
        """End the thread; it has ended when this returns."""
        if self._newest is not None:
            self._newest.close()
            self._newest = None
        self._close_but(())

    def _draw(
        self, _number: int, wanted: tuple[Wanted, ...], is_closing: Callable[[], bool]
    ) -> None:
        for one in wanted:
            if is_closing():
                return
            try:
                pages = self._pages(one.sheet.pdf)
                picture = drawn(pages, one)
            except RenderError:
                continue  # the picture before it stays
            self.drawn.emit(one.place, picture)

    def _pages(self, pdf: bytes) -> PageImages:
        """A document, kept open: most pictures are of the one that the last was of."""
        found = self._open.pop(pdf, None) or open_pages(pdf)
        self._open[pdf] = found
        self._close_but(tuple(self._open)[-OPEN_AT_ONCE:])
        return found

    def _close_but(self, kept: tuple[bytes, ...]) -> None:
        for pdf in [one for one in self._open if one not in kept]:
            self._open.pop(pdf).close()
