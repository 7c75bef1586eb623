"""The commands of the window as Qt's actions, each with its handler."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from briefbuilder.app.window_commands import (
    COMMANDS,
    MENUS,
    MenuId,
    MenuRole,
    WindowState,
)
from briefbuilder.language.interface import _

_ROLES = {
    MenuRole.PLAIN: QAction.MenuRole.NoRole,
    MenuRole.QUIT: QAction.MenuRole.QuitRole,
    MenuRole.ABOUT: QAction.MenuRole.AboutRole,
}


class CommandTable(QObject):
    """The actions of `COMMANDS`, each with its handler."""

    def __init__(self, handlers: Mapping[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        missing = {command.id for command in COMMANDS} ^ handlers.keys()
        if missing:
            raise KeyError(f"Commands and handlers do not agree: {sorted(missing)}")
        self.actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.says, self)
            action.setObjectName(command.id)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setMenuRole(_ROLES[command.role])
            action.setCheckable(command.checkable)
            tip = _(command.tip) if command.tip else command.plain_title
            action.setToolTip(f"{tip} ({keys_shown(command.keys[:1])})" if command.keys else tip)
            action.triggered.connect(_without_argument(handlers[command.id]))
            self.actions[command.id] = action

    def __getitem__(self, command_id: str) -> QAction:
        return self.actions[command_id]

    def fill(self, bar: QMenuBar) -> dict[MenuId, QMenu]:
        """Build the menus into a menu bar."""
        menus: dict[MenuId, QMenu] = {}
        for menu_id, title in MENUS.items():
            menu = menus[menu_id] = bar.addMenu(_(title))
            group = 0
            for command in COMMANDS:
                if command.menu is not menu_id:
                    continue
                if command.group != group and not menu.isEmpty():
                    menu.addSeparator()
                group = command.group
                menu.addAction(self.actions[command.id])
        return menus

    def mirror(self, state: WindowState) -> None:
        """Enable what makes sense, and name what Undo and Redo would do."""
        for command in COMMANDS:
            self.actions[command.id].setEnabled(command.when(state))
        undo, redo = state.undo_label, state.redo_label
        self.actions["edit.undo"].setText(_("&Undo {what}", what=undo) if undo else _("&Undo"))
        self.actions["edit.redo"].setText(_("&Redo {what}", what=redo) if redo else _("&Redo"))


def keys_shown(keys: Sequence[str]) -> str:
    """Key sequences as the desktop's menus name them, in the language of the window."""
    shown = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return ", ".join(shown)


def _without_argument(handler: Callable[[], object]) -> Callable[[], None]:
    """Qt passes `checked`; a handler does not want it."""

    def call() -> None:
        handler()

    return call
