"""Where something dropped would come to stand: a line between two blocks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from briefbuilder.domain.placing import Destination
from briefbuilder.gui.compose.block_view import MARGIN_WIDTH, MENU_WIDTH
from briefbuilder.gui.compose.section_view import SectionView
from briefbuilder.gui.shared.theme import Theme


@dataclass(frozen=True, slots=True)
class DropPlace:
    """A place for a block, and `y`, where the line is drawn."""

    place: Destination
    y: int


class DropLine(QWidget):
    """A bar across the page, drawn over everything while something is dragged."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, place: DropPlace, margins: QRect) -> None:
        """Draw the line at a place, within the margins of the page."""
        self.setGeometry(
            margins.left() + MARGIN_WIDTH,
            place.y - 4,
            margins.width() - MARGIN_WIDTH - MENU_WIDTH,
            8,
        )
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(self._theme.colours.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawRoundedRect(4, 3, self.width() - 4, 3, 1.5, 1.5)
        painter.drawEllipse(QPoint(4, 4), 4, 4)


def drop_place(page: QWidget, sections: list[SectionView], y: int) -> DropPlace | None:
    """The place nearest to a height on the page."""
    places: list[DropPlace] = []
    for section in sections:
        top = section.mapTo(page, QPoint(0, 0)).y()
        if not section.views:
            start = Destination(section.section_id, 0)
            places.append(DropPlace(start, top + section.height() - 8))
            continue
        first = section.views[0].mapTo(page, QPoint(0, 0)).y()
        places.append(DropPlace(Destination(section.section_id, 0), first - 4))
        for index, view in enumerate(section.views):
            bottom = view.mapTo(page, QPoint(0, 0)).y() + view.height()
            places.append(DropPlace(Destination(section.section_id, index + 1), bottom - 6))
    return min(places, key=lambda place: abs(place.y - y), default=None)
