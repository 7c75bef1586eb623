"""The clearances as an officer keeps them: typed, recorded, lapsed, asked again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from briefbuilder.app import operations
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.clearing import ClearanceStanding, clearance_standing
from briefbuilder.gui.dialogs.clearances_dialog import ClearancesDialog

LEGAL = "Legal Advisers"


@pytest.fixture
def dialog(qtbot, desk, theme, session):
    """The dialog of a brief that Legal Advisers have cleared."""
    block = operations.add_text(session, section_id="issue", text="Whether to go.")
    cleared = Clearance(office=LEGAL, outcome=ClearanceOutcome.CONCUR, of=ClearanceScope())
    operations.set_clearances(session, desk.workspace, clearances=(cleared,))
    made = ClearancesDialog(desk, theme)
    made.block = block
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def lapse(session, dialog):
    operations.set_text(session, block_id=dialog.block, text="Whether to stay.")
    return ClearancesDialog(dialog._desk, dialog.lapse._theme, LEGAL, dialog)


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def only(session):
    (clearance,) = session.brief.clearances
    return clearance


def test_what_is_typed_is_in_the_brief_when_the_dialog_is_left_by_any_way(dialog, session, qtbot):
    dialog.form.name.clear()
    qtbot.keyClicks(dialog.form.name, "A. Counsel")
    qtbot.keyClicks(dialog.form.remark, "On consent alone.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert (only(session).name, only(session).remark) == ("A. Counsel", "On consent alone.")
    assert clearance_standing(session.brief, only(session)) is ClearanceStanding.COUNTS


def test_a_lapsed_clearance_shows_the_difference_and_stands_only_by_a_deliberate_act(
    dialog, session, qtbot
):
    again = lapse(session, dialog)
    again.show()
    text = again.lapse.differences.toPlainText()

    assert again.lapse.isVisible()
    assert "go." in text
    assert "stay." in text
    qtbot.keyClicks(again.form.name, "A. Counsel")
    again.done(0)
    assert clearance_standing(session.brief, only(session)) is ClearanceStanding.LAPSED

    again.lapse.confirm_button.click()
    assert clearance_standing(session.brief, only(session)) is ClearanceStanding.COUNTS
    assert only(session).on == again._desk.surroundings.today().isoformat()
    assert not again.lapse.isVisible()


def test_an_office_is_asked_again_about_the_present_words(dialog, session):
    again = lapse(session, dialog)
    again.lapse.ask_button.click()

    assert only(session).outcome is ClearanceOutcome.ASKED
    assert only(session).of.words is None
    assert len(session.brief.cleared) == 1
    assert "Said earlier\n– concurred" in again.earlier.words.text()
    assert "stay." in again.earlier.differences.toPlainText()


def test_an_earlier_remark_is_history_and_does_not_stand_as_if_it_were_new(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.remark, "On consent alone.")
    dialog._desk.pending.commit()
    again = lapse(session, dialog)
    again.show()
    again.lapse.ask_button.click()

    assert again.form.remark.toPlainText() == ""
    assert only(session).remark == ""
    assert "“On consent alone.”" in again.earlier.words.text()
    assert again.earlier.isVisible()


def test_what_is_covered_is_chosen_before_the_outcome_that_binds_it(dialog):
    tops = [field.y() for field in (dialog.form.due, dialog.form.covers, dialog.form.outcome)]
    assert tops == sorted(tops)


def test_a_new_row_is_empty_and_goes_away_when_nothing_was_typed(dialog, session, qtbot):
    rows = dialog.findChild(QListWidget)
    dialog._add.click()
    assert dialog.form.office.text() == ""
    assert dialog.form.office.placeholderText() == "Which office is asked"
    assert "Office" not in rows.item(1).text().splitlines()[0].split()
    dialog._add.click()
    assert rows.count() == 2

    rows.setCurrentRow(0)
    assert (rows.count(), rows.currentRow(), dialog.form.office.text()) == (1, 0, LEGAL)
    assert [one.office for one in session.brief.clearances] == [LEGAL]

    dialog._add.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert [one.office for one in session.brief.clearances] == [LEGAL]


def test_a_row_with_words_and_no_office_stays_until_it_has_one(dialog, session, qtbot):
    dialog._add.click()
    qtbot.keyClicks(dialog.form.name, "A. Counsel")
    dialog.findChild(QListWidget).setCurrentRow(0)

    assert dialog.findChild(QListWidget).currentRow() == 1
    assert session.brief.clearances[1].name == "A. Counsel"
    assert dialog._complaint.text() == "Name the office that was asked."


def test_an_office_is_asked_by_a_day_and_says_what_it_says(dialog, session, qtbot):
    dialog._add.click()
    qtbot.keyClicks(dialog.form.office, "Treasury")
    qtbot.keyClicks(dialog.form.due, "4 Dec 2026")
    dialog._desk.pending.commit()
    _, treasury = session.brief.clearances
    assert (treasury.office, treasury.outcome) == ("Treasury", ClearanceOutcome.ASKED)
    assert treasury.due.isoformat() == "2026-12-04"

    choose(dialog.form.outcome, ClearanceOutcome.NON_CONCUR)
    choose(dialog.form.answered_in, dialog.block)
    _, treasury = session.brief.clearances
    assert clearance_standing(session.brief, treasury) is ClearanceStanding.COUNTS
    assert treasury.answered_in == dialog.block
    assert not dialog.form.covers.isEnabled()


def test_only_chosen_sections_are_covered(dialog, session):
    choose(dialog.form.outcome, ClearanceOutcome.ASKED)
    dialog.form.covers.setCurrentText("Chosen sections")
    dialog.form.covers.activated.emit(1)
    dialog.form.sections.item(0).setCheckState(Qt.CheckState.Checked)

    assert only(session).of.sections == (session.brief.sections[0].id,)


def test_a_date_that_is_not_understood_is_said_and_changes_nothing(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.due, "soon")
    dialog._desk.pending.commit()

    assert '"soon" does not name a day' in dialog._complaint.text()
    assert dialog.form.due.text() == "soon"
    assert only(session).due is None


def test_what_is_not_understood_keeps_nothing_else_from_the_brief(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.due, "soon")
    qtbot.keyClicks(dialog.form.remark, "On consent alone.")
    dialog._desk.pending.commit()
    choose(dialog.form.outcome, ClearanceOutcome.NO_REPLY)

    assert only(session).remark == "On consent alone."
    assert only(session).outcome is ClearanceOutcome.NO_REPLY
    assert dialog.form.due.text() == "soon"
    assert '"soon" does not name a day' in dialog._complaint.text()


def test_an_outcome_that_is_passed_on_the_way_to_another_was_never_said(dialog, session):
    for outcome in (ClearanceOutcome.NO_REPLY, ClearanceOutcome.NON_CONCUR):
        choose(dialog.form.outcome, outcome)
    assert only(session).outcome is ClearanceOutcome.NON_CONCUR
    assert [one.outcome for one in only(session).earlier] == [ClearanceOutcome.CONCUR]
    choose(dialog.form.outcome, ClearanceOutcome.CONCUR)
    assert only(session).earlier == ()


def test_a_clearance_is_not_left_while_something_in_it_is_not_understood(dialog, session, qtbot):
    dialog._add.click()
    qtbot.keyClicks(dialog.form.due, "soon")
    dialog.findChild(QListWidget).setCurrentRow(0)
    dialog._add.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.isVisible()
    assert (dialog.findChild(QListWidget).currentRow(), dialog.form.due.text()) == (1, "soon")
    assert len(session.brief.clearances) == 2

    dialog.form.due.clear()
    qtbot.keyClicks(dialog.form.due, "4 Dec 2026")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog._complaint.text() == "Name the office that was asked."
    qtbot.keyClicks(dialog.form.office, "Treasury")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert session.brief.clearances[1].due.isoformat() == "2026-12-04"


def test_words_typed_before_another_clearance_is_chosen_stay_with_their_own(dialog, session, qtbot):
    dialog._add.click()
    qtbot.keyClicks(dialog.form.office, "Treasury")
    dialog.findChild(QListWidget).setCurrentRow(0)

    assert [one.office for one in session.brief.clearances] == [LEGAL, "Treasury"]
    assert dialog.form.office.text() == LEGAL


def test_a_clearance_is_taken_out(dialog, session):
    dialog._remove.click()

    assert session.brief.clearances == ()
    assert dialog._empty.isVisible()
    assert dialog.findChild(QListWidget).count() == 0


def test_enter_in_a_field_asks_nobody_and_clears_nothing(dialog, session, qtbot):
    again = lapse(session, dialog)
    with qtbot.waitExposed(again):
        again.show()
    for field in (again.form.office, again.form.remark, again.lapse.differences):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClick(field, Qt.Key.Key_Enter)

    assert again.isVisible()
    assert again.focusWidget() is again.lapse.differences
    assert clearance_standing(session.brief, only(session)) is ClearanceStanding.LAPSED

    again._add.setFocus()
    qtbot.keyClick(again._add, Qt.Key.Key_Return)
    assert [one.office for one in session.brief.clearances] == [LEGAL, ""]
