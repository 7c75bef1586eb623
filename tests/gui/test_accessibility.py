"""Every control has a name for a screen reader, and every control can be reached by Tab."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.app.window_commands import WorkspaceId
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.main_window import MainWindow
from helpers.every_dialog import CASE, DIALOGS

pytestmark = pytest.mark.slow

MOST_STEPS = 400


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


@pytest.mark.parametrize("asked", WorkspaceId)
def test_a_workspace_can_be_used_by_keyboard_and_by_ear(
    window: MainWindow, asked: WorkspaceId
) -> None:
    window.show_workspace(asked)
    if asked is WorkspaceId.LIBRARY:
        window.library.reveal(f"item:{CASE}")

    check(window)


def test_the_welcome_page_can_be_used_by_keyboard_and_by_ear(
    window: MainWindow, desk: Desk
) -> None:
    desk.replace_session(None)

    check(window)


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
