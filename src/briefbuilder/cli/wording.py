"""Small pieces of wording that several commands share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from briefbuilder.domain.items import Item
from briefbuilder.domain.words import counted
from briefbuilder.errors import Problem, Severity

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


def standing_of(item: Item) -> str:
    """What an item is and how far it may be trusted, in a few words."""
    return f"{item.kind.value}, {item.status.value}, as at {item.as_at.isoformat()}"
