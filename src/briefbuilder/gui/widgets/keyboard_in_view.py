"""Whoever has the keyboard can be seen: pages scroll to the field that it goes to.

Qt does so for Tab alone, and before a row that was just made has its place. One follower serves
every scrolled page of the program, so that no panel has to remember.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea, QWidget

from briefbuilder.gui.widgets.growing_text import keep_in_view


class KeyboardInView(QObject):
    """Follows the keyboard from field to field, in whichever window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last: QWidget | None = None
        # When nothing else waits to be done: then what was added to a page has been laid out.
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._show_field)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A window that comes to the front again stays where its reader has scrolled it."""
        if now is not None and now is not self._last:
            self._last = now
            self._settled.start()

    @Slot()
    def _show_field(self) -> None:
        field = QApplication.focusWidget()
        # A page that moves under a pressed mouse takes the button away from it.
        if field is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        area = _area_of(field)
        if area is not None:
            keep_in_view(field, _place_of(field, area))


def _area_of(field: QWidget) -> QScrollArea | None:
    above = field.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = None if above.isWindow() else above.parentWidget()
    return above


def _place_of(field: QWidget, area: QScrollArea) -> QRect:
    """What of a field is to be seen: its cursor, all of it, or its upper part where it is high."""
    if isinstance(field, QPlainTextEdit) and field.height() > area.viewport().height() // 2:
        return field.cursorRect()
    return QRect(0, 0, field.width(), min(field.height(), area.viewport().height()))
