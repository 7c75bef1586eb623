"""An editor that gives back what it was given, character by character.

Qt's own `toPlainText` makes plain spaces of no-break spaces and line ends of U+2028, and a document
cannot hold a carriage return or U+2029 at all: each would begin another paragraph. Here the text is
read as it stands, and the few characters that a document cannot hold stand in it as others, which
the text itself does not use. A copy to the clipboard is as exact.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from briefbuilder.app.disguise import Disguise, units
from briefbuilder.domain.words import shared_ends
from briefbuilder.gui.shared.pending import PendingWords

_COPIED_HERE = "application/x-briefbuilder-words"


class ExactText(QPlainTextEdit):
    """Several lines of text that belong to the register of pending words.

    Callers count positions in UTF-16 units, as Qt does.
    """

    def __init__(self, pending: PendingWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pending.join(self)
        self._disguise = Disguise("")

    def toPlainText(self) -> str:
        """The text as it is; Qt's own reading of it is never wanted."""
        return self._disguise.take_off(self.document().toRawText())

    def setPlainText(self, text: str) -> None:
        """Show another text; what could be undone is forgotten."""
        self._disguise = Disguise(text)
        super().setPlainText(self._disguise.put_on(text))

    def held_words(self) -> str:
        """The text as it is."""
        return self.toPlainText()

    def replace(self, start: int, end: int, text: str) -> QTextCursor:
        """Put `text` in place of what stands there; the cursor is behind it."""
        self._suit(text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(self._disguise.put_on(text))
        return cursor

    def become(self, text: str) -> QTextCursor | None:
        """Put in place only what differs from `text`; the cursor behind it, None for nothing."""
        old = self.toPlainText()
        if old == text:
            return None
        start, end = shared_ends(old, text)
        first, last = units(old[:start]), units(old[: len(old) - end])
        return self.replace(first, last, text[start : len(text) - end])

    def insert(self, text: str) -> None:
        """Put `text` where the cursor is, in place of what is selected."""
        cursor = self.textCursor()
        self.setTextCursor(self.replace(cursor.selectionStart(), cursor.selectionEnd(), text))
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            if not self.isReadOnly():
                self.insert("\n")  # Shift+Enter begins a line, as Enter does, and nothing unseen
            return
        self._suit(event.text())
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        words = event.commitString()
        if words:
            self._suit(words)
            start, length = event.replacementStart(), event.replacementLength()
            event.setCommitString(self._disguise.put_on(words), start, length)
        super().inputMethodEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        words = self._disguise.take_off(self.textCursor().selectedText())
        data = QMimeData()
        data.setText(words)
        data.setData(_COPIED_HERE, words.encode("utf-8", "surrogatepass"))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(_COPIED_HERE):
            self.insert(bytes(source.data(_COPIED_HERE).data()).decode("utf-8", "surrogatepass"))
        elif source.hasText():
            self.insert(source.text().replace("\r\n", "\n"))

    def _suit(self, text: str) -> None:
        """Choose another disguise before a text comes in that uses a character of this one."""
        if self._disguise.suits(text):
            return
        words, place = self.toPlainText(), self.textCursor()
        ends = place.anchor(), place.position()
        self._disguise = Disguise(words + text)
        super().setPlainText(self._disguise.put_on(words))
        place = self.textCursor()
        place.setPosition(ends[0])
        place.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(place)


def leave_clipboard() -> None:
    """Hand over what was copied here: Python's own data must not outlive Python."""
    clipboard = QApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard]
    if clipboard.supportsSelection():
        modes.append(QClipboard.Mode.Selection)
    for mode in modes:
        if _was_copied_here(clipboard.mimeData(mode)):
            clipboard.setText(clipboard.text(mode), mode)


def _was_copied_here(held: QMimeData | None) -> bool:
    """Whether a clipboard's data is from here; it has none where nothing was ever copied."""
    return held is not None and held.hasFormat(_COPIED_HERE)
