"""The checklist as a tree, without a window."""

from __future__ import annotations

from briefbuilder.app.alignment_walk import AlignmentWalk
from briefbuilder.app.alignment_words import answer_key, answer_of
from briefbuilder.app.checklist_tree import branches_of
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.conditions import AnswerValue


def test_without_a_brief_there_is_no_tree(workspace: Workspace) -> None:
    assert branches_of(AlignmentWalk(workspace)) == ()


def test_every_question_stands_once_and_what_does_not_apply_last(
    workspace: Workspace, session: BriefSession
) -> None:
    walk = AlignmentWalk(workspace)
    walk.take(session)
    branches = branches_of(walk)
    assert walk.state is not None
    questions = [view.question.id for branch in branches for view in branch.views]
    assert sorted(questions) == sorted(view.question.id for view in walk.state.views)
    assert [branch.progress is None for branch in branches] == [
        *[False] * (len(branches) - 1),
        True,
    ]
    assert all(branch.views for branch in branches)
    assert branches[-1].shape[0] == ""


def test_every_answer_has_a_letter_of_its_own() -> None:
    assert [answer_of(answer_key(value)) for value in AnswerValue] == list(AnswerValue)
    assert answer_of("Q") is None
    assert answer_of("") is None
