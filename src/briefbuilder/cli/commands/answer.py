"""briefbuilder answer: answer a question, let its gap go forward, or see how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli import opened_brief
from briefbuilder.cli.answers_shown import AnswersShown
from briefbuilder.cli.day_argument import day_from
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, UsageError
from briefbuilder.cli.read_brief import brief_of
from briefbuilder.domain.alignment import QuestionView, counting_answer
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import Answer, Checklist, Question
from briefbuilder.domain.conditions import AnswerValue, answer_word
from briefbuilder.language.interface import _, labelled

_DETAILS = ("detail", "evidence", "closes", "due", "reason")


def run(task: Invocation) -> int:
    """Answer a question, take an answer or an override back, or say how the questions stand."""
    args = task.args
    _refuse_contradictions(task)
    with opened_library(task) as workspace:
        if not (_answers(task) or args.take_back or args.override_by or args.withdraw_override):
            _show(task, workspace)
            return DONE
        session = opened_brief.session(args.file, workspace)
        if args.take_back:
            _take_back(task, session)
            return DONE
        question = _question(_checklist(task, session.brief, workspace), args.question)
        if _answers(task):
            _answer(task, session, workspace, question)
        if args.override_by:
            on = day_from(args.override_on, "--override-on") if args.override_on else None
            operations.override_gap(
                session, question=question, by=args.override_by, reason=args.override_reason, on=on
            )
        if args.withdraw_override:
            _withdraw(session, question)
        session.save()
        _report_answer(task, session, workspace, question)
    return DONE


def _answers(task: Invocation) -> bool:
    """Whether the line says something of the answer itself."""
    args = task.args
    told = any(getattr(args, name) is not None for name in _DETAILS)
    return bool(args.value is not None or args.again or told)


def _refuse_contradictions(task: Invocation) -> None:
    args = task.args
    does = _answers(task) or args.override_by or args.override_reason or args.override_on
    if args.question is None and (does or args.take_back or args.withdraw_override):
        raise UsageError(_("Say which question."), _("QUESTION"))
    if args.take_back and (does or args.withdraw_override):
        raise UsageError(_("Give an answer, or take it back."), "--take-back")
    if args.again and args.value is not None:
        raise UsageError(_("It gives the earlier answer again, so no other is given."), "--again")
    if args.withdraw_override and (args.override_by or args.override_reason or args.override_on):
        raise UsageError(_("Give an override, or take it back."), "--withdraw-override")
    if bool(args.override_by) != bool(args.override_reason) or (
        args.override_on and not args.override_by
    ):
        raise UsageError(
            _("An override has a name and a reason: --override-by and --override-reason."),
            "--override-by",
        )


def _answer(
    task: Invocation, session: BriefSession, workspace: Workspace, question: Question
) -> None:
    """Answer as the line says; what it does not say stays as it was answered before."""
    args, given = task.args, session.brief.answer(question.id)
    counts = counting_answer(question.id, session.brief, _checklist(task, session.brief, workspace))
    before = given if args.again else counts
    if args.again and (given is None or counts is not None):
        raise UsageError(
            _("Question {question} has no answer that lapsed.", question=question.id), "--again"
        )
    if args.value is not None:
        value = AnswerValue(args.value)
    elif before is not None:
        value = before.value
    else:
        raise UsageError(
            _(
                "Question {question} is not answered yet: say yes, partly, no, unknown or n/a.",
                question=question.id,
            ),
            _("QUESTION"),
        )
    said = {name: _said(getattr(args, name), before, name) for name in _DETAILS}
    operations.answer_question(session, question=question, value=value, **said)


def _said(told: str | None, before: Answer | None, name: str) -> str:
    if told is not None:
        return told
    return str(getattr(before, name)) if before is not None else ""


def _withdraw(session: BriefSession, question: Question) -> None:
    answer = session.brief.answer(question.id)
    if answer is None or answer.override is None:
        raise UsageError(
            _("Nobody has let question {question} go forward.", question=question.id),
            "--withdraw-override",
        )
    operations.withdraw_override(session, question_id=question.id)


def _take_back(task: Invocation, session: BriefSession) -> None:
    """Take an answer back, also one whose question is no longer asked."""
    asked = task.args.question.casefold()
    given = {answer.question.casefold(): answer.question for answer in session.brief.answers}
    if asked not in given:
        raise UsageError(
            _('The brief has no answer to "{question}".', question=task.args.question), "QUESTION"
        )
    operations.clear_answer(session, question_id=given[asked])
    session.save()
    if task.args.json:
        task.console.say_json({"question": given[asked], "state": "unanswered"})
    else:
        task.console.say(_("{question}: the answer was taken back.", question=given[asked]))


def _checklist(task: Invocation, brief: Brief, workspace: Workspace) -> Checklist:
    checklist = workspace.checklist_of(brief)
    if checklist is None:
        raise UsageError(_("The library has no checklist for this brief."), task.args.file)
    return checklist


def _question(checklist: Checklist, asked: str) -> Question:
    ids = {question.id.casefold(): question for question in checklist.questions}
    found = ids.get(asked.casefold())
    if found is None:
        said = [_('{checklist} has no question "{asked}".', checklist=checklist.title, asked=asked)]
        near = [ids[key].id for key in get_close_matches(asked.casefold(), ids, n=3)]
        said += [_meant(near)] if near else []
        raise UsageError(" ".join(said), _("QUESTION"))
    return found


def _meant(near: Sequence[str]) -> str:
    """A question after one to three names."""
    match near:
        case [one, two, three]:
            return _("Did you mean {one}, {two} or {three}?", one=one, two=two, three=three)
        case [one, two]:
            return _("Did you mean {one} or {two}?", one=one, two=two)
        case _:
            return _("Did you mean {one}?", one=near[0])


def _show(task: Invocation, workspace: Workspace) -> None:
    """Say how one question stands, or all of them; nothing is changed."""
    args, brief = task.args, brief_of(task.args.file)
    checklist = _checklist(task, brief, workspace)
    shown = AnswersShown.of(brief, workspace, task.console)
    if shown is None:
        return
    if args.question is None:
        if args.json:
            task.console.say_json({"questions": [shown.data(view) for view in shown.state.views]})
        else:
            shown.say_all()
        return
    asked = args.question.casefold()
    orphan = next((one for one in shown.orphans if one.question.casefold() == asked), None)
    if orphan is not None:
        if args.json:
            task.console.say_json({"answer": orphan.model_dump(mode="json"), "state": "not-asked"})
        else:
            shown.say_orphan(orphan)
        return
    view = _view(shown, _question(checklist, args.question))
    if args.json:
        task.console.say_json(shown.data(view))
    else:
        shown.say_one(view)


def _view(shown: AnswersShown, question: Question) -> QuestionView:
    return next(view for view in shown.state.views if view.question.id == question.id)


def _report_answer(
    task: Invocation, session: BriefSession, workspace: Workspace, question: Question
) -> None:
    """What was recorded, and what a gap asks for."""
    shown = AnswersShown.of(session.brief, workspace, task.console)
    if shown is None:
        return
    view, state = _view(shown, question), shown.state
    if task.args.json:
        task.console.say_json(
            {
                "question": question.id,
                "state": view.state.value,
                "overridden": view.is_overridden,
                "answered": state.answered,
                "applicable": state.applicable,
                "blocking": state.blocking,
                "recommended": [one[0] for one in shown.recommended(view)],
            }
        )
        return
    answered = _("not answered") if view.answer is None else answer_word(view.answer.value)
    task.console.say(labelled(question.id, f"{answered}. {question.text}"))
    shown.say_override(view)
    shown.say_advice(view)
    shown.say_totals()
