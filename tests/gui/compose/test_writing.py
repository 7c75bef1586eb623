"""Writing in the brief: what is typed reaches the session, and comes back by undo."""

import pytest
from PySide6.QtCore import Qt

from briefbuilder.app import operations
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.gui.widgets.markdown_field import MarkdownField

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
REDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def text(session, compose):
    """A text block in the first section, with the keyboard in it."""
    block_id = operations.add_text(session, section_id="issue", text="One ship.")
    compose.reveal(f"block:{block_id}")
    return compose.brief.view(block_id)


def words(session):
    return [block.text for block in session.brief.blocks() if isinstance(block, TextBlock)]


def test_typing_reaches_the_brief_after_a_pause(qtbot, session, text):
    qtbot.keyClicks(text.field.editor, " Two")
    assert words(session) == ["One ship."]
    qtbot.waitUntil(lambda: words(session) == ["One ship. Two"], timeout=2000)


def test_commit_pending_does_not_wait(qtbot, session, compose, text):
    qtbot.keyClicks(text.field.editor, " Two")
    compose.commit_pending()
    assert words(session) == ["One ship. Two"]


def test_leaving_the_field_does_not_wait(qtbot, session, compose, text):
    qtbot.keyClicks(text.field.editor, " Two")
    compose.focus_search()
    assert words(session) == ["One ship. Two"]


def test_the_cursor_stays_when_the_change_comes_back(qtbot, session, compose, text):
    editor = text.field.editor
    cursor = editor.textCursor()
    cursor.setPosition(len("One"))
    editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, " big")
    compose.commit_pending()
    assert words(session) == ["One big ship."]
    assert editor.textCursor().position() == len("One big")
    assert editor.hasFocus()


def test_undo_in_an_editor_takes_back_what_is_still_pending(qtbot, session, clock, text):
    clock.pass_(10)
    qtbot.keyClicks(text.field.editor, " Two")
    qtbot.keyClick(text.field.editor, *UNDO)
    assert words(session) == ["One ship."]
    assert text.field.editor.toPlainText() == "One ship."
    assert text.field.editor.hasFocus()
    qtbot.keyClick(text.field.editor, *REDO)
    assert text.field.editor.toPlainText() == "One ship. Two"


def test_undo_in_an_editor_steps_back_through_everything(qtbot, session, compose, clock, text):
    editor = text.field.editor
    qtbot.keyClicks(editor, " Two")
    compose.commit_pending()
    clock.pass_(10)
    operations.set_title(session, title="Another title")
    qtbot.keyClick(editor, *UNDO)
    assert session.brief.title == "Port visit"
    assert editor.toPlainText() == "One ship. Two"
    qtbot.keyClick(editor, *UNDO)
    assert editor.toPlainText() == "One ship."


def test_a_block_that_undo_takes_away_takes_nothing_else_with_it(qtbot, session, compose, text):
    for _ in range(4):
        qtbot.keyClick(text.field.editor, *UNDO)
    assert words(session) == []
    assert compose.selected_block is None
    compose.commit_pending()
    assert words(session) == []


def test_typing_in_an_empty_section_starts_a_text(qtbot, session, compose):
    compose.reveal("section:recommendation")
    ghost = next(
        field
        for field in compose.findChildren(MarkdownField)
        if field.accessibleName() == "Text of Recommendation"
    )
    qtbot.keyClicks(ghost.editor, "Agree")
    compose.commit_pending()
    (block,) = session.brief.section("recommendation").blocks
    editor = compose.brief.view(block.id).field.editor
    assert editor.hasFocus()
    qtbot.keyClicks(editor, " to it")
    compose.commit_pending()
    assert session.brief.block(block.id).text == "Agree to it"


def test_the_cursor_keys_walk_through_the_page(qtbot, session, compose, text):
    qtbot.keyClick(text.field.editor, Qt.Key.Key_Down)
    assert compose.focusWidget().accessibleName() == "Text of Recommendation"
    qtbot.keyClick(compose.focusWidget(), Qt.Key.Key_Up)
    assert text.field.is_editing


def test_head_and_heading_are_written_in_place(qtbot, session, compose):
    compose.reveal("field:to")
    field = compose.focusWidget()
    assert field.accessibleName() == "To"
    field.selectAll()
    qtbot.keyClicks(field, "The Secretary of State")
    compose.brief.head.title.setFocus()
    compose.brief.head.title.selectAll()
    qtbot.keyClicks(compose.brief.head.title, "Frigate visit")
    compose.commit_pending()
    assert session.brief.field("to") == "The Secretary of State"
    assert session.brief.title == "Frigate visit"
    assert "to The Secretary of State" in compose.brief.head.fold.accessibleName()


def test_an_empty_title_is_not_taken_and_says_so(qtbot, session, compose):
    title = compose.brief.head.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClick(title, Qt.Key.Key_Delete)
    compose.commit_pending()
    assert session.brief.title == "Port visit"
    assert any(
        label.text() == "A brief needs a title." and label.isVisible()
        for label in compose.findChildren(type(compose.brief.head._complaint))
    )


def test_the_head_says_which_required_lines_are_missing(session, compose):
    assert "▲ missing: decision by" in compose.brief.head.fold.accessibleName()


def test_another_brief_leaves_nothing_of_the_first(qtbot, desk, session, compose, text):
    qtbot.keyClicks(text.field.editor, " never told")
    desk.replace_session(None)
    assert compose.selected_block is None
    assert not compose.brief.page.isVisible()
    compose.commit_pending()


def test_return_in_the_title_goes_on_to_the_text(qtbot, session, compose, text):
    title = compose.brief.head.title
    title.setFocus()
    title.put_cursor_at_end()
    qtbot.keyClicks(title, " again")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert session.brief.title == "Port visit again"
    assert text.field.is_editing
