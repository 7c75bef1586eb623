"""A file's text in an editor, which ends lines with LF: what is left alone keeps its own ends."""

from __future__ import annotations

import re

from briefbuilder.domain.words import shared_ends

_BOM = "\ufeff"
_PAIR = "\r\n"


def plain_lines(text: str) -> str:
    """A text as the editor holds it: without a byte order mark, lines ended by LF."""
    return _ended_by_lf(text.removeprefix(_BOM))


def typed_over(original: str, text: str) -> str:
    """The file whose text is `text` now; where it is as before, it is the original's own."""
    body = original.removeprefix(_BOM)
    mark = original[: len(original) - len(body)]
    before = _ended_by_lf(body)
    start, end = shared_ends(before, text)
    pairs = [pair.start() - number for number, pair in enumerate(re.finditer(_PAIR, body))]
    head = body[: start + sum(place < start for place in pairs)]
    rest = len(before) - end
    tail = body[rest + sum(place < rest for place in pairs) :]
    middle = text[start : len(text) - end]
    if 2 * len(pairs) > before.count("\n"):
        middle = middle.replace("\n", _PAIR)
    return mark + head + middle + tail


def _ended_by_lf(text: str) -> str:
    return text.replace(_PAIR, "\n").replace("\r", "\n")
