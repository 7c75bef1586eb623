"""Qt's own words in French: nothing that it says by itself is left in English."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefbuilder.gui.window.commands import keys_shown

ALIKE = {"OK", "Type", "Source"}
"""Words of Qt that are the same in both languages."""
NAMES = frozenset(
    """Ok Save SaveAll Open Yes YesToAll No NoToAll Abort Retry Ignore Close Cancel Discard Help
    Apply Reset RestoreDefaults""".split()
)
NATIVE = QKeySequence.SequenceFormat.NativeText


def said_by(widget: QWidget) -> Iterator[str]:
    """What a widget of Qt says, in it and in the columns and rows that it makes up."""
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName())
    yield from (one for action in widget.actions() for one in (action.text(), action.toolTip()))
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QComboBox():
            yield from (widget.itemText(number) for number in range(widget.count()))
        case QAbstractItemView() if widget.model() is not None:
            model, root = widget.model(), widget.rootIndex()
            for column in range(model.columnCount(root)):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            for row in range(model.rowCount(root)):
                yield str(model.index(row, 2, root).data() or "")  # what kind of file it is


def all_said(root: QWidget) -> set[str]:
    found = {one for each in (root, *root.findChildren(QWidget)) for one in said_by(each)}
    return {one.split("\t")[0] for one in found if re.search("[A-Za-z]{2}", one)}


def file_dialogs(qtbot: QtBot, folder: Path) -> Iterator[QWidget]:
    for mode in QFileDialog.AcceptMode:
        dialog = QFileDialog(None, "", str(folder))
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(mode)
        dialog.show()
        tree = dialog.findChild(QAbstractItemView, "treeView")
        assert isinstance(tree, QAbstractItemView)
        qtbot.waitUntil(partial(has_rows, tree, 2))
        yield dialog


def has_rows(view: QAbstractItemView, number: int) -> bool:
    return view.model().rowCount(view.rootIndex()) == number


def boxes(qtbot: QtBot) -> Iterator[QWidget]:
    message, buttons = QMessageBox(), QDialogButtonBox()
    message.setDetailedText("1")
    for one in QMessageBox.StandardButton:
        if one.name in NAMES:
            message.addButton(one)
    for other in QDialogButtonBox.StandardButton:
        if other.name in NAMES:
            buttons.addButton(other)
    for box in (message, buttons):
        qtbot.addWidget(box)
        yield box


def menus(qtbot: QtBot) -> Iterator[QMenu]:
    for field in (QLineEdit("1"), QPlainTextEdit("1"), QTextBrowser()):
        qtbot.addWidget(field)
        menu = field.createStandardContextMenu()
        qtbot.addWidget(menu)
        yield menu


def qt_says(qtbot: QtBot, folder: Path) -> set[str]:
    shown = chain(file_dialogs(qtbot, folder), boxes(qtbot), menus(qtbot))
    given = {str(folder), folder.name, "folder", "note.brief"}
    return {one for widget in shown for one in all_said(widget)} - given


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    (tmp_path / "note.brief").write_bytes(b"")
    return tmp_path


def test_qt_says_nothing_in_english(
    qtbot: QtBot, folder: Path, speak_with: Callable[[str], None]
) -> None:
    english = qt_says(qtbot, folder)
    assert {"&Look in:", "Folder", "Cancel"} <= english

    speak_with("fr")
    french = qt_says(qtbot, folder)

    assert french & english <= ALIKE
    assert {"Annuler", "Dossier", "Em&placement\N{NO-BREAK SPACE}:"} <= french
    assert not any("'" in one for one in french)


def test_keys_are_called_as_on_a_french_keyboard(speak_with: Callable[[str], None]) -> None:
    speak_with("fr")

    assert keys_shown(("Ctrl+Return",)) == "Ctrl+Entrée"
    assert QKeySequence("Backspace").toString(NATIVE) == "Retour arrière"
    assert QKeySequence("Ctrl+Shift+Del").toString(NATIVE) == "Ctrl+Maj+Suppr"
