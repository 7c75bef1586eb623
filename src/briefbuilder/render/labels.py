"""The fixed words of a printed brief, and dates in words, in the brief's language."""

from __future__ import annotations

import datetime as dt

from briefbuilder.domain.briefs import TimelineRow
from briefbuilder.domain.dates import WrittenDate, read_date
from briefbuilder.domain.items import ONGOING, Period, TimelineEvent
from briefbuilder.language.catalogue import ENGLISH, Catalogue

_YEAR = len("YYYY")
_MONTH = len("YYYY-MM")
_DAY = len("YYYY-MM-DD")


def plain_words(words: Catalogue) -> dict[str, str]:
    """The single words that forms ask for by name; a form's own words go through `_`."""
    return {
        "figure": figure_word(words),
        "table": table_word(words),
        "timeline": words.gettext("Timeline"),
        "notes": words.gettext("Notes"),
        "sources": words.gettext("Sources"),
        "annex": words.gettext("Annex"),
        "draft": stamp_word(words),
        "page": words.pgettext("before the number of a page", "page"),
        "of": words.pgettext("between the number of a page and of all pages", "of"),
        "contents": words.gettext("Contents"),
        "date": words.gettext("Date"),
        "event": words.gettext("Event"),
        "section": words.gettext("Section"),
    }


def stamp_word(words: Catalogue) -> str:
    """What a draft copy is called on each of its pages, before its number."""
    return words.pgettext("stamp on each page", "Draft")


def figure_word(words: Catalogue) -> str:
    """What stands before the number of a figure."""
    return words.gettext("Figure")


def table_word(words: Catalogue) -> str:
    """What stands before the number of a table."""
    return words.gettext("Table")


def long_date(date: str | dt.date, words: Catalogue = ENGLISH) -> str:
    """A partial date in words: `1962-10-14` is "14 October 1962", `1962-10` "October 1962"."""
    return words.date(date)


def short_date(date: str, words: Catalogue, *, year: bool) -> str:
    """A partial date as a figure shows it: "14 Oct", with the year where it is asked for."""
    if year or len(date) == _YEAR:
        return words.writing.date(date, short=True)
    return words.writing.date_without_year(date)


def date_range(first: str, last: str | None, words: Catalogue = ENGLISH) -> str:
    """Two partial dates in words, saying what they share only once: "14–28 October 1962"."""
    return words.writing.date_range(first, last or first)


def period_text(period: Period, words: Catalogue = ENGLISH) -> str:
    """A period in short words, by month at the finest: "Oct–Nov 1962", "1948 – today"."""
    first = period.from_[:_MONTH]
    if period.to == ONGOING:
        begun = words.writing.date(first, short=True)
        return words.gettext("{beginning} – today", beginning=begun)
    return words.writing.date_range(first, (period.to or period.from_)[:_MONTH], short=True)


def typed_date(text: str, words: Catalogue = ENGLISH) -> str:
    """A date that somebody typed, in the words of the page; as typed where it is not understood."""
    match read_date(text):
        case WrittenDate(first, last, circa):
            return _date(first, last, words, circa=circa)
        case _:
            return text


def row_date(row: TimelineRow, words: Catalogue = ENGLISH) -> str:
    """When a row of a timeline was, in words; as it was typed where that was not understood."""
    if row.date is None:
        return row.typed.strip()
    return _date(row.date, row.to, words, circa=row.circa)


def _date(first: str, last: str | None, words: Catalogue, *, circa: bool) -> str:
    text = date_range(first, last, words)
    if not circa:
        return text
    if len(first) == _DAY:
        return words.pgettext("on a day", "about {date}", date=text)
    return words.pgettext("in a month or year", "about {date}", date=text)


def event_date(event: TimelineEvent, words: Catalogue = ENGLISH) -> str:
    """When an event was, in words: "about 14 October 1962", "14–28 October 1962"."""
    return row_date(TimelineRow.of(event), words)
