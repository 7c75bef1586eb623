"""The alignment walk in the window: what it tells becomes signals, and the desk hears of it."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QObject, Signal, Slot

from briefbuilder.app.alignment_walk import (
    AlignmentWalk,
    ItemPlaced,
    Leaving,
    Moved,
    NoGapLeft,
    Refreshed,
    WalkEvent,
)
from briefbuilder.domain.changes import Changes
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.language.interface import _


class WalkSignals(QObject):
    """One `AlignmentWalk` through the brief on the desk, and a signal for what it tells.

    Signals:
        refreshed: the state, the brief or the library is another one now.
        leaving: another question will be shown; the last moment to hand over typing.
        moved: another question is shown, or the overview.
    """

    refreshed = Signal()
    leaving = Signal()
    moved = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.walk = AlignmentWalk(desk.workspace)
        self.walk.subscribe(self._on_event)
        desk.session_replaced.connect(self._on_session_replaced)
        desk.brief_changed.connect(self._on_brief_changed)
        desk.library_changed.connect(self._on_library_changed)
        self._on_session_replaced()

    @property
    def pending(self) -> PendingWords:
        """The window's register of typed words."""
        return self._desk.pending

    def _on_event(self, event: WalkEvent) -> None:
        match event:
            case Refreshed():
                self.refreshed.emit()
            case Leaving():
                self.leaving.emit()
            case Moved():
                self.moved.emit()
            case NoGapLeft():
                self._desk.announce(_("No gap is left."))
            case ItemPlaced(title, heading):
                self._desk.announce(
                    _("“{item}” was placed in “{section}”.", item=title, section=heading)
                )
            case _:
                assert_never(event)

    @Slot()
    def _on_session_replaced(self) -> None:
        self.walk.take(self._desk.session)

    @Slot(object)
    def _on_brief_changed(self, changes: Changes) -> None:
        self.walk.follow_brief(changes)

    @Slot(object)
    def _on_library_changed(self, _change: object) -> None:
        self.walk.follow_library()
