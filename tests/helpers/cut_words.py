"""Finds words that a window cuts off: what a label, a button or a tab asks for, and what it gets.

Words that are cut on purpose are exempt by what holds them: an elided label or button shows the
whole in its tip. A wrapped label is cut where its lines do not fit.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)

from briefbuilder.gui.widgets.elided import ElidedButton, ElidedLabel

ROUNDING = 1
"""Qt rounds the width of a text up in one place and down in another."""


def cut_words(root: QWidget) -> list[str]:
    """The words of all that can be seen in a window and is cut, each with what it lacks."""
    widgets = [root, *root.findChildren(QWidget)]
    return [told for widget in widgets if widget.isVisible() for told in _cut(widget)]


def _cut(widget: QWidget) -> Iterator[str]:
    match widget:
        case ElidedLabel() | ElidedButton():
            return
        case QLabel():
            yield from _cut_label(widget)
        case QAbstractButton() if widget.text():
            yield from _too_narrow(widget, widget.text(), _least_of(widget))
        case QTabBar():
            yield from _cut_tabs(widget)
        case QGroupBox() if widget.title():
            wanted = widget.fontMetrics().horizontalAdvance(widget.title())
            yield from _too_narrow(widget, widget.title(), wanted)
        case QLineEdit() if widget.placeholderText() and not widget.text():
            yield from _cut_placeholder(widget)


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if not label.wordWrap():
        yield from _too_narrow(label, label.text(), label.sizeHint().width())
    elif (wanted := label.heightForWidth(label.width())) > label.height() + ROUNDING:
        yield f"{label.text()!r}: {wanted} high, has {label.height()}"


def _least_of(button: QAbstractButton) -> int:
    """The width without which letters are missing, whatever room a style would like around."""
    flags = Qt.TextFlag.TextShowMnemonic
    words = button.fontMetrics().size(flags, button.text()).width()
    hint = button.minimumSizeHint().width()
    return min(hint, button.sizeHint().width()) if hint > 0 else words


def _cut_tabs(tabs: QTabBar) -> Iterator[str]:
    metrics = tabs.fontMetrics()
    for number in range(tabs.count()):
        rect, words = tabs.tabRect(number), tabs.tabText(number)
        wanted = metrics.size(Qt.TextFlag.TextShowMnemonic, words).width()
        if wanted > rect.width() or rect.right() > tabs.width():
            yield f"tab {words!r}: {wanted} wide, has {rect.width()} up to {rect.right()}"
    if tabs.sizeHint().width() > tabs.width() + ROUNDING:
        yield f"tabs: {tabs.sizeHint().width()} wide, have {tabs.width()}"


def _cut_placeholder(line: QLineEdit) -> Iterator[str]:
    if isinstance(line.parentWidget(), QComboBox | QSpinBox):
        return
    margins = line.textMargins()
    room = line.contentsRect().width() - margins.left() - margins.right()
    wanted = line.fontMetrics().horizontalAdvance(line.placeholderText())
    if wanted > room:
        yield f"{line.placeholderText()!r}: {wanted} wide, has {room}"


def _too_narrow(widget: QWidget, words: str, wanted: int) -> Iterator[str]:
    seen = widget.visibleRegion().boundingRect()
    if wanted > widget.width() + ROUNDING:
        yield f"{words!r}: {wanted} wide, has {widget.width()}"
    elif not seen.isEmpty() and seen.width() < widget.width():
        yield f"{words!r}: {seen.width()} of {widget.width()} can be seen"
