import datetime as dt

from briefbuilder.domain import edits
from briefbuilder.domain.alignment import QuestionState, alignment_of, recommendations
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import Answer, Checklist, question_hash
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Kind
from helpers.builders import make_brief, make_checklist, make_item, make_library, place

WALK = make_checklist()


def answered(brief: Brief, question_id: str, value: AnswerValue, walk: Checklist = WALK) -> Brief:
    question = walk.find(question_id)
    assert question is not None
    answer = Answer(
        question=question_id,
        words=question_hash(question),
        value=value,
        evidence="A paper",
        reason="Because it does not.",
        on=dt.date(2026, 11, 23),
    )
    return edits.set_answer(brief, answer)


def state(brief: Brief, question_id: str, walk: Checklist = WALK) -> QuestionState:
    view = alignment_of(brief, walk).view(question_id)
    assert view is not None
    return view.state


def test_a_question_on_overflight_applies_only_where_something_flies() -> None:
    brief = make_brief()
    assert state(brief, "A2") is QuestionState.DOES_NOT_APPLY
    flying = place(brief, make_item("air-show", Kind.TOOL, tags=("air",)))
    assert state(flying, "A2") is QuestionState.UNANSWERED


def test_a_condition_may_look_at_an_answer_and_at_what_is_not_placed() -> None:
    brief = make_brief()
    assert state(brief, "B1") is QuestionState.DOES_NOT_APPLY
    partly = answered(brief, "A1", AnswerValue.PARTLY)
    assert state(partly, "B1") is QuestionState.UNANSWERED
    assert state(place(partly, make_item("hotline")), "B1") is QuestionState.DOES_NOT_APPLY


def test_each_answer_has_its_state() -> None:
    expected = {
        AnswerValue.YES: QuestionState.CLOSED,
        AnswerValue.PARTLY: QuestionState.PARTLY,
        AnswerValue.NO: QuestionState.OPEN,
        AnswerValue.UNKNOWN: QuestionState.OPEN,
        AnswerValue.NOT_APPLICABLE: QuestionState.NOT_APPLICABLE,
    }
    for value, expected_state in expected.items():
        assert state(answered(make_brief(), "A1", value), "A1") is expected_state


def test_an_answer_to_other_words_no_longer_counts() -> None:
    brief = answered(make_brief(), "A1", AnswerValue.YES)
    words = WALK.model_dump(by_alias=True, exclude_unset=True)
    words["groups"][0]["questions"][0]["why"] = "For another reason."
    changed = Checklist.model_validate(words)
    view = alignment_of(brief, changed).view("A1")
    assert view is not None
    assert view.state is QuestionState.UNANSWERED
    assert view.lapsed is not None
    assert view.blocks


def test_progress_counts_what_applies() -> None:
    brief = answered(make_brief(), "A1", AnswerValue.NO)
    progress = alignment_of(brief, WALK)
    first, second = progress.groups
    assert (first.applicable, first.answered, first.open, first.blocking) == (1, 1, 1, 1)
    assert (second.applicable, second.answered) == (1, 0)
    assert (progress.applicable, progress.answered, progress.blocking) == (2, 1, 1)
    assert [gap.question.id for gap in progress.gaps] == ["A1", "B1"]


def test_a_gap_recommends_items_with_reasons_best_first() -> None:
    naval = make_item("naval-presence", Kind.TOOL, related=("law-of-the-sea",), closes=("A1",))
    library = make_library(naval, make_item("suez-1956"), make_item("law-of-the-sea", Kind.LEGAL))
    brief = place(make_brief(), make_item("law-of-the-sea", Kind.LEGAL))
    question = WALK.find("A1")
    assert question is not None
    found = recommendations(question, brief, library)
    assert [one.item_id for one in found] == ["naval-presence", "suez-1956"]
    assert found[0].reasons == (
        "recommended for this question",
        "answers this question",
        "related to Law Of The Sea, which is in the brief",
    )


def test_placed_and_unaccepted_items_are_not_recommended() -> None:
    naval = make_item("naval-presence", Kind.TOOL, status="draft")
    suez = make_item("suez-1956")
    question = WALK.find("A1")
    assert question is not None
    assert recommendations(question, place(make_brief(), suez), make_library(naval, suez)) == ()
