"""The register of words that were typed and that neither the brief nor an item holds yet.

There is one for the whole window. An editor of words cannot be made without it, and whoever needs
the whole brief (a save, an export, a check, a step back, another room, the end of the program)
asks it to `commit`. Left alone it commits after a short pause in typing, and while somebody types
without a pause, at least once in `CEILING_MS`.
"""

from __future__ import annotations

from typing import Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Slot

PAUSE_MS = 300
CEILING_MS = 700
"""With the time until a recovery copy is written this stays well below two seconds."""


class PendingField(Protocol):
    """Something that may hold words which nobody has been told of."""

    def commit(self) -> None:
        """Tell them, if there are any."""


class PendingWords(QObject):
    """Every editor of the window, and those among them that were typed in just now."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        pause_ms: int = PAUSE_MS,
        ceiling_ms: int = CEILING_MS,
    ) -> None:
        super().__init__(parent)
        self._editors: WeakSet[QObject] = WeakSet()
        self._touched: dict[PendingField, None] = {}
        self._pause = self._timer(pause_ms)
        self._ceiling = self._timer(ceiling_ms)

    def join(self, editor: QObject) -> None:
        """Enter an editor; its constructor does so."""
        self._editors.add(editor)

    def knows(self, editor: QObject) -> bool:
        """Whether an editor has joined."""
        return editor in self._editors

    def touch(self, field: PendingField) -> None:
        """Note that somebody is typing in a field."""
        self._touched[field] = None
        self._pause.start()
        if not self._ceiling.isActive():
            self._ceiling.start()

    def forget(self, field: PendingField) -> None:
        """Note that a field has nothing to tell any more."""
        self._touched.pop(field, None)

    @Slot()
    def commit(self) -> None:
        """Commit every field that was typed in; one that fails keeps no other from it."""
        self._pause.stop()
        self._ceiling.stop()
        while self._touched:
            field = next(iter(self._touched))
            del self._touched[field]
            try:
                field.commit()
            except BaseException:
                self.commit()
                raise

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.commit)
        return timer
