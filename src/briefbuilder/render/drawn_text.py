"""Words in a drawing whose letters join, stand on each other or run from the right: drawn whole.

WeasyPrint 70 draws the text of an SVG letter by letter, since a drawing may give each letter a
place of its own. So Arabic came out in letters that do not join, from left to right, and Hindi and
Thai with their marks beside them. What needs its neighbours is drawn in one piece, unless the
drawing places its letters one by one. All other words are left to WeasyPrint.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_MARKS = frozenset({"Mn", "Mc", "Me"})
_TO_THE_LEFT = frozenset({"R", "AL"})
_PLACES = ("x", "y", "dx", "dy", "rotate")


def hangs_together(text: str) -> bool:
    """Whether letters of a text cannot be drawn without their neighbours."""
    return not text.isascii() and any(
        unicodedata.category(char) in _MARKS or unicodedata.bidirectional(char) in _TO_THE_LEFT
        for char in text
    )


class _InOnePiece(str):
    """A text that is gone through as if it were one letter: see WeasyPrint's `svg/text.py`."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


@dataclass(frozen=True, slots=True)
class DrawnText:
    """Draws the words of an SVG; `plain` is WeasyPrint's own."""

    plain: Callable[..., None]

    def draw(self, svg: Any, node: Any, font_size: float) -> None:  # noqa: ANN401 — no types there
        """Draw an element's own words."""
        text = node.text or ""
        if hangs_together(text) and not any(_many(node.get(name)) for name in _PLACES):
            node._etree_node.text = _InOnePiece(text)  # noqa: SLF001 — the node has no other way
        self.plain(svg, node, font_size)


def _many(places: str | None) -> bool:
    return len((places or "").replace(",", " ").split()) > 1
