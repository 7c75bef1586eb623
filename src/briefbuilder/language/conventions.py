"""How a language writes dates, lists, quotations and numbers in order.

The values are in `unicode_tables.py`.

Dates are partial, as the formats keep them: `1962-10-14`, `1962-10` or `1962`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

_QUOTATION = re.compile("“([^“”]*)”")
_YEAR, _MONTH, _DAY = 1, 2, 3
_TEEN = range(11, 14)


@dataclass(frozen=True, slots=True)
class Patterns:
    """How a language puts a date together, with one length of the months' names.

    `days` is a stretch within one month; the others are named by what they say.
    """

    months: tuple[str, ...]
    day_month_year: str
    day_month: str
    month_year: str
    days: str


@dataclass(frozen=True, slots=True)
class Writing:
    """The ways of one language; `long` dates stand in sentences, `short` ones in figures.

    `between` stands between the parts of a list, `two` between two parts alone, `last` before the
    last of more. `inner_quotes` are for a quotation within another. `points_within` says that a
    comma or full stop after a quotation stands within its marks. `first_day` is the number of the
    first day of a month, `point` the sign before a number's decimals, `thousands` the one between
    its thousands. `ordinals` are by the last digit, "" for all others, and agree with "edition".
    """

    long: Patterns
    short: Patterns
    first_day: str
    between: str
    two: str
    last: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    points_within: bool
    point: str
    thousands: str
    ordinals: Mapping[str, str]

    def date(self, date: str, *, short: bool = False) -> str:
        """A partial date in words: `1962-10-14` is "14 October 1962", `1962-10` "October 1962"."""
        return self._written(_numbers(date), self.short if short else self.long)

    def date_without_year(self, date: str, *, short: bool = True) -> str:
        """A partial date as a figure of one year says it: "14 Oct", "Oct"."""
        patterns = self.short if short else self.long
        _, month, *day = _numbers(date)
        name = patterns.months[month - 1]
        return patterns.day_month.format(day=self._day(day[0]), month=name) if day else name

    def date_range(self, first: str, last: str, *, short: bool = False) -> str:
        """Two partial dates in words, saying what they share only once: "14–28 October 1962"."""
        patterns = self.short if short else self.long
        one, two = _numbers(first), _numbers(last)
        if one == two:
            return self._written(one, patterns)
        if len(one) != len(two) or one[0] != two[0]:
            dash = "–" if len(one) == len(two) == _YEAR else " – "
            return f"{self._written(one, patterns)}{dash}{self._written(two, patterns)}"
        name = patterns.months[one[1] - 1]
        if len(one) == _MONTH:
            return f"{name}–{self._written(two, patterns)}"
        if one[1] == two[1]:
            return patterns.days.format(
                first=self._day(one[2]), last=self._day(two[2]), month=name, year=one[0]
            )
        begins = patterns.day_month.format(day=self._day(one[2]), month=name)
        return f"{begins} – {self._written(two, patterns)}"

    def _written(self, numbers: Sequence[int], patterns: Patterns) -> str:
        year = str(numbers[0])
        if len(numbers) == _YEAR:
            return year
        month = patterns.months[numbers[1] - 1]
        if len(numbers) == _MONTH:
            return patterns.month_year.format(month=month, year=year)
        day = self._day(numbers[2])
        return patterns.day_month_year.format(day=day, month=month, year=year)

    def _day(self, day: int) -> str:
        return self.first_day if day == 1 else str(day)

    def listed(self, parts: Sequence[str]) -> str:
        """ "a", "a and b", "a, b and c"."""
        if len(parts) <= 1:
            return "".join(parts)
        if len(parts) == 2:  # noqa: PLR2004 — one and another
            return self.two.join(parts)
        return f"{self.between.join(parts[:-1])}{self.last}{parts[-1]}"

    def quoted(self, text: str) -> str:
        """A text in the language's quotation marks; a quotation in it has the inner ones."""
        opening, closing = self.quotes
        inner = _QUOTATION.sub(lambda found: found[1].join(self.inner_quotes), text)
        return f"{opening}{inner}{closing}"

    def decimal(self, number: float, places: int | None = None) -> str:
        """A number with its decimals, `places` of them or as many as it has: "1.25", "1,25"."""
        written = f"{number:g}" if places is None else f"{number:.{places}f}"
        return written.replace(".", self.point)

    def whole(self, number: int) -> str:
        """A large number with its thousands apart: "5,000", "5\u202f000"."""
        return f"{number:,}".replace(",", self.thousands)

    def ordinal(self, number: int) -> str:
        """A number in order, as in "2nd edition"."""
        digit = "" if number % 100 in _TEEN else str(number % 10)
        exact = self.ordinals.get(f"={number}")
        return (exact or self.ordinals.get(digit) or self.ordinals[""]).format(number=number)

    def dated_as(self, other: Writing) -> Writing:
        """The same language with the order of another one's dates; the months keep their names."""
        long = replace(other.long, months=self.long.months)
        return replace(self, long=long, short=replace(other.short, months=self.short.months))


def _numbers(date: str) -> tuple[int, ...]:
    return tuple(int(part) for part in date.split("-"))
