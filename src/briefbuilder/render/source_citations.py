"""The form of each type of source: the law, UN papers, and the rest.

They are tabled in `docs/formats/sources.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from briefbuilder.domain.sources import Source, SourceType
from briefbuilder.language.catalogue import Catalogue
from briefbuilder.render.citation_runs import (
    GAP,
    CitationRun,
    Part,
    Printed,
    filled,
    in_brackets,
    in_italics,
    join,
    runs_of,
    spaced,
)
from briefbuilder.render.source_words import (
    accessed_on,
    address_of,
    creator_of,
    date_of,
    days_of_a_treaty,
    editors_of,
    imprint_of,
    issuing_body,
    names_of,
    numbered_edn,
    pages_of,
    volume_of,
    year_of,
)

_RESOLUTION = re.compile(
    r"^(?P<symbol>[A-Z](?:/[A-Z0-9-]+)*?/RES/(?P<number>[A-Z0-9/-]+(?: ?\([IVXLC]+\))?))"
)


def _treaty(source: Source, words: Catalogue) -> Printed:
    series = source.collection_title or source.container_title
    if source.volume:
        place = spaced(source.volume, series, source.page or source.number)
    else:
        place = spaced(series, source.number)
    return spaced(
        in_italics(source.title), in_brackets(join(days_of_a_treaty(source, words))), place
    )


def resolution_name(source: Source, words: Catalogue) -> Printed:
    """The body and the number: "UN Security Council Resolution 661"."""
    match = _RESOLUTION.match(source.number or "")
    if match is None:
        return join([source.authority, in_italics(source.title), source.number])
    number = re.sub(r" ?\(", " (", match["number"])
    if not source.authority:
        return runs_of(words.gettext("Resolution {number}", number=number))
    body = source.authority
    return runs_of(words.gettext("{body} Resolution {number}", body=body, number=number))


def _un_document(symbol: str, words: Catalogue) -> str:
    return words.gettext("UN Doc. {symbol}", symbol=symbol)


def _resolution(source: Source, words: Catalogue) -> Printed:
    match = _RESOLUTION.match(source.number or "")
    symbol = _un_document(match["symbol"], words) if match else ""
    name = resolution_name(source, words)
    return join([spaced(name, in_brackets(date_of(source.issued, words))), symbol])


def _statute(source: Source) -> Printed:
    return join([spaced(source.title, in_brackets(source.jurisdiction)), source.number])


def _legislation(source: Source, words: Catalogue) -> Printed:
    if source.genre == "resolution":
        return _resolution(source, words)
    if source.genre == "statute":
        return _statute(source)
    date = date_of(source.issued, words)
    return join([spaced(source.title, in_brackets(source.jurisdiction)), source.number, date])


def _case_name(title: str) -> Printed:
    """A case's name in italics, with what stands in brackets after it upright."""
    name, bracket, rest = title.partition(" (")
    return (*in_italics(name), CitationRun(bracket + rest)) if bracket else in_italics(title)


def _legal_case(source: Source, words: Catalogue) -> Printed:
    parts: list[Part] = [_case_name(source.title), source.genre]
    if source.container_title:
        parts += [spaced(source.volume, source.container_title), pages_of(source, words)]
    else:
        parts += [source.authority, source.number, date_of(source.issued, words)]
    return join(parts)


def _official(source: Source, words: Catalogue) -> Printed:
    number = source.number
    if source.genre == "un-document" and number and not number.startswith("UN Doc"):
        number = _un_document(number, words)
    edition = numbered_edn(source, words)
    return join(
        [
            issuing_body(source, words),
            in_italics(source.title),
            number,
            edition,
            date_of(source.issued, words),
        ]
    )


def _report(source: Source, words: Catalogue) -> Printed:
    if source.genre in {"un-document", "nato-document", "doctrine"}:
        return _official(source, words)
    series = spaced(source.collection_title, source.number)
    return join(
        [
            creator_of(source, words),
            spaced(
                join([in_italics(source.title), source.genre, series, numbered_edn(source, words)]),
                imprint_of(source, words),
            ),
            pages_of(source, words),
        ]
    )


def _book(source: Source, words: Catalogue) -> Printed:
    editors = "" if source.author else editors_of(source, words)
    title = join([in_italics(source.title), volume_of(source, words), numbered_edn(source, words)])
    return join(
        [
            names_of(source.author, words) or editors,
            spaced(title, imprint_of(source, words)),
            pages_of(source, words),
        ]
    )


def _chapter(source: Source, words: Catalogue) -> Printed:
    book = join(
        [
            editors_of(source, words),
            spaced(in_italics(source.container_title or ""), imprint_of(source, words)),
        ]
    )
    inside = book
    if source.container_title:
        inside = filled(words.pgettext("chapter of a book", "in {book}", book=GAP), book)
    return join(
        [
            names_of(source.author, words),
            words.quoted(source.title),
            inside,
            pages_of(source, words),
        ]
    )


def _journal(source: Source, words: Catalogue) -> Printed:
    journal = spaced(
        in_italics(source.container_title) if source.container_title else "", source.volume
    )
    issue = words.gettext("no. {number}", number=source.issue) if source.issue else ""
    where = spaced(join([journal, issue]), in_brackets(year_of(source, words)))
    return join(
        [names_of(source.author, words), words.quoted(source.title), where, pages_of(source, words)]
    )


def _newspaper(source: Source, words: Catalogue) -> Printed:
    paper = in_italics(source.container_title) if source.container_title else source.publisher
    return join(
        [
            names_of(source.author, words),
            words.quoted(source.title),
            paper,
            date_of(source.issued, words),
            pages_of(source, words),
        ]
    )


def _webpage(source: Source, words: Catalogue) -> Printed:
    site = source.container_title or source.publisher
    site = None if site == creator_of(source, words) else site
    seen = accessed_on(source.accessed, words) if source.accessed else ""
    parts = [
        creator_of(source, words),
        words.quoted(source.title),
        site,
        date_of(source.issued, words),
        address_of(source),
    ]
    return spaced(join(parts), in_brackets(seen))


def _speech(source: Source, words: Catalogue) -> Printed:
    date = date_of(source.event_date, words) or date_of(source.issued, words)
    parts = [
        creator_of(source, words),
        words.quoted(source.title),
        source.genre,
        source.publisher_place,
        date,
    ]
    return join([*parts, in_italics(source.container_title) if source.container_title else ""])


def _archival(source: Source, words: Catalogue) -> Printed:
    """A paper of an archive, or of a series of published papers such as FRUS."""
    title = words.quoted(source.title)
    parts: list[Part] = [
        creator_of(source, words),
        title,
        source.genre,
        date_of(source.issued, words),
    ]
    if source.container_title:
        volume = volume_of(source, words)
        parts += [
            join(
                [in_italics(source.container_title), volume, source.number, pages_of(source, words)]
            )
        ]
    else:
        parts += [source.number]
    return join([*parts, source.archive_location, source.archive])


def _hearing(source: Source, words: Catalogue) -> Printed:
    return join(
        [
            in_italics(source.title),
            source.genre or words.pgettext("before a parliament", "hearing"),
            source.authority,
            source.jurisdiction,
            source.number,
            date_of(source.event_date, words) or date_of(source.issued, words),
        ]
    )


def _document(source: Source, words: Catalogue) -> Printed:
    if source.archive or source.container_title:
        return _archival(source, words)
    parts = [issuing_body(source, words), in_italics(source.title), source.genre, source.number]
    return join([*parts, date_of(source.issued, words)])


FORMS: Mapping[SourceType, Callable[[Source, Catalogue], Printed]] = {
    SourceType.ARTICLE_JOURNAL: _journal,
    SourceType.ARTICLE_NEWSPAPER: _newspaper,
    SourceType.BOOK: _book,
    SourceType.CHAPTER: _chapter,
    SourceType.DOCUMENT: _document,
    SourceType.HEARING: _hearing,
    SourceType.LEGAL_CASE: _legal_case,
    SourceType.LEGISLATION: _legislation,
    SourceType.MANUSCRIPT: _archival,
    SourceType.REPORT: _report,
    SourceType.SPEECH: _speech,
    SourceType.TREATY: _treaty,
    SourceType.WEBPAGE: _webpage,
}
