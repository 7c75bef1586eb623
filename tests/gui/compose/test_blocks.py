"""The kinds of block: what they show, and what an edit in them does to the brief."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

from briefbuilder.app import operations
from briefbuilder.domain import edits
from briefbuilder.domain.briefs import FigureBlock, TimelineRow
from briefbuilder.domain.items import revision_of
from briefbuilder.gui.widgets.reading_text import ReadingText
from briefbuilder.storage.images import media_from

CUBA = "cuban-missile-crisis"


def menu_action(view, words):
    view._fill()
    return next(one for one in view.menu_button.menu().actions() if words in one.text())


@pytest.fixture
def placed(session, desk, compose):
    block_id = operations.place_item(
        session,
        desk.workspace,
        item_id=CUBA,
        section_id="background",
        parts=("summary", "civil-military-lesson"),
    )
    return compose.brief.view(block_id)


def part(view, number=0):
    return list(view._parts.values())[number]


def test_a_placed_item_says_what_it_is(placed):
    assert placed._title.text() == "Cuban Missile Crisis"
    assert placed._meta.text() == "case study · summary and civil-military lesson"
    assert placed.newer_button.isHidden()


def test_its_words_are_written_over_and_restored(qtbot, session, compose, placed):
    view = part(placed)
    view.field.start_editing(0)
    qtbot.keyClicks(view.field.editor, "Remember: ")
    compose.focus_search()
    edit = session.brief.block(placed.block_id).edit_of("summary")
    assert edit.text.startswith("Remember: In October 1962")
    assert edit.author == "A. Clerk"
    assert view.field.findChild(ReadingText).words.startswith("Remember: In October")
    assert not view.restore_button.isHidden()
    qtbot.mouseClick(view.restore_button, Qt.MouseButton.LeftButton)
    assert session.brief.block(placed.block_id).edits == ()
    assert view.restore_button.isHidden()


def test_own_words_over_a_newer_text_are_shown_as_such_until_they_are_settled(
    qtbot, session, compose, placed
):
    def own():
        (edit,) = session.brief.block(placed.block_id).edits
        return edit

    summary = session.brief.pin_of(session.brief.block(placed.block_id)).item.summary
    operations.edit_part(session, block_id=placed.block_id, part="summary", text=f"So: {summary}")
    assert part(placed).keep_button.isHidden()
    old = session.brief.pin_of(session.brief.block(placed.block_id))
    item = old.item.model_copy(update={"summary": f"Now: {summary}"})
    newer = old.model_copy(update={"item": item, "revision": revision_of(item)})
    session.apply("Accept", edits.accept_revision(session.brief, newer, []))

    view = part(compose.brief.view(placed.block_id))
    assert not view.keep_button.isHidden()
    assert "over a newer text" in view._edited.text()
    qtbot.mouseClick(view.keep_button, Qt.MouseButton.LeftButton)
    assert own().over is None
    assert own().text == f"So: {summary}"
    assert part(compose.brief.view(placed.block_id)).keep_button.isHidden()


def test_a_changed_part_shows_what_was_taken_out(session, placed):
    pinned = session.brief.pin_of(session.brief.block(placed.block_id)).item.summary
    operations.edit_part(
        session, block_id=placed.block_id, part="summary", text=pinned.replace("Soviet ", "")
    )
    assert "Soviet" in part(placed).field.findChild(ReadingText).words
    assert part(placed)._edited.text() == "✎ changed by A. Clerk"


def test_a_whole_item_opens_with_its_first_part(qtbot, session, desk, compose):
    block_id = operations.place_item(session, desk.workspace, item_id=CUBA, section_id="background")
    view = compose.brief.view(block_id)
    assert list(view._parts) == ["summary"]
    assert view.fold_button.text().endswith("more parts")
    qtbot.mouseClick(view.fold_button, Qt.MouseButton.LeftButton)
    assert list(view._parts) == list(session.brief.parts_shown(session.brief.block(block_id)))


def test_parts_are_chosen_from_its_menu(session, placed, monkeypatch):
    def untick(dialog):
        dialog._boxes["civil-military-lesson"].setChecked(False)
        return 1

    monkeypatch.setattr(QDialog, "exec", untick)
    menu_action(placed, "parts").trigger()
    assert session.brief.block(placed.block_id).parts == ("summary",)
    assert placed._meta.text() == "case study · summary"


def test_a_newer_library_text_is_offered_for_comparison(
    qtbot, desk, compose, placed, library_folder
):
    file = library_folder / "case-studies" / f"{CUBA}.md"
    file.write_text(file.read_text().replace("In October 1962 the", "In that October the"))
    desk.look_at_library()
    assert placed.newer_button.text() == "● newer text — compare"
    with qtbot.waitSignal(compose.compare_requested, timeout=1000) as caught:
        qtbot.mouseClick(placed.newer_button, Qt.MouseButton.LeftButton)
    assert caught.args == [CUBA]


def test_it_becomes_free_text_in_its_place(session, compose, placed):
    menu_action(placed, "free").trigger()
    block = session.brief.block(placed.block_id)
    assert block.type == "text"
    assert compose.brief.view(placed.block_id).field.text == block.text
    assert compose.brief.view(placed.block_id) is not placed


@pytest.fixture
def timeline(session, compose):
    block_id = operations.add_timeline(
        session, section_id="background", events=(TimelineRow(date="1962", text="Cuba"),)
    )
    return compose.brief.view(block_id)


@pytest.fixture
def table(session, compose):
    block_id = operations.add_table(
        session, section_id="argument", header=("Option", "Cost"), rows=(("Visit", "low"),)
    )
    return compose.brief.view(block_id)


def test_cells_are_written_in_place(qtbot, session, compose, table):
    table.cells[1][1].selectAll()
    qtbot.keyClicks(table.cells[1][1], "high")
    compose.commit_pending()
    assert session.brief.block(table.block_id).rows == (("Visit", "high"),)


def test_rows_and_columns_come_and_go(qtbot, session, compose, table):
    qtbot.mouseClick(table.add_row_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(table.add_column_button, Qt.MouseButton.LeftButton)
    block = session.brief.block(table.block_id)
    assert (len(block.rows), len(block.header)) == (2, 3)
    table.cells[1][0].setFocus()
    menu_action(table, "table r").trigger()
    table.cells[0][1].setFocus()
    menu_action(table, "table &col").trigger()
    block = session.brief.block(table.block_id)
    assert block.header == ("Option", "")
    assert block.rows == (("", ""),)


def picture():
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(target, "PNG")
    return target.getvalue()


def test_a_figure_asks_for_words(qtbot, session, compose, tmp_path, monkeypatch):
    file = tmp_path / "strait.png"
    file.write_bytes(picture())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    compose.add_figure()
    (block,) = session.brief.blocks()
    view = compose.brief.view(block.id)
    assert view.alt.hasFocus()
    assert view._missing.text().startswith("▲")
    assert not view._picture.pixmap().isNull()
    qtbot.keyClicks(view.alt, "The strait from the north")
    compose.commit_pending()
    assert session.brief.block(block.id).alt == "The strait from the north"
    assert not view._missing.text().startswith("▲")


def test_a_picture_that_cannot_be_used_says_why_and_is_not_drawn(session, compose):
    held = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    media = media_from("map.svg", "image/svg+xml", held)
    block = FigureBlock(id="figure1", media="map.svg", alt="A map")
    session.apply("Add", edits.add_figure(session.brief, "background", block, media))
    shown = compose.brief.view("figure1")._picture

    assert shown.text() == "Not shown. The SVG holds a <image>, which is not allowed."
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert shown.pixmap().isNull()
    assert shown.accessibleName().startswith("A map. Not shown.")


def test_every_block_can_be_moved_and_removed_from_its_menu(session, compose, timeline, table):
    menu_action(timeline, "down").trigger()
    assert [block.id for block in session.brief.section("argument").blocks] == [
        timeline.block_id,
        table.block_id,
    ]
    menu_action(table, "&Remove").trigger()
    assert [block.id for block in session.brief.blocks()] == [timeline.block_id]
    assert compose.brief.view(table.block_id) is None


def test_the_context_menu_is_the_blocks_menu(timeline, monkeypatch):
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_args: shown.append(menu))
    timeline.contextMenuEvent(_ContextEvent())
    assert [action.text() for action in shown[0].actions()][-1] == "&Remove"


class _ContextEvent:
    def globalPos(self):  # noqa: N802 — Qt's name
        return None
