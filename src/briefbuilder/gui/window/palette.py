"""Finding a command by typing a part of its name, and the list of all shortcuts."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QWidget,
)

from briefbuilder.app.window_commands import COMMANDS, MENUS, ROW_KEYS, align_keys, without_mnemonic
from briefbuilder.domain.words import fold_for_search
from briefbuilder.gui.shared.build import dressed, in_column
from briefbuilder.gui.window.commands import CommandTable, keys_shown
from briefbuilder.language.interface import _

_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class CommandPalette(QDialog):
    """Lists the commands that can be used now; Enter runs the one chosen."""

    def __init__(self, table: CommandTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setWindowTitle(_("Find a command"))
        self.resize(520, 420)
        self._edit = QLineEdit(self)
        self._edit.setPlaceholderText(_("Type a part of a command's name"))
        self._edit.setAccessibleName(_("Find a command"))
        self._edit.installEventFilter(self)
        self._list = dressed(QListWidget(self), "boxed", spoken=_("Commands"))
        in_column(self._edit, (self._list, 1), on=self)
        self.chosen: str | None = None
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.returnPressed.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_chosen)
        self._on_text_changed("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QKeyEvent() if event.type() is QEvent.Type.KeyPress and event.key() in _MOVES:
                return self._list.event(event)
            case _:
                return super().eventFilter(watched, event)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        words = fold_for_search(text).split()
        self._list.clear()
        for command in COMMANDS:
            action = self._table[command.id]
            name = _(
                "{menu}: {command}",
                menu=without_mnemonic(_(MENUS[command.menu])),
                command=without_mnemonic(action.text()),
            )
            if action.isEnabled() and all(word in fold_for_search(name) for word in words):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                entry = QListWidgetItem(f"{name}    {keys}" if keys else name, self._list)
                entry.setData(Qt.ItemDataRole.UserRole, command.id)
        self._list.setCurrentRow(0)

    @Slot()
    def _on_chosen(self) -> None:
        entry = self._list.currentItem()
        if entry is not None:
            self.chosen = str(entry.data(Qt.ItemDataRole.UserRole))
            self.accept()


class KeysDialog(QDialog):
    """All shortcuts, menu by menu, with those of rows and of the Align workspace."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard"))
        self.resize(560, 620)
        rows = "".join(
            _rows_as_html(without_mnemonic(_(title)), keyed)
            for menu, title in MENUS.items()
            if (keyed := [(c.plain_title, c.keys) for c in COMMANDS if c.menu is menu and c.keys])
        )
        rows += _rows_as_html(
            _("Rows of a timeline or a table"), [(_(what), keys) for keys, what in ROW_KEYS]
        )
        rows += _rows_as_html(_("Align"), align_keys())
        label = QLabel(f"<table cellspacing=0 cellpadding=5>{rows}</table>", self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        label.setContentsMargins(16, 12, 16, 12)
        area = dressed(QScrollArea(self), spoken=_("Keyboard shortcuts"))
        area.setWidget(label)
        area.setWidgetResizable(True)
        in_column(area, on=self)


def _rows_as_html(heading: str, keyed: Iterable[tuple[str, Sequence[str]]]) -> str:
    rows = "".join(
        f"<tr><td>{html.escape(what)}</td><td>{html.escape(keys_shown(keys))}</td></tr>"
        for what, keys in keyed
    )
    return f"<tr><th colspan=2 align=left>{html.escape(heading)}</th></tr>{rows}"
