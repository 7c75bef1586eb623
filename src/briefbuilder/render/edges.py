"""What stands at the upper and the lower edge of a page, line by line: for markings.

A marking is its own words and no others: "NO LONGER SECRET" and "UNMARKED" mark nothing, and
letters strewn over a line are no word. So the words of an edge are taken in stretches that stand
alone: nothing near before or behind them on their lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefbuilder.render.glyphs import Glyph
from briefbuilder.render.ink import Box

_APART = 2.5  # times their size: letters that are further from each other are of other words
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """Letters side by side at an edge; `fit` says that each can be read at a glance."""

    text: str
    box: Box
    size: float
    fit: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a page: its lines in the order in which they were painted."""

    lines: tuple[Line, ...] = ()

    def alone(self) -> Iterator[tuple[Line, ...]]:
        """Lines that stand below one another with nothing beside them, one or several."""
        for first in range(len(self.lines)):
            for last in range(first + 1, min(len(self.lines), first + _MOST_LINES) + 1):
                stretch = self.lines[first:last]
                others = (*self.lines[:first], *self.lines[last:])
                pairs = pairwise(stretch)
                if not all(_goes_on(above, below) for above, below in pairs):
                    break
                if not any(_beside(one, other) for one in stretch for other in others):
                    yield stretch


def edge_of(letters: Sequence[Glyph], unfit: set[int]) -> Edge:
    """The lines of the letters that can be read at an edge."""
    lines: list[list[Glyph]] = []
    for letter in letters:
        if lines and _follows(lines[-1][-1], letter):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return Edge(tuple(_line(one, unfit) for one in lines))


def _line(letters: Sequence[Glyph], unfit: set[int]) -> Line:
    box = letters[0].box
    for letter in letters[1:]:
        box = box.joined(letter.box)
    return Line(
        text="".join(one.char for one in letters),
        box=box,
        size=max(one.run.size for one in letters),
        fit=not any(one.at in unfit for one in letters),
    )


def _follows(one: Glyph, other: Glyph) -> bool:
    apart = _APART * max(one.run.size, other.run.size)
    return _level(one.box, other.box) and -one.run.size < other.box.left - one.box.right <= apart


def _goes_on(above: Line, below: Line) -> bool:
    near = below.box.top - above.box.bottom <= _APART * max(above.size, below.size)
    over = min(above.box.right, below.box.right) > max(above.box.left, below.box.left)
    return near and over and below.box.top >= above.box.top + above.box.height / 2


def _beside(one: Line, other: Line) -> bool:
    apart = max(one.box.left - other.box.right, other.box.left - one.box.right)
    return _level(one.box, other.box) and apart <= _APART * max(one.size, other.size)


def _level(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > min(one.height, other.height) / 2
