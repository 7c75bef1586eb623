"""Copies without pages of their own, Word and HTML, held to the same count as the PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.render.audit import missing_parts
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.flow import Piece, paragraphs
from briefbuilder.render.leaks import foreign_links
from briefbuilder.render.passages import letters
from briefbuilder.render.pdf_reading import LinkFound, PageFound, PdfFound

_QUOTED_WORDS = 8


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands at the top and at the bottom of every page of one kind."""

    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader finds in a copy: its words in order, what stands on every page, its parts.

    `edges` has one entry for each kind of page, upright and turned ones, say. `places` are the
    anchors to which links lead; `figures` counts the pictures that say in words what they show.
    """

    words: str
    edges: tuple[Edges, ...]
    headings: tuple[str, ...]
    places: frozenset[str]
    links: tuple[LinkFound, ...]
    figures: int

    @property
    def top(self) -> str:
        """All that stands at the top of pages."""
        return "\n".join(one.top for one in self.edges)

    @property
    def bottom(self) -> str:
        """All that stands at the bottom of pages."""
        return "\n".join(one.bottom for one in self.edges)


def missing_in(reading: Reading, expected: Expectation) -> tuple[Problem, ...]:
    """Everything that `expected` holds and the copy does not; empty when all is there."""
    page = PageFound(reading.words, reading.top, reading.bottom, reading.links, reading.figures)
    found = PdfFound((page,), reading.headings, reading.places, (), ())
    return (
        *_missing_words(reading.words, expected.passages),
        *missing_parts(found, expected),
        *_missing_edges(reading, expected),
        *foreign_links(link.address for link in reading.links),
    )


def missing_pieces(reading: Reading, pieces: Iterable[Piece]) -> tuple[Problem, ...]:
    """The paragraphs of a flow that a copy lacks, numbers included: the form's own words, too."""
    spoken = (Passage("", f"{one.lead} {one.text}") for one in paragraphs(tuple(pieces)))
    return tuple(_missing_words(reading.words, spoken))


def _missing_words(words: str, passages: Iterable[Passage]) -> Iterator[Problem]:
    held = list(passages)
    there = letters(words)
    wanted = Counter(letters(passage.text) for passage in held)
    short = {one for one, count in wanted.items() if one and there.count(one) < count}
    for passage in held:
        if letters(passage.text) in short:
            short.discard(letters(passage.text))
            quoted = " ".join(passage.text.split()[:_QUOTED_WORDS])
            sentence = _('The finished copy lacks the words "{words} …".', words=quoted)
            yield Problem(sentence, Place(key=passage.target), remedy=_remedy())


def _missing_edges(reading: Reading, expected: Expectation) -> Iterator[Problem]:
    """What is not on the pages of some kind, each sentence once."""
    sentences = (one for edges in reading.edges for one in _not_on(edges, expected))
    for sentence in dict.fromkeys(sentences):
        yield Problem(sentence, remedy=_remedy())


def _not_on(edges: Edges, expected: Expectation) -> Iterator[str]:
    banner, stamp = expected.banner, expected.stamp
    if letters(banner) not in letters(edges.top):
        yield _('The top of the pages lacks the marking "{marking}".', marking=banner)
    if letters(banner) not in letters(edges.bottom):
        yield _('The bottom of the pages lacks the marking "{marking}".', marking=banner)
    if letters(stamp) not in letters(edges.top + edges.bottom):
        yield _('The pages lack the words "{words}".', words=stamp)


def _remedy() -> str:
    return _("Tell whoever looks after the form, or export with another one.")
