"""The window in each of its languages at 1280 by 720: nothing is cut, no letter means two."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.app.window_commands import WorkspaceId
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.language.interface import spoken
from briefbuilder.language.tags import BRITISH
from helpers.cut_words import cut_words
from helpers.every_dialog import CASE, DIALOGS

WIDTH, HEIGHT = 1280, 720


@pytest.fixture(params=[BRITISH, "fr"])
def language(request: pytest.FixtureRequest, speak_with: Callable[[str], None]) -> str:
    tag = str(request.param)
    speak_with(tag)
    return tag


@pytest.fixture
def window_settings(tmp_path: Path) -> WindowSettings:
    return WindowSettings(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def spoken_settings(language: str, window_settings: WindowSettings) -> WindowSettings:
    """What the window remembers, once its language is spoken."""
    assert language == spoken().language
    return window_settings


@pytest.fixture
def window(
    spoken_settings: WindowSettings, qtbot: QtBot, desk: Desk, theme: Theme, session: BriefSession
) -> MainWindow:
    made = MainWindow(desk, theme, spoken_settings)
    qtbot.addWidget(made, before_close_func=lambda _: desk.replace_session(None))
    made.resize(WIDTH, HEIGHT)
    made.show()
    operations.place_item(session, desk.workspace, item_id=CASE, section_id="background")
    operations.add_text(session, section_id="issue", text="Whether to offer a visit.")
    qtbot.waitUntil(lambda: desk.pages is not None and desk.pages.brief is session.brief)
    qtbot.waitUntil(lambda: desk.check.found is not None)
    return made


def workspaces(window: MainWindow, desk: Desk) -> Iterator[str]:
    """Goes through the workspaces, saying where it is."""
    for workspace in WorkspaceId:
        window.show_workspace(workspace)
        QApplication.processEvents()
        if workspace is not WorkspaceId.LIBRARY:
            yield workspace
            continue
        window.library.reveal(f"item:{CASE}")
        QApplication.processEvents()
        tabs = next(one for one in window.library.findChildren(QTabBar) if one.isVisible())
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            QApplication.processEvents()
            yield f"library, {tabs.tabText(number)}"
    desk.replace_session(None)
    window.show_workspace(WorkspaceId.COMPOSE)
    QApplication.processEvents()
    yield "welcome"


@pytest.mark.slow
def test_no_words_are_cut_in_a_workspace(window: MainWindow, desk: Desk) -> None:
    cut = {
        workspace: found for workspace in workspaces(window, desk) if (found := cut_words(window))
    }

    assert cut == {}
    assert (window.width(), window.height()) == (WIDTH, HEIGHT)


@pytest.mark.slow
def test_no_words_are_cut_in_a_dialog(
    window: MainWindow, desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    cut = {}
    for name, make in DIALOGS.items():
        dialog = make(desk, theme, window)
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        found = cut_words(dialog)
        if dialog.width() > WIDTH or dialog.minimumSizeHint().height() > HEIGHT:
            found.append(f"{dialog.width()} × {dialog.minimumSizeHint().height()} is too large")
        if found:
            cut[name] = found
        dialog.hide()

    assert cut == {}


def mnemonic(text: str) -> str:
    """The letter that Alt and it stand for; "" for none."""
    return QKeySequence.mnemonic(text).toString().removeprefix("Alt+")


def shared(texts: list[str]) -> list[str]:
    letters = Counter(filter(None, map(mnemonic, texts)))
    return [text for text in texts if letters[mnemonic(text)] > 1]


def menus_of(window: MainWindow) -> list[QMenu]:
    return [one for one in window.findChildren(QMenu) if one.actions()]


def entries_of(menu: QMenu) -> list[str]:
    return [one.text().split("\t")[0] for one in menu.actions() if not one.isSeparator()]


def test_no_two_entries_of_a_menu_share_a_letter(window: MainWindow) -> None:
    bar = [action.text() for action in window.menuBar().actions()]
    found = {
        menu.title() or menu.objectName(): twice
        for menu in menus_of(window)
        if (twice := shared(entries_of(menu)))
    }

    assert shared(bar) == []
    assert found == {}


def test_an_entry_has_a_letter_where_its_english_has(
    qtbot: QtBot,
    desk: Desk,
    theme: Theme,
    window_settings: WindowSettings,
    speak_with: Callable[[str], None],
) -> None:
    lettered = {}
    for tag in ("fr", BRITISH):
        speak_with(tag)
        window = MainWindow(desk, theme, window_settings)
        qtbot.addWidget(window)
        texts = [action.text() for action in window.menuBar().actions()]
        texts += [entry for menu in menus_of(window) for entry in entries_of(menu)]
        lettered[tag] = texts
    french, english = lettered["fr"], lettered[BRITISH]

    assert [
        one
        for one, other in zip(french, english, strict=True)
        if mnemonic(other) and not mnemonic(one)
    ] == []


def lettered_widgets(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        match widget:
            case QTabBar():
                yield from (widget.tabText(number) for number in range(widget.count()))
            case QAbstractButton():
                yield widget.text()
            case QLabel() if widget.buddy() is not None:
                yield widget.text()


@pytest.mark.slow
def test_alt_and_a_letter_mean_one_thing_in_a_workspace(window: MainWindow, desk: Desk) -> None:
    bar = [action.text() for action in window.menuBar().actions()]
    found = {
        workspace: twice
        for workspace in workspaces(window, desk)
        if (twice := shared([*bar, *lettered_widgets(window)]))
    }

    assert found == {}


@pytest.mark.slow
def test_alt_and_a_letter_mean_one_thing_in_a_dialog(
    window: MainWindow, desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    found = {}
    for name, make in DIALOGS.items():
        dialog = make(desk, theme, window)
        qtbot.addWidget(dialog)
        dialog.show()
        if twice := shared(list(lettered_widgets(dialog))):
            found[name] = twice
        dialog.hide()

    assert found == {}
