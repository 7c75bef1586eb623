"""Every command of the window, as a table.

Menus, the toolbar, shortcuts, the list of shortcuts and the palette are all built from `COMMANDS`;
the action's object name is the command's id, by which tests find it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar


class WorkspaceId(StrEnum):
    """The three workspaces."""

    COMPOSE = "compose"
    ALIGN = "align"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class WindowState:
    """What decides whether a command makes sense at this moment."""

    has_brief: bool = False
    is_dirty: bool = False
    undo_label: str | None = None
    is_typing: bool = False
    redo_label: str | None = None
    room: WorkspaceId = WorkspaceId.COMPOSE
    has_block: bool = False
    has_item: bool = False
    item_dirty: bool = False


When = Callable[[WindowState], bool]


def _always(_: WindowState) -> bool:
    return True


def _brief(state: WindowState) -> bool:
    return state.has_brief


def _writing(state: WindowState) -> bool:
    return state.has_brief and state.room is WorkspaceId.COMPOSE


def _block(state: WindowState) -> bool:
    return _writing(state) and state.has_block


def _aligning(state: WindowState) -> bool:
    return state.has_brief and state.room is WorkspaceId.ALIGN


def _undoable(state: WindowState) -> bool:
    # What is being typed can be taken back from its first letter on.
    can = state.undo_label is not None or state.is_typing
    return state.room is not WorkspaceId.LIBRARY and state.has_brief and can


def _redoable(state: WindowState) -> bool:
    return state.room is not WorkspaceId.LIBRARY and state.redo_label is not None


def _item(state: WindowState) -> bool:
    return state.room is WorkspaceId.LIBRARY and state.has_item


def _saveable(state: WindowState) -> bool:
    # Not only when dirty: what was typed a moment ago is handed over by the save itself.
    return state.has_item if state.room is WorkspaceId.LIBRARY else state.has_brief


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the window can do.

    `title` holds the mnemonic; `keys` are portable key sequences; commands of one menu with
    different `group` are parted by a line.
    """

    id: str
    title: str
    menu: str
    group: int = 0
    keys: tuple[str, ...] = ()
    when: When = _always
    tip: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    checkable: bool = False

    @property
    def plain_title(self) -> str:
        """The title without its mnemonic."""
        return self.title.replace("&", "").removesuffix("…")


MENUS = ("&Brief", "&Edit", "&Insert", "&View", "&Library", "&Help")

COMMANDS: tuple[Command, ...] = (
    Command("brief.new", "&New brief…", "&Brief", 0, ("Ctrl+N",), tip="Start from a template"),
    Command("brief.open", "&Open…", "&Brief", 0, ("Ctrl+O",), tip="Open a brief"),
    Command("brief.save", "&Save", "&Brief", 1, ("Ctrl+S",), _saveable, "Save"),
    Command("brief.save_as", "Save &as…", "&Brief", 1, ("Ctrl+Shift+S",), _brief),
    Command("brief.export_pdf", "&Export…", "&Brief", 2, ("Ctrl+E",), _brief, "Export a PDF"),
    Command("brief.check", "Chec&k", "&Brief", 2, ("F7",), _brief, "Show the findings"),
    Command("brief.compare", "Com&pare with the library…", "&Brief", 2, (), _brief),
    Command("brief.marking", "Set &marking…", "&Brief", 3, ("Ctrl+M",), _brief),
    Command("brief.clearances", "C&learances…", "&Brief", 3, (), _brief),
    Command("brief.close", "&Close", "&Brief", 4, ("Ctrl+W",), _brief),
    Command("application.quit", "&Quit", "&Brief", 5, ("Ctrl+Q",), role=QAction.MenuRole.QuitRole),
    Command("edit.undo", "&Undo", "&Edit", 0, ("Ctrl+Z",), _undoable),
    Command("edit.redo", "&Redo", "&Edit", 0, ("Ctrl+Shift+Z", "Ctrl+Y"), _redoable),
    Command("edit.move_up", "Mo&ve block up", "&Edit", 1, ("Alt+Up",), _block),
    Command("edit.move_down", "Move block &down", "&Edit", 1, ("Alt+Down",), _block),
    Command("edit.remove_block", "Re&move block", "&Edit", 1, ("Alt+Delete",), _block),
    Command("edit.remove_row", "Remove ro&w", "&Edit", 1, ("Ctrl+Shift+Delete",), _block),
    Command("edit.mark_block", "Mar&k block…", "&Edit", 1, (), _block),
    Command("edit.find_item", "&Find in the library", "&Edit", 2, ("Ctrl+F",)),
    Command("edit.find_in_pages", "Find in the &pages", "&Edit", 2, ("Ctrl+Shift+F",), _brief),
    Command("application.name", "&Your name…", "&Edit", 4, ()),
    Command("insert.text", "&Text", "&Insert", 0, ("Ctrl+T",), _writing),
    Command("insert.item", "&Library item", "&Insert", 0, ("Ctrl+L",), _writing),
    Command("insert.figure", "&Figure…", "&Insert", 1, (), _writing),
    Command("insert.timeline", "T&imeline", "&Insert", 1, (), _writing),
    Command("insert.table", "Ta&ble", "&Insert", 1, (), _writing),
    Command("insert.citation", "&Citation…", "&Insert", 2, ("Ctrl+Shift+C",), _writing),
    Command("view.compose", "&Compose", "&View", 0, ("Ctrl+1",), checkable=True),
    Command("view.align", "&Align", "&View", 0, ("Ctrl+2",), checkable=True),
    Command("view.library", "&Library", "&View", 0, ("Ctrl+3",), checkable=True),
    Command("view.zoom_in", "Zoom &in", "&View", 1, ("Ctrl++", "Ctrl+="), _brief),
    Command("view.zoom_out", "Zoom &out", "&View", 1, ("Ctrl+-",), _brief),
    Command("view.zoom_width", "Fit page &width", "&View", 1, ("Ctrl+0",), _brief),
    Command("view.findings", "&Findings", "&View", 2, ("Ctrl+Shift+M",), checkable=True),
    Command("view.next_finding", "&Next finding", "&View", 2, ("F8",), _brief),
    Command("view.scheme_system", "Colours of the &system", "&View", 3, checkable=True),
    Command("view.scheme_light", "Li&ght", "&View", 3, checkable=True),
    Command("view.scheme_dark", "&Dark", "&View", 3, checkable=True),
    Command("align.next_gap", "Next &gap", "&Edit", 3, ("Ctrl+Return",), _aligning),
    Command("library.new_item", "&New item…", "&Library", 0, ()),
    Command("library.status", "Change s&tatus…", "&Library", 1, (), _item),
    Command("library.withdraw", "&Withdraw…", "&Library", 1, (), _item),
    Command(
        "library.revert", "&Revert to the saved text", "&Library", 1, (), lambda s: s.item_dirty
    ),
    Command("library.reload", "&Look at the folder again", "&Library", 2, ("F5",)),
    Command("library.problems", "&Problems…", "&Library", 2, ()),
    Command("help.palette", "&Find a command…", "&Help", 0, ("Ctrl+K",)),
    Command("help.keys", "&Keyboard", "&Help", 0, ("F1",)),
    Command("help.example", "Open the &example brief", "&Help", 1),
    Command("help.about", "&About Briefbuilder", "&Help", 2, role=QAction.MenuRole.AboutRole),
)


class CommandTable(QObject):
    """The actions of `COMMANDS`, each with its handler."""

    def __init__(self, handlers: Mapping[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        missing = {command.id for command in COMMANDS} ^ handlers.keys()
        if missing:
            raise KeyError(f"Commands and handlers do not agree: {sorted(missing)}")
        self.actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.title, self)
            action.setObjectName(command.id)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setMenuRole(command.role)
            action.setCheckable(command.checkable)
            keys = f" ({command.keys[0]})" if command.keys else ""
            action.setToolTip(f"{command.tip or command.plain_title}{keys}")
            action.triggered.connect(_without_argument(handlers[command.id]))
            self.actions[command.id] = action

    def __getitem__(self, command_id: str) -> QAction:
        return self.actions[command_id]

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Build the menus into a menu bar; returns them by title."""
        menus: dict[str, QMenu] = {}
        for title in MENUS:
            menu = menus[title] = bar.addMenu(title)
            group = 0
            for command in COMMANDS:
                if command.menu != title:
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
        for command_id, verb, label in (
            ("edit.undo", "&Undo", state.undo_label),
            ("edit.redo", "&Redo", state.redo_label),
        ):
            self.actions[command_id].setText(f"{verb} {label}" if label else verb)


def _without_argument(handler: Callable[[], object]) -> Callable[[], None]:
    """Qt passes `checked`; a handler does not want it."""

    def call() -> None:
        handler()

    return call
