"""Coverage: subjects and their items, the holes, and the ways to each item."""

from __future__ import annotations

from typing import Any

from briefbuilder.domain.coverage import (
    Coverage,
    coverage_page,
    coverage_problems,
    ways_to_items,
)
from briefbuilder.domain.items import Kind
from briefbuilder.domain.library import Library
from helpers.builders import TODAY, make_item, make_library


def library() -> Library:
    """Two items that are related, one of them through the other, and one that nothing leads to."""
    return make_library(
        make_item("suez-1956", related=["naval-presence"], closes=["A10", "A2"]),
        make_item("naval-presence", Kind.TOOL, tags=["naval"]),
        make_item("lost", Kind.BACKGROUND),
    )


def coverage(**values: Any) -> Coverage:
    """A subject with a point, and something that is left out."""
    point = {"label": "A ship", "items": ["naval-presence"], "correction": "It is | not so."}
    subject = {"label": "Signals", "items": ["suez-1956"], "questions": ["A1"], "points": [point]}
    left_out = {"label": "Pay", "items": ["suez-1956"]}
    parts = {"title": "What it covers", "subjects": [subject], "left_out": [left_out]}
    return Coverage.model_validate({**parts, **values})


def test_a_point_without_an_item_is_a_hole():
    (problem,) = coverage_problems(
        coverage(left_out=[{"label": "Pay"}]), library(), "coverage.yaml"
    )

    assert problem.sentence == 'No item treats "Pay".'
    assert str(problem.place) == "coverage.yaml: left_out[0]"
    assert coverage_problems(coverage(), library(), "coverage.yaml") == ()


def test_names_that_the_library_does_not_know():
    point = {"label": "Pay", "items": ["suez-1957"], "questions": ["Z9"]}
    problems = coverage_problems(coverage(left_out=[point]), library(), "coverage.yaml")

    assert [problem.sentence.split("names the ")[1] for problem in problems] == [
        'item "suez-1957", which is not in the library.',
        'question "Z9", which is not in the library.',
    ]


def test_the_ways_to_an_item_are_read_from_both_ends():
    suez, presence, lost = ways_to_items(coverage(), library(), TODAY)

    assert (suez.related, suez.questions, suez.subjects) == (
        ("naval-presence",),
        ("A1", "A2", "A10"),
        2,
    )
    assert (presence.related, presence.questions, presence.tags) == (
        ("suez-1956",),
        ("A1",),
        ("naval",),
    )
    assert [way.is_findable for way in (suez, presence, lost)] == [True, True, False]


def test_the_page_shows_subjects_and_items():
    page = coverage_page(coverage(), library(), TODAY)

    assert page.startswith("# What it covers\n")
    assert "3 subjects and points, 0 of them without an item; 3 items, 1 of them" in page
    assert "| **Signals** | [suez-1956](items/suez-1956.md) | A1 | – |" in page
    assert (
        "| – A ship | [naval-presence](items/naval-presence.md) | – | It is \\| not so. |" in page
    )
    assert "| [lost](items/lost.md) | 0 | 0 | – | 0 |" in page
    assert page.endswith("|\n")
