import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from briefbuilder.app.citation_html import chip_text, group_tip, markdown_html
from briefbuilder.domain.citations import find_citations
from briefbuilder.domain.sources import Source
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.markdown_field import MOST_DRAWN, MarkdownField
from briefbuilder.gui.widgets.reading_text import ReadingText
from helpers.builders import make_source

SOURCES = {"kyle-2011": make_source("kyle-2011", title="Suez", short="Kyle 2011")}


def find(key: str) -> Source | None:
    return SOURCES.get(key)


@pytest.fixture
def stage(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 300)
    column = QVBoxLayout(window)
    window.field = MarkdownField(PendingWords(window, pause_ms=60_000), theme, find, window)
    window.other = QLineEdit(window)
    column.addWidget(window.field)
    column.addWidget(window.other)
    window.other.setFocus()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def words(field):
    return field.findChild(ReadingText).words.replace("\u00a0", " ")


def test_it_reads_as_it_will_print(stage):
    stage.field.show_text("A **naval** quarantine [@kyle-2011, p. 4].")
    assert words(stage.field) == "A naval quarantine.  Kyle 2011, p. 4 "


def test_what_nobody_reads_is_not_drawn_while_it_is_written(stage, qtbot):
    stage.field.show_text("Before")
    stage.field.start_editing()
    qtbot.keyClicks(stage.field.editor, " and after")
    stage.field.editor.commit()
    stage.field.show_text("Before and after")
    assert words(stage.field) == "Before"
    stage.other.setFocus()
    assert words(stage.field) == "Before and after"


def test_a_source_that_nobody_knows_is_shown_as_such(stage, theme):
    html = markdown_html("Words [@nobody].", find, theme.colours, "Sans")
    assert "@nobody?" in html.replace("\u00a0", " ")
    assert theme.colours.error_soft in html


def test_a_chip_names_the_source_and_its_tip_prints_it():
    (group,) = find_citations("[@kyle-2011, p. 4]")
    assert chip_text(group.citations[0], find) == "Kyle 2011, p. 4"
    assert "Suez" in group_tip(group, find)
    (unknown,) = find_citations("[@nobody]")
    assert 'no source "nobody"' in group_tip(unknown, find).replace("&quot;", '"')


def test_a_long_name_is_cut_and_its_place_is_kept():
    (group,) = find_citations("[@long, art. 16, para. 2]")
    source = make_source("long", title="Suez", short="Articles on the responsibility of States")
    words = chip_text(group.citations[0], {"long": source}.get)
    assert words.startswith("Articles on the")
    assert words.endswith("…, art. 16, para. 2")


def test_markup_in_the_words_stays_words(theme):
    html = markdown_html("<b onclick=x>a</b>", find, theme.colours, "Sans")
    assert "<b" not in html


def test_a_press_opens_the_markdown_where_it_was_pressed(qtbot, stage):
    stage.field.show_text("A naval quarantine of Cuba")
    reader = stage.field.findChild(ReadingText)
    reader.pressed.emit(len("A naval"))
    assert stage.field.is_editing
    assert stage.field.editor.textCursor().position() == len("A naval")
    assert stage.field.editor.hasFocus()


def test_leaving_tells_the_words_and_closes_the_editor(qtbot, stage):
    stage.field.show_text("One")
    stage.field.start_editing()
    qtbot.keyClicks(stage.field.editor, " two")
    with qtbot.waitSignal(stage.field.committed, timeout=1000) as caught:
        stage.other.setFocus()
    assert caught.args == ["One two"]
    assert not stage.field.is_editing
    assert words(stage.field) == "One two"


def test_tab_opens_the_field_and_leaves_it_again(qtbot, stage):
    stage.field.show_text("Words")
    stage.other.setFocus()
    qtbot.keyClick(stage.other, Qt.Key.Key_Backtab)
    assert stage.field.is_editing
    qtbot.keyClick(stage.field.editor, Qt.Key.Key_Tab)
    assert stage.other.hasFocus()
    assert not stage.field.is_editing


def test_words_from_the_brief_replace_those_in_the_open_editor(stage):
    stage.field.show_text("One two three")
    stage.field.start_editing()
    stage.field.show_text("One four three")
    assert stage.field.editor.toPlainText() == "One four three"
    assert stage.field.editor.textCursor().position() == len("One four")


def test_an_empty_field_says_what_is_wanted(stage):
    stage.field.set_prompt("Say what has to be decided.")
    stage.field.show_text("")
    assert words(stage.field) == "Say what has to be decided."


def test_very_long_words_stand_as_they_were_typed(stage):
    stage.field.show_text("**a** <b> " * (MOST_DRAWN // 10) + "\nend")
    assert words(stage.field).startswith("**a** <b> **a**")
    assert words(stage.field).endswith("end")
