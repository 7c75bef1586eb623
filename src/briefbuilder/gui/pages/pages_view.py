"""Pages as they will print: pictures of PDF pages one below the other, with marks over them.

While somebody writes, newer pages come many times a minute. Nothing may flicker or move then: the
picture of a page stays until that of a newer text is drawn, beside the window's thread, and is
painted only where it differs; the place in the pages stays as it is.

Who writes sees where: the pages scroll to the words that are being written. Who scrolls the pages
by hand wants to read elsewhere: they stay there until the hand brings the written words back into
view, or the writing goes on in another block (see `show_writing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QFrame, QWidget

from briefbuilder.app.page_sheet import Sheet, Wanted
from briefbuilder.app.page_stack import (
    MARGIN,
    PageArea,
    PageStack,
    area_of,
    place_of_hand,
    zoom_within_reason,
)
from briefbuilder.domain.layout import BlockPlace, PageSize
from briefbuilder.gui.pages.page_drawing import PageDrawer, Picture, drawn
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _
from briefbuilder.render.page_door import FoundRect, open_pages

if TYPE_CHECKING:
    from briefbuilder.render.pages import PageImages

ZOOM_STEP = 1.2
CACHED_PAGES = 24
ACCENT, FOUND = "#17475a", "#e0a800"


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where searched words stand on a page: a box for each line, in points from the top left."""

    page: int
    boxes: tuple[PageArea, ...]


class PagesView(QAbstractScrollArea):
    """Draws the pages that are in view, at the zoom asked for, and knows what lies under a click.

    Signals:
        clicked(int, float, float): a page and a point on it, in PDF points from the top left.
        zoom_changed(float): 1.0 is the page's natural size.
    """

    clicked = Signal(int, float, float)
    zoom_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: PageImages | None = None
        self._whole: bytes | None = None
        self._whole_sizes: tuple[PageSize, ...] = ()
        self._sheets: list[Sheet] = []
        self._stack = PageStack()
        self._shown = 0
        self._zoom = 1.0
        self._fits_width = True
        self._pictures: dict[int, Picture] = {}
        self._stale: dict[int, Wanted] = {}
        self._drawer = PageDrawer()
        self._drawer.drawn.connect(self._on_drawn)
        self.destroyed.connect(self._drawer.end)
        self._ask_for_pictures = QTimer(self)
        self._ask_for_pictures.setSingleShot(True)
        self._ask_for_pictures.timeout.connect(self._on_ask_for_pictures)
        self._marked: tuple[BlockPlace, ...] = ()
        self._written: tuple[BlockPlace, ...] = ()
        self._hand: float | None = None
        self._follows = True
        self._found: tuple[FoundPlace, ...] = ()
        self._current_found = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "pages")
        self.viewport().setProperty("role", "pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages as they will print"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled_by_hand)
        theme.changed.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        """1.0 shows a page at its natural size."""
        return self._zoom

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sheets)

    @property
    def pages_in_view(self) -> tuple[int, ...]:
        """The pages that can be seen, at least in part."""
        seen = QRectF(self.viewport().rect())
        return tuple(
            page for page in range(self.page_count) if self._page_rect(page).intersects(seen)
        )

    def is_drawn(self, page: int) -> bool:
        """Whether the picture of a page is of the newest text that was shown."""
        picture = self._pictures.get(page)
        return picture is not None and picture.suits(self._sheets[page], picture.scale)

    def picture_of(self, page: int) -> QImage:
        """The picture of a page as it is shown now; none where it was not drawn yet."""
        picture = self._pictures.get(page)
        return picture.image if picture is not None else QImage()

    def show_pdf(
        self,
        pdf: bytes | None,
        sizes: Sequence[PageSize] = (),
        *,
        newer: frozenset[int] = frozenset(),
    ) -> None:
        """Show other pages; the place and zoom stay as they were.

        `sizes` spares reading them in the PDF. Pages of the numbers in `newer` stay as they are:
        `show_page` has shown them as a newer text than the PDF's has them.
        """
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self._whole = pdf
        kept = {page: sheet for page, sheet in enumerate(self._sheets) if page in newer}
        self._whole_sizes = tuple(sizes or self._sizes_of(pdf)) if pdf is not None else ()
        self._sheets = [
            kept.get(page) or self._sheet(pdf, page, size)
            for page, size in enumerate(self._whole_sizes)
            if pdf is not None
        ]
        self._found = tuple(one for one in self._found if one.page < self.page_count)
        if pdf is None:
            self._found = self._marked = self._written = ()
            self._follows = True
        self._pictures = {
            page: picture for page, picture in self._pictures.items() if page < self.page_count
        }
        self._stale.clear()
        self._refit()
        self.viewport().update()

    def show_page(self, page: int, pdf: bytes, size: PageSize | None = None) -> None:
        """Show one page as a newer text has it, over the whole PDF; without a size, of the old."""
        if page >= self.page_count:
            return  # the whole will bring it
        old = self._sheets[page]
        self._sheets[page] = new = self._sheet(pdf, 0, size or PageSize(old.width, old.height))
        if (new.width, new.height) == (old.width, old.height):
            self.viewport().update(self._page_rect(page).toAlignedRect())
        else:
            self._refit()
            self.viewport().update()

    def show_whole_again(self) -> None:
        """Show the whole PDF on every page: what was newer was taken back."""
        whole = self._whole
        if whole is None:
            return
        self._sheets = [
            sheet if sheet.pdf is whole else self._sheet(whole, page, size)
            for page, (sheet, size) in enumerate(zip(self._sheets, self._whole_sizes, strict=True))
        ]
        self._refit()
        self.viewport().update()

    def end(self) -> None:
        """End the thread that draws."""
        self._drawer.end()

    def show_writing(
        self, places: tuple[BlockPlace, ...], share: float | None, *, scroll: bool = True
    ) -> None:
        """Frame lightly where somebody writes; with `scroll`, keep the written words in view.

        `share` is how far into the block they are, from 0 to 1; None where nobody knows. The pages
        do not follow a hand that writes while another has scrolled them away from it: not until
        the words written are in view again, or another block is written in.
        """
        if {one.target for one in places} != {one.target for one in self._written}:
            self._follows = True
        elif not self._follows:
            self._follows = self._written_is_in_view()
        self._written = places
        self._hand = share
        if scroll and places and self._follows and not self._written_is_in_view():
            self._show_area(*place_of_hand(places, share))
        self.viewport().update()

    def mark(self, places: tuple[BlockPlace, ...], *, scroll: bool = True) -> None:
        """Frame rectangles on the pages, and bring the first into view."""
        self._marked = places
        if places and scroll:
            area = area_of(places[0])
            self._show_area(places[0].page, area._replace(height=min(area.height, 120.0)))
        self.viewport().update()

    def find_text(self, text: str, *, scroll: bool = True) -> int:
        """Mark every place where a text stands, and go to the first; returns how many there are."""
        before = self._current_found
        self._found = ()
        self._current_found = -1
        if text.strip():
            self._found = tuple(
                FoundPlace(page, tuple(map(area_of, rects)))
                for page, rects in self._hits(text)
                if rects
            )
        if scroll:
            self.show_next_found()
        elif self._found:
            self._current_found = max(0, min(before, len(self._found) - 1))
        self.viewport().update()
        return len(self._found)

    @property
    def current_found(self) -> int:
        """The number, from 1, of the place found that the reader is at; 0 for none."""
        return self._current_found + 1

    def show_next_found(self) -> int:
        """Go to the next place found; returns its number, from 1, or 0."""
        if not self._found:
            return 0
        self._current_found = (self._current_found + 1) % len(self._found)
        found = self._found[self._current_found]
        self._follows = False
        self._show_area(found.page, found.boxes[0])
        self.viewport().update()
        return self._current_found + 1

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a factor; the page no longer follows the width."""
        self._fits_width = False
        self._apply_zoom(zoom)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / ZOOM_STEP)

    def fit_width(self) -> None:
        """Make the page as wide as the view, and keep it so."""
        self._fits_width = True
        self._refit()

    def current_page(self) -> int:
        """The page, from 0, that fills most of the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return self._stack.page_at(middle)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = self._theme.colours
        painter.fillRect(event.rect(), QColor(colours.pages_back))
        for page in range(self.page_count):
            rect = self._page_rect(page)
            if not rect.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(rect.translated(0, 2).adjusted(-1, 0, 1, 1), QColor(0, 0, 0, 38))
            painter.fillRect(rect, QColor("#ffffff"))
            # In its own size: made to fit, a picture one dot too high loses a row of some letters.
            painter.drawImage(rect.topLeft(), self._picture(page))
            self._paint_marks(painter, page, rect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hit = self._point_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and hit is not None:
            self.clicked.emit(*hit)
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
            case Qt.Key.Key_End:
                bar.triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
            case Qt.Key.Key_Space:
                bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(440, 640)

    def _apply_zoom(self, zoom: float) -> None:
        zoom = zoom_within_reason(zoom)
        share = self._scroll_share()
        self._zoom = zoom
        self._update_bars()
        bar = self.verticalScrollBar()
        bar.setValue(round(share * max(1, bar.maximum())))
        self.viewport().update()
        self.zoom_changed.emit(zoom)

    def _scroll_share(self) -> float:
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def _refit(self) -> None:
        """Fit the width again, if the pages follow it; with the zoom as it was nothing moves."""
        zoom = self._zoom
        if self._fits_width and self._sheets:
            fitting = PageStack(self._sizes_now()).scale_to_fit(self.viewport().width())
            zoom = fitting / self._dpi_scale()
        if zoom == self._zoom:
            self._update_bars()
        else:
            self._apply_zoom(zoom)

    def _dpi_scale(self) -> float:
        return self.logicalDpiX() / 72.0

    def _sizes_now(self) -> tuple[PageSize, ...]:
        return tuple(PageSize(sheet.width, sheet.height) for sheet in self._sheets)

    def _page_rect(self, page: int) -> QRectF:
        """Where a page stands in the viewport."""
        box = self._stack.page(page)
        left = box.left - self.horizontalScrollBar().value()
        top = box.top - self.verticalScrollBar().value()
        return QRectF(round(left), round(top), round(box.width), round(box.height))

    def _update_bars(self) -> None:
        view = self.viewport().size()
        scale = self._zoom * self._dpi_scale()
        self._stack = PageStack(self._sizes_now(), scale, view.width())
        for bar, length, shown in (
            (self.verticalScrollBar(), self._stack.height, view.height()),
            (self.horizontalScrollBar(), self._stack.width, view.width()),
        ):
            bar.setPageStep(shown)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, round(length) - shown))

    def _sheet(self, pdf: bytes, page: int, size: PageSize) -> Sheet:
        self._shown += 1
        return Sheet(self._shown, pdf, page, size.width, size.height)

    def _sizes_of(self, pdf: bytes) -> list[PageSize]:
        self._pages = open_pages(pdf)
        return [PageSize(*self._pages.size(page)) for page in range(self._pages.count)]

    def _picture(self, page: int) -> QImage:
        """The newest picture of a page; while a newer one is drawn, that of the text before it."""
        ratio = self.devicePixelRatioF()
        scale = self._stack.scale * ratio
        wanted = Wanted(page, self._sheets[page], scale, ratio)
        # What was painted last is at the end: what was not for long goes first.
        picture = self._pictures.pop(page, None)
        if picture is None or picture.scale != scale:
            picture = self._draw_now(wanted)
        elif not picture.suits(wanted.sheet, scale):
            self._stale[page] = wanted
            self._ask_for_pictures.start()
        self._pictures[page] = picture
        while len(self._pictures) > CACHED_PAGES:
            del self._pictures[next(iter(self._pictures))]
        return picture.image

    def _draw_now(self, wanted: Wanted) -> Picture:
        """A page that nothing can stand for yet."""
        sheet = wanted.sheet
        if sheet.pdf is not self._whole:
            with open_pages(sheet.pdf) as pages:
                return drawn(pages, wanted)
        return drawn(self._opened(sheet.pdf), wanted)

    def _opened(self, pdf: bytes) -> PageImages:
        if self._pages is None:
            self._pages = open_pages(pdf)
        return self._pages

    def _hits(self, text: str) -> list[tuple[int, tuple[FoundRect, ...]]]:
        """Where a text stands: on a page of a newer text, where it stands in that."""
        if self._whole is None:
            return []
        hits = [
            (page, rects)
            for page, rects in self._opened(self._whole).find(text)
            if page < self.page_count and self._sheets[page].pdf is self._whole
        ]
        for page, sheet in enumerate(self._sheets):
            if sheet.pdf is not self._whole:
                with open_pages(sheet.pdf) as pages:
                    hits += [(page, rects) for _first, rects in pages.find(text)]
        return sorted(hits, key=lambda hit: hit[0])

    @Slot()
    def _on_ask_for_pictures(self) -> None:
        wanted, self._stale = tuple(self._stale.values()), {}
        self._drawer.ask(wanted)

    @Slot(int, object)
    def _on_drawn(self, page: int, picture: Picture) -> None:
        """Put a picture in place of an older one; what looks the same is not painted again."""
        old = self._pictures.get(page)
        if page >= self.page_count or old is None or old.scale != picture.scale:
            return  # other pages are shown, or this one is drawn when it comes into view
        if old.number >= picture.number:
            return
        if old.image == picture.image:
            self._pictures[page] = replace(old, number=picture.number)
        else:
            self._pictures[page] = picture
            self.viewport().update(self._page_rect(page).toAlignedRect())

    @Slot(int)
    def _on_scrolled_by_hand(self, _action: int) -> None:
        self._follows = False

    def _paint_marks(self, painter: QPainter, page: int, rect: QRectF) -> None:
        accent, hand, fill = (QColor(ACCENT) for _ in range(3))
        hand.setAlpha(70)
        fill.setAlpha(24)
        for place in self._written:
            if place.page == page:
                painter.setPen(QPen(hand, 1))
                painter.drawRect(self._on(rect, area_of(place)).adjusted(-4, -2, 4, 2))
        for place in self._marked:
            if place.page == page:
                framed = self._on(rect, area_of(place)).adjusted(-3, -2, 3, 2)
                painter.fillRect(framed, fill)
                painter.setPen(QPen(accent, 1))
                painter.drawRect(framed)
        for number, found in enumerate(self._found):
            if found.page == page:
                is_current = number == self._current_found
                colour = QColor(self._theme.colours.warning if is_current else FOUND)
                colour.setAlpha(110)
                for box in found.boxes:
                    painter.fillRect(self._on(rect, box), colour)

    def _on(self, page: QRectF, area: PageArea) -> QRectF:
        """Where something on a page stands in the viewport, the page standing there."""
        return QRectF(*area.scaled(self._stack.scale)).translated(page.topLeft())

    def _point_at(self, position: QPointF) -> tuple[int, float, float] | None:
        for page in range(self.page_count):
            rect = self._page_rect(page)
            if rect.contains(position):
                inside = (position - rect.topLeft()) / self._stack.scale
                return page, inside.x(), inside.y()
        return None

    def _written_is_in_view(self) -> bool:
        """Whether the words that are written can be seen; nobody is sent away from them."""
        if not self._written or max(one.page for one in self._written) >= self.page_count:
            return False
        if self._hand is None:
            return any(self._is_seen(one.page, area_of(one)) for one in self._written)
        return self._is_seen(*place_of_hand(self._written, self._hand))

    def _is_seen(self, page: int, area: PageArea) -> bool:
        seen = QRectF(self.viewport().rect()).adjusted(0, MARGIN, 0, -MARGIN)
        return self._on(self._page_rect(page), area).intersects(seen)

    def _show_area(self, page: int, area: PageArea) -> None:
        if page >= self.page_count:
            return
        placed = area.scaled(self._stack.scale)
        top = self._stack.tops[page] + placed.top
        bottom = top + placed.height
        bar = self.verticalScrollBar()
        if top < bar.value() + MARGIN or bottom > bar.value() + self.viewport().height() - MARGIN:
            bar.setValue(round(top - self.viewport().height() / 3))
