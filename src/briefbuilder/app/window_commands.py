"""Every command of the window, as a table: what it is called, its keys, and when it makes sense.

Menus, the toolbar, shortcuts, the list of shortcuts and the palette are all built from `COMMANDS`;
the action's object name is the command's id, by which tests find it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from briefbuilder.app.alignment_words import answer_key
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_


class MenuId(StrEnum):
    """The menus of the menu bar."""

    BRIEF = "brief"
    EDIT = "edit"
    INSERT = "insert"
    VIEW = "view"
    LIBRARY = "library"
    HELP = "help"


class WorkspaceId(StrEnum):
    """The three workspaces."""

    COMPOSE = "compose"
    ALIGN = "align"
    LIBRARY = "library"


class MenuRole(Enum):
    """Where a desktop may want a command that stands in every program."""

    PLAIN = auto()
    QUIT = auto()
    ABOUT = auto()


@dataclass(frozen=True, slots=True)
class WindowState:
    """What decides whether a command makes sense at this moment."""

    has_brief: bool = False
    is_dirty: bool = False
    undo_label: str | None = None
    is_typing: bool = False
    redo_label: str | None = None
    workspace: WorkspaceId = WorkspaceId.COMPOSE
    has_block: bool = False
    has_markable_block: bool = False
    has_item: bool = False
    item_dirty: bool = False


When = Callable[[WindowState], bool]


def _always(_state: WindowState) -> bool:
    return True


def _brief(state: WindowState) -> bool:
    return state.has_brief


def _writing(state: WindowState) -> bool:
    return state.has_brief and state.workspace is WorkspaceId.COMPOSE


def _block(state: WindowState) -> bool:
    return _writing(state) and state.has_block


def _markable(state: WindowState) -> bool:
    return _writing(state) and state.has_markable_block


def _aligning(state: WindowState) -> bool:
    return state.has_brief and state.workspace is WorkspaceId.ALIGN


def _undoable(state: WindowState) -> bool:
    # What is being typed can be taken back from its first letter on.
    can = state.undo_label is not None or state.is_typing
    return state.workspace is not WorkspaceId.LIBRARY and state.has_brief and can


def _redoable(state: WindowState) -> bool:
    return state.workspace is not WorkspaceId.LIBRARY and state.redo_label is not None


def _item(state: WindowState) -> bool:
    return state.workspace is WorkspaceId.LIBRARY and state.has_item


def _saveable(state: WindowState) -> bool:
    # Not only when dirty: what was typed a moment ago is handed over by the save itself.
    return state.has_item if state.workspace is WorkspaceId.LIBRARY else state.has_brief


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the window can do.

    `title` is the English one and holds the mnemonic; `says` is what is shown of it. `keys` are
    portable key sequences; commands of one menu with different `group` are parted by a line.
    """

    id: str
    title: str
    menu: MenuId
    group: int = 0
    keys: tuple[str, ...] = ()
    when: When = _always
    tip: str = ""
    role: MenuRole = MenuRole.PLAIN
    checkable: bool = False

    @property
    def says(self) -> str:
        """The title as a menu shows it."""
        return _(self.title)

    @property
    def plain_title(self) -> str:
        """The title as it is shown, without its mnemonic."""
        return without_mnemonic(self.says).removesuffix("…")


def without_mnemonic(title: str) -> str:
    """A title as it is read out, or printed in a list."""
    return title.replace("&", "")


BRIEF, EDIT, INSERT, VIEW, LIBRARY, HELP = MenuId
MENUS: Mapping[MenuId, str] = {
    BRIEF: N_("&Brief"),
    EDIT: N_("&Edit"),
    INSERT: N_("&Insert"),
    VIEW: N_("&View"),
    LIBRARY: N_("&Library"),
    HELP: N_("&Help"),
}

COMMANDS: tuple[Command, ...] = (
    Command("brief.new", N_("&New brief…"), BRIEF, 0, ("Ctrl+N",), tip=N_("Start from a form")),
    Command("brief.open", N_("&Open…"), BRIEF, 0, ("Ctrl+O",), tip=N_("Open a brief")),
    Command("brief.save", N_("&Save"), BRIEF, 1, ("Ctrl+S",), _saveable, N_("Save")),
    Command("brief.save_as", N_("Save &as…"), BRIEF, 1, ("Ctrl+Shift+S",), _brief),
    Command("brief.export_pdf", N_("&Export…"), BRIEF, 2, ("Ctrl+E",), _brief, N_("Export a PDF")),
    Command("brief.check", N_("Chec&k"), BRIEF, 2, ("F7",), _brief, N_("Show the findings")),
    Command("brief.compare", N_("Com&pare with the library…"), BRIEF, 2, (), _brief),
    Command("brief.marking", N_("Set &marking…"), BRIEF, 3, ("Ctrl+M",), _brief),
    Command("brief.language", N_("Lan&guage of the brief…"), BRIEF, 3, (), _brief),
    Command("brief.clearances", N_("C&learances…"), BRIEF, 3, (), _brief),
    Command("brief.close", N_("&Close"), BRIEF, 4, ("Ctrl+W",), _brief),
    Command("application.quit", N_("&Quit"), BRIEF, 5, ("Ctrl+Q",), role=MenuRole.QUIT),
    Command("edit.undo", N_("&Undo"), EDIT, 0, ("Ctrl+Z",), _undoable),
    Command("edit.redo", N_("&Redo"), EDIT, 0, ("Ctrl+Shift+Z", "Ctrl+Y"), _redoable),
    Command("edit.move_up", N_("Mo&ve block up"), EDIT, 1, ("Alt+Up",), _block),
    Command("edit.move_down", N_("Move block &down"), EDIT, 1, ("Alt+Down",), _block),
    Command("edit.remove_block", N_("Re&move block"), EDIT, 1, ("Alt+Delete",), _block),
    Command("edit.remove_row", N_("Remove ro&w"), EDIT, 1, ("Ctrl+Shift+Delete",), _block),
    Command("edit.mark_block", N_("Mar&k block…"), EDIT, 1, (), _markable),
    Command("edit.find_item", N_("&Find in the library"), EDIT, 2, ("Ctrl+F",)),
    Command("edit.find_in_pages", N_("Find in the &pages"), EDIT, 2, ("Ctrl+Shift+F",), _brief),
    Command("application.name", N_("&Your name…"), EDIT, 4, ()),
    Command("insert.text", N_("&Text"), INSERT, 0, ("Ctrl+T",), _writing),
    Command("insert.item", N_("&Library item"), INSERT, 0, ("Ctrl+L",), _writing),
    Command("insert.figure", N_("&Figure…"), INSERT, 1, (), _writing),
    Command("insert.timeline", N_("T&imeline"), INSERT, 1, (), _writing),
    Command("insert.table", N_("Ta&ble"), INSERT, 1, (), _writing),
    Command("insert.citation", N_("&Citation…"), INSERT, 2, ("Ctrl+Shift+C",), _writing),
    Command("view.compose", N_("&Compose"), VIEW, 0, ("Ctrl+1",), checkable=True),
    Command("view.align", N_("&Align"), VIEW, 0, ("Ctrl+2",), checkable=True),
    Command("view.library", N_("&Library"), VIEW, 0, ("Ctrl+3",), checkable=True),
    Command("view.zoom_in", N_("Zoom &in"), VIEW, 1, ("Ctrl++", "Ctrl+="), _brief),
    Command("view.zoom_out", N_("Zoom &out"), VIEW, 1, ("Ctrl+-",), _brief),
    Command("view.zoom_width", N_("Fit page &width"), VIEW, 1, ("Ctrl+0",), _brief),
    Command("view.findings", N_("&Findings"), VIEW, 2, ("Ctrl+Shift+M",), checkable=True),
    Command("view.next_finding", N_("&Next finding"), VIEW, 2, ("F8",), _brief),
    Command("view.scheme_system", N_("Colours of the &system"), VIEW, 3, checkable=True),
    Command("view.scheme_light", N_("Li&ght"), VIEW, 3, checkable=True),
    Command("view.scheme_dark", N_("&Dark"), VIEW, 3, checkable=True),
    Command("align.next_gap", N_("Next &gap"), EDIT, 3, ("Ctrl+Return",), _aligning),
    Command("library.new_item", N_("&New item…"), LIBRARY, 0, ()),
    Command("library.status", N_("Change s&tatus…"), LIBRARY, 1, (), _item),
    Command("library.withdraw", N_("&Withdraw…"), LIBRARY, 1, (), _item),
    Command(
        "library.revert", N_("&Revert to the saved text"), LIBRARY, 1, (), lambda s: s.item_dirty
    ),
    Command("library.reload", N_("&Look at the folder again"), LIBRARY, 2, ("F5",)),
    Command("library.problems", N_("&Problems…"), LIBRARY, 2, ()),
    Command("help.palette", N_("&Find a command…"), HELP, 0, ("Ctrl+K",)),
    Command("help.keys", N_("&Keyboard"), HELP, 0, ("F1",)),
    Command("help.example", N_("Open the &example brief"), HELP, 1),
    Command("help.about", N_("&About Briefbuilder"), HELP, 2, role=MenuRole.ABOUT),
)

WAYS_TO_BEGIN = (
    (
        "brief.new",
        N_("New brief"),
        N_("From a form: a submission, an information paper, a policy brief."),
    ),
    ("brief.open", N_("Open a brief"), N_("A .brief file holds its texts, sources and answers.")),
    ("help.example", N_("Look at an example"), N_("A finished brief to read, change and export.")),
    ("view.library", N_("Go to the library"), N_("Read and maintain case studies, tools and law.")),
)
"""Commands that the window offers while no brief is open, with what each is for."""

ROW_KEYS = (
    (("Tab",), N_("Next field; after the last one, a new row")),
    (("Enter",), N_("Next row")),
    (("Ctrl+Shift+Delete",), N_("Remove the row")),
)
STEP_KEYS = ("Down", "Up")


def align_keys() -> list[tuple[str, Sequence[str]]]:
    """The letters of the answers, which each language has its own of, and the way to walk."""
    return [
        (_("Yes, partly, no, unknown, does not apply"), [answer_key(one) for one in AnswerValue]),
        (_("Next question, previous question"), STEP_KEYS),
    ]
