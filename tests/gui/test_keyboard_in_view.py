"""Whoever has the keyboard can be seen, in every page that scrolls, rows just made included."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.app.window_commands import WorkspaceId
from briefbuilder.domain.clearances import Clearance
from briefbuilder.gui.dialogs.clearances_dialog import ClearancesDialog
from briefbuilder.gui.library.form_fields import FormText
from briefbuilder.gui.library.form_timeline import TimelineEditor
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.main_window import MainWindow

Key = Qt.Key
CUBA = "cuban-missile-crisis"


@pytest.fixture
def window(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path, session: BriefSession
) -> MainWindow:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(desk, theme, WindowSettings(settings))
    qtbot.addWidget(made, before_close_func=give_everything_up)
    made.resize(1100, 620)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def give_everything_up(window: QWidget) -> None:
    assert isinstance(window, MainWindow)
    window.library.drafts.give_up()
    window.files._desk.replace_session(None)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def port_of(field: QWidget) -> QWidget:
    above = field.parentWidget()
    while not isinstance(above, QScrollArea):
        assert above is not None
        above = above.parentWidget()
    return above.viewport()


def is_seen() -> bool:
    """Whether the field with the keyboard stands in its page's opening, from top to bottom."""
    field, port = focused(), port_of(focused())
    where = field.rect().translated(field.mapTo(port, field.rect().topLeft()))
    return where.top() >= 0 and where.bottom() <= port.height()


def wait_to_see(qtbot: QtBot) -> None:
    QApplication.processEvents()  # a row that was just made has no place before
    qtbot.waitUntil(is_seen, timeout=2000)


def in_timeline(window: MainWindow, desk: Desk) -> tuple[Key, ...]:
    window.compose.add_timeline()
    return Key.Key_Tab, Key.Key_Tab


def in_timeline_by_enter(window: MainWindow, desk: Desk) -> tuple[Key, ...]:
    window.compose.add_timeline()
    return Key.Key_Return, Key.Key_Return


def in_table(window: MainWindow, desk: Desk) -> tuple[Key, ...]:
    window.compose.add_table()
    return (Key.Key_Return,)


def in_library_timeline(window: MainWindow, desk: Desk) -> tuple[Key, ...]:
    window.show_workspace(WorkspaceId.LIBRARY)
    window.library.reveal(f"item:{CUBA}")
    window.library.item.tabs.setCurrentWidget(window.library.item.form)
    editor = window.library.item.form.editor("timeline")
    assert isinstance(editor, TimelineEditor)
    editor._on_add_clicked()
    return Key.Key_Return, Key.Key_Return


ROWS: list[Callable[[MainWindow, Desk], tuple[Key, ...]]] = [
    in_timeline,
    in_timeline_by_enter,
    in_table,
    in_library_timeline,
]


@pytest.mark.parametrize("begin", ROWS, ids=lambda one: one.__name__)
def test_a_row_that_was_just_made_can_be_seen(
    window: MainWindow,
    desk: Desk,
    qtbot: QtBot,
    begin: Callable[[MainWindow, Desk], tuple[Key, ...]],
) -> None:
    keys = begin(window, desk)
    for number in range(16):
        for key in keys:
            qtbot.keyClicks(focused(), str(1990 + number))
            qtbot.keyClick(focused(), key)
            wait_to_see(qtbot)


def test_every_field_of_an_items_form_can_be_seen_while_it_has_the_keyboard(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.show_workspace(WorkspaceId.LIBRARY)
    window.library.reveal(f"item:{CUBA}")
    form = window.library.item.form
    window.library.item.tabs.setCurrentWidget(form)
    for name in ("timeline", "lang", "tags", "title", "closes"):
        editor = form.editor(name)
        assert editor is not None
        field = editor.rows[-1].date if isinstance(editor, TimelineEditor) else editor.way_in
        field.setFocus()
        wait_to_see(qtbot)
    text = form.findChildren(FormText)[-1]
    text.setFocus()
    wait_to_see(qtbot)


def test_the_clearances_rows_and_the_findings_can_be_seen(
    window: MainWindow, desk: Desk, session: BriefSession, qtbot: QtBot, theme: Theme
) -> None:
    office = Clearance(office="Legal advisers", asked="2026-11-20")
    operations.set_clearances(session, desk.workspace, clearances=(office,))
    dialog = ClearancesDialog(desk, theme, None, window)
    qtbot.addWidget(dialog)
    dialog.resize(700, 220)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    for field in (dialog.form.on, dialog.form.office, dialog.form.remark):
        field.setFocus()
        wait_to_see(qtbot)
    dialog.accept()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: desk.check.found is not None and not desk.check.is_running)
    window.commands["brief.check"].trigger()
    for _ in window.findings._rows[1:]:
        qtbot.keyClick(focused(), Key.Key_Down)
        wait_to_see(qtbot)


def test_a_page_that_its_reader_has_scrolled_stays_when_the_window_comes_back(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.compose.reveal("section:issue")
    field = focused()
    bar = window.compose.brief.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    field.clearFocus()
    field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.processEvents()
    assert bar.value() == bar.maximum()
