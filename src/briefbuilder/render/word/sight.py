"""Whether the words of a Word document can be seen as it is written: a look at its structure.

Word lays its pages out by itself, so there is no picture of them. What is looked at instead is
what the file says of each run, line, row and column, and what of that would keep words from sight.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _, spoken
from briefbuilder.language.marks import N_
from briefbuilder.render.colours import contrast
from briefbuilder.render.demand import Demand, short_of
from briefbuilder.render.drawing import text_width
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.legibility import mend_the_template, words_in
from briefbuilder.render.passages import letters

_TWIPS = 20  # in a point
_TELLING = 12  # letters tell of which passage they are
_HALVES = 2  # in which Word gives the size of letters
_PLAIN_SIZE = 10.0  # of a document that says nothing
_HIDING = ("w:vanish", "w:webHidden", "w:specVanish")
_TIGHTEST = -0.25  # of a letter's size: less room than that sets letters on one another
_HARDLY_A_WORD = 3.0  # times a letter's size: a line as narrow as that has hardly a word in it
_WHITE, _BLACK = "ffffff", "000000"
_PARTS = ("word/document.xml", "word/header", "word/footer", "word/footnotes")
_OFF = frozenset({"0", "false", "off"})


class _Reason(NamedTuple):
    """Why words cannot be seen: a sentence about `{words}`, and its figures."""

    sentence: str
    figures: tuple[tuple[str, float], ...] = ()

    def said(self, words: str) -> str:
        figures = {name: spoken().decimal(figure) for name, figure in self.figures}
        return _(self.sentence, words=words, **figures)


_HIDDEN = _Reason(N_("{words} is hidden in the Word document."))
_CROWDED = _Reason(N_("{words} has its letters set on one another in the Word document."))
_IN_A_FIXED_ROW = _Reason(
    N_("{words} stands in a row of a fixed height in the Word document, which may cut it off.")
)
_BESIDE_THE_PAPER = _Reason(N_("{words} begins beside the paper in the Word document."))
_IN_A_NARROW_COLUMN = _Reason(
    N_("{words} has a column in the Word document that is narrower than a short word.")
)


def unseen_words(docx: bytes, expected: Expectation) -> Iterator[Problem]:
    """The words of a document that nobody could see, each with its reason and its block."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
    styles = _Styles.of(parse_xml(parts["word/styles.xml"]))
    paper = _Paper.of(parse_xml(parts["word/document.xml"]))
    told: set[tuple[str, _Reason]] = set()
    for name, part in sorted(parts.items()):
        if name.startswith(_PARTS):
            banner = "" if name.startswith("word/document") else expected.banner
            marking = (letters(banner), expected.marking)
            for paragraph in parse_xml(part).iter(qn("w:p")):
                for words, reason in _Look(paragraph, styles, paper, marking).faults():
                    problem = _problem(words, reason, expected)
                    if (problem.place.key, reason) not in told:
                        told.add((problem.place.key, reason))
                        yield problem


def _problem(words: str, reason: _Reason, expected: Expectation) -> Problem:
    passage = _passage_of(letters(words), expected.passages) or Passage("", "")
    sentence = reason.said(words_in(words, passage.where))
    return Problem(sentence, Place(key=passage.target), remedy=mend_the_template())


def _passage_of(words: str, passages: Sequence[Passage]) -> Passage | None:
    """The passage that words are, or the shortest of which they are a telling part."""
    whole = [one for one in passages if letters(one.text) == words]
    parts = [one for one in passages if len(words) >= _TELLING and words in letters(one.text)]
    return min(whole or parts, key=lambda one: len(one.text), default=None)


@dataclass(frozen=True, slots=True)
class _Styles:
    """The letters' properties of each named style, nearest first, down to the document's own."""

    chains: Mapping[str, tuple[Any, ...]]
    plain: str
    ground: tuple[Any, ...]

    @classmethod
    def of(cls, styles: Any) -> _Styles:  # noqa: ANN401 — python-docx hides its types
        """What a document's styles say."""
        held = {one.get(qn("w:styleId")): one for one in styles.iter(qn("w:style"))}
        ground = tuple(styles.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"))
        plain = next((name for name, one in held.items() if _is_plain(one)), "")
        return cls({name: tuple(_chain(name, held)) for name in held}, plain, ground)

    def said(self, run: Any, paragraph: Any, name: str) -> Any:  # noqa: ANN401
        """The nearest element of a name that counts for a run; None where none does."""
        for properties in self._properties(run, paragraph):
            found = properties.find(qn(name))
            if found is not None:
                return found
        return None

    def _properties(self, run: Any, paragraph: Any) -> Iterator[Any]:  # noqa: ANN401
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._of_style(own.find(qn("w:rStyle")), "")
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        yield from self._of_style(named, self.plain)
        yield from self.ground

    def _of_style(self, named: Any, otherwise: str) -> tuple[Any, ...]:  # noqa: ANN401
        return self.chains.get(_value(named) or otherwise, ())


def _is_plain(style: Any) -> bool:  # noqa: ANN401
    return (style.get(qn("w:default")), style.get(qn("w:type"))) == ("1", "paragraph")


def _chain(name: str, held: Mapping[str, Any]) -> Iterator[Any]:
    met: set[str] = set()
    while name in held and name not in met:
        met.add(name)
        yield from held[name].iterfind(qn("w:rPr"))
        name = _value(held[name].find(qn("w:basedOn")))


@dataclass(frozen=True, slots=True)
class _Paper:
    """The narrowest left margin of a document's sheets, and the widest room, in points."""

    margin: float
    room: float

    @classmethod
    def of(cls, body: Any) -> _Paper:  # noqa: ANN401
        """What a document's sheets say."""
        margins, rooms = [], []
        for sheet in body.iter(qn("w:sectPr")):
            size, inset = sheet.find(qn("w:pgSz")), sheet.find(qn("w:pgMar"))
            left, right = (_points(inset, side) for side in ("left", "right"))
            margins.append(left)
            rooms.append(_points(size, "w") - left - right)
        return cls(min(margins), max(rooms))


@dataclass(slots=True)
class _Look:
    """How a paragraph's words look, as far as the file says.

    `marking` is the banner that may stand in it, and what its letters need.
    """

    paragraph: Any
    styles: _Styles
    paper: _Paper
    marking: tuple[str, Demand]
    words: str = field(init=False)
    largest: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self.words = "".join(one.text or "" for one in self.paragraph.iter(qn("w:t")))

    def faults(self) -> Iterator[tuple[str, _Reason]]:
        """Words, and why they cannot be seen."""
        if not letters(self.words):
            return
        banner, marking = self.marking
        start = letters(self.words).find(banner) if banner else -1
        end, at = start + len(banner), 0
        for run in self.paragraph.iter(qn("w:r")):
            words = "".join(one.text or "" for one in run.iterfind(qn("w:t")))
            if letters(words):
                size = self._size(run)
                self.largest = max(self.largest, size)
                first, at = at, at + len(letters(words))
                demand = marking if start >= 0 and first < end and start < at else Demand()
                yield from ((words, reason) for reason in self._of_run(run, size, demand))
        yield from ((self.words, reason) for reason in (*self._of_lines(), *self._of_room()))

    def _size(self, run: Any) -> float:  # noqa: ANN401
        size = self.styles.said(run, self.paragraph, "w:sz")
        return float(_value(size)) / _HALVES if size is not None else _PLAIN_SIZE

    def _of_run(self, run: Any, size: float, demand: Demand) -> Iterator[_Reason]:  # noqa: ANN401
        for name in _HIDING:
            hides = self.styles.said(run, self.paragraph, name)
            if hides is not None and _value(hides) not in _OFF:
                yield _HIDDEN
        if size < demand.size:
            sentence = N_("{words} is written in {size} pt; the least is {least} pt.")
            yield _Reason(sentence, (("size", size), ("least", demand.size)))
        colour = _value(self.styles.said(run, self.paragraph, "w:color")) or "auto"
        ground = self._ground(run)
        plain = contrast(f"#{_BLACK if colour == 'auto' else colour}", f"#{ground}")
        if plain < demand.contrast and colour != "auto":
            sentence = N_(
                "{words} is too pale in the Word document: its contrast is {contrast} to 1, and "
                "the least is {least} to 1."
            )
            figure = short_of(demand.contrast, plain)
            yield _Reason(sentence, (("contrast", figure), ("least", demand.contrast)))
        spacing = _value(self.styles.said(run, self.paragraph, "w:spacing"))
        if spacing and float(spacing) / _TWIPS < _TIGHTEST * size:
            yield _CROWDED

    def _ground(self, run: Any) -> str:  # noqa: ANN401
        """The colour behind a run: its own, its paragraph's, its cell's or that of the paper."""
        cells = (one.find(qn("w:tcPr")) for one in self.paragraph.iterancestors(qn("w:tc")))
        for place in (run.find(qn("w:rPr")), self.paragraph.find(qn("w:pPr")), *cells):
            shading = place.find(qn("w:shd")) if place is not None else None
            fill = "" if shading is None else str(shading.get(qn("w:fill")) or "")
            if fill not in {"", "auto"}:
                return fill
        return _WHITE

    def _of_lines(self) -> Iterator[_Reason]:
        spacing = self.paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        if spacing is not None and spacing.get(qn("w:lineRule")) == "exact":
            line = float(spacing.get(qn("w:line")) or 0) / _TWIPS
            if line < self.largest:
                sentence = N_("{words} is cut off in the Word document, in lines of {size} pt.")
                yield _Reason(sentence, (("size", line),))
        for row in self.paragraph.iterancestors(qn("w:tr")):
            height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
            if height is not None and height.get(qn("w:hRule")) == "exact":
                yield _IN_A_FIXED_ROW

    def _of_room(self) -> Iterator[_Reason]:
        """Whether lines begin on the paper, and have room for a word."""
        indent = self.paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        left, right = _points(indent, "left"), _points(indent, "right")
        first = left + min(0.0, _points(indent, "firstLine") - _points(indent, "hanging"))
        inset = 0.0
        for table in self.paragraph.iterancestors(qn("w:tbl")):
            inset += _points(table.find(f"{qn('w:tblPr')}/{qn('w:tblInd')}"), "w")
        if first + inset < -self.paper.margin:
            yield _BESIDE_THE_PAPER
        cell = next(self.paragraph.iterancestors(qn("w:tc")), None)
        room = self.paper.room
        if cell is not None:
            room = _points(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}"), "w") or room
        widest = max(text_width(one, self.largest) for one in self.words.split())
        if room - left - right < min(widest, _HARDLY_A_WORD * self.largest):
            yield _IN_A_NARROW_COLUMN


def _points(element: Any, name: str) -> float:  # noqa: ANN401
    """A length in points; 0 where it is not said."""
    said = None if element is None else element.get(qn(f"w:{name}"))
    return float(said) / _TWIPS if said else 0.0


def _value(element: Any) -> str:  # noqa: ANN401
    return "" if element is None else str(element.get(qn("w:val")) or "")
