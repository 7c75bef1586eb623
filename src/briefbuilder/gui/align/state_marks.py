"""Signs and stacked bars for the state of questions, told apart by shape before colour.

Closed is solid, partly is hatched, open has a line through it, not answered is empty.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from briefbuilder.app.alignment_words import BAR_STATES
from briefbuilder.app.window_colours import Colours
from briefbuilder.domain.alignment import QuestionState

HATCH_STEP = 4.0


def colour_of(state: QuestionState, colours: Colours) -> QColor:
    """The colour that goes with a state."""
    names = {
        QuestionState.CLOSED: colours.good,
        QuestionState.PARTLY: colours.warning,
        QuestionState.OPEN: colours.error,
        QuestionState.UNANSWERED: colours.strong_line,
    }
    return QColor(names.get(state, colours.faint_ink))


def paint_mark(painter: QPainter, box: QRectF, state: QuestionState, colours: Colours) -> None:
    """The sign of a state: a disc, a half disc, a cross, a ring, a dash."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = colour_of(state, colours)
    side = min(box.width(), box.height())
    disc = QRectF(0, 0, side, side)
    disc.moveCenter(box.center())
    pen = QPen(colour, 1.6)
    painter.setPen(pen)
    match state:
        case QuestionState.CLOSED:
            painter.setBrush(colour)
            painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        case QuestionState.PARTLY:
            painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
            painter.setBrush(colour)
            painter.drawPie(disc.adjusted(1, 1, -1, -1), 90 * 16, 180 * 16)
        case QuestionState.OPEN:
            cross = disc.adjusted(1.5, 1.5, -1.5, -1.5)
            painter.setPen(QPen(colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(cross.topLeft(), cross.bottomRight())
            painter.drawLine(cross.topRight(), cross.bottomLeft())
        case QuestionState.UNANSWERED:
            painter.setPen(QPen(QColor(colours.faint_ink), 1.6))
            painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        case _:
            middle = disc.center().y()
            painter.drawLine(QPointF(disc.left() + 1, middle), QPointF(disc.right() - 1, middle))
    painter.restore()


def paint_bar(
    painter: QPainter, box: QRectF, counts: tuple[int, ...], colours: Colours, most: int = 0
) -> None:
    """A stacked bar of the counts in the order of `BAR_STATES`; `most` questions fill the box."""
    total = most or sum(counts)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip = QPainterPath()
    own = QRectF(box)
    own.setWidth(box.width() * (sum(counts) / total if total else 1))
    clip.addRoundedRect(own, 2.5, 2.5)
    painter.setClipPath(clip)
    painter.fillRect(own, QColor(colours.line))
    left = box.left()
    for state, count in zip(BAR_STATES, counts, strict=True):
        width = box.width() * count / total if total else 0.0
        _paint_part(painter, QRectF(left, box.top(), width, box.height()), state, colours)
        left += width
    painter.restore()


def _paint_part(painter: QPainter, box: QRectF, state: QuestionState, colours: Colours) -> None:
    if box.width() <= 0 or state is QuestionState.UNANSWERED:
        return
    colour = colour_of(state, colours)
    painter.fillRect(box, colour)
    over = QPen(QColor(colours.page), 1.2)
    if state is QuestionState.PARTLY:
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        painter.setPen(over)
        x = box.left()
        while x < box.right() + box.height():
            painter.drawLine(QPointF(x, box.top()), QPointF(x - box.height(), box.bottom()))
            x += HATCH_STEP
        painter.restore()
    elif state is QuestionState.OPEN:
        painter.setPen(over)
        middle = box.center().y()
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
