"""What must be found in the finished document: gathered from what goes into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

_ENDS_PASSAGE = frozenset(
    "p li ul ol blockquote pre h1 h2 h3 h4 h5 h6 table thead tbody tr th td caption figure "
    "figcaption div text br hr".split()
)
_UNPRINTED = frozenset({"title", "desc", "style", "defs"})
_FIGURES = frozenset({"img", "svg"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that must stand together; `target` says which part of the brief they belong to."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline, and its level."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything that an export is compared with.

    `notes` is the number of notes, each with a call; `links` are the addresses outside the
    brief, as often as they occur; `banner` and `stamp` stand on every page, the banner twice.
    """

    passages: tuple[Passage, ...] = ()
    headings: tuple[Heading, ...] = ()
    notes: int = 0
    links: tuple[str, ...] = ()
    figures: int = 0
    banner: str = ""
    stamp: str = ""


@dataclass(slots=True)
class Contents:
    """What a fragment of HTML holds."""

    passages: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    figures: int = 0


class _Reader(HTMLParser):
    """Reads one of our own fragments; a footnote's words are a passage of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Contents()
        self._open: list[tuple[str, bool]] = []  # tag, and whether it is a footnote
        self._texts: list[str] = [""]  # the passage, and inside a footnote the note's
        self._heading: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _ENDS_PASSAGE:
            self._end_passage()
        if tag in _FIGURES:
            self.found.figures += 1
        href = given.get("href") or ""
        if tag == "a" and not href.startswith("#"):
            self.found.links.append(href)
        if tag in {"img", "br", "hr"}:
            return
        is_note = given.get("class") == "footnote"
        if is_note:
            self._texts.append("")
        self._open.append((tag, is_note))
        if tag[0] == "h" and tag[1:].isdigit():
            self._heading = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FIGURES or tag in _ENDS_PASSAGE:
            self.handle_starttag(tag, attrs)
            if tag not in {"img", "br", "hr"}:
                self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            return
        _, is_note = self._open.pop()
        if is_note:
            self._keep(self._texts.pop())
        if tag in _ENDS_PASSAGE:
            self._end_passage()
        if self._heading is not None and tag[0] == "h" and tag[1:].isdigit():
            self.found.headings.append(Heading(int(tag[1:]), " ".join(self._heading.split())))
            self._heading = None

    def handle_data(self, data: str) -> None:
        if any(tag in _UNPRINTED for tag, _ in self._open):
            return
        self._texts[-1] += data
        if self._heading is not None and len(self._texts) == 1:
            self._heading += data

    def close(self) -> None:
        super().close()
        self._end_passage()

    def _end_passage(self) -> None:
        if len(self._texts) == 1:
            self._keep(self._texts[0])
            self._texts[0] = ""

    def _keep(self, text: str) -> None:
        words = " ".join(text.split())
        if words:
            self.found.passages.append(words)


def contents_of(html: str) -> Contents:
    """What one of our fragments must bring into the document."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def expectation_of(
    fragments: Iterable[tuple[str, str]], *, notes: int, banner: str, stamp: str
) -> Expectation:
    """The expectation of a document made of (target, HTML) fragments, in order."""
    passages: list[Passage] = []
    headings: list[Heading] = []
    links: list[str] = []
    figures = 0
    for target, html in fragments:
        found = contents_of(html)
        passages += [Passage(target, text) for text in found.passages]
        headings += found.headings
        links += found.links
        figures += found.figures
    return Expectation(
        passages=tuple(passages),
        headings=tuple(headings),
        notes=notes,
        links=tuple(links),
        figures=figures,
        banner=banner,
        stamp=stamp,
    )
