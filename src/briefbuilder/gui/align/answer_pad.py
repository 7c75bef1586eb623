"""The five answers, each with its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QStyle,
    QStyleOptionToolButton,
    QWidget,
)

from briefbuilder.app.alignment_words import answer_key, answer_label
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.gui.align.buttons import WalkToolButton
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.flow_layout import FlowLayout
from briefbuilder.language.interface import _

_LOOK = {
    AnswerValue.YES: "good",
    AnswerValue.PARTLY: "warning",
    AnswerValue.NO: "error",
    AnswerValue.UNKNOWN: "error",
    AnswerValue.NOT_APPLICABLE: "plain",
}
SIDE, GAP = 16, 9


class AnswerButton(WalkToolButton):
    """One answer: its word, and beside it, fainter, its key."""

    def __init__(self, value: AnswerValue, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = answer_key(value)
        self._theme = theme
        answer = answer_label(value)
        asks_first = value is AnswerValue.NOT_APPLICABLE
        self.setText(_("{answer}…", answer=answer) if asks_first else answer)
        self.setCheckable(True)
        self.setObjectName(f"answer-{value.name.lower()}")
        self.setProperty("role", "answer")
        self.setProperty("state", _LOOK[value])
        self.setAccessibleName(_("{answer}, key {key}", answer=answer, key=self._key))
        self.setToolTip(_("{answer} (key {key})", answer=answer, key=self._key))

    def sizeHint(self) -> QSize:
        word = QFontMetrics(self._word_font()).horizontalAdvance(self.text())
        key = QFontMetrics(self._key_font()).horizontalAdvance(self._key)
        return QSize(word + key + GAP + 2 * SIDE, QFontMetrics(self._word_font()).height() + 18)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()  # the row moves the keyboard along itself
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        colours = self._theme.colours
        inks = {
            "good": colours.good,
            "warning": colours.warning,
            "error": colours.error,
            "plain": colours.accent,
        }
        ink = inks[str(self.property("state"))] if self.isChecked() else colours.ink
        painter.setFont(self._word_font())
        painter.setPen(QColor(ink if self.isEnabled() else colours.faint_ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(SIDE, 0, -SIDE, 0), middle, self.text())
        painter.setFont(self._key_font())
        painter.setPen(QColor(colours.faint_ink))
        box: QRect = self.rect().adjusted(SIDE, 0, -SIDE, 0)
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, self._key)
        painter.end()

    def _word_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(11.0)
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        return font

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(9.0)
        font.setWeight(QFont.Weight.Normal)
        return font


class AnswerPad(QWidget):
    """The answers as a row of buttons, with a way to take an answer back.

    The row is one stop of Tab, so that the next one leads to the details; Left and Right go along.

    Signals:
        chosen(AnswerValue): an answer was given.
        taken_back: the answer is not to count any more.
    """

    chosen = Signal(object)
    taken_back = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._values = tuple(AnswerValue)
        row = FlowLayout(self, gap=8)
        for number, value in enumerate(self._values):
            button = AnswerButton(value, theme, self)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._back = WalkToolButton(self)
        self._back.setText(_("Take back"))
        self._back.setProperty("role", "link")
        self._back.setAccessibleName(_("Take the answer back"))
        self._back.setToolTip(_("The question counts as not answered again"))
        row.addWidget(self._back)
        self._rove_to(self._group.button(0))
        self._group.idClicked.connect(self._on_id_clicked)
        self._back.clicked.connect(self.taken_back)

    def show_value(self, value: AnswerValue | None) -> None:
        """Mark an answer as the one given; None marks none."""
        for number, one in enumerate(self._values):
            self._group.button(number).setChecked(one is value)
        self._back.setVisible(value is not None)
        if not any(stop.hasFocus() for stop in self._stops):
            self._rove_to(self._chosen_button())

    def focus_chosen(self) -> None:
        """Put the keyboard on the answer given, or on the first."""
        button = self._chosen_button()
        self._rove_to(button)
        button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        stops = [stop for stop in self._stops if not stop.isHidden()]
        position = next((n for n, stop in enumerate(stops) if stop.hasFocus()), None)
        if not by or position is None:
            super().keyPressEvent(event)
            return
        target = stops[max(0, min(len(stops) - 1, position + by))]
        self._rove_to(target)
        target.setFocus()

    @property
    def _stops(self) -> tuple[QAbstractButton, ...]:
        return (*self._group.buttons(), self._back)

    def _chosen_button(self) -> QAbstractButton:
        checked = next((one for one in self._group.buttons() if one.isChecked()), None)
        return checked or self._group.button(0)

    def _rove_to(self, stop: QAbstractButton) -> None:
        """Make one button the row's stop of Tab."""
        for one in self._stops:
            here = one is stop
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    @Slot(int)
    def _on_id_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])
