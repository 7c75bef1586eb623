"""What the check of a brief says of its answers: gaps, bare ticks, lapsed and orphaned answers."""

from __future__ import annotations

from collections.abc import Container, Iterator

from briefbuilder.domain.alignment import QuestionState, QuestionView, alignment_of, no_longer_asked
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.brief_check.finding_groups import (
    BARE_YES,
    UNANSWERED_BLOCKING,
    UNANSWERED_MAJOR,
)
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import Checklist, Override, QuestionSeverity
from briefbuilder.domain.conditions import AnswerValue, answer_word
from briefbuilder.domain.dates import day_in_words
from briefbuilder.domain.words import fold_words, says_why
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, n_, p_
from briefbuilder.language.marks import N_

NO_LONGER_ASKED = "answer-without-question"


def answer_findings(
    brief: Brief, checklist: Checklist, unread: Container[str] = ()
) -> Iterator[Finding]:
    """Everything about the walk of one checklist, in its order.

    `unread` are questions that the checklist asks and that cannot be read.
    """
    for view in alignment_of(brief, checklist).views:
        if view.state is QuestionState.DOES_NOT_APPLY:
            continue
        yield from _lapsed(view)
        yield from _gap(view)
        yield from _unsupported(view)
    yield from _no_longer_asked(brief, checklist, unread)


def _lapsed(view: QuestionView) -> Iterator[Finding]:
    if view.lapsed is not None:
        question = view.question
        yield _finding(
            "answer-lapsed",
            Severity.WARNING,
            view,
            _(
                "The words of question {question} have changed since it was answered, so the "
                "answer no longer counts.",
                question=question.id,
            ),
            _("Read the question and answer it again."),
        )


def _gap(view: QuestionView) -> Iterator[Finding]:
    question, answer = view.question, view.answer
    if view.is_overridden and answer is not None and answer.override is not None:
        yield from _overridden(view, answer.override, answer.by)
    elif view.blocks and not view.is_unsupported:
        yield _finding(
            "blocking-question",
            Severity.ERROR,
            view,
            _blocks(view),
            question.on_gap or _("Close the gap, or have a named minister accept the risk."),
            group=UNANSWERED_BLOCKING if view.is_unanswered else "",
        )
    elif _is_major(view) and answer is None:
        yield _finding(
            "major-gap",
            Severity.WARNING,
            view,
            _(_MAJOR_UNANSWERED[view.lapsed is None], question=question.id, text=question.text),
            question.on_gap or _("Answer it."),
            group=UNANSWERED_MAJOR if view.is_unanswered else "",
        )
    elif _is_major(view) and answer is not None and not answer.closes.strip():
        yield _finding(
            "major-gap",
            Severity.WARNING,
            view,
            _(
                "Question {question} is a gap that nobody is named to close: {text}",
                question=question.id,
                text=question.text,
            ),
            question.on_gap or _("Answer it, or say who closes it and by when."),
        )


_MAJOR_UNANSWERED = {
    True: N_("Question {question} is not answered: {text}"),
    False: N_("Question {question} was answered before its words changed: {text}"),
}


def _blocks(view: QuestionView) -> str:
    """That a question blocks the brief, and how it was answered, if it was."""
    question, answer = view.question, view.answer
    if answer is not None and answer.override is not None:
        return _(
            "Question {question} blocks the brief ({answer}; {who} let another answer go "
            "forward): {text}",
            question=question.id,
            answer=answer_word(answer.value),
            who=answer.override.by,
            text=question.text,
        )
    if answer is not None:
        answered = answer_word(answer.value)
    elif view.lapsed is None:
        answered = p_("a question", "not answered")
    else:
        answered = p_("a question", "answered before its words changed")
    return _(
        "Question {question} blocks the brief ({answer}): {text}",
        question=question.id,
        answer=answered,
        text=question.text,
    )


def _is_major(view: QuestionView) -> bool:
    return view.state.is_gap and view.question.severity is QuestionSeverity.MAJOR


def _overridden(view: QuestionView, override: Override, author: str) -> Iterator[Finding]:
    number = view.question.id
    if fold_words(override.by).casefold() == fold_words(author).casefold():
        yield _finding(
            "override-by-author",
            Severity.WARNING,
            view,
            _(
                "{who} answered question {question} and also lets the gap go forward.",
                who=override.by,
                question=number,
            ),
            _("Have somebody else take the responsibility, by name."),
        )
    yield _finding(
        "question-overridden",
        Severity.ADVICE,
        view,
        _(
            "Question {question} is a blocking gap, and goes forward on the word of {who}, {day}: "
            "{reason}",
            question=number,
            who=override.by,
            day=day_in_words(override.on),
            reason=override.reason,
        ),
        _("Nothing is to be done; the draft and the record copy say it."),
    )


def _unsupported(view: QuestionView) -> Iterator[Finding]:
    """A "yes" that rests on nothing, and an "n/a" that gives no reason in words."""
    question, answer = view.question, view.answer
    if answer is None:
        return
    severity = _UNSUPPORTED.get(question.severity)
    if answer.value is AnswerValue.YES and severity is not None and view.is_unsupported:
        yield _finding(
            "yes-without-evidence",
            severity,
            view,
            _(
                "Question {question} is answered “yes” and names no evidence: {text}",
                question=question.id,
                text=question.text,
            ),
            _(
                "Name the evidence, or answer “partly” or “no”. What counts: {evidence}",
                evidence=question.evidence,
            ),
            group=BARE_YES,
        )
    if answer.value is AnswerValue.NOT_APPLICABLE and not says_why(answer.reason):
        blocking = question.severity is QuestionSeverity.BLOCKING
        yield _finding(
            "reason-missing",
            Severity.ERROR if blocking else Severity.WARNING,
            view,
            _(
                "Question {question} is said not to apply, and no reason is given in words: {text}",
                question=question.id,
                text=question.text,
            ),
            _("Say in a few words why it does not apply, or answer it."),
        )


_UNSUPPORTED = {
    QuestionSeverity.BLOCKING: Severity.ERROR,
    QuestionSeverity.MAJOR: Severity.WARNING,
}


def _no_longer_asked(
    brief: Brief, checklist: Checklist, unread: Container[str]
) -> Iterator[Finding]:
    orphans = no_longer_asked(brief, checklist, unread)
    if not orphans:
        return
    named = ", ".join(f"{one.question} ({answer_word(one.value)})" for one in orphans[:_MOST_NAMED])
    if len(orphans) > _MOST_NAMED:
        named = _("{names} and {number} more", names=named, number=len(orphans) - _MOST_NAMED)
    yield Finding(
        NO_LONGER_ASKED,
        Severity.WARNING,
        FindingPlace(),
        n_(
            "{number} answer is kept to questions that “{checklist}” no longer asks: {questions}. "
            "None of them counts.",
            "{number} answers are kept to questions that “{checklist}” no longer asks: "
            "{questions}. None of them counts.",
            len(orphans),
            checklist=checklist.title,
            questions=named,
        ),
        _("See whether another question asks the same, and take back what is no longer needed."),
    )


_MOST_NAMED = 12


def _finding(
    rule: str,
    severity: Severity,
    view: QuestionView,
    sentence: str,
    remedy: str,
    *,
    group: str = "",
) -> Finding:
    place = FindingPlace(question=view.question.id)
    return Finding(rule, severity, place, sentence, remedy, group)
