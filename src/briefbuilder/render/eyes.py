"""What an eye makes of finished pages: which of their letters can be read, and why others cannot.

A PDF holds words that nobody sees: beyond the edge of the paper, under a picture, white on white,
cut off by the box that they stand in. So each page is drawn twice, with its words and without.
Where the two pictures differ is ink, and by how much is its contrast, however the page came to
look so. At arm's length the pictures are grey, which is quick, and more contrast is asked for, as
grey makes colours darker than they are. What is not plain then is looked at through a glass, in
colour, before it is called unseen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from briefbuilder.render.crowds import crowds_among
from briefbuilder.render.demand import Demand
from briefbuilder.render.edges import Edge, edge_of
from briefbuilder.render.glyphs import Glyph, read_glyphs
from briefbuilder.render.ink import Box, Ink
from briefbuilder.render.passages import HYPHEN_AT_LINE_END, is_of_word, runs_to_the_left
from briefbuilder.render.pdf_reading import PDFIUM, opened

_ARMS_LENGTH = 2.0  # pixels to a point
_GLASS = 8.0
_MARGIN_OF_GLASS = 1.5  # points round what is looked at
_BAND = 0.1  # of the page's height: where markings stand
_BLUR = 1.4  # pixels that are pale at the edge of a small letter
_IN_GREY = 1.2  # times the contrast that is asked for: what the colour of the ground may cost
_FAINTEST = 1.1  # less contrast is no ink at all
_BULK = 0.5  # of a letter's ink, on its ground, has to be plain
_EDGES = ("left", "right", "upper", "lower")
_LINE_ENDS = frozenset({"\r", "\n", HYPHEN_AT_LINE_END})
_WHITE = (255, 255, 255, 255)


class Fault(StrEnum):
    """Why a letter cannot be read."""

    OFF_PAGE = "off-page"
    AT_EDGE = "at-edge"
    SMALL = "small"
    HIDDEN = "hidden"
    CUT = "cut"
    PALE = "pale"
    OVERPRINTED = "overprinted"
    DISTORTED = "distorted"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A fault with its measure: a size in points, a contrast, or the name of an edge."""

    fault: Fault
    measure: float = 0.0
    edge: str = ""


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page as an eye sees it.

    `chars` are its characters in the order of the file, `unseen` the positions of the letters
    among them that nobody can read, and `boxes` where the letters stand. `top` and `bottom` are
    its upper and its lower edge, where markings stand.
    """

    chars: Sequence[str]
    unseen: dict[int, Unseen]
    boxes: dict[int, Box]
    top: Edge
    bottom: Edge

    @property
    def text(self) -> str:
        """All words of the page."""
        return "".join(self.chars)

    @property
    def readable(self) -> str:
        """The words of the page that can be read."""
        return "".join(char for at, char in enumerate(self.chars) if at not in self.unseen)

    def from_the_left(self, *, readable: bool) -> str:
        """The words of the page, those of each line from left to right as they stand on it.

        A reader of PDFs turns a line about, whole, for one word in it that runs to the left; that
        must not excuse a form that prints words in another order.
        """
        left_out = self.unseen if readable else {}
        lines: list[list[int]] = [[]]
        for at, char in enumerate(self.chars):
            if char in _LINE_ENDS:
                lines.append([])
            elif at not in left_out:
                lines[-1].append(at)
        return "\n".join(map(self._line_from_the_left, lines))

    def _line_from_the_left(self, line: Sequence[int]) -> str:
        if not runs_to_the_left("".join(self.chars[at] for at in line)):
            return "".join(self.chars[at] for at in line)
        grouped = groupby(line, key=lambda at: is_of_word(self.chars[at]))
        words = [list(together) for is_word, together in grouped if is_word]
        words.sort(key=lambda word: min(self._left_of(at) for at in word))
        return " ".join("".join(self.chars[at] for at in word) for word in words)

    def _left_of(self, at: int) -> float:
        box = self.boxes.get(at)
        return box.left if box else math.inf  # a mark, which stands on a letter


def look_at_pages(pdf: bytes, marking: Demand, words: Demand) -> tuple[PageSeen, ...]:
    """Look at each page; `marking` is what the markings need, `words` what everything needs."""
    with opened(pdf) as document:
        # The lock is let go between pages, so that the screen can draw in the meantime.
        return tuple(_look_at(document, number, marking, words) for number in range(len(document)))


def _look_at(
    document: pypdfium2.PdfDocument, number: int, marking: Demand, words: Demand
) -> PageSeen:
    with PDFIUM:
        sheet = _Sheet(document, number)
        try:
            chars, glyphs = sheet.read()
            letters = [one for one in glyphs if one.is_letter]
            crowds = crowds_among(glyphs, sheet.paper)
            unseen = sheet.faults(letters, words)
            unseen = {
                **dict.fromkeys(crowds.backwards, Unseen(Fault.DISTORTED)),
                **dict.fromkeys(crowds.lost, Unseen(Fault.OVERPRINTED)),
                **unseen,
            }
            doubtful = [one for at, one in crowds.doubtful.items() if at not in unseen]
            unseen |= sheet.covered(doubtful, words)
            height = sheet.paper.bottom - sheet.paper.top
            bands = [one for one in letters if _band(one, sheet.paper.top, height)]
            unfit = {*sheet.faults(bands, marking), *unseen}
        finally:
            sheet.close()
    seen = [(_band(one, sheet.paper.top, height), one) for one in bands if one.at not in unseen]
    top, bottom = (
        edge_of([one for band, one in seen if band == edge], unfit) for edge in ("top", "bottom")
    )
    boxes = {one.at: one.box for one in letters}
    return PageSeen(chars, unseen, boxes, top, bottom)


def _band(letter: Glyph, top: float, height: float) -> str:
    if letter.box.bottom <= top + height * _BAND:
        return "top"
    return "bottom" if letter.box.top >= top + height * (1 - _BAND) else ""


@dataclass(slots=True)
class _Sheet:
    """A page twice: as it is, and without its words."""

    document: pypdfium2.PdfDocument
    number: int
    paper: Box = field(init=False)
    _page: pypdfium2.PdfPage = field(init=False)
    _bare: pypdfium2.PdfPage = field(init=False)
    _left: float = field(init=False)
    _top: float = field(init=False)
    _ink: Ink = field(init=False)

    def __post_init__(self) -> None:
        self._page = self.document[self.number]
        self._bare = self.document[self.number]
        for one in _texts(self._bare):
            raw.FPDFPageObj_SetIsActive(one, 0)
        self._left, _, _, self._top = self._page.get_cropbox()
        left, bottom, right, top = self._page.get_trimbox()
        self.paper = self._box(left, bottom, right, top)
        drawn, bare = (_drawn(one, _ARMS_LENGTH, grey=True) for one in (self._page, self._bare))
        self._ink = Ink.between(drawn, bare, _ARMS_LENGTH)

    def close(self) -> None:
        self._page.close()
        self._bare.close()

    def _box(self, left: float, bottom: float, right: float, top: float) -> Box:
        return Box(left - self._left, self._top - top, right - self._left, self._top - bottom)

    def read(self) -> tuple[list[str], list[Glyph]]:
        """The characters of the page, and what they leave on it."""
        text = self._page.get_textpage()
        try:
            return read_glyphs(text, self._box)
        finally:
            text.close()

    def faults(self, letters: Sequence[Glyph], demand: Demand) -> dict[int, Unseen]:
        """Why letters cannot be read, by their positions; those that can are left out."""
        found: dict[int, Unseen] = {}
        doubtful: dict[int, list[Glyph]] = defaultdict(list)
        inner = self.paper.inset(demand.edge)
        for letter in letters:
            fault = None
            if not inner.holds(letter.box):  # nearly all do, and no more is asked of them
                fault = _misplaced(letter.box, self.paper, demand.edge)
            fault = fault or _misshapen(letter, demand)
            if fault is not None:
                found[letter.at] = fault
            elif not self._is_plain(letter, demand):
                doubtful[id(letter.run)].append(letter)
        for run in doubtful.values():
            found |= _through_glass(run, self._ink_of(run, self._bare), demand)
        return found

    def covered(self, letters: Sequence[Glyph], demand: Demand) -> dict[int, Unseen]:
        """Why letters cannot be read that something else is printed with in one place.

        All other words are left on the page: what does not change when the letters alone are
        taken away is not seen.
        """
        found: dict[int, Unseen] = {}
        runs: dict[int, list[Glyph]] = defaultdict(list)
        for letter in letters:
            runs[id(letter.run)].append(letter)
        for run in runs.values():
            found |= _through_glass(run, self._ink_of(run, None), demand)
        return found

    def _is_plain(self, letter: Glyph, demand: Demand) -> bool:
        """Whether a letter can be read at arm's length; False when it needs a closer look."""
        contrast = demand.contrast * _IN_GREY * letter.run.in_grey
        return self._ink.reach(letter.shape, contrast, _BLUR) >= letter.run.enough

    def _ink_of(self, letters: Sequence[Glyph], bare: pypdfium2.PdfPage | None) -> Ink:
        """The ink of letters of one run, by a page without words or without that run alone."""
        around = letters[0].shape
        for letter in letters[1:]:
            around = around.joined(letter.shape)
        width, height = self._page.get_size()
        left, top = (
            max(0.0, around.left - _MARGIN_OF_GLASS),
            max(0.0, around.top - _MARGIN_OF_GLASS),
        )
        right = max(0.0, width - around.right - _MARGIN_OF_GLASS)
        bottom = max(0.0, height - around.bottom - _MARGIN_OF_GLASS)
        crop = (left, bottom, right, top)
        drawn = _drawn(self._page, _GLASS, crop)
        if bare is not None:
            return Ink.between(drawn, _drawn(bare, _GLASS, crop), _GLASS, left, top)
        raw.FPDFPageObj_SetIsActive(letters[0].run.painted, 0)
        without = _drawn(self._page, _GLASS, crop)
        raw.FPDFPageObj_SetIsActive(letters[0].run.painted, 1)
        return Ink.between(drawn, without, _GLASS, left, top)


def _drawn(
    page: pypdfium2.PdfPage,
    scale: float,
    crop: tuple[float, float, float, float] = (0, 0, 0, 0),
    *,
    grey: bool = False,
) -> Image.Image:
    bitmap = page.render(scale=scale, crop=crop, grayscale=grey, fill_color=_WHITE)
    try:
        picture: Image.Image = bitmap.to_pil()
    finally:
        bitmap.close()
    kind = "L" if grey else "RGB"
    return picture if picture.mode == kind else picture.convert(kind)


def _texts(page: pypdfium2.PdfPage) -> Iterator[object]:
    count = raw.FPDFPage_CountObjects(page)
    yield from _texts_among(raw.FPDFPage_GetObject(page, at) for at in range(count))


def _texts_among(objects: Iterable[object]) -> Iterator[object]:
    for one in objects:
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield one
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            count = raw.FPDFFormObj_CountObjects(one)
            yield from _texts_among(raw.FPDFFormObj_GetObject(one, at) for at in range(count))


def _misplaced(box: Box, paper: Box, edge: float) -> Unseen | None:
    inset = (
        box.left - paper.left,
        paper.right - box.right,
        box.top - paper.top,
        paper.bottom - box.bottom,
    )
    nearest = min(inset)
    if nearest >= edge:
        return None
    side = _EDGES[inset.index(nearest)]
    return Unseen(Fault.AT_EDGE if nearest >= 0 else Fault.OFF_PAGE, nearest, side)


def _misshapen(letter: Glyph, demand: Demand) -> Unseen | None:
    rounding = 0.01
    if letter.is_other:
        return Unseen(Fault.HIDDEN)
    if letter.size < demand.size - rounding:
        return Unseen(Fault.SMALL, letter.size)
    return Unseen(Fault.DISTORTED) if letter.run.distorted else None


def _through_glass(letters: Sequence[Glyph], ink: Ink, demand: Demand) -> dict[int, Unseen]:
    looked = ((one.at, _looked_through_glass(one, ink, demand)) for one in letters)
    return {at: fault for at, fault in looked if fault is not None}


def _looked_through_glass(letter: Glyph, ink: Ink, demand: Demand) -> Unseen | None:
    enough = letter.run.enough
    plain = ink.reach(letter.shape, demand.contrast, _BLUR) >= enough
    if plain and ink.share(letter.shape, demand.contrast, _FAINTEST) >= _BULK:
        return None
    if ink.reach(letter.shape, _FAINTEST, _BLUR) >= enough:
        return Unseen(Fault.PALE, ink.most(letter.shape))
    there = ink.most(letter.shape) >= _FAINTEST
    return Unseen(Fault.CUT if there else Fault.HIDDEN)
