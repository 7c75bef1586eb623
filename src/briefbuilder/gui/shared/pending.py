"""The register of words that were typed and that neither the brief nor an item holds yet.

There is one for the whole window. An editor of words cannot be made without it, and whoever needs
the whole brief (a save, an export, a check, a step back, another room, the end of the program)
asks it to `commit`. Left alone, words that the pages print are committed as soon as the key that
wrote them is painted; others after a short pause in typing, and while somebody types without a
pause, at least once in `CEILING_MS`.

Whoever takes an editor down, alone or with the panel that it stands in, does it with `let_go`.
Words that went with an editor all the same are a fault of the program: the log says where they
stood.
"""

from __future__ import annotations

import logging
from typing import Protocol, runtime_checkable
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from shiboken6 import isValid

from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.storage.dialog_words import DialogWords

_log = logging.getLogger(__name__)

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
        self._dialogs: WeakSet[QDialog] = WeakSet()
        self._touched: dict[PendingField, str] = {}
        self._soon = self._timer(0)
        self._pause = self._timer(pause_ms)
        self._ceiling = self._timer(ceiling_ms)

    def join(self, editor: QWidget) -> None:
        """Enter an editor; its constructor does so."""
        self._editors.add(editor)

    def knows(self, editor: QWidget) -> bool:
        """Whether an editor has joined."""
        return editor in self._editors

    def touch(self, field: PendingField, *, at_once: bool = False) -> None:
        """Note that somebody is typing in a field.

        With `at_once` it is committed when Qt has nothing more urgent to do: after the key's own
        paint, so that no key waits for what the brief makes of it.
        """
        is_first = not self._touched
        if field not in self._touched:
            self._touched[field] = _name_of(field)
        if isinstance(field, QWidget):
            self._note_dialog(field.window())
        (self._soon if at_once else self._pause).start()
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
        for timer in (self._soon, self._pause, self._ceiling):
            timer.stop()
        if not self._touched:
            return
        while self._touched:
            field, name = next(iter(self._touched.items()))
            del self._touched[field]
            if isinstance(field, QWidget) and not isValid(field):
                _log.error("Words typed in %s went with it: it was not let go.", name)
                continue
            try:
                field.commit()
            except BaseException:
                self.commit()
                raise
        self.committed.emit()

    def let_go(self, widget: QWidget) -> None:
        """Take a widget down for good, once what was typed in it has been handed over."""
        self._hand_over(widget)
        for editor in self._editors:
            if _is_within(widget, editor):
                editor.blockSignals(True)  # the keyboard leaves it when it hides
        widget.hide()
        widget.deleteLater()

    def _hand_over(self, widget: QWidget) -> None:
        """Commit what was typed in a widget that is about to go."""
        for field in [one for one in self._touched if _is_within(widget, one)]:
            self.forget(field)
            field.commit()

    def in_dialogs(self) -> tuple[DialogWords, ...]:
        """What stands in the dialogs that were typed in and are still open."""
        return tuple(
            DialogWords(dialog.windowTitle(), words)
            for dialog in self._dialogs
            if isinstance(dialog, FormDialog)
            and isValid(dialog)
            and dialog.isVisible()
            and (words := self._words_in(dialog))
        )

    def _words_in(self, dialog: FormDialog) -> tuple[tuple[str, str], ...]:
        editors = [one for one in dialog.findChildren(QWidget) if one in self._editors]
        held = (
            (_name_in(dialog, one), one.held_words()) for one in editors if isinstance(one, Editor)
        )
        return tuple((name, words) for name, words in held if words.strip())

    def _note_dialog(self, window: QWidget) -> None:
        if isinstance(window, QDialog) and window not in self._dialogs:
            self._dialogs.add(window)
            window.finished.connect(self._on_dialog_finished)

    @Slot()
    def _on_dialog_finished(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, QDialog):
            self._hand_over(dialog)
        self.committed.emit()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.commit)
        return timer


def _is_within(widget: QWidget, one: object) -> bool:
    """Whether one is that widget, or stands in it."""
    return one is widget or (isinstance(one, QWidget) and isValid(one) and widget.isAncestorOf(one))


def _name_of(field: PendingField) -> str:
    """What a field is called, for the log; never what stands in it."""
    name = field.accessibleName() if isinstance(field, QWidget) else ""
    kind = type(field).__name__
    return f"{kind} “{name}”" if name else kind


def _name_in(dialog: FormDialog, editor: QWidget) -> str:
    """What an editor is called in a dialog: its label, or what a screen reader says."""
    label = dialog.form.labelForField(editor)
    words = label.text().replace("&", "") if isinstance(label, QLabel) else ""
    return words or editor.accessibleName()
