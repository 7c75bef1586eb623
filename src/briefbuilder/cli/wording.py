"""Small pieces of wording that several commands share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from briefbuilder.domain import clearing
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import Clearance, EarlierReply
from briefbuilder.domain.items import Status
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.words import counted
from briefbuilder.errors import Problem, Severity
from briefbuilder.render.labels import long_date

STYLE_OF_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "faint"}


def counts_of(severities: Iterable[Severity]) -> str:
    """How many of each severity there are: "2 errors, 1 warning."."""
    counts = Counter(severities)
    words = {
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.ADVICE: ("piece of advice", "pieces of advice"),
    }
    parts = [counted(counts[one], *words[one]) for one in Severity if counts[one]]
    return f"{', '.join(parts) or 'nothing to mend'}."


def in_folder(problem: Problem, folder: str) -> Problem:
    """The problem with the whole path of its file, where it is relative to a folder."""
    if not problem.place.file:
        return problem
    file = f"{folder.rstrip('/')}/{problem.place.file}"
    return replace(problem, place=replace(problem.place, file=file))


def standing_in_words(entry: LibraryEntry) -> str:
    """What an item is and how far it may be trusted, in a few words."""
    item = entry.item
    return f"{item.kind.value}, {entry.status.value}, as at {item.as_at.isoformat()}"


def approval_in_words(entry: LibraryEntry) -> str:
    """Who approved the item and why, or why that does not hold; "" where nobody claims it."""
    standing = entry.standing
    given = standing.approval
    if standing.lapse is not None:
        return f"It calls itself approved and is not. {standing.why}"
    if given is None:
        return ""
    holds = "Approved" if standing.status is Status.APPROVED else "Was approved"
    return f"{holds} by {given.by} on {given.on.isoformat()}: {given.why}"


def last_change_in_words(entry: LibraryEntry) -> str:
    """Who gave the item its status, when and why; "" where that is its approval, or not known."""
    changes = entry.item.status_changes
    if not changes or changes[-1].to is Status.APPROVED:
        return ""
    last = changes[-1]
    return f"Set to {last.to.value} by {last.by} on {last.on.isoformat()}: {last.why}"


def earlier_line(reply: EarlierReply) -> str:
    """What an office had said before, when, and its remark."""
    told = clearing.said_earlier(reply, long_date(reply.on) if reply.on else "")
    return f"{told}: {reply.remark}" if reply.remark else told


def clearance_line(brief: Brief, clearance: Clearance) -> str:
    """Who was asked, what they said, when, and of what."""
    standing = clearing.clearance_standing(brief, clearance)
    day = long_date(clearance.on) if clearance.on else ""
    words = clearing.said(clearance.outcome, standing, day)
    told_already = standing in {
        clearing.ClearanceStanding.LAPSED,
        clearing.ClearanceStanding.UNRECORDED,
    }
    who = ", ".join(filter(None, (clearing.name_of(clearance), clearance.name)))
    dated = "" if told_already or not day else f", {day}"
    return f"{who}: {words}{dated} ({clearing.covered_words(brief, clearance.of)})"
