"""Dates as people write them: "4 December 2026", "Dec 2026", "14–28 octobre 1962", "2026-12-04".

The one reader of a date that somebody typed, in any language that the program prints. What it
does not understand it says in a sentence, and guesses nothing: neither the year that was left out
nor which of two numbers is the month.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefbuilder.domain.base import PARTIAL_DATE, days_in_month
from briefbuilder.language.interface import _, spoken
from briefbuilder.language.marks import N_
from briefbuilder.language.unicode_tables import WRITINGS

HOW_TO_WRITE = N_("Write 4 December 2026, December 2026, 2026 or 2026-12-04.")
"""Looked up where it is shown."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date that was understood: partial dates, with `to` for a stretch of time."""

    date: str
    to: str | None = None
    circa: bool = False


@dataclass(frozen=True, slots=True)
class UnreadDate:
    """A date that was not understood, and why, in a sentence for its author."""

    why: str


def day_in_words(day: dt.date | str) -> str:
    """A day, or a month or year, as a sentence of the program says it: "4 December 2026"."""
    return spoken().date(day)


def read_date(words: str) -> WrittenDate | UnreadDate:
    """What a date says that somebody typed, or why it is not understood."""
    shown = " ".join(words.split())
    folded = _folded(shown)
    if not folded:
        return UnreadDate(_("There is no date."))
    circa = _CIRCA.match(folded)
    text = _ARTICLE.sub("", folded[circa.end() :] if circa else folded)
    try:
        first, last = _range(text, shown)
    except _DoubtError as doubt:
        return UnreadDate(str(doubt))
    return WrittenDate(first, last, circa=circa is not None)


def is_single_day(read: WrittenDate | UnreadDate) -> bool:
    """Whether a date names one day of the calendar."""
    return (
        isinstance(read, WrittenDate)
        and read.to is None
        and not read.circa
        and len(read.date) == len("YYYY-MM-DD")
    )


class _DoubtError(Exception):
    """A sentence about what is not understood; it never leaves this module."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """As much of a date as one side of a stretch of time says."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        parts = [
            f"{self.year:04}",
            self.month and f"{self.month:02}",
            self.day and f"{self.day:02}",
        ]
        return "-".join(part for part in parts if part)


def _folded(text: str) -> str:
    """Lower case and without accents, so that "Décembre" and "decembre" are one."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one)).strip(" .,")


def _named_months() -> Iterator[tuple[str, int]]:
    for writing in WRITINGS.values():
        for names in (writing.long.months, writing.short.months):
            for number, name in enumerate(names, start=1):
                yield _folded(name), number


_MONTHS_IN_A_YEAR = 12
# What the Unicode tables do not have, and people type.
_ALSO_TYPED = {"sep": 9, "jan": 1, "fev": 2, "juil": 7}
_NUMBER_OF = dict(_named_months()) | _ALSO_TYPED
_CIRCA = re.compile(
    r"(?:c\.|ca\.|c\b|ca\b|circa|about|around|environ|env\.?|vers|um|hacia)\s+|(?:c\.|ca\.)"
)
_ARTICLE = re.compile(r"^(?:on|the|le|den|el)\s+")
_LEAD = re.compile(r"^(?:from|du|de|des|vom|von|del)\s+")
_BETWEEN = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+(?:to|until|au|a|al|bis)\s+")
_SLASH, _HYPHEN = re.compile(r"\s*/\s*"), re.compile("-")
_NAME = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_MONTH = rf"(?P<month>{_NAME})\.?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}",
        rf"{_YEAR}-(?P<number>\d{{2}})(?:-(?P<day>\d{{2}}))?",
        rf"{_YEAR}/(?P<number>\d{{1,2}})/(?P<day>\d{{1,2}})",
        rf"{_DAY}(?:\s+(?:of|de))?\s*{_MONTH}(?:,?(?:\s+del?)?\s*{_YEAR})?",
        rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"{_MONTH}(?:,?(?:\s+del?)?\s+{_YEAR})?",
        rf"{_DAY}(?:,\s*{_YEAR})?",
    )
)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(
    rf"(?:\d{{1,2}}\s+)?(?:{_NAME})\.?\s+'?\d{{2}}|\d{{1,2}}([./-])\d{{1,2}}\1\d{{2}}"
)


def _range(text: str, shown: str) -> tuple[str, str | None]:
    whole = _piece(text, shown)
    if whole is not None:
        return _checked(whole, shown), None
    if _SHORT_YEAR.fullmatch(text):
        raise _DoubtError(_('"{typed}" needs its year in four digits.', typed=shown))
    for between in (_BETWEEN, _SLASH, _HYPHEN):
        sides = between.split(_LEAD.sub("", text))
        if len(sides) == 2:  # noqa: PLR2004 — a beginning and an end
            pieces = _piece(sides[0], shown), _piece(sides[1], shown)
            if pieces[0] is not None and pieces[1] is not None:
                return _stretch(pieces[0], pieces[1], shown)
    raise _DoubtError(_('"{typed}" is not read as a date.', typed=shown))


def _stretch(first: _Piece, last: _Piece, shown: str) -> tuple[str, str]:
    """Both ends; what they share is said only once: "4–6 December 2026", "Oct–Nov 1962"."""
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month)
    if first.month is None and first.day is not None:
        first = replace(first, month=last.month)
    if first.year is None:
        first = replace(first, year=last.year)
    begins, ends = _checked(first, shown), _checked(last, shown)
    if ends < begins[: len(ends)]:
        raise _DoubtError(_('"{typed}" ends before it begins.', typed=shown))
    return begins, ends


def _piece(text: str, shown: str) -> _Piece | None:
    """What one date says, or None where the text is none; `_DoubtError` where it says two."""
    numbers = _NUMBERS.fullmatch(text)
    if numbers is not None:
        return _from_numbers(int(numbers[1]), int(numbers[3]), int(numbers[4]), shown)
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is None:
            continue
        found = match.groupdict()
        name, number = found.get("month"), found.get("number")
        month = _NUMBER_OF[name] if name else int(number) if number else None
        day, year = found.get("day"), found.get("year")
        return _Piece(int(year) if year else None, month, int(day) if day else None)
    return None


def _from_numbers(one: int, two: int, year: int, shown: str) -> _Piece:
    """A date in numbers alone: only where it can be read in one way."""
    if one > _MONTHS_IN_A_YEAR or one == two:
        return _Piece(year, two, one)
    if two > _MONTHS_IN_A_YEAR:
        return _Piece(year, one, two)
    raise _DoubtError(
        _(
            '"{typed}" may be {one} or {other}: write the month as a word.',
            typed=shown,
            one=_day_and_month(one, two, year),
            other=_day_and_month(two, one, year),
        )
    )


def _day_and_month(day: int, month: int, year: int) -> str:
    writing = spoken().writing
    return writing.date_without_year(f"{year:04}-{month:02}-{day:02}", short=False)


def _checked(piece: _Piece, shown: str) -> str:
    if piece.day is not None and piece.month is None:
        raise _DoubtError(_('"{typed}" is not read as a date.', typed=shown))
    if piece.year is None:
        raise _DoubtError(_('"{typed}" does not say which year.', typed=shown))
    if not PARTIAL_DATE.fullmatch(replace(piece, day=None).iso()):
        raise _DoubtError(_('"{typed}" is not read as a date.', typed=shown))
    if piece.month is not None and piece.day is not None:
        _check_day(piece.year, piece.month, piece.day)
    return piece.iso()


def _check_day(year: int, month: int, day: int) -> None:
    if not 1 <= day <= days_in_month(year, month):
        shown = spoken().date(f"{year:04}-{month:02}-{day:02}")
        raise _DoubtError(_("There is no {date}.", date=shown))
