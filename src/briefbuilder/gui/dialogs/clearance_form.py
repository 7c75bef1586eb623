"""The form of one clearance: who, by when, what they said, of which words, and where answered."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from briefbuilder.app.clearance_entry import ClearanceEntry, places_to_answer, with_outcome
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.clearing import outcome_words
from briefbuilder.gui.shared.build import dressed, in_column
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.growing_text import TextField
from briefbuilder.gui.widgets.kept_keyboard import row_kept
from briefbuilder.gui.widgets.line_field import LineField
from briefbuilder.language.interface import _, p_, page_words, spoken


class ClearanceForm(QWidget):
    """Shows a clearance and says what it is after each change.

    Signals:
        changed(Clearance): the clearance as it is now.
        complained(str): what cannot be understood; "" when everything can.
    """

    changed = Signal(object)
    complained = Signal(str)

    def __init__(
        self, pending: PendingWords, today: dt.date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today.isoformat()
        self._shown: Clearance | None = None
        self.office = dressed(LineField(pending, self), prompt=_("Which office is asked"))
        self.name = LineField(pending, self)
        self.asked = LineField(pending, self)
        self.due = LineField(pending, self)
        self.outcome = QComboBox(self)
        for outcome in ClearanceOutcome:
            self.outcome.addItem(outcome_words(outcome, page_words()), outcome)
        self.on = LineField(pending, self)
        self.covers = QComboBox(self)
        for name, is_whole in ((_("The whole brief"), True), (_("Chosen sections"), False)):
            self.covers.addItem(name, is_whole)
        self.sections = dressed(QListWidget(self), "boxed")
        self.sections.setMaximumHeight(132)
        self.remark = TextField(pending, self)
        self.answered_in = QComboBox(self)
        self._answer_label = QLabel(_("Answered in"), self)
        self._lay_out()
        self._lines = (self.office, self.name, self.asked, self.due, self.on, self.remark)
        for field in self._lines:
            field.committed.connect(self._on_committed)
        self.outcome.activated.connect(self._on_outcome)
        self.covers.activated.connect(self._on_covers)
        self.sections.itemChanged.connect(self._on_section)
        self.answered_in.activated.connect(self._on_committed)

    def show_clearance(self, clearance: Clearance, brief: Brief, *, is_same: bool = False) -> None:
        """Show a clearance of a brief.

        `is_same` is whether it is the one that is shown already, which was changed: then words
        that are not understood stay, for whoever typed them to mend.
        """
        unread = self._entry.complaints if is_same else {}
        self._shown = clearance
        for key, field, words in (
            ("office", self.office, clearance.office),
            ("name", self.name, clearance.name),
            ("asked", self.asked, _in_words(clearance.asked)),
            ("due", self.due, _in_words(clearance.due)),
            ("on", self.on, _in_words(clearance.on)),
        ):
            if key not in unread:
                field.show_text(words)
        self.remark.show_text(clearance.remark)
        self.outcome.setCurrentIndex(self.outcome.findData(clearance.outcome))
        self._show_coverage(clearance, brief)
        self._show_answer(clearance, brief)

    def _show_coverage(self, clearance: Clearance, brief: Brief) -> None:
        of = clearance.of or ClearanceScope()
        self.covers.setCurrentIndex(self.covers.findData(of.is_whole))
        self.sections.blockSignals(True)
        with row_kept(self.sections):
            self.sections.clear()
            for section in brief.sections:
                item = QListWidgetItem(section.heading, self.sections)
                item.setData(Qt.ItemDataRole.UserRole, section.id)
                named = not of.is_whole and section.id in of.sections
                item.setCheckState(Qt.CheckState.Checked if named else Qt.CheckState.Unchecked)
        self.sections.blockSignals(False)
        self.sections.setVisible(not of.is_whole)
        may_change = not clearance.outcome.is_of_words
        for widget in (self.covers, self.sections):
            widget.setEnabled(may_change)
            widget.setToolTip("" if may_change else _("Ask again to change what is covered."))

    def _show_answer(self, clearance: Clearance, brief: Brief) -> None:
        self.answered_in.clear()
        self.answered_in.addItem(p_("where an office is answered", "nowhere yet"), None)
        for block_id, words in places_to_answer(brief):
            self.answered_in.addItem(words, block_id)
        found = self.answered_in.findData(clearance.answered_in)
        self.answered_in.setCurrentIndex(max(0, found))
        is_asked_for = clearance.outcome is ClearanceOutcome.NON_CONCUR
        for widget in (self._answer_label, self.answered_in):
            widget.setVisible(is_asked_for)

    @property
    def _entry(self) -> ClearanceEntry:
        """The fields as they stand."""
        return ClearanceEntry(
            office=self.office.text(),
            name=self.name.text(),
            asked=self.asked.text(),
            due=self.due.text(),
            on=self.on.text(),
            remark=self.remark.toPlainText(),
            answered_in=self.answered_in.currentData(),
        )

    def _read(self) -> Clearance | None:
        """The clearance as the form has it, but for what cannot be understood; None for none."""
        if self._shown is None:
            return None
        self.complained.emit(self.complaint)
        return self._entry.read(self._shown)

    @property
    def unread(self) -> bool:
        """Whether words stand in the form that cannot be understood."""
        entry = self._entry
        return any(getattr(entry, field).strip() for field in entry.complaints)

    @property
    def complaint(self) -> str:
        """What cannot be understood, in a sentence; "" when everything can."""
        return next(iter(self._entry.complaints.values()), "")

    @Slot()
    def _on_committed(self) -> None:
        clearance = self._read()
        if clearance is not None and clearance != self._shown:
            self._shown = clearance
            self.changed.emit(clearance)

    @Slot()
    def _on_outcome(self) -> None:
        before, outcome = self._read(), ClearanceOutcome(self.outcome.currentData())
        if before is None or outcome is before.outcome:
            return
        self._tell(with_outcome(before, outcome, self._today))

    @Slot()
    def _on_covers(self) -> None:
        before = self._read()
        if before is None:
            return
        whole = bool(self.covers.currentData())
        self.sections.setVisible(not whole)
        if whole:
            self._tell(before.model_copy(update={"of": ClearanceScope()}))

    @Slot()
    def _on_section(self) -> None:
        before, chosen = self._read(), self._chosen_sections()
        if before is not None and chosen:
            self._tell(before.model_copy(update={"of": ClearanceScope(sections=chosen)}))

    def _chosen_sections(self) -> tuple[str, ...]:
        items = (self.sections.item(row) for row in range(self.sections.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _tell(self, clearance: Clearance) -> None:
        self._shown = clearance
        self.changed.emit(clearance)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (p_("that is asked", "Office"), self.office),
            (p_("of a person", "Name"), self.name),
            (_("Asked on"), self.asked),
            (_("To reply by"), self.due),
            # Before the outcome, which binds the clearance to the words that it covers.
            (p_("a clearance", "Covers"), self.covers),
            ("", self.sections),
            (p_("what an office said", "Outcome"), self.outcome),
            (_("Replied on"), self.on),
        ):
            field.setAccessibleName(name or _("Sections that are covered"))
            form.addRow(name, field)
        self.remark.setAccessibleName(_("Remark"))
        form.addRow(_("Remark"), self.remark)
        self.answered_in.setAccessibleName(_("Answered in"))
        form.addRow(self._answer_label, self.answered_in)
        in_column(form, on=self, margins=0)


def _in_words(date: str | dt.date | None) -> str:
    return spoken().date(date) if date else ""
