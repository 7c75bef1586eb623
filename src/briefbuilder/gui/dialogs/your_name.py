"""Your name: what stands beside answers, own words and issued copies in place of the login."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from briefbuilder.app.own_name import NAME_VARIABLE
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.domain.people import Person
from briefbuilder.gui.shared.form_dialog import FormDialog

INTRO = (
    "It stands beside your answers, your own words in place of the library's, and the copies that "
    "you issue."
)


class YourNameDialog(FormDialog):
    """Asks for a full name and an office; `person` is who was named."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__("Your name", "Keep", parent, intro=INTRO)
        self._surroundings = surroundings
        signature = surroundings.signature
        self.name_edit = QLineEdit(signature.person.name, self)
        self.name_edit.setObjectName("full-name")
        self.name_edit.setPlaceholderText("Full name")
        self.office_edit = QLineEdit(signature.person.office, self)
        self.office_edit.setObjectName("office")
        self.office_edit.setPlaceholderText("Office or department")
        self._shown = QLabel(self)
        self._shown.setWordWrap(True)
        self.form.addRow("&Name", self.name_edit)
        self.form.addRow("&Office", self.office_edit)
        self.form.addRow("Stands there as", self._shown)
        for edit in (self.name_edit, self.office_edit):
            edit.setEnabled(not signature.given)
            edit.textChanged.connect(self._on_changed)
        self._on_changed()
        if signature.given:
            self.complain(f"{NAME_VARIABLE} is set, and has the last word.", as_hint=True)

    @property
    def person(self) -> Person:
        """Who was named."""
        return Person(name=self.name_edit.text(), office=self.office_edit.text())

    @Slot()
    def _on_changed(self) -> None:
        named = self._surroundings.signature.given or self.person.words
        login = f"{self._surroundings.user}, your login, while no name is set"
        self._shown.setText(named or login)
        self.complain("")
