"""Where in Markdown the words stand that it prints: about, since marks are left out in print."""

from __future__ import annotations

import re

_NEAR = 16
"""How many characters before a place are looked for."""
_LAST_RUN = re.compile(r"[^\n\u00a0\u2029]*$")


def raw_position(markdown: str, words: str, position: int) -> int:
    """Where in the Markdown the character at `position` of the words shown most likely stands."""
    share = position / max(1, len(words))
    expected = round(share * len(markdown))
    for length in (_NEAR, _NEAR // 2, _NEAR // 4):
        before = _LAST_RUN.findall(words[max(0, position - length) : position])[0]
        found = _nearest(markdown, before, expected)
        if before and found is not None:
            return found + len(before)
    return expected


def _nearest(text: str, piece: str, expected: int) -> int | None:
    starts: list[int] = []
    at = text.find(piece) if piece else -1
    while at >= 0:
        starts.append(at)
        at = text.find(piece, at + 1)
    return min(starts, key=lambda start: abs(start + len(piece) - expected), default=None)
