"""The line at the foot: the brief's file, the page in view, the library, the form, and news."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLabel, QStatusBar

from briefbuilder.app.item_words import library_words
from briefbuilder.gui.pages.pages_panel import PagesPanel
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.language.interface import _, spoken

ANNOUNCE_MS = 8000


class StatusLine(QObject):
    """Keeps the labels of a status bar up to date with the desk."""

    def __init__(self, desk: Desk, pages: PagesPanel, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._desk = desk
        self._pages = pages
        self._bar = bar
        self._file, self._page, self._library, self._form = (QLabel(bar) for _ in range(4))
        bar.setSizeGripEnabled(False)
        for label in (self._file, self._page, self._library):
            bar.addWidget(label)
        bar.addPermanentWidget(self._form)
        for signal in (
            desk.session_replaced,
            desk.brief_changed,
            desk.pages_changed,
            desk.library_changed,
            pages.view.verticalScrollBar().valueChanged,
        ):
            signal.connect(self.refresh)
        desk.announced.connect(self._on_announced)
        bar.messageChanged.connect(self._show_labels)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say everything as it stands now."""
        session, library = self._desk.session, self._desk.workspace.library
        file = form = ""
        if session is not None:
            where = session.path.name if session.path else _("not saved yet")
            file = where if session.is_clean else _("{file}, changed", file=where)
            template = self._desk.workspace.held_template(session.brief.template).template
            name = template.said_in(spoken().language).name
            form = f"{name} · {template.paper}"
        self._file.setText(file)
        self._form.setText(form)
        self._page.setText(self._pages.place)
        self._library.setText(library_words(library))
        self._show_labels(self._bar.currentMessage())

    @Slot(str)
    def _show_labels(self, message: str) -> None:
        """News take the labels' place for a while; a label with nothing to say takes none."""
        for label in (self._file, self._page, self._library):
            label.setVisible(bool(label.text()) and not message)
        self._form.setVisible(bool(self._form.text()))

    @Slot(str)
    def _on_announced(self, sentence: str) -> None:
        self._bar.showMessage(sentence, ANNOUNCE_MS)
