"""The printed forms of sources: small formatters for the law, for UN papers and for the rest.

A form is a tuple of runs, so that HTML and Word print the same words. The forms are tabled in
`docs/formats/sources.md`; a curator's own `cite_as` wins over all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from briefbuilder.domain.sources import NO_DATE, Name, Source, SourceType
from briefbuilder.language.catalogue import ENGLISH, Catalogue

_EMPHASIS = re.compile(r"\*([^*]+)\*")
_RESOLUTION = re.compile(
    r"^(?P<symbol>[A-Z](?:/[A-Z0-9-]+)*?/RES/(?P<number>[A-Z0-9/-]+(?: ?\([IVXLC]+\))?))"
)
_WORD = re.compile(r"\w+")
_MANY_AUTHORS = 4
_SHORT_TITLE = 60
_OTHERS = "others"  # how a curator writes down the authors that a source does not name


@dataclass(frozen=True, slots=True)
class CitationRun:
    """A stretch of words in one style; `href` makes it a link."""

    text: str
    italic: bool = False
    href: str = ""


Printed = tuple[CitationRun, ...]
_Part = Printed | str | None


def plain(printed: Printed) -> str:
    """The words of a form, without style."""
    return "".join(run.text for run in printed)


def to_html(printed: Printed) -> Markup:
    """A form as HTML."""
    return Markup("").join(_run_html(run) for run in printed)


def _run_html(run: CitationRun) -> Markup:
    # The link stands inside the emphasis: a tagged PDF wants a link's words right inside it.
    html = escape(run.text)
    if run.href:
        html = Markup('<a href="{}">{}</a>').format(run.href, html)
    return Markup("<em>{}</em>").format(html) if run.italic else html


def _runs(part: _Part) -> Printed:
    if not part:
        return ()
    return (CitationRun(part),) if isinstance(part, str) else part


def join(parts: Iterable[_Part], separator: str = ", ") -> Printed:
    """The parts that are not empty, with a separator between."""
    joined: list[CitationRun] = []
    for runs in filter(None, (_runs(part) for part in parts)):
        if joined:
            joined.append(CitationRun(separator))
        joined += runs
    return tuple(joined)


GAP = "\0"
"""Stands in a text for a form, which has a style of its own, until it is `filled`."""


def filled(text: str, form: Printed) -> Printed:
    """A text with a form in its gap."""
    before, _, after = text.partition(GAP)
    return tuple(run for run in (CitationRun(before), *form, CitationRun(after)) if run.text)


def _title(text: str) -> Printed:
    return (CitationRun(text, italic=True),)


def _brackets(part: _Part) -> Printed:
    runs = _runs(part)
    return (CitationRun("("), *runs, CitationRun(")")) if runs else ()


def _spaced(*parts: _Part) -> Printed:
    return join(parts, " ")


def _name(name: Name) -> str:
    return name.literal or f"{name.given} {name.family}".strip()


def _names(names: tuple[Name, ...], words: Catalogue) -> str:
    return _in_a_row([_name(name) for name in names], words)


def _in_a_row(names: Sequence[str], words: Catalogue) -> str:
    """A; A and B; A, B and C; A and others."""
    if len(names) >= _MANY_AUTHORS:
        return words.gettext("{author} and others", author=names[0])
    if len(names) > 1 and names[-1] == _OTHERS:
        named = words.writing.between.join(names[:-1])
        return words.gettext("{author} and others", author=named)
    return words.listed(names)


def _date(date: str | None, words: Catalogue) -> str:
    return "" if not date or date == NO_DATE else words.date(date)


def _is_day(date: str) -> bool:
    return len(date) == len("YYYY-MM-DD")


def _in_brackets_of_a_treaty(source: Source, words: Catalogue) -> list[str]:
    """When a treaty was adopted and came into force, each to the day or not."""
    told = []
    if adopted := _date(source.issued, words):
        told.append(
            words.pgettext("on a day", "adopted {date}", date=adopted)
            if _is_day(source.issued)
            else words.pgettext("in a month or year", "adopted {date}", date=adopted)
        )
    if (begun := source.event_date) and (date := _date(begun, words)):
        told.append(
            words.pgettext("on a day", "in force {date}", date=date)
            if _is_day(begun)
            else words.pgettext("in a month or year", "in force {date}", date=date)
        )
    return told


def _year(source: Source, words: Catalogue) -> str:
    if source.issued == NO_DATE:
        return words.pgettext("no date", "n.d.")
    return source.issued[:4]


def _numbers(text: str) -> str:
    return text.replace("-", "–")


def _how_many(numbers: str) -> int:
    """One or several, for the words before them: "pp. 4–7", "p. 4"."""
    return 2 if re.search(r"[-–,]", numbers) else 1


def _volume(source: Source, words: Catalogue) -> str:
    text = source.volume or ""
    if not text[:1].isdigit():
        return text
    many = _how_many(text)
    return words.ngettext("vol. {numbers}", "vols. {numbers}", many, numbers=_numbers(text))


def _pages(source: Source, words: Catalogue) -> str:
    text = source.page or ""
    if not text[:1].isdigit():
        return text
    return words.ngettext("p. {numbers}", "pp. {numbers}", _how_many(text), numbers=_numbers(text))


def _edition(source: Source, words: Catalogue) -> str:
    edition = source.edition or ""
    if not edition.isdigit():
        return edition
    return words.gettext("{ordinal} edn", ordinal=words.writing.ordinal(int(edition)))


def _imprint(source: Source, words: Catalogue) -> Printed:
    """Place, publisher and year, in brackets: `(Cambridge: Harvard University Press, 1957)`."""
    place, publisher = source.publisher_place, source.publisher
    maker = (
        words.pgettext(
            "imprint of a book", "{place}: {publisher}", place=place, publisher=publisher
        )
        if place and publisher
        else place or publisher
    )
    return _brackets(join([maker, _year(source, words)]))


def _body(source: Source, words: Catalogue) -> str:
    return source.authority or _names(source.author, words) or source.publisher or ""


def _creator(source: Source, words: Catalogue) -> str:
    return _names(source.author, words) or source.authority or ""


def _treaty(source: Source, words: Catalogue) -> Printed:
    series = source.collection_title or source.container_title
    if source.volume:
        place = _spaced(source.volume, series, source.page or source.number)
    else:
        place = _spaced(series, source.number)
    return _spaced(
        _title(source.title), _brackets(join(_in_brackets_of_a_treaty(source, words))), place
    )


def _resolution_name(source: Source, words: Catalogue) -> Printed:
    """The body and the number: "UN Security Council Resolution 661"."""
    match = _RESOLUTION.match(source.number or "")
    if match is None:
        return join([source.authority, _title(source.title), source.number])
    number = re.sub(r" ?\(", " (", match["number"])
    if not source.authority:
        return _runs(words.gettext("Resolution {number}", number=number))
    body = source.authority
    return _runs(words.gettext("{body} Resolution {number}", body=body, number=number))


def _un_document(symbol: str, words: Catalogue) -> str:
    return words.gettext("UN Doc. {symbol}", symbol=symbol)


def _resolution(source: Source, words: Catalogue) -> Printed:
    match = _RESOLUTION.match(source.number or "")
    symbol = _un_document(match["symbol"], words) if match else ""
    name = _resolution_name(source, words)
    return join([_spaced(name, _brackets(_date(source.issued, words))), symbol])


def _statute(source: Source) -> Printed:
    return join([_spaced(source.title, _brackets(source.jurisdiction)), source.number])


def _legislation(source: Source, words: Catalogue) -> Printed:
    if source.genre == "resolution":
        return _resolution(source, words)
    if source.genre == "statute":
        return _statute(source)
    date = _date(source.issued, words)
    return join([_spaced(source.title, _brackets(source.jurisdiction)), source.number, date])


def _case_name(title: str) -> Printed:
    """A case's name in italics, with what stands in brackets after it upright."""
    name, bracket, rest = title.partition(" (")
    return (*_title(name), CitationRun(bracket + rest)) if bracket else _title(title)


def _legal_case(source: Source, words: Catalogue) -> Printed:
    parts: list[_Part] = [_case_name(source.title), source.genre]
    if source.container_title:
        parts += [_spaced(source.volume, source.container_title), _pages(source, words)]
    else:
        parts += [source.authority, source.number, _date(source.issued, words)]
    return join(parts)


def _official(source: Source, words: Catalogue) -> Printed:
    number = source.number
    if source.genre == "un-document" and number and not number.startswith("UN Doc"):
        number = _un_document(number, words)
    edition = _edition(source, words)
    return join(
        [_body(source, words), _title(source.title), number, edition, _date(source.issued, words)]
    )


def _report(source: Source, words: Catalogue) -> Printed:
    if source.genre in {"un-document", "nato-document", "doctrine"}:
        return _official(source, words)
    series = _spaced(source.collection_title, source.number)
    return join(
        [
            _creator(source, words),
            _spaced(
                join([_title(source.title), source.genre, series, _edition(source, words)]),
                _imprint(source, words),
            ),
            _pages(source, words),
        ]
    )


def _editors(source: Source, words: Catalogue) -> str:
    if not source.editor:
        return ""
    names = _names(source.editor, words)
    return words.ngettext("{names} (ed.)", "{names} (eds)", len(source.editor), names=names)


def _book(source: Source, words: Catalogue) -> Printed:
    editors = "" if source.author else _editors(source, words)
    title = join([_title(source.title), _volume(source, words), _edition(source, words)])
    return join(
        [
            _names(source.author, words) or editors,
            _spaced(title, _imprint(source, words)),
            _pages(source, words),
        ]
    )


def _chapter(source: Source, words: Catalogue) -> Printed:
    book = join(
        [
            _editors(source, words),
            _spaced(_title(source.container_title or ""), _imprint(source, words)),
        ]
    )
    inside = book
    if source.container_title:
        inside = filled(words.pgettext("chapter of a book", "in {book}", book=GAP), book)
    return join(
        [_names(source.author, words), words.quoted(source.title), inside, _pages(source, words)]
    )


def _journal(source: Source, words: Catalogue) -> Printed:
    journal = _spaced(
        _title(source.container_title) if source.container_title else "", source.volume
    )
    issue = words.gettext("no. {number}", number=source.issue) if source.issue else ""
    where = _spaced(join([journal, issue]), _brackets(_year(source, words)))
    return join(
        [_names(source.author, words), words.quoted(source.title), where, _pages(source, words)]
    )


def _newspaper(source: Source, words: Catalogue) -> Printed:
    paper = _title(source.container_title) if source.container_title else source.publisher
    return join(
        [
            _names(source.author, words),
            words.quoted(source.title),
            paper,
            _date(source.issued, words),
            _pages(source, words),
        ]
    )


def _accessed(day: str, words: Catalogue) -> str:
    date = _date(day, words)
    if _is_day(day):
        return words.pgettext("on a day", "accessed {date}", date=date)
    return words.pgettext("in a month or year", "accessed {date}", date=date)


def _webpage(source: Source, words: Catalogue) -> Printed:
    site = source.container_title or source.publisher
    site = None if site == _creator(source, words) else site
    seen = _accessed(source.accessed, words) if source.accessed else ""
    parts = [
        _creator(source, words),
        words.quoted(source.title),
        site,
        _date(source.issued, words),
        _address(source),
    ]
    return _spaced(join(parts), _brackets(seen))


def _speech(source: Source, words: Catalogue) -> Printed:
    date = _date(source.event_date, words) or _date(source.issued, words)
    parts = [
        _creator(source, words),
        words.quoted(source.title),
        source.genre,
        source.publisher_place,
        date,
    ]
    return join([*parts, _title(source.container_title) if source.container_title else ""])


def _archival(source: Source, words: Catalogue) -> Printed:
    """A paper of an archive, or of a series of published papers such as FRUS."""
    title = words.quoted(source.title)
    parts: list[_Part] = [_creator(source, words), title, source.genre, _date(source.issued, words)]
    if source.container_title:
        volume = _volume(source, words)
        parts += [
            join([_title(source.container_title), volume, source.number, _pages(source, words)])
        ]
    else:
        parts += [source.number]
    return join([*parts, source.archive_location, source.archive])


def _hearing(source: Source, words: Catalogue) -> Printed:
    return join(
        [
            _title(source.title),
            source.genre or words.pgettext("before a parliament", "hearing"),
            source.authority,
            source.jurisdiction,
            source.number,
            _date(source.event_date, words) or _date(source.issued, words),
        ]
    )


def _document(source: Source, words: Catalogue) -> Printed:
    if source.archive or source.container_title:
        return _archival(source, words)
    parts = [_body(source, words), _title(source.title), source.genre, source.number]
    return join([*parts, _date(source.issued, words)])


_FORMATTERS: Mapping[SourceType, Callable[[Source, Catalogue], Printed]] = {
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


def _web_address(url: str | None) -> str:
    return url if url and url.startswith(("https://", "http://")) else ""


def _address(source: Source) -> Printed:
    address = f"https://doi.org/{source.doi}" if source.doi else _web_address(source.url)
    return (CitationRun(address, href=address),) if address else ()


def _own_form(text: str) -> Printed:
    """A curator's form; `*…*` stands for italics."""
    runs: list[CitationRun] = []
    last = 0
    for match in _EMPHASIS.finditer(text):
        runs += [CitationRun(text[last : match.start()]), CitationRun(match[1], italic=True)]
        last = match.end()
    return tuple(run for run in [*runs, CitationRun(text[last:])] if run.text)


def full_form(source: Source, words: Catalogue = ENGLISH) -> Printed:
    """A source as it is cited the first time, without a full stop at the end."""
    if source.cite_as:
        return _own_form(source.cite_as.rstrip(". "))
    return _FORMATTERS[source.type](source, words)


def listed_form(source: Source, words: Catalogue = ENGLISH) -> Printed:
    """A source as the list of sources prints it: the full form and where it can be read."""
    form, address = full_form(source, words), _address(source)
    if any(run.href for run in form) or plain(address) in plain(form):
        return form
    return join([form, address])


def short_form(source: Source, words: Catalogue = ENGLISH) -> Printed:
    """A source as it is cited again: its `short`, or who and the beginning of the title."""
    if source.short:
        return _own_form(source.short)
    match source.type:
        case SourceType.LEGISLATION if source.genre == "resolution":
            return _resolution_name(source, words)
        case SourceType.LEGISLATION:
            return (CitationRun(source.title),)
        case SourceType.LEGAL_CASE:
            return _title(source.title.partition(" (")[0])
        case SourceType.TREATY:
            return _title(source.title)
        case SourceType.ARTICLE_JOURNAL | SourceType.ARTICLE_NEWSPAPER | SourceType.CHAPTER:
            title: _Part = words.quoted(_short_title(source.title))
        case SourceType.SPEECH | SourceType.WEBPAGE | SourceType.MANUSCRIPT:
            title = words.quoted(_short_title(source.title))
        case _:
            title = _title(_short_title(source.title))
    families = [name.family or name.literal for name in source.author]
    return join([_in_a_row(families, words) or source.authority, title])


def tells_itself(short: Printed, full: Printed) -> bool:
    """Whether who has read the full form knows the short one: each word of it stands there."""
    return set(_WORD.findall(plain(short).casefold())) <= set(_WORD.findall(plain(full).casefold()))


def _short_title(title: str) -> str:
    head = re.split(r"[:?] ", title, maxsplit=1)[0]
    if " " not in head:
        head = title  # "NATO" or "Explained" alone would name nothing
    return head if len(head) <= _SHORT_TITLE else f"{head[:_SHORT_TITLE].rsplit(' ', 1)[0]} …"


def with_locator(form: Printed, locator: str) -> Printed:
    """A form with the place in the source, as it was written: `doc. 38`, `p. 4`."""
    return join([form, locator])


def sort_key(source: Source, words: Catalogue = ENGLISH) -> str:
    """What the list of sources is ordered by: the first words of the form, case folded."""
    first = source.author[0] if source.author and not source.cite_as else Name()
    who = first.family or first.literal
    return f"{who} {plain(full_form(source, words))}".strip().lstrip("‘“„«").casefold()


def closed(form: Printed) -> Printed:
    """A form that ends in a full stop, or in the mark it ends in already."""
    if not form or form[-1].text.endswith((".", "?", "!")):
        return form
    last = form[-1]
    if last.href or last.italic:
        return (*form, CitationRun("."))
    return (*form[:-1], replace(last, text=f"{last.text}."))
