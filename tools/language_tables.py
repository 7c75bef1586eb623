"""How languages write dates and lists, taken from the Unicode tables that Babel brings along.

Babel has 36 MB of them and stays a tool of those who work on the program: what the program needs
is written to `language/unicode_tables.py`, and a test compares it with Babel. What those tables do
not have, or have otherwise than an official writes, stands here with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale

from briefbuilder.language.conventions import Patterns, Writing
from briefbuilder.language.tags import LANGUAGES

NO_BREAK = "\u00a0"

# "1er mars": the Unicode tables have "1 mars", which no French official writes.
FIRST_DAY = {"fr": "1er"}

# Babel leaves the marks of quotation out.
QUOTES = {
    "en-GB": ("‘", "’"),
    "en-US": ("“", "”"),
    "fr": (f"«{NO_BREAK}", f"{NO_BREAK}»"),
    "de": ("„", "“"),
    "es": ("«", "»"),
}

INNER_QUOTES = {
    "en-GB": ("“", "”"),
    "en-US": ("‘", "’"),
    "fr": ("“", "”"),
    "de": ("‚", "‘"),
    "es": ("“", "”"),
}

# “Where a title ends,” as American printers have it.
POINTS_WITHIN = {"en-US"}

_ENGLISH_ORDINALS = {"": "{number}th", "1": "{number}st", "2": "{number}nd", "3": "{number}rd"}
# Feminine where a language has genders: it is an edition that has a number in order.
ORDINALS: Mapping[str, Mapping[str, str]] = {
    "en-GB": _ENGLISH_ORDINALS,
    "en-US": _ENGLISH_ORDINALS,
    "fr": {"": "{number}e", "=1": "{number}re"},
    "de": {"": "{number}."},
    "es": {"": "{number}.ª"},
}


def locale_of(language: str) -> Locale:
    """Babel's tables of one of the program's languages."""
    return Locale.parse(language, sep="-")


def named_parts(pattern: str) -> str:
    """A pattern of the Unicode tables with names for its parts: "d 'de' MMMM" to "{day} de …"."""
    parts = {"d": "{day}", "MMMM": "{month}", "MMM": "{month}", "y": "{year}"}
    out = []
    for quoted, letters, other in re.findall(r"'([^']*)'|([a-zA-Z]+)|([^a-zA-Z']+)", pattern):
        out.append(quoted or (parts[letters] if letters else other))
    return "".join(out)


def _patterns(locale: Locale, month: str, width: str) -> Patterns:
    def said(skeleton: str) -> str:
        return named_parts(locale.datetime_skeletons[skeleton.replace("M", month)].pattern)

    whole = said("yMd")
    # As the day stands in a date it stands in a stretch of days: "14.–28. Oktober 1962".
    day = "{day}." if "{day}." in whole else "{day}"
    names = locale.months["format"][width]
    return Patterns(
        months=tuple(names[number] for number in range(1, 13)),
        day_month_year=whole,
        day_month=said("Md"),
        month_year=said("yM"),
        days=whole.replace(day, f"{day.replace('day', 'first')}–{day.replace('day', 'last')}"),
    )


def writing_of(language: str) -> Writing:
    """The ways of one language."""
    locale = locale_of(language)
    lists = locale.list_patterns["standard"]

    def between(name: str) -> str:
        return str(lists[name]).removeprefix("{0}").removesuffix("{1}")

    return Writing(
        long=_patterns(locale, "MMMM", "wide"),
        short=_patterns(locale, "MMM", "abbreviated"),
        first_day=FIRST_DAY.get(language, "1"),
        between=between("middle"),
        two=between("2"),
        last=between("end"),
        quotes=QUOTES[language],
        inner_quotes=INNER_QUOTES[language],
        points_within=language in POINTS_WITHIN,
        point=str(locale.number_symbols["latn"]["decimal"]),
        thousands=str(locale.number_symbols["latn"]["group"]),
        ordinals=ORDINALS[language],
    )


def tables_text() -> str:
    """The module `language/unicode_tables.py`, before it is formatted."""
    writings = "\n".join(f"    {tag!r}: {writing_of(tag)!r}," for tag in LANGUAGES)
    return (
        '"""How each language writes; made by `./dev words` from Babel\'s tables, not by hand."""\n'
        "\nfrom __future__ import annotations\n\nfrom collections.abc import Mapping\n\n"
        "from briefbuilder.language.conventions import Patterns, Writing\n\n"
        f"WRITINGS: Mapping[str, Writing] = {{\n{writings}\n}}\n"
    )
