"""Every control has a name for a screen reader, and every control can be reached by Tab."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefbuilder.app import operations
from briefbuilder.app.checking import alignment
from briefbuilder.app.session import BriefSession
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.statements import statements_of
from briefbuilder.gui.align.override import OverrideDialog
from briefbuilder.gui.compose.citation_dialog import CitationDialog
from briefbuilder.gui.dialogs.clearances_dialog import ClearancesDialog
from briefbuilder.gui.dialogs.compare import CompareDialog
from briefbuilder.gui.dialogs.export_dialog import ExportDialog
from briefbuilder.gui.dialogs.marking_form import MarkingDialog
from briefbuilder.gui.dialogs.new_brief import NewBriefDialog
from briefbuilder.gui.library.check_dialog import CheckDialog
from briefbuilder.gui.library.item_dialogs import CopyDialog, NewItemDialog
from briefbuilder.gui.library.status_dialog import StatusDialog
from briefbuilder.gui.search.item_reader import ItemReader
from briefbuilder.gui.search.parts_dialog import PartsDialog
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.hub import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.commands import WorkspaceId
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.gui.window.palette import CommandPalette, KeysDialog

pytestmark = pytest.mark.slow

MOST_STEPS = 400
CASE = "cuban-missile-crisis"


@pytest.fixture
def window(
    qtbot: QtBot, desk: Desk, theme: Theme, session: BriefSession, tmp_path: Path
) -> MainWindow:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(desk, theme, WindowSettings(settings))
    qtbot.addWidget(made, before_close_func=lambda _: desk.replace_session(None))
    made.show()
    made.activateWindow()
    operations.place_item(session, desk.workspace, item_id=CASE, section_id="background")
    operations.add_text(session, section_id="issue", text="Whether to offer a visit.")
    qtbot.waitUntil(lambda: desk.pages is not None and desk.pages.brief is session.brief)
    return made


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def is_inner(widget: QWidget) -> bool:
    """A part that its owner speaks for: a combo box's line, a search line's cross."""
    parent = widget.parentWidget()
    return isinstance(parent, QComboBox | QLineEdit) or isinstance(widget, QScrollBar)


def controls(root: QWidget) -> list[QWidget]:
    """What can be seen and takes the keyboard."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not is_inner(widget)
    ]


def described(widget: QWidget) -> str:
    chain = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(chain) < 4:
        chain.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{' < '.join(chain)} {widget.objectName()!r} {name_of(widget)!r}"


def group_of(widget: QWidget) -> list[QAbstractButton]:
    """The buttons among which the cursor keys move."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group.buttons() if group is not None else []


def unreached(root: QWidget) -> list[str]:
    """The controls that Tab never comes by, nor the cursor keys among buttons of one group."""
    wanted = controls(root)
    seen: set[QWidget] = set()
    for _ in range(MOST_STEPS):
        focused = QApplication.focusWidget()
        assert focused is not None, "the keyboard is nowhere"
        seen.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return [
        described(widget)
        for widget in wanted
        if widget not in seen
        and not any(widget.isAncestorOf(one) for one in seen)
        and not any(one in seen for one in group_of(widget))
    ]


def mouse_only(root: QWidget) -> list[str]:
    """Buttons that the keyboard cannot reach at all."""
    return [
        described(button)
        for button in root.findChildren(QAbstractButton)
        if button.isVisible()
        and button.focusPolicy() is Qt.FocusPolicy.NoFocus
        and not is_inner(button)
        and not isinstance(button.parentWidget(), QTabBar)
    ]


def unnamed(root: QWidget) -> list[str]:
    return [described(widget) for widget in controls(root) if not name_of(widget)]


def check(root: QWidget) -> None:
    assert unnamed(root) == []
    assert mouse_only(root) == []
    assert unreached(root) == []


@pytest.mark.parametrize("room", WorkspaceId)
def test_a_workspace_can_be_used_by_keyboard_and_by_ear(
    window: MainWindow, room: WorkspaceId
) -> None:
    window.show_room(room)
    if room is WorkspaceId.LIBRARY:
        window.library.reveal(f"item:{CASE}")

    check(window)


def test_the_welcome_page_can_be_used_by_keyboard_and_by_ear(
    window: MainWindow, desk: Desk
) -> None:
    desk.replace_session(None)

    check(window)


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
    "copy": lambda desk, _, window: CopyDialog(desk.workspace.library, CASE, window),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_can_be_used_by_keyboard_and_by_ear(
    name: str, window: MainWindow, desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    dialog = DIALOGS[name](desk, theme, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or window))

    is_asked = dialog.findChildren(QLineEdit) and isinstance(dialog, FormDialog)
    assert not (is_asked and isinstance(QApplication.focusWidget(), QPushButton)), "words are lost"
    check(dialog)
