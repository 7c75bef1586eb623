"""Pages as they will print: pictures of PDF pages one below the other, with marks over them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
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
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from briefbuilder.domain.layout import BlockPlace
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _
from briefbuilder.render.pages import PageImages

MARGIN = 16
GAP = 14
MIN_ZOOM, MAX_ZOOM = 0.2, 4.0
ZOOM_STEP = 1.2
CACHED_PAGES = 24


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where searched words stand on a page: a box for each line, in points from the top left."""

    page: int
    boxes: tuple[QRectF, ...]


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
        self._sizes: list[tuple[float, float]] = []
        self._zoom = 1.0
        self._fits_width = True
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._marked: tuple[BlockPlace, ...] = ()
        self._found: tuple[FoundPlace, ...] = ()
        self._current_found = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "pages")
        self.viewport().setProperty("role", "pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages as they will print"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        theme.changed.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        """1.0 shows a page at its natural size."""
        return self._zoom

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def show_pdf(self, pdf: bytes | None) -> None:
        """Show other pages; the place and zoom stay as they were."""
        if self._pages is not None:
            self._pages.close()
        self._pages = PageImages(pdf) if pdf is not None else None
        self._sizes = (
            [self._pages.size(page) for page in range(self._pages.count)] if self._pages else []
        )
        self._pictures.clear()
        self._found = ()
        self._refit()
        self.viewport().update()

    def mark(self, places: tuple[BlockPlace, ...], *, scroll: bool = True) -> None:
        """Frame rectangles on the pages, and bring the first into view."""
        self._marked = places
        if places and scroll:
            first = places[0]
            self._show_rect(
                first.page, QRectF(first.x, first.y, first.width, min(first.height, 120.0))
            )
        self.viewport().update()

    def find_text(self, text: str, *, scroll: bool = True) -> int:
        """Mark every place where a text stands, and go to the first; returns how many there are."""
        self._found = ()
        self._current_found = -1
        if self._pages is not None and text.strip():
            self._found = tuple(
                FoundPlace(
                    page, tuple(QRectF(one.x, one.y, one.width, one.height) for one in rects)
                )
                for page, rects in self._pages.find(text)
                if rects
            )
        if scroll:
            self.show_next_found()
        elif self._found:
            self._current_found = 0
        self.viewport().update()
        return len(self._found)

    def show_next_found(self) -> int:
        """Go to the next place found; returns its number, from 1, or 0."""
        if not self._found:
            return 0
        self._current_found = (self._current_found + 1) % len(self._found)
        found = self._found[self._current_found]
        self._show_rect(found.page, found.boxes[0])
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
        for page in range(self.page_count):
            top = self._page_top(page)
            if top <= middle <= top + self._height(page) + GAP:
                return page
        return 0

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
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(440, 640)

    def _apply_zoom(self, zoom: float) -> None:
        zoom = max(MIN_ZOOM, min(MAX_ZOOM, zoom))
        share = self._scroll_share()
        self._zoom = zoom
        self._pictures.clear()
        self._update_bars()
        bar = self.verticalScrollBar()
        bar.setValue(round(share * max(1, bar.maximum())))
        self.viewport().update()
        self.zoom_changed.emit(zoom)

    def _scroll_share(self) -> float:
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def _refit(self) -> None:
        if self._fits_width and self._sizes:
            widest = max(width for width, _ in self._sizes)
            self._apply_zoom((self.viewport().width() - 2 * MARGIN) / (widest * self._dpi_scale()))
        else:
            self._update_bars()

    def _dpi_scale(self) -> float:
        return self.logicalDpiX() / 72.0

    def _height(self, page: int) -> float:
        return self._sizes[page][1] * self._zoom * self._dpi_scale()

    def _width(self, page: int) -> float:
        return self._sizes[page][0] * self._zoom * self._dpi_scale()

    def _page_top(self, page: int) -> float:
        return MARGIN + sum(self._height(before) + GAP for before in range(page))

    def _page_rect(self, page: int) -> QRectF:
        """Where a page stands in the viewport."""
        width = self._width(page)
        content = max(self.viewport().width(), round(width) + 2 * MARGIN)
        left = (content - width) / 2 - self.horizontalScrollBar().value()
        top = self._page_top(page) - self.verticalScrollBar().value()
        return QRectF(round(left), round(top), round(width), round(self._height(page)))

    def _update_bars(self) -> None:
        last = self.page_count - 1
        height = self._page_top(last) + self._height(last) + MARGIN if last >= 0 else 0
        width = max((self._width(page) for page in range(self.page_count)), default=0) + 2 * MARGIN
        view = self.viewport().size()
        for bar, length, shown in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar.setPageStep(shown)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, round(length) - shown))

    def _picture(self, page: int) -> QImage:
        ratio = self.devicePixelRatioF()
        scale = self._zoom * self._dpi_scale() * ratio
        key = (page, round(scale * 1000))
        if key not in self._pictures and self._pages is not None:
            if len(self._pictures) >= CACHED_PAGES:
                self._pictures.clear()
            raster = self._pages.image(page, scale)
            image = QImage(
                raster.rgba,
                raster.width,
                raster.height,
                raster.stride,
                QImage.Format.Format_RGBA8888,
            ).copy()
            image.setDevicePixelRatio(ratio)
            self._pictures[key] = image
        return self._pictures.get(key, QImage())

    def _paint_marks(self, painter: QPainter, page: int, rect: QRectF) -> None:
        colours = self._theme.colours
        scale = self._zoom * self._dpi_scale()
        accent = QColor("#17475a")
        for place in self._marked:
            if place.page == page:
                area = QRectF(place.x, place.y, place.width, place.height)
                fill = QColor(accent)
                fill.setAlpha(24)
                framed = _scaled(area, scale).translated(rect.topLeft()).adjusted(-3, -2, 3, 2)
                painter.fillRect(framed, fill)
                painter.setPen(QPen(accent, 1))
                painter.drawRect(framed)
        for number, found in enumerate(self._found):
            if found.page == page:
                colour = QColor(colours.warning if number == self._current_found else "#e0a800")
                colour.setAlpha(110)
                for box in found.boxes:
                    painter.fillRect(_scaled(box, scale).translated(rect.topLeft()), colour)

    def _point_at(self, position: QPointF) -> tuple[int, float, float] | None:
        scale = self._zoom * self._dpi_scale()
        for page in range(self.page_count):
            rect = self._page_rect(page)
            if rect.contains(position):
                inside = position - rect.topLeft()
                return page, inside.x() / scale, inside.y() / scale
        return None

    def _show_rect(self, page: int, area: QRectF) -> None:
        if page >= self.page_count:
            return
        scale = self._zoom * self._dpi_scale()
        top = self._page_top(page) + area.top() * scale
        bottom = top + area.height() * scale
        bar = self.verticalScrollBar()
        if top < bar.value() + MARGIN or bottom > bar.value() + self.viewport().height() - MARGIN:
            bar.setValue(round(top - self.viewport().height() / 3))


def _scaled(area: QRectF, scale: float) -> QRectF:
    return QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)
