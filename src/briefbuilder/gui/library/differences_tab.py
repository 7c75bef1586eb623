"""The Differences tab: the draft beside its file on disk, and beside what the open brief pins."""

from __future__ import annotations

import html

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from briefbuilder.app import curating
from briefbuilder.app.curating import ItemDraft
from briefbuilder.domain.briefs import Pin
from briefbuilder.domain.differences import item_differences
from briefbuilder.domain.items import revision_of
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.dialogs.compare import differences_as_html
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.difference_html import SAME, drafts_as_html
from briefbuilder.gui.shared.hub import Desk
from briefbuilder.gui.shared.theme import Theme


class DifferencesTab(QWidget):
    """Reads the file and the brief when it comes into view."""

    def __init__(
        self, desk: Desk, theme: Theme, curation: CurationSignals, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._drafts = curation.session
        self.setProperty("role", "page")
        self.view = QTextBrowser(self)
        self.view.setProperty("role", "document")
        self.view.setAccessibleName("Differences")
        self.view.setOpenLinks(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.view)
        curation.opened.connect(self._refresh_if_shown)
        curation.changed.connect(self._refresh_if_shown)
        desk.brief_changed.connect(self._refresh_if_shown)
        desk.session_replaced.connect(self._refresh_if_shown)
        desk.library_changed.connect(self._refresh_if_shown)
        theme.changed.connect(self._refresh_if_shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Compare again."""
        draft = self._drafts.draft
        if draft is None:
            self.view.clear()
            return
        self.view.setHtml(self._on_disk(draft) + self._in_brief(draft))

    def _on_disk(self, draft: ItemDraft) -> str:
        if draft.stamp is None:
            return "<h3>On disk</h3><p>The item has no file yet.</p>"
        try:
            file = curating.open_file(self._desk.workspace, draft.file)
        except BriefbuilderError as error:
            return f"<h3>On disk</h3><p>{html.escape(str(error))}</p>"
        colours = self._theme.colours
        return f"<h3>Your text beside the file on disk</h3>{drafts_as_html(file, draft, colours)}"

    def _in_brief(self, draft: ItemDraft) -> str:
        session = self._desk.session
        if session is None or draft.item is None:
            return ""
        pins = [pin for pin in session.brief.pins if pin.item.id == draft.item.id]
        return "".join(self._pinned(pin, draft) for pin in pins)

    def _pinned(self, pin: Pin, draft: ItemDraft) -> str:
        if draft.item is None:
            return ""
        head = f"<h3>Your text beside what the open brief pins ({pin.revision[:12]})</h3>"
        if revision_of(draft.item) == pin.revision:
            return head + SAME
        found = differences_as_html(item_differences(pin.item, draft.item), self._theme.colours)
        return head + (found or "<p>The words are the same; only the head differs.</p>")

    @Slot()
    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()
