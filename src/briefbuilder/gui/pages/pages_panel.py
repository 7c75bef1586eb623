"""The live pages beside the text: they follow typing, zoom, can be searched, lead to a block."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from briefbuilder.app.preview import PreviewResult
from briefbuilder.gui.pages.pages_view import PagesView
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.window_keys import SearchLine
from briefbuilder.language.interface import _, p_


class PagesPanel(QWidget):
    """Shows what `desk.pages` holds; a click on a page asks the desk to reveal its block."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
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
        desk.session_replaced.connect(self._on_session_replaced)
        desk.reveal_requested.connect(self.reveal)

    @property
    def place(self) -> str:
        """Where the reader is: "page 2 of 8 · 2 pages + 6 of annex and notes"."""
        count, result = self.view.page_count, self._desk.pages
        if not count:
            return ""
        words = _("page {page} of {count}", page=self.view.current_page() + 1, count=count)
        layout = result.laid_out.layout if result and result.laid_out else None
        return f"{words} · {layout.length}" if layout and layout.has_more_behind else words

    def open_find(self) -> None:
        """Show the search field over the pages."""
        self._find_bar.show()
        self._find_edit.setFocus()
        self._find_edit.selectAll()

    @Slot(str)
    def reveal(self, target: str) -> None:
        """Frame where a block or section stands on the pages."""
        result = self._desk.pages
        if result is None or result.laid_out is None:
            return
        places = tuple(one for one in result.laid_out.layout.places if one.target == target)
        self.view.mark(places)

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
        self._place_label = QLabel(foot)
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
            self._show_place_among_found(1)

    def _show_place_among_found(self, number: int) -> None:
        self._find_count.setText(_("{number} of {total}", number=number, total=self._found))

    def _tell_place(self) -> None:
        self._place_label.setText(self.place)

    @Slot(int, float, float)
    def _on_page_clicked(self, page: int, x: float, y: float) -> None:
        result = self._desk.pages
        if result is None or result.laid_out is None:
            return
        target = result.laid_out.layout.target_at(page, x, y)
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
            self._empty.hide()
            self._notice.hide()
            self.view.mark(())
            self.view.show_pdf(result.laid_out.pdf)
            self._tell_place()
            if not self._find_bar.isHidden():
                self._show_found(self.view.find_text(self._find_edit.text(), scroll=False))
        elif result.error is not None:
            self._notice.setText(_("The pages could not be made: {error}", error=result.error))
            self._notice.show()

    @Slot()
    def _on_session_replaced(self) -> None:
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
