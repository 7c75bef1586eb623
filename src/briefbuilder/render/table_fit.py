"""How a table is set, by the words that it holds: small or wide, whole or broken between rows.

A layout squeezes a table until its longest words meet the edges of the page, and then lets it run
off the paper. So it is judged beforehand whether the words find room side by side, in letters of
the forms' usual type: the narrowest of them gives a table about 75 in a line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from briefbuilder.render.tree import Element, parse_fragment

_LINE = 72.0
"""Letters in a line of a table, as wide as an average small letter."""
_DENSE = 1.18
"""So many times more letters find room in the small type of a dense table."""
_ACROSS = 1.9
"""So many times more on a landscape page."""
_GUTTER = 2.0
_WORDY = 18.0
"""A column whose cells are longer than that wraps; so much it wants to be read with ease."""
_EASY, _EASY_DENSE = 100.0, 126.0
_BROKEN_ANYWAY = 26.0
"""Longer words than that, such as addresses, are broken rather than given a landscape page."""
_WIDE_LETTERS = frozenset("mwMW@—–…%")
_WIDE_LETTER = 1.35
_NARROWEST = 6.0
_LONG = 16.0
_AROUND_ROW = 0.5
"""About a third of a page, in lines, and what is left free round a row: no more stays whole."""
_CELL = re.compile(r"<t[dh]\b")


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set: `dense` in small type, `wide` on a landscape page, `long` over pages.

    The rows of one that is `tall` may break, since one of them is longer than a third of a page.
    A word of more letters than `room` is broken where a line ends, since its column could not
    hold it without pushing others off the page.
    """

    dense: bool = False
    wide: bool = False
    long: bool = False
    tall: bool = False
    room: float = _BROKEN_ANYWAY

    @property
    def classes(self) -> str:
        """The names of its style."""
        told = (
            ("dense", self.dense),
            ("wide", self.wide),
            ("long", self.long),
            ("tall", self.tall),
        )
        return " ".join(["table-block", *(name for name, said in told if said)])

    def breaks(self, cell: str) -> bool:
        """Whether a cell holds a word that has no room."""
        return _longest_word([cell]) > self.room


def fit_of(rows: Sequence[Sequence[str]]) -> Fit:
    """How a table of these cells is set; its head is the first row."""
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return Fit()
    by_column = [[row[at] for row in rows if at < len(row)] for at in range(columns)]
    words = [min(_longest_word(cells), _BROKEN_ANYWAY) for cells in by_column]
    asked = [max(map(_width, column)) for column in by_column]
    gutters = columns * _GUTTER
    narrowest = sum(words) + gutters
    easy = sum(min(one, max(_WORDY, word)) for one, word in zip(asked, words, strict=True))
    across = _LINE * _ACROSS
    ways = (
        (_LINE, _EASY, False, False),
        (_LINE * _DENSE, _EASY_DENSE, True, False),
        (across, math.inf, False, True),
    )
    for line, ease, dense, wide in ways:
        if narrowest <= line and easy + gutters <= ease:
            return _set(_lines(rows, asked, line), dense=dense, wide=wide)
    line = across * _DENSE
    room = min(_BROKEN_ANYWAY, (line - gutters) / columns)
    return replace(_set(_lines(rows, asked, line), dense=True, wide=True), room=room)


def _set(lines: Sequence[float], *, dense: bool, wide: bool) -> Fit:
    return Fit(dense, wide, long=sum(lines) > _LONG, tall=max(lines, default=0) > _LONG)


def table_block(table: Markup) -> Markup:
    """A table in its block, which says how it is set."""
    rows = list(_rows(parse_fragment(str(table))))
    fit = fit_of(rows)
    cells = iter([cell for row in rows for cell in row])

    def marked(tag: re.Match[str]) -> str:
        return f'{tag[0]} class="breaks"' if fit.breaks(next(cells)) else tag[0]

    html = Markup(_CELL.sub(marked, str(table)))  # noqa: S704 — our own HTML with a class added
    return Markup('<div class="{}">{}</div>').format(fit.classes, html)


def _rows(node: Element) -> Iterator[list[str]]:
    for one in node.elements():
        if one.tag == "tr":
            yield [cell.words() for cell in one.elements()]
        else:
            yield from _rows(one)


def _width(text: str) -> float:
    wide = sum(char.isupper() or char in _WIDE_LETTERS for char in text)
    return len(text) + (_WIDE_LETTER - 1) * wide


def _longest_word(cells: Sequence[str]) -> float:
    return max((_width(word) for cell in cells for word in cell.split()), default=0.0)


def _lines(rows: Sequence[Sequence[str]], asked: Sequence[float], line: float) -> list[float]:
    """About how many lines each row takes, when columns are as wide as their cells ask for."""
    whole = sum(asked) or 1.0
    room = [max(_NARROWEST, line * one / whole) for one in asked]
    return [
        _AROUND_ROW
        + max((math.ceil(_width(cell) / room[at]) for at, cell in enumerate(row)), default=1)
        for row in rows
    ]
