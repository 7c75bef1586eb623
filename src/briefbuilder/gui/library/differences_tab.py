"""The Differences tab: the draft beside its file on disk, and beside what the open brief pins."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from briefbuilder.app import curating
from briefbuilder.app.curating import ItemDraft
from briefbuilder.app.difference_html import (
    differences_as_html,
    drafts_as_html,
    headed,
    html_paragraph,
    same_html,
)
from briefbuilder.domain.briefs import Pin
from briefbuilder.domain.differences import item_differences
from briefbuilder.domain.items import revision_of
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.shared.build import dressed, in_column, reading_view
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _


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
        self.view = dressed(reading_view(_("Differences"), self), "document")
        in_column(self.view, on=self, margins=(0, 12, 0, 0))
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
            return headed(_("On disk"), html_paragraph(_("The item has no file yet.")))
        try:
            file = curating.open_file(self._desk.workspace, draft.file)
        except BriefbuilderError as error:
            return headed(_("On disk"), html_paragraph(str(error)))
        found = drafts_as_html(file, draft, self._theme.colours)
        return headed(_("Your text beside the file on disk"), found)

    def _in_brief(self, draft: ItemDraft) -> str:
        session = self._desk.session
        if session is None or draft.item is None:
            return ""
        pins = [pin for pin in session.brief.pins if pin.item.id == draft.item.id]
        return "".join(self._pinned(pin, draft) for pin in pins)

    def _pinned(self, pin: Pin, draft: ItemDraft) -> str:
        if draft.item is None:
            return ""
        revision = pin.revision[:12]
        heading = _("Your text beside what the open brief pins ({revision})", revision=revision)
        if revision_of(draft.item) == pin.revision:
            return headed(heading, same_html())
        found = differences_as_html(item_differences(pin.item, draft.item), self._theme.colours)
        only_head = _("The words are the same; only the head differs.")
        return headed(heading, found or html_paragraph(only_head))

    @Slot()
    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()
