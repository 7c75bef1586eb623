"""The pages beside the text show each dot that was drawn for them, or say that they will come."""

import io

from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from briefbuilder.gui.pages.pages_panel import PagesPanel
from briefbuilder.gui.pages.pages_view import PagesView


def ruled_pdf() -> bytes:
    """A page of thin grey lines, each of another grey than its neighbours."""
    page = Image.new("L", (595, 842))
    page.putdata([(row * 37) % 200 for row in range(842) for _ in range(595)])
    buffer = io.BytesIO()
    page.save(buffer, "PDF", resolution=72)
    return buffer.getvalue()


def test_no_row_of_dots_is_left_out_at_any_width(qtbot, theme):
    view = PagesView(theme)
    qtbot.addWidget(view)
    view.show_pdf(ruled_pdf())
    view.show()
    for width in range(400, 440, 3):
        view.resize(width, 900)
        drawn = view._picture(0).convertToFormat(QImage.Format.Format_RGB32)
        place = QRect(view._page_rect(0).topLeft().toPoint(), drawn.size())
        shown = view.viewport().grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
        assert shown == drawn, f"at a width of {width}"


def test_what_stands_in_place_of_the_pages_can_be_read(qtbot, desk, theme):
    panel = PagesPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.resize(400, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    said = "The pages appear here as you write."
    words = next(label for label in panel.findChildren(QLabel) if label.text() == said)
    assert words.visibleRegion().boundingRect().contains(words.rect())
    assert words.width() > words.fontMetrics().horizontalAdvance(said)
