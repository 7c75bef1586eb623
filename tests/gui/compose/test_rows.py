"""Rows of timelines and tables, written with real keys: nothing half-finished vanishes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.domain.briefs import TimelineRow

Key = Qt.Key


@pytest.fixture
def timeline(compose, session):
    """A timeline as Insert > Timeline makes it: the keyboard is in the first date."""
    compose.add_timeline()
    return compose.brief.view(compose.selected_block)


@pytest.fixture
def table(compose, session):
    compose.add_table()
    return compose.brief.view(compose.selected_block)


def typed(qtbot, *keys):
    """Type words and press keys, wherever the keyboard is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None, "the keyboard is nowhere"
        if isinstance(key, str):
            qtbot.keyClicks(focused, key)
        elif isinstance(key, tuple):
            qtbot.keyClick(focused, *key)
        else:
            qtbot.keyClick(focused, key)


def rows_of(session, view):
    return [(row.date or row.typed, row.text) for row in session.brief.block(view.block_id).events]


def test_what_a_row_says_outlives_saving_and_opening_again(
    qtbot, compose, timeline, desk, tmp_path
):
    session = desk.session
    written = {
        "4 December 2026": ("2026-12-04", "Decision needed"),
        "Dec 2026": ("2026-12", "The berth list closes"),
        "11 Dec": ("11 Dec", "Talks"),
        "04/12/2026": ("04/12/2026", "The visit"),
        "soon": ("soon", "An answer"),
        "": ("", "No date is known"),
    }
    for words, (_, text) in written.items():
        typed(qtbot, words, Key.Key_Tab, text, Key.Key_Tab)
    compose.commit_pending()
    session.save_as(tmp_path / "a.brief")
    assert rows_of(session, timeline) == list(written.values())
    opened = BriefSession.open(tmp_path / "a.brief", surroundings=desk.surroundings)
    desk.replace_session(opened)
    view = compose.brief.view(timeline.block_id)
    shown = [(row.date.text(), row.text.text()) for row in view.rows]
    dates = ("4 December 2026", "December 2026", "11 Dec", "04/12/2026", "soon", "")
    assert shown == list(zip(dates, [text for _, text in written.values()], strict=True))
    assert [row._sign.isHidden() for row in view.rows] == [True, True, False, False, False, False]
    assert "which year" in view.rows[2]._sign.toolTip()
    assert "4 December or 12 April" in view.rows[3]._sign.toolTip()


def test_a_row_keeps_the_words_of_its_date_while_it_is_written(qtbot, session, compose, timeline):
    row = timeline.rows[0]
    for piece in ("4 ", "Dec", " 2026"):
        typed(qtbot, piece)
        compose.commit_pending()
    typed(qtbot, Key.Key_Return, "Decision needed")
    compose.commit_pending()
    assert rows_of(session, timeline) == [("2026-12-04", "Decision needed")]
    assert (row.date.text(), row.text.text()) == ("4 Dec 2026", "Decision needed")


def test_tab_and_enter_lead_from_row_to_row_and_no_word_takes_one_out(
    qtbot, session, compose, timeline
):
    """The keys of somebody who expects the next row after the last field."""
    typed(qtbot, "1961", Key.Key_Tab, "One", Key.Key_Tab, "1963", Key.Key_Return, "Three")
    typed(qtbot, Key.Key_Return, " Berth list closes", Key.Key_Tab, "Four")
    compose.commit_pending()
    wanted = [("1961", "One"), ("1963", "Three"), (" Berth list closes", "Four")]
    assert rows_of(session, timeline) == wanted
    timeline.rows[0].text.setFocus()
    typed(qtbot, Key.Key_Return, "1962", Key.Key_Tab, "Two", Key.Key_Tab)
    assert timeline.rows[2].date.hasFocus()
    compose.commit_pending()
    assert [date for date, _ in rows_of(session, timeline)][:3] == ["1961", "1962", "1963"]


def test_tab_leaves_the_timeline_after_a_blank_row(qtbot, timeline):
    typed(qtbot, "1961", Key.Key_Tab, "One", Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert timeline.add_button.hasFocus()
    assert len(timeline.rows) == 2
    typed(qtbot, (Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier))
    assert timeline.rows[1].text.hasFocus()


def test_removing_an_event_is_one_step_and_gives_the_row_back(qtbot, session, compose, timeline):
    typed(qtbot, "1961", Key.Key_Tab, "One", Key.Key_Tab, "11 Dec", Key.Key_Tab, "Two")
    compose.remove_row()
    assert rows_of(session, timeline) == [("1961", "One")]
    assert timeline.rows[0].text.hasFocus()
    session.undo()
    assert rows_of(session, timeline) == [("1961", "One"), ("11 Dec", "Two")]
    assert [row.date.text() for row in timeline.rows] == ["1961", "11 Dec"]
    timeline.rows[0]._remove.click()
    assert rows_of(session, timeline) == [("11 Dec", "Two")]
    session.undo()
    assert rows_of(session, timeline) == [("1961", "One"), ("11 Dec", "Two")]
    timeline._fill()
    away = next(a for a in timeline.menu_button.menu().actions() if "e&vent" in a.text())
    away.trigger()
    assert len(rows_of(session, timeline)) == 1


def test_undoing_what_was_typed_leaves_the_keyboard_in_its_row(qtbot, session, compose, timeline):
    typed(qtbot, "1961", Key.Key_Tab, "One")
    compose.commit_pending()
    session.undo()
    assert rows_of(session, timeline) == []
    assert timeline.rows[0].text.hasFocus()
    typed(qtbot, "Again")
    compose.commit_pending()
    assert rows_of(session, timeline) == [("", "Again")]


def test_other_changes_leave_a_blank_row_where_it_is(qtbot, session, compose, timeline):
    typed(qtbot, "1961", Key.Key_Tab, "One", Key.Key_Tab)
    timeline.caption.setText("Days")
    timeline.caption.commit()
    assert timeline.rows[1].date.hasFocus()


def test_a_french_brief_shows_its_dates_in_french(session, compose):
    french = session.brief.model_copy(update={"lang": "fr"})
    session.apply("Change language", french)
    block_id = operations.add_timeline(
        session,
        section_id="background",
        events=(TimelineRow(date="1962-10-14", text="Cuba", circa=True),),
    )
    row = compose.brief.view(block_id).rows[0]
    assert row.date.text() == "vers le 14 octobre 1962"
    assert row.written == TimelineRow(date="1962-10-14", text="Cuba", circa=True)


def cells_of(session, view):
    block = session.brief.block(view.block_id)
    return (block.header, *block.rows)


def test_tab_in_the_last_cell_makes_a_row_and_enter_goes_down(qtbot, session, compose, table):
    typed(qtbot, "Option", Key.Key_Tab, "Cost", Key.Key_Tab, "Visit", Key.Key_Tab, "low")
    typed(qtbot, Key.Key_Tab, "Stay", Key.Key_Tab, "none", Key.Key_Return, "high")
    compose.commit_pending()
    wanted = (("Option", "Cost"), ("Visit", "low"), ("Stay", "none"), ("", "high"))
    assert cells_of(session, table) == wanted
    compose.remove_row()
    assert cells_of(session, table) == wanted[:3]
    assert table.cells[2][1].hasFocus()
    session.undo()
    assert cells_of(session, table) == wanted


def test_a_blank_last_row_of_a_table_lets_the_keyboard_leave(qtbot, session, table):
    table.cells[-1][-1].setFocus()
    typed(qtbot, Key.Key_Tab)
    assert table.add_row_button.hasFocus()
    assert len(cells_of(session, table)) == 2
    table.cells[0][0].setFocus()
    assert not table.remove_row()  # the head row is no row of the table's contents
