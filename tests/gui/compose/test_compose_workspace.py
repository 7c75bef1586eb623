"""Placing, inserting, moving, dropping, revealing: what passes between the two panels."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from briefbuilder.app import operations
from briefbuilder.domain.briefs import ItemBlock
from briefbuilder.domain.placing import Destination
from briefbuilder.gui.compose.compose_context import BLOCK_MIME
from briefbuilder.gui.compose.drop_line import DropLine, drop_place
from briefbuilder.gui.dialogs.marking_form import MarkingDialog
from briefbuilder.gui.search.item_list_model import ITEM_MIME

CUBA = "cuban-missile-crisis"


def outline(session):
    return {
        section.id: [getattr(block, "item", None) or block.type for block in section.blocks]
        for section in session.brief.sections
        if section.blocks
    }


def test_without_a_brief_placing_says_what_to_do(qtbot, desk, compose):
    with qtbot.waitSignal(desk.announced, timeout=1000) as caught:
        compose.place_item(CUBA)
    assert "Open or start a brief first" in caught.args[0]


def test_an_item_goes_where_the_form_suggests_its_kind(session, compose):
    compose.place_item(CUBA)
    compose.brief.select(None)
    compose.place_item("naval-presence-port-visits")
    assert outline(session) == {"background": [CUBA], "argument": ["naval-presence-port-visits"]}


def test_an_item_goes_after_the_selected_block(session, compose):
    first = operations.add_text(session, section_id="issue", text="One")
    operations.add_text(session, section_id="issue", text="Two")
    compose.brief.select(first)
    compose.place_item(CUBA)
    assert outline(session) == {"issue": ["text", CUBA, "text"]}
    assert compose.selected_block == session.brief.section("issue").blocks[1].id


def test_new_blocks_take_the_keyboard(session, compose):
    compose.reveal("section:timing")
    compose.add_text()
    assert outline(session) == {"timing": ["text"]}
    assert compose.brief.editor is not None
    compose.add_timeline()
    compose.add_table()
    assert outline(session) == {"timing": ["text", "timeline", "table"]}


def test_the_plus_between_blocks_inserts_there(session, compose):
    first = operations.add_text(session, section_id="issue", text="One")
    operations.add_text(session, section_id="issue", text="Two")
    plus = compose.brief.view(first).insert_button
    next(one for one in plus.menu().actions() if one.text() == "Ta&ble").trigger()
    assert outline(session) == {"issue": ["text", "table", "text"]}


def test_the_plus_leads_to_the_library_and_remembers_its_place(session, compose):
    first = operations.add_text(session, section_id="issue", text="One")
    operations.add_text(session, section_id="issue", text="Two")
    plus = compose.brief.view(first).insert_button
    next(one for one in plus.menu().actions() if "Library" in one.text()).trigger()
    assert compose.library.search.hasFocus()
    compose.place_item(CUBA)
    assert outline(session) == {"issue": ["text", CUBA, "text"]}


def test_blocks_move_and_go(session, compose):
    first = operations.add_text(session, section_id="issue", text="One")
    second = operations.add_text(session, section_id="issue", text="Two")
    view = compose.brief.view(second)
    compose.brief.select(second)
    compose.move_block(-1)
    assert [block.id for block in session.brief.blocks()] == [second, first]
    assert compose.brief.view(second) is view
    compose.remove_block()
    assert [block.id for block in session.brief.blocks()] == [first]
    assert compose.selected_block is None


def test_adding_a_block_makes_no_other_view_anew(session, compose):
    ids = [operations.add_text(session, section_id="issue", text=f"{n}") for n in range(60)]
    before = [compose.brief.view(block_id) for block_id in ids]
    operations.add_text(session, section_id="issue", index=30, text="between")
    assert [compose.brief.view(block_id) for block_id in ids] == before
    shown = [view.block_id for view in compose.brief._sections["issue"].views]
    assert shown == [block.id for block in session.brief.section("issue").blocks]


def drop(page, data, y):
    common = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, data)
    rest = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    place = QPointF(200, y)
    page.dragMoveEvent(QDragMoveEvent(place.toPoint(), *common, *rest))
    was_shown = page.findChild(DropLine).isVisible()
    page.dropEvent(QDropEvent(place, *common, *rest))
    return was_shown


def mime(kind, text):
    data = QMimeData()
    data.setData(kind, text.encode())
    return data


@pytest.fixture
def two(session, compose):
    ids = [operations.add_text(session, section_id="issue", text=words) for words in "ab"]
    compose.brief._settle()
    return ids


def middle(compose, block_id):
    page, view = compose.brief.page, compose.brief.view(block_id)
    return view.mapTo(page, view.rect().bottomLeft()).y()


def test_a_dropped_item_stands_at_the_line(session, compose, two):
    assert drop(compose.brief.page, mime(ITEM_MIME, CUBA), middle(compose, two[0]))
    assert outline(session) == {"issue": ["text", CUBA, "text"]}
    assert not compose.brief.page.findChild(DropLine).isVisible()


def test_a_dragged_block_moves_to_the_line(session, compose, two):
    drop(compose.brief.page, mime(BLOCK_MIME, two[0]), middle(compose, two[1]))
    assert [block.id for block in session.brief.blocks()] == [two[1], two[0]]


def test_a_dropped_picture_becomes_a_figure(session, compose, two, tmp_path):
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "PNG")
    file = tmp_path / "a.png"
    file.write_bytes(target.getvalue())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop(compose.brief.page, data, middle(compose, two[1]))
    assert outline(session) == {"issue": ["text", "text", "figure"]}


def test_a_picture_that_is_none_is_refused_with_a_sentence(
    session, compose, two, tmp_path, monkeypatch
):
    file = tmp_path / "a.png"
    file.write_bytes(b"no picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    said = []
    monkeypatch.setattr(
        "briefbuilder.gui.compose.inserter.show_error",
        lambda _parent, title, _error: said.append(title),
    )
    drop(compose.brief.page, data, middle(compose, two[1]))
    assert said == ["a.png was not added"]
    assert outline(session) == {"issue": ["text", "text"]}


def test_the_nearest_place_is_chosen(session, compose, two):
    sections = compose.brief._section_views()
    found = drop_place(compose.brief.page, sections, middle(compose, two[1]))
    assert found.place == Destination("issue", 2)


def test_targets_are_revealed(session, compose, two):
    compose.reveal(f"block:{two[1]}")
    assert compose.selected_block == two[1]
    assert compose.brief.view(two[1]).field.is_editing
    compose.reveal("field:decision-by")
    assert compose.focusWidget().accessibleName() == "Decision by"
    compose.reveal("head")
    assert compose.focusWidget() is compose.brief.head.title


def test_a_section_says_how_long_it_prints(qtbot, desk, session, worker, compose):
    worker.lines = {"issue": 9}
    operations.add_text(session, section_id="issue", text="Words")
    label = compose.findChild(QLabel, "measure-issue")
    qtbot.waitUntil(lambda: label.text() == "✖ 9 of 5 lines", timeout=5000)
    assert label.property("role") == "error"
    assert compose.findChild(QLabel, "measure-timing").text() == "empty — required"


def test_a_citation_is_inserted_where_the_author_writes(session, compose, two, monkeypatch):
    compose.reveal(f"block:{two[0]}")

    def choose(dialog):
        dialog.search.setText("Proclamation 3504")
        dialog.locator.setText("p. 4")
        return 1

    monkeypatch.setattr(QDialog, "exec", choose)
    compose.insert_citation()
    assert session.brief.block(two[0]).text.startswith("a [@")
    assert session.brief.block(two[0]).text.endswith(", p. 4]")


def test_a_citation_is_kept_though_the_first_words_of_a_section_were_just_typed(
    qtbot, desk, session, compose, monkeypatch
):
    compose.reveal("section:argument")
    qtbot.keyClicks(compose.brief.editor, "Open")

    def choose(dialog):
        desk.pending.commit()  # as the clock does, while one looks for a source
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        dialog.search.setText("Proclamation 3504")
        return 1

    monkeypatch.setattr(QDialog, "exec", choose)
    compose.insert_citation()
    (block,) = session.brief.section("argument").blocks
    assert block.text.startswith("Open [@")
    qtbot.keyClicks(compose.brief.editor, ".")
    desk.pending.commit()
    assert session.brief.block(block.id).text.endswith("].")


def test_a_citation_needs_a_text(qtbot, desk, session, compose):
    compose.focus_search()
    with qtbot.waitSignal(desk.announced, timeout=1000) as caught:
        compose.insert_citation()
    assert "Put the cursor into a text first" in caught.args[0]


def test_a_block_is_marked_and_shows_its_portion(session, desk, compose, two, monkeypatch):
    chosen = desk.workspace.marking("SECRET", "uk-gsc")
    monkeypatch.setattr(MarkingDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(MarkingDialog, "marking", chosen)
    compose.brief.select(two[0])
    compose.mark_block()
    scheme = desk.workspace.scheme("uk-gsc")
    assert session.brief.block(two[0]).marking == chosen
    assert compose.brief.view(two[0]).grip.text() == scheme.portion(chosen)


def test_a_marking_is_offered_only_where_its_author_may_choose_it(session, desk, compose, two):
    operations.place_item(session, desk.workspace, item_id=CUBA, section_id="argument")
    (placed,) = (one for one in session.brief.blocks() if isinstance(one, ItemBlock))
    for block_id, offered in ((two[0], True), (placed.id, False)):
        view = compose.brief.view(block_id)
        view.menu_button.menu().aboutToShow.emit()
        titles = [one.text() for one in view.menu_button.menu().actions()]
        assert ("Mar&k…" in titles) is offered
        assert ("mark" in view.menu_button.toolTip()) is offered
        compose.brief.select(block_id)
        assert (compose.markable_block is not None) is offered


def test_undo_in_the_search_takes_back_its_letters_not_what_was_placed(
    session, desk, compose, qtbot
):
    compose.library.search.setFocus()
    qtbot.keyClicks(compose.library.search, "cub")
    operations.place_item(session, desk.workspace, item_id=CUBA, section_id="argument")
    qtbot.keyClicks(compose.library.search, "a")
    before = session.brief
    keys = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(compose.library.search, *keys)
    assert session.brief == before
    assert compose.library.search.text() != "cuba"
    compose.library.search.clear()
    qtbot.keyClick(compose.library.search, *keys)
    qtbot.keyClick(compose.library.search, *keys)
    qtbot.keyClick(compose.library.search, *keys)
    assert session.brief == before


def test_the_reader_shows_an_item_whole_and_places_it(session, compose):
    compose.reader.open_at(CUBA)
    words = compose.reader.text.toPlainText()
    for heading in ("Civil-military lesson", "Checks", "Sources", "Related"):
        assert heading in words
    compose.reader.summary_button.click()
    (block,) = session.brief.blocks()
    assert block.parts == ("summary",)


def test_the_reader_follows_relations_and_comes_back(compose):
    reader = compose.reader
    reader.open_at(CUBA)
    assert reader.back_button.isHidden()
    related = compose._desk.workspace.library.neighbours(CUBA)[0]
    reader.text.anchorClicked.emit(QUrl(f"item:{related}"))
    assert reader.item_id == related
    reader.back_button.click()
    assert reader.item_id == CUBA


def test_without_a_brief_the_reader_places_nothing(compose):
    compose.reader.open_at(CUBA)
    assert not compose.reader.place_button.isEnabled()


def test_everything_that_takes_the_keyboard_has_a_name(session, desk, compose):
    operations.add_timeline(session, section_id="background")
    operations.add_table(session, section_id="background")
    operations.place_item(session, desk.workspace, item_id=CUBA, section_id="background")
    nameless = [
        widget
        for widget in compose.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
    ]
    assert nameless == []
