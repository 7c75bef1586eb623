"""The quiet "+" between blocks: invisible until the mouse or the keyboard comes to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from briefbuilder.app.inserting import Insertable
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_

HEIGHT, SIGN = 10, 14
CHOICES = (
    (Insertable.TEXT, N_("&Text")),
    (Insertable.ITEM, N_("&Library item")),
    (Insertable.FIGURE, N_("&Figure…")),
    (Insertable.TIMELINE, N_("T&imeline")),
    (Insertable.TABLE, N_("Ta&ble")),
)


class InsertButton(QToolButton):
    """Offers what can stand at its place.

    Signals:
        chosen(what: str): one of `Insertable`.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setToolTip(_("Insert here"))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for what, title in CHOICES:
            menu.addAction(_(title)).triggered.connect(partial(self._choose, what))
        self.setMenu(menu)

    def sizeHint(self) -> QSize:
        return QSize(80, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not (self.underMouse() or self.hasFocus() or self.isDown()):
            return
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(colours.focus if self.hasFocus() else colours.strong_line)
        middle = self.height() / 2
        painter.setPen(QPen(colour, 1))
        painter.drawLine(2, round(middle), self.width() - 2, round(middle))
        circle = QRectF((self.width() - SIGN) / 2, middle - SIGN / 2 + 0.5, SIGN - 1, SIGN - 1)
        painter.setBrush(QColor(colours.page))
        painter.setPen(QPen(QColor(colours.accent), 1.2))
        painter.drawEllipse(circle)
        centre = circle.center()
        painter.drawLine(
            round(centre.x() - 3), round(centre.y()), round(centre.x() + 3), round(centre.y())
        )
        painter.drawLine(
            round(centre.x()), round(centre.y() - 3), round(centre.x()), round(centre.y() + 3)
        )

    def _choose(self, what: Insertable, _checked: bool = False) -> None:
        self.chosen.emit(what)
