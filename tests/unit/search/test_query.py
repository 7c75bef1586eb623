"""What is typed into the search box is taken apart as people mean it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.errors import Severity
from briefbuilder.search.query import DayRange, Filters, Query, parse_query


def test_the_last_word_is_still_being_typed():
    query = parse_query("naval quar")

    assert (query.words, query.prefix) == (("naval",), "quar")


def test_a_space_finishes_a_word():
    query = parse_query("naval quarantine ")

    assert (query.words, query.prefix) == (("naval", "quarantine"), "")


def test_words_in_quotation_marks_stay_together():
    query = parse_query('"gulf war" coalition ')

    assert (query.phrases, query.words) == (("gulf war",), ("coalition",))


@pytest.mark.parametrize("typed", ["“gulf war” x ", "«gulf war» x ", '"gulf war" x '])
def test_any_quotation_marks_will_do(typed):
    assert parse_query(typed).phrases == ("gulf war",)


def test_an_open_quotation_is_still_being_typed():
    assert parse_query('"gulf wa') == Query(prefix="gulf wa")


def test_marks_inside_a_word_part_it():
    assert parse_query("un-charter kennedy's ").words == ("un charter", "kennedy s")


def test_every_filter_is_understood():
    query = parse_query(
        "kind:case-study,tool tag:naval,air tag:nuclear region:caribbean "
        'actor:"United States" period:1960..1970 status:overdue quarantine'
    )

    assert query.prefix == "quarantine"
    assert query.problems == ()
    assert query.filters == Filters(
        kinds=frozenset({"case-study", "tool"}),
        statuses=frozenset({"overdue"}),
        tags=(("naval", "air"), ("nuclear",)),
        regions=(("caribbean",),),
        actors=(("united states",),),
        period=DayRange("1960-01-01", "1970-12-31"),
    )


def test_labels_may_be_written_as_people_write_them():
    query = parse_query('KIND:"Case study" tag:"Coercive diplomacy" actor:"  CÔTE   d’Ivoire"')

    assert query.filters.kinds == {"case-study"}
    assert query.filters.tags == (("coercive-diplomacy",),)
    assert query.filters.actors == (("cote d'ivoire",),)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1962", "1962-01-01", "1962-12-31"),
        ("1962-10", "1962-10-01", "1962-10-31"),
        ("1962-10-22", "1962-10-22", "1962-10-22"),
        ("1960..1970", "1960-01-01", "1970-12-31"),
        ("1962-10..1963", "1962-10-01", "1963-12-31"),
        ("1990..", "1990-01-01", "9999-12-31"),
        ("1990..ongoing", "1990-01-01", "9999-12-31"),
        ("..1945", "0000-01-01", "1945-12-31"),
    ],
)
def test_a_period_may_be_open_or_a_partial_date(typed, first, last):
    assert parse_query(f"period:{typed}").filters.period == DayRange(first, last)


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ("kind:ship", "kind:ship", "case-study, tool, legal, background"),
        ("status:done", "status:done", "overdue"),
        ("period:19", "period:19", "YYYY-MM-DD"),
        ("period:1970..1960", "period:1970..1960", "ends before it begins"),
        ("period:2023-02-30", "period:2023-02-30", "calendar"),
    ],
)
def test_a_filter_that_cannot_be_understood_is_reported_and_left_out(typed, place, words):
    query = parse_query(f"{typed} fleet")

    (problem,) = query.problems
    assert problem.severity is Severity.ERROR
    assert str(problem.place) == place
    assert words in f"{problem.sentence} {problem.remedy}"
    assert query == Query(prefix="fleet", problems=query.problems)


def test_a_mistyped_filter_is_searched_as_words_and_hinted_at():
    query = parse_query("regoin:caribbean ")

    assert query.words == ("regoin caribbean",)
    assert query.problems[0].severity is Severity.ADVICE
    assert query.problems[0].remedy == 'Did you mean "region:"?'


@pytest.mark.parametrize("typed", ["https://example.org/a", "12:30", "note: this"])
def test_a_colon_alone_is_nothing_to_remark_on(typed):
    assert parse_query(typed).problems == ()


@pytest.mark.parametrize("typed", ["", "   ", '"', '""', "* ( ) - : ^ '", "kind:", "tag:,,", "\0"])
def test_what_holds_no_word_asks_for_nothing(typed):
    query = parse_query(typed)

    assert not query.has_words
    assert query.filters == Filters()


def test_a_very_long_search_is_cut_and_says_so():
    query = parse_query("fleet " * 2000)

    assert len(query.words) < 40
    assert [problem.severity for problem in query.problems] == [Severity.ADVICE] * 2


@given(st.text())
def test_nothing_that_is_typed_raises(text):
    query = parse_query(text)

    assert all(problem.sentence.endswith(".") for problem in query.problems)


@given(st.lists(st.sampled_from(["kind:", '"', "tag:a", "period:", "..", ",", "naval", " ", "*"])))
def test_nothing_that_looks_like_a_filter_raises(pieces):
    parse_query("".join(pieces))
