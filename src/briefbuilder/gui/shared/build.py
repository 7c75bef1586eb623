"""How the window's widgets are made: a label, a widget with its names, a column, a row.

What Qt takes in five statements is said here in one, so that a panel reads as what stands in it.
A label shows words as they are, never as HTML: they come from files and from people.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

Margins = int | tuple[int, int, int, int]
Part = (
    QWidget
    | QLayout
    | int
    | None
    | tuple[QWidget | QLayout, int]
    | tuple[QWidget, Qt.AlignmentFlag]
)
"""What stands in a column or a row: a widget or a layout, alone or with its stretch (how much of
the room left over is its own) or its alignment; a number of pixels; None for all the room left."""

W = TypeVar("W", bound=QWidget)
B = TypeVar("B", bound=QToolButton)
A = TypeVar("A", bound=QScrollArea)
L = TypeVar("L", bound=QBoxLayout)

LEFT, TOP = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop


def make_label(
    text: str = "", role: str = "", parent: QWidget | None = None, *, selectable: bool = False
) -> QLabel:
    """Words on a line, in the ink of a role of the style sheet."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def paragraph(
    text: str = "", role: str = "", parent: QWidget | None = None, *, selectable: bool = False
) -> QLabel:
    """Words that wrap where there is no more room."""
    made = make_label(text, role, parent, selectable=selectable)
    made.setWordWrap(True)
    return made


def dressed(
    widget: W,
    role: str = "",
    *,
    name: str = "",
    spoken: str = "",
    tip: str = "",
    prompt: str = "",
) -> W:
    """A widget with its role in the style sheet and its names.

    `name` is for tests, `spoken` for a screen reader; `prompt` stands in an empty field.
    """
    for key, value in (
        ("role", role),
        ("objectName", name),
        ("accessibleName", spoken),
        ("toolTip", tip),
        ("placeholderText", prompt),
    ):
        if value:
            widget.setProperty(key, value)
    return widget


def link_button(button: B, text: str = "", *, spoken: str = "", tip: str = "", name: str = "") -> B:
    """A button that looks like a link."""
    button.setText(text)
    return dressed(button, "link", spoken=spoken, tip=tip, name=name)


def in_column(
    *parts: Part,
    on: QWidget | None = None,
    margins: Margins | None = None,
    spacing: int | None = None,
) -> QVBoxLayout:
    """A column of parts, laid `on` a widget or for another layout."""
    column = QVBoxLayout()
    return _laid(column, parts, on, margins, spacing)


def in_row(
    *parts: Part,
    on: QWidget | None = None,
    margins: Margins | None = None,
    spacing: int | None = None,
) -> QHBoxLayout:
    """A row of parts, laid `on` a widget or for another layout."""
    row = QHBoxLayout()
    return _laid(row, parts, on, margins, spacing)


def _laid(
    layout: L,
    parts: Iterable[Part],
    on: QWidget | None,
    margins: Margins | None,
    spacing: int | None,
) -> L:
    if on is not None:
        on.setLayout(layout)
    if margins is not None:
        left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
        layout.setContentsMargins(left, top, right, bottom)
    if spacing is not None:
        layout.setSpacing(spacing)
    for part in parts:
        _add(layout, part)
    return layout


def _add(layout: QBoxLayout, part: Part) -> None:
    match part:
        case None:
            layout.addStretch(1)
        case int():
            layout.addSpacing(part)
        case QWidget():
            layout.addWidget(part)
        case QLayout():
            layout.addLayout(part)
        case (QWidget() as widget, Qt.AlignmentFlag() as alignment):
            layout.addWidget(widget, 0, alignment)
        case (QWidget() as widget, int(stretch)):
            layout.addWidget(widget, stretch)
        case (QLayout() as inner, int(stretch)):
            layout.addLayout(inner, stretch)


def take_down(widgets: Iterable[QWidget], layout: QLayout) -> None:
    """Take widgets off a page for good, at once: Qt alone would show them until it has time."""
    for widget in widgets:
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def change_role(widget: QWidget, role: str, key: str = "role") -> None:
    """Give a widget another role while it is shown; Qt looks at the style sheet anew."""
    if widget.property(key) != role:
        widget.setProperty(key, role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def scrolling(area: A, *, sideways: bool = False) -> A:
    """An area without a frame that scrolls its page up and down and takes no focus itself."""
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def reading_view(spoken: str, parent: QWidget, *, height: int | None = None) -> QTextBrowser:
    """Rich text to be read; its links are followed by who made it."""
    view = QTextBrowser(parent)
    view.setAccessibleName(spoken)
    view.setOpenLinks(False)
    if height is not None:
        view.setFixedHeight(height)
    return view
