"""The printed forms of sources: small formatters for the law, for UN papers and for the rest.

A form is a tuple of runs, so that HTML and Word print the same words. The forms are tabled in
`docs/formats/sources.md`; a curator's own `cite_as` wins over all of them.
"""

from __future__ import annotations

import re

from briefbuilder.domain.sources import Name, Source, SourceType
from briefbuilder.language.catalogue import ENGLISH, Catalogue
from briefbuilder.render.citation_runs import (
    CitationRun,
    Part,
    Printed,
    in_italics,
    join,
    plain,
    pointed,
)
from briefbuilder.render.locators import locator_in
from briefbuilder.render.source_citations import FORMS, resolution_name
from briefbuilder.render.source_words import address_of, in_a_row

_EMPHASIS = re.compile(r"\*([^*]+)\*")
_WORD = re.compile(r"\w+")
_SHORT_TITLE = 60


def _own_form(text: str) -> Printed:
    """A curator's form; `*…*` stands for italics."""
    runs: list[CitationRun] = []
    last = 0
    for match in _EMPHASIS.finditer(text):
        runs += [CitationRun(text[last : match.start()]), CitationRun(match[1], italic=True)]
        last = match.end()
    return tuple(run for run in [*runs, CitationRun(text[last:])] if run.text)


def full_citation(source: Source, words: Catalogue = ENGLISH) -> Printed:
    """A source as it is cited the first time, without a full stop at the end."""
    if source.cite_as:
        return _own_form(source.cite_as.rstrip(". "))
    return pointed(FORMS[source.type](source, words), words.writing)


def listed_citation(source: Source, words: Catalogue = ENGLISH) -> Printed:
    """A source as the list of sources prints it: the full form and where it can be read."""
    form, address = full_citation(source, words), address_of(source)
    if any(run.href for run in form) or plain(address) in plain(form):
        return form
    return pointed(join([form, address]), words.writing)


def short_citation(source: Source, words: Catalogue = ENGLISH) -> Printed:
    """A source as it is cited again: its `short`, or who and the beginning of the title."""
    if source.short:
        return _own_form(source.short)
    match source.type:
        case SourceType.LEGISLATION if source.genre == "resolution":
            return resolution_name(source, words)
        case SourceType.LEGISLATION:
            return (CitationRun(source.title),)
        case SourceType.LEGAL_CASE:
            return in_italics(source.title.partition(" (")[0])
        case SourceType.TREATY:
            return in_italics(source.title)
        case SourceType.ARTICLE_JOURNAL | SourceType.ARTICLE_NEWSPAPER | SourceType.CHAPTER:
            title: Part = words.quoted(_short_title(source.title))
        case SourceType.SPEECH | SourceType.WEBPAGE | SourceType.MANUSCRIPT:
            title = words.quoted(_short_title(source.title))
        case _:
            title = in_italics(_short_title(source.title))
    families = [name.family or name.literal for name in source.author]
    named = in_a_row(families, words) or source.authority
    return pointed(join([named, title]), words.writing)


def tells_itself(short: Printed, full: Printed) -> bool:
    """Whether who has read the full form knows the short one: each word of it stands there."""
    return set(_WORD.findall(plain(short).casefold())) <= set(_WORD.findall(plain(full).casefold()))


def _short_title(title: str) -> str:
    head = re.split(r"[:?] ", title, maxsplit=1)[0]
    if " " not in head:
        head = title  # "NATO" or "Explained" alone would name nothing
    return head if len(head) <= _SHORT_TITLE else f"{head[:_SHORT_TITLE].rsplit(' ', 1)[0]} …"


def with_locator(form: Printed, locator: str, words: Catalogue = ENGLISH) -> Printed:
    """A form with the place in the source: `doc. 38`, `p. 4`."""
    return pointed(join([form, locator_in(locator, words)]), words.writing)


def sort_key(source: Source, words: Catalogue = ENGLISH) -> str:
    """What the list of sources is ordered by: the first words of the form, case folded."""
    first = source.author[0] if source.author and not source.cite_as else Name()
    who = first.family or first.literal
    return f"{who} {plain(full_citation(source, words))}".strip().lstrip("‘“„«").casefold()
