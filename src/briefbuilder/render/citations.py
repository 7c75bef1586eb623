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
from briefbuilder.render.labels import long_date

_EMPHASIS = re.compile(r"\*([^*]+)\*")
_RESOLUTION = re.compile(
    r"^(?P<symbol>[A-Z](?:/[A-Z0-9-]+)*?/RES/(?P<number>[A-Z0-9/-]+(?: ?\([IVXLC]+\))?))"
)
_WORD = re.compile(r"\w+")
_MANY_AUTHORS = 4
_SHORT_TITLE = 60


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


def _title(text: str) -> Printed:
    return (CitationRun(text, italic=True),)


def _quoted(text: str) -> str:
    return f"‘{text}’"


def _brackets(part: _Part) -> Printed:
    runs = _runs(part)
    return (CitationRun("("), *runs, CitationRun(")")) if runs else ()


def _words(*parts: _Part) -> Printed:
    return join(parts, " ")


def _name(name: Name) -> str:
    return name.literal or f"{name.given} {name.family}".strip()


def _names(names: tuple[Name, ...]) -> str:
    return _in_a_row([_name(name) for name in names])


def _in_a_row(names: Sequence[str]) -> str:
    """A; A and B; A, B and C; A and others."""
    if len(names) >= _MANY_AUTHORS:
        return f"{names[0]} and others"
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return "".join(names)


def _date(date: str | None) -> str:
    return "" if not date or date == NO_DATE else long_date(date)


def _year(source: Source) -> str:
    return source.issued[:4] if source.issued != NO_DATE else NO_DATE


def _numbered(text: str | None, one: str, many: str) -> str:
    if not text:
        return ""
    if not text[0].isdigit():
        return text
    return f"{many if re.search(r'[-–,]', text) else one} {text.replace('-', '–')}"


def _pages(source: Source) -> str:
    return _numbered(source.page, "p.", "pp.")


def _edition(source: Source) -> str:
    edition = source.edition or ""
    if not edition.isdigit():
        return edition
    number = int(edition)
    teens = 10 <= number % 100 <= 20  # noqa: PLR2004 — eleventh to thirteenth take "th", too
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} edn"


def _imprint(source: Source) -> Printed:
    """Place, publisher and year, in brackets: `(Cambridge: Harvard University Press, 1957)`."""
    maker = join([source.publisher_place, source.publisher], ": ")
    return _brackets(join([maker, _year(source)]))


def _body(source: Source) -> str:
    return source.authority or _names(source.author) or source.publisher or ""


def _creator(source: Source) -> str:
    return _names(source.author) or source.authority or ""


def _treaty(source: Source) -> Printed:
    dates = [
        f"adopted {_date(source.issued)}" if _date(source.issued) else "",
        f"in force {_date(source.event_date)}" if source.event_date else "",
    ]
    series = source.collection_title or source.container_title
    if source.volume:
        place = _words(source.volume, series, source.page or source.number)
    else:
        place = _words(series, source.number)
    return _words(_title(source.title), _brackets(join(dates)), place)


def _resolution_name(source: Source) -> Printed:
    """The body and the number: "UN Security Council Resolution 661"."""
    match = _RESOLUTION.match(source.number or "")
    if match is None:
        return join([source.authority, _title(source.title), source.number])
    number = re.sub(r" ?\(", " (", match["number"])
    return _words(source.authority, f"Resolution {number}")


def _resolution(source: Source) -> Printed:
    match = _RESOLUTION.match(source.number or "")
    symbol = f"UN Doc. {match['symbol']}" if match else ""
    return join([_words(_resolution_name(source), _brackets(_date(source.issued))), symbol])


def _statute(source: Source) -> Printed:
    return join([_words(source.title, _brackets(source.jurisdiction)), source.number])


def _legislation(source: Source) -> Printed:
    if source.genre == "resolution":
        return _resolution(source)
    if source.genre == "statute":
        return _statute(source)
    date = _date(source.issued)
    return join([_words(source.title, _brackets(source.jurisdiction)), source.number, date])


def _case_name(title: str) -> Printed:
    """A case's name in italics, with what stands in brackets after it upright."""
    name, bracket, rest = title.partition(" (")
    return (*_title(name), CitationRun(bracket + rest)) if bracket else _title(title)


def _legal_case(source: Source) -> Printed:
    parts: list[_Part] = [_case_name(source.title), source.genre]
    if source.container_title:
        parts += [_words(source.volume, source.container_title), _pages(source)]
    else:
        parts += [source.authority, source.number, _date(source.issued)]
    return join(parts)


def _official(source: Source) -> Printed:
    number = source.number
    if source.genre == "un-document" and number and not number.startswith("UN Doc"):
        number = f"UN Doc. {number}"
    edition = _edition(source)
    return join([_body(source), _title(source.title), number, edition, _date(source.issued)])


def _report(source: Source) -> Printed:
    if source.genre in {"un-document", "nato-document", "doctrine"}:
        return _official(source)
    series = _words(source.collection_title, source.number)
    return join(
        [
            _creator(source),
            _words(
                join([_title(source.title), source.genre, series, _edition(source)]),
                _imprint(source),
            ),
            _pages(source),
        ]
    )


def _editors(source: Source) -> str:
    ed = "eds" if len(source.editor) > 1 else "ed."
    return f"{_names(source.editor)} ({ed})" if source.editor else ""


def _book(source: Source) -> Printed:
    editors = "" if source.author else _editors(source)
    title = join(
        [_title(source.title), _numbered(source.volume, "vol.", "vols."), _edition(source)]
    )
    return join([_names(source.author) or editors, _words(title, _imprint(source)), _pages(source)])


def _chapter(source: Source) -> Printed:
    book = join([_editors(source), _words(_title(source.container_title or ""), _imprint(source))])
    inside = (CitationRun("in "), *book) if source.container_title else book
    return join([_names(source.author), _quoted(source.title), inside, _pages(source)])


def _journal(source: Source) -> Printed:
    journal = _words(
        _title(source.container_title) if source.container_title else "", source.volume
    )
    issue = f"no. {source.issue}" if source.issue else ""
    where = _words(join([journal, issue]), _brackets(_year(source)))
    return join([_names(source.author), _quoted(source.title), where, _pages(source)])


def _newspaper(source: Source) -> Printed:
    paper = _title(source.container_title) if source.container_title else source.publisher
    return join(
        [_names(source.author), _quoted(source.title), paper, _date(source.issued), _pages(source)]
    )


def _webpage(source: Source) -> Printed:
    site = source.container_title or source.publisher
    site = None if site == _creator(source) else site
    seen = f"accessed {_date(source.accessed)}" if source.accessed else ""
    parts = [_creator(source), _quoted(source.title), site, _date(source.issued), _address(source)]
    return _words(join(parts), _brackets(seen))


def _speech(source: Source) -> Printed:
    date = _date(source.event_date) or _date(source.issued)
    parts = [_creator(source), _quoted(source.title), source.genre, source.publisher_place, date]
    return join([*parts, _title(source.container_title) if source.container_title else ""])


def _archival(source: Source) -> Printed:
    """A paper of an archive, or of a series of published papers such as FRUS."""
    title = _quoted(source.title)
    parts: list[_Part] = [_creator(source), title, source.genre, _date(source.issued)]
    if source.container_title:
        volume = _numbered(source.volume, "vol.", "vols.")
        parts += [join([_title(source.container_title), volume, source.number, _pages(source)])]
    else:
        parts += [source.number]
    return join([*parts, source.archive_location, source.archive])


def _hearing(source: Source) -> Printed:
    return join(
        [
            _title(source.title),
            source.genre or "hearing",
            source.authority,
            source.jurisdiction,
            source.number,
            _date(source.event_date) or _date(source.issued),
        ]
    )


def _document(source: Source) -> Printed:
    if source.archive or source.container_title:
        return _archival(source)
    parts = [_body(source), _title(source.title), source.genre, source.number]
    return join([*parts, _date(source.issued)])


_FORMATTERS: Mapping[SourceType, Callable[[Source], Printed]] = {
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


def full_form(source: Source) -> Printed:
    """A source as it is cited the first time, without a full stop at the end."""
    if source.cite_as:
        return _own_form(source.cite_as.rstrip(". "))
    return _FORMATTERS[source.type](source)


def listed_form(source: Source) -> Printed:
    """A source as the list of sources prints it: the full form and where it can be read."""
    form, address = full_form(source), _address(source)
    if any(run.href for run in form) or plain(address) in plain(form):
        return form
    return join([form, address])


def short_form(source: Source) -> Printed:
    """A source as it is cited again: its `short`, or who and the beginning of the title."""
    if source.short:
        return _own_form(source.short)
    match source.type:
        case SourceType.LEGISLATION if source.genre == "resolution":
            return _resolution_name(source)
        case SourceType.LEGISLATION:
            return (CitationRun(source.title),)
        case SourceType.LEGAL_CASE:
            return _title(source.title.partition(" (")[0])
        case SourceType.TREATY:
            return _title(source.title)
        case SourceType.ARTICLE_JOURNAL | SourceType.ARTICLE_NEWSPAPER | SourceType.CHAPTER:
            title: _Part = _quoted(_short_title(source.title))
        case SourceType.SPEECH | SourceType.WEBPAGE | SourceType.MANUSCRIPT:
            title = _quoted(_short_title(source.title))
        case _:
            title = _title(_short_title(source.title))
    families = [name.family or name.literal for name in source.author]
    return join([_in_a_row(families) or source.authority, title])


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


def sort_key(source: Source) -> str:
    """What the list of sources is ordered by: the first words of the form, case folded."""
    first = source.author[0] if source.author and not source.cite_as else Name()
    who = first.family or first.literal
    return f"{who} {plain(full_form(source))}".strip().lstrip("‘").casefold()


def closed(form: Printed) -> Printed:
    """A form that ends in a full stop, or in the mark it ends in already."""
    if not form or form[-1].text.endswith((".", "?", "!")):
        return form
    last = form[-1]
    if last.href or last.italic:
        return (*form, CitationRun("."))
    return (*form[:-1], replace(last, text=f"{last.text}."))
