"""Letting a blocking gap go forward on a named person's word."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from briefbuilder.app.alignment_words import override_words
from briefbuilder.domain.alignment import QuestionView
from briefbuilder.domain.dates import WrittenDate, is_single_day, read_date
from briefbuilder.domain.words import says_why
from briefbuilder.gui.align.buttons import WalkButton
from briefbuilder.gui.shared.build import dressed, in_column, in_row, paragraph
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.language.interface import _, p_, spoken


class OverrideNotice(QFrame):
    """What is said of an override beside a blocking gap, and the way to give one or take it back.

    Signals:
        wanted: somebody is to let the gap go forward.
        withdrawn: the word is taken back.
    """

    wanted = Signal()
    withdrawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._words = paragraph("", "", self, selectable=True)
        self.give_button = WalkButton(_("Let it go forward…"), self)
        self.give_button.setAccessibleName(_("Let the gap go forward on somebody's word"))
        self.withdraw_button = WalkButton(_("Take this back"), self)
        self.withdraw_button.setAccessibleName(_("Take the override back"))
        row = in_row(self.give_button, self.withdraw_button, None)
        in_column(self._words, row, on=self, margins=(14, 10, 14, 12), spacing=8)
        self.give_button.clicked.connect(self.wanted)
        self.withdraw_button.clicked.connect(self.withdrawn)

    def show_view(self, view: QuestionView | None) -> None:
        """Show how a blocking gap stands; hide where there is none that was answered."""
        answer = view.answer if view is not None else None
        if view is None or answer is None or not view.is_blocking_gap or view.is_unsupported:
            self.setVisible(False)
            return
        override = answer.override
        self.give_button.setVisible(not view.is_overridden)
        self.withdraw_button.setVisible(override is not None)
        self._words.setText(override_words(override, counts=view.is_overridden))
        self.setVisible(True)


class OverrideDialog(FormDialog):
    """Asks who takes the responsibility for a gap, why, and since when."""

    def __init__(
        self,
        view: QuestionView,
        today: dt.date,
        pending: PendingWords,
        parent: QWidget | None = None,
    ) -> None:
        meaning = _(
            "The gap stays open, and no longer stops the brief. What you write is printed in the "
            "record copy and on the first page of a draft."
        )
        super().__init__(
            _("Let {question} go forward", question=view.question.id),
            p_("what was decided", "Record"),
            parent,
            intro=f"{view.question.text}\n{meaning}",
        )
        self._today = today
        self.by_edit = dressed(FormLine(pending, self), prompt=_("Name or office"))
        self.reason_edit = FormLine(pending, self)
        self.reason_edit.setPlaceholderText(_("Why the brief goes forward all the same"))
        self.on_edit = FormLine(pending, self)
        self.on_edit.show_text(spoken().date(today))
        for name, edit in (
            (_("Who lets it go forward"), self.by_edit),
            (p_("somebody decided so", "Why"), self.reason_edit),
            (p_("before a day", "On"), self.on_edit),
        ):
            edit.setAccessibleName(name)
            self.form.addRow(name, edit)
            edit.textChanged.connect(self._on_changed)
        self._look(is_new=True)

    @property
    def on(self) -> dt.date:
        """The day; only to be read while nothing is complained of."""
        read = read_date(self.on_edit.text())
        if isinstance(read, WrittenDate) and is_single_day(read):
            return dt.date.fromisoformat(read.date)
        return self._today

    @Slot()
    def _on_changed(self) -> None:
        self._look(is_new=False)

    def _look(self, *, is_new: bool) -> None:
        """Say what is missing; quietly while nothing was typed yet."""
        if not self.by_edit.text().strip():
            complaint = _("Name the person who takes the responsibility.")
        elif not says_why(self.reason_edit.text()):
            complaint = _("Say in a few words why the gap does not stop the brief.")
        elif not is_single_day(read_date(self.on_edit.text())):
            complaint = _("Write the day as 4 December 2026.")
        else:
            complaint = ""
        self.complain(complaint, as_hint=is_new)
