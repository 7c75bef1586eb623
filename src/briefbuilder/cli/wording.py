"""Small pieces of wording that several commands share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefbuilder.domain import clearing
from briefbuilder.domain.approvals import name_in_words, reason_in_words
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import QuestionSeverity
from briefbuilder.domain.clearances import Clearance, EarlierReply
from briefbuilder.domain.items import Kind, Status
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, labelled, n_, p_, spoken
from briefbuilder.render.job import Copy

STYLE_OF_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "faint"}


def counts_of(severities: Iterable[Severity]) -> str:
    """How many of each severity there are: "2 errors, 1 warning."."""
    return f"{count_words(Counter(severities))}."


def count_words(counts: Mapping[Severity, int]) -> str:
    """The same without a full stop."""
    said = (
        n_("{number} error", "{number} errors", counts[Severity.ERROR]),
        n_("{number} warning", "{number} warnings", counts[Severity.WARNING]),
        n_("{number} piece of advice", "{number} pieces of advice", counts[Severity.ADVICE]),
    )
    parts = [words for one, words in zip(Severity, said, strict=True) if counts[one]]
    return ", ".join(parts) or _("nothing to mend")


def severity_word(severity: Severity) -> str:
    """What a severity is called."""
    match severity:
        case Severity.ERROR:
            return p_("severity", "error")
        case Severity.WARNING:
            return p_("severity", "warning")
        case Severity.ADVICE:
            return p_("severity", "advice")


def kind_word(kind: Kind) -> str:
    """What a kind of item is called."""
    match kind:
        case Kind.CASE_STUDY:
            return p_("kind of item", "case-study")
        case Kind.TOOL:
            return p_("kind of item", "tool")
        case Kind.LEGAL:
            return p_("kind of item", "legal")
        case Kind.BACKGROUND:
            return p_("kind of item", "background")


def status_word(status: Status) -> str:
    """What a status is called."""
    match status:
        case Status.DRAFT:
            return p_("status of an item", "draft")
        case Status.IN_REVIEW:
            return p_("status of an item", "in-review")
        case Status.APPROVED:
            return p_("status of an item", "approved")
        case Status.WITHDRAWN:
            return p_("status of an item", "withdrawn")


def weight_word(severity: QuestionSeverity) -> str:
    """What an open question means for a brief, in a word."""
    match severity:
        case QuestionSeverity.BLOCKING:
            return p_("severity of a question", "blocking")
        case QuestionSeverity.MAJOR:
            return p_("severity of a question", "major")
        case QuestionSeverity.ADVISORY:
            return p_("severity of a question", "advisory")


def copy_words(copy: Copy) -> str:
    """What a copy is called."""
    match copy:
        case Copy.DRAFT:
            return _("draft copy")
        case Copy.RECORD:
            return _("record copy")
        case Copy.RELEASE:
            return _("release copy")


def in_folder(problem: Problem, folder: str) -> Problem:
    """The problem with the whole path of its file, where it is relative to a folder."""
    if not problem.place.file:
        return problem
    file = f"{folder.rstrip('/')}/{problem.place.file}"
    return replace(problem, place=replace(problem.place, file=file))


def standing_in_words(entry: LibraryEntry) -> str:
    """What an item is and how far it may be trusted, in a few words."""
    item = entry.item
    return _(
        "{kind}, {status}, as at {day}",
        kind=kind_word(item.kind),
        status=status_word(entry.status),
        day=spoken().date(item.as_at),
    )


def approval_in_words(entry: LibraryEntry) -> str:
    """Who approved the item and why, or why that does not hold; "" where nobody claims it."""
    standing = entry.standing
    given = standing.approval
    if standing.lapse is not None:
        told = _("It calls itself approved and is not.")
        return f"{told} {standing.why}"
    if given is None:
        return ""
    by, day, why = name_in_words(given.by), spoken().date(given.on), reason_in_words(given.why)
    if standing.status is Status.APPROVED:
        return _("Approved by {by} on {day}: {why}", by=by, day=day, why=why)
    return _("Was approved by {by} on {day}: {why}", by=by, day=day, why=why)


def last_change_in_words(entry: LibraryEntry) -> str:
    """Who gave the item its status, when and why; "" where that is its approval, or not known."""
    changes = entry.item.status_changes
    if not changes or changes[-1].to is Status.APPROVED:
        return ""
    last = changes[-1]
    return _(
        "Set to {status} by {by} on {day}: {why}",
        status=status_word(last.to),
        by=name_in_words(last.by),
        day=spoken().date(last.on),
        why=reason_in_words(last.why),
    )


def earlier_line(reply: EarlierReply) -> str:
    """What an office had said before, when, and its remark."""
    told = clearing.said_earlier(reply, spoken().date(reply.on) if reply.on else "")
    return labelled(told, reply.remark) if reply.remark else told


def clearance_line(brief: Brief, clearance: Clearance) -> str:
    """Who was asked, what they said, when, and of what."""
    standing = clearing.clearance_standing(brief, clearance)
    day = spoken().date(clearance.on) if clearance.on else ""
    words = clearing.said(clearance.outcome, standing, day)
    told_already = standing in {
        clearing.ClearanceStanding.LAPSED,
        clearing.ClearanceStanding.UNRECORDED,
    }
    who = ", ".join(filter(None, (clearing.name_of(clearance), clearance.name)))
    dated = "" if told_already or not day else f", {day}"
    covered = clearing.covered_words(brief, clearance.of)
    return labelled(who, f"{words}{dated} ({covered})")
