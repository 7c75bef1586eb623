"""The raw file: monospace, line numbers, and faults underlined where they are."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from briefbuilder.errors import Problem, Severity
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.exact_text import ExactText
from briefbuilder.language.interface import _

MARGIN = 10


class LineNumbers(QWidget):
    """The strip at the editor's left; it paints what the editor tells it."""

    def __init__(self, editor: SourceEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_numbers(event.rect())


class SourceEditor(ExactText):
    """An editor of an item's text, with its own undo."""

    def __init__(self, pending: PendingWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(pending, parent)
        self._theme = theme
        self._problems: tuple[Problem, ...] = ()
        self._numbers = LineNumbers(self)
        self.setProperty("role", "source")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("The item's file"))
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.updateRequest.connect(self._on_update_requested)
        theme.changed.connect(self._show_problems)
        self._on_block_count_changed()

    def show_text(self, text: str, *, anew: bool) -> None:
        """Show a text: `anew` for another file, else as a step that Undo takes back."""
        if not anew:
            self.become(text)
        elif text != self.toPlainText():
            self.setPlainText(text)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Underline the lines of these problems."""
        self._problems = tuple(one for one in problems if one.place.line is not None)
        self._show_problems()

    def go_to(self, line: int, column: int | None = None) -> None:
        """Put the cursor at a place; both count from 1."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        if not block.isValid():
            block = self.document().lastBlock()
        cursor = QTextCursor(block)
        cursor.movePosition(
            QTextCursor.MoveOperation.Right,
            QTextCursor.MoveMode.MoveAnchor,
            min(max(0, (column or 1) - 1), max(0, block.length() - 1)),
        )
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def numbers_width(self) -> int:
        """How wide the strip of line numbers is."""
        digits = len(str(max(100, self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * MARGIN

    def paint_numbers(self, area: QRect) -> None:
        """Paint the strip."""
        colours = self._theme.colours
        painter = QPainter(self._numbers)
        painter.fillRect(area, QColor(colours.panel))
        painter.setFont(self.font())
        faulty = {one.place.line for one in self._problems}
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        width = self._numbers.width() - MARGIN
        while block.isValid() and top <= area.bottom():
            height = self.blockBoundingRect(block).height()
            if block.isVisible() and top + height >= area.top():
                number = block.blockNumber() + 1
                wrong = number in faulty
                painter.setPen(QColor(colours.error if wrong else colours.faint_ink))
                text = f"✖ {number}" if wrong else str(number)
                box = QRect(0, round(top), width, self.fontMetrics().height())
                painter.drawText(box, Qt.AlignmentFlag.AlignRight, text)
            top += height
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(
            QRect(inside.left(), inside.top(), self.numbers_width(), inside.height())
        )

    @Slot()
    def _show_problems(self) -> None:
        selections = []
        colours = self._theme.colours
        for problem in self._problems:
            block = self.document().findBlockByNumber((problem.place.line or 1) - 1)
            if not block.isValid():
                continue
            selection = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            grave = problem.severity is Severity.ERROR
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(QColor(colours.error if grave else colours.warning))
            form.setBackground(QColor(colours.error_soft if grave else colours.warning_soft))
            cursor = QTextCursor(block)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            selection.cursor = cursor
            selection.format = form
            selections.append(selection)
        self.setExtraSelections(selections)
        self._numbers.update()

    @Slot()
    def _on_block_count_changed(self) -> None:
        self.setViewportMargins(self.numbers_width() + 6, 0, 0, 0)

    @Slot(QRect, int)
    def _on_update_requested(self, area: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())
