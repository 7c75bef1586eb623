"""A timeline: a row for each event. What is written in a row is in the brief, finished or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QToolButton,
    QWidget,
)

from briefbuilder.app import operations
from briefbuilder.domain.briefs import Block, TimelineBlock, TimelineRow
from briefbuilder.domain.dates import HOW_TO_WRITE
from briefbuilder.gui.compose.block_view import MENU_WIDTH, BlockView
from briefbuilder.gui.compose.compose_context import A_DAY, INITIATOR, ComposeContext
from briefbuilder.gui.shared.build import in_column, in_row, link_button, make_label
from briefbuilder.language.catalogue import words_for
from briefbuilder.language.interface import _, spoken
from briefbuilder.render.labels import row_date

DATE_WIDTH = 184


class EventRow(QWidget):
    """One event: its date, what happened, and a way to take it out.

    Signals:
        changed: the row says something else now.
        next_requested: Enter was pressed: the next row is wanted.
        remove_requested: the row is to go.
    """

    changed = Signal()
    next_requested = Signal()
    remove_requested = Signal()

    def __init__(self, context: ComposeContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.date = context.line_field("", spoken().date(A_DAY), self)
        self.date.tells_at_once = False  # half a date is none
        self.date.setFixedWidth(DATE_WIDTH)
        self.date.setToolTip(_("4 December 2026, Dec 2026, 2026; 4–6 December 2026; about 1962"))
        self.text = context.line_field("", _("What happened"), self)
        self._sign = make_label("▲", "warning", self)
        stays = self._sign.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # so that no text moves when a sign comes or goes
        self._sign.setSizePolicy(stays)
        self._remove = QToolButton(self)
        self._remove.setText("✕")
        self._remove.setProperty("role", "dots")
        self._remove.setFixedWidth(MENU_WIDTH)
        self._remove.setToolTip(_("Remove this event (Ctrl+Shift+Delete)"))
        # A key that is meant for the next row must not meet this button: the command has its own.
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        in_row(self.date, self._sign, (self.text, 1), self._remove, on=self, margins=0, spacing=4)
        for field in (self.date, self.text):
            field.committed.connect(self._on_committed)
        self.date.returnPressed.connect(self._on_date_entered)
        self.text.returnPressed.connect(self.next_requested)
        self._remove.clicked.connect(self.remove_requested)
        self._show_sign()

    @property
    def written(self) -> TimelineRow | None:
        """What the row says, finished or not; None while nothing was written in it."""
        return TimelineRow.written(self.date.text(), self.text.text())

    def show_number(self, number: int) -> None:
        """Name the fields for a screen reader by the row's place."""
        self.date.setAccessibleName(_("Date of event {number}", number=number))
        self.text.setAccessibleName(_("Event {number}", number=number))
        self._remove.setAccessibleName(_("Remove event {number}", number=number))

    def show_row(self, row: TimelineRow) -> None:
        """Show another row; words that say the same stay as they were typed."""
        if self.written != row:
            # Day first in American English, too: the form, which may ask for it, is not at hand.
            words = words_for(self._context.brief.lang).day_first()
            self.date.show_text(row_date(row, words))
            self.text.show_text(row.text)
        self._show_sign()

    def clear(self) -> None:
        """Show no words."""
        self.date.show_text("")
        self.text.show_text("")
        self._show_sign()

    def _show_sign(self) -> None:
        row = self.written
        want = row.want if row is not None else ""
        self._sign.setVisible(bool(want))
        how = _(HOW_TO_WRITE) if row is not None and row.date is None else ""
        self._sign.setToolTip(f"{want} {how}".rstrip())
        self._sign.setAccessibleName(self._sign.toolTip())

    @Slot()
    def _on_committed(self) -> None:
        self._show_sign()
        self.changed.emit()

    @Slot()
    def _on_date_entered(self) -> None:
        """Enter goes on to what happened, while that is not written yet."""
        if self.text.text().strip():
            self.next_requested.emit()
        else:
            self.text.setFocus()


class TimelineBlockView(BlockView):
    """A caption and the rows of events."""

    def __init__(
        self, context: ComposeContext, block: TimelineBlock, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, block, parent)
        self.rows: list[EventRow] = []
        self._last: QObject | None = None
        self.caption = context.line_field(
            _("Caption of the timeline"), _("Timeline: caption"), self.frame
        )
        self.caption.committed.connect(self._apply)
        self._column = in_column(spacing=1)
        self.add_button = link_button(
            QToolButton(self.frame), _("+ Event"), spoken=_("Add an event")
        )
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
        said = [row.written for row in self.rows if row.written is not None]
        if said != list(block.events):
            self._show_rows(block.events)
        if not self.rows:
            self._add_row()
        self._number()

    def focus_first(self, *, at_end: bool = False) -> None:
        (self.rows[-1].text if at_end else self.rows[0].date).setFocus()

    def remove_row(self) -> bool:
        row = self._row_of(QApplication.focusWidget())
        if row is not None:
            self._remove_row(row)
        return row is not None

    def fill_menu(self, menu: QMenu) -> None:
        away = menu.addAction(_("Remove this e&vent"))
        away.setEnabled(self._row_of(self._last) is not None)
        away.triggered.connect(self._on_remove_last)

    def _row_of(self, field: QObject | None) -> EventRow | None:
        return next((row for row in self.rows if field in {row.date, row.text}), None)

    def _show_rows(self, written: Sequence[TimelineRow]) -> None:
        """Show other rows; one that is not needed stays, blank, while somebody is in it."""
        for row in self.rows[len(written) :]:
            if row is self._row_of(QApplication.focusWidget()):
                row.clear()
            else:
                self._drop(row)
        while len(self.rows) < len(written):
            self._add_row()
        for row, one in zip(self.rows, written, strict=False):
            row.show_row(one)

    def _add_row(self, position: int | None = None) -> EventRow:
        row = EventRow(self.context, self.frame)
        row.changed.connect(self._apply)
        row.next_requested.connect(self._on_next_requested)
        row.remove_requested.connect(self._on_remove_requested)
        row.text.lead_tab(self._go_on)
        for field in (row.date, row.text):
            field.entered.connect(self._remember_place)
        at = len(self.rows) if position is None else position
        self.rows.insert(at, row)
        self._column.insertWidget(at, row)
        row.show()
        self._number()
        return row

    def _number(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.show_number(number)

    def _drop(self, row: EventRow) -> None:
        self.context.pending.let_go(row)
        self.rows.remove(row)
        self._column.removeWidget(row)

    def _go_on(self) -> bool:
        """Tab leads from the last field of a row to the next row, which it makes at the end.

        After a blank row at the end it leaves the timeline.
        """
        row = self._row_of(QApplication.focusWidget())
        if row is None:
            return False
        at = self.rows.index(row) + 1
        if at == len(self.rows):
            if row.written is None:
                return False
            self._add_row()
        self.rows[at].date.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _remove_row(self, row: EventRow) -> None:
        """Take a row out as one step of its own; the keyboard goes to the row in its place."""
        self.context.pending.commit()
        at = self.rows.index(row)
        in_text = row.text.hasFocus()
        if row.written is not None:
            events = tuple(
                one.written for one in self.rows if one is not row and one.written is not None
            )
            self._drop(row)
            self._put(events, _("Remove event"))
        else:
            self._drop(row)
        if not self.rows:
            self._add_row()
        self._number()
        near = self.rows[min(at, len(self.rows) - 1)]
        (near.text if in_text else near.date).setFocus()

    def _put(self, events: tuple[TimelineRow, ...], gesture: str = "") -> None:
        block = self.context.brief.block(self.block_id)
        if isinstance(block, TimelineBlock):
            changed = block.model_copy(update={"events": events, "caption": self.caption.text()})
            operations.replace_block(
                self.context.session, block=changed, gesture=gesture, initiator=INITIATOR
            )

    @Slot()
    def _remember_place(self) -> None:
        self._last = self.sender()

    @Slot()
    def _on_remove_last(self) -> None:
        row = self._row_of(self._last)
        if row is not None:
            self._remove_row(row)

    @Slot()
    def _apply(self) -> None:
        self._put(tuple(row.written for row in self.rows if row.written is not None))

    @Slot()
    def _on_add_clicked(self) -> None:
        last = self.rows[-1]
        (last if last.written is None else self._add_row()).date.setFocus()

    @Slot()
    def _on_next_requested(self) -> None:
        """Enter: a row of its own after this one, or the blank one that is there already."""
        row = self.sender()
        if not isinstance(row, EventRow) or row.written is None:
            return
        at = self.rows.index(row) + 1
        if at == len(self.rows) or self.rows[at].written is not None:
            self._add_row(at)
        self.rows[at].date.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_remove_requested(self) -> None:
        row = self.sender()
        if isinstance(row, EventRow):
            self._remove_row(row)
