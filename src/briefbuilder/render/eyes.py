"""What an eye makes of finished pages: which of their letters can be read, and why others cannot.

A PDF holds words that nobody sees: beyond the edge of the paper, under a picture, white on white,
cut off by the box that they stand in. So each page is drawn twice, with its words and without.
Where the two pictures differ is ink, and by how much is its contrast, however the page came to
look so. At arm's length the pictures are grey, which is quick, and more contrast is asked for, as
grey makes colours darker than they are. What is not plain then is looked at through a glass, in
colour, before it is called unseen.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from briefbuilder.render.ink import Box, Demand, Ink, contrast_between, luminance
from briefbuilder.render.passages import HYPHEN_AT_LINE_END
from briefbuilder.render.pdf_reading import PDFIUM, opened

_ARMS_LENGTH = 2.0  # pixels to a point
_GLASS = 8.0
_MARGIN_OF_GLASS = 1.5  # points round what is looked at
_BAND = 0.1  # of the page's height: where markings stand
_MOSTLY = 2 / 3  # of a letter's width and height is enough to know it by
_TURNED = 0.4  # the same for letters that stand askew in their box
_BLUR = 1.4  # pixels that are pale at the edge of a small letter
_IN_GREY = 1.2  # times the contrast that is asked for: what the colour of the ground may cost
_FAINTEST = 1.1  # less contrast is no ink at all
_BULK = 0.5  # of a letter's ink, on its ground, has to be plain
_OVER = 0.4  # of a letter's box: what another one may not fill
_TELLING = 4  # letters of a run, more than a ligature has
_ALIKE = 2.5  # letters that differ more in size are not taken for one another's neighbours
_CELL = 12.0  # points: the squares in which neighbours are looked for
_SKEW = 0.01
_HYPHEN = 2  # how pdfium calls a hyphen at the end of a line, character by character
_EDGES = ("left", "right", "upper", "lower")
_WHITE = (255, 255, 255, 255)
_GREY = (0.3, 0.59, 0.11)  # how pdfium makes a grey of a colour


class Fault(StrEnum):
    """Why a letter cannot be read."""

    OFF_PAGE = "off-page"
    AT_EDGE = "at-edge"
    SMALL = "small"
    HIDDEN = "hidden"
    CUT = "cut"
    PALE = "pale"
    OVERPRINTED = "overprinted"


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
    among them that nobody can read. `top` and `bottom` are the words of its upper and lower edge
    that are fit for a marking.
    """

    chars: Sequence[str]
    unseen: dict[int, Unseen]
    top: str
    bottom: str

    @property
    def text(self) -> str:
        """All words of the page."""
        return "".join(self.chars)

    @property
    def readable(self) -> str:
        """The words of the page that can be read."""
        return "".join(char for at, char in enumerate(self.chars) if at not in self.unseen)


def look(pdf: bytes, marking: Demand, words: Demand) -> tuple[PageSeen, ...]:
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
            chars, letters = sheet.read()
            unseen = sheet.faults(letters, words)
            for letter in _overprinted(letters):
                unseen.setdefault(letter.at, Unseen(Fault.OVERPRINTED))
            height = sheet.paper.bottom - sheet.paper.top
            bands = [one for one in letters if _band(one, sheet.paper.top, height)]
            unfit = {**sheet.faults(bands, marking), **unseen}
        finally:
            sheet.close()
    fit = [(_band(one, sheet.paper.top, height), one) for one in bands if one.at not in unfit]
    top = "".join(chars[one.at] for band, one in fit if band == "top")
    bottom = "".join(chars[one.at] for band, one in fit if band == "bottom")
    return PageSeen(chars, unseen, top, bottom)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter or digit: its position among the page's characters, and where it stands."""

    at: int
    box: Box
    run: _Run


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters that were painted in one go.

    `size` is in points on the paper, `upright` says whether the letters stand or lie straight,
    `in_grey` how many times too high grey makes the contrast of their colour.
    """

    size: float
    upright: bool
    in_grey: float

    @property
    def enough(self) -> float:
        """How much of a letter's width and height has to show."""
        return _MOSTLY if self.upright else _TURNED


def _band(letter: _Letter, top: float, height: float) -> str:
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

    def read(self) -> tuple[list[str], list[_Letter]]:
        """The characters of the page, and the letters and digits among them."""
        text = self._page.get_textpage()
        try:
            count = raw.FPDFText_CountChars(text)
            chars = [_char(raw.FPDFText_GetUnicode(text, at)) for at in range(count)]
            return chars, list(self._letters(text, chars))
        finally:
            text.close()

    def _letters(self, text: pypdfium2.PdfTextPage, chars: Sequence[str]) -> Iterator[_Letter]:
        sides = tuple(ctypes.c_double() for _ in range(4))
        runs: dict[int, _Run] = {}
        for at, char in enumerate(chars):
            if not char.isalnum():
                continue
            painted = raw.FPDFText_GetTextObject(text, at)
            key = ctypes.cast(painted, ctypes.c_void_p).value or 0
            run = runs.get(key)
            if run is None:
                run = runs[key] = _run(text, at, painted)
            left, right, bottom, top = sides
            raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
            box = self._box(left.value, bottom.value, right.value, top.value)
            yield _Letter(at, box, run)

    def faults(self, letters: Sequence[_Letter], demand: Demand) -> dict[int, Unseen]:
        """Why letters cannot be read, by their positions; those that can are left out."""
        found: dict[int, Unseen] = {}
        doubtful: dict[int, list[_Letter]] = defaultdict(list)
        for letter in letters:
            fault = _misplaced(letter.box, self.paper, demand.edge) or _too_small(letter, demand)
            if fault is not None:
                found[letter.at] = fault
            elif not self._is_plain(letter, demand):
                doubtful[id(letter.run)].append(letter)
        for run in doubtful.values():
            ink = self._through_glass(run)
            for letter in run:
                fault = _looked_through_glass(letter, ink, demand)
                if fault is not None:
                    found[letter.at] = fault
        return found

    def _is_plain(self, letter: _Letter, demand: Demand) -> bool:
        """Whether a letter can be read at arm's length; False when it needs a closer look."""
        contrast = demand.contrast * _IN_GREY * letter.run.in_grey
        return self._ink.reach(letter.box, contrast, _BLUR) >= letter.run.enough

    def _through_glass(self, letters: Sequence[_Letter]) -> Ink:
        around = letters[0].box
        for letter in letters[1:]:
            around = around.joined(letter.box)
        width, height = self._page.get_size()
        left, top = max(0.0, around.left - 1.5), max(0.0, around.top - _MARGIN_OF_GLASS)
        right = max(0.0, width - around.right - _MARGIN_OF_GLASS)
        bottom = max(0.0, height - around.bottom - _MARGIN_OF_GLASS)
        crop = (left, bottom, right, top)
        drawn, bare = _drawn(self._page, _GLASS, crop), _drawn(self._bare, _GLASS, crop)
        return Ink.between(drawn, bare, _GLASS, left, top)


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


def _char(code: int) -> str:
    if code == _HYPHEN:
        return HYPHEN_AT_LINE_END
    return chr(code) if code >= ord(" ") or code in b"\r\n" else ""


def _run(text: pypdfium2.PdfTextPage, at: int, painted: object) -> _Run:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    across = float((matrix.a**2 + matrix.b**2) ** 0.5)
    down = float((matrix.c**2 + matrix.d**2) ** 0.5)
    straight = abs(matrix.b) + abs(matrix.c) <= _SKEW * (across + down)
    lying = abs(matrix.a) + abs(matrix.d) <= _SKEW * (across + down)
    size = float(raw.FPDFText_GetFontSize(text, at)) * min(across, down)
    return _Run(size, straight or lying, _in_grey(painted))


def _in_grey(painted: object) -> float:
    """How many times too high the contrast of a run's colour is in grey, in quarters, at least 1.

    In quarters, as a picture of the page is kept for each.
    """
    parts = tuple(ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(painted, *parts)
    colour = [one.value for one in parts[:3]]
    grey = round(sum(share * part for share, part in zip(_GREY, colour, strict=True)))
    times = contrast_between(luminance(*colour), luminance(grey, grey, grey))
    return math.ceil(4 * times - 0.1) / 4


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


def _too_small(letter: _Letter, demand: Demand) -> Unseen | None:
    rounding = 0.01
    if letter.run.size < demand.size - rounding:
        return Unseen(Fault.SMALL, letter.run.size)
    return None


def _looked_through_glass(letter: _Letter, ink: Ink, demand: Demand) -> Unseen | None:
    enough = letter.run.enough
    plain = ink.reach(letter.box, demand.contrast, _BLUR) >= enough
    if plain and ink.share(letter.box, demand.contrast, _FAINTEST) >= _BULK:
        return None
    if ink.reach(letter.box, _FAINTEST, _BLUR) >= enough:
        return Unseen(Fault.PALE, ink.most(letter.box))
    there = ink.most(letter.box) >= _FAINTEST
    return Unseen(Fault.CUT if there else Fault.HIDDEN)


def _overprinted(letters: Sequence[_Letter]) -> Iterator[_Letter]:
    """Letters that share their place with one of another run, of about their size, or their own."""
    yield from _squeezed(letters)
    squares: dict[tuple[int, int], list[_Letter]] = defaultdict(list)
    for letter in letters:
        if letter.run.upright:
            box = letter.box
            columns = range(int(box.left // _CELL), int(box.right // _CELL) + 1)
            rows = range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
            for square in ((column, row) for column in columns for row in rows):
                squares[square].append(letter)
    for crowd in squares.values():
        for first, one in enumerate(crowd):
            for other in crowd[first + 1 :]:
                if one.run is not other.run and _stand_over_each_other(one, other):
                    yield from (one, other)


def _squeezed(letters: Sequence[_Letter]) -> Iterator[_Letter]:
    """The letters of runs that stand on one another: a ligature's do, but not most of a run."""
    runs: dict[int, list[_Letter]] = defaultdict(list)
    for letter in letters:
        runs[id(letter.run)].append(letter)
    for run in runs.values():
        pairs = itertools.pairwise(run)
        over = sum(_stand_over_each_other(one, other) for one, other in pairs)
        if len(run) >= _TELLING and over > _BULK * len(run):
            yield from run


def _stand_over_each_other(one: _Letter, other: _Letter) -> bool:
    shared = one.box.shared(other.box)
    if shared.left >= shared.right or shared.top >= shared.bottom:
        return False
    if max(one.run.size, other.run.size) > min(one.run.size, other.run.size) * _ALIKE:
        return False
    return shared.area > _OVER * min(one.box.area, other.box.area)
