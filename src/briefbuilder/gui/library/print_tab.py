"""The In print tab: the draft as it prints when it stands alone in a form, and how long it is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from briefbuilder.app.proof_words import proof_words
from briefbuilder.app.proofing import ProofOrder, ProofResult
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.pages.pages_view import PagesView
from briefbuilder.gui.shared.build import dressed, in_column, in_row, paragraph
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _, spoken

PAUSE_MS = 400


class PrintTab(QWidget):
    """Asks for the pages when it comes into view, and again while the draft changes under it."""

    def __init__(
        self, desk: Desk, theme: Theme, curation: CurationSignals, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts = curation.session
        self._asked: ProofOrder | None = None
        self.setProperty("role", "page")
        self.form_box = QComboBox(self)
        self.form_box.setObjectName("proof_form")
        self.form_box.setAccessibleName(_("The form to print in"))
        self.length = dressed(paragraph("", "", self), name="proof_length")
        self.view = dressed(PagesView(theme, self), spoken=_("The item as it prints alone"))
        self._pause = QTimer(self)
        self._pause.setInterval(PAUSE_MS)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.refresh)
        self._lay_out()
        self._fill_forms()
        self.form_box.currentIndexChanged.connect(self._refresh_if_shown)
        curation.opened.connect(self._refresh_if_shown)
        curation.changed.connect(self._refresh_soon)
        desk.library_changed.connect(self._on_library_changed)
        desk.proof_ready.connect(self._on_proof_ready)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()

    @Slot()
    def refresh(self) -> None:
        """Ask for the pages of the draft, unless they are those that are shown."""
        draft = self._drafts.draft
        template_id = self.form_box.currentData()
        if draft is None or draft.item is None or template_id is None:
            self._asked = None
            self.view.show_pdf(None)
            unreadable = _("The text cannot be read as an item yet; the Text tab says why.")
            self.length.setText("" if draft is None else unreadable)
            return
        order = ProofOrder(draft.item, draft.text, template_id)
        if order == self._asked:
            return
        if self._asked is None or order.item.id != self._asked.item.id:
            self.view.show_pdf(None)
        self._asked = order
        self.length.setText(_("The pages are being made."))
        self._desk.request_proof(order)

    def _lay_out(self) -> None:
        row = in_row((self.length, 1), self.form_box, spacing=10)
        in_column(row, (self.view, 1), on=self, margins=(0, 12, 0, 0), spacing=8)

    def _fill_forms(self) -> None:
        chosen = self.form_box.currentData() or self._settings_form()
        self.form_box.blockSignals(True)
        self.form_box.clear()
        for template in self._desk.workspace.templates:
            name = template.said_in(spoken().language).name
            self.form_box.addItem(name, template.id)
        self.form_box.setCurrentIndex(max(0, self.form_box.findData(chosen)))
        self.form_box.blockSignals(False)

    def _settings_form(self) -> str | None:
        return self._desk.workspace.library.settings.proof_template

    @Slot()
    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def _refresh_soon(self) -> None:
        if self.isVisible():
            self._pause.start()

    @Slot(object)
    def _on_library_changed(self, _change: object) -> None:
        self._fill_forms()
        self._asked = None  # a source may print otherwise now
        self._refresh_if_shown()

    @Slot(object)
    def _on_proof_ready(self, result: ProofResult) -> None:
        if result.order != self._asked:
            return
        if result.printed is None:
            self._asked = None
            self.view.show_pdf(None)
            self.length.setText(_("✖ The pages could not be made: {why}", why=result.error))
            return
        self.view.show_pdf(result.printed.pages.pdf)
        self.length.setText(proof_words(result.printed.proof))
