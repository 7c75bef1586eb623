"""Small pieces of wording that several commands share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, n_

STYLE_OF_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "faint"}


def counted_severities(severities: Iterable[Severity]) -> str:
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


def in_folder(problem: Problem, folder: str) -> Problem:
    """The problem with the whole path of its file, where it is relative to a folder."""
    if not problem.place.file:
        return problem
    file = f"{folder.rstrip('/')}/{problem.place.file}"
    return replace(problem, place=replace(problem.place, file=file))
