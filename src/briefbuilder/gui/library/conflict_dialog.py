"""The file is not what the draft was read from: what stands there, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from briefbuilder.app.curating import ItemDraft, read_text
from briefbuilder.app.file_state import FileState
from briefbuilder.app.guarded_save import WayOn
from briefbuilder.app.on_disk import OnDisk
from briefbuilder.gui.library.difference_html import drafts_as_html
from briefbuilder.gui.shared.build import dressed, in_column, make_label, reading_view
from briefbuilder.gui.shared.theme import Colours
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_


@dataclass(frozen=True, slots=True)
class StateWords:
    """What a state of the file is called: in a notice, as a title, and in whole sentences."""

    notice: str
    title: str
    words: str


STANDINGS = {
    FileState.CHANGED: StateWords(
        N_("Somebody else has changed the file since you opened it."),
        N_("Somebody else has changed the file"),
        N_(
            "{file} is no longer the file that you opened. Nothing was overwritten. Below, what "
            "only their text has is struck through, and what only yours has is underlined."
        ),
    ),
    FileState.GONE: StateWords(
        N_("The file has been removed, or renamed, since you opened it."),
        N_("The file has been removed"),
        N_(
            "{file} is not there any more: somebody has deleted, moved or renamed it. Your text is "
            "whole. Below is what you changed since you opened it."
        ),
    ),
    FileState.UNREADABLE: StateWords(
        N_("The file cannot be read any more."),
        N_("The file cannot be read any more"),
        N_(
            "{file}: {why} Nothing was overwritten, and your text is whole. Below is what you "
            "changed since you opened it."
        ),
    ),
}


class ConflictDialog(QDialog):
    """Shows what stands there beside mine; `way_on` is what was chosen."""

    def __init__(
        self, mine: ItemDraft, there: OnDisk, colours: Colours, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.way_on = WayOn.KEEP_EDITING
        standing = STANDINGS.get(there.state, STANDINGS[FileState.CHANGED])
        self.setWindowTitle(_(standing.title))
        self.resize(820, 560)
        title = make_label(_(standing.title), "title", self)
        words = dressed(QLabel(_(standing.words, file=mine.file, why=there.why), self), "soft")
        words.setWordWrap(True)
        self.view = reading_view(_("What differs"), self)
        self.view.setHtml(drafts_as_html(there.draft or _as_opened(mine), mine, colours))
        column = in_column(
            title, words, (self.view, 1), on=self, margins=(22, 18, 22, 16), spacing=12
        )
        row = QHBoxLayout()
        for way, name, tip in _ways(there):
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


def _ways(there: OnDisk) -> Iterator[tuple[WayOn, str, str]]:
    yield WayOn.KEEP_EDITING, _("Keep editing"), _("Nothing is written; decide later.")
    if there.draft is not None:
        yield WayOn.LOAD_THEIRS, _("Load theirs"), _("Undo in the Text tab gets yours back.")
    else:
        yield WayOn.DISCARD_MINE, _("Discard mine"), _("Your text goes away; nothing is written.")
    is_free = there.state is not FileState.CHANGED
    kept = _("Your text becomes a new item.") if is_free else _("Both stay, as two items.")
    yield WayOn.SAVE_COPY, _("Save mine under another id…"), kept
    if there.state is FileState.GONE:
        yield WayOn.WRITE_MINE, _("Write it again"), _("Your text becomes the file, where it was.")
    elif there.may_be_written:
        is_theirs = there.draft is not None
        name = _("Replace theirs with mine") if is_theirs else _("Replace it with mine")
        yield WayOn.WRITE_MINE, name, _("Only what you see here is replaced.")


def _as_opened(mine: ItemDraft) -> ItemDraft:
    item, problems = read_text(mine.saved_text, mine.file)
    return replace(mine, text=mine.saved_text, item=item, problems=problems)
