"""No editor of words is outside of the register, in any room or dialog; and dialogs keep theirs."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.app.window_commands import WorkspaceId
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Status
from briefbuilder.gui.dialogs.new_brief import NewBriefDialog
from briefbuilder.gui.library.status_dialog import StatusDialog
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.main_window import MainWindow
from helpers.every_dialog import DIALOGS

CASES = ("cuban-missile-crisis", "naval-presence-port-visits", "prohibition-of-force")
NO_WORDS = {
    "File",
    "Find a command",
    "Find in the pages",
    "Search the library",
    "Search the sources",
    "id",
}
"""Fields that look for something or name a file: nobody misses what stood in them."""


@pytest.fixture
def window(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path, session: BriefSession
) -> MainWindow:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(desk, theme, WindowSettings(settings))
    qtbot.addWidget(made, before_close_func=lambda _: desk.replace_session(None))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def outsiders(root: QWidget, pending: PendingWords) -> set[str]:
    """What a person can type words into and that the register does not know."""
    found: set[str] = set()
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            of_a_choice = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
            if widget.isReadOnly() or of_a_choice or pending.knows(widget):
                continue
            found.add(widget.accessibleName() or widget.objectName() or repr(widget))
        elif _can_be_written(widget) and not pending.knows(widget):
            found.add(widget.accessibleName() or repr(widget))
    return found


def _can_be_written(widget: QWidget) -> bool:
    """Whether it is a table or list with cells that can be edited."""
    if not isinstance(widget, QTableView | QTreeView | QListView):
        return False
    if widget.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers:
        return False
    model = widget.model()
    indexes = (model.index(row, column) for row in range(20) for column in range(8))
    return any(model.flags(one) & Qt.ItemFlag.ItemIsEditable for one in indexes if one.isValid())


def fill(session: BriefSession, desk: Desk) -> None:
    """A brief with a block of every kind, each of which has editors of its own."""
    operations.write_in_section(session, section_id="issue", text="Words")
    operations.add_table(session, section_id="background")
    operations.add_timeline(session, section_id="background")
    operations.place_item(session, desk.workspace, item_id=CASES[0], section_id="argument")


def test_every_room_and_dialog_has_only_editors_that_joined(
    window: MainWindow, desk: Desk, theme: Theme, session: BriefSession, qtbot: QtBot
) -> None:
    found: set[str] = set()
    fill(session, desk)
    first = session.brief.section("issue").blocks[0].id
    for target in ("section:timing", "field:to", f"block:{first}"):
        window.compose.reveal(target)
    found |= outsiders(window, desk.pending)
    window.show_workspace(WorkspaceId.ALIGN)
    for value in AnswerValue:
        window.align.question.choose(value)
    found |= outsiders(window, desk.pending)
    window.show_workspace(WorkspaceId.LIBRARY)
    for case in CASES:
        window.library.reveal(f"item:{case}")
        for tab in range(window.library.item.tabs.count()):
            window.library.item.tabs.setCurrentIndex(tab)
            found |= outsiders(window, desk.pending)
    for make in DIALOGS.values():
        dialog = make(desk, theme, window)
        qtbot.addWidget(dialog)
        found |= outsiders(dialog, desk.pending)
    assert found == NO_WORDS


def withdrawal(desk: Desk, window: MainWindow) -> StatusDialog:
    item = desk.workspace.library.entry(CASES[0]).item
    dialog = StatusDialog("Withdraw", item, Status.WITHDRAWN, desk.pending, window)
    dialog.show()
    return dialog


def test_what_was_typed_into_a_dialog_is_put_aside_until_it_is_closed(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    dialog = withdrawal(desk, window)
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.why_edit, "Overtaken by the treaty of May.")
    window.put_aside()
    (words,) = desk.pending.in_dialogs()
    assert words.title == "Withdraw"
    assert "Overtaken by the treaty of May." in str(words)

    dialog.reject()
    window.put_aside()
    assert desk.pending.in_dialogs() == ()
    assert list((desk.surroundings.folders.state / "dialog-words").glob("*.json")) == []


def test_a_dialog_that_is_gone_keeps_nothing_from_being_put_aside(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    dialog = withdrawal(desk, window)
    qtbot.keyClicks(dialog.why_edit, "Overtaken by the treaty of May.")
    desk.pending.commit()
    delete(dialog)
    window.put_aside()
    assert desk.pending.in_dialogs() == ()


def test_words_of_a_dialog_that_a_kill_left_behind_can_be_copied(
    window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = NewBriefDialog(desk.workspace, desk.pending, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.title_edit, "Naval presence\u00a0in the Strait")
    window.put_aside()
    desk.sign.close()  # as when the window is killed

    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, text: str, _options: object) -> int:
        asked.append(text)
        return 0

    monkeypatch.setattr("briefbuilder.gui.window.left_behind.choose", choose)
    monkeypatch.setattr(desk.sign, "token", "another")
    window.left_behind.offer_dialog_words()
    window.left_behind.offer_dialog_words()
    assert len(asked) == 1
    assert "“New brief” was open when the program ended, less than a minute ago." in asked[0]
    assert "Naval presence\u00a0in the Strait" in QApplication.clipboard().text()


def test_a_dialog_that_nobody_typed_in_holds_nothing(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.addWidget(withdrawal(desk, window))
    desk.pending.commit()
    assert desk.pending.in_dialogs() == ()
