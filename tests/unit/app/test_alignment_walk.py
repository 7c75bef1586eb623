"""The walk through a checklist, without a window: where it stands, what it does, what it tells."""

import datetime as dt

import pytest

from briefbuilder.app import operations
from briefbuilder.app.alignment_walk import (
    AlignmentWalk,
    Details,
    ItemPlaced,
    Leaving,
    Moved,
    NoGapLeft,
    Refreshed,
)
from briefbuilder.domain.conditions import AnswerValue

CHECKLIST = """\
format: briefbuilder-checklist
version: 1
id: civil-military-alignment
title: A short checklist
groups:
  - id: A
    title: Objective
    questions:
      - {id: A1, text: Is it written?, why: It drifts., evidence: A page., severity: blocking}
      - id: A2
        text: Is the law known?
        why: It binds.
        evidence: An advice.
        severity: major
        recommend: [prohibition-of-force]
      - id: A3
        text: Are the ships' rules agreed?
        why: Minutes matter.
        evidence: The rules.
        severity: advisory
        applies_when: {places_tag: naval}
"""
LAW, SHIPS = "prohibition-of-force", "naval-presence-port-visits"


class Heard:
    """Notes what a walk tells."""

    def __init__(self):
        self.events = []

    def __call__(self, event):
        self.events.append(event)

    def taken(self):
        """What was told since this was last asked."""
        told, self.events = self.events, []
        return told


@pytest.fixture
def library_folder(library_folder):
    path = library_folder / "checklists" / "civil-military-alignment.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    for item in library_folder.glob("*/*.md"):
        lines = item.read_text(encoding="utf-8").split("\n")
        kept = [line for line in lines if not line.startswith("closes:")]
        item.write_text("\n".join(kept), encoding="utf-8")
    return library_folder


@pytest.fixture
def walk(workspace, session):
    made = AlignmentWalk(workspace)
    made.take(session)
    session.subscribe(made.follow_brief)
    return made


@pytest.fixture
def heard(walk):
    made = Heard()
    walk.subscribe(made)
    return made


def shown(walk):
    return walk.current.question.id if walk.current is not None else None


def given(session, question):
    return session.brief.answer(question)


def test_the_walk_begins_at_the_first_gap_and_an_answer_stays_there(walk, session, heard):
    assert shown(walk) == "A1"
    walk.answer(AnswerValue.YES, Details(evidence="Minute of 3 December"))

    assert given(session, "A1").evidence == "Minute of 3 December"
    assert shown(walk) == "A1"
    assert heard.taken() == [Refreshed()]
    walk.take(session)
    assert shown(walk) == "A2"


def test_the_same_answer_again_is_no_gesture(walk, session):
    walk.answer(AnswerValue.PARTLY, Details())
    before = session.brief
    walk.answer(AnswerValue.PARTLY, Details())
    assert session.brief is before


def test_setting_aside_counts_only_with_a_reason(walk, session):
    walk.answer(AnswerValue.NOT_APPLICABLE, Details(reason="  "))
    assert given(session, "A1") is None
    walk.answer(AnswerValue.NOT_APPLICABLE, Details(reason="No force moves"))
    assert given(session, "A1").value is AnswerValue.NOT_APPLICABLE


def test_steps_go_over_what_does_not_apply_and_past_the_ends_to_the_overview(walk, heard):
    walk.step(1)
    assert shown(walk) == "A2"
    assert heard.taken() == [Leaving(), Moved()]
    walk.step(1)
    assert shown(walk) is None
    walk.step(-1)
    assert shown(walk) == "A2"
    walk.step(-1)
    walk.step(-1)
    assert shown(walk) is None
    walk.step(1)
    assert shown(walk) == "A1"


def test_an_unknown_question_changes_nothing(walk, heard):
    walk.show("Z9")
    assert shown(walk) == "A1"
    assert heard.taken() == []


def test_the_next_gap_is_looked_for_in_a_round_until_none_is_left(walk, heard):
    walk.show("A2")
    walk.next_gap()
    assert shown(walk) == "A1"
    for question in ("A1", "A2"):
        walk.show(question)
        walk.answer(AnswerValue.YES, Details(evidence="A paper"))
    heard.taken()
    walk.next_gap()
    assert shown(walk) is None
    assert heard.taken() == [Leaving(), Moved(), NoGapLeft()]


def test_what_is_recommended_is_placed_and_told(walk, session, heard):
    walk.show("A2")
    (found,) = walk.recommendations()
    item = walk.library.entry(found.item_id).item
    section = walk.section_for(item.kind)
    walk.place(item.id, section.id)

    assert (item.id, section.id) == (LAW, "argument")
    assert heard.taken()[-1] == ItemPlaced(item.title, section.heading)
    assert [one.id for one in session.brief.placed_items()] == [LAW]
    assert walk.recommendations() == ()


def test_what_is_placed_makes_questions_apply(walk, session, workspace):
    assert [one.question.id for one in walk.left_out] == ["A3"]
    operations.place_item(session, workspace, item_id=SHIPS, section_id="argument")
    assert [one.question.id for one in walk.applicable] == ["A1", "A2", "A3"]


def test_other_words_lapse_an_answer_which_can_be_given_again(
    walk, session, workspace, library_folder
):
    walk.answer(AnswerValue.PARTLY, Details(detail="Half of it"))
    path = library_folder / "checklists" / "civil-military-alignment.yaml"
    path.write_text(CHECKLIST.replace("Is it written?", "Is it in writing?"), encoding="utf-8")
    workspace.reload()
    walk.follow_library()

    assert walk.current.lapsed.detail == "Half of it"
    assert walk.words_answered().text == "Is it written?"
    walk.answer_again()
    assert walk.current.answer.detail == "Half of it"
    assert walk.words_answered() is None


def test_a_gap_goes_forward_on_a_word_that_can_be_taken_back(walk, session):
    walk.answer(AnswerValue.NO, Details())
    walk.let_go_forward(by="Minister of State", reason="It cannot wait", on=dt.date(2026, 11, 20))
    assert walk.current.is_overridden
    walk.withdraw_override()
    assert not walk.current.is_overridden
    walk.take_back()
    assert given(session, "A1") is None


def test_without_a_brief_nothing_is_asked(walk, heard):
    walk.take(None)
    walk.step(1)
    walk.next_gap()
    walk.answer(AnswerValue.YES, Details())
    assert walk.current is None
    assert walk.state is None
    assert (walk.applicable, walk.recommendations(), walk.no_longer_asked) == ((), (), ())
    assert walk.section_for(walk.library.entry(LAW).item.kind) is None
    assert heard.taken() == [Refreshed(), Moved()]
