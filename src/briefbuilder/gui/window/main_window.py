"""The main window: it lays out the panels and wires their signals, and does nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.app.about_words import about_words
from briefbuilder.app.check_words import target_of
from briefbuilder.app.curating import draft_store
from briefbuilder.app.late import Late
from briefbuilder.app.opening import EXTENSION
from briefbuilder.app.window_commands import MenuId, WindowState, WorkspaceId
from briefbuilder.domain.brief_check.answer_findings import NO_LONGER_ASKED
from briefbuilder.domain.brief_check.findings import Finding
from briefbuilder.gui.compose.compose_workspace import ComposeWorkspace
from briefbuilder.gui.pages.pages_panel import PagesPanel
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import SCHEMES, WindowSettings
from briefbuilder.gui.widgets.keyboard_in_view import KeyboardInView
from briefbuilder.gui.window.brief_dialogs import BriefDialogs
from briefbuilder.gui.window.brief_files import BriefFiles
from briefbuilder.gui.window.commands import CommandTable
from briefbuilder.gui.window.findings_panel import COMPARED, FindingsPanel
from briefbuilder.gui.window.language_menu import LanguageMenu
from briefbuilder.gui.window.left_behind import LeftBehind
from briefbuilder.gui.window.palette import CommandPalette, KeysDialog
from briefbuilder.gui.window.status_line import StatusLine
from briefbuilder.gui.window.toolbar import TopBar
from briefbuilder.gui.window.welcome import WelcomePanel
from briefbuilder.language.interface import _
from briefbuilder.storage.other_files import is_pdf

if TYPE_CHECKING:
    from briefbuilder.gui.align.align_workspace import AlignWorkspace
    from briefbuilder.gui.library.library_workspace import LibraryWorkspace
    from briefbuilder.gui.window.brief_export import BriefExport


class MainWindow(QMainWindow):
    """Three workspaces under one bar, with the pages beside and the findings below."""

    def __init__(self, desk: Desk, theme: Theme, settings: WindowSettings) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._settings = settings
        self._front = WorkspaceId.COMPOSE
        self._mirrored: WindowState | None = None
        self.setMinimumSize(900, 560)
        # On a smaller screen the marking plate, at the right end, would stand beside the screen.
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))
        self.setAcceptDrops(True)
        self.compose = ComposeWorkspace(desk, theme)
        self._stack = QStackedWidget()
        rooms, common = "briefbuilder.gui.", (desk, theme)
        self._align: Late[AlignWorkspace] = Late(
            f"{rooms}align.align_workspace:AlignWorkspace", common, self._stack.addWidget
        )
        self._library: Late[LibraryWorkspace] = Late(
            f"{rooms}library.library_workspace:LibraryWorkspace", common, self._take_in_library
        )
        self.pages = PagesPanel(desk, theme)
        self.findings = FindingsPanel(desk)
        self.files = BriefFiles(desk, settings, self)
        self.left_behind = LeftBehind(desk, self.files.may_leave, self)
        self.dialogs = BriefDialogs(desk, theme, self)
        self.commands = CommandTable(self._handlers(), self)
        self.welcome = WelcomePanel(desk, settings, self.commands)
        self.bar = TopBar(desk, self.commands)
        self._keyboard = KeyboardInView(self)
        self._lay_out()
        self._wire()
        self._settings.restore(self, self._splitters)
        self._refresh()

    def show_workspace(self, workspace: WorkspaceId) -> None:
        """Bring a workspace to the front."""
        if workspace is not self._front:
            self._desk.pending.commit()
        self._front = workspace
        self._refresh()
        self._give_keyboard()

    @property
    def align(self) -> AlignWorkspace:
        """The room of the alignment walk."""
        return self._align.get()

    @property
    def library(self) -> LibraryWorkspace:
        """The curator's room."""
        return self._library.get()

    @cached_property
    def export(self) -> BriefExport:
        """Makes copies. What it needs is loaded for the first: it is more than all the rest."""
        module = import_module("briefbuilder.gui.window.brief_export")
        made: BriefExport = module.BriefExport(self._desk, self._settings, self)
        return made

    def _ask_for_export(self) -> None:
        self.export.ask()

    def offer_what_was_left(self) -> None:
        """After a crash: items that were put aside wait in the curator's room; offer the rest."""
        if draft_store(self._desk.workspace, self._desk.sign).pending():
            self._library.get()
        self.left_behind.offer()

    def _give_keyboard(self) -> None:
        """Go on where the keyboard was in this workspace, or begin at its search."""
        last = self._shown.focusWidget()
        # PySide's stubs forget that there may be none.
        if last is not None and not isinstance(last, QSplitter):  # type: ignore[redundant-expr]
            last.setFocus()
        elif self._front is WorkspaceId.LIBRARY:
            self.library.focus_search()
        elif self._front is WorkspaceId.COMPOSE and self._desk.session is not None:
            self.compose.focus_search()
        else:
            self._shown.setFocus()

    def open_path(self, path: Path) -> None:
        """Open a brief."""
        self.files.open_path(path)

    @Slot()
    def put_aside(self) -> None:
        """Put unsaved work aside: the program may be ended at any moment now."""
        self._desk.put_aside()

    def put_aside_and_quit(self) -> None:
        """End without a question: unsaved work goes to the recovery folder and is offered again."""
        try:
            self._desk.put_aside()
        finally:
            QApplication.exit(0)  # whoever asked does not wait for a disk that is full

    def closeEvent(self, event: QCloseEvent) -> None:
        library = self._library.built
        if not ((library is None or library.may_leave()) and self.files.may_leave()):
            event.ignore()
            return
        self._settings.keep(self, self._splitters)
        self._desk.replace_session(None)
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped_brief(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped_brief(event)
        if path is not None:
            event.acceptProposedAction()
            self.files.open_path(path)

    def _lay_out(self) -> None:
        menus = self.commands.fill(self.menuBar())
        self._recent_menu = menus[MenuId.BRIEF].addMenu(_("Open &recent"))
        menus[MenuId.BRIEF].insertMenu(self.commands["brief.save"], self._recent_menu)
        menus[MenuId.VIEW].addSeparator()
        menus[MenuId.VIEW].addMenu(LanguageMenu(self._desk, self))
        self._writing = QSplitter(Qt.Orientation.Horizontal)
        self._writing.addWidget(self.compose)
        self._writing.addWidget(self.pages)
        self._writing.setStretchFactor(0, 7)
        self._writing.setStretchFactor(1, 3)
        self._writing.setSizes([1000, 440])
        self._writing.setChildrenCollapsible(False)
        self._desk_split = QSplitter(Qt.Orientation.Vertical)
        self._desk_split.addWidget(self._writing)
        self._desk_split.addWidget(self.findings)
        self._desk_split.setStretchFactor(0, 1)
        self._desk_split.setSizes([800, 40])
        self._desk_split.setCollapsible(0, False)
        self._splitters = {"writing": self._writing, "desk": self._desk_split}
        for widget in (self._desk_split, self.welcome):
            self._stack.addWidget(widget)
        shell = QWidget()
        shell.setObjectName("shell")
        column = QVBoxLayout(shell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(shell)
        self.status_line = StatusLine(self._desk, self.pages, self.statusBar())

    def _take_in_library(self, room: LibraryWorkspace) -> None:
        self._stack.addWidget(room)
        room.state_changed.connect(self._mirror_commands)

    def _wire(self) -> None:
        self._desk.session_replaced.connect(self._on_session_replaced)
        self._desk.brief_changed.connect(self._on_brief_changed)
        self._desk.pending.began.connect(self._on_typing_began)
        self._desk.pending.committed.connect(self._mirror_what_changed)
        self._desk.library_changed.connect(self._on_library_changed)
        self._desk.reveal_requested.connect(self._on_reveal_requested)
        self._desk.place_requested.connect(self._on_place_requested)
        self.compose.selection_changed.connect(self._mirror_commands)
        self.compose.compare_requested.connect(self.dialogs.compare)
        self.findings.followed.connect(self._on_finding_followed)
        self.files.recent_changed.connect(self._fill_recent)
        self._fill_recent()

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        view = self.pages.view
        return {
            "brief.new": self.files.new,
            "brief.open": self.files.open,
            "brief.save": self._save,
            "brief.save_as": self.files.save_as,
            "brief.export_pdf": self._ask_for_export,
            "brief.check": self._show_check,
            "brief.compare": self.dialogs.compare,
            "brief.marking": self.dialogs.set_marking,
            "brief.language": self.dialogs.set_language,
            "brief.clearances": self.dialogs.set_clearances,
            "brief.close": self.files.close,
            "application.quit": self.close,
            "application.name": self.dialogs.set_name,
            "edit.undo": partial(self._step_back, redo=False),
            "edit.redo": partial(self._step_back, redo=True),
            "edit.move_up": partial(self.compose.move_block, -1),
            "edit.move_down": partial(self.compose.move_block, 1),
            "edit.remove_block": self.compose.remove_block,
            "edit.remove_row": self.compose.remove_row,
            "edit.mark_block": self.compose.mark_block,
            "edit.find_item": self._find_item,
            "edit.find_in_pages": self._find_in_pages,
            "insert.text": self.compose.add_text,
            "insert.item": self._find_item,
            "insert.figure": self.compose.add_figure,
            "insert.timeline": self.compose.add_timeline,
            "insert.table": self.compose.add_table,
            "insert.citation": self.compose.insert_citation,
            "view.compose": partial(self.show_workspace, WorkspaceId.COMPOSE),
            "view.align": partial(self.show_workspace, WorkspaceId.ALIGN),
            "view.library": partial(self.show_workspace, WorkspaceId.LIBRARY),
            "view.zoom_in": view.zoom_in,
            "view.zoom_out": view.zoom_out,
            "view.zoom_width": view.fit_width,
            "view.findings": self._toggle_findings,
            "view.next_finding": self.findings.follow_next,
            "view.scheme_system": partial(self._use_scheme, "system"),
            "view.scheme_light": partial(self._use_scheme, "light"),
            "view.scheme_dark": partial(self._use_scheme, "dark"),
            "align.next_gap": self._align.then(lambda room: room.next_gap()),
            "library.new_item": self._new_item,
            "library.status": self._library.then(lambda room: room.change_status()),
            "library.withdraw": self._library.then(lambda room: room.withdraw()),
            "library.revert": self._library.then(lambda room: room.revert()),
            "library.reload": self._desk.look_at_library,
            "library.problems": self._show_library_problems,
            "help.palette": self._open_palette,
            "help.keys": self._show_keys,
            "help.example": self.files.open_example,
            "help.about": self._show_about,
        }

    @property
    def _shown(self) -> QWidget:
        if self._front is WorkspaceId.LIBRARY:
            return self.library
        if self._desk.session is None:
            return self.welcome
        return self.align if self._front is WorkspaceId.ALIGN else self._desk_split

    @property
    def _state(self) -> WindowState:
        session = self._desk.session
        status = session.status if session else None
        library = self._library.built
        return WindowState(
            has_brief=session is not None,
            is_dirty=session is not None and not session.is_clean,
            undo_label=status.undo_label if status else None,
            is_typing=not self._desk.pending.is_empty,
            redo_label=status.redo_label if status else None,
            workspace=self._front,
            has_block=self.compose.selected_block is not None,
            has_markable_block=self.compose.markable_block is not None,
            has_item=library is not None and library.has_item,
            item_dirty=library is not None and library.is_dirty,
        )

    def _save(self) -> None:
        if self._front is WorkspaceId.LIBRARY:
            self.library.save()
        else:
            self.files.save()

    def _step_back(self, *, redo: bool) -> None:
        self._desk.pending.commit()
        session = self._desk.session
        if session is not None:
            (session.redo if redo else session.undo)()

    def _show_check(self) -> None:
        self._desk.pending.commit()
        self.show_workspace(WorkspaceId.COMPOSE)
        self.findings.show()
        if not self.findings.focus_first():
            self._desk.announce(self.findings.words)

    def _find_item(self) -> None:
        if self._front is WorkspaceId.LIBRARY or self._desk.session is None:
            self.show_workspace(WorkspaceId.LIBRARY)
            self.library.focus_search()
        else:
            self.show_workspace(WorkspaceId.COMPOSE)
            self.compose.focus_search()

    def _find_in_pages(self) -> None:
        self.show_workspace(WorkspaceId.COMPOSE)
        self.pages.open_find()

    def _new_item(self) -> None:
        self.show_workspace(WorkspaceId.LIBRARY)
        self.library.new_item()

    def _show_library_problems(self) -> None:
        self.show_workspace(WorkspaceId.LIBRARY)
        self.library.show_problems()

    def _toggle_findings(self) -> None:
        self.findings.setVisible(self.findings.isHidden())
        self._mirror_commands()

    def _use_scheme(self, name: str) -> None:
        self._settings.scheme = name
        self._theme.use(SCHEMES[name])
        self._mirror_commands()

    def _open_palette(self) -> None:
        palette = CommandPalette(self.commands, self)
        if palette.exec() and palette.chosen is not None:
            QTimer.singleShot(0, self.commands[palette.chosen].trigger)

    def _show_keys(self) -> None:
        KeysDialog(self).exec()

    def _show_about(self) -> None:
        QMessageBox.about(self, _("About Briefbuilder"), about_words())

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for path in self._settings.recent:
            action = self._recent_menu.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(partial(self._open_recent, path))
        self._recent_menu.setEnabled(bool(self._settings.recent))

    def _open_recent(self, path: Path, _checked: bool = False) -> None:
        self.files.open_path(path)

    def _dropped_brief(self, event: QDropEvent) -> Path | None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        return next((one for one in paths if one.suffix == EXTENSION or is_pdf(one)), None)

    def _refresh(self) -> None:
        """Show the right workspace, and everything around it, as the desk stands now."""
        self._stack.setCurrentWidget(self._shown)
        self._show_title()
        self._mirror_commands()

    def _show_title(self) -> None:
        session = self._desk.session
        self.setWindowModified(session is not None and not session.is_clean)
        name = session.brief.title if session else ""
        self.setWindowTitle(f"{name}[*] — Briefbuilder" if name else "Briefbuilder[*]")

    @Slot()
    def _mirror_what_changed(self) -> None:
        """Mirror the commands, unless they are as they were: most keys leave them so."""
        if self._state != self._mirrored:
            self._mirror_commands()

    @Slot()
    def _mirror_commands(self) -> None:
        self._mirrored = self._state
        self.commands.mirror(self._mirrored)
        for workspace in WorkspaceId:
            self.commands[f"view.{workspace.value}"].setChecked(workspace is self._front)
        self.commands["view.findings"].setChecked(not self.findings.isHidden())
        for name in SCHEMES:
            self.commands[f"view.scheme_{name}"].setChecked(name == self._settings.scheme)

    @Slot()
    def _on_typing_began(self) -> None:
        """The first letter of a brief can be taken back; after it, each key finds Undo at hand."""
        if not self.commands["edit.undo"].isEnabled():
            self._mirror_commands()

    @Slot()
    def _on_session_replaced(self) -> None:
        if self._desk.session is not None and self._front is WorkspaceId.LIBRARY:
            self._front = WorkspaceId.COMPOSE
        # Nobody has chosen a place in the brief yet: the keyboard waits outside of it.
        self.compose.focus_search()
        self._refresh()

    @Slot(object)
    def _on_brief_changed(self, _changes: object) -> None:
        self._show_title()
        self._mirror_what_changed()

    @Slot(object)
    def _on_library_changed(self, _change: object) -> None:
        self._refresh()

    @Slot(str)
    def _on_reveal_requested(self, target: str) -> None:
        kind = target.partition(":")[0]
        if kind == "question":
            self.show_workspace(WorkspaceId.ALIGN)
            self.align.reveal(target)
        elif kind == "item":
            self.show_workspace(WorkspaceId.LIBRARY)
            self.library.reveal(target)
        else:
            self.show_workspace(WorkspaceId.COMPOSE)
            self.compose.reveal(target)

    @Slot(str)
    def _on_place_requested(self, item_id: str) -> None:
        if self._desk.session is None:
            self._desk.announce(
                _("Open or start a brief first; then the item can be placed in it.")
            )
        else:
            self.compose.place_item(item_id)

    @Slot(object)
    def _on_finding_followed(self, finding: Finding) -> None:
        if finding.rule in COMPARED and finding.place.item is not None:
            self.dialogs.compare(finding.place.item)
        elif finding.rule == NO_LONGER_ASKED:
            self.show_workspace(WorkspaceId.ALIGN)
            self.align.show_overview()
        elif finding.place.office is not None:
            self.dialogs.set_clearances(finding.place.office)
        elif finding.rule.startswith("marking-") and finding.place.block is None:
            self.dialogs.set_marking()
        else:
            self._desk.reveal(target_of(finding))
