"""Glyphs that stand in one another's place: what is printed over what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from unicodedata import bidirectional, combining

from briefbuilder.render.glyphs import Glyph
from briefbuilder.render.ink import Box
from briefbuilder.render.passages import runs_to_the_left

# The shares are tried on the pages of `tests/unit/render/test_eyes.py`, on either side of each.
_OVER = 0.15  # of a letter's box: what a letter of another run may not fill
_HUDDLED = 0.7  # the same for its own run, where letters are kerned
_NARROW = 0.35  # of a face's size: i and l are narrower, and italic f, j or ß reach over all of one
_ALIKE = 2.5  # letters that differ more in size are not taken for one another's neighbours
_MARKS = 3  # so many accents stand on a letter in no language
_VIRAMA = 9  # the combining class of what joins letters, in the scripts of India
_IN_ONE = 3  # so many letters are at most one shape, as "ffi"
_LAM, _ALEFS = "\u0644", frozenset("\u0622\u0623\u0625\u0627\u0671")
_AT_ITS_END = 0.25  # of a lam's width: so near its left end begins an alef that crosses it
_CELL = 12.0  # points: the squares in which neighbours are looked for


@dataclass(slots=True)
class Crowds:
    """What the glyphs of a page do to its letters, by their positions.

    `lost` are letters that share their place with others of about their size, or of which many
    have one shape; `backwards` those that stand in the wrong order. `doubtful` have something else
    over them or under them, such as a block, a dash or a huge letter, and need to be looked at.
    """

    lost: set[int] = field(default_factory=set)
    backwards: set[int] = field(default_factory=set)
    doubtful: dict[int, Glyph] = field(default_factory=dict)


def crowds_among(glyphs: Sequence[Glyph], paper: Box) -> Crowds:
    """The crowds of a page; what happens beside its paper is not looked for."""
    found = Crowds(set(_many_in_one(glyphs)), set(_backwards(glyphs)))
    filled: dict[int, float] = defaultdict(float)
    ligatures = {b.at for a, b in pairwise(glyphs) if a.run is b.run and a.box == b.box}
    clusters = {id(glyph.run) for glyph in glyphs if glyph.is_mark}
    places = _places_without_marks(glyphs)
    for one, other in _neighbours(glyphs, paper):
        shared = one.box.shared(other.box).area
        if not shared:
            continue
        beside = abs(places[one.at] - places[other.at]) <= 1
        join = _join(one, other)
        in_cluster = id(one.run) in clusters or id(other.run) in clusters
        reach_over = beside or join or in_cluster
        if one.run is not other.run and not (reach_over and one.run.in_line_with(other.run)):
            _meet(one, other, shared, found)
        elif (one.run is other.run and beside and join) or _cross(one, other):
            continue  # as lam and alef do
        elif one.run.upright and one.box != other.box and not (one.is_mark or other.is_mark):
            for letter, over in ((one, other), (other, one)):
                if over.at not in ligatures:
                    filled[letter.at] += shared / (_room_of(letter) or 1)
    huddled = {at for at, share in filled.items() if share > _HUDDLED}
    found.lost |= {one.at for one in glyphs if one.is_letter and one.at in huddled}
    return found


def _room_of(letter: Glyph) -> float:
    """The room that a letter has in its line: a narrow one has some on either side, too.

    An Arabic letter has its own box and no more: there alef is narrow, and hides in lam.
    """
    least = _NARROW * letter.run.size if bidirectional(letter.char) == "L" else 0.0
    return max(letter.box.width, least) * letter.box.height


def _join(one: Glyph, other: Glyph) -> bool:
    """Whether two letters are Arabic, which are written into one another."""
    return bidirectional(one.char) == bidirectional(other.char) == "AL"


def _cross(one: Glyph, other: Glyph) -> bool:
    """Whether these are lam and, at its left end, alef: wherever a vowel between has put them."""
    lam, alef = (one, other) if one.char == _LAM else (other, one)
    if lam.char != _LAM or alef.char not in _ALEFS or not lam.run.in_line_with(alef.run):
        return False
    return alef.box.left < lam.box.left + _AT_ITS_END * lam.box.width


def _places_without_marks(glyphs: Iterable[Glyph]) -> dict[int, int]:
    """The places of glyphs on a page if no letter had marks: which letters follow on another."""
    places, marks = {}, 0
    for glyph in glyphs:
        places[glyph.at] = glyph.at - marks
        marks += glyph.is_mark
    return places


def _meet(one: Glyph, other: Glyph, shared: float, found: Crowds) -> None:
    """Two glyphs of different runs that have some room in common: `most` of a letter's at most.

    Letters that follow on one another reach over each other as kerned ones do, in whatever runs.
    """
    sizes = sorted((one.run.size, other.run.size))
    upright = one.run.upright and other.run.upright
    if one.is_letter and other.is_letter and sizes[1] <= sizes[0] * _ALIKE:
        if upright and shared > _OVER * min(one.box.area, other.box.area):
            found.lost |= {one.at, other.at}
        return
    for letter in (one, other):
        if letter.is_letter and shared > _OVER * letter.box.area:
            found.doubtful[letter.at] = letter


def _backwards(glyphs: Sequence[Glyph]) -> Iterator[int]:
    """Letters that go on to the left of the one before, where their script goes to the right.

    Where letters of another script run to the left, the words of a line come in another order.
    """
    mixed = any(runs_to_the_left(glyph.char) for glyph in glyphs)
    for one, other in pairwise(glyphs):
        if other.box.right > one.box.left or (mixed and other.at > one.at + 1):
            continue
        plain = one.run is other.run and one.run.upright and not one.run.lying
        to_the_right = all(bidirectional(letter.char) == "L" for letter in (one, other))
        if plain and to_the_right:
            yield from (one.at, other.at)


def _many_in_one(glyphs: Sequence[Glyph]) -> Iterator[int]:
    """Letters of which many have one shape: it stands in their place, and is not they."""
    first = 0  # of those that have one shape
    for at in range(1, len(glyphs) + 1):
        if at < len(glyphs) and _in_one_shape(glyphs[at], glyphs[first]):
            continue
        if at - first > _IN_ONE:
            yield from _too_many(glyphs[first:at])
        first = at


def _in_one_shape(one: Glyph, other: Glyph) -> bool:
    return one.run is other.run and (one.run.is_cluster or one.box == other.box)


def _too_many(together: Sequence[Glyph]) -> Iterator[int]:
    letters = [one.at for one in together if one.is_letter]
    joined = sum(combining(one.char) == _VIRAMA for one in together)  # makes one of two letters
    if len(letters) - joined > _IN_ONE:
        yield from letters


def _neighbours(glyphs: Iterable[Glyph], paper: Box) -> Iterator[tuple[Glyph, Glyph]]:
    """Pairs of glyphs that meet on the paper, each pair once.

    A letter may be as large as a house, so only the squares of the paper count.
    """
    squares: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        for square in _squares(glyph.box.shared(paper)):
            squares[square].append(glyph)
    for square, crowd in squares.items():
        for first, one in enumerate(crowd):
            left, top, right, bottom = one.box
            for other in crowd[first + 1 :]:
                its_left, its_top, its_right, its_bottom = other.box
                apart = (
                    its_left >= right or its_right <= left or its_top >= bottom or its_bottom <= top
                )
                if not apart and (one.is_letter or other.is_letter):
                    shared = one.box.shared(other.box).shared(paper)
                    if square == (int(shared.left // _CELL), int(shared.top // _CELL)):
                        yield one, other


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row
