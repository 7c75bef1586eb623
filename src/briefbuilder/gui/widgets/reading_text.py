"""A paragraph or more of rich text that is only read: light, and as high as its words."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

INSET = QPointF(5, 2)
"""As far as an editor's words stand from its edge, so that nothing moves when one opens."""


class ReadingText(QWidget):
    """Rich text in the brief's own face.

    Signals:
        pressed(position: int): the reader pressed at that character of the words shown.
        link_hovered(address: str): the mouse is over a link, or over none ("").
    """

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._document.setUndoRedoEnabled(False)
        self._tips: dict[str, str] = {}
        self._ink = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def words(self) -> str:
        """The words as they are shown, without style."""
        return self._document.toPlainText()

    def show_html(self, html: str, *, style: str, ink: str, tips: dict[str, str]) -> None:
        """Show rich text; `tips` are the tooltips of its links, `ink` its colour."""
        self._tips = tips
        self._ink = QColor(ink)
        self._document.setDefaultFont(self.font())
        self._document.setDefaultStyleSheet(style)
        self._document.setHtml(html)
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, self._ink)
        context.palette = palette
        painter.translate(INSET)
        self._document.documentLayout().draw(painter, context)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(self._hit(event.position()))
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            address = self._document.documentLayout().anchorAt(QPointF(event.pos()) - INSET)
            tip = self._tips.get(address, "")
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _hit(self, position: QPointF) -> int:
        found = self._document.documentLayout().hitTest(
            position - INSET, Qt.HitTestAccuracy.FuzzyHit
        )
        return max(0, found)

    def _fit(self) -> None:
        self._document.setTextWidth(max(60, self.width() - 2 * INSET.x()))
        height = ceil(self._document.size().height() + 2 * INSET.y())
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()
