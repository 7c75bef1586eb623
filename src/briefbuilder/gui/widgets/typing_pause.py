"""When typing reaches the brief: a short pause after the last keystroke, or when the field is left.

**Undo.** A text field keeps no history of its own. Ctrl+Z and Ctrl+Shift+Z are let through to the
window, which first commits what is still pending and then steps back in the session's history;
the field shows the earlier words, with the cursor where they differ. So there is one history, in
which typing and everything else stand in the order in which they were done, and nothing that was
typed is outside it.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence

PAUSE_MS = 300


class PendingField(Protocol):
    """A field that may hold words which nobody has been told of."""

    def commit(self) -> None:
        """Tell them, if there are any."""


class TypingPause(QObject):
    """The one timer of a panel's text fields."""

    def __init__(self, parent: QObject | None = None, *, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(parent)
        self._touched: dict[PendingField, None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self.commit)

    def touch(self, field: PendingField) -> None:
        """Note that somebody is typing in a field."""
        self._touched[field] = None
        self._timer.start()

    def forget(self, field: PendingField) -> None:
        """Note that a field has nothing to tell any more."""
        self._touched.pop(field, None)

    @Slot()
    def commit(self) -> None:
        """Commit every field that was typed in."""
        self._timer.stop()
        while self._touched:
            field = next(iter(self._touched))
            del self._touched[field]
            field.commit()


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
