"""The curator's session in the window: what it tells becomes signals, and the desk hears of it."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QObject, Signal, Slot

from briefbuilder.app.curating import draft_store
from briefbuilder.app.curation import (
    CurationEvent,
    CurationSession,
    DraftChanged,
    Gathering,
    LibraryRead,
    Lost,
    Opened,
    Outdated,
    StandingChanged,
)
from briefbuilder.gui.shared.desk import Desk


class CurationSignals(QObject):
    """One `CurationSession`, and a signal for each kind of event of it.

    Signals:
        gathering: whoever edits the draft hands over what was typed.
        opened: another draft is shown, or none.
        changed(ChangedBy): the draft that is shown says something else; who changed it.
        standing_changed: a draft was saved, given up or became unsaved.
        outdated: the file of the draft that is shown was written by somebody else.
    """

    gathering = Signal()
    opened = Signal()
    changed = Signal(object)
    standing_changed = Signal()
    outdated = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.session = CurationSession(desk.workspace, draft_store(desk.workspace, desk.sign))
        self.session.subscribe(self._on_event)
        desk.library_changed.connect(self._on_library_changed)
        desk.keep_with(self.session.recovery_copies)
        self.standing_changed.connect(desk.note_unsaved)
        self.changed.connect(desk.note_unsaved)

    def _on_event(self, event: CurationEvent) -> None:
        match event:
            case Gathering():
                self.gathering.emit()
            case Opened():
                self.opened.emit()
            case DraftChanged(by):
                self.changed.emit(by)
            case StandingChanged():
                self.standing_changed.emit()
            case Outdated():
                self.outdated.emit()
            case LibraryRead(change):
                self._desk.tell_library_changed(change)
            case Lost(sentence):
                self._desk.announce(sentence)
            case _:
                assert_never(event)

    @Slot(object)
    def _on_library_changed(self, _change: object) -> None:
        self.session.follow_library()
