"""Characters that a document of Qt's cannot hold, and what stands for them while it is edited."""

from __future__ import annotations

import re

_PARAGRAPH = "\u2029"
"""What stands between the paragraphs of a document that is read raw."""
_ENDS_A_PARAGRAPH = "\r\u2029\ufdd0\ufdd1"
_HALF = re.compile("[\ud800-\udfff]")
_SPARE = tuple(map(chr, (*range(0xFDD2, 0xFDF0), *range(0xE000, 0xF900))))
"""Noncharacters, then characters of private use; each is one unit long, as what it stands for."""


def has_whole_characters(text: str) -> bool:
    """Whether a text holds no half of a character; some keyboards send one in two events."""
    return _HALF.search(text) is None


class Disguise:
    """What stands for the characters that a document cannot hold, beside a text that it shows."""

    def __init__(self, text: str) -> None:
        used = set(text)
        spare = (one for one in _SPARE if one not in used)
        chosen = dict(zip(_ENDS_A_PARAGRAPH, spare, strict=False))
        self._on = str.maketrans(chosen)
        self._off = str.maketrans({other: one for one, other in chosen.items()})
        self._others = frozenset(chosen.values())

    def put_on(self, text: str) -> str:
        """A text as the document holds it."""
        return text.translate(self._on)

    def take_off(self, raw: str) -> str:
        """The text that a document holds."""
        return raw.replace(_PARAGRAPH, "\n").translate(self._off)

    def suits(self, text: str) -> bool:
        """Whether a text uses none of the characters that stand for others."""
        return self._others.isdisjoint(text)


def units(text: str) -> int:
    """The length of a text in UTF-16 units, which Qt counts."""
    return len(text.encode("utf-16-le")) // 2
