"""What somebody can read or hear in a window, and what of it is cut; not what stands in fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


def texts_in_pieces(root: QWidget) -> set[str]:
    """Every text of a widget and of those within it, in pieces: lines, and parts between dots."""
    widgets = [root, *root.findChildren(QWidget)]
    texts = (text for widget in widgets for text in _texts(widget))
    pieces = (piece for text in texts for piece in re.split(r"\n| · ", text.replace("&", "")))
    return {piece.strip() for piece in pieces if re.search(r"[^\W\d_]", piece)}


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    yield widget.windowTitle()
    match widget:
        case QLabel():
            yield _plain(widget.text())
        case QAbstractButton():
            yield widget.text()
        case QComboBox():
            yield widget.placeholderText()
            yield from (widget.itemText(number) for number in range(widget.count()))
        case QLineEdit() | QPlainTextEdit():
            yield widget.placeholderText()
        case QTabWidget():
            yield from (widget.tabText(number) for number in range(widget.count()))
        case QTextBrowser():
            yield widget.toPlainText()
        case QAbstractItemView():
            yield from _told(widget)
        case _:
            pass


def _told(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        yield from (str(index.data(role) or "") for role in _ROLES)


def _plain(text: str) -> str:
    is_rich = re.search(r"<\w+[ >/]", text)
    return QTextDocumentFragment.fromHtml(text).toPlainText() if is_rich else text


def cut_texts(root: QWidget) -> list[str]:
    """The words on buttons, and in labels of one line, for which their widget is too narrow."""
    return [
        widget.text()
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QLabel | QPushButton | QToolButton)
        and widget.isVisible()
        and not (isinstance(widget, QLabel) and widget.wordWrap())
        and widget.width() < widget.sizeHint().width()
    ]
