"""Reading a library item whole: its words, sources, checks and relations, and placing it."""

from __future__ import annotations

import html

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QPushButton,
    QWidget,
)

from briefbuilder.app.citation_html import printed_source
from briefbuilder.app.item_html import item_html
from briefbuilder.app.item_words import item_meta, short_day, status_word
from briefbuilder.domain.citations import Citation
from briefbuilder.domain.items import Item
from briefbuilder.gui.search.parts_dialog import PartsDialog
from briefbuilder.gui.shared.build import dressed, in_column, in_row, paragraph, reading_view
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _

SUMMARY = ("summary",)


class ItemReader(QDialog):
    """One item at a time; links lead to related items, Back comes home again.

    Signals:
        place_requested(item_id: str, parts: tuple[str, ...] | None): place it, whole or in parts.
    """

    place_requested = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._trail: list[str] = []
        self.setObjectName("item-reader")
        self.resize(720, 760)
        self._title = paragraph("", "title", self)
        self._meta = paragraph("", "faint", self)
        self.text = dressed(reading_view(_("The item's words"), self), name="reader-text")
        self.text.anchorClicked.connect(self._on_anchor_clicked)
        self.text.highlighted.connect(self._on_anchor_highlighted)
        self.back_button = self._button(_("Back"), self._on_back_clicked)
        self.place_button = self._button(_("Place whole"), self._on_place_clicked)
        self.place_button.setProperty("role", "primary")
        self.place_button.setDefault(True)
        self.summary_button = self._button(_("Place summary"), self._on_place_summary_clicked)
        self.parts_button = self._button(_("Place parts…"), self._on_place_parts_clicked)
        buttons = in_row(
            self.back_button, None, self.parts_button, self.summary_button, self.place_button
        )
        in_column(
            self._title, self._meta, (self.text, 1), buttons, on=self, margins=(22, 18, 22, 16)
        )
        theme.changed.connect(self._refresh)
        desk.session_replaced.connect(self._refresh)

    @property
    def item_id(self) -> str | None:
        """The item that is shown."""
        return self._trail[-1] if self._trail else None

    def read(self, item_id: str) -> None:
        """Show an item; the one shown before is a step back."""
        if item_id in self._desk.workspace.library.entries and item_id != self.item_id:
            self._trail.append(item_id)
        self._refresh()

    def open_at(self, item_id: str) -> None:
        """Begin a new trail at an item, and come to the front."""
        self._trail = []
        self.read(item_id)
        self.show()
        self.activateWindow()
        self.text.setFocus()

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    @property
    def _item(self) -> Item | None:
        entry = self._desk.workspace.library.entries.get(self.item_id or "")
        return entry.item if entry is not None else None

    @Slot()
    def _refresh(self) -> None:
        library = self._desk.workspace.library
        entry = library.entries.get(self.item_id or "")
        can_place = self._desk.session is not None and entry is not None
        for button in (self.place_button, self.summary_button, self.parts_button):
            button.setEnabled(can_place)
        self.back_button.setVisible(len(self._trail) > 1)
        if entry is None:
            return
        item = entry.item
        self.setWindowTitle(item.title)
        self._title.setText(item.title)
        standing = (
            status_word(entry.status),
            _("as at {date}", date=short_day(item.as_at)),
            _("review by {date}", date=short_day(item.review_by)),
        )
        self._meta.setText(f"{item_meta(item, library.settings)}\n{' · '.join(standing)}")
        self.text.setHtml(item_html(entry, library, self._theme.colours, self._theme.typefaces))

    @Slot()
    def _on_back_clicked(self) -> None:
        self._trail.pop()
        self._refresh()

    @Slot(QUrl)
    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.scheme() == "item":
            self.read(url.path())

    @Slot(QUrl)
    def _on_anchor_highlighted(self, url: QUrl) -> None:
        tip = ""
        if url.scheme() == "cite":
            key, _bar, locator = url.path(QUrl.ComponentFormattingOption.FullyDecoded).partition(
                "|"
            )
            sources = self._desk.workspace.library.sources
            tip = printed_source(Citation(key, locator), sources.get)
        self.text.setToolTip(f"<p>{html.escape(tip)}</p>" if tip else "")

    @Slot()
    def _on_place_clicked(self) -> None:
        self.place_requested.emit(self.item_id, None)

    @Slot()
    def _on_place_summary_clicked(self) -> None:
        self.place_requested.emit(self.item_id, SUMMARY)

    @Slot()
    def _on_place_parts_clicked(self) -> None:
        item = self._item
        if item is None:
            return
        dialog = PartsDialog(item, None, _("Place these"), self)
        if dialog.exec():
            self.place_requested.emit(item.id, dialog.parts)
