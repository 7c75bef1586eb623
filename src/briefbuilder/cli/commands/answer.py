"""briefbuilder answer: answer a question of the checklist."""

from __future__ import annotations

from difflib import get_close_matches

from briefbuilder.app import operations
from briefbuilder.app.checking import alignment
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.dates import day_from
from briefbuilder.cli.presenting import DONE, UsageError
from briefbuilder.cli.task import Task
from briefbuilder.domain.alignment import QuestionView, recommendations
from briefbuilder.domain.checklists import AnswerValue, Checklist, Question
from briefbuilder.domain.words import counted
from briefbuilder.render.labels import long_date


def run(task: Task) -> int:
    """Answer a question or take an answer back, save, and say what a gap asks for."""
    args = task.args
    _refuse_contradictions(task)
    with task.workspace() as workspace:
        session = task.session(args.file, workspace)
        if args.take_back:
            _take_back(task, session)
            return DONE
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
        if args.override_by:
            on = day_from(args.override_on, "--override-on") if args.override_on else None
            operations.override_gap(
                session, question=question, by=args.override_by, reason=args.override_reason, on=on
            )
        session.save()
        _report_answer(task, session, workspace, question)
    return DONE


def _refuse_contradictions(task: Task) -> None:
    args = task.args
    if args.take_back == (args.value is not None):
        raise UsageError("Give an answer, or --take-back.", "QUESTION")
    if bool(args.override_by) != bool(args.override_reason) or (
        args.override_on and not args.override_by
    ):
        raise UsageError(
            "An override has a name and a reason: --override-by and --override-reason.",
            "--override-by",
        )


def _take_back(task: Task, session: BriefSession) -> None:
    """Take an answer back, also one whose question is no longer asked."""
    asked = task.args.question.casefold()
    given = {answer.question.casefold(): answer.question for answer in session.brief.answers}
    if asked not in given:
        raise UsageError(f'The brief has no answer to "{task.args.question}".', "QUESTION")
    operations.clear_answer(session, question_id=given[asked])
    session.save()
    if task.args.json:
        task.console.say_json({"question": given[asked], "state": "unanswered"})
    else:
        task.console.say(f"{given[asked]}: the answer was taken back.")


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
                "overridden": view.is_overridden,
                "answered": state.answered,
                "applicable": state.applicable,
                "blocking": state.blocking,
                "recommended": [one[0] for one in _recommended(view, session, workspace)],
            }
        )
        return
    task.console.say(f"{question.id}: {task.args.value}. {question.text}")
    override = view.answer.override if view.is_overridden and view.answer else None
    if override is not None:
        day = long_date(override.on)
        task.console.say(
            f"  It goes forward on the word of {override.by}, {day}: {override.reason}"
        )
    elif view.state.is_gap and question.on_gap:
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
