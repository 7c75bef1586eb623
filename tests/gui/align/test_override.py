"""A blocking gap that a named person lets go forward, in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from briefbuilder.app.checking import alignment
from briefbuilder.domain import edits
from briefbuilder.domain.checklists import Answer
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.gui.align.override import OverrideDialog
from briefbuilder.gui.widgets.link_label import LinkLabel


@pytest.fixture
def recorded(monkeypatch):
    """Answers the dialog as a person would."""

    def fill(dialog):
        assert not dialog.go.isEnabled()
        dialog.by_edit.setText("Minister of State")
        dialog.reason_edit.setText("The visit cannot wait for it")
        dialog.on_edit.setText("20 Nov 2026")
        assert dialog.go.isEnabled()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(OverrideDialog, "exec", fill)


def words(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def blocking(desk, session):
    return alignment(session.brief, desk.workspace).blocking


def test_a_gap_goes_forward_and_lapses_with_another_answer(align, press, session, desk, recorded):
    press(Qt.Key.Key_N)
    notice = align.question.override
    assert notice.isVisible()
    assert blocking(desk, session) == 1

    notice.give_button.click()
    override = session.brief.answer("A1").override
    assert (override.by, override.on.isoformat()) == ("Minister of State", "2026-11-20")
    assert blocking(desk, session) == 0
    assert "goes forward on the word of Minister of State" in words(notice)

    align.question.pad.focus_chosen()
    press(Qt.Key.Key_P)
    assert blocking(desk, session) == 1
    assert "does not count any more" in words(notice)
    assert notice.give_button.isVisible()


def test_it_is_taken_back(align, press, session, desk, recorded):
    press(Qt.Key.Key_N)
    align.question.override.give_button.click()
    align.question.override.withdraw_button.click()

    assert session.brief.answer("A1").override is None
    assert blocking(desk, session) == 1


def test_only_a_blocking_gap_is_offered_it(align, press):
    assert not align.question.override.isVisible()
    press(Qt.Key.Key_Y)
    assert not align.question.override.isVisible()
    press(Qt.Key.Key_Down, Qt.Key.Key_N)
    assert align.walk.current.question.id == "A2"
    assert not align.question.override.isVisible()


def test_an_answer_to_what_is_no_longer_asked_is_shown_and_taken_back(align, session):
    answer = Answer(question="Z9", words="0" * 64, value=AnswerValue.YES, evidence="A letter")
    session.apply("Answer Z9", edits.set_answer(session.brief, answer))
    align.show_overview()

    assert "Z9 · Yes · A letter" in words(align.overview.kept)
    (back,) = align.overview.kept.findChildren(LinkLabel)
    back.followed.emit()
    assert session.brief.answer("Z9") is None
    assert not align.overview.kept.isVisible()
