"""Tab goes through an item's form as it stands, in and out of it, forwards and backwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from briefbuilder.app.window_commands import WorkspaceId
from briefbuilder.gui.library.form_names import NamesEditor
from briefbuilder.gui.library.form_sections import SectionEditor
from briefbuilder.gui.library.form_timeline import TimelineEditor
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.main_window import MainWindow

MOST_STOPS = 160

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path) -> MainWindow:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(desk, theme, WindowSettings(settings))
    qtbot.addWidget(made, before_close_func=give_everything_up)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def give_everything_up(window: QWidget) -> None:
    assert isinstance(window, MainWindow)
    window.library.drafts.give_up()


def show_form(window: MainWindow, item: str) -> QScrollArea:
    window.show_workspace(WorkspaceId.LIBRARY)
    window.library.reveal(f"item:{item}")
    form = window.library.item.form
    window.library.item.tabs.setCurrentWidget(form)
    QApplication.processEvents()
    return form


def walk(qtbot: QtBot, form: QScrollArea, start: QWidget, *, back: bool = False) -> list[QWidget]:
    """Press Tab (or Shift+Tab) until the keyboard is outside; every stop before that."""
    start.setFocus()
    stops: list[QWidget] = []
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    while (now := QApplication.focusWidget()) is not None and form.isAncestorOf(now):
        if not stops or stops[-1] is not now:  # a date has a stop for each of its parts
            stops.append(now)
        assert len(stops) < MOST_STOPS, "the keyboard goes round in the form"
        qtbot.keyClick(now, key, modifier)
    return stops


def place_of(form: QScrollArea, stop: QWidget) -> tuple[int, int]:
    page = form.widget()
    assert page is not None
    where = stop.mapTo(page, QPoint(0, 0))
    return where.y(), where.x()


@pytest.mark.parametrize(
    "item", ["cuban-missile-crisis", "naval-presence-port-visits", "prohibition-of-force"]
)
def test_tab_goes_down_the_form_and_out_of_it_and_shift_tab_up_again(
    window: MainWindow, qtbot: QtBot, item: str
) -> None:
    form = show_form(window, item)
    title = window.library.item.form.editor("title")
    assert title is not None
    down = walk(qtbot, form, title.way_in)
    assert down == sorted(down, key=lambda one: place_of(form, one))
    reached = {one for stop in down for one in _around(stop)}
    assert {
        one for kind in (NamesEditor, SectionEditor) for one in form.findChildren(kind)
    } <= reached
    assert walk(qtbot, form, down[-1], back=True) == down[::-1]


def _around(stop: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    above: QWidget | None = stop
    while above is not None:
        found.append(above)
        above = above.parentWidget()
    return found


def test_names_and_events_that_come_later_stand_in_the_order(
    window: MainWindow, qtbot: QtBot
) -> None:
    form = show_form(window, "cuban-missile-crisis")
    tags, timeline = (window.library.item.form.editor(key) for key in ("tags", "timeline"))
    assert isinstance(tags, NamesEditor)
    assert isinstance(timeline, TimelineEditor)
    tags.box.setFocus()
    tags.box.taken.emit(tags.box.itemText(0))
    timeline.rows[2].text.setFocus()
    qtbot.keyClick(timeline.rows[2].text, Qt.Key.Key_Return)
    qtbot.keyClicks(timeline.rows[3].date, "26 Oct 1962")
    QApplication.processEvents()
    title = window.library.item.form.editor("title")
    assert title is not None
    down = walk(qtbot, form, title.way_in)
    assert timeline.rows[3].date in down
    assert down == sorted(down, key=lambda one: place_of(form, one))
