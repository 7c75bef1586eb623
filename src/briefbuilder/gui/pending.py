"""The register of words that were typed and that neither the brief nor an item holds yet.

There is one for the whole window. An editor of words cannot be made without it, and whoever needs
the whole brief (a save, an export, a check, a step back, another room, the end of the program)
asks it to `commit`. Left alone it commits after a short pause in typing, and while somebody types
without a pause, at least once in `CEILING_MS`.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from briefbuilder.gui.dialogs.forms import FormDialog
from briefbuilder.storage.dialog_words import DialogWords

PAUSE_MS = 300
CEILING_MS = 700
"""With the time until a recovery copy is written this stays well below two seconds."""


class PendingField(Protocol):
    """Something that may hold words which nobody has been told of."""

    def commit(self) -> None:
        """Tell them, if there are any."""


@runtime_checkable
class Editor(Protocol):
    """What joins: it can say what stands in it."""

    def held_words(self) -> str:
        """The words, as a person would want to copy them back."""


class PendingWords(QObject):
    """Every editor of the window, and those among them that were typed in just now.

    An editor in a dialog has nobody to tell until the dialog is accepted; `in_dialogs` gives what
    stands there, so that it can be put aside, too.

    Signals:
        began: there are words to be handed over now.
        committed: words were handed over, or a dialog holds others now, or none any more.
    """

    began = Signal()
    committed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        pause_ms: int = PAUSE_MS,
        ceiling_ms: int = CEILING_MS,
    ) -> None:
        super().__init__(parent)
        self._editors: WeakSet[QWidget] = WeakSet()
        self._dialogs: WeakSet[FormDialog] = WeakSet()
        self._touched: dict[PendingField, None] = {}
        self._pause = self._timer(pause_ms)
        self._ceiling = self._timer(ceiling_ms)

    def join(self, editor: QWidget) -> None:
        """Enter an editor; its constructor does so."""
        self._editors.add(editor)

    def knows(self, editor: QWidget) -> bool:
        """Whether an editor has joined."""
        return editor in self._editors

    def touch(self, field: PendingField) -> None:
        """Note that somebody is typing in a field."""
        is_first = not self._touched
        self._touched[field] = None
        if isinstance(field, QWidget):
            self._note_dialog(field.window())
        self._pause.start()
        if not self._ceiling.isActive():
            self._ceiling.start()
        if is_first:
            self.began.emit()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be handed over."""
        return not self._touched

    def forget(self, field: PendingField) -> None:
        """Note that a field has nothing to tell any more."""
        self._touched.pop(field, None)

    @Slot()
    def commit(self) -> None:
        """Commit every field that was typed in; one that fails keeps no other from it."""
        self._pause.stop()
        self._ceiling.stop()
        if not self._touched:
            return
        while self._touched:
            field = next(iter(self._touched))
            del self._touched[field]
            if isinstance(field, QWidget) and not isValid(field):
                continue  # its window was taken down, and had committed before it went
            try:
                field.commit()
            except BaseException:
                self.commit()
                raise
        self.committed.emit()

    def in_dialogs(self) -> tuple[DialogWords, ...]:
        """What stands in the dialogs that were typed in and are still open."""
        return tuple(
            DialogWords(dialog.windowTitle(), words)
            for dialog in self._dialogs
            if dialog.isVisible() and (words := self._words_in(dialog))
        )

    def _words_in(self, dialog: FormDialog) -> tuple[tuple[str, str], ...]:
        editors = [one for one in dialog.findChildren(QWidget) if one in self._editors]
        held = (
            (_name_in(dialog, one), one.held_words()) for one in editors if isinstance(one, Editor)
        )
        return tuple((name, words) for name, words in held if words.strip())

    def _note_dialog(self, window: QWidget) -> None:
        if isinstance(window, FormDialog) and window not in self._dialogs:
            self._dialogs.add(window)
            window.finished.connect(self.committed)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.commit)
        return timer


def _name_in(dialog: FormDialog, editor: QWidget) -> str:
    """What an editor is called in a dialog: its label, or what a screen reader says."""
    label = dialog.form.labelForField(editor)
    words = label.text().replace("&", "") if isinstance(label, QLabel) else ""
    return words or editor.accessibleName()
