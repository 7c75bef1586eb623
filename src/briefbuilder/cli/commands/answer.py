"""briefbuilder answer: answer a question of the checklist."""

from __future__ import annotations

from difflib import get_close_matches

from briefbuilder.app import operations
from briefbuilder.app.checking import alignment
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.presenting import DONE, UsageError
from briefbuilder.cli.task import Task
from briefbuilder.domain.alignment import QuestionView, recommendations
from briefbuilder.domain.checklists import AnswerValue, Checklist, Question
from briefbuilder.domain.words import counted


def run(task: Task) -> int:
    """Answer a question, save the brief, and say what a gap asks for."""
    args = task.args
    with task.workspace() as workspace:
        session = task.session(args.file, workspace)
        checklist = workspace.checklist_of(session.brief)
        if checklist is None:
            raise UsageError("The library has no checklist for this brief.", args.file)
        question = _question(checklist, args.question)
        operations.answer_question(
            session,
            question=question,
            value=AnswerValue(args.value),
            detail=args.detail,
            evidence=args.evidence,
            closes=args.closes,
            due=args.due,
            reason=args.reason,
        )
        session.save()
        _report_answer(task, session, workspace, question)
    return DONE


def _question(checklist: Checklist, asked: str) -> Question:
    ids = {question.id.casefold(): question for question in checklist.questions}
    found = ids.get(asked.casefold())
    if found is None:
        near = [ids[key].id for key in get_close_matches(asked.casefold(), ids, n=3)]
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise UsageError(f'{checklist.title} has no question "{asked}".{hint}', "QUESTION")
    return found


def _report_answer(
    task: Task, session: BriefSession, workspace: Workspace, question: Question
) -> None:
    state = alignment(session.brief, workspace)
    view = state.view(question.id) if state is not None else None
    if state is None or view is None:
        return
    if task.args.json:
        task.console.say_json(
            {
                "question": question.id,
                "state": view.state.value,
                "answered": state.answered,
                "applicable": state.applicable,
                "blocking": state.blocking,
                "recommended": [one[0] for one in _recommended(view, session, workspace)],
            }
        )
        return
    task.console.say(f"{question.id}: {task.args.value}. {question.text}")
    if view.state.is_gap and question.on_gap:
        task.console.say(f"  {question.on_gap}")
    for item_id, title, reasons in _recommended(view, session, workspace):
        task.console.say(f"  {item_id}: {title} ({reasons})")
    task.console.say(
        f"{state.answered} of {state.applicable} answered; "
        f"{counted(state.blocking, 'gap blocks', 'gaps block')} the brief.",
        style="faint",
    )


def _recommended(
    view: QuestionView, session: BriefSession, workspace: Workspace
) -> list[tuple[str, str, str]]:
    if not view.state.is_gap:
        return []
    library = workspace.library
    return [
        (one.item_id, library.entry(one.item_id).item.title, "; ".join(one.reasons))
        for one in recommendations(view.question, session.brief, library)
    ]
