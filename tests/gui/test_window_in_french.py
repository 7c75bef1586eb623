"""In French the window's menus, bars and dialogs say no English of ours."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.gui.window.palette import KeysDialog
from briefbuilder.language.tags import NAMES
from helpers.every_dialog import CASE, DIALOGS

pytestmark = pytest.mark.slow

ENGLISH = re.compile(
    r"(?<![.\w])(the|of|and|not|is|are|to|with|for|from|this|no|name|find|text|open|save|close|new|"
    r"copy|choose|export|check|brief|library|cancel|undo|redo|help|view)\b",
    re.IGNORECASE,
)
OURS = ("new brief", "export", "marking", "clearances", "compare", "palette", "keys", "name")


@pytest.fixture
def window_settings(tmp_path: Path, speak_with: Callable[[str], None]) -> WindowSettings:
    speak_with("fr")
    return WindowSettings(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def window(
    window_settings: WindowSettings,
    qtbot: QtBot,
    desk: Desk,
    theme: Theme,
    session: BriefSession,
) -> MainWindow:
    made = MainWindow(desk, theme, window_settings)
    qtbot.addWidget(made, before_close_func=lambda _: desk.replace_session(None))
    made.show()
    operations.place_item(session, desk.workspace, item_id=CASE, section_id="background")
    qtbot.waitUntil(lambda: desk.check.found is not None)
    return made


def words_of(widget: QWidget) -> Iterator[str]:
    """What a widget says of its own accord; what stands in a field or a list is somebody's."""
    yield from (widget.windowTitle(), widget.accessibleName(), widget.toolTip())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit() if not widget.objectName().startswith("field-"):  # a form's own prompt
            yield widget.placeholderText()
        case QListWidget():
            yield from (widget.item(row).text() for row in range(widget.count()))
        case QMenu():
            yield widget.title()
    for action in widget.actions():
        yield from (action.text(), action.toolTip())


def english(*widgets: QWidget, given: tuple[str, ...] = ()) -> list[str]:
    """What is said in English, but for the words that were `given` to the program."""
    every = {one for root in widgets for one in (root, *root.findChildren(QWidget))}
    said = {words for widget in every for words in words_of(widget)}
    for foreign in (*NAMES.values(), *given):
        said = {one.replace(foreign, "") for one in said}
    plain = {one: re.sub(r"<[^>]*>|&", " ", one) for one in said}
    return sorted(one for one, words in plain.items() if ENGLISH.search(words))


def test_the_bars_and_menus_say_nothing_in_english(
    window: MainWindow, desk: Desk, session: BriefSession
) -> None:
    paper = desk.workspace.template("uk-ministerial-submission").template.name
    library = desk.workspace.library.settings.title
    bars = (window.menuBar(), window.bar, window.statusBar())
    operations.set_title(session, title="Escale")
    QApplication.processEvents()
    place = window.pages.place
    assert english(*bars, given=(paper, library, place)) == []
    assert any("Annuler" in one for one in words_of_actions(window))

    desk.replace_session(None)
    assert english(*bars, window.welcome, given=(paper, library)) == []


def test_the_keys_are_those_of_the_language(window: MainWindow, qtbot: QtBot) -> None:
    dialog = KeysDialog(window)
    qtbot.addWidget(dialog)
    (table,) = (one.text() for one in dialog.findChildren(QLabel) if "<table" in one.text())

    assert "<td>Oui, en partie, non, inconnu, sans objet</td><td>O, P, N, I, S</td>" in table
    assert "<td>Supprimer la ligne</td><td>Ctrl+Maj+Suppr</td>" in table


def words_of_actions(window: MainWindow) -> list[str]:
    return [action.text() for action in window.commands.findChildren(QAction)]


@pytest.mark.parametrize("name", OURS)
def test_a_dialog_says_nothing_in_english(
    name: str, window: MainWindow, desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    dialog: QDialog = DIALOGS[name](desk, theme, window)
    qtbot.addWidget(dialog)
    dialog.show()
    about = desk.workspace.templates[0].description

    assert english(dialog, given=(about,)) == []
