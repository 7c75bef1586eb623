"""Dates and fixed words in the brief's language."""

import pytest

from briefbuilder.domain.items import Period, TimelineEvent
from briefbuilder.language.catalogue import words_for
from briefbuilder.render.labels import (
    date_range,
    event_date,
    long_date,
    period_text,
    short_date,
)

ENGLISH = words_for("en-GB")


@pytest.mark.parametrize(
    ("date", "words"),
    [("1962-10-14", "14 October 1962"), ("1962-10", "October 1962"), ("1962", "1962")],
)
def test_a_partial_date_in_words(date: str, words: str) -> None:
    assert long_date(date) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("1962-10-14", "1962-10-28", "14–28 October 1962"),
        ("1962-10-14", "1962-11-20", "14 October – 20 November 1962"),
        ("1962-10-14", "1963-06-20", "14 October 1962 – 20 June 1963"),
        ("1962-10", "1962-11", "October–November 1962"),
        ("1948", "1949", "1948–1949"),
        ("1948", "1949-05", "1948 – May 1949"),
        ("1948-06-24", None, "24 June 1948"),
    ],
)
def test_a_range_says_what_is_shared_once(first: str, last: str | None, words: str) -> None:
    assert date_range(first, last) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("1962-10-14", "1962-11-20", "Oct–Nov 1962"),
        ("1962-10-14", "1962-10-28", "Oct 1962"),
        ("1948", "ongoing", "1948 – today"),
        ("1948", None, "1948"),
    ],
)
def test_a_period_is_told_by_month(first: str, last: str | None, words: str) -> None:
    assert period_text(Period(from_=first, to=last)) == words


def test_an_approximate_event_says_so() -> None:
    event = TimelineEvent(date="1962-10", text="x", circa=True)
    assert event_date(event) == "about October 1962"


def test_a_figure_shows_short_dates() -> None:
    assert short_date("1962-10-14", ENGLISH, year=False) == "14 Oct"
    assert short_date("1962-10-14", ENGLISH, year=True) == "14 Oct 1962"
    assert short_date("1962", ENGLISH, year=False) == "1962"


def test_a_language_has_its_own_words_and_english_stands_in_for_the_rest() -> None:
    assert long_date("1962-10-14", words_for("fr-FR")) == "14 octobre 1962"
    assert words_for("xx") is ENGLISH
