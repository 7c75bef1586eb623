"""What the check says of characters: some are not seen, and some no page can hold."""

from __future__ import annotations

import html
from collections.abc import Container, Iterator
from dataclasses import dataclass

from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.characters import hidden_in, named, unprintable_in
from briefbuilder.domain.edits import texts_of_block, used_keys
from briefbuilder.domain.library import Library
from briefbuilder.domain.sources import Source
from briefbuilder.domain.templates import Template
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, n_, spoken


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """The words that one place of the brief prints; `where` names it, as a sentence begins."""

    place: FindingPlace
    where: str
    texts: tuple[str, ...]


def character_findings(
    brief: Brief, template: Template, library: Library | None, printable: Container[int] | None
) -> Iterator[Finding]:
    """What stands in the brief and is not printed, and what cannot be (where fonts are known)."""
    for printed in printed_words(brief, template, library):
        # In Markdown a character can also be written as `&#x202e;`.
        text = "\n".join({*printed.texts, *map(html.unescape, printed.texts)})
        hidden = hidden_in(text)
        if hidden:
            yield Finding(
                "hidden-characters",
                Severity.WARNING,
                printed.place,
                n_(
                    "{where} holds {number} character that nobody sees and that is not printed: "
                    "{characters}.",
                    "{where} holds {number} characters that nobody sees and that are not printed: "
                    "{characters}.",
                    len(hidden),
                    where=printed.where,
                    characters=named(hidden),
                ),
                _("Delete the words there, and type them again."),
            )
        lacking = unprintable_in(text, printable) if printable is not None else ()
        if lacking:
            yield Finding(
                "unprintable-characters",
                Severity.ERROR,
                printed.place,
                n_(
                    "{where} holds {number} character that the template's fonts cannot print: "
                    "{characters}.",
                    "{where} holds {number} characters that the template's fonts cannot print: "
                    "{characters}.",
                    len(lacking),
                    where=printed.where,
                    characters=named(lacking),
                ),
                _(
                    "Write the words in another way, such as in Latin letters, or put a picture of "
                    "them in as a figure."
                ),
            )


def printed_words(
    brief: Brief, template: Template, library: Library | None
) -> Iterator[PrintedWords]:
    """Every place of the brief that prints words of somebody's, with the words."""
    yield PrintedWords(FindingPlace(field="title"), _("The title"), (brief.title,))
    labels = {spec.name: spec.label for spec in template.said_in(spoken().language).fields}
    for name, text in brief.fields:
        if name in labels:
            yield PrintedWords(FindingPlace(field=name), _named(labels[name]), (text,))
    yield from _printed_in_sections(brief)
    for answer in brief.answers:
        details = (answer.detail, answer.evidence, answer.closes, answer.due, answer.reason)
        where = _("The answer to question {question}", question=answer.question)
        yield PrintedWords(FindingPlace(question=answer.question), where, details)
    for clearance in brief.clearances:
        words = (clearance.office, clearance.name, clearance.remark)
        where = _('The clearance of "{office}"', office=clearance.office)
        yield PrintedWords(FindingPlace(), where, words)
    for source in _sources(brief, library):
        where = _('The source "{source}"', source=source.id)
        yield PrintedWords(FindingPlace(), where, tuple(_words_of(source)))


def _named(title: str) -> str:
    """A line of the head or a section, by what stands over it."""
    return _('"{title}"', title=title)


def _printed_in_sections(brief: Brief) -> Iterator[PrintedWords]:
    for section in brief.sections:
        where = _named(section.heading)
        place = FindingPlace(section=section.id)
        of_heading = _('The heading "{heading}"', heading=section.heading)
        yield PrintedWords(place, of_heading, (section.heading,))
        for block in section.blocks:
            item = block.item if isinstance(block, ItemBlock) else None
            place = FindingPlace(section=section.id, block=block.id, item=item)
            yield PrintedWords(place, where, texts_of_block(brief, block))


_WORDS_OF_A_SOURCE = {
    "title",
    "container_title",
    "collection_title",
    "publisher",
    "publisher_place",
    "genre",
    "authority",
    "references",
    "archive",
    "cite_as",
}


def _words_of(source: Source) -> Iterator[str]:
    yield from source.model_dump(include=_WORDS_OF_A_SOURCE, exclude_none=True).values()
    for name in (*source.author, *source.editor):
        yield from (name.family, name.given, name.literal)


def _sources(brief: Brief, library: Library | None) -> Iterator[Source]:
    """The sources that the brief cites, from the brief itself or from the library."""
    for key in used_keys(brief):
        source = brief.source(key) or (library.sources.get(key) if library else None)
        if source is not None:
            yield source
