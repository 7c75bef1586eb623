"""Every text that a window shows or speaks, and what of it is English of ours."""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.library import Library
from briefbuilder.domain.templates import Template

_ENGLISH = re.compile(
    r"\b(the|of|is|are|and|this|that|not|to|with|by|for|what|who|which|its|it|has|was|from|"
    r"nothing|all|take|place|place[sd]|open|closed|partly|blocking|major|advisory|brief|item|"
    r"answer(ed)?|gap|block|row|column|heading|library|mark|move|remove|read|show|add|insert|"
    r"write|choose|keep|restore|empty|lines?|more|parts|went|yes|unknown|whole|search)\b",
    re.IGNORECASE,
)
_SPOKEN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def shown_texts(window: QWidget) -> set[str]:
    """Labels, buttons, prompts, tooltips, names for a screen reader, menus and rows of lists."""
    found: set[str] = set()
    for one in (window, *window.findChildren(QWidget)):
        found |= {
            one.toolTip(),
            one.accessibleName(),
            one.accessibleDescription(),
            one.windowTitle(),
        }
        match one:
            case QLabel() | QAbstractButton():
                found.add(one.text())
            case QLineEdit() | QPlainTextEdit():
                found.add(one.placeholderText())
            case QMenu():
                one.aboutToShow.emit()
            case QAbstractItemView() if one.model() is not None:
                found |= _rows(one.model(), QModelIndex())
    found |= {action.text() for action in window.findChildren(QAction)}
    return {text for text in found if text.strip()}


def _rows(model: QAbstractItemModel, parent: QModelIndex) -> set[str]:
    found: set[str] = set()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found |= {str(index.data(role) or "") for role in _SPOKEN}
        found |= _rows(model, index)
    return found


def english_in(texts: Iterable[str], content: Iterable[str]) -> list[str]:
    """The texts that hold an English word which is not in one of the texts of the `content`."""
    known = sorted({one for one in content if one}, key=len, reverse=True)
    left = []
    for text in sorted(texts):
        rest = text.replace("&", "")
        for one in known:
            rest = rest.replace(one, " ")
        if _ENGLISH.search(rest):
            left.append(text)
    return left


def content_of(brief: Brief, template: Template, library: Library) -> Iterator[str]:
    """What a brief, its form and a library say themselves, in whatever language they are."""
    for contract in template.sections:
        yield from (contract.heading, contract.prompt)
    for field in template.fields:
        yield from (field.label, field.prompt)
    yield template.name
    for section in brief.sections:
        yield section.heading
    for entry in library.entries.values():
        item = entry.item
        yield from (
            item.title,
            item.summary,
            *item.tags,
            *(tag.replace("-", " ") for tag in item.tags),
        )
    yield from library.settings.regions.values()
    for source in library.sources.values():
        yield source.title
