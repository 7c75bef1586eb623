"""Export: what kind of copy, in what form, and where to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.app.export_form import COPIES, FORMATS, export_complaint, may_have_annex
from briefbuilder.app.exporting import ExportOrder, Format, offered_name
from briefbuilder.app.redacting import EVERYTHING, Bounds, choices, within
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.base import MOST_DRAFTS
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.drafts import next_draft
from briefbuilder.errors import Severity, UserInputError
from briefbuilder.gui.shared.build import dressed, in_row, make_label
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.language.catalogue import words_for
from briefbuilder.language.interface import _, p_
from briefbuilder.render.job import Copy
from briefbuilder.render.labels import stamp_word


class ExportDialog(FormDialog):
    """Asks how to export; `order` is what was asked for."""

    def __init__(
        self,
        brief: Brief,
        findings: FindingList | None,
        workspace: Workspace,
        folder: Path,
        parent: QWidget | None = None,
        *,
        pending: PendingWords,
    ) -> None:
        super().__init__(p_("title of a dialog", "Export"), p_("a button", "Export"), parent)
        self._brief = brief
        self._workspace = workspace
        # Before the check has run nothing is known; the export looks again in any case.
        self._errors = findings.count(Severity.ERROR) if findings is not None else 0
        self._folder = folder
        self._named_by_hand = False
        self._copies = QButtonGroup(self)
        self.form.addRow(p_("that is made", "Copy"), self._make_copies())
        self._format = QComboBox(self)
        for form, name in FORMATS:
            self._format.addItem(_(name), form)
        self._draft = QSpinBox(self)
        self._draft.setRange(1, MOST_DRAFTS)
        self._draft.lineEdit().setTextMargins(7, 0, 0, 0)  # where the other fields' words begin
        self._draft.setValue(next_draft(brief))
        self._draft.setToolTip(_("It rises by itself when the brief says something new."))
        self._annex = QCheckBox(_("Annex the alignment checklist"), self)
        self._annex.setChecked(brief.checklist is not None)
        self._annex_wanted = self._annex.isChecked()
        self._annex.clicked.connect(self._on_annex_clicked)
        self._include = dressed(QComboBox(self), name="include")
        self._include.addItem(_("Everything"), EVERYTHING)
        for label, bounds in choices(brief, workspace):
            self._include.addItem(label, bounds)
        self._title = dressed(FormLine(pending, self), name="copy-title")
        self.path_edit = dressed(QLineEdit(self), name="path", spoken=_("File"))
        self.form.addRow(_("&Format"), self._format)
        self.form.addRow(_("&Draft number"), self._draft)
        self.form.addRow("", self._annex)
        self.form.addRow(_("&Include"), self._include)
        self.form.addRow(_("&Title of the copy"), self._title)
        self.form.addRow(_("File"), self._make_path_row())
        self._copies.idClicked.connect(self._on_changed)
        self._format.currentIndexChanged.connect(self._on_changed)
        self._include.currentIndexChanged.connect(self._on_changed)
        self._title.textEdited.connect(self._on_changed)
        self._draft.valueChanged.connect(self._on_changed)
        self.path_edit.textEdited.connect(self._on_path_edited)
        self._on_changed()

    def _make_copies(self) -> QVBoxLayout:
        copies = QVBoxLayout()
        # As the pages will say it, which speak the brief's language.
        stamp = stamp_word(words_for(self._brief.lang)).upper()
        for number, (copy, name, about) in enumerate(COPIES):
            button = dressed(QRadioButton(_(name), self), name=f"copy-{copy.value}")
            words = make_label(_(about, stamp=stamp), "faint", self)
            words.setContentsMargins(24, 0, 0, 4)
            self._copies.addButton(button, number)
            copies.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            copies.addWidget(words)
        self._copies.button(0).setChecked(True)
        return copies

    def _make_path_row(self) -> QHBoxLayout:
        browse = QPushButton(_("Choose…"), self)
        browse.clicked.connect(self._on_browse_clicked)
        return in_row((self.path_edit, 1), browse)

    @property
    def order(self) -> ExportOrder:
        """What was asked for."""
        return ExportOrder(
            out=Path(self.path_edit.text()).expanduser(),
            to=Format(self._format.currentData()),
            copy=self._copy,
            annex=self._annex.isChecked(),
            bounds=self._bounds,
            draft=self._draft.value() if self._copy is Copy.DRAFT else None,
        )

    @property
    def _bounds(self) -> Bounds:
        chosen: Bounds = self._include.currentData()
        return replace(chosen, title=self._title.text().strip()) if chosen else chosen

    @property
    def _copy(self) -> Copy:
        return COPIES[self._copies.checkedId()][0]

    @Slot()
    def _on_changed(self) -> None:
        self._draft.setEnabled(self._copy is Copy.DRAFT)
        self._title.setEnabled(bool(self._bounds))
        try:
            made = within(self._brief, self._workspace, self._bounds)
        except UserInputError as error:
            self.complain(str(error))
            return
        has_annex = may_have_annex(self._copy, self._brief, made)
        self._annex.setEnabled(has_annex)
        self._annex.setChecked(has_annex and self._annex_wanted)
        self._title.setPlaceholderText(made.brief.title)
        if not self._named_by_hand:
            name = offered_name(self._brief, self._workspace, self.order)
            self.path_edit.setText(str(self._folder / name))
        self.complain(export_complaint(self._copy, self._errors, self.path_edit.text()))

    @Slot(bool)
    def _on_annex_clicked(self, wanted: bool) -> None:
        self._annex_wanted = wanted

    @Slot(str)
    def _on_path_edited(self, _text: str) -> None:
        self._named_by_hand = True
        self._on_changed()

    @Slot()
    def _on_browse_clicked(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            _("Export to"),
            self.path_edit.text(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.path_edit.setText(chosen)
            self._on_path_edited(chosen)
