"""What must be found in the finished document: gathered from what goes into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from briefbuilder.render.demand import Demand
from briefbuilder.render.tree import Element, parse_fragment

_ENDS_PASSAGE = frozenset(
    "p li ul ol blockquote pre h1 h2 h3 h4 h5 h6 table thead tbody tr th td caption figure "
    "figcaption div text br hr".split()
)
_UNPRINTED = frozenset({"title", "desc", "style", "defs"})
_FIGURES = frozenset({"img", "svg"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that must stand together.

    `target` says which part of the brief they belong to, and `where` says it to people.
    """

    target: str
    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline, and its level."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything that an export is compared with.

    `notes` is the number of notes, each with a call; `links` are the addresses outside the
    brief, as often as they occur; `drawn` names the parts in which something is drawn or pictured,
    whose words are counted nowhere and must be seen all the same; `banner` and `stamp` stand on
    every page, the banner twice and in letters that are fit for a `marking`.
    """

    passages: tuple[Passage, ...] = ()
    headings: tuple[Heading, ...] = ()
    notes: int = 0
    links: tuple[str, ...] = ()
    figures: int = 0
    drawn: tuple[Passage, ...] = ()
    banner: str = ""
    stamp: str = ""
    marking: Demand = field(default_factory=Demand)


@dataclass(slots=True)
class Contents:
    """What a fragment of HTML holds."""

    passages: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    figures: int = 0


class _Reader:
    """Walks one of our own fragments; a footnote's words are a passage of their own."""

    def __init__(self) -> None:
        self.found = Contents()
        self._passage = ""

    def read(self, node: Element) -> None:
        if node.tag in _UNPRINTED:
            return
        if "footnote" in node.classes:
            self._note(node)
            return
        if node.tag in _FIGURES:
            self.found.figures += 1
        if node.tag in _HEADINGS:
            self.found.headings.append(Heading(int(node.tag[1]), node.words()))
        if node.tag == "a" and not node.attributes.get("href", "#").startswith("#"):
            self.found.links.append(node.attributes["href"])
        if node.tag in _ENDS_PASSAGE:
            self.end_passage()
        for child in node.children:
            if isinstance(child, Element):
                self.read(child)
            else:
                self._passage += child
        if node.tag in _ENDS_PASSAGE:
            self.end_passage()

    def _note(self, node: Element) -> None:
        around, self._passage = self._passage, ""
        for child in node.children:
            if isinstance(child, Element):
                self.read(child)
            else:
                self._passage += child
        self.end_passage()
        self._passage = around

    def end_passage(self) -> None:
        words = " ".join(self._passage.split())
        if words:
            self.found.passages.append(words)
        self._passage = ""


@lru_cache(maxsize=1500)
def contents_of(html: str) -> Contents:
    """What one of our fragments must bring into the document; it is only read."""
    reader = _Reader()
    reader.read(parse_fragment(html))
    reader.end_passage()
    return reader.found


def expectation_of(
    fragments: Iterable[tuple[str, str]],
    *,
    notes: int,
    banner: str,
    stamp: str,
    marking: Demand,
    where: Mapping[str, str],
) -> Expectation:
    """The expectation of a document made of (target, HTML) fragments, in order.

    `where` says of a target to people what it is.
    """
    passages: list[Passage] = []
    headings: list[Heading] = []
    links: list[str] = []
    drawn: list[Passage] = []
    figures = 0
    for target, html in fragments:
        found = contents_of(html)
        passages += [Passage(target, text, where.get(target, "")) for text in found.passages]
        headings += found.headings
        links += found.links
        figures += found.figures
        if found.figures:
            drawn.append(Passage(target, "", where.get(target, "")))
    return Expectation(
        passages=tuple(passages),
        headings=tuple(headings),
        notes=notes,
        links=tuple(links),
        figures=figures,
        drawn=tuple(drawn),
        banner=banner,
        stamp=stamp,
        marking=marking,
    )
