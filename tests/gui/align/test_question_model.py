import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from briefbuilder.app import operations
from briefbuilder.app.alignment_walk import Details
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.gui.align.question_model import QuestionModel
from briefbuilder.gui.align.walk_signals import WalkSignals

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def signals(desk, session):
    return WalkSignals(desk)


@pytest.fixture
def walk(signals):
    return signals.walk


@pytest.fixture
def model(signals):
    made = QuestionModel(signals.walk)
    made.tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    signals.refreshed.connect(made.refresh)
    return made


def titles(model):
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_groups_without_questions_are_left_out_and_told_of_below(model):
    assert titles(model)[:2] == ["Objective", "Afterwards"]
    assert titles(model)[2] == "1 question does not apply: nothing in this brief is about “naval”."


def test_rows_come_when_questions_begin_to_apply(model, desk, session):
    operations.place_item(
        session, desk.workspace, item_id="naval-presence-port-visits", section_id="argument"
    )
    assert titles(model) == ["Objective", "At sea", "Afterwards"]


def test_a_question_says_its_state_in_words(model, walk):
    index = model.index_of("A1")
    assert "not answered, blocking" in index.data(SPOKEN)
    walk.answer(AnswerValue.YES, Details(evidence="A paper"))
    assert "closed" in model.index_of("A1").data(SPOKEN)


def test_a_group_says_its_progress_in_words(model, walk):
    walk.answer(AnswerValue.NO, Details())
    assert model.index(0, 0).data(SPOKEN) == (
        "Objective: 0 closed, 0 partly, 1 open, 1 not answered. 1 gap is blocking."
    )


def test_rows_and_questions_find_each_other(model):
    index = model.index_of("A2")
    assert model.view_at(index).question.id == "A2"
    assert model.branch_at(index) is None
    assert model.branch_at(index.parent()).title == "Objective"
    assert not model.index_of("none").isValid()
