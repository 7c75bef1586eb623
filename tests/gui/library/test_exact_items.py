"""A letter typed into an item changes that letter, and the checks of no other statement."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from briefbuilder.domain.statements import statements_of

CUBA = "cuban-missile-crisis"
NARROW, WIDE = "\u202f", "\u00a0"


@pytest.fixture
def french(library, desk, cuba_file):
    """The item with the spaces of a careful typesetter, in its summary and its body."""
    head, fence, body = cuba_file.read_text(encoding="utf-8").rpartition("\n---\n")
    summary = next(line for line in head.splitlines() if line.startswith("summary:"))
    head = head.replace(
        summary, summary.replace(" ", WIDE, 3).replace(f"summary:{WIDE}", "summary: ")
    )
    body = body.replace(", ", f",{NARROW}").replace(" 1962", f"{WIDE}1962")
    cuba_file.write_text(head + fence + body, encoding="utf-8")
    desk.look_at_library()
    library.reveal(f"item:{CUBA}")
    assert library.drafts.draft.item is not None
    assert WIDE in library.drafts.draft.item.summary
    return library


def hashes(library):
    return [one.hash for one in statements_of(library.drafts.draft.item)]


def test_a_letter_in_the_text_changes_one_statement_at_most(french, qtbot):
    text, before = french.drafts.draft.text, hashes(french)
    french.item.tabs.setCurrentWidget(french.item.text)
    place = text.index("## What happened") + text[text.index("## What happened") :].index("\n") + 1
    place += len(text[place:]) - len(text[place:].lstrip("\n"))
    cursor = QTextCursor(french.item.text.editor.document())
    cursor.setPosition(place)
    french.item.text.editor.setTextCursor(cursor)
    qtbot.keyClicks(french.item.text.editor, "x")
    french.commit_pending()

    assert french.drafts.draft.text == f"{text[:place]}x{text[place:]}"
    after = hashes(french)
    assert len(after) == len(before)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_letter_in_the_form_leaves_the_spaces_of_its_field_and_of_the_others(french, qtbot):
    item = french.drafts.draft.item
    french.item.tabs.setCurrentWidget(french.item.form)
    edit = french.item.form.editor("summary").edit
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(edit, "x")
    french.commit_pending()

    now = french.drafts.draft.item
    assert now.summary == f"x{item.summary}"
    assert (now.body, now.timeline) == (item.body, item.timeline)


def test_a_letter_in_a_section_leaves_what_stands_around_it(french, qtbot):
    item = french.drafts.draft.item
    french.item.tabs.setCurrentWidget(french.item.form)
    edit = french.item.form.section("What happened").edit
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(edit, "x")
    french.commit_pending()

    first = edit.toPlainText()[1:].splitlines()[0]
    assert french.drafts.draft.item.body == item.body.replace(first, f"x{first}", 1)


def test_enter_in_a_field_of_one_line_adds_nothing(french, qtbot):
    french.item.tabs.setCurrentWidget(french.item.form)
    edit = french.item.form.editor("summary").edit
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    french.commit_pending()
    assert not french.is_dirty
