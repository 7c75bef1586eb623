"""Draws statements: a sign, the words in the reading face with citations as chips, the check."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from briefbuilder.app.citation_html import FindSource, statement_html
from briefbuilder.app.statement_lines import Mark, StatementLine, line_standing, sign_colour
from briefbuilder.gui.library.statement_model import StatementRole
from briefbuilder.gui.shared.theme import Theme

SIGN_WIDTH, STANDING_WIDTH, PADDING = 28, 118, 9
Index = QModelIndex | QPersistentModelIndex


class StatementDelegate(QStyledItemDelegate):
    """Paints with the theme's present colours; rows are as high as their words."""

    def __init__(self, theme: Theme, find: FindSource, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._find = find
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        line = index.data(StatementRole.LINE)
        if not isinstance(line, StatementLine):
            return QSize(width, QFontMetrics(option.font).height() + 26)
        document = self._document(line, _words_width(width))
        standing = 2 * QFontMetrics(option.font).height()
        return QSize(width, max(round(document.size().height()), standing) + 2 * PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(StatementRole.LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, StatementLine):
            self._paint_line(painter, option, line)
        else:
            self._paint_heading(painter, option, str(index.data() or ""))
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        font = QFont(option.font)
        font.setPointSizeF(10.5)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.ink))
        box = option.rect.adjusted(0, 0, 0, -6)
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, line: StatementLine
    ) -> None:
        colours = self._theme.colours
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = colours.warning_soft if line.mark is Mark.LAPSED else None
        if selected:
            ground = colours.accent_soft
        if ground is not None:
            painter.fillRect(box.adjusted(0, 1, 0, 0), QColor(ground))
        painter.setPen(QColor(colours.line))
        painter.drawLine(box.topLeft(), box.topRight())
        if selected and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.setFont(option.font)
        painter.setPen(QColor(sign_colour(line.mark, colours)))
        painter.drawText(
            QRectF(box.left() + 6, box.top() + PADDING, SIGN_WIDTH, 22), 0, line.mark.sign
        )
        document = self._document(line, _words_width(option.rect.width()))
        painter.translate(QPointF(box.left() + SIGN_WIDTH, box.top() + PADDING - 1))
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        ink = colours.soft_ink if line.mark is Mark.JUDGEMENT else colours.ink
        palette.setColor(QPalette.ColorRole.Text, QColor(ink))
        context.palette = palette
        document.documentLayout().draw(painter, context)
        painter.resetTransform()
        small = QFont(option.font)
        small.setPointSizeF(9.0)
        painter.setFont(small)
        painter.setPen(QColor(colours.faint_ink))
        right = QRectF(
            box.right() - STANDING_WIDTH, box.top() + PADDING, STANDING_WIDTH - 8, box.height()
        )
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(right, flags | Qt.TextFlag.TextWordWrap, line_standing(line))

    def _document(self, line: StatementLine, width: float) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._theme.reading_font(11.0))
        document.setHtml(
            statement_html(
                line.statement.text, self._find, self._theme.colours, self._theme.typefaces.sans
            )
        )
        document.setTextWidth(width)
        return document


def _words_width(width: int) -> float:
    return float(max(120, width - SIGN_WIDTH - STANDING_WIDTH - 10))
