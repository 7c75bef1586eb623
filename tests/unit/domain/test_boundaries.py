"""Rules on the very day, level, second and word at which they begin to hold."""

import datetime as dt

import pytest

from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.findings import find
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.changes import Aspect, changes_between
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.history import LIMIT, MERGE_PAUSE, History
from briefbuilder.domain.item_sections import split_body
from briefbuilder.domain.items import Period, StatementCheck
from briefbuilder.domain.statements import check_summary, statements_of
from helpers.builders import (
    TODAY,
    make_brief,
    make_item,
    make_library,
    make_scheme,
    make_template,
    marked,
    place,
)


def titled(title: str) -> Brief:
    return make_brief(title=title)


# Dates


@pytest.mark.parametrize("day", ["1914", "1914-06", "1914-06-28"])
def test_a_period_may_begin_and_end_on_one_day(day: str) -> None:
    assert Period.model_validate({"from": day, "to": day}).contains(day)


def test_a_period_may_end_in_the_year_in_which_it_begins() -> None:
    assert Period.model_validate({"from": "1914-06-28", "to": "1914"}).contains("1914-08")


@pytest.mark.parametrize(
    ("date", "inside"),
    [
        ("1962-10-13", False),
        ("1962-10-14", True),
        ("1962-11-20", True),
        ("1962-11-21", False),
        ("1962-11", True),
        ("1962", True),
        ("1963", False),
    ],
)
def test_the_first_and_the_last_day_lie_in_a_period(date: str, inside: bool) -> None:  # noqa: FBT001
    period = Period.model_validate({"from": "1962-10-14", "to": "1962-11-20"})
    assert period.contains(date) is inside


def test_an_item_is_reviewed_later_than_it_was_looked_at() -> None:
    day = dt.date(2026, 11, 1)
    with pytest.raises(ValueError, match="later than as_at"):
        make_item(as_at=day, review_by=day)
    make_item(as_at=day, review_by=day + dt.timedelta(days=1))


@pytest.mark.parametrize(("days", "overdue"), [(-1, True), (0, False), (1, False)])
def test_a_review_is_overdue_from_the_day_after(days: int, overdue: bool) -> None:  # noqa: FBT001
    item = make_item(review_by=TODAY + dt.timedelta(days=days))
    context = CheckContext(
        brief=place(make_brief(), item),
        template=make_template(),
        today=TODAY,
        scheme=make_scheme(),
        library=make_library(item),
    )
    rules = {finding.rule for finding in find(context).findings}
    assert ("item-overdue" in rules) is overdue


def test_the_newest_check_of_a_statement_counts_wherever_it_stands() -> None:
    statement = statements_of(make_item())[0].hash
    newer, older = (
        StatementCheck(statement=statement, by=name, on=dt.date(2026, 11, day), grade="A1")
        for name, day in (("B. Newer", 9), ("A. Older", 2))
    )
    for checks in ((newer, older), (older, newer)):
        summary = check_summary(make_item(checks=checks))
        assert summary.statements[0].check == newer


# Levels and words


def test_a_caveat_may_be_used_from_its_level_upwards() -> None:
    scheme = make_scheme()
    assert scheme.problems_of(marked("LOW", "EYES"))
    assert not scheme.problems_of(marked("MIDDLE", "EYES"))
    assert not scheme.problems_of(marked("HIGH", "EYES"))


@pytest.mark.parametrize(("words", "told"), [(119, False), (120, True)])
def test_a_long_text_needs_a_source_from_its_hundred_and_twentieth_word(
    words: int,
    told: bool,  # noqa: FBT001
) -> None:
    brief = make_brief()
    block = next(brief.blocks())
    text = " ".join(["word"] * words)
    sections = tuple(
        section.model_copy(update={"blocks": (block.model_copy(update={"text": text}),)})
        if section.id == "issue"
        else section
        for section in brief.sections
    )
    context = CheckContext(
        brief=brief.model_copy(update={"sections": sections}),
        template=make_template(),
        today=TODAY,
        scheme=make_scheme(),
    )
    assert ("no-source" in {one.rule for one in find(context).findings}) is told


def test_what_looks_like_a_heading_inside_a_fence_is_none() -> None:
    body = "## What it is\nBefore.\n\n```\n## Not a heading\n```\n\nAfter."
    assert [section.heading for section in split_body(body)] == ["What it is"]


def test_an_item_is_not_its_own_neighbour() -> None:
    one = make_item("one", related=("one", "two"))
    library = make_library(one, make_item("two"))
    assert library.neighbours("one") == ("two",)


# The history


@pytest.mark.parametrize(("pause", "entries"), [(MERGE_PAUSE, 1), (MERGE_PAUSE + 0.01, 2)])
def test_a_pause_of_exactly_the_limit_still_goes_on(pause: float, entries: int) -> None:
    history = History.opened(titled("A")).do("Type", titled("AB"), at=10.0, merge_key="title")
    history = history.do("Type", titled("ABC"), at=10.0 + pause, merge_key="title")
    assert len(history.done) == entries


def test_a_clock_that_was_put_back_starts_a_new_entry() -> None:
    history = History.opened(titled("A")).do("Type", titled("AB"), at=10.0, merge_key="title")
    assert len(history.do("Type", titled("ABC"), at=9.9, merge_key="title").done) == 2


def test_typing_after_a_redo_does_not_melt_into_what_was_redone() -> None:
    history = History.opened(titled("A")).do("Type", titled("AB"), at=10.0, merge_key="title")
    history = history.undo().redo().do("Type", titled("ABC"), at=10.5, merge_key="title")
    assert history.undo().current == titled("AB")


def test_as_many_steps_back_as_the_limit_says() -> None:
    history = History.opened(titled("0"))
    for number in range(1, LIMIT + 2):
        history = history.do("Change", titled(str(number)), at=float(number))
    assert len(history.done) == LIMIT


# What has changed


def test_a_change_of_clearances_is_told_as_one() -> None:
    before = make_brief()
    sample = next(iter(Clearance.model_fields))
    after = before.model_copy(
        update={"clearances": (Clearance.model_validate({sample: "Legal advisers"}),)}
    )
    assert changes_between(before, after).aspects == {Aspect.CLEARANCES}


def test_a_change_of_language_changes_the_head() -> None:
    before = make_brief()
    assert changes_between(before, before.model_copy(update={"lang": "fr"})).aspects
