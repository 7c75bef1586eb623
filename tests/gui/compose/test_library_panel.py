import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from briefbuilder.domain.items import Kind


@pytest.fixture
def panel(compose):
    return compose.library


def titles(panel):
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def search(qtbot, panel, words):
    panel.search.setFocus()
    with qtbot.waitSignal(panel.model.modelReset, timeout=2000):
        qtbot.keyClicks(panel.search, words)


def test_it_shows_the_whole_library_at_first(panel):
    assert len(titles(panel)) == 5
    assert panel.chips.kinds[Kind.CASE_STUDY].text() == "Cases 2"
    assert panel.chips.kinds[Kind.LEGAL].text() == "Law 1"


def test_typing_narrows_the_list(qtbot, panel):
    search(qtbot, panel, "quarant")
    assert titles(panel)[0] == "Cuban Missile Crisis"


def test_a_kind_narrows_it_while_the_last_word_is_still_being_typed(qtbot, panel):
    panel.chips.kinds[Kind.TOOL].setChecked(True)
    search(qtbot, panel, "warsh")
    assert titles(panel) == ["Naval presence and port visits"]
    assert panel.chips.kinds[Kind.TOOL].accessibleName().startswith("Tools, ")


def test_a_region_is_chosen_from_those_that_occur(qtbot, panel):
    with qtbot.waitSignal(panel.model.modelReset, timeout=2000):
        panel.chips.region.choose("caribbean")
    assert titles(panel) == ["Cuban Missile Crisis"]
    assert panel.chips.region.text() == "Caribbean ▾"
    assert panel.chips.region.isChecked()


def test_a_period_is_chosen_from_a_few(qtbot, panel):
    with qtbot.waitSignal(panel.model.modelReset, timeout=2000):
        panel.chips.period.choose("1945..1989")
    assert "Cuban Missile Crisis" in titles(panel)
    assert "Collective defence and national decisions" not in titles(panel)


def test_nothing_found_says_what_to_do_and_does_it(qtbot, panel):
    search(qtbot, panel, "zzzz")
    assert panel.list.isHidden()
    with qtbot.waitSignal(panel.model.modelReset, timeout=2000):
        qtbot.mouseClick(panel.clear_button, Qt.MouseButton.LeftButton)
    assert len(titles(panel)) == 5
    assert panel.search.hasFocus()


def test_a_filter_that_cannot_be_understood_is_explained(qtbot, panel):
    panel.search.setText("kind:poem")
    qtbot.waitUntil(lambda: not panel.complaint.isHidden(), timeout=2000)
    assert '"poem" is not a kind' in panel.complaint.text()


def test_down_goes_into_the_list_enter_places_space_reads(qtbot, panel, session):
    panel.focus_search()
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    with qtbot.waitSignal(panel.place_requested, timeout=1000) as placed:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert placed.args == [panel.current_item, None]
    with qtbot.waitSignal(panel.read_requested, timeout=1000) as read:
        qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    assert read.args == [panel.current_item]


def test_up_at_the_top_and_letters_go_back_to_the_search(qtbot, panel):
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert panel.search.hasFocus()
    panel.list.setFocus()
    qtbot.keyClicks(panel.list, "q")
    assert panel.search.hasFocus()
    assert panel.search.text() == "q"


def test_enter_in_the_search_box_places_the_best_hit_of_what_was_typed(qtbot, panel, session):
    panel.focus_search()
    qtbot.keyClicks(panel.search, "quarantine")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert [item.id for item in session.brief.placed_items()] == ["cuban-missile-crisis"]


def test_the_menu_places_parts(qtbot, panel, session, monkeypatch):
    panel.search.setText("quarantine")
    qtbot.waitUntil(lambda: panel.current_item == "cuban-missile-crisis", timeout=2000)

    def choose(menu: QMenu, *_args: object) -> None:
        next(one for one in menu.actions() if "timeline" in one.text()).trigger()

    monkeypatch.setattr(QMenu, "popup", choose)
    rect = panel.list.visualRect(panel.list.currentIndex())
    panel.list.customContextMenuRequested.emit(QPoint(rect.center()))
    (block,) = session.brief.blocks()
    assert block.parts == ("timeline",)


def test_an_empty_library_says_where_to_begin(qtbot, panel, desk, library_folder):
    for file in library_folder.glob("*/*.md"):
        file.unlink()
    desk.look_at_library()
    assert panel.list.isHidden()
    assert "holds no items yet" in panel.empty.text()
