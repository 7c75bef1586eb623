"""Fonts cut down to the letters that a page shows, so that a copy is small enough to be mailed."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError

_KEPT = 24  # faces, for the next copy of the same brief
_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0‘’“”–—…•◦▪·☐☑"


def cut_down(font: bytes, text: Iterable[str]) -> tuple[bytes, str] | None:
    """A face as WOFF2 with the letters of `text`, and its media type; None if it is no font."""
    shown = {char for words in (*text, _ALWAYS) for char in words}
    # A browser may draw a letter in its parts, as one of Thai.
    parts = {part for char in shown for part in unicodedata.normalize("NFKD", char)}
    return _cut_down(font, frozenset(map(ord, shown | parts)))


@lru_cache(maxsize=_KEPT)
def _cut_down(font: bytes, letters: frozenset[int]) -> tuple[bytes, str] | None:
    options = Options()
    options.layout_features = ["*"]  # small figures, ligatures: whatever the form asks for
    options.hinting = False
    options.name_IDs = []
    options.notdef_outline = True
    options.flavor = "woff2"
    try:
        with TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False) as opened:
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=letters)
            subsetter.subset(opened)
            opened.flavor = "woff2"
            stream = io.BytesIO()
            opened.save(stream)
    except (TTLibError, ImportError, ValueError, KeyError, AssertionError, OSError, EOFError):
        return None
    return stream.getvalue(), "font/woff2"
