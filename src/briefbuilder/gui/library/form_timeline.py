"""The timeline in a form: rows of dated events, written from the keyboard.

Tab goes from, to, about, what happened, and on to the next row; Enter asks for a row of its own.
A date may be written in words; one that is not understood stays as it was typed, with its problem.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from briefbuilder.app.item_words import short_day
from briefbuilder.domain.dates import WrittenDate, read_date
from briefbuilder.domain.items import Item, TimelineEvent
from briefbuilder.domain.words import one_line
from briefbuilder.gui.library.form_fields import FieldEditor, OneLineText
from briefbuilder.gui.shared.build import dressed, in_column, in_row, make_label
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.shared.tab_order import order_as_seen
from briefbuilder.gui.widgets.line_field import FormLine, is_tab
from briefbuilder.language.interface import _, p_

DATE_WIDTH, ABOUT_WIDTH = 94, 46
EXAMPLE = dt.date(1962, 12, 4)


class EventText(OneLineText):
    """What happened, as many lines high as it needs.

    Signals:
        next_requested: Enter was pressed.
    """

    next_requested = Signal()

    def __init__(self, pending: PendingWords, parent: QWidget, go_on: Callable[[], bool]) -> None:
        super().__init__(pending, parent, least_lines=1)
        self._go_on = go_on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.next_requested.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Qt goes to the next field before `keyPressEvent` is asked.
        return (is_tab(event) and self._go_on()) or super().event(event)


class TimelineEventRow(QWidget):
    """One event.

    Signals:
        edited: something was typed or ticked.
        entered: the keyboard came here.
        next_requested: Enter was pressed: a row of its own is wanted after this one.
    """

    edited = Signal()
    entered = Signal()
    next_requested = Signal()

    def __init__(self, pending: PendingWords, parent: QWidget, go_on: Callable[[], bool]) -> None:
        super().__init__(parent)
        self.date, self.to = FormLine(pending, self), FormLine(pending, self)
        self.circa = AboutBox(self)
        self.text = EventText(pending, self, go_on)
        row = in_row(on=self, margins=0, spacing=6)
        top = Qt.AlignmentFlag.AlignTop
        for field in (self.date, self.to):
            field.setFixedWidth(DATE_WIDTH)
            field.textEdited.connect(self.edited)
            field.entered.connect(self.entered)
            field.editingFinished.connect(self._on_date_left)
            field.returnPressed.connect(self._on_date_entered)
            row.addWidget(field, 0, top)
        self.date.setPlaceholderText(short_day(EXAMPLE))
        self.circa.setFixedSize(ABOUT_WIDTH, self.date.sizeHint().height())
        self.circa.setToolTip(_("The day is approximate"))
        self.circa.clicked.connect(self.edited)
        self.circa.entered.connect(self.entered)
        row.addWidget(self.circa, 0, top)
        row.addWidget(self.text, 1)
        self.text.textChanged.connect(self.edited)
        self.text.entered.connect(self.entered)
        self.text.next_requested.connect(self.next_requested)

    @property
    def event_(self) -> TimelineEvent:
        """What stands here, unchecked: dates as the file has them where they are understood."""
        date, to = one_line(self.date.text()), one_line(self.to.text())
        circa = self.circa.isChecked()
        read = read_date(date)
        if isinstance(read, WrittenDate) and not (read.to and to):
            date, to, circa = read.date, read.to or to, circa or read.circa
        last = read_date(to)
        if isinstance(last, WrittenDate) and last.to is None and not last.circa:
            to = last.date
        text = one_line(self.text.toPlainText())
        return TimelineEvent.model_construct(date=date, to=to or None, text=text, circa=circa)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands here yet."""
        one = self.event_
        return not (one.date or one.to or one.text or one.circa)

    def show_event(self, event: TimelineEvent, number: int) -> None:
        """Show an event, unless it says just that already; this is no edit."""
        self.setObjectName(f"event-{number}")
        for field, name in (
            (self.date, _("Event {number}: from", number=number)),
            (self.to, _("Event {number}: to", number=number)),
            (self.circa, _("Event {number}: about", number=number)),
            (self.text, _("Event {number}: what happened", number=number)),
        ):
            field.setAccessibleName(name)
        if event == self.event_:
            return
        self.blockSignals(True)
        self.date.show_text(event.date)
        self.to.show_text(event.to or "")
        self.circa.setChecked(event.circa)
        self.text.show_text(event.text)
        self.blockSignals(False)

    @Slot()
    def _on_date_left(self) -> None:
        """A date that was understood is shown as the file has it."""
        event = self.event_
        self.date.show_text(event.date)
        self.to.show_text(event.to or "")
        self.circa.setChecked(event.circa)

    @Slot()
    def _on_date_entered(self) -> None:
        """Enter goes on to what happened while that is not written, and then to the next row."""
        if self.text.toPlainText().strip():
            self.next_requested.emit()
        else:
            self.text.setFocus(Qt.FocusReason.TabFocusReason)


class AboutBox(QCheckBox):
    """Whether a date is approximate.

    Signals:
        entered: the keyboard came here.
    """

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class TimelineEditor(FieldEditor):
    """Rows of events in the order of the file. A blank row is not told of."""

    def __init__(
        self, key: str, name: str, pending: PendingWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(key, name, parent)
        self._pending = pending
        self.rows: list[TimelineEventRow] = []
        self._last: TimelineEventRow | None = None
        self._column = in_column(spacing=4)
        head = in_row(spacing=6)
        for words, width in (
            (p_("head of a column of dates", "From"), DATE_WIDTH),
            (p_("head of a column of dates", "To"), DATE_WIDTH),
            (p_("head of a column: the date is approximate", "About"), ABOUT_WIDTH),
        ):
            head.addWidget(_faint(words, width))
        head.addWidget(_faint(_("What happened")), 1)
        buttons = QHBoxLayout()
        for words, said, action in (
            (_("Add an event"), _("Timeline: add an event"), self._on_add_clicked),
            (_("Remove"), _("Timeline: remove"), self._on_remove_clicked),
            (_("Move up"), _("Timeline: move up"), self._on_up_clicked),
            (_("Move down"), _("Timeline: move down"), self._on_down_clicked),
        ):
            button = dressed(QPushButton(words, self), spoken=said)
            button.clicked.connect(action)
            buttons.addWidget(button)
        buttons.addStretch(1)
        in_column(head, self._column, buttons, on=self, margins=0)

    def show_item(self, item: Item) -> None:
        if self._events() != item.timeline:
            self._show_events(item.timeline)

    def values(self) -> dict[str, object]:
        return {self.key: self._events()}

    def _events(self) -> tuple[TimelineEvent, ...]:
        return tuple(row.event_ for row in self.rows if not row.is_blank)

    def _show_events(self, events: Sequence[TimelineEvent]) -> None:
        for row in self.rows[len(events) :]:
            self._drop(row)
        while len(self.rows) < len(events):
            self._add_row(len(self.rows))
        for number, (row, event) in enumerate(zip(self.rows, events, strict=True), start=1):
            row.show_event(event, number)

    def _add_row(self, at: int) -> TimelineEventRow:
        row = TimelineEventRow(self._pending, self, self._go_on)
        row.edited.connect(self.edited)
        row.entered.connect(self._on_row_entered)
        row.next_requested.connect(self._on_next_requested)
        self.rows.insert(at, row)
        self._column.insertWidget(at, row)
        row.show()
        self._number()
        return row

    def _drop(self, row: TimelineEventRow) -> None:
        self.rows.remove(row)
        self._last = None if self._last is row else self._last
        self._column.removeWidget(row)
        row.blockSignals(True)
        self._pending.let_go(row)

    def _number(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.show_event(row.event_, number)
        self._column.activate()
        order_as_seen(self)

    def _enter(self, row: TimelineEventRow) -> None:
        row.date.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_on(self) -> bool:
        """Tab leads to the next row, which it makes at the end; a blank last row is left by it."""
        row = next((one for one in self.rows if one.text is QApplication.focusWidget()), None)
        if row is None:
            return False
        at = self.rows.index(row) + 1
        if at == len(self.rows):
            if row.is_blank:
                return False
            self._add_row(at)
        self._enter(self.rows[at])
        return True

    def _shift(self, by: int) -> None:
        row = self._last
        target = self.rows.index(row) + by if row is not None else -1
        if row is None or not 0 <= target < len(self.rows):
            return
        self.rows.remove(row)
        self.rows.insert(target, row)
        self._column.removeWidget(row)
        self._column.insertWidget(target, row)
        self._number()
        self.edited.emit()

    @Slot()
    def _on_row_entered(self) -> None:
        row = self.sender()
        self._last = row if isinstance(row, TimelineEventRow) else None

    @Slot()
    def _on_next_requested(self) -> None:
        """Enter: a row of its own after this one, or the blank one that is there already."""
        row = self.sender()
        if not isinstance(row, TimelineEventRow) or row.is_blank:
            return
        at = self.rows.index(row) + 1
        if at == len(self.rows) or not self.rows[at].is_blank:
            self._add_row(at)
        self._enter(self.rows[at])

    @Slot()
    def _on_add_clicked(self) -> None:
        at = self.rows.index(self._last) + 1 if self._last is not None else len(self.rows)
        self._enter(self._add_row(at))

    @Slot()
    def _on_remove_clicked(self) -> None:
        row = self._last
        if row is None:
            return
        at = self.rows.index(row)
        self._drop(row)
        self._number()
        if self.rows:
            self._enter(self.rows[min(at, len(self.rows) - 1)])
        self.edited.emit()

    @Slot()
    def _on_up_clicked(self) -> None:
        self._shift(-1)

    @Slot()
    def _on_down_clicked(self) -> None:
        self._shift(1)


def _faint(words: str, width: int | None = None) -> QLabel:
    label = make_label(words, "faint")
    if width is not None:
        label.setFixedWidth(width)
    return label
