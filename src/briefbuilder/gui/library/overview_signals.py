"""The newest overview of the library, in the window: its thread's word becomes a signal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from briefbuilder.app.library_overview import LibraryOverview, NewestOverview
from briefbuilder.app.library_rows import LibraryRows
from briefbuilder.gui.shared.desk import Desk


class OverviewSignals(QObject):
    """One `NewestOverview`, the rows that it gives, and a signal when it is complete.

    Signals:
        completed: the library check has gone through what changed; rows may have other signs.
    """

    completed = Signal()
    _ready = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)  # it outlives its workspace: a thread tells it what it found
        self._ready.connect(self._on_ready)
        self._newest = NewestOverview(desk.workspace, self._ready.emit)
        self.rows = LibraryRows(self._newest)
        desk.closing.connect(self._newest.close)

    @property
    def now(self) -> LibraryOverview:
        """The overview of the library as it was last read."""
        return self._newest.now

    @Slot(object)
    def _on_ready(self, complete: LibraryOverview) -> None:
        if self._newest.take(complete):
            self.completed.emit()
