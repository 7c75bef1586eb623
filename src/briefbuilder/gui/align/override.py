"""Letting a blocking gap go forward on a named person's word."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefbuilder.domain.alignment import QuestionView
from briefbuilder.domain.dates import WrittenDate, is_single_day, read_date
from briefbuilder.domain.words import says_why
from briefbuilder.gui.align.buttons import WalkButton
from briefbuilder.gui.search.item_words import short_day
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.render.labels import long_date


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
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.give_button = WalkButton("Let it go forward…", self)
        self.give_button.setAccessibleName("Let the gap go forward on somebody's word")
        self.withdraw_button = WalkButton("Take this back", self)
        self.withdraw_button.setAccessibleName("Take the override back")
        row = QHBoxLayout()
        row.addWidget(self.give_button)
        row.addWidget(self.withdraw_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addLayout(row)
        self.give_button.clicked.connect(self.wanted)
        self.withdraw_button.clicked.connect(self.withdrawn)

    def show_view(self, view: QuestionView | None) -> None:
        """Show how a blocking gap stands; hide where there is none that was answered."""
        answer = view.answer if view is not None else None
        if view is None or answer is None or not view.is_blocking_gap:
            self.setVisible(False)
            return
        override = answer.override
        self.give_button.setVisible(not view.is_overridden)
        self.withdraw_button.setVisible(override is not None)
        if override is None:
            words = (
                "This gap stops a record and a release copy. Somebody may take the responsibility "
                "by name: the record copy and the first page of a draft say so."
            )
        else:
            given = f"{override.by}, {short_day(override.on)}: “{override.reason}”"
            words = (
                f"The gap goes forward on the word of {given}"
                if view.is_overridden
                else "▲ The answer has changed since it was let go forward, so that does not "
                f"count any more. It was on the word of {given}"
            )
        self._words.setText(words)
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
        super().__init__(
            f"Let {view.question.id} go forward",
            "Record",
            parent,
            intro=f"{view.question.text}\nThe gap stays open, and no longer stops the brief. What "
            "you write is printed in the record copy and on the first page of a draft.",
        )
        self._today = today
        self.by_edit = FormLine(pending, self)
        self.by_edit.setPlaceholderText("Name or office")
        self.reason_edit = FormLine(pending, self)
        self.reason_edit.setPlaceholderText("Why the brief goes forward all the same")
        self.on_edit = FormLine(pending, self)
        self.on_edit.show_text(long_date(today))
        for name, edit in (
            ("Who lets it go forward", self.by_edit),
            ("Why", self.reason_edit),
            ("On", self.on_edit),
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
            complaint = "Name the person who takes the responsibility."
        elif not says_why(self.reason_edit.text()):
            complaint = "Say in a few words why the gap does not stop the brief."
        elif not is_single_day(read_date(self.on_edit.text())):
            complaint = "Write the day as 4 December 2026."
        else:
            complaint = ""
        self.complain(complaint, as_hint=is_new)
