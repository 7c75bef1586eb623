"""The window's language: chosen in its menu for the next start, and spoken by Qt as well."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from briefbuilder.app.own_language import LANGUAGE_VARIABLE, OwnLanguage
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.window.commands import keys_shown
from briefbuilder.gui.window.language_menu import LanguageMenu


@pytest.fixture
def own(tmp_path: Path) -> OwnLanguage:
    return OwnLanguage(tmp_path / "language.yaml")


def menu_of(qtbot: QtBot, desk: Desk, own: OwnLanguage) -> LanguageMenu:
    desk.workspace.surroundings = replace(desk.surroundings, language=own)
    owner = QWidget()
    qtbot.addWidget(owner)
    return LanguageMenu(desk, owner)


def action(menu: LanguageMenu, name: str) -> QAction:
    return next(one for one in menu.actions() if one.objectName() == name)


def checked(menu: LanguageMenu) -> list[str]:
    return [one.objectName() for one in menu.actions() if one.isChecked()]


def test_a_language_is_kept_for_the_next_start(qtbot: QtBot, desk: Desk, own: OwnLanguage) -> None:
    menu = menu_of(qtbot, desk, own)
    assert checked(menu) == ["language-system"]

    with qtbot.waitSignal(desk.announced) as told:
        action(menu, "language-fr").trigger()

    assert told.args == ["The choice holds from the next start."]
    assert own.kept == "fr"
    assert checked(menu_of(qtbot, desk, own)) == ["language-fr"]

    action(menu, "language-system").trigger()
    assert own.kept == ""


def test_who_has_the_last_word_is_said(qtbot: QtBot, desk: Desk, own: OwnLanguage) -> None:
    own.environment = {LANGUAGE_VARIABLE: "fr"}
    menu = menu_of(qtbot, desk, own)

    assert menu.actions()[-1].text() == "BRIEFBUILDER_LANGUAGE is set, and has the last word."
    assert not menu.actions()[-1].isEnabled()


def test_qt_speaks_french_with_the_window(qtbot: QtBot, speak_with: Callable[[str], None]) -> None:
    speak_with("fr")
    box = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Yes
    )
    line = QLineEdit()
    qtbot.addWidget(box)
    qtbot.addWidget(line)
    entries = [one.text().split("\t")[0] for one in line.createStandardContextMenu().actions()]

    assert {one.text() for one in box.buttons()} == {"&Oui", "Annuler"}
    assert "Cop&ier" in entries
    assert "&Copy" not in entries
    assert keys_shown(("Ctrl+Shift+S", "Down")) == "Ctrl+Maj+S, Bas"
    assert QCoreApplication.translate("QFileDialog", "&Open") == "&Ouvrir"
    assert QLocale().name() == "fr_FR"
