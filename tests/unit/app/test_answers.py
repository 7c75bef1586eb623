"""Answers, overrides and clearances as operations on an open brief."""

import datetime as dt
from pathlib import Path

import pytest

from briefbuilder.app import operations
from briefbuilder.app.checking import alignment, check
from briefbuilder.app.exporting import ExportOrder, export, run
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.checklists import Question, QuestionSeverity
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.clearing import ClearanceStanding, clearance_standing
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.errors import NotClearError, UserInputError
from briefbuilder.render.job import Copy
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.brief_file import read_brief
from helpers.surroundings import ROOT, open_workspace

A_REASON = "The visit cannot wait for it"


def question(session: BriefSession, workspace: Workspace, severity: QuestionSeverity) -> Question:
    checklist = workspace.checklist_of(session.brief)
    assert checklist is not None
    return next(one for one in checklist.questions if one.severity is severity)


def test_a_brief_is_never_walked_with_another_checklist_than_it_names(
    session: BriefSession, workspace: Workspace
) -> None:
    held = workspace.checklist("short-notice")
    brief = session.brief.model_copy(update={"checklist": "elsewhere", "held_checklist": held})

    assert workspace.checklist_of(brief) is None
    own = held.model_copy(update={"id": "elsewhere"})
    assert workspace.checklist_of(brief.model_copy(update={"held_checklist": own})) is own


def test_a_gap_is_let_go_forward_as_one_step_that_can_be_taken_back(
    session: BriefSession, workspace: Workspace
) -> None:
    asked = question(session, workspace, QuestionSeverity.BLOCKING)
    operations.answer_question(session, question=asked, value=AnswerValue.NO)
    before = alignment(session.brief, workspace)
    operations.override_gap(session, question=asked, by="Minister of State", reason=A_REASON)
    after = alignment(session.brief, workspace)

    assert before is not None
    assert after is not None
    assert after.blocking == before.blocking - 1
    answer = session.brief.answer(asked.id)
    assert answer is not None
    assert answer.override is not None
    assert answer.override.on == dt.date(2026, 11, 23)
    session.undo()
    undone = session.brief.answer(asked.id)
    assert undone is not None
    assert undone.override is None


def test_only_a_blocking_question_can_be_overridden(
    session: BriefSession, workspace: Workspace
) -> None:
    asked = question(session, workspace, QuestionSeverity.MAJOR)
    operations.answer_question(session, question=asked, value=AnswerValue.NO)

    with pytest.raises(UserInputError, match="does not block"):
        operations.override_gap(session, question=asked, by="Minister", reason=A_REASON)


def test_an_override_needs_an_answer_to_the_present_words(
    session: BriefSession, workspace: Workspace
) -> None:
    asked = question(session, workspace, QuestionSeverity.BLOCKING)
    operations.answer_question(session, question=asked, value=AnswerValue.NO)
    reworded = asked.model_copy(update={"text": "Is there another question?"})

    with pytest.raises(UserInputError, match="Answer it again"):
        operations.override_gap(session, question=reworded, by="Minister", reason=A_REASON)


def test_a_clearance_of_the_whole_brief_covers_the_forms_prose_at_the_head(
    workspace: Workspace, session: BriefSession
) -> None:
    other = session.brief.model_copy(update={"template": "think-tank-policy-brief"})
    session.apply("Another form", other)
    operations.set_field(session, name="standfirst", text="What follows.")
    legal = Clearance(office="Legal", outcome=ClearanceOutcome.CONCUR, of=ClearanceScope())
    operations.record_clearance(session, workspace, clearance=legal)
    (given,) = session.brief.clearances
    assert given.of is not None
    assert given.of.fields == ("standfirst",)

    operations.set_field(session, name="standfirst", text="What does not follow.")

    assert clearance_standing(session.brief, given) is ClearanceStanding.LAPSED
    assert "clearance-lapsed" in {one.rule for one in check(session.brief, workspace).findings}


def test_an_office_has_one_clearance_whatever_its_capitals(
    workspace: Workspace, session: BriefSession
) -> None:
    for office, outcome in (("Legal", "asked"), ("Fleet", "asked"), ("legal", "no-reply")):
        one = Clearance(office=office, outcome=ClearanceOutcome(outcome))
        operations.record_clearance(session, workspace, clearance=one)

    outcomes = [(one.office, one.outcome.value) for one in session.brief.clearances]
    assert outcomes == [("legal", "no-reply"), ("Fleet", "asked")]


@pytest.mark.slow
def test_a_release_copy_waits_for_who_is_still_asked(tmp_path: Path) -> None:
    shipped = open_workspace(tmp_path)
    brief = read_brief(ROOT / "examples" / "strait-port-visit.brief").brief
    asked = (*brief.clearances, Clearance(office="Treasury"))
    order = ExportOrder(out=tmp_path / "release.pdf", copy=Copy.RELEASE)
    try:
        with LayoutWorker() as worker, pytest.raises(NotClearError, match="Treasury was asked"):
            run(export(edits.set_clearances(brief, asked), shipped, worker, order))
    finally:
        shipped.close()
    assert not order.out.exists()


def test_a_clearance_stands_in_a_copy_of_the_brief_and_beside_an_older_library(
    workspace: Workspace, session: BriefSession, tmp_path: Path, library_folder: Path
) -> None:
    operations.place_item(
        session, workspace, item_id="cuban-missile-crisis", section_id=session.brief.sections[0].id
    )
    legal = Clearance(office="Legal", outcome=ClearanceOutcome.CONCUR, of=ClearanceScope())
    operations.record_clearance(session, workspace, clearance=legal)
    session.save_as(tmp_path / "a.brief")
    first = session.brief.id
    session.save_as(tmp_path / "b.brief")
    assert session.brief.id != first
    older = library_folder / "case-studies" / "cuban-missile-crisis.md"
    older.write_text(older.read_text().replace("title: ", "title: Older ", 1))
    workspace.reload()

    for name in ("a", "b"):
        brief = read_brief(tmp_path / f"{name}.brief").brief
        (given,) = brief.clearances
        assert clearance_standing(brief, given) is ClearanceStanding.COUNTS
        assert not {"clearance-lapsed", "cleared-words-missing"} & {
            one.rule for one in check(brief, workspace).findings
        }

    entry = workspace.library.entry("cuban-missile-crisis")
    operations.accept_revision(session, entry, workspace)
    (given,) = session.brief.clearances
    assert clearance_standing(session.brief, given) is ClearanceStanding.LAPSED
    told = [
        one for one in check(session.brief, workspace).findings if "earlier text" in one.sentence
    ]
    assert f"“{session.brief.sections[0].heading}” (" in told[0].sentence
