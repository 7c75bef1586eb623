"""The keys that a text field leaves to the window.

**Undo.** A text field of the brief keeps no history of its own. Ctrl+Z and Ctrl+Shift+Z are let
through to the window, which first commits what is still pending and then steps back in the
session's history; the field shows the earlier words, with the cursor where they differ. So there
is one history, in which typing and everything else stand in the order in which they were done, and
nothing that was typed is outside it.

**Commands.** On a plain X11 desktop Qt gives Ctrl+E and Ctrl+K to every field, for moving to the
end of a line and for deleting up to it. Here they export and find a command, wherever the keyboard
is; the End key stays with the field, since no command has it.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

OF_COMMANDS = (
    QKeySequence.StandardKey.MoveToEndOfLine,
    QKeySequence.StandardKey.DeleteEndOfLine,
)
LEFT_TO_THE_WINDOW = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo, *OF_COMMANDS)


def belongs_to_window(
    event: QEvent, keys: Iterable[QKeySequence.StandardKey] = LEFT_TO_THE_WINDOW
) -> bool:
    """Whether a key that a text field would take for itself is to reach the window's actions."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(key) for key in keys)


class SearchLine(QLineEdit):
    """A field of the window that holds no words of the brief: its history is its own."""

    def event(self, event: QEvent) -> bool:
        if belongs_to_window(event, OF_COMMANDS):
            event.ignore()
            return False
        return super().event(event)
