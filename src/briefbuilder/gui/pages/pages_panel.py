"""The live pages beside the text: they follow typing, zoom, can be searched, lead to a block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from briefbuilder.app.standing_pages import StandingPages
from briefbuilder.gui.pages.pages_view import PagesView
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.elided import ElidedLabel
from briefbuilder.gui.widgets.window_keys import SearchLine
from briefbuilder.language.interface import _, p_

if TYPE_CHECKING:
    from briefbuilder.app.preview import PreviewResult

FIND_PAUSE_MS = 300
"""Words are looked for again in newer pages when those have not changed for so long."""


class PagesPanel(QWidget):
    """Shows what `desk.pages` holds; a click on a page asks the desk to reveal its block."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._standing = StandingPages()
        self._find_again = QTimer(self)
        self._find_again.setInterval(FIND_PAUSE_MS)
        self._find_again.setSingleShot(True)
        self._find_again.timeout.connect(self._on_find_again)
        self.view = PagesView(theme, self)
        self._notice = QLabel(self)
        self._notice.setWordWrap(True)
        self._notice.setProperty("role", "error")
        self._notice.setContentsMargins(12, 8, 12, 8)
        self._notice.hide()
        self._found = 0
        self._find_bar = self._make_find_bar()
        self._find_bar.hide()
        self._empty = QLabel(_("The pages appear here as you write."), self.view.viewport())
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        while_blank = QVBoxLayout(self.view.viewport())
        while_blank.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice)
        column.addWidget(self._find_bar)
        column.addWidget(self.view, 1)
        column.addWidget(self._make_foot())
        self.view.clicked.connect(self._on_page_clicked)
        self.view.zoom_changed.connect(self._on_zoom_changed)
        self.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        desk.pages_changed.connect(self._on_pages_changed)
        desk.page_changed.connect(self._on_page_changed)
        desk.session_replaced.connect(self._on_session_replaced)
        desk.reveal_requested.connect(self.reveal)
        desk.author_moved.connect(self._on_author_moved)
        desk.check_changed.connect(self._tell_place)
        desk.closing.connect(self.view.end)

    @property
    def place(self) -> str:
        """Where the reader is: "page 2 of 8 · 2 pages + 6 of annex and notes"."""
        count, layout = self.view.page_count, self._standing.layout
        if not count:
            return ""
        words = _("page {page} of {count}", page=self.view.current_page() + 1, count=count)
        return f"{words} · {layout.length}" if layout and layout.has_more_behind else words

    def shows(self, request: int) -> bool:
        """Whether the pages with the written words are drawn as of that request, or a newer one."""
        author = self._desk.author
        places = self._standing.places_of(author.target) if author is not None else ()
        numbers = {one.page for one in places} & set(self.view.pages_in_view)
        return bool(numbers) and all(
            self._standing.request_of(page) >= request and self.view.is_drawn(page)
            for page in numbers
        )

    def open_find(self) -> None:
        """Show the search field over the pages."""
        self._find_bar.show()
        self._find_edit.setFocus()
        self._find_edit.selectAll()

    @Slot(str)
    def reveal(self, target: str) -> None:
        """Frame where a block or section stands on the pages."""
        self.view.mark(self._standing.places_of(target))

    def _make_find_bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setProperty("role", "panel")
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 6, 10, 6)
        self._find_edit = SearchLine(bar)
        self._find_edit.setPlaceholderText(_("Find in the pages"))
        self._find_edit.setAccessibleName(_("Find in the pages"))
        self._find_count = QLabel(bar)
        self._find_count.setProperty("role", "faint")
        close = QToolButton(bar)
        close.setText("✕")
        close.setAccessibleName(_("Close the search in the pages"))
        close.setProperty("role", "bar")
        row.addWidget(self._find_edit, 1)
        row.addWidget(self._find_count)
        row.addWidget(close)
        self._find_edit.textChanged.connect(self._on_find_changed)
        self._find_edit.returnPressed.connect(self._on_find_next)
        close.clicked.connect(self._on_find_closed)
        return bar

    def _make_foot(self) -> QWidget:
        foot = QWidget(self)
        foot.setProperty("role", "panel")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(2)
        # It grows and shrinks while somebody writes, and must not push the panels about.
        self._place_label = ElidedLabel(foot)
        self._place_label.setProperty("role", "faint")
        self._zoom_label = QLabel(foot)
        self._zoom_label.setProperty("role", "faint")
        row.addWidget(self._place_label, 1)
        for text, name, slot in (
            ("−", _("Smaller pages"), self.view.zoom_out),
            ("+", _("Larger pages"), self.view.zoom_in),
            ("↔", _("Fit the pages to the width"), self.view.fit_width),
        ):
            button = QToolButton(foot)
            button.setText(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setProperty("role", "bar")
            button.clicked.connect(slot)
            row.addWidget(button)
        row.insertWidget(2, self._zoom_label)
        return foot

    def _show_found(self, count: int) -> None:
        self._found = count
        if not self._find_edit.text().strip():
            self._find_count.setText("")
        elif not count:
            self._find_count.setText(p_("found in the pages", "none"))
        else:
            self._show_place_among_found(max(1, self.view.current_found))

    def _show_place_among_found(self, number: int) -> None:
        self._find_count.setText(_("{number} of {total}", number=number, total=self._found))

    @Slot()
    def _tell_place(self) -> None:
        """Say where the reader is, and whether the pages are of older words than the brief's."""
        place = self.place
        if place and self._desk.check.is_running:
            place = _("{place} · being brought up to date", place=place)
        if place != self._place_label.text():
            self._place_label.setText(place)

    @Slot(int, float, float)
    def _on_page_clicked(self, page: int, x: float, y: float) -> None:
        target = self._standing.target_at(page, x, y)
        if target is not None:
            self._desk.reveal(target)

    @Slot(float)
    def _on_zoom_changed(self, zoom: float) -> None:
        self._zoom_label.setText(_("{number} %", number=round(zoom * 100)))
        self._tell_place()

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self._tell_place()

    @Slot(object)
    def _on_pages_changed(self, result: PreviewResult) -> None:
        if result.laid_out is not None:
            layout = result.laid_out.layout
            self._standing = self._standing.with_whole(layout, result.request)
            self._empty.hide()
            self._notice.hide()
            self.view.mark(())
            newer = frozenset(self._standing.newer)
            self.view.show_pdf(result.laid_out.pdf, layout.pages, newer=newer)
            self._show_writing()
            self._tell_place()
            self._look_for_words_again()
        elif result.error is not None:
            self._notice.setText(_("The pages could not be made: {error}", error=result.error))
            self._notice.show()

    @Slot(object)
    def _on_page_changed(self, result: PreviewResult) -> None:
        """Show a page of a newer text over the whole, unless a newer one stands there already."""
        page = result.page
        if result.same_as is not None:
            self._show_whole_again(result.same_as, result.request)
        if page is None:
            return
        places = tuple(replace(one, page=page.number) for one in page.layout.places)
        standing = self._standing.with_page(page.number, result.request, places)
        if standing is None:
            return
        self._standing = standing
        self.view.mark(())
        self.view.show_page(page.number, page.pdf, page.layout.pages[0])
        self._show_writing()
        self._look_for_words_again()

    def _show_whole_again(self, whole: int, request: int) -> None:
        """Take newer pages away where what they say was taken back."""
        before, self._standing = self._standing, self._standing.with_same(whole, request)
        if before.newer and not self._standing.newer:
            self.view.mark(())
            self.view.show_whole_again()
            self._show_writing()
            self._look_for_words_again()

    @Slot()
    def _on_author_moved(self) -> None:
        """A cursor put into a block is no writing yet: the pages stay where they are."""
        self._show_writing(scroll=False)

    def _show_writing(self, *, scroll: bool = True) -> None:
        """Frame the block that is written in; the pages follow the words, as the view says."""
        author = self._desk.author
        places = self._standing.places_of(author.target) if author is not None else ()
        self.view.show_writing(places, author.share if author else None, scroll=scroll)

    def _look_for_words_again(self) -> None:
        if not self._find_bar.isHidden():
            self._find_again.start()

    @Slot()
    def _on_find_again(self) -> None:
        self._show_found(self.view.find_text(self._find_edit.text(), scroll=False))

    @Slot()
    def _on_session_replaced(self) -> None:
        self._standing = StandingPages()
        self.view.show_pdf(None)
        self._notice.hide()
        self._place_label.setText("")
        self._empty.show()

    @Slot(str)
    def _on_find_changed(self, text: str) -> None:
        self._show_found(self.view.find_text(text))

    @Slot()
    def _on_find_next(self) -> None:
        number = self.view.show_next_found()
        if number:
            self._show_place_among_found(number)

    @Slot()
    def _on_find_closed(self) -> None:
        self._find_edit.clear()
        self._find_bar.hide()
        self.view.setFocus()
