"""The fixed words of a printed brief, and dates in words, in the brief's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from briefbuilder.domain.briefs import TimelineRow
from briefbuilder.domain.dates import MONTHS, SHORT_MONTHS, WrittenDate, read_date
from briefbuilder.domain.items import ONGOING, Period, TimelineEvent

_YEAR, _MONTH, _DAY = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words of one language; `months` are the long names, `short_months` for figures."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    figure: str
    table: str
    timeline: str
    notes: str
    sources: str
    annex: str
    draft: str
    page: str
    of: str
    contents: str
    date: str
    event: str
    circa: str
    ongoing: str
    source_missing: str
    cited_as: str
    marking_not_set: str
    also_holds: str
    title_withheld: str
    remark_withheld: str
    section: str


_ENGLISH = Words(
    months=MONTHS["en"],
    short_months=SHORT_MONTHS["en"],
    figure="Figure",
    table="Table",
    timeline="Timeline",
    notes="Notes",
    sources="Sources",
    annex="Annex",
    draft="Draft",
    page="page",
    of="of",
    contents="Contents",
    date="Date",
    event="Event",
    circa="about",
    ongoing="today",
    source_missing="source missing",
    cited_as="cited as",
    marking_not_set="MARKING NOT SET",
    also_holds="ALSO HOLDS",
    title_withheld="title withheld",
    remark_withheld="with a remark, which is on file",
    section="Section",
)
_FRENCH = Words(
    months=MONTHS["fr"],
    short_months=SHORT_MONTHS["fr"],
    figure="Figure",
    table="Tableau",
    timeline="Chronologie",
    notes="Notes",
    sources="Sources",
    annex="Annexe",
    draft="Projet",
    page="page",
    of="sur",
    contents="Sommaire",
    date="Date",
    event="Événement",
    circa="vers",
    ongoing="aujourd’hui",
    source_missing="source manquante",
    cited_as="cité comme",
    marking_not_set="MARQUAGE NON DÉFINI",
    also_holds="CONTIENT AUSSI",
    title_withheld="titre non communiqué",
    remark_withheld="avec une observation, versée au dossier",
    section="Section",
)
_BY_LANGUAGE: Mapping[str, Words] = {"en": _ENGLISH, "fr": _FRENCH}


def words_for(lang: str) -> Words:
    """The words of a language tag such as `en-GB`; English where the language is not known."""
    return _BY_LANGUAGE.get(lang.partition("-")[0].lower(), _ENGLISH)


def plain_words(words: Words) -> dict[str, str]:
    """The single words by name, as templates get them."""
    return {name: word for name, word in asdict(words).items() if isinstance(word, str)}


def _numbers(date: str) -> tuple[int, ...]:
    return tuple(int(part) for part in date.split("-"))


def long_date(date: str | dt.date, words: Words = _ENGLISH) -> str:
    """A partial date in words: `1962-10-14` is "14 October 1962", `1962-10` "October 1962"."""
    numbers = _numbers(date if isinstance(date, str) else date.isoformat())
    match len(numbers):
        case 3:
            return f"{numbers[2]} {words.months[numbers[1] - 1]} {numbers[0]}"
        case 2:
            return f"{words.months[numbers[1] - 1]} {numbers[0]}"
        case _:
            return str(numbers[0])


def short_date(date: str, words: Words, *, year: bool) -> str:
    """A partial date as a figure shows it: "14 Oct", with the year where it is asked for."""
    numbers = _numbers(date)
    if len(numbers) == _YEAR:
        return str(numbers[0])
    month = words.short_months[numbers[1] - 1]
    day = f"{numbers[2]} " if len(numbers) == _DAY else ""
    return f"{day}{month} {numbers[0]}" if year else f"{day}{month}"


def _range(first: str, last: str, months: tuple[str, ...]) -> str:
    one, two = _numbers(first), _numbers(last)

    def text(numbers: tuple[int, ...], *, keep: int) -> str:
        parts = [str(numbers[0])]
        if len(numbers) >= _MONTH:
            parts.insert(0, months[numbers[1] - 1])
        if len(numbers) == _DAY:
            parts.insert(0, str(numbers[2]))
        return " ".join(parts[: len(parts) - keep])

    if one == two:
        return text(one, keep=0)
    shared = 0
    if len(one) == len(two):
        while shared < len(one) - 1 and one[shared] == two[shared]:
            shared += 1
    dash = " – " if len(one) - shared > 1 or len(two) - shared > 1 else "–"
    return f"{text(one, keep=shared)}{dash}{text(two, keep=0)}"


def date_range(first: str, last: str | None, words: Words = _ENGLISH) -> str:
    """Two partial dates in words, saying what they share only once: "14–28 October 1962"."""
    return _range(first, last or first, words.months)


def period_text(period: Period, words: Words = _ENGLISH) -> str:
    """A period in short words, by month at the finest: "Oct–Nov 1962", "1948 – today"."""
    first = period.from_[: len("YYYY-MM")]
    if period.to == ONGOING:
        return f"{_range(first, first, words.short_months)} – {words.ongoing}"
    last = (period.to or period.from_)[: len("YYYY-MM")]
    return _range(first, last, words.short_months)


def typed_date(text: str, words: Words = _ENGLISH) -> str:
    """A date that somebody typed, in the words of the page; as typed where it is not understood."""
    match read_date(text):
        case WrittenDate(first, last, circa):
            return _date(first, last, words, circa=circa)
        case _:
            return text


def row_date(row: TimelineRow, words: Words = _ENGLISH) -> str:
    """When a row of a timeline was, in words; as it was typed where that was not understood."""
    if row.date is None:
        return row.typed.strip()
    return _date(row.date, row.to, words, circa=row.circa)


def _date(first: str, last: str | None, words: Words, *, circa: bool) -> str:
    text = date_range(first, last, words)
    return f"{words.circa} {text}" if circa else text


def event_date(event: TimelineEvent, words: Words = _ENGLISH) -> str:
    """When an event was, in words: "about 14 October 1962", "14–28 October 1962"."""
    return row_date(TimelineRow.of(event), words)
