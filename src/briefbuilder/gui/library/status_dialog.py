"""Asks for another status, and why: who, when and why are kept with the item."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from briefbuilder.domain.approvals import approval_standing
from briefbuilder.domain.items import Item, Status, revision_of
from briefbuilder.domain.words import counted
from briefbuilder.errors import Problem
from briefbuilder.gui.library.form_fields import FormText
from briefbuilder.gui.library.form_status import status_words
from briefbuilder.gui.search.item_words import status_word
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords

_MOST_NAMED = 4


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
        revision = revision_of(item)
        super().__init__(
            title,
            title,
            parent,
            intro=f"“{item.title}” is {_said(item, revision)} now. Your name, the day and the "
            "reason are kept with the item.",
        )
        self._now = approval_standing(item, revision).status
        self._written = item.status
        self._errors = errors
        self.status_box = QComboBox(self)
        self.status_box.setObjectName("status")
        for status in Status:
            self.status_box.addItem(status_word(status), status)
        self.status_box.setCurrentIndex(self.status_box.findData(wanted or self._now))
        self.why_edit = FormText(pending, self, least_lines=3)
        self.why_edit.setObjectName("why")
        self.form.addRow("&Status", self.status_box)
        self.form.addRow("&Why", self.why_edit)
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
        if self.status is Status.APPROVED and self._errors:
            named = "\n".join(f"✖ {one.named}" for one in self._errors[:_MOST_NAMED])
            more = len(self._errors) - _MOST_NAMED
            rest = f"\n… and {more} more." if more > 0 else ""
            count = counted(len(self._errors), "error")
            self.complain(f"It has {count} and cannot be approved with them:\n{named}{rest}")
        elif self.status is self._now is self._written:
            self.complain("That is its status already.", as_hint=True)
        elif not self.why:
            withdrawing = self.status is Status.WITHDRAWN
            told = ": the briefs that use the item will show it." if withdrawing else "."
            self.complain(f"Say why{told}")
        else:
            self.complain("")


def _said(item: Item, revision: str) -> str:
    return "a draft" if item.status is Status.DRAFT else status_words(item, revision)
