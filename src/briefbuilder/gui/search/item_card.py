"""How the library's cards are drawn; what stands on one is said in `app/item_cards.py`.

Whatever list shows items uses `ItemCardDelegate` on a model that gives an `ItemCard` under
`CARD_ROLE`; a widget of its own can call `paint_card`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefbuilder.app.item_cards import ItemCard, Tone, tone_colour
from briefbuilder.app.window_colours import Colours
from briefbuilder.gui.shared.theme import Theme

CARD_ROLE = Qt.ItemDataRole.UserRole + 40
PADDING, GAP, FOOT_GAP = 11.0, 8.0, 12.0
SUMMARY_LINES = 2
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CardState:
    """How a card stands in its list at this moment."""

    selected: bool = False
    focused: bool = False
    hovered: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CardLook:
    """The font of the list and the colours of the scheme."""

    font: QFont
    colours: Colours


def card_height(font: QFont) -> int:
    """The height of every card in a font, with the gap below it."""
    small, bold = _small(font), _bold(font)
    lines = QFontMetricsF(bold).lineSpacing() + 2 * QFontMetricsF(small).lineSpacing()
    summary = SUMMARY_LINES * QFontMetricsF(font).lineSpacing()
    return round(lines + summary + 2 * PADDING + 12 + GAP)


def paint_card(
    painter: QPainter, rect: QRectF, card: ItemCard, look: CardLook, state: CardState
) -> None:
    """Draw a card into `rect`, which includes the gap below it."""
    colours = look.colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = rect.adjusted(1, 1, -1, -GAP)
    edge = colours.strong_line if state.hovered else colours.line
    painter.setPen(QPen(QColor(colours.accent), 2.0) if state.selected else QPen(QColor(edge), 1.0))
    painter.setBrush(QColor(colours.raised))
    painter.drawRoundedRect(frame, 6, 6)
    inner = frame.adjusted(PADDING, PADDING, -PADDING, -PADDING)
    lines = _CardLines(painter, inner, look)
    lines.draw_line(card.title, _bold(look.font), colours.ink, after=1)
    lines.draw_line(card.meta, _small(look.font), colours.faint_ink, after=5)
    lines.draw_summary(card.summary)
    lines.draw_foot(card.foot, state.hint)
    painter.restore()


class ItemCardDelegate(QStyledItemDelegate):
    """Draws the cards of a list view. `hint` stands at the foot of the current one ("↵ place")."""

    def __init__(self, theme: Theme, parent: QWidget, *, hint: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        card = index.data(CARD_ROLE)
        if not isinstance(card, ItemCard):
            super().paint(painter, option, index)
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        view = self.parent()
        state = CardState(
            selected=selected,
            focused=isinstance(view, QWidget) and view.hasFocus(),
            hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
            hint=self._hint if selected else "",
        )
        look = CardLook(option.font, self._theme.colours)
        paint_card(painter, QRectF(option.rect), card, look, state)

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(200, card_height(option.font))


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setPointSizeF(font.pointSizeF() + 0.5)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() - 1.0)
    return small


class _CardLines:
    """Draws the lines of one card, each below the one before."""

    def __init__(self, painter: QPainter, rect: QRectF, look: CardLook) -> None:
        self._painter = painter
        self._rect = rect
        self._look = look
        self._y = rect.top()

    def draw_line(self, text: str, font: QFont, colour: str, *, after: float) -> None:
        """One line, cut off where the card ends, with some space after it."""
        metrics = QFontMetricsF(font)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._rect.width())
        self._painter.drawText(QPointF(self._rect.left(), self._y + metrics.ascent()), line)
        self._y += metrics.lineSpacing() + after

    def draw_summary(self, runs: Sequence[tuple[str, bool]]) -> None:
        """Two lines at the most, with the words that matched in bold."""
        font, width = self._look.font, self._rect.width()
        text = "".join(piece for piece, _ in runs).replace("\n", " ")
        formats = _match_formats(runs, self._look.colours)
        metrics = QFontMetricsF(font)
        self._painter.setPen(QColor(self._look.colours.soft_ink))
        start = 0
        for number in range(SUMMARY_LINES):
            rest = text[start:]
            layout = _layout(rest, font, formats, start)
            taken = _break_line(layout, width)
            if number == SUMMARY_LINES - 1 and taken < len(rest):
                # Bold words are wider than the metrics of the plain font know.
                short = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width * 0.97)
                layout = _layout(short, font, formats, start)
                _break_line(layout, width * 1.2)
            layout.draw(self._painter, QPointF(self._rect.left(), self._y))
            start += taken
            self._y += metrics.lineSpacing()

    def draw_foot(self, foot: Sequence[tuple[str, Tone]], hint: str) -> None:
        """The standing of the item at the card's lower edge, and a hint at its right end."""
        font, colours = _small(self._look.font), self._look.colours
        metrics = QFontMetricsF(font)
        self._painter.setFont(font)
        x, right = self._rect.left(), self._rect.right()
        baseline = self._rect.bottom() - metrics.descent()
        if hint:
            right -= metrics.horizontalAdvance(hint)
            self._painter.setPen(QColor(colours.accent))
            self._painter.drawText(QPointF(right, baseline), hint)
            right -= FOOT_GAP
        for text, tone in foot:
            width = metrics.horizontalAdvance(text)
            if x + width > right:
                break
            self._painter.setPen(QColor(tone_colour(tone, colours)))
            self._painter.drawText(QPointF(x, baseline), text)
            x += width + FOOT_GAP


def _break_line(layout: QTextLayout, width: float) -> int:
    """Lay out one line; returns how much of the text it takes."""
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return line.textLength() if line.isValid() else 0


def _layout(
    text: str, font: QFont, formats: Sequence[tuple[int, int, QTextCharFormat]], start: int
) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ranges = []
    for first, last, form in formats:
        low, high = max(first - start, 0), min(last - start, len(text))
        if low < high:
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = low, high - low, form
            ranges.append(found)
    layout.setFormats(ranges)
    return layout


def _match_formats(
    runs: Sequence[tuple[str, bool]], colours: Colours
) -> list[tuple[int, int, QTextCharFormat]]:
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.Bold)
    strong.setForeground(QColor(colours.ink))
    formats, at = [], 0
    for text, matched in runs:
        if matched:
            formats.append((at, at + len(text), strong))
        at += len(text)
    return formats
