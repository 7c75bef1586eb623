"""An honest gap can be issued under a name, and a bare tick cannot."""

import datetime as dt

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.alignment import QuestionState, alignment_of
from briefbuilder.domain.brief_check.answer_findings import answer_findings
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.findings import Finding, find
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import Answer, Checklist, question_hash
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Kind
from briefbuilder.domain.words import says_why
from briefbuilder.errors import Severity, UserInputError
from helpers.builders import (
    TODAY,
    make_brief,
    make_checklist,
    make_item,
    make_scheme,
    make_template,
    place,
)

WALK = make_checklist()
A_REASON = "The visit cannot wait for the plan."


def answered(brief: Brief, question_id: str, value: str, **values: object) -> Brief:
    question = WALK.find(question_id)
    assert question is not None
    words = {"words": question_hash(question), "value": value, "by": "J. Doe", **values}
    return edits.set_answer(brief, Answer.model_validate({"question": question_id, **words}))


def findings(brief: Brief, walk: Checklist = WALK) -> dict[str, Finding]:
    context = CheckContext(
        brief=brief, template=make_template(), today=TODAY, scheme=make_scheme(), checklist=walk
    )
    return {one.rule: one for one in find(context).findings}


def flying(brief: Brief) -> Brief:
    return place(brief, make_item("air-show", Kind.TOOL, tags=("air",)))


def without(question_id: str) -> Checklist:
    words = WALK.model_dump(by_alias=True, exclude_unset=True)
    for group in words["groups"]:
        group["questions"] = [q for q in group["questions"] if q["id"] != question_id]
    words["groups"] = [group for group in words["groups"] if group["questions"]]
    return Checklist.model_validate(words)


def reworded(question_id: str) -> Checklist:
    words = WALK.model_dump(by_alias=True, exclude_unset=True)
    for group in words["groups"]:
        for question in group["questions"]:
            if question["id"] == question_id:
                question["text"] = "Is there another question?"
    return Checklist.model_validate(words)


def overridden(value: str = "no", **values: object) -> Brief:
    brief = answered(make_brief(), "A1", value, **values)
    return edits.override_gap(brief, "A1", by="Minister A", on=TODAY, reason=A_REASON)


def test_a_blocking_yes_without_evidence_is_an_error_and_a_major_one_a_warning():
    rule = "yes-without-evidence"
    major = answered(flying(make_brief()), "A2", "yes")

    assert findings(answered(make_brief(), "A1", "yes"))[rule].severity is Severity.ERROR
    assert findings(answered(make_brief(), "A1", "yes", evidence=" "))[rule].place.question == "A1"
    assert rule not in findings(answered(make_brief(), "A1", "yes", evidence="A paper"))
    assert findings(major)[rule].severity is Severity.WARNING
    assert rule not in findings(answered(answered(make_brief(), "A1", "no"), "B1", "yes"))


@pytest.mark.parametrize("reason", ["-", "n/a", "none", "x y"])
def test_what_does_not_apply_needs_a_reason_in_words(reason):
    brief = answered(make_brief(), "A1", "n/a", reason=reason)

    assert findings(brief)["reason-missing"].severity is Severity.ERROR
    assert "reason-missing" not in findings(
        answered(make_brief(), "A1", "n/a", reason="No forces are deployed")
    )


@pytest.mark.parametrize(("value", "reason"), [("yes", ""), ("n/a", "-")])
def test_what_is_counted_does_not_contradict_a_finding_that_blocks(value, reason):
    brief = answered(make_brief(), "A1", value, reason=reason)
    state = alignment_of(brief, WALK)
    assert [view.question.id for view in state.gaps if view.blocks] == ["A1"]
    assert state.blocking == 1
    assert state.groups[0].closed == state.groups[0].not_applicable == 0
    assert "blocking-question" not in findings(brief)  # it is told once, with what it lacks

    sound = answered(brief, "A1", value, evidence="A paper", reason="No forces are deployed")
    assert alignment_of(sound, WALK).blocking == 0


def test_why_a_question_does_not_apply_goes_with_that_answer():
    aside = answered(make_brief(), "A1", "n/a", reason="No forces are deployed")
    other = answered(aside, "A1", "no", reason="No forces are deployed")
    assert other.answer("A1").reason == ""
    own = answered(aside, "A1", "no", reason="The plan is late")
    assert own.answer("A1").reason == "The plan is late"


def test_a_reason_in_another_script_is_a_reason():
    assert says_why("Нет войск")
    assert says_why("Unzuständig")
    assert not says_why("42 17")


@pytest.mark.parametrize("value", ["no", "partly", "unknown"])
def test_a_named_person_lets_a_blocking_gap_go_forward(value):
    brief = overridden(value)
    state = alignment_of(brief, WALK)

    assert state.blocking == 0
    assert [view.question.id for view in state.overridden] == ["A1"]
    found = findings(brief)
    assert "blocking-question" not in found
    assert found["question-overridden"].severity is Severity.ADVICE
    assert "Minister A" in found["question-overridden"].sentence
    assert A_REASON in found["question-overridden"].sentence


@pytest.mark.parametrize(
    ("value", "values"),
    [("partly", {}), ("no", {"detail": "Nor will there be."}), ("no", {"evidence": "A paper"})],
)
def test_an_override_lapses_with_another_answer(value, values):
    brief = overridden()
    override = brief.answer("A1").override

    after = answered(brief, "A1", value, override=override, **values)

    assert alignment_of(after, WALK).view("A1").blocks
    assert "another answer" in findings(after)["blocking-question"].sentence


def test_an_override_stands_when_only_who_closes_the_gap_is_added():
    brief = overridden()

    after = answered(brief, "A1", "no", override=brief.answer("A1").override, closes="Plans")

    assert not alignment_of(after, WALK).view("A1").blocks


def test_an_override_lapses_with_the_questions_words():
    view = alignment_of(overridden(), reworded("A1")).view("A1")

    assert view.blocks
    assert view.state is QuestionState.UNANSWERED


def test_an_override_by_who_gave_the_answer_is_not_passed_over():
    brief = answered(make_brief(), "A1", "no")
    own = edits.override_gap(brief, "A1", by="j. doe ", on=TODAY, reason=A_REASON)

    assert findings(own)["override-by-author"].severity is Severity.WARNING
    assert "override-by-author" not in findings(overridden())


@pytest.mark.parametrize("value", ["yes", "n/a", None])
def test_only_a_gap_that_was_answered_can_be_overridden(value):
    brief = make_brief()
    if value is not None:
        brief = answered(brief, "A1", value, reason="No forces are deployed")

    with pytest.raises(UserInputError, match="not answered"):
        edits.override_gap(brief, "A1", by="Minister A", on=TODAY, reason=A_REASON)


@pytest.mark.parametrize(("by", "reason"), [(" ", A_REASON), ("Minister A", "-")])
def test_an_override_has_a_name_and_a_reason(by, reason):
    brief = answered(make_brief(), "A1", "no")

    with pytest.raises(UserInputError):
        edits.override_gap(brief, "A1", by=by, on=TODAY, reason=reason)


def test_an_override_is_taken_back_and_the_answer_stays():
    brief = edits.withdraw_override(overridden(), "A1")

    assert brief.answer("A1").value is AnswerValue.NO
    assert alignment_of(brief, WALK).blocking == 1


def test_an_answer_whose_question_is_no_longer_asked_is_told_and_kept():
    brief = answered(answered(make_brief(), "A1", "no"), "A2", "yes", evidence="A paper")

    found = findings(brief, without("A2"))["answer-without-question"]

    assert "A2 (yes)" in found.sentence
    assert found.severity is Severity.WARNING
    assert brief.answer("A2") is not None
    assert "answer-without-question" not in findings(brief)
    unread = list(answer_findings(brief, without("A2"), unread={"A2"}))
    assert "answer-without-question" not in {one.rule for one in unread}


def test_a_lapsed_answer_to_a_question_that_does_not_apply_is_no_finding():
    brief = answered(make_brief(), "A2", "no")

    assert "answer-lapsed" not in findings(brief, reworded("A2"))
    assert "answer-lapsed" in findings(flying(brief), reworded("A2"))


def test_the_day_of_an_override_is_the_one_that_was_given():
    brief = answered(make_brief(), "A1", "no")
    day = dt.date(2026, 11, 4)

    after = edits.override_gap(brief, "A1", by="Minister A", on=day, reason=A_REASON)

    assert "4 November 2026" in findings(after)["question-overridden"].sentence
