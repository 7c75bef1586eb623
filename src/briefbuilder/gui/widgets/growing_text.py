"""A plain text editor that is as high as its text, and never scrolls by itself."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from briefbuilder.app.disguise import has_whole_characters
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.exact_text import ExactText
from briefbuilder.gui.widgets.window_keys import belongs_to_window


class GrowingText(ExactText):
    """Several lines of text that grow with what is written.

    Tab leaves it. It has no history of its own: see `window_keys`.

    Signals:
        entered: the keyboard came here.
        left(step: int): the cursor key went over the first (-1) or the last line (+1).
    """

    entered = Signal()
    left = Signal(int)

    def __init__(
        self, pending: PendingWords, parent: QWidget | None = None, *, least_lines: int = 1
    ) -> None:
        super().__init__(pending, parent)
        self._least_lines = least_lines
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is dropped is meant for the page around: an item, a picture, a block.
        self.setAcceptDrops(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    def show_text(self, text: str) -> None:
        """Show other words; only what differs is replaced, and the cursor stays by it."""
        cursor = self.become(text)
        if cursor is None:
            return
        if self.hasFocus():
            self.setTextCursor(cursor)
        self.fit()

    def put_cursor_at_end(self) -> None:
        """Go on writing where the text ends."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    @Slot()
    def fit(self) -> None:
        """Take the height that the text needs."""
        height = self._needed_height()
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(240, self._needed_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._needed_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit()

    def event(self, event: QEvent) -> bool:
        if belongs_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NO_MODIFIER:
            before = self.textCursor().position()
            super().keyPressEvent(event)
            if self.textCursor().position() == before or self._is_at_edge(step, before):
                self.left.emit(step)
            return
        super().keyPressEvent(event)

    def _is_at_edge(self, step: int, before: int) -> bool:
        """Qt moves to the very start or end when there is no further line: that is leaving, too."""
        edge = 0 if step < 0 else self.document().characterCount() - 1
        if self.textCursor().position() != edge:
            return False
        probe = QTextCursor(self.document())
        probe.setPosition(before)
        move = QTextCursor.MoveOperation.Up if step < 0 else QTextCursor.MoveOperation.Down
        return not probe.movePosition(move)

    def _needed_height(self) -> int:
        text = 0.0
        block = self.document().firstBlock()
        while block.isValid():
            text += self.blockBoundingRect(block).height()
            block = block.next()
        line = self.fontMetrics().lineSpacing()
        if self.document().isEmpty() and self.placeholderText():
            space = QRect(0, 0, max(60, self.viewport().width()), 10_000)
            flags = Qt.TextFlag.TextWordWrap.value
            wanted = self.fontMetrics().boundingRect(space, flags, self.placeholderText())
            text = max(text, wanted.height())
        around = self.height() - self.viewport().height()
        return ceil(max(text, line * self._least_lines)) + max(0, around) + 2

    @Slot()
    def _on_cursor_moved(self) -> None:
        if self.hasFocus():
            keep_in_view(self, self.cursorRect())


_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class TextField(GrowingText):
    """A growing text whose words are told after a pause in typing, and when it is left.

    With `tells_at_once` they are told after each key.

    Signals:
        committed(text: str): these are the words now.
    """

    committed = Signal(str)

    def __init__(
        self, pending: PendingWords, parent: QWidget | None = None, *, least_lines: int = 1
    ) -> None:
        super().__init__(pending, parent, least_lines=least_lines)
        self._pending = pending
        self._known = ""
        self.tells_at_once = False
        self.textChanged.connect(self._on_text_changed)

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that nobody was told of."""
        return self.toPlainText() != self._known

    def show_text(self, text: str) -> None:
        if text == self._known and self.is_pending:
            return  # nothing new is shown, and what was typed since is still to be told
        self._known = text
        super().show_text(text)
        self._pending.forget(self)

    def commit(self) -> None:
        """Tell what was typed, if anything was."""
        self._pending.forget(self)
        text = self.toPlainText()
        if text != self._known:
            self._known = text
            self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    @Slot()
    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        if text != self._known:
            self._pending.touch(self, at_once=self.tells_at_once and has_whole_characters(text))


def keep_in_view(widget: QWidget, rect: QRect, margin: int = 24) -> None:
    """Scroll the page that a widget stands on so that `rect` of the widget can be seen."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    page = above.widget() if above is not None else None
    if above is None or page is None:
        return
    area = QRect(widget.mapTo(page, rect.topLeft()), rect.size())
    above.ensureVisible(area.center().x(), area.top(), 0, margin)
    above.ensureVisible(area.center().x(), area.bottom(), 0, margin)
