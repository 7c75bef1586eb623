"""The name that stands beside what somebody does: theirs, not their login."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefbuilder.app import curating, operations
from briefbuilder.app.opening import new_brief, start_session
from briefbuilder.app.own_name import NAME_VARIABLE, OwnName
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Status
from briefbuilder.domain.people import Person
from helpers.surroundings import copy_library, make_surroundings

JANE = Person(name="Jane  Doe", office="Maritime Policy")


def answered_by(surroundings: Surroundings) -> str:
    workspace = Workspace.open(surroundings, keep_index=False)
    try:
        template = "uk-ministerial-submission"
        brief = new_brief(workspace, template_id=template, title="A visit")
        session = start_session(brief, workspace)
        checklist = workspace.checklist_of(session.brief)
        assert checklist is not None
        question = checklist.questions[0]
        operations.answer_question(session, question=question, value=AnswerValue.NO)
        return session.brief.answers[0].by
    finally:
        workspace.close()


@pytest.mark.slow
def test_a_name_that_is_set_stands_there_at_once_and_after_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "settings" / "person.yaml"
    surroundings = replace(make_surroundings(tmp_path), user="jdoe", signature=OwnName(file))
    assert surroundings.author == "jdoe"
    surroundings.signature.keep(JANE)
    assert answered_by(surroundings) == "Jane Doe, Maritime Policy"
    assert OwnName(file).words == "Jane Doe, Maritime Policy"


def test_an_items_status_is_kept_under_the_name_and_not_under_the_login(tmp_path: Path) -> None:
    item = "suez-1956-unef"
    signed = OwnName(tmp_path / "person.yaml")
    signed.keep(JANE)
    library = copy_library(tmp_path, item)
    surroundings = make_surroundings(tmp_path, library=library)
    workspace = Workspace.open(
        replace(surroundings, user="jdoe", signature=signed), keep_index=False
    )
    try:
        curating.set_status(workspace, item, Status.WITHDRAWN, "A source was retracted.")
        typed = curating.open_item(workspace, item)
        by_hand = typed.text.replace("status: withdrawn", "status: draft")
        curating.save(workspace, curating.with_text(typed, by_hand))
        changes = workspace.library.entry(item).item.status_changes
        assert [change.by for change in changes[-2:]] == ["Jane Doe, Maritime Policy"] * 2
    finally:
        workspace.close()


def test_the_environment_has_the_last_word(tmp_path: Path) -> None:
    file = tmp_path / "person.yaml"
    OwnName(file).keep(JANE)
    assert OwnName(file, {NAME_VARIABLE: " A.  Clerk "}).words == "A. Clerk"
    assert OwnName(file, {NAME_VARIABLE: " "}).words == JANE.words


def test_a_file_that_cannot_be_used_names_nobody(tmp_path: Path) -> None:
    file = tmp_path / "person.yaml"
    for text in ("", "name: [", "format: briefbuilder-person\nversion: 9\nname: X\n"):
        file.write_text(text, encoding="utf-8")
        assert OwnName(file).words == ""
