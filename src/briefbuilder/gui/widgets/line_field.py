"""A line of text whose words are told after a pause in typing, and when it is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from briefbuilder.app.disguise import has_whole_characters
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.window_keys import belongs_to_window

_OWN_HISTORY = frozenset({"edit-undo", "edit-redo"})


class LineField(QLineEdit):
    """One line; it leaves undo to the window (see `window_keys`).

    Its words are told after a pause in typing, and when it is left; with `tells_at_once` after
    each key.

    Signals:
        committed(text: str): these are the words now.
        entered: the keyboard came here.
    """

    committed = Signal(str)
    entered = Signal()

    def __init__(self, pending: PendingWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pending = pending
        pending.join(self)
        self._known = ""
        self.tells_at_once = False
        self._tab_handler: Callable[[], bool] | None = None
        self.setAcceptDrops(False)
        self.textEdited.connect(self._on_text_edited)
        self.editingFinished.connect(self.commit)

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that nobody was told of."""
        return self.text() != self._known

    def show_text(self, text: str) -> None:
        """Show other words; the cursor stays where it was as far as the words reach."""
        if text == self._known and self.is_pending:
            return  # nothing new is shown, and what was typed since is still to be told
        self._known = text
        self._pending.forget(self)
        if self.text() != text:
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)

    def held_words(self) -> str:
        """The words as they are."""
        return self.text()

    @Slot()
    def commit(self) -> None:
        """Tell what was typed, if anything was."""
        self._pending.forget(self)
        text = self.text()
        if text != self._known:
            self._known = text
            self.committed.emit(text)

    def lead_tab(self, handler: Callable[[], bool]) -> None:
        """Ask `handler` when Tab is pressed here; it says whether it put the keyboard elsewhere.

        Not a matter of `focusNextPrevChild`: Qt calls that, too, when a field is hidden.
        """
        self._tab_handler = handler

    def event(self, event: QEvent) -> bool:
        if is_tab(event) and self._tab_handler is not None and self._tab_handler():
            return True
        if belongs_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in _OWN_HISTORY:
                menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    @Slot()
    def _on_text_edited(self) -> None:
        self._pending.touch(self, at_once=self.tells_at_once and has_whole_characters(self.text()))


class FormLine(LineField):
    """A line with its own undo, for a form whose words the window's history does not hold.

    It shows what it is given, whatever was typed: the form knows what was.
    """

    def show_text(self, text: str) -> None:
        self._known = self.text()
        super().show_text(text)

    def event(self, event: QEvent) -> bool:
        return QLineEdit.event(self, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        QLineEdit.contextMenuEvent(self, event)


def is_tab(event: QEvent) -> bool:
    """Whether Tab alone was pressed."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() is QEvent.Type.KeyPress
        and event.key() == Qt.Key.Key_Tab
        and event.modifiers() == Qt.KeyboardModifier.NoModifier
    )
