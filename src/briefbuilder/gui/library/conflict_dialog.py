"""The file is not what the draft was read from: what stands there, and the ways on."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from briefbuilder.app.conflict_words import as_opened, state_words, ways_on
from briefbuilder.app.curating import ItemDraft
from briefbuilder.app.difference_html import drafts_as_html
from briefbuilder.app.guarded_save import WayOn
from briefbuilder.app.on_disk import OnDisk
from briefbuilder.app.window_colours import Colours
from briefbuilder.gui.shared.build import dressed, in_column, make_label, reading_view
from briefbuilder.language.interface import _


class ConflictDialog(QDialog):
    """Shows what stands there beside mine; `way_on` is what was chosen."""

    def __init__(
        self, mine: ItemDraft, there: OnDisk, colours: Colours, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.way_on = WayOn.KEEP_EDITING
        standing = state_words(there)
        self.setWindowTitle(_(standing.title))
        self.resize(820, 560)
        title = make_label(_(standing.title), "title", self)
        words = dressed(QLabel(_(standing.words, file=mine.file, why=there.why), self), "soft")
        words.setWordWrap(True)
        self.view = reading_view(_("What differs"), self)
        self.view.setHtml(drafts_as_html(there.draft or as_opened(mine), mine, colours))
        column = in_column(
            title, words, (self.view, 1), on=self, margins=(22, 18, 22, 16), spacing=12
        )
        row = QHBoxLayout()
        for way, name, tip in ways_on(there):
            button = dressed(QPushButton(name, self), name=way.name.lower(), tip=tip)
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
