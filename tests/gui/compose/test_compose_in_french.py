"""The brief and the library beside it, for a French reader."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import QPoint

from briefbuilder.app import inserting, operations
from briefbuilder.app.item_words import shown_parts
from briefbuilder.domain.briefs import ItemBlock
from briefbuilder.domain.placing import Destination
from briefbuilder.gui.compose.citation_dialog import CitationDialog
from briefbuilder.gui.widgets.elided import ElidedLabel
from briefbuilder.language import interface
from helpers.shown_texts import content_of, english_in, shown_texts

CUBA = "cuban-missile-crisis"


@pytest.fixture(autouse=True)
def _french():
    before = interface.spoken().language
    interface.speak("fr")
    yield
    interface.speak(before)


def english(compose, desk, session):
    brief, library = session.brief, desk.workspace.library
    content = list(
        content_of(brief, desk.workspace.held_template(brief.template).template, library)
    )
    placed = [block for block in brief.blocks() if isinstance(block, ItemBlock)]
    content += [shown_parts(brief, block) for block in placed]
    # The item that is read, the filters and the cards have a room of their own; the line of the
    # head holds what the form calls its fields.
    others = (compose.reader, compose.library.chips, compose.library.list, compose.brief.head.fold)
    elsewhere = {text for one in others for text in shown_texts(one)}
    return english_in(shown_texts(compose) - elsewhere, content)


@pytest.fixture
def full(session, compose, tmp_path):
    """A brief with a block of each kind, and an item whose part its author has changed."""
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "PNG")
    (tmp_path / "a.png").write_bytes(target.getvalue())
    compose.place_item(CUBA)
    placed = session.brief.blocks().__next__()
    operations.edit_part(session, block_id=placed.id, part="summary", text="Autres mots")
    compose.reveal("section:timing")
    compose.add_text()
    compose.add_timeline()
    compose.add_table()
    inserting.add_picture(session, tmp_path / "a.png", Destination("timing"))
    return placed.id


def write_newer(library_folder):
    """Somebody writes more in the item that is placed."""
    item = library_folder / "case-studies" / f"{CUBA}.md"
    heading = "## What happened\n"
    text = item.read_text(encoding="utf-8").replace(heading, f"{heading}Plus.\n")
    item.write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_compose_holds_no_english_of_ours(full, compose, desk, session, library_folder):
    seen = english(compose, desk, session)
    compose.brief.view(full).fold_button.click()
    compose.brief.head.set_open(is_open=True)
    seen += english(compose, desk, session)
    write_newer(library_folder)
    desk.look_at_library()
    cards = compose.library.list
    place = cards.visualRect(compose.library.model.index(0)).center()
    cards.customContextMenuRequested.emit(QPoint(place))
    seen += english(compose, desk, session)
    compose.library.search.setText("zzzz")
    compose.library.look_up()
    seen += english(compose, desk, session)

    assert sorted(set(seen)) == []
    assert "▲ manque\xa0:" in compose.brief.head.fold.accessibleName()


def test_a_date_of_the_head_is_read_in_the_language_of_the_brief(session, compose):
    interface.speak("en-GB")
    brief = session.brief.model_copy(update={"lang": "fr-FR"})
    session.apply("x", brief)
    operations.set_field(session, name="date", text="2026-12-04")
    assert "4 décembre 2026" in compose.brief.head.fold.accessibleName() + (
        compose.brief.head.fold.toolTip() + compose.brief.head.fold.text()
    )


def test_what_is_said_of_an_item_leaves_its_title_whole(full, compose, library_folder, desk, qtbot):
    write_newer(library_folder)
    desk.look_at_library()
    compose.window().resize(840, 800)
    view = compose.brief.view(full)
    qtbot.waitUntil(view.newer_button.isVisible)
    (title,) = (
        one for one in view.findChildren(ElidedLabel) if one.text() == "Cuban Missile Crisis"
    )
    room = title.fontMetrics().horizontalAdvance(title.text())
    qtbot.waitUntil(lambda: title.width() >= room)


def test_what_is_announced_is_french(session, desk, compose, qtbot):
    heard = []
    desk.announced.connect(heard.append)
    compose.insert_citation()
    compose.remove_row()
    compose.place_item(CUBA)
    desk.replace_session(None)
    compose.place_item(CUBA)

    assert len(heard) == 4
    headings = ("Background", "Cuban Missile Crisis")
    assert english_in(heard, headings) == []


def test_a_source_is_cited_in_french(desk, session, compose, qtbot):
    sources = desk.workspace.library.sources.values()
    dialog = CitationDialog(sources, desk.pending, compose)
    qtbot.addWidget(dialog)
    rows = shown_texts(dialog.list)
    dialog.search.setText("zzzz")
    assert english_in(shown_texts(dialog) - rows, ()) == []
    dialog.reject()


def test_what_is_stored_does_not_depend_on_the_language(full, session):
    french = session.brief
    interface.speak("en-GB")
    assert french.section("timing").blocks[1].events == ()
    assert {block.type for block in french.blocks()} == {
        "item",
        "text",
        "timeline",
        "table",
        "figure",
    }
    (table,) = (block for block in french.blocks() if block.type == "table")
    assert (table.header, table.caption) == (("", ""), "")
