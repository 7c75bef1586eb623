"""Your name: what stands beside answers, own words and issued copies in place of the login."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from briefbuilder.app.own_name import NAME_VARIABLE
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.domain.people import Person
from briefbuilder.gui.shared.build import dressed, paragraph
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.language.interface import _, p_
from briefbuilder.language.marks import N_

INTRO = N_(
    "It stands beside your answers, your own words in place of the library's, and the copies that "
    "you issue."
)


class YourNameDialog(FormDialog):
    """Asks for a full name and an office; `person` is who was named."""

    def __init__(
        self, surroundings: Surroundings, pending: PendingWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Your name"), p_("a name", "Keep"), parent, intro=_(INTRO))
        self._surroundings = surroundings
        signature = surroundings.signature
        self.name_edit = dressed(FormLine(pending, self), name="full-name", prompt=_("Full name"))
        self.name_edit.setText(signature.person.name)
        self.office_edit = FormLine(pending, self)
        self.office_edit.setText(signature.person.office)
        self.office_edit.setObjectName("office")
        self.office_edit.setPlaceholderText(_("Office or department"))
        self._shown = paragraph("", "", self)
        self.form.addRow(p_("of a person", "&Name"), self.name_edit)
        self.form.addRow(p_("where somebody works", "&Office"), self.office_edit)
        self.form.addRow(_("Stands there as"), self._shown)
        for edit in (self.name_edit, self.office_edit):
            edit.setEnabled(not signature.given)
            edit.textChanged.connect(self._on_changed)
        self._on_changed()
        if signature.given:
            self.complain(
                _("{variable} is set, and has the last word.", variable=NAME_VARIABLE), as_hint=True
            )

    @property
    def person(self) -> Person:
        """Who was named."""
        return Person(name=self.name_edit.text(), office=self.office_edit.text())

    @Slot()
    def _on_changed(self) -> None:
        named = self._surroundings.signature.given or self.person.words
        login = _("{login}, your login, while no name is set", login=self._surroundings.user)
        self._shown.setText(named or login)
        self.complain("")
