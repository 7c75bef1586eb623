"""The timeline of the form, written from the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from helpers.curator import FORM, Curator

LONG = "The President announces a naval quarantine of the island, " * 6


@pytest.fixture
def curator(cuba):
    made = Curator(cuba)
    made.go_to(FORM)
    return made


@pytest.fixture
def rows(curator):
    """The rows, and the keyboard behind the last of them."""
    editor = curator.library.item.form.editor("timeline")
    editor.rows[-1].text.setFocus()
    return editor


def press(qtbot, *keys):
    for key in keys:
        if isinstance(key, str):
            qtbot.keyClicks(QApplication.focusWidget(), key)
        else:
            qtbot.keyClick(QApplication.focusWidget(), key)


def last_event(curator):
    return curator.draft.item.timeline[-1]


def test_tab_goes_from_field_to_field_and_makes_the_next_row(curator, rows, qtbot):
    number = len(rows.rows)
    tab = Qt.Key.Key_Tab
    press(qtbot, tab, "21 Nov 1962", tab, tab, Qt.Key.Key_Space, tab, "The quarantine ends.")
    event = last_event(curator)
    assert len(rows.rows) == number + 1
    assert (event.date, event.to, event.text, event.circa) == (
        "1962-11-21",
        None,
        "The quarantine ends.",
        True,
    )
    assert rows.rows[-1].date.text() == "1962-11-21"


def test_tab_leaves_a_blank_last_row_and_no_row_is_told_of(curator, rows, qtbot):
    before = curator.draft.text
    press(qtbot, *[Qt.Key.Key_Tab] * 5)
    assert QApplication.focusWidget() not in rows.rows[-1].findChildren(type(rows.rows[-1].text))
    assert curator.draft.text == before


def test_enter_makes_a_row_of_its_own(curator, rows, qtbot):
    rows.rows[0].text.setFocus()
    enter = Qt.Key.Key_Return
    press(qtbot, enter, "1962-10-17", enter, "Then this.", enter)
    assert curator.draft.item.timeline[1].text == "Then this."
    assert QApplication.focusWidget() is rows.rows[2].date


def test_a_stretch_of_time_is_understood(curator, rows, qtbot):
    press(qtbot, Qt.Key.Key_Return, "14 to 28 October 1962", Qt.Key.Key_Return, "The crisis.")
    event = last_event(curator)
    assert (event.date, event.to) == ("1962-10-14", "1962-10-28")


def test_half_a_date_is_kept_as_it_was_typed_with_its_problem(curator, rows, qtbot):
    press(qtbot, Qt.Key.Key_Return, "11 Dec", Qt.Key.Key_Return, "Something happens.")
    draft = curator.draft
    assert "11 Dec" in draft.text
    assert "Something happens." in draft.text
    assert any("11 Dec" in problem.sentence for problem in draft.problems)
    curator.open("suez-1956-unef")
    curator.open("cuban-missile-crisis")
    assert rows.rows[-1].date.text() == "11 Dec"


def test_no_key_meant_for_text_takes_a_row_away(curator, rows, qtbot):
    before = curator.draft.item.timeline
    rows.rows[0].text.setFocus()
    rows.rows[0].text.put_cursor_at_end()
    press(qtbot, " ", Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Space)
    rows.rows[0].circa.setFocus()
    press(qtbot, "The delegates meet.")
    events = curator.draft.item.timeline
    assert [one.text for one in events] == [one.text for one in before]
    assert len(rows.rows) == len(before)


def test_a_long_event_can_be_read_whole(rows, qtbot):
    short = rows.rows[-1].text.height()
    press(qtbot, Qt.Key.Key_End, LONG)
    qtbot.waitUntil(lambda: rows.rows[-1].text.height() > 2 * short)


def test_a_row_is_moved_and_removed(curator, rows):
    texts = [one.text for one in curator.draft.item.timeline]
    rows._on_up_clicked()
    assert [one.text for one in curator.draft.item.timeline][-1] == texts[-2]
    rows._on_remove_clicked()
    assert [one.text for one in curator.draft.item.timeline] == [
        text for text in texts if text != texts[-1]
    ]
