"""The one list of the library: its keyboard is the same in every workspace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from briefbuilder.gui.compose.library_panel import LibraryPanel
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.list_panel import ListPanel
from briefbuilder.gui.library.overview_signals import OverviewSignals
from briefbuilder.gui.search.search_list import SearchList
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme


@pytest.fixture(params=["compose", "library"])
def found(request: pytest.FixtureRequest, qtbot: QtBot, desk: Desk, theme: Theme) -> SearchList:
    made: SearchList
    if request.param == "compose":
        made = LibraryPanel(desk, theme)
    else:
        made = ListPanel(desk, theme, CurationSignals(desk), OverviewSignals(desk))
    qtbot.addWidget(made)
    made.resize(320, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.look_up()
    return made


def test_the_keyboard_goes_from_the_search_to_the_cards_and_back(
    found: SearchList, qtbot: QtBot
) -> None:
    found.focus_search()
    qtbot.keyClick(found.search, Qt.Key.Key_Down)
    assert found.list.hasFocus()
    assert found.list.currentIndex().row() == 0
    qtbot.keyClick(found.list, Qt.Key.Key_Up)
    assert found.search.hasFocus()
    qtbot.keyClick(found.search, Qt.Key.Key_Down)
    qtbot.keyClicks(found.list, "q")
    assert found.search.hasFocus()
    assert found.search.text() == "q"
    qtbot.keyClick(found.search, Qt.Key.Key_Escape)
    assert found.search.text() == ""


def test_a_search_that_finds_nothing_says_so(found: SearchList) -> None:
    found.search.setText("zzzz")
    found.look_up_now()
    assert found.list.model().rowCount() == 0
    assert found.empty.isVisible()
    assert found.empty.text()
