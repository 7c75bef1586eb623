"""A new brief: the form, its title, its marking and the head that the form asks for."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from briefbuilder.app.opening import new_brief
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.template_words import best_tag
from briefbuilder.domain.templates import Template
from briefbuilder.gui.dialogs.brief_language import offer_languages
from briefbuilder.gui.dialogs.marking_form import MarkingPicker
from briefbuilder.gui.shared.build import dressed, paragraph
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.language.interface import _, n_, spoken


class NewBriefDialog(FormDialog):
    """Asks what a new brief needs to begin; `make` returns it."""

    def __init__(
        self, workspace: Workspace, pending: PendingWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New brief"), _("Start writing"), parent)
        self._workspace = workspace
        self._pending = pending
        self._rows: list[tuple[str, FormLine]] = []
        self._typed: dict[str, str] = {}
        self._language = ""
        self._is_begun = False
        self.template_box = dressed(QComboBox(self), name="template")
        for template in workspace.templates:
            name = template.said_in(spoken().language).name
            self.template_box.addItem(name, template.id)
        self._about = paragraph("", "faint", self)
        self.language_box = dressed(QComboBox(self), name="language")
        self.title_edit = FormLine(pending, self)
        self.title_edit.setObjectName("title")
        self.title_edit.setPlaceholderText(_("What the brief is about, in one line"))
        settings = workspace.library.settings
        self.marking = MarkingPicker(workspace.library.schemes, None, settings.default_scheme, self)
        self.checklist_box = dressed(QComboBox(self), name="checklist")
        for checklist_id, checklist in sorted(workspace.library.checklists.items()):
            name = n_(
                "{checklist} ({number} question)",
                "{checklist} ({number} questions)",
                len(checklist.questions),
                checklist=checklist.title,
            )
            self.checklist_box.addItem(name, checklist_id)
        self.form.addRow(_("&Form"), self.template_box)
        self.form.addRow("", self._about)
        self.form.addRow(_("&Language"), self.language_box)
        self.form.addRow(_("&Title"), self.title_edit)
        self.form.addRow(_("&Marking"), self.marking)
        self.form.addRow(_("&Checklist"), self.checklist_box)
        self._show_template()
        self.template_box.currentIndexChanged.connect(self._on_template_changed)
        self.language_box.activated.connect(self._on_language_chosen)
        self.title_edit.textChanged.connect(self._on_edited)
        self.marking.changed.connect(self._on_edited)
        self.title_edit.setFocus()

    def make(self) -> Brief:
        """The brief that was asked for."""
        filled = tuple(
            (name, edit.text().strip()) for name, edit in self._rows if edit.text().strip()
        )
        return new_brief(
            self._workspace,
            template_id=str(self.template_box.currentData()),
            title=self.title_edit.text(),
            marking=self.marking.marking,
            fields=filled,
            checklist=self.checklist_box.currentData(),
            lang=self.language_box.currentData(),
        )

    def _template(self) -> Template | None:
        chosen = self.template_box.currentData()
        return next((one for one in self._workspace.templates if one.id == chosen), None)

    def _show_languages(self, template: Template) -> None:
        """The languages that the form or the program has words in; what was chosen stays chosen."""
        own = best_tag(spoken().language, template.lang, template.languages)
        offer_languages(self.language_box, template, self._language or own)

    def _show_template(self) -> None:
        """The rows of the chosen form; what was typed in those of another one is kept for it."""
        found = self._template()
        template = found.said_in(spoken().language) if found else None
        if found is not None:
            self._show_languages(found)
        for name, edit in self._rows:
            self._typed[name] = edit.text()
            label = self.form.takeRow(edit).labelItem.widget()
            if label is not None:
                label.deleteLater()
            self._pending.let_go(edit)
        self._rows = []
        self._about.setText(template.description if template else "")
        for spec in template.fields if template else ():
            if not spec.required or spec.name == "date":
                continue
            edit = FormLine(self._pending, self)
            edit.setObjectName(f"field-{spec.name}")
            edit.setPlaceholderText(spec.prompt)
            edit.setText(self._typed.get(spec.name, ""))
            edit.textEdited.connect(self._on_edited)
            self.form.addRow(spec.label, edit)
            self._rows.append((spec.name, edit))
        if template is not None and template.default_scheme:
            position = self.marking.scheme_box.findData(template.default_scheme)
            if position >= 0:
                self.marking.scheme_box.setCurrentIndex(position)
        wanted = template.checklist if template else None
        default = wanted or self._workspace.library.settings.default_checklist
        self.checklist_box.setCurrentIndex(max(0, self.checklist_box.findData(default)))
        self._complain()

    @Slot()
    def _on_language_chosen(self) -> None:
        self._language = str(self.language_box.currentData())

    @Slot()
    def _on_template_changed(self) -> None:
        self._show_template()

    @Slot()
    def _on_edited(self) -> None:
        self._is_begun = True
        self._complain()

    def _complain(self) -> None:
        if self._template() is None:
            self.complain(_("No form could be read; see Library, Problems."))
        elif not self.title_edit.text().strip():
            self.complain(_("Give the brief a title."), as_hint=not self._is_begun)
        elif self.marking.marking is not None and self.marking.problems:
            self.complain(" ".join(self.marking.problems))
        else:
            self.complain("")
