"""Bold and italic words in Markdown as it is typed: where their marks begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

STRONG = (re.compile(r"(?=(\*\*|__)\S)"), re.compile(r"(?<=\S)(?=(\*\*|__))"))
EMPHASIS = (
    re.compile(r"(?<![*_\w])(?=([*_])[^\s*_])"),
    re.compile(r"(?<=[^\s*_])(?=([*_])(?![*_\w]))"),
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between two marks of Markdown's: where the first begins, the words, the second ends."""

    start: int
    first: int
    last: int
    end: int


def marked_words(text: str, marks: tuple[re.Pattern[str], re.Pattern[str]]) -> Iterator[Marked]:
    """Each piece of words between an opening mark and the next closing one of its kind.

    One walk over all marks: a pattern that looks for its own end would look through the whole
    paragraph from every mark that has none, and one key would take a second.
    """
    opening, closing = marks
    ends: dict[str, list[int]] = {}
    for found in closing.finditer(text):
        ends.setdefault(found[1], []).append(found.start())
    free = 0
    for found in opening.finditer(text):
        mark, start = found[1], found.start()
        first = start + len(mark)
        at = bisect_left(ends.get(mark, ()), first + 1)
        if start >= free and at < len(ends.get(mark, ())):
            last = ends[mark][at]
            free = last + len(mark)
            yield Marked(start, first, last, free)
