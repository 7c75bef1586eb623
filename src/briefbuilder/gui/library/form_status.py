"""The status in a form: read here, and changed in a dialog that asks why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from briefbuilder.app.status_words import item_status_words
from briefbuilder.domain.items import Item, Status
from briefbuilder.gui.library.form_fields import FieldEditor
from briefbuilder.gui.shared.build import in_row, paragraph
from briefbuilder.language.interface import _


class StatusEditor(FieldEditor):
    """Says the status, and whether an approval holds.

    Signals:
        change_requested: the user wants another one.
    """

    change_requested = Signal()

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(key, name, parent)
        self.status = Status.DRAFT
        self._words = paragraph("", "", self)
        self.button = QPushButton(_("Change…"), self)
        self.button.clicked.connect(self.change_requested)
        in_row(self.button, (self._words, 1), on=self, margins=0)
        self.way_in = self.button

    def show_item(self, item: Item) -> None:
        self.status = item.status
        words = item_status_words(item)
        self._words.setText(words)
        self.button.setAccessibleName(_("Status: {status}. Change it", status=words))

    def values(self) -> dict[str, object]:
        return {}
