"""The small words of a source: names, dates, volumes, pages, who made it and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefbuilder.domain.sources import NO_DATE, Name, Source
from briefbuilder.language.catalogue import Catalogue
from briefbuilder.render.citation_runs import CitationRun, Printed, in_brackets, join

_MANY_AUTHORS = 4
_OTHERS = "others"  # how a curator writes down the authors that a source does not name


def _name(name: Name) -> str:
    return name.literal or f"{name.given} {name.family}".strip()


def names_of(names: tuple[Name, ...], words: Catalogue) -> str:
    """The names of people and bodies, as a sentence lists them."""
    return in_a_row([_name(name) for name in names], words)


def in_a_row(names: Sequence[str], words: Catalogue) -> str:
    """A; A and B; A, B and C; A and others."""
    if len(names) >= _MANY_AUTHORS:
        return words.gettext("{author} and others", author=names[0])
    if len(names) > 1 and names[-1] == _OTHERS:
        named = words.writing.between.join(names[:-1])
        return words.gettext("{author} and others", author=named)
    return words.listed(names)


def date_of(date: str | None, words: Catalogue) -> str:
    """A date in words; "" where there is none."""
    return "" if not date or date == NO_DATE else words.date(date)


def is_day(date: str) -> bool:
    """Whether a partial date says the day."""
    return len(date) == len("YYYY-MM-DD")


def days_of_a_treaty(source: Source, words: Catalogue) -> list[str]:
    """When a treaty was adopted and came into force, each to the day or not."""
    told = []
    if adopted := date_of(source.issued, words):
        told.append(
            words.pgettext("on a day", "adopted {date}", date=adopted)
            if is_day(source.issued)
            else words.pgettext("in a month or year", "adopted {date}", date=adopted)
        )
    if (begun := source.event_date) and (date := date_of(begun, words)):
        told.append(
            words.pgettext("on a day", "in force {date}", date=date)
            if is_day(begun)
            else words.pgettext("in a month or year", "in force {date}", date=date)
        )
    return told


def year_of(source: Source, words: Catalogue) -> str:
    """The year that a source is of."""
    if source.issued == NO_DATE:
        return words.pgettext("no date", "n.d.")
    return source.issued[:4]


def _numbers(text: str) -> str:
    return text.replace("-", "–")


def _how_many(numbers: str) -> int:
    """One or several, for the words before them: "pp. 4–7", "p. 4"."""
    return 2 if re.search(r"[-–,]", numbers) else 1


def volume_of(source: Source, words: Catalogue) -> str:
    """Its volume, or its volumes."""
    text = source.volume or ""
    if not text[:1].isdigit():
        return text
    many = _how_many(text)
    return words.ngettext("vol. {numbers}", "vols. {numbers}", many, numbers=_numbers(text))


def pages_of(source: Source, words: Catalogue) -> str:
    """Its page, or its pages."""
    text = source.page or ""
    if not text[:1].isdigit():
        return text
    return words.ngettext("p. {numbers}", "pp. {numbers}", _how_many(text), numbers=_numbers(text))


def numbered_edn(source: Source, words: Catalogue) -> str:
    """Its edition."""
    edition = source.edition or ""
    if not edition.isdigit():
        return edition
    return words.gettext("{ordinal} edn", ordinal=words.writing.ordinal(int(edition)))


def imprint_of(source: Source, words: Catalogue) -> Printed:
    """Place, publisher and year, in brackets: `(Cambridge: Harvard University Press, 1957)`."""
    place, publisher = source.publisher_place, source.publisher
    maker = (
        words.pgettext(
            "imprint of a book", "{place}: {publisher}", place=place, publisher=publisher
        )
        if place and publisher
        else place or publisher
    )
    return in_brackets(join([maker, year_of(source, words)]))


def issuing_body(source: Source, words: Catalogue) -> str:
    """The body that a source is of."""
    return source.authority or names_of(source.author, words) or source.publisher or ""


def creator_of(source: Source, words: Catalogue) -> str:
    """Who made a source."""
    return names_of(source.author, words) or source.authority or ""


def editors_of(source: Source, words: Catalogue) -> str:
    """Its editors."""
    if not source.editor:
        return ""
    names = names_of(source.editor, words)
    return words.ngettext("{names} (ed.)", "{names} (eds)", len(source.editor), names=names)


def accessed_on(day: str, words: Catalogue) -> str:
    """When somebody read it."""
    date = date_of(day, words)
    if is_day(day):
        return words.pgettext("on a day", "accessed {date}", date=date)
    return words.pgettext("in a month or year", "accessed {date}", date=date)


def _web_address(url: str | None) -> str:
    return url if url and url.startswith(("https://", "http://")) else ""


def address_of(source: Source) -> Printed:
    """Where it can be read, as a link."""
    address = f"https://doi.org/{source.doi}" if source.doi else _web_address(source.url)
    return (CitationRun(address, href=address),) if address else ()
