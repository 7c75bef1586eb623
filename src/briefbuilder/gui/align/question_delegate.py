"""Draws the rows of the checklist: a group with its bar, a question with its sign."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from briefbuilder.app.alignment_words import bar_counts, blocking_words
from briefbuilder.domain.alignment import GroupProgress, QuestionView
from briefbuilder.gui.align.question_model import QuestionRole
from briefbuilder.gui.align.state_marks import paint_bar, paint_mark
from briefbuilder.gui.shared.theme import Theme

SIDE = 10
GROUP_HEIGHT = 46
QUESTION_HEIGHT = 26
BAR_HEIGHT = 6
WRAP = int(Qt.TextFlag.TextWordWrap)


class QuestionDelegate(QStyledItemDelegate):
    """Paints with the theme's present colours."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._view.viewport().width()
        if isinstance(index.data(QuestionRole.PROGRESS), GroupProgress):
            return QSize(width, GROUP_HEIGHT)
        if isinstance(index.data(QuestionRole.VIEW), QuestionView):
            return QSize(width, QUESTION_HEIGHT)
        room = QRect(0, 0, width - 2 * SIDE - 16, 1000)
        text = str(index.data() or "")
        return QSize(width, QFontMetrics(option.font).boundingRect(room, WRAP, text).height() + 20)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        progress = index.data(QuestionRole.PROGRESS)
        view = index.data(QuestionRole.VIEW)
        painter.save()
        self._paint_ground(painter, option)
        if isinstance(progress, GroupProgress):
            self._paint_group(painter, option, progress)
        elif isinstance(view, QuestionView):
            self._paint_question(painter, option, view)
        else:
            self._paint_words(painter, option, str(index.data() or ""))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if selected else colours.line))
            painter.setOpacity(1.0 if selected else 0.45)
            painter.drawRoundedRect(box, 6, 6)
            painter.setOpacity(1.0)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_group(
        self, painter: QPainter, option: QStyleOptionViewItem, progress: GroupProgress
    ) -> None:
        colours = self._theme.colours
        box = option.rect.adjusted(SIDE, 5, -SIDE, -5)
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        line = QRect(box.left(), box.top(), box.width(), 22)
        count = f"{progress.answered} / {progress.applicable}"
        painter.setPen(QColor(colours.faint_ink))
        painter.setFont(_sized(option.font, 9))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        taken = painter.fontMetrics().horizontalAdvance(count) + 10
        if progress.blocking:
            words = blocking_words(progress.blocking)
            painter.setFont(_sized(option.font, 9, bold=True))
            painter.setPen(QColor(colours.error))
            room = line.adjusted(0, 0, -taken, 0)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words
            )
            taken += painter.fontMetrics().horizontalAdvance(words) + 8
        painter.setFont(_sized(option.font, 10, bold=is_open))
        painter.setPen(QColor(colours.accent if is_open else colours.ink))
        room = line.adjusted(0, 0, -taken, 0)
        title = painter.fontMetrics().elidedText(
            progress.group.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        bar = QRectF(box.left(), line.bottom() + 5, box.width(), BAR_HEIGHT)
        paint_bar(painter, bar, bar_counts(progress), colours)

    def _paint_question(
        self, painter: QPainter, option: QStyleOptionViewItem, view: QuestionView
    ) -> None:
        colours = self._theme.colours
        box = option.rect.adjusted(SIDE + 8, 0, -SIDE, 0)
        mark = QRectF(box.left(), box.center().y() - 5, 11, 11)
        paint_mark(painter, mark, view.state, colours)
        number = QRect(box.left() + 19, box.top(), 30, box.height())
        painter.setFont(_sized(option.font, 9, bold=True))
        painter.setPen(QColor(colours.error if view.blocks else colours.soft_ink))
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, view.question.id)
        painter.setFont(_sized(option.font, 9))
        painter.setPen(QColor(colours.soft_ink))
        room = box.adjusted(49, 0, 0, 0)
        text = painter.fontMetrics().elidedText(
            view.question.text, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        colours = self._theme.colours
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        painter.setFont(_sized(option.font, 9))
        painter.setPen(QColor(colours.faint_ink))
        box = option.rect.adjusted(SIDE, 8, -SIDE, -4)
        painter.drawText(box, 0, "▾" if is_open else "▸")
        painter.drawText(box.adjusted(16, 0, 0, 0), WRAP, words)


def _sized(font: QFont, points: float, *, bold: bool = False) -> QFont:
    other = QFont(font)
    other.setPointSizeF(points)
    other.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return other
