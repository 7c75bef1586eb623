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
from briefbuilder.domain.words import counted
from briefbuilder.errors import Severity


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """The words that one place of the brief prints; `where` names it within a sentence."""

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
                f"{printed.where} holds {counted(len(hidden), 'character')} that nobody sees and "
                f"that {'is' if len(hidden) == 1 else 'are'} not printed: {named(hidden)}.",
                "Delete the words there, and type them again.",
            )
        lacking = unprintable_in(text, printable) if printable is not None else ()
        if lacking:
            yield Finding(
                "unprintable-characters",
                Severity.ERROR,
                printed.place,
                f"{printed.where} holds {counted(len(lacking), 'character')} that the template's "
                f"fonts cannot print: {named(lacking)}.",
                "Write the words in another way, such as in Latin letters, or put a picture of "
                "them in as a figure.",
            )


def printed_words(
    brief: Brief, template: Template, library: Library | None
) -> Iterator[PrintedWords]:
    """Every place of the brief that prints words of somebody's, with the words."""
    yield PrintedWords(FindingPlace(field="title"), "The title", (brief.title,))
    labels = {spec.name: spec.label for spec in template.fields}
    for name, text in brief.fields:
        if name in labels:
            yield PrintedWords(FindingPlace(field=name), f'"{labels[name]}"', (text,))
    yield from _printed_in_sections(brief)
    for answer in brief.answers:
        details = (answer.detail, answer.evidence, answer.closes, answer.due, answer.reason)
        where = f"The answer to question {answer.question}"
        yield PrintedWords(FindingPlace(question=answer.question), where, details)
    for clearance in brief.clearances:
        words = (clearance.office, clearance.name, clearance.remark)
        yield PrintedWords(FindingPlace(), f'The clearance of "{clearance.office}"', words)
    for source in _sources(brief, library):
        yield PrintedWords(FindingPlace(), f'The source "{source.id}"', tuple(_words_of(source)))


def _printed_in_sections(brief: Brief) -> Iterator[PrintedWords]:
    for section in brief.sections:
        where = f'"{section.heading}"'
        place = FindingPlace(section=section.id)
        yield PrintedWords(place, f"The heading {where}", (section.heading,))
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
