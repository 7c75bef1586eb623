"""Dates, lists and numbers in order are written as the language writes them."""

import datetime as dt

import pytest
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from briefbuilder.language.catalogue import interface_words, words_for
from briefbuilder.language.tags import LANGUAGES

DAYS = [dt.date(2026, month, day) for month in range(1, 13) for day in (1, 2, 14, 28)]


def locale(language):
    return Locale.parse(language, sep="-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_those_of_the_unicode_tables(language):
    """But for the first of a month in French, which the tables do not know."""
    writing, its = words_for(language).writing, locale(language)
    for day in DAYS:
        long, short = format_date(day, "long", its), format_skeleton("yMMMd", day, locale=its)
        month = day.isoformat()[:7]
        if language == "fr" and day.day == 1:
            long, short = (one.replace("1 ", "1er ", 1) for one in (long, short))
        assert writing.date(day.isoformat()) == long
        assert writing.date(day.isoformat(), short=True) == short
        assert writing.date(month) == format_skeleton("yMMMM", day, locale=its)
        assert writing.date(month, short=True) == format_skeleton("yMMM", day, locale=its)
    assert writing.date("1962") == "1962"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stretch_of_days_is_that_of_the_unicode_tables(language):
    first, last = dt.date(2026, 10, 14), dt.date(2026, 10, 28)
    tables = format_interval(first, last, "yMMMd", locale=locale(language))
    tables = "".join(tables.split()).replace("\u2009", "")

    written = words_for(language).writing.date_range("2026-10-14", "2026-10-28", short=True)
    assert "".join(written.split()) == tables


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_those_of_the_unicode_tables(language):
    for parts in (["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]):
        assert words_for(language).listed(parts) == format_list(parts, locale=locale(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_decimals_are_those_of_the_unicode_tables(language):
    words = words_for(language)
    for number in (0.5, 1.25, 12.75):
        assert words.decimal(number) == format_decimal(number, locale=locale(language))
        assert words.decimal(number, 2) == format_decimal(number, "0.00", locale=locale(language))
    assert words.decimal(2.0) == "2"
    assert words.whole(5_000_000) == format_decimal(5_000_000, locale=locale(language))
    assert words.whole(120) == "120"


@pytest.mark.parametrize("language", ["en-GB", "en-US"])
def test_english_numbers_in_order(language):
    endings = {"one": "st", "two": "nd", "few": "rd", "other": "th"}
    form = locale(language).ordinal_form
    for number in range(1, 125):
        assert words_for(language).writing.ordinal(number) == f"{number}{endings[form(number)]}"


@pytest.mark.parametrize(
    ("language", "day", "days", "edition", "quoted"),
    [
        ("fr-FR", "1er mars 2026", "1er–14 mars 2026", "1re 2e", "« x »"),
        ("de-DE", "1. März 2026", "1.–14. März 2026", "1. 2.", "„x“"),
        ("es-ES", "1 de marzo de 2026", "1–14 de marzo de 2026", "1.ª 2.ª", "«x»"),
        ("en-US", "March 1, 2026", "March 1–14, 2026", "1st 2nd", "“x”"),
        ("en-GB", "1 March 2026", "1–14 March 2026", "1st 2nd", "‘x’"),
    ],
)
def test_each_language_in_its_own_way(language, day, days, edition, quoted):
    words = words_for(language)

    assert words.date(dt.date(2026, 3, 1)) == day
    assert words.writing.date_range("2026-03-01", "2026-03-14") == days
    assert f"{words.writing.ordinal(1)} {words.writing.ordinal(2)}" == edition
    assert words.quoted("x").replace("\u00a0", " ") == quoted


def test_american_dates_may_stand_day_first():
    words = words_for("en-US").day_first()

    assert words.date("2026-03-01") == "1 March 2026"
    assert words.listed(["a", "b", "c"]) == "a, b, and c"
    assert words_for("fr").day_first() == words_for("fr")


def test_the_tables_are_those_that_the_tool_writes(tool):
    write_words = tool("write_words")

    assert write_words.TABLES.read_text(encoding="utf-8") == write_words.formatted(
        tool("language_tables").tables_text()
    ), "run: ./dev words"


@pytest.mark.parametrize("number", [0, 0.5, 1, 1.25, 1.5, 1.99, 2, 2.5])
@pytest.mark.parametrize("language", ["fr", "en-GB"])
def test_a_number_with_decimals_has_the_form_of_the_unicode_tables(language, number):
    words = interface_words(language)
    one, many = words.ngettext("{number} item", "{number} items", 1), "s"

    told = words.ngettext("{number} item", "{number} items", number, number="1")

    is_one = Locale.parse(language, sep="-").plural_form(number) == "one"
    assert told == (one if is_one else one + many)
