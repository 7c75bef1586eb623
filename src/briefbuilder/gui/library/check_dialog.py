"""The check of a statement: "I read the source and it supports this statement"."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from briefbuilder.app.check_form import CREDIBILITY, RELIABILITY, CheckForm, only_address
from briefbuilder.app.citation_html import printed_source
from briefbuilder.app.item_words import short_day
from briefbuilder.domain.citations import find_citations, without_citations
from briefbuilder.domain.library import Library
from briefbuilder.domain.statements import Statement
from briefbuilder.gui.shared.build import dressed, make_label
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.language.interface import _


class CheckDialog(FormDialog):
    """Asks for the grade and the address of a check. Nothing is chosen beforehand."""

    def __init__(
        self,
        statement: Statement,
        library: Library,
        pending: PendingWords,
        parent: QWidget | None = None,
        *,
        user: str,
        today: dt.date,
    ) -> None:
        super().__init__(_("Check a statement"), _("Record the check"), parent)
        self._user = user
        self.setMinimumWidth(600)
        words = make_label(without_citations(statement.text), "reading", self)
        sources = [
            printed_source(citation, library.sources.get)
            for group in find_citations(statement.text)
            for citation in group.citations
        ]
        source = make_label("\n".join(sources) or _("The statement cites no source."), "soft", self)
        for label in (words, source):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reliability_box = self._box(
            "reliability", _("How reliable is the source?"), RELIABILITY
        )
        self.credibility_box = self._box("credibility", _("How credible is it?"), CREDIBILITY)
        self.address_edit = FormLine(pending, self)
        self.address_edit.setObjectName("address")
        self.address_edit.show_text(only_address(statement, library))
        self.address_edit.setPlaceholderText(_("https://… or the archive's reference"))
        self.read_box = QCheckBox(
            _("I have read the source, and it supports this statement."), self
        )
        self.read_box.setObjectName("read")
        name = QLabel(f"{user or _('Nobody known')}, {short_day(today)}", self)
        for title, widget in (
            (_("Statement"), words),
            (_("Source"), source),
            (_("&Reliability"), self.reliability_box),
            (_("&Credibility"), self.credibility_box),
            (_("&Where read"), self.address_edit),
            (_("Checked by"), name),
            ("", self.read_box),
        ):
            self.form.addRow(title, widget)
        self.reliability_box.currentIndexChanged.connect(self._on_changed)
        self.credibility_box.currentIndexChanged.connect(self._on_changed)
        self.read_box.toggled.connect(self._on_changed)
        self._on_changed()
        self.reliability_box.setFocus()

    @property
    def grade(self) -> str:
        """The grade, such as A1."""
        return f"{self.reliability_box.currentData()}{self.credibility_box.currentData()}"

    @property
    def address(self) -> str:
        """Where the source was read."""
        return self.address_edit.text().strip()

    def _box(self, name: str, prompt: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        box = dressed(QComboBox(self), name=name)
        box.addItem(prompt, None)
        for value, words in choices:
            box.addItem(_(words), value)
        return box

    @Slot()
    def _on_changed(self) -> None:
        form = CheckForm(
            self._user,
            self.reliability_box.currentData(),
            self.credibility_box.currentData(),
            has_read=self.read_box.isChecked(),
        )
        self.complain(form.complaint)
