"""What nobody sees rests: it is stale, and is made anew when it is shown.

A panel that works at every change whether it is shown or not makes typing dear in the room that
is. So a panel does not connect its own refreshing to the desk's signals, but that of a `Refresh`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from briefbuilder.domain.changes import Aspect, Changes


class Refresh(QObject):
    """Makes a widget anew when what it shows is another: at once if it is seen, else when shown.

    `aspects` are those of a brief that the widget depends on; None stands for all of them.
    """

    # What Python has taken apart at the end may still be sent an event: then there is no widget.
    _widget: QWidget | None = None

    def __init__(
        self,
        widget: QWidget,
        make_anew: Callable[[], None],
        aspects: frozenset[Aspect] | None = None,
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._make_anew = make_anew
        self._aspects = aspects
        self._is_stale = False
        widget.installEventFilter(self)

    @Slot()
    def ask(self) -> None:
        """What the widget shows may be another now."""
        self._is_stale = True
        self.settle()

    @Slot(object)
    def on_brief_changed(self, changes: Changes) -> None:
        """The open brief is another now, in these aspects; a save is a change of none."""
        if self._aspects is None or changes.aspects & self._aspects:
            self.ask()

    def settle(self) -> None:
        """Make it anew now if it is stale and seen."""
        if self._is_stale and self._widget is not None and self._widget.isVisible():
            self._is_stale = False
            self._make_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._widget and event.type() == QEvent.Type.Show:
            self.settle()
        return super().eventFilter(watched, event)
