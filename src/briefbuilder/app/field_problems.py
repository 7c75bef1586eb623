"""Which key of an item's head a problem is about, and how its field says it."""

from __future__ import annotations

from briefbuilder.errors import Problem
from briefbuilder.language.interface import _

WITHDRAWAL, REVIEW = "withdrawn_because", "review_by"


def key_of(problem: Problem) -> str:
    """The key of the head that a problem is about."""
    key = problem.place.key.partition(".")[0].partition("[")[0]
    if key:
        return key
    # A rule on several keys has no key of its own, and names one: in every language as it is.
    return next((one for one in (WITHDRAWAL, REVIEW) if one in problem.sentence), "")


def problem_in_row(problem: Problem) -> str:
    """The sentence, and which row of a list is meant: "row 2: It has no text."."""
    _key, bracket, rest = problem.place.key.partition("[")
    if not bracket:
        return problem.sentence
    return _("row {number}: {problem}", number=rest.partition("]")[0], problem=problem.sentence)
