"""What is asked before an export, and what was decided of a newer text, without a window."""

from __future__ import annotations

import pytest

from briefbuilder.app import operations, updating
from briefbuilder.app.export_form import COPIES, FORMATS, export_complaint, may_have_annex
from briefbuilder.app.exporting import Format
from briefbuilder.app.redacting import EVERYTHING, within
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.render.job import Copy

CUBA = "cuban-missile-crisis"


def test_every_copy_and_every_format_is_offered_once() -> None:
    assert [copy for copy, _name, _about in COPIES] == list(Copy)
    assert {form for form, _name in FORMATS} == set(Format)


@pytest.mark.parametrize(
    ("copy", "errors", "path", "words"),
    [
        (Copy.DRAFT, 3, "a.pdf", ""),
        (Copy.RECORD, 0, "a.pdf", ""),
        (Copy.RECORD, 1, "a.pdf", "The check reports 1 error. Mend it first"),
        (Copy.RELEASE, 2, "", "The check reports 2 errors. Mend them first"),
        (Copy.DRAFT, 0, "  ", "Say where the file goes."),
    ],
)
def test_only_a_draft_leaves_with_errors(copy: Copy, errors: int, path: str, words: str) -> None:
    said = export_complaint(copy, errors, path)
    assert said.startswith(words)
    assert bool(said) is bool(words)


def test_the_answers_go_into_no_copy_that_leaves_the_building(
    session: BriefSession, workspace: Workspace
) -> None:
    made = within(session.brief, workspace, EVERYTHING)
    assert session.brief.checklist is not None
    assert may_have_annex(Copy.RECORD, session.brief, made)
    assert not may_have_annex(Copy.RELEASE, session.brief, made)
    without = session.brief.model_copy(update={"checklist": None})
    assert not may_have_annex(Copy.RECORD, without, within(without, workspace, EVERYTHING))


def test_a_decision_on_a_newer_text_is_told(session: BriefSession, workspace: Workspace) -> None:
    section = session.brief.sections[0]
    operations.place_item(session, workspace, item_id=CUBA, section_id=section.id)
    path = workspace.folder.root / f"case-studies/{CUBA}.md"
    path.write_text(path.read_text().replace("title: Cuban", "title: The Cuban", 1))
    workspace.reload()
    (behind,) = updating.pins_behind(session.brief, workspace.library)
    said = updating.behind_words(behind)
    assert ", in one place. The library's text is " in said
    assert updating.decision_words(behind) == (
        "The Cuban Missile Crisis: the newer text was accepted."
    )
    assert updating.decision_words(behind, "") == (
        "Cuban Missile Crisis: the pinned text was kept."
    )
    assert updating.decision_words(behind, "Cleared.").endswith("was kept. Reason: Cleared.")
