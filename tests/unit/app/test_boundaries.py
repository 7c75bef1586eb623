"""What an operation does at an edge, and what a copy holds by its kind."""

from pathlib import Path

import pytest

from briefbuilder.app import operations
from briefbuilder.app.exporting import ExportOrder
from briefbuilder.app.self_contained import self_contained
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.render.job import Copy


def fill(session: BriefSession) -> tuple[str, str]:
    """Two texts in each of the brief's first two sections; gives the sections' ids."""
    first, second = (section.id for section in session.brief.sections[:2])
    brief = session.brief
    for section in (first, second):
        for number in "12":
            block = TextBlock(id=f"text{section[0]}{number}", text=f"{section} {number}")
            brief = edits.insert_block(brief, section, block)
    session.apply("Fill", brief)
    return first, second


def ids(session: BriefSession, section: str) -> list[str]:
    return [block.id for block in session.brief.section(section).blocks]


@pytest.mark.parametrize("by", [1, -1])
def test_a_block_that_goes_over_an_edge_lands_next_to_it(session: BriefSession, by: int) -> None:
    first, second = fill(session)
    if by > 0:
        moved = ids(session, first)[-1]
        operations.shift_block(session, block_id=moved, by=by)
        assert ids(session, second)[0] == moved
    else:
        moved = ids(session, second)[0]
        operations.shift_block(session, block_id=moved, by=by)
        assert ids(session, first)[-1] == moved
    assert len(ids(session, first)) + len(ids(session, second)) == 4


def test_to_choose_an_answer_is_a_gesture_of_its_own(
    session: BriefSession, workspace: Workspace
) -> None:
    checklist = workspace.checklist_of(session.brief)
    assert checklist is not None
    question = checklist.questions[0]

    def answer(value: AnswerValue, detail: str = "") -> None:
        operations.answer_question(session, question=question, value=value, detail=detail)

    answer(AnswerValue.NO)
    answer(AnswerValue.YES)  # another choice
    answer(AnswerValue.YES, "Agreed.")  # typing beside it, in two strokes of one gesture
    answer(AnswerValue.YES, "Agreed today.")
    session.undo()
    found = session.brief.answer(question.id)
    assert found is not None
    assert (found.value, found.detail) == (AnswerValue.YES, "")
    session.undo()
    found = session.brief.answer(question.id)
    assert found is not None
    assert found.value is AnswerValue.NO


@pytest.mark.parametrize("asked", [None, True, False])
def test_a_release_copy_never_has_the_annex(tmp_path: Path, asked: bool | None) -> None:  # noqa: FBT001
    order = ExportOrder(tmp_path / "out.pdf", copy=Copy.RELEASE, annex=asked)
    assert order.with_annex is False
    draft = ExportOrder(tmp_path / "out.pdf", copy=Copy.DRAFT, annex=asked)
    assert draft.with_annex is (asked is not False)


def test_a_source_that_the_brief_holds_is_not_changed_by_the_library(
    session: BriefSession, workspace: Workspace
) -> None:
    operations.place_item(
        session, workspace, item_id="cuban-missile-crisis", section_id="background"
    )
    own = session.brief.sources[0].model_copy(update={"title": "As it was cited"})
    brief = session.brief.model_copy(update={"sources": (own, *session.brief.sources[1:])})
    assert own.id in workspace.library.sources
    assert self_contained(brief, workspace).sources[0] == own


def test_a_scheme_that_only_the_brief_holds_is_read_and_the_librarys_own_comes_first(
    session: BriefSession, workspace: Workspace
) -> None:
    known, scheme = next(iter(workspace.library.schemes.items()))
    foreign = scheme.model_copy(update={"id": "elsewhere"})
    brief = session.brief.model_copy(update={"held_scheme": foreign})
    assert workspace.schemes_of(brief)["elsewhere"] == foreign
    older = scheme.model_copy(update={"title": "As it once was"})
    brief = session.brief.model_copy(update={"held_scheme": older})
    assert workspace.schemes_of(brief)[known] == scheme
