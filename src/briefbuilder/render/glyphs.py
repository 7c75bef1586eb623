"""The characters of a drawn page: which are letters, where each stands and how it was painted."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

from briefbuilder.render.ink import Box, contrast_between, luminance
from briefbuilder.render.passages import HYPHEN_AT_LINE_END

_HYPHEN = 2  # how pdfium calls a hyphen at the end of a line, character by character
_SAID = b"ActualText"
_GREY = (0.3, 0.59, 0.11)  # how pdfium makes a grey of a colour
# The shares are tried on the pages of `tests/unit/render/test_eyes.py`, on either side of each.
_MOSTLY = 2 / 3  # of a letter's width and height is enough to know it by
_TURNED = 0.4  # the same for letters that stand askew in their box
_SKEW = 0.01
_SAME_LINE = 0.1  # points: what numbers in a PDF are rounded by
_SLANTED = 0.5  # the sine of 30 degrees: an italic slants by 20 at most
_OVER_THE_SIDE = -0.2  # the cosine of 100 degrees: what is turned further stands on its head
_HIGH, _LOW = 0.6, 0.4  # of a face's size: how high a capital is, and any letter at least
_NO_LETTER = 0.25  # of a face's size: no letter is lower


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Letters that were painted in one go.

    `size` is in points on the paper, `upright` says whether the letters stand or lie straight,
    `lying` whether they lie on their sides, `distorted` whether they are mirrored, on their heads
    or too slanted to be read; `in_grey` is how many times too high grey makes the contrast of
    their colour. `line` is the height on the page of the line that they stand on, or how far from
    its left when they lie. `is_cluster` says that they are one cluster, which says its words
    itself (see `clusters`). `painted` is pdfium's own.
    """

    size: float
    upright: bool
    lying: bool
    distorted: bool
    in_grey: float
    line: float
    is_cluster: bool
    painted: object

    def in_line_with(self, other: GlyphRun) -> bool:
        """Whether the letters of another run stand on the same line in the same size."""
        alike = self.upright and other.upright and self.lying == other.lying
        near = max(abs(self.line - other.line), abs(self.size - other.size))
        return alike and near <= _SAME_LINE

    @property
    def enough(self) -> float:
        """How much of a letter's width and height has to show."""
        return _MOSTLY if self.upright else _TURNED


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character that is not a space: its position among the page's, and where it stands.

    `cluster` is where all of its cluster stands, when it is painted as one with its marks: pdfium
    gives each letter a slice of that as its `box`, whichever part of the shape it may be.
    """

    at: int
    char: str
    box: Box
    run: GlyphRun
    cluster: Box | None = None

    @property
    def shape(self) -> Box:
        """Where its ink is to be looked for."""
        return self.cluster or self.box

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter or digit."""
        return self.char.isalnum()

    @property
    def is_mark(self) -> bool:
        """Whether it stands on the letter before it, or round it, as an accent does."""
        return not self.char.isascii() and unicodedata.category(self.char) in {"Mn", "Mc"}

    @property
    def size(self) -> float:
        """In points: the size of its face, or less when its shape is smaller than that says."""
        high = _HIGH if self.char.isupper() else _LOW
        return min(self.run.size, self._height / high) if self._is_plain else self.run.size

    @property
    def is_other(self) -> bool:
        """Whether the shape is too low for a letter, as that of three dots in its place."""
        return self._is_plain and self._height < _NO_LETTER * self.run.size

    @property
    def _is_plain(self) -> bool:
        return self.run.upright and _has_height(self.char)

    @property
    def _height(self) -> float:
        return self.box.width if self.run.lying else self.box.height


@cache
def _has_height(char: str) -> bool:
    """Whether a character is of those that are as high as others of their face."""
    is_dot = not char.isascii() and unicodedata.digit(char, 1) == 0  # as in Arabic
    return unicodedata.category(char) in {"Lu", "Ll", "Nd"} and not is_dot


Place = Callable[[float, float, float, float], Box]
"""A rectangle of the PDF (left, bottom, right, top) as one on the paper."""


def read_glyphs(text: pypdfium2.PdfTextPage, place: Place) -> tuple[list[str], list[Glyph]]:
    """The characters of a page, and those among them that leave something on it."""
    count = raw.FPDFText_CountChars(text)
    handle = text.raw
    chars = [_char(raw.FPDFText_GetUnicode(handle, at)) for at in range(count)]
    return chars, _in_clusters(list(_glyphs(text, chars, place)))


def _in_clusters(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The same, where letters that are painted as one with their marks know it."""
    found: list[Glyph] = []
    for _, together in groupby(glyphs, key=lambda one: id(one.run)):
        cluster = list(together)
        if cluster[0].run.is_cluster:
            whole = reduce(Box.joined, (one.box for one in cluster))
            cluster = [replace(one, cluster=whole) for one in cluster]
        found += cluster
    return found


def _glyphs(text: pypdfium2.PdfTextPage, chars: Sequence[str], place: Place) -> Iterator[Glyph]:
    sides = tuple(ctypes.c_double() for _ in range(4))
    left, right, bottom, top = sides
    handle = text.raw  # which its wrapper looks up in each call
    runs: dict[int, GlyphRun] = {}
    for at, char in enumerate(chars):
        if not char or char.isspace():
            continue
        painted = raw.FPDFText_GetTextObject(handle, at)
        key = ctypes.addressof(painted.contents) if painted else 0
        run = runs.get(key)
        if run is None:
            run = runs[key] = _run(text, at, painted)
        raw.FPDFText_GetCharBox(handle, at, left, right, bottom, top)
        yield Glyph(at, char, place(left.value, bottom.value, right.value, top.value), run)


def _char(code: int) -> str:
    if code == _HYPHEN:
        return HYPHEN_AT_LINE_END
    return chr(code) if code >= ord(" ") or code in b"\r\n" else ""


def _run(text: pypdfium2.PdfTextPage, at: int, painted: object) -> GlyphRun:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    across = math.hypot(matrix.a, matrix.b)
    down = math.hypot(matrix.c, matrix.d)
    straight = abs(matrix.b) + abs(matrix.c) <= _SKEW * (across + down)
    lying = abs(matrix.a) + abs(matrix.d) <= _SKEW * (across + down)
    size = float(raw.FPDFText_GetFontSize(text, at)) * min(across, down)
    mirrored = matrix.a * matrix.d - matrix.b * matrix.c < 0
    slanted = abs(matrix.a * matrix.c + matrix.b * matrix.d) > _SLANTED * across * down
    on_head = matrix.a < _OVER_THE_SIDE * across
    return GlyphRun(
        size=size,
        upright=straight or lying,
        lying=lying,
        distorted=mirrored or slanted or on_head,
        in_grey=_in_grey(painted),
        line=matrix.e if lying else matrix.f,
        is_cluster=_says_its_words(painted),
        painted=painted,
    )


def _says_its_words(painted: object) -> bool:
    """Whether the words of a run are not read from its shapes, but said beside them."""
    size = ctypes.c_ulong()
    marks = (
        raw.FPDFPageObj_GetMark(painted, at) for at in range(raw.FPDFPageObj_CountMarks(painted))
    )
    return any(
        raw.FPDFPageObjMark_GetParamStringValue(mark, _SAID, None, 0, size) for mark in marks
    )


def _in_grey(painted: object) -> float:
    """How many times too high the contrast of a run's colour is in grey, in quarters, at least 1.

    In quarters, as a picture of the page is kept for each.
    """
    parts = tuple(ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(painted, *parts)
    colour = [one.value for one in parts[:3]]
    grey = round(sum(share * part for share, part in zip(_GREY, colour, strict=True)))
    times = contrast_between(luminance(*colour), luminance(grey, grey, grey))
    # Black and the greys are 1 but for rounding, which is not to cost them a picture of their own.
    return math.ceil(4 * times - 0.1) / 4
