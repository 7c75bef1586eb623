"""The editors of a form: each shows one or two keys of an item and gives them back."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QDate, QEvent, QLocale, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from briefbuilder.app.item_words import law_word
from briefbuilder.domain.items import ONGOING, Item, LegalStatus, Period
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.words import one_line
from briefbuilder.gui.dialogs.marking_form import MarkingDialog
from briefbuilder.gui.shared.build import dressed, in_column
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.flow_layout import FlowLayout
from briefbuilder.gui.widgets.growing_text import TextField
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.language.interface import _, p_, spoken

DAY_FORMAT = "d MMM yyyy"


class FieldEditor(QWidget):
    """One row of the form.

    Signals:
        edited: the user has changed something here.
    """

    edited = Signal()

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.name = name
        # No focus proxy: in the order of Tab it would stand for the field a second time.
        self.way_in: QWidget = self
        """The field that the row's name stands for."""

    @abstractmethod
    def show_item(self, item: Item) -> None:
        """Show the item's values; this is no edit."""

    @abstractmethod
    def values(self) -> dict[str, object]:
        """The keys and values as they stand, to be put into an item unchecked."""


class FormText(TextField):
    """A text of several lines with its own undo: the form has no other history.

    It shows what it is given, whatever was typed: the form knows what was.
    """

    def __init__(
        self, pending: PendingWords, parent: QWidget | None = None, *, least_lines: int = 2
    ) -> None:
        super().__init__(pending, parent, least_lines=least_lines)
        self.setUndoRedoEnabled(True)

    def show_text(self, text: str) -> None:
        self._known = self.toPlainText()
        super().show_text(text)

    def event(self, event: QEvent) -> bool:
        return QPlainTextEdit.event(self, event)


class OneLineText(FormText):
    """A text that wraps where it is long, and is one line all the same."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insert(one_line(source.text()))


class CalmComboBox(QComboBox):
    """A combo box that the wheel does not change while the page is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CalmDateEdit(QDateEdit):
    """A date that the wheel does not change while the page is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LineEditor(FieldEditor):
    """One line of text; `optional` gives None for an empty one."""

    def __init__(
        self,
        key: str,
        name: str,
        pending: PendingWords,
        parent: QWidget | None = None,
        *,
        optional: bool = False,
    ) -> None:
        super().__init__(key, name, parent)
        self._optional = optional
        self.edit = dressed(FormLine(pending, self), spoken=name)
        self.edit.textEdited.connect(self.edited)
        _fill(self, self.edit)

    def show_item(self, item: Item) -> None:
        text = str(getattr(item, self.key) or "")
        if self.edit.text() != text:
            self.edit.show_text(text)

    def values(self) -> dict[str, object]:
        text = self.edit.text().strip()
        return {self.key: None if self._optional and not text else text}


class ParagraphEditor(FieldEditor):
    """A few lines of text, kept as one line in the file."""

    def __init__(
        self, key: str, name: str, pending: PendingWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(key, name, parent)
        self.edit = dressed(OneLineText(pending, self), spoken=name)
        self.edit.textChanged.connect(self.edited)
        _fill(self, self.edit)

    def show_item(self, item: Item) -> None:
        text = str(getattr(item, self.key) or "")
        self.edit.show_text(text)

    def values(self) -> dict[str, object]:
        return {self.key: self.edit.toPlainText()}


class DayEditor(FieldEditor):
    """A day, with a calendar."""

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(key, name, parent)
        self.edit = dressed(CalmDateEdit(self), spoken=name)
        self.edit.setCalendarPopup(True)
        self.edit.setLocale(QLocale(spoken().language))
        self.edit.setDisplayFormat(DAY_FORMAT)
        self.edit.dateChanged.connect(self.edited)
        _fill(self, self.edit, stretch=False)

    def show_item(self, item: Item) -> None:
        day: dt.date = getattr(item, self.key)
        self.edit.setDate(QDate(day.year, day.month, day.day))

    def values(self) -> dict[str, object]:
        day = self.edit.date()
        return {self.key: dt.date(day.year(), day.month(), day.day())}


class ChoiceEditor(FieldEditor):
    """One of several values."""

    def __init__(
        self, key: str, name: str, choices: Mapping[StrEnum, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(key, name, parent)
        self._choices = tuple(choices)
        self.box = dressed(CalmComboBox(self), spoken=name)
        for words in choices.values():
            self.box.addItem(words)
        self.box.currentIndexChanged.connect(self.edited)
        _fill(self, self.box, stretch=False)

    @property
    def value(self) -> StrEnum:
        """What is chosen."""
        return self._choices[self.box.currentIndex()]

    def show_item(self, item: Item) -> None:
        self.box.setCurrentIndex(self._choices.index(getattr(item, self.key)))

    def values(self) -> dict[str, object]:
        return {self.key: self.value}


class LegalStatusEditor(FieldEditor):
    """Which kinds of law a consideration rests on: one or more."""

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(key, name, parent)
        self._boxes: dict[LegalStatus, QCheckBox] = {}
        flow = FlowLayout(self, gap=12)
        for status in LegalStatus:
            box = QCheckBox(law_word(status), self)
            box.toggled.connect(self.edited)
            self._boxes[status] = box
            flow.addWidget(box)
        self.way_in = next(iter(self._boxes.values()))

    def show_item(self, item: Item) -> None:
        for status, box in self._boxes.items():
            box.setChecked(status in getattr(item, self.key))

    def values(self) -> dict[str, object]:
        return {self.key: tuple(one for one, box in self._boxes.items() if box.isChecked())}


class PeriodEditor(FieldEditor):
    """From when to when; the end may be left open or be "ongoing"."""

    def __init__(
        self,
        key: str,
        name: str,
        pending: PendingWords,
        parent: QWidget | None = None,
        *,
        optional: bool = True,
    ) -> None:
        super().__init__(key, name, parent)
        self._optional = optional
        self.from_edit = FormLine(pending, self)
        self.to_edit = FormLine(pending, self)
        self.way_in = self.from_edit
        self.ongoing_box = QCheckBox(p_("of a period", "ongoing"), self)
        for edit, said in ((self.from_edit, _("Period from")), (self.to_edit, _("Period to"))):
            edit.setAccessibleName(said)
            edit.setPlaceholderText(_("YYYY, YYYY-MM or YYYY-MM-DD"))
            edit.textEdited.connect(self.edited)
        self.ongoing_box.toggled.connect(self._on_ongoing_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.from_edit, 1)
        row.addWidget(QLabel(p_("between two dates", "to"), self))
        row.addWidget(self.to_edit, 1)
        row.addWidget(self.ongoing_box)

    def show_item(self, item: Item) -> None:
        period = item.period
        _show(self.from_edit, period.from_ if period is not None else "")
        last = (period.to or "") if period is not None else ""
        self.ongoing_box.setChecked(last == ONGOING)
        _show(self.to_edit, "" if last == ONGOING else last)
        self.to_edit.setEnabled(last != ONGOING)

    def values(self) -> dict[str, object]:
        first, last = self.from_edit.text().strip(), self.to_edit.text().strip()
        if self.ongoing_box.isChecked():
            last = ONGOING
        if self._optional and not first and not last:
            return {self.key: None}
        return {self.key: Period.model_construct(from_=first, to=last or None)}

    @Slot(bool)
    def _on_ongoing_toggled(self, on: bool) -> None:
        self.to_edit.setEnabled(not on)
        self.edited.emit()


class MarkingEditor(FieldEditor):
    """The item's protective marking, chosen in a dialog."""

    def __init__(
        self,
        key: str,
        name: str,
        schemes: Mapping[str, Scheme],
        default_scheme: str | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, name, parent)
        self._schemes = schemes
        self._default = default_scheme
        self._marking: Marking | None = None
        self.button = QPushButton(self)
        self.button.clicked.connect(self._on_button_clicked)
        _fill(self, self.button, stretch=False)

    def show_item(self, item: Item) -> None:
        self._marking = item.marking
        scheme = self._schemes.get(item.marking.scheme) if item.marking is not None else None
        if item.marking is None:
            words = _("No marking of its own")
        else:
            words = scheme.banner(item.marking) if scheme is not None else item.marking.level
        self.button.setText(f"{words}…")
        self.button.setAccessibleName(_("Marking: {marking}. Change it", marking=words))

    def values(self) -> dict[str, object]:
        return {self.key: self._marking}

    @Slot()
    def _on_button_clicked(self) -> None:
        dialog = MarkingDialog(
            _("The item's marking"),
            self._schemes,
            self._marking,
            self._default,
            self,
            may_clear=True,
        )
        if dialog.exec():
            self._marking = dialog.marking
            self.edited.emit()


def _show(edit: FormLine, text: str) -> None:
    if edit.text() != text:
        edit.show_text(text)


def _fill(editor: FieldEditor, inner: QWidget, *, stretch: bool = True) -> None:
    column = in_column(on=editor, margins=0)
    alignment = Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft
    column.addWidget(inner, 0, alignment)
    editor.way_in = inner
