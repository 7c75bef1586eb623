"""A timeline: a row for each event. A row that is not finished yet stays here until it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from briefbuilder.app import operations
from briefbuilder.domain.base import check_partial_date
from briefbuilder.domain.briefs import Block, TimelineBlock
from briefbuilder.domain.items import TimelineEvent
from briefbuilder.gui.compose.bench import INITIATOR, Bench
from briefbuilder.gui.compose.block_view import MENU_WIDTH, BlockView

DATE_WIDTH = 184
_DATE = re.compile(
    r"^\s*(?P<circa>c\.?|about)?\s*(?P<first>[\d-]+)(?:\s*(?:/|to|–)\s*(?P<last>[\d-]+))?\s*$"
)


def event_of(date: str, text: str) -> TimelineEvent | None:
    """The event that a row says, or None while it says none.

    A date is `1962`, `1962-10` or `1962-10-14`, two of them with `/` between for a stretch of
    time, with `c.` before them where they are not certain.
    """
    match = _DATE.match(date)
    if match is None or not text.strip():
        return None
    try:
        first = check_partial_date(match["first"])
        last = check_partial_date(match["last"]) if match["last"] else None
    except ValueError:
        return None
    return TimelineEvent(date=first, to=last, text=text, circa=match["circa"] is not None)


def date_words(event: TimelineEvent) -> str:
    """An event's date as it is typed."""
    date = f"{event.date}/{event.to}" if event.to else event.date
    return f"c. {date}" if event.circa else date


class EventRow(QWidget):
    """One event: its date, what happened, and a way to take it out.

    Signals:
        changed: the row says something else now.
        remove_requested: the row is to go.
    """

    changed = Signal()
    remove_requested = Signal()

    def __init__(self, bench: Bench, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.date = bench.line_field(f"Date of event {number}", "1962-10-14", self)
        self.date.setFixedWidth(DATE_WIDTH)
        self.date.setToolTip("1962, 1962-10 or 1962-10-14; 1962-10-14/1962-10-28; c. 1962")
        self.text = bench.line_field(f"Event {number}", "What happened", self)
        self._sign = QLabel("▲", self)
        self._sign.setProperty("role", "warning")
        self._sign.setToolTip(
            "Not in the brief yet: write a date such as 1962-10-14, and what happened."
        )
        self._sign.setAccessibleName(self._sign.toolTip())
        self._remove = QToolButton(self)
        self._remove.setText("✕")
        self._remove.setProperty("role", "dots")
        self._remove.setFixedWidth(MENU_WIDTH)
        self._remove.setAccessibleName(f"Remove event {number}")
        self._remove.setToolTip("Remove this event")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.date, self._sign):
            row.addWidget(widget)
        row.addWidget(self.text, 1)
        row.addWidget(self._remove)
        self.date.committed.connect(self._on_committed)
        self.text.committed.connect(self._on_committed)
        self._remove.clicked.connect(self.remove_requested)
        self._show_sign()

    @property
    def event_now(self) -> TimelineEvent | None:
        """The event as the row says it, or None while it is not finished."""
        return event_of(self.date.text(), self.text.text())

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written in the row."""
        return not (self.date.text().strip() or self.text.text().strip())

    def show_event(self, event: TimelineEvent) -> None:
        """Show another event; words that say the same stay as they were typed."""
        if self.event_now != event:
            self.date.show_text(date_words(event))
            self.text.show_text(event.text)
        self._show_sign()

    def _show_sign(self) -> None:
        self._sign.setVisible(self.event_now is None and not self.is_blank)

    @Slot()
    def _on_committed(self) -> None:
        self._show_sign()
        self.changed.emit()


class TimelineBlockView(BlockView):
    """A caption and the rows of events."""

    kind = "timeline"

    def __init__(self, bench: Bench, block: TimelineBlock, parent: QWidget | None = None) -> None:
        super().__init__(bench, block, parent)
        self.rows: list[EventRow] = []
        self.caption = bench.line_field("Caption of the timeline", "Timeline: caption", self.frame)
        self.caption.committed.connect(self._apply)
        self._column = QVBoxLayout()
        self._column.setSpacing(1)
        self.add_button = QToolButton(self.frame)
        self.add_button.setText("＋ Event")
        self.add_button.setProperty("role", "link")
        self.add_button.setAccessibleName("Add an event")
        self.add_button.clicked.connect(self._on_add_clicked)
        self.body.addWidget(self.caption)
        self.body.addLayout(self._column)
        self.body.addWidget(self.add_button)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        super().show_block(block)
        if not isinstance(block, TimelineBlock):
            return
        self.caption.show_text(block.caption)
        finished = [row for row in self.rows if row.event_now is not None]
        if [row.event_now for row in finished] != list(block.events):
            self._show_events(block.events, finished)
        if not self.rows:
            self._add_row()

    def focus_first(self, *, at_end: bool = False) -> None:
        (self.rows[-1].text if at_end else self.rows[0].date).setFocus()

    def _show_events(self, events: Sequence[TimelineEvent], rows: list[EventRow]) -> None:
        for row in rows[len(events) :]:
            self._drop(row)
        more = [self._add_row() for _ in range(len(events) - len(rows))]
        for row, event in zip([*rows, *more], events, strict=False):
            row.show_event(event)

    def _add_row(self) -> EventRow:
        row = EventRow(self.bench, len(self.rows) + 1, self.frame)
        row.changed.connect(self._apply)
        row.remove_requested.connect(self._on_remove_requested)
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()
        return row

    def _drop(self, row: EventRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.blockSignals(True)
        row.hide()
        row.deleteLater()

    @Slot()
    def _apply(self) -> None:
        block = self.bench.brief.block(self.block_id)
        if not isinstance(block, TimelineBlock):
            return
        events = tuple(row.event_now for row in self.rows if row.event_now is not None)
        changed = block.model_copy(update={"events": events, "caption": self.caption.text()})
        operations.replace_block(self.bench.session, block=changed, initiator=INITIATOR)

    @Slot()
    def _on_add_clicked(self) -> None:
        self._add_row().date.setFocus()

    @Slot()
    def _on_remove_requested(self) -> None:
        row = self.sender()
        if isinstance(row, EventRow):
            self._drop(row)
            self._apply()
            if not self.rows:
                self._add_row()
            self.add_button.setFocus()
