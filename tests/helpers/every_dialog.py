"""Every dialog of the window, made as the window makes it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog

from briefbuilder.app import operations
from briefbuilder.app.checking import alignment
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.statements import statements_of
from briefbuilder.gui.align.override import OverrideDialog
from briefbuilder.gui.compose.citation_dialog import CitationDialog
from briefbuilder.gui.dialogs.brief_language import BriefLanguageDialog
from briefbuilder.gui.dialogs.clearances_dialog import ClearancesDialog
from briefbuilder.gui.dialogs.compare import CompareDialog
from briefbuilder.gui.dialogs.export_dialog import ExportDialog
from briefbuilder.gui.dialogs.marking_form import MarkingDialog
from briefbuilder.gui.dialogs.new_brief import NewBriefDialog
from briefbuilder.gui.dialogs.your_name import YourNameDialog
from briefbuilder.gui.library.check_dialog import CheckDialog
from briefbuilder.gui.library.item_dialogs import CopyDialog, NewItemDialog
from briefbuilder.gui.library.status_dialog import StatusDialog
from briefbuilder.gui.search.item_reader import ItemReader
from briefbuilder.gui.search.parts_dialog import PartsDialog
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.gui.window.palette import CommandPalette, KeysDialog

CASE = "cuban-missile-crisis"
Make = Callable[[Desk, Theme, MainWindow], QDialog]


def _export(desk: Desk, _theme: Theme, window: MainWindow) -> QDialog:
    assert desk.session is not None
    brief = desk.session.brief
    return ExportDialog(
        brief, FindingList(), desk.workspace, Path("/tmp"), window, pending=desk.pending
    )


def _marking(desk: Desk, _theme: Theme, window: MainWindow) -> QDialog:
    schemes = desk.workspace.library.schemes
    return MarkingDialog("Marking", schemes, None, "us-cui", window, may_clear=True)


def _reader(desk: Desk, theme: Theme, window: MainWindow) -> QDialog:
    reader = ItemReader(desk, theme, window)
    reader.read(CASE)
    return reader


def _check(desk: Desk, _theme: Theme, window: MainWindow) -> QDialog:
    library = desk.workspace.library
    statement = statements_of(library.entry(CASE).item)[0]
    return CheckDialog(
        statement, library, desk.pending, window, user="A. Clerk", today=desk.surroundings.today()
    )


def _clearances(desk: Desk, theme: Theme, window: MainWindow) -> QDialog:
    assert desk.session is not None
    legal = Clearance(office="Legal", outcome=ClearanceOutcome.NON_CONCUR, of=ClearanceScope())
    operations.set_clearances(desk.session, desk.workspace, clearances=(legal,))
    operations.set_title(desk.session, title="Another title")
    return ClearancesDialog(desk, theme, "Legal", window)


def _override(desk: Desk, _theme: Theme, window: MainWindow) -> QDialog:
    assert desk.session is not None
    state = alignment(desk.session.brief, desk.workspace)
    assert state is not None
    return OverrideDialog(state.views[0], desk.surroundings.today(), desk.pending, window)


DIALOGS: dict[str, Make] = {
    "new brief": lambda desk, _, window: NewBriefDialog(desk.workspace, desk.pending, window),
    "export": _export,
    "marking": _marking,
    "language": lambda desk, _, window: BriefLanguageDialog(
        desk.workspace.template("uk-ministerial-submission").template, "en-GB", window
    ),
    "clearances": _clearances,
    "override": _override,
    "compare": lambda desk, theme, window: CompareDialog(desk, theme, None, window),
    "palette": lambda _, __, window: CommandPalette(window.commands, window),
    "keys": lambda _, __, window: KeysDialog(window),
    "citation": lambda desk, _, window: CitationDialog(
        desk.workspace.library.sources.values(), desk.pending, window
    ),
    "parts": lambda desk, _, window: PartsDialog(
        desk.workspace.library.entry(CASE).item, None, "Place", window
    ),
    "reader": _reader,
    "check": _check,
    "new item": lambda desk, _, window: NewItemDialog(desk.workspace.library, desk.pending, window),
    "status": lambda desk, _, window: StatusDialog(
        "Change status", desk.workspace.library.entry(CASE).item, None, desk.pending, window
    ),
    "name": lambda desk, _, window: YourNameDialog(desk.surroundings, desk.pending, window),
    "copy": lambda desk, _, window: CopyDialog(desk.workspace.library, CASE, window),
}
