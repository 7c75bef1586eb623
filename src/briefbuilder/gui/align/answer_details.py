"""What stands beside an answer: what is in place, the evidence, who closes the gap and when."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from briefbuilder.app.alignment_walk import Details
from briefbuilder.app.alignment_words import detail_label
from briefbuilder.domain.checklists import GAP_VALUES
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.gui.shared.build import in_column, make_label
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.growing_text import TextField
from briefbuilder.gui.widgets.line_field import LineField
from briefbuilder.language.interface import _


class AnswerDetails(QWidget):
    """The fields of an answer. They are shown once there is an answer to stand beside.

    Signals:
        edited: something was typed, and the pause after it is over.
    """

    edited = Signal()

    def __init__(self, pending: PendingWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = TextField(pending, self)
        self.detail = TextField(pending, self)
        self.evidence = LineField(pending, self)
        self.closes = LineField(pending, self)
        self.due = LineField(pending, self)
        self._hint = make_label(_("The answer counts once there is a reason."), "warning", self)
        self._reason_box = self._boxed(_("Why it does not apply"), self.reason, self._hint)
        self._detail_label = QLabel(self)
        self._detail_box = self._boxed("", self.detail, named=self._detail_label)
        self._evidence_hint = QLabel(_("The answer counts once there is evidence."), self)
        self._evidence_hint.setProperty("role", "warning")
        self._evidence_box = self._boxed(
            _("Evidence (a document, a date)"), self.evidence, self._evidence_hint
        )
        self._closes_box = self._boxed(_("Who closes the gap"), self.closes)
        self._due_box = self._boxed(_("By when"), self.due)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(14)
        grid.addWidget(self._reason_box, 0, 0, 1, 4)
        grid.addWidget(self._detail_box, 1, 0, 1, 4)
        grid.addWidget(self._evidence_box, 2, 0, 1, 2)
        grid.addWidget(self._closes_box, 2, 2)
        grid.addWidget(self._due_box, 2, 3)
        for column, stretch in enumerate((1, 1, 1, 1)):
            grid.setColumnStretch(column, stretch)
        self._fields = (self.reason, self.detail, self.evidence, self.closes, self.due)
        for field in self._fields:
            field.committed.connect(self._on_committed)

    @property
    def details(self) -> Details:
        """The fields as they stand."""
        return Details(
            detail=self.detail.toPlainText(),
            evidence=self.evidence.text(),
            closes=self.closes.text(),
            due=self.due.text(),
            reason=self.reason.toPlainText(),
        )

    def show_details(self, details: Details) -> None:
        """Fill the fields."""
        self.reason.show_text(details.reason)
        self.detail.show_text(details.detail)
        self.evidence.show_text(details.evidence)
        self.closes.show_text(details.closes)
        self.due.show_text(details.due)

    def suit(self, value: AnswerValue | None, *, is_bare: bool = False) -> None:
        """Show the fields that belong to an answer; what is filled in is never hidden.

        `is_bare` says that the answer does not count while it rests on nothing.
        """
        self.setVisible(value is not None)
        if value is None:
            return
        aside = value is AnswerValue.NOT_APPLICABLE
        name = detail_label(value)
        self._detail_label.setText(name)
        self.detail.setAccessibleName(name)
        filled = self.details
        self._reason_box.setVisible(aside or bool(filled.reason))
        self._hint.setVisible(aside and (is_bare or not filled.reason.strip()))
        self._evidence_hint.setVisible(is_bare and not aside)
        self._detail_box.setVisible(not aside or bool(filled.detail))
        gap = value in GAP_VALUES
        self._closes_box.setVisible(gap or bool(filled.closes))
        self._due_box.setVisible(gap or bool(filled.due))

    def focus_reason(self) -> None:
        """Put the keyboard into the reason."""
        self.reason.setFocus()

    def commit(self) -> None:
        """Hand over what was typed and not told of yet."""
        for field in self._fields:
            field.commit()

    def _boxed(
        self, name: str, field: QWidget, *below: QWidget, named: QLabel | None = None
    ) -> QWidget:
        box = QWidget(self)
        label = named or QLabel(name, box)
        label.setProperty("role", "faint")
        label.setBuddy(field)
        field.setAccessibleName(name)
        in_column(label, field, *below, None, on=box, margins=0, spacing=4)
        return box

    @Slot(str)
    def _on_committed(self, _text: str) -> None:
        self.edited.emit()
