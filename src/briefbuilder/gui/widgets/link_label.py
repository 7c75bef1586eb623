"""A link that wraps: a button's words stay on one line and push the panel wide."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget


class LinkLabel(QLabel):
    """Words that can be followed by mouse, and by Tab and Return.

    Signals:
        followed: the reader followed the link.
    """

    followed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None, *, spoken: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(f'<a href="#" style="text-decoration:none">{html.escape(text)}</a>')
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(spoken or text)
        self.linkActivated.connect(self._on_link_activated)

    @Slot(str)
    def _on_link_activated(self, _address: str) -> None:
        self.followed.emit()
