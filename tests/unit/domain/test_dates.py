"""Dates as people write them are understood, or it is said why not; nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain.base import days_in_month
from briefbuilder.domain.dates import UnreadDate, WrittenDate, read_date
from briefbuilder.domain.items import TimelineEvent
from briefbuilder.language.catalogue import words_for
from briefbuilder.render.labels import event_date

UNDERSTOOD = {
    "2026-12-04": ("2026-12-04", None),
    "2026-12": ("2026-12", None),
    "2026": ("2026", None),
    "4 December 2026": ("2026-12-04", None),
    " 4  december 2026. ": ("2026-12-04", None),
    "4 Dec 2026": ("2026-12-04", None),
    "4\u00a0Dec.\u00a02026": ("2026-12-04", None),
    "04 Dec 2026": ("2026-12-04", None),
    "4th of December, 2026": ("2026-12-04", None),
    "December 4, 2026": ("2026-12-04", None),
    "Dec 4 2026": ("2026-12-04", None),
    "Dec 2026": ("2026-12", None),
    "Sept. 2026": ("2026-09", None),
    "December 2026": ("2026-12", None),
    "2026/12/04": ("2026-12-04", None),
    "25/12/2026": ("2026-12-25", None),
    "12/25/2026": ("2026-12-25", None),
    "4.4.2026": ("2026-04-04", None),
    "1er décembre 2026": ("2026-12-01", None),
    "15 FEVRIER 1962": ("1962-02-15", None),
    "août 1962": ("1962-08", None),
    "1962-10-14/1962-10-28": ("1962-10-14", "1962-10-28"),
    "1962-10-14 to 1962-10-28": ("1962-10-14", "1962-10-28"),
    "1962–1963": ("1962", "1963"),
    "1962-1963": ("1962", "1963"),
    "4–6 December 2026": ("2026-12-04", "2026-12-06"),
    "4-6 December 2026": ("2026-12-04", "2026-12-06"),
    "from 4 to 6 December 2026": ("2026-12-04", "2026-12-06"),
    "December 4–6, 2026": ("2026-12-04", "2026-12-06"),
    "Oct–Nov 1962": ("1962-10", "1962-11"),
    "14 October – 28 November 1962": ("1962-10-14", "1962-11-28"),
    "30 Dec 1962 – 2 Jan 1963": ("1962-12-30", "1963-01-02"),
    "du 4 au 6 décembre 2026": ("2026-12-04", "2026-12-06"),
}
DOUBTED = {
    "": "no date",
    "11 Dec": "which year",
    "December": "which year",
    "Dec 4": "which year",
    "4 Dec 2026 – 6 Jan": "which year",
    "04/12/2026": "4 December or 12 April",
    "4.12.2026": "4 December or 12 April",
    "4 Dec 26": "four digits",
    "04/12/26": "four digits",
    "31 February 2026": "no 31 February 2026",
    "2026-02-31": "no 31 February 2026",
    "6–4 December 2026": "ends before it begins",
    "1963/1962": "ends before it begins",
    "2026-13": "not read as a date",
    "2026-27": "not read as a date",
    "31/13/2026": "not read as a date",
    "soon": "not read as a date",
    "4": "not read as a date",
    "the 4 December 2026 or so": "not read as a date",
    "1962, 1963 and 1964": "not read as a date",
}


@pytest.mark.parametrize("words", UNDERSTOOD)
def test_what_people_write_is_understood(words: str) -> None:
    date, to = UNDERSTOOD[words]
    assert read_date(words) == WrittenDate(date, to)
    assert read_date(f"c. {words.strip()}") == WrittenDate(date, to, circa=True)


@pytest.mark.parametrize("words", DOUBTED)
def test_what_may_mean_two_things_or_none_is_said_to(words: str) -> None:
    read = read_date(words)
    assert isinstance(read, UnreadDate)
    assert DOUBTED[words] in read.why


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    year = draw(st.integers(1000, 9999))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in_month(year, month)))
    parts = (f"{year:04}", f"{month:02}", f"{day:02}")
    return "-".join(parts[: draw(st.integers(1, 3))])


@st.composite
def events(draw: st.DrawFn) -> TimelineEvent:
    date, to = draw(partial_dates()), draw(st.none() | partial_dates())
    if to is not None and (to < date[: len(to)] or to == date):
        to = None
    return TimelineEvent(date=date, to=to, circa=draw(st.booleans()), text="x")


@given(events(), st.sampled_from(("en", "en-US", "fr", "de", "es")))
def test_a_date_as_it_is_printed_is_read_as_the_same(event: TimelineEvent, lang: str) -> None:
    printed = event_date(event, words_for(lang))
    assert read_date(printed) == WrittenDate(event.date, event.to, circa=event.circa)


@given(st.text(max_size=30))
def test_no_words_are_too_strange(words: str) -> None:
    assert isinstance(read_date(words), WrittenDate | UnreadDate)
