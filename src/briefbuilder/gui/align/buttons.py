"""Buttons and pages that leave the cursor keys to the walk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QToolButton, QWidget

from briefbuilder.gui.shared.build import scrolling

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def is_step(event: QKeyEvent) -> bool:
    """Whether a key means the next or the previous question."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and Qt.Key(event.key()) in STEPS


class WalkButton(QPushButton):
    """A push button on which Up and Down still walk."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_step(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class WalkToolButton(QToolButton):
    """A tool button on which Up and Down still walk."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_step(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class WalkPage(QScrollArea):
    """A page on which Up and Down lead to another question rather than along the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        scrolling(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_step(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
