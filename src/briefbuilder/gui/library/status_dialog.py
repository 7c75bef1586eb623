"""Asks for another status, and why: who, when and why are kept with the item."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from briefbuilder.app.item_words import status_word
from briefbuilder.app.status_words import StatusChoice, standing_sentence
from briefbuilder.domain.approvals import approval_standing
from briefbuilder.domain.items import Item, Status, revision_of
from briefbuilder.errors import Problem
from briefbuilder.gui.library.form_fields import FormText
from briefbuilder.gui.shared.build import dressed
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.language.interface import _


class StatusDialog(FormDialog):
    """Asks for a status and a reason. With `errors` the item cannot be approved."""

    def __init__(
        self,
        title: str,
        item: Item,
        wanted: Status | None,
        pending: PendingWords,
        parent: QWidget | None = None,
        *,
        errors: tuple[Problem, ...] = (),
    ) -> None:
        kept = _("Your name, the day and the reason are kept with the item.")
        super().__init__(title, title, parent, intro=f"{standing_sentence(item)} {kept}")
        self._item = item
        self._errors = errors
        self.status_box = dressed(QComboBox(self), name="status")
        for status in Status:
            self.status_box.addItem(status_word(status), status)
        now = approval_standing(item, revision_of(item)).status
        self.status_box.setCurrentIndex(self.status_box.findData(wanted or now))
        self.why_edit = dressed(FormText(pending, self, least_lines=3), name="why")
        self.form.addRow(_("&Status"), self.status_box)
        self.form.addRow(_("&Why"), self.why_edit)
        self.status_box.currentIndexChanged.connect(self._on_changed)
        self.why_edit.textChanged.connect(self._on_changed)
        self._on_changed()
        if wanted is not None:
            self.status_box.setEnabled(False)  # the heading and the button name this status
            self.why_edit.setFocus()

    @property
    def status(self) -> Status:
        """The status that was chosen."""
        return Status(self.status_box.currentData())

    @property
    def why(self) -> str:
        """The reason."""
        return self.why_edit.toPlainText().strip()

    @Slot()
    def _on_changed(self) -> None:
        choice = StatusChoice(self._item, self.status, self.why, self._errors)
        self.complain(choice.complaint, as_hint=choice.is_given_already)
