"""Small dialogs of the curator: a new item, a copy under another id."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from briefbuilder.domain.items import Kind
from briefbuilder.domain.kinds import KINDS, spec_of
from briefbuilder.domain.library import Library
from briefbuilder.domain.words import slug
from briefbuilder.gui.shared.build import dressed, paragraph
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.language.interface import _, page_words


class NewItemDialog(FormDialog):
    """Asks for the kind and the title of a new item."""

    def __init__(
        self, library: Library, pending: PendingWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("New item"),
            _("Start writing"),
            parent,
            intro=_(
                "The item begins as a draft with the sections of its kind. It is written to the "
                "library when you save it."
            ),
        )
        self._library = library
        self.kind_box = dressed(QComboBox(self), name="kind")
        for spec in KINDS:
            self.kind_box.addItem(_(spec.name), spec.kind)
        self.title_edit = dressed(FormLine(pending, self), name="title")
        self._about = paragraph("", "faint", self)
        self.form.addRow(_("&Kind"), self.kind_box)
        self.form.addRow(_("&Title"), self.title_edit)
        self.form.addRow("", self._about)
        self.kind_box.currentIndexChanged.connect(self._on_changed)
        self.title_edit.textChanged.connect(self._on_changed)
        self._on_changed()
        self.title_edit.setFocus()

    @property
    def kind(self) -> Kind:
        """The kind that was chosen."""
        return Kind(self.kind_box.currentData())

    @property
    def title(self) -> str:
        """The title that was written."""
        return self.title_edit.text().strip()

    @Slot()
    def _on_changed(self) -> None:
        item_id = slug(self.title)
        rules = spec_of(self.kind).sections
        headings = [page_words().gettext(rule.heading) for rule in rules if rule.required]
        its_id = _("Its id: {id}", id=item_id or "…")
        its_sections = _("Its sections: {sections}.", sections=", ".join(headings))
        self._about.setText(f"{its_id}\n{its_sections}")
        if not item_id:
            self.complain(_("Give the item a title with letters or digits in it."))
        elif item_id in self._library.entries:
            self.complain(
                _("The library has an item “{id}” already; ids are never reused.", id=item_id)
            )
        else:
            self.complain("")


class CopyDialog(FormDialog):
    """Asks for the id under which a copy is saved."""

    def __init__(self, library: Library, item_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Save under another id"), _("Save the copy"), parent)
        self._library = library
        self.id_edit = dressed(QLineEdit(f"{item_id}-copy", self), name="id")
        self.form.addRow(_("&Id"), self.id_edit)
        self.id_edit.textChanged.connect(self._on_changed)
        self._on_changed()
        self.id_edit.selectAll()

    @property
    def item_id(self) -> str:
        """The id that was written."""
        return self.id_edit.text().strip()

    @Slot()
    def _on_changed(self) -> None:
        if slug(self.item_id) != self.item_id or not self.item_id:
            self.complain(_("An id has lower-case letters and digits, joined by hyphens."))
        elif self.item_id in self._library.entries:
            self.complain(_("The library has an item “{id}” already.", id=self.item_id))
        else:
            self.complain("")
