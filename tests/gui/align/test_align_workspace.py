"""The walk as a person does it: keys, answers, details, placing, undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit

from briefbuilder.app import operations
from briefbuilder.app.alignment_walk import Details
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.gui.align.answer_pad import AnswerButton
from briefbuilder.gui.search.item_reader import ItemReader

LAW = "prohibition-of-force"
SHIPS = "naval-presence-port-visits"


def shown(align):
    return align.walk.current.question.id if align.walk.current is not None else None


def words(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def answer(session, question_id):
    return session.brief.answer(question_id)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_Y, AnswerValue.YES),
        (Qt.Key.Key_P, AnswerValue.PARTLY),
        (Qt.Key.Key_N, AnswerValue.NO),
        (Qt.Key.Key_U, AnswerValue.UNKNOWN),
    ],
)
def test_a_letter_answers_and_the_question_stays(align, press, session, key, value):
    press(key)
    assert answer(session, "A1").value is value
    assert answer(session, "A1").by == "A. Clerk"
    assert shown(align) == "A1"


def test_setting_aside_counts_only_with_a_reason(align, press, session, qtbot):
    press(Qt.Key.Key_A)
    assert answer(session, "A1") is None
    assert align.question.details.reason.hasFocus()
    qtbot.keyClicks(align.question.details.reason, "No force moves")
    align.commit_pending()
    assert answer(session, "A1").value is AnswerValue.NOT_APPLICABLE
    assert answer(session, "A1").reason == "No force moves"


def test_another_answer_takes_the_reason_away_and_undo_brings_it_back(align, press, session, qtbot):
    press(Qt.Key.Key_A)
    reason = align.question.details.reason
    qtbot.keyClicks(reason, "No force moves")
    align.commit_pending()
    align.question.pad.focus_chosen()
    press(Qt.Key.Key_N)
    assert not reason.isVisible()
    assert (answer(session, "A1").value, answer(session, "A1").reason) == (AnswerValue.NO, "")
    session.undo()
    assert answer(session, "A1").reason == "No force moves"
    assert reason.toPlainText() == "No force moves"


def test_a_yes_that_rests_on_nothing_says_that_it_does_not_count_yet(align, press, qtbot):
    press(Qt.Key.Key_Y)
    assert "The answer counts once there is evidence." in words(align)
    qtbot.keyClicks(align.question.details.evidence, "Letter of 1 March")
    align.commit_pending()
    assert "The answer counts once there is evidence." not in words(align)


def test_an_answer_takes_the_place_of_a_reason_that_was_never_given(align, press, session):
    press(Qt.Key.Key_A)
    align.question.pad.focus_chosen()
    press(Qt.Key.Key_Y)
    assert answer(session, "A1").value is AnswerValue.YES


def test_letters_in_a_field_are_text(align, press, session, qtbot):
    press(Qt.Key.Key_P, Qt.Key.Key_Tab)
    field = align.question.details.detail
    assert field.hasFocus()
    qtbot.keyClicks(field, "yes, any duty number")
    align.commit_pending()
    assert answer(session, "A1").value is AnswerValue.PARTLY
    assert answer(session, "A1").detail == "yes, any duty number"


def test_the_cursor_keys_walk_and_come_to_the_overview(align, press):
    press(Qt.Key.Key_Down)
    assert shown(align) == "A2"
    press(Qt.Key.Key_Down)
    assert shown(align) == "C1"  # B1 does not apply
    press(Qt.Key.Key_Down)
    assert shown(align) is None
    assert align.overview.isVisible()
    align.walk.step(-1)
    assert shown(align) == "C1"
    press(Qt.Key.Key_Up)
    assert shown(align) == "A2"


def test_typing_is_handed_over_when_the_question_changes(align, press, session, qtbot):
    press(Qt.Key.Key_N)
    qtbot.keyClicks(align.question.details.closes, "Maritime Policy")
    align.walk.show("C1")
    assert answer(session, "A1").closes == "Maritime Policy"
    assert align.question.details.closes.text() == ""


def test_next_gap_skips_what_is_closed_and_says_when_none_is_left(align, press, desk, qtbot):
    for question in ("A1", "A2"):
        align.walk.show(question)
        align.walk.answer(AnswerValue.YES, Details(evidence="A paper"))
    align.walk.show("A1")
    align.next_gap()
    assert shown(align) == "C1"
    press(Qt.Key.Key_Y)
    with qtbot.waitSignal(desk.announced) as said:
        align.next_gap()
    assert said.args == ["No gap is left."]
    assert shown(align) is None


def test_undo_takes_the_answer_back_where_it_was_given(align, press, session, qtbot, window):
    press(Qt.Key.Key_N)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answer(session, "A1") is None
    assert not any(one.isChecked() for one in align.question.pad.findChildren(AnswerButton))


def test_undo_in_a_field_brings_the_earlier_words_back(align, press, session, qtbot, clock):
    press(Qt.Key.Key_N)
    clock.pass_(10)
    field = align.question.details.detail
    field.setFocus()
    qtbot.keyClicks(field, "Nothing yet")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answer(session, "A1").detail == ""
    assert field.toPlainText() == ""


def test_a_gap_shows_its_advice_and_a_closed_question_does_not(align, press):
    press(Qt.Key.Key_N)
    assert "Write it down." in words(align.question)
    align.walk.answer(AnswerValue.YES, Details(evidence="A paper"))
    assert "Write it down." not in words(align.question)


def test_a_lapsed_answer_is_shown_and_can_be_given_again(align, desk, session, library_folder):
    question = align.walk.current.question
    operations.answer_question(
        session, question=question, value=AnswerValue.PARTLY, detail="Half of it"
    )
    path = library_folder / "checklists" / "civil-military-alignment.yaml"
    text = path.read_text(encoding="utf-8").replace("one written objective", "a written objective")
    path.write_text(text, encoding="utf-8")
    desk.look_at_library()
    assert align.walk.current.lapsed is not None
    assert "Half of it" in words(align.question)
    button = next(
        one for one in align.question.findChildren(QAbstractButton) if "again" in one.text()
    )
    button.click()
    assert align.walk.current.answer.value is AnswerValue.PARTLY
    assert align.walk.current.answer.detail == "Half of it"


def test_placing_a_recommendation_stays_and_the_card_goes(align, desk, session, qtbot):
    align.walk.show("A2")
    ids = [card.place_button.objectName() for card in align.closing.cards]
    assert f"place-{LAW}" in ids
    card = align.closing.cards[ids.index(f"place-{LAW}")]
    qtbot.mouseClick(
        card.place_button, Qt.MouseButton.LeftButton, pos=card.place_button.rect().center()
    )
    assert [item.id for item in session.brief.placed_items()] == [LAW]
    assert shown(align) == "A2"
    assert f"place-{LAW}" not in [one.place_button.objectName() for one in align.closing.cards]
    assert "Prohibition of the threat or use of force" in words(align.closing)


def test_an_item_goes_where_the_form_suggests_its_kind(align, session):
    align.walk.show("A2")
    card = next(
        one for one in align.closing.cards if one.place_button.objectName() == f"place-{LAW}"
    )
    assert card.place_button.text() == "Place in Argument"
    offered = [action.text() for action in card.place_button.menu().actions()]
    assert offered == [section.heading for section in session.brief.sections]


def test_placing_makes_questions_apply(align, session, desk):
    operations.place_item(session, desk.workspace, item_id=SHIPS, section_id="argument")
    assert "B1" in [view.question.id for view in align.walk.applicable]
    assert not align.walk.left_out


def test_reveal_goes_to_the_question(align):
    align.reveal("question:C1")
    assert shown(align) == "C1"
    align.reveal("question:none")
    assert shown(align) == "C1"


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_precedent_opens_the_reader(align):
    align.walk.show("A2")
    button = next(
        one
        for one in align.question.findChildren(QAbstractButton)
        if "Cuban Missile Crisis" in one.accessibleName()
    )
    assert button.accessibleName().startswith("went well")
    button.click()
    reader = align.findChild(ItemReader)
    assert reader.isVisible()
    assert reader.item_id == "cuban-missile-crisis"
    reader.close()


def test_every_control_has_a_name(align):
    align.walk.show("A2")
    align.question.choose(AnswerValue.PARTLY)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    nameless = [
        one
        for kind in kinds
        for one in align.findChildren(kind)
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]
    assert nameless == []


def test_both_schemes_paint(align, theme):
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        theme.use(scheme)
        for question in ("A1", None):
            align.walk.show(question)
            assert not align.grab().isNull()


def test_without_a_brief_nothing_is_asked(align, desk):
    desk.replace_session(None)
    assert align.walk.current is None
    align.next_gap()
    align.walk.step(1)
    align.commit_pending()
    assert align.walk.current is None
