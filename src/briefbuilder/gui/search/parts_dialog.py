"""Choosing which parts of an item print."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from briefbuilder.domain.item_sections import part_text, part_title, parts_of
from briefbuilder.domain.items import Item
from briefbuilder.gui.shared.build import dressed
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.language.interface import _

PREVIEW = 90


class PartsDialog(FormDialog):
    """A tick for each part of an item; `parts` is None when all are chosen."""

    def __init__(
        self, item: Item, chosen: Collection[str] | None, go: str, parent: QWidget | None
    ) -> None:
        super().__init__(_("Parts of {title}", title=item.title), go, parent)
        self._all = parts_of(item)
        self._boxes: dict[str, QCheckBox] = {}
        for part in self._all:
            box = dressed(QCheckBox(part_title(item, part), self), name=f"part-{part}")
            words = " ".join(part_text(item, part).split())
            box.setToolTip(words if len(words) <= PREVIEW else f"{words[:PREVIEW]}…")
            box.setChecked(chosen is None or part in chosen)
            box.toggled.connect(self._on_toggled)
            self.form.addRow(box)
            self._boxes[part] = box
        self._on_toggled()

    @property
    def parts(self) -> tuple[str, ...] | None:
        """The parts chosen, in the item's order; None for the whole item."""
        chosen = tuple(part for part in self._all if self._boxes[part].isChecked())
        return None if chosen == self._all else chosen

    @Slot()
    def _on_toggled(self) -> None:
        self.complain("" if self.parts != () else _("Choose at least one part."))
