"""The keys that a text field leaves to the window.

**Undo.** A text field of the brief keeps no history of its own. Ctrl+Z and Ctrl+Shift+Z are let
through to the window, which first commits what is still pending and then steps back in the
session's history; the field shows the earlier words, with the cursor where they differ. So there
is one history, in which typing and everything else stand in the order in which they were done, and
nothing that was typed is outside it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

LEFT_TO_THE_WINDOW = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.DeleteEndOfLine,  # Ctrl+K on X11, which opens the palette here
)


def belongs_to_window(event: QEvent) -> bool:
    """Whether a key that a text field would take for itself is to reach the window's actions."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(key) for key in LEFT_TO_THE_WINDOW)
