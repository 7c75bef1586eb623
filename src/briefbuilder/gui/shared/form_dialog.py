"""What the dialogs share: a heading, a form, a sentence for what is missing, two buttons.

And who is meant by Enter: in a form its way on; in a dialog with several ways on nobody but the
button that has the keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QWidget,
)

from briefbuilder.gui.shared.build import change_role, dressed, in_column, make_label, paragraph
from briefbuilder.gui.shared.tab_order import order_as_seen

LEAST_WIDTH = 560


class DialogOfWays(QDialog):
    """A dialog with several ways on: Enter in a field or a text takes none of them.

    Qt would press the first button that it finds, whatever that does.
    """

    def showEvent(self, event: QShowEvent) -> None:
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()


class FormDialog(QDialog):
    """A dialog with a form and one named way on.

    A subclass adds rows to `form`, and calls `complain` with a sentence while something is
    missing; the way on is open only when the sentence is empty.
    """

    def __init__(self, title: str, go: str, parent: QWidget | None, *, intro: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(LEAST_WIDTH)
        column = in_column(on=self, margins=(22, 18, 22, 16), spacing=12)
        heading = make_label(title, "title", self)
        column.addWidget(heading)
        if intro:
            words = paragraph(intro, "soft", self)
            column.addWidget(words)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(9)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column.addLayout(self.form)
        self.column = column
        self._complaint = paragraph("", "error", self)
        column.addWidget(self._complaint)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = dressed(QPushButton(go, self), "primary", name="go")
        self.go.setDefault(True)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)

    def complain(self, sentence: str, *, as_hint: bool = False) -> None:
        """Say what is missing; "" opens the way on.

        `as_hint` says it in quiet ink: nobody has done anything wrong before doing anything.
        """
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))
        change_role(self._complaint, "faint" if as_hint else "error")
        self.go.setEnabled(not sentence)

    def showEvent(self, event: QShowEvent) -> None:
        rows = order_as_seen(self)  # the buttons are made before the rows of a subclass
        first = next((row for row in rows if row.isEnabledTo(self)), None)
        if first is not None and not self._is_in_a_row():
            first.setFocus()
        super().showEvent(event)

    def _is_in_a_row(self) -> bool:
        """Whether somebody has chosen where the keyboard begins; a button is nobody's choice."""
        return self.focusWidget() not in {None, *self.findChildren(QPushButton)}

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._make_room()
        return done

    def _make_room(self) -> None:
        """Grow with the rows that came: Qt would press all of them into the size that was.

        Their words are longer in one language than in another, and a dialog with a least width of
        its own does not ask them.
        """
        room = self.screen().availableGeometry().size()
        width = max(self.width(), min(self.column.totalMinimumSize().width(), room.width()))
        height = max(self.height(), min(self.column.totalHeightForWidth(width), room.height()))
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)

    def focusNextPrevChild(self, next_: bool) -> bool:
        order_as_seen(self)  # rows may have come since
        return super().focusNextPrevChild(next_)
