"""The pages beside the text show each dot that was drawn for them, or say that they will come."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from briefbuilder.app.author_place import AuthorPlace
from briefbuilder.app.preview import PreviewResult
from briefbuilder.domain.layout import BlockPlace, Layout, PageSize
from briefbuilder.gui.pages.pages_panel import PagesPanel
from briefbuilder.gui.pages.pages_view import PagesView
from briefbuilder.render.wire import LivePage
from briefbuilder.render.worker import LaidOut


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


def grey_pdf(*greys: int) -> bytes:
    """A page of each grey."""
    first, *more = [Image.new("L", (200, 300), grey) for grey in greys]
    buffer = io.BytesIO()
    first.save(buffer, "PDF", resolution=72, save_all=True, append_images=more)
    return buffer.getvalue()


@pytest.fixture
def view(qtbot, theme):
    made = PagesView(theme)
    qtbot.addWidget(made)
    made.resize(240, 400)
    made.show_pdf(grey_pdf(10, 20, 30, 40))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.end()


def grey_of(view, page):
    return view._pictures[page].image.pixelColor(5, 5).red()


def written(page, y=20.0, target="block:a"):
    return (BlockPlace(target, page, 10, y, 180, 40, 0.1),)


def test_newer_pages_come_without_a_flicker_or_a_jump(qtbot, view):
    view.verticalScrollBar().setValue(200)
    view.viewport().grab()
    before = view.viewport().grab().toImage()
    kept = view._pictures[1].image
    view.show_pdf(grey_pdf(10, 20, 90))
    assert view.viewport().grab().toImage() == before, "the pictures stay until others are drawn"
    qtbot.waitUntil(lambda: view._pictures[1].suits(view._sheets[1], view._pictures[1].scale))
    assert view._pictures[1].image is kept, "what looks the same is not made anew"
    assert view.verticalScrollBar().value() == 200
    view.show_pdf(grey_pdf(10, 50, 90))
    view.viewport().grab()
    qtbot.waitUntil(lambda: grey_of(view, 1) == 50)
    assert view.verticalScrollBar().value() == 200


def test_a_page_of_a_newer_text_stands_over_the_whole(qtbot, view):
    view.viewport().grab()
    view.show_page(0, grey_pdf(70))
    view.viewport().grab()
    qtbot.waitUntil(lambda: grey_of(view, 0) == 70)
    view.show_pdf(grey_pdf(10, 20, 30), newer=frozenset({0}))
    view.viewport().grab()
    assert grey_of(view, 0) == 70
    view.zoom_in()
    view.viewport().grab()
    assert grey_of(view, 0) == 70


def test_the_pages_follow_who_writes_but_not_who_has_scrolled_them(qtbot, view):
    bar = view.verticalScrollBar()
    view.show_writing(written(2), 0.5, scroll=False)
    assert bar.value() == 0, "a cursor is no writing"
    view.show_writing(written(2), 0.5)
    assert view.current_page() == 2
    stays = bar.value()
    view.show_writing(written(2, 30), 0.6)
    assert bar.value() == stays, "the words are in view"
    qtbot.keyClick(view, Qt.Key.Key_Home)
    view.show_writing(written(2, 40), 0.7)
    assert bar.value() == 0, "scrolled by hand"
    qtbot.keyClick(view, Qt.Key.Key_End)
    bar.setValue(stays)
    view.show_writing(written(2, 40), 0.7)
    view.show_writing(written(0, 40), 0.7)
    assert view.current_page() == 0, "brought back into view by hand"
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.show_writing(written(1, target="block:b"), 0.1)
    assert view.current_page() == 1, "written in another block"


def test_a_page_of_a_newer_text_leads_to_its_blocks_and_the_foot_says_the_rest_is_behind(
    qtbot, desk, theme, session
):
    def page_of(target):
        return Layout((PageSize(200, 300),), written(0, 200.0, target), ())

    qtbot.waitUntil(lambda: desk.pages is not None)
    panel = PagesPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.resize(240, 330)
    desk.ask_for_author(lambda: AuthorPlace("block:b"))
    sizes = (PageSize(200, 300),) * 2
    whole = LaidOut(grey_pdf(10, 20), Layout(sizes, written(1, 0.0, "block:a"), ()))
    desk.pages_changed.emit(PreviewResult(1, session.brief, whole))
    with qtbot.waitExposed(panel):
        panel.show()
    page = LivePage(1, grey_pdf(70), page_of("block:b"))
    desk.page_changed.emit(PreviewResult(3, session.brief, page=page))
    assert panel.view.current_page() == 1, "the pages follow the words"
    panel.view.viewport().grab()
    qtbot.waitUntil(lambda: panel.shows(3))
    older = LivePage(1, grey_pdf(30), page_of("block:c"))
    desk.page_changed.emit(PreviewResult(2, session.brief, page=older))
    desk.pages_changed.emit(PreviewResult(2, session.brief, whole))
    panel.view.viewport().grab()
    assert grey_of(panel.view, 1) == 70
    asked = []
    desk.reveal_requested.connect(asked.append)
    panel.view.clicked.emit(1, 20.0, 210.0)
    assert asked == ["block:b"]
    desk._show_check(replace(desk.check, is_running=True))
    assert panel._place_label.text() == "page 2 of 2 · being brought up to date"


def test_what_the_foot_says_pushes_no_panel_about(qtbot, desk, theme, session):
    panel = PagesPanel(desk, theme)
    qtbot.addWidget(panel)
    pages = Layout((PageSize(200, 300),) * 2, (), ())
    desk.pages_changed.emit(PreviewResult(1, session.brief, LaidOut(grey_pdf(10, 20), pages)))
    least = panel._place_label.minimumSizeHint().width()
    desk._show_check(replace(desk.check, is_running=True))
    assert "being brought up to date" in panel._place_label.text()
    assert panel._place_label.minimumSizeHint().width() == least


def test_pages_of_words_that_were_taken_back_go_at_once(qtbot, desk, theme, session):
    qtbot.waitUntil(lambda: desk.pages is not None)
    panel = PagesPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.resize(240, 330)
    with qtbot.waitExposed(panel):
        panel.show()
    asked = desk.asked
    small, wide = PageSize(200, 300), PageSize(300, 200)
    whole = LaidOut(grey_pdf(10, 20), Layout((small, small), (), ()))
    desk._preview_ready.emit(PreviewResult(asked + 1, session.brief, whole))
    typed = LivePage(0, grey_pdf(70), Layout((wide,), (), ()))
    desk._preview_ready.emit(PreviewResult(asked + 2, session.brief, page=typed))
    assert panel.view._page_rect(0).width() > panel.view._page_rect(0).height(), "a wide page"
    panel.view.viewport().grab()
    assert grey_of(panel.view, 0) == 70
    desk._preview_ready.emit(PreviewResult(asked + 3, session.brief, same_as=asked + 1))
    assert panel.view._page_rect(0).width() < panel.view._page_rect(0).height()
    panel.view.viewport().grab()
    qtbot.waitUntil(lambda: panel.view.is_drawn(0))
    assert grey_of(panel.view, 0) == 10


def test_a_brief_opened_again_shows_no_page_of_words_that_were_given_up(
    qtbot, desk, theme, session
):
    qtbot.waitUntil(lambda: desk.pages is not None)
    shown = []
    desk.pages_changed.connect(lambda result: shown.append(result.request))
    desk.page_changed.connect(lambda result: shown.append(result.request))
    asked, brief = desk.asked, session.brief
    whole = LaidOut(grey_pdf(10), Layout((PageSize(200, 300),), (), ()))
    desk.start(brief)
    page = LivePage(0, grey_pdf(70), Layout((PageSize(200, 300),), (), ()))
    desk._preview_ready.emit(PreviewResult(asked, brief, whole))
    desk._preview_ready.emit(PreviewResult(asked, brief, page=page))
    qtbot.waitUntil(lambda: bool(shown))
    assert min(shown) > asked
