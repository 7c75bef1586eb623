"""The picture of the whole walk: a bar for each group, and the gaps that block."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefbuilder.app.alignment_words import (
    BAR_STATES,
    bar_counts,
    progress_words,
    standing,
    state_heads,
)
from briefbuilder.domain.alignment import AlignmentState, GroupProgress, QuestionView
from briefbuilder.gui.align.buttons import WalkButton, WalkPage
from briefbuilder.gui.align.kept_answers import KeptAnswers
from briefbuilder.gui.align.state_marks import paint_bar, paint_mark
from briefbuilder.gui.align.walk_signals import WalkSignals
from briefbuilder.gui.shared.build import dressed, in_column, paragraph, take_down
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.kept_keyboard import keyboard_kept
from briefbuilder.gui.widgets.link_label import LinkLabel
from briefbuilder.language.interface import _

ROW, HEAD, COLUMN, BAR = 34, 34, 74, 13
NAME_SHARE = 0.36


class StateFigure(QWidget):
    """A stacked bar for each group, to one scale, with the counts beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: tuple[GroupProgress, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_groups(self, groups: tuple[GroupProgress, ...]) -> None:
        """Draw other groups."""
        self._groups = tuple(group for group in groups if group.applicable)
        words = [progress_words(group) for group in self._groups]
        self.setAccessibleName(_("The state of the checklist by group"))
        self.setAccessibleDescription(" ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, HEAD + ROW * len(self._groups) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = self._theme.colours
        width = float(self.width())
        column = self._column()
        counts_left = width - column * len(BAR_STATES)
        name_width = counts_left * NAME_SHARE + 40
        bar_width = counts_left - name_width - 18
        most = max((group.applicable for group in self._groups), default=1)
        painter.setFont(self._small())
        for number, (state, word) in enumerate(zip(BAR_STATES, state_heads(), strict=True)):
            box = QRectF(counts_left + column * number, 0, column, HEAD - 8)
            paint_mark(painter, QRectF(box.left() + 6, 8, 10, 10), state, colours)
            painter.setPen(QColor(colours.soft_ink))
            painter.drawText(box.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)
        for number, group in enumerate(self._groups):
            top = HEAD + ROW * number
            painter.setPen(QColor(colours.line))
            painter.drawLine(0, top, int(width), top)
            painter.setFont(self.font())
            painter.setPen(QColor(colours.ink))
            name = painter.fontMetrics().elidedText(
                group.group.title, Qt.TextElideMode.ElideRight, int(name_width - 12)
            )
            room = QRectF(0, top, name_width, ROW)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
            bar = QRectF(name_width, top + (ROW - BAR) / 2, bar_width, BAR)
            paint_bar(painter, bar, bar_counts(group), colours, most)
            self._paint_counts(painter, group, counts_left, top)
        painter.end()

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPointSizeF(9.0)
        return small

    def _column(self) -> int:
        """How wide a column of counts is: its head, with its sign and some air, finds room."""
        heads = QFontMetrics(self._small())
        return max(COLUMN, *(heads.horizontalAdvance(word) + 36 for word in state_heads()))

    def _paint_counts(
        self, painter: QPainter, group: GroupProgress, left: float, top: float
    ) -> None:
        colours, column = self._theme.colours, self._column()
        for number, count in enumerate(bar_counts(group)):
            box = QRectF(left + column * number, top, column, ROW)
            painter.setPen(QColor(colours.ink if count else colours.faint_ink))
            text = str(count) if count else "–"
            painter.drawText(box.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


class OverviewPanel(WalkPage):
    """The figure, a sentence on where the brief stands, and the ways on.

    Signals:
        question_requested(str): the reader wants to go to a question.
    """

    question_requested = Signal(str)

    def __init__(self, signals: WalkSignals, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walk = signals.walk
        self._links: list[LinkLabel] = []
        self._title = paragraph("", "title")
        self._sentence = paragraph("", "soft")
        self.figure = StateFigure(theme)
        self.next_button = WalkButton(_("Go to the next gap"))
        self.next_button.setProperty("role", "primary")
        self.next_button.setToolTip(_("Ctrl+Return"))
        self._blocking_name = paragraph(_("Blocking while they are open"), "caps")
        self._blocking = in_column(spacing=6)
        page = dressed(QWidget(self), "page")
        column = in_column(on=page, margins=(40, 32, 40, 24), spacing=0)
        for widget, after in (
            (self._title, 6),
            (self._sentence, 20),
            (self.figure, 22),
            (self._blocking_name, 6),
        ):
            column.addWidget(widget)
            column.addSpacing(after)
        column.addLayout(self._blocking)
        column.addSpacing(18)
        self.kept = KeptAnswers()
        self.kept.taken_back.connect(self._on_taken_back)
        column.addWidget(self.kept)
        column.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(page)
        self.next_button.clicked.connect(self._on_next_clicked)
        signals.refreshed.connect(Refresh(self, self.refresh).ask)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the state as it is."""
        state = self._walk.state
        with keyboard_kept(self):
            self._show(state)

    def _show(self, state: AlignmentState | None) -> None:
        self.kept.show_answers(self._walk.no_longer_asked, self._walk.brief)
        self.figure.setVisible(state is not None)
        if state is None:
            self._title.setText(_("No checklist"))
            self._sentence.setText(
                _("The brief's form names no checklist, or the library does not have it.")
            )
            self.next_button.hide()
            self._show_blocking(())
            return
        self._title.setText(_("Where the brief stands"))
        self._sentence.setText(standing(state))
        self.figure.show_groups(state.groups)
        self.next_button.setVisible(bool(state.gaps))
        self._show_blocking(tuple(view for view in state.gaps if view.blocks))

    def _show_blocking(self, views: tuple[QuestionView, ...]) -> None:
        take_down(self._links, self._blocking)
        self._links = []
        for view in views:
            words = f"{view.question.id}  {view.question.text}"
            link = LinkLabel(words, spoken=_("Go to {question}", question=words))
            link.followed.connect(partial(self._ask_for, view.question.id))
            self._blocking.addWidget(link)
            link.show()
            self._links.append(link)
        self._blocking_name.setVisible(bool(views))

    def _ask_for(self, question_id: str) -> None:
        self.question_requested.emit(question_id)

    @Slot()
    def _on_next_clicked(self) -> None:
        self._walk.next_gap()

    @Slot(str)
    def _on_taken_back(self, question_id: str) -> None:
        self._walk.forget(question_id)
