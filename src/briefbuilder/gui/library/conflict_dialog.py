"""Somebody else has written the file: what differs, and the ways on. Nothing is lost by any."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.app.curating import ItemDraft
from briefbuilder.gui.library.differences import drafts_as_html
from briefbuilder.gui.theme import Colours


class WayOn(Enum):
    """What the curator chose."""

    KEEP_EDITING = auto()
    LOAD_THEIRS = auto()
    SAVE_COPY = auto()
    REPLACE_THEIRS = auto()


WAYS = (
    (WayOn.KEEP_EDITING, "Keep editing", "Nothing is written; decide later."),
    (WayOn.LOAD_THEIRS, "Load theirs", "Undo in the Text tab gets yours back."),
    (WayOn.SAVE_COPY, "Save mine under another id…", "Both stay, as two items."),
    (WayOn.REPLACE_THEIRS, "Replace theirs with mine", "Only what you see here is replaced."),
)


class ConflictDialog(QDialog):
    """Shows theirs beside mine; `way_on` is what was chosen."""

    def __init__(
        self, mine: ItemDraft, theirs: ItemDraft, colours: Colours, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.way_on = WayOn.KEEP_EDITING
        self.setWindowTitle("Somebody else has changed the file")
        self.resize(820, 560)
        title = QLabel("Somebody else has changed the file", self)
        title.setProperty("role", "title")
        words = QLabel(
            f"{mine.file} is no longer the file that you opened. Nothing was overwritten. Below, "
            "what only their text has is struck through, and what only yours has is underlined.",
            self,
        )
        words.setWordWrap(True)
        words.setProperty("role", "soft")
        self.view = QTextBrowser(self)
        self.view.setAccessibleName("What differs")
        self.view.setOpenLinks(False)
        self.view.setHtml(drafts_as_html(theirs, mine, colours))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        for widget in (title, words):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        row = QHBoxLayout()
        for way, name, tip in WAYS:
            button = QPushButton(name, self)
            button.setObjectName(way.name.lower())
            button.setToolTip(tip)
            button.clicked.connect(partial(self._choose, way))
            row.addWidget(button)
            if way is WayOn.KEEP_EDITING:
                button.setProperty("role", "primary")
                button.setDefault(True)
                row.addStretch(1)
        column.addLayout(row)

    def _choose(self, way: WayOn, _checked: bool = False) -> None:
        self.way_on = way
        self.accept()
