"""Numbers and letters that an author typed before points, closed up where some points are gone.

"a., c." tells that there was a "b.". Only what ran on in the whole is touched: "1, 2, 3, 4" of
which the third is left out becomes "1, 2, 3", while a list that skipped a number keeps its gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_BEFORE_A_POINT = re.compile(
    r"^(?P<open>\(?)(?P<mark>\d{1,3}|[a-z]{1,6})(?P<close>[.)])(?=[ \t])", re.MULTILINE
)
_BEFORE_A_CAPTION = re.compile(r"\A(?P<open>[^\W\d_]{3,12}[ \u00a0])(?P<mark>\d{1,3})(?P<close>)\b")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = tuple(
    f"{tens}{ones}"
    for tens in ("", "x", "xx", "xxx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
)


@dataclass(frozen=True, slots=True)
class _Rank:
    """A number before a point: where it stands, and as which number in which way of writing it."""

    text: int
    start: int
    end: int
    style: tuple[str, str, str]
    number: int


def closed_up(texts: Sequence[str], kept: Sequence[bool]) -> tuple[str, ...]:
    """The texts, in order, with the ranks of those that are `kept` running on without a gap."""
    return _closed(texts, kept, _BEFORE_A_POINT)


def captions_closed_up(captions: Sequence[str], kept: Sequence[bool]) -> tuple[str, ...]:
    """Captions, in order, with typed numbers ("Figure 3: …") running on without a gap."""
    return _closed(captions, kept, _BEFORE_A_CAPTION)


def _closed(
    texts: Sequence[str], kept: Sequence[bool], pattern: re.Pattern[str]
) -> tuple[str, ...]:
    written: dict[tuple[int, int, int], str] = {}
    ranks = [one for number, text in enumerate(texts) for one in _ranks(number, text, pattern)]
    for run in _runs(ranks):
        if all(kept[one.text] for one in run):
            continue
        first = run[0].number
        for number, one in enumerate((one for one in run if kept[one.text]), start=first):
            written[one.text, one.start, one.end] = _WRITTEN[one.style[1]](number)
    return tuple(_with(text, number, written) for number, text in enumerate(texts))


def _ranks(number: int, text: str, pattern: re.Pattern[str]) -> Iterator[_Rank]:
    for match in pattern.finditer(text):
        for kind, value in _read(match["mark"]):
            style = (match["open"], kind, match["close"])
            yield _Rank(number, *match.span("mark"), style, value)


def _read(mark: str) -> Iterator[tuple[str, int]]:
    """A mark as a number, in each way in which it can be meant: "i" is the first and the ninth."""
    if mark.isdecimal():
        yield "digits", int(mark)
    if mark in _LETTERS:
        yield "letters", _LETTERS.index(mark) + 1
    if mark in _ROMAN:
        yield "roman", _ROMAN.index(mark)


_WRITTEN: dict[str, Callable[[int], str]] = {
    "digits": str,
    "letters": lambda number: _LETTERS[number - 1],
    "roman": lambda number: _ROMAN[number],
}


def _runs(ranks: Iterable[_Rank]) -> Iterator[list[_Rank]]:
    """Two and more that follow one another, each one higher than the one before in its style."""
    open_runs: dict[tuple[str, str, str], list[_Rank]] = {}
    finished: list[list[_Rank]] = []
    for one in ranks:
        run = open_runs.get(one.style)
        if run is not None and one.number == run[-1].number + 1:
            run.append(one)
        else:
            open_runs[one.style] = [one]
            finished.append(open_runs[one.style])
    yield from (run for run in finished if len(run) > 1)


def _with(text: str, number: int, written: dict[tuple[int, int, int], str]) -> str:
    own = sorted((place, mark) for place, mark in written.items() if place[0] == number)
    for (_, start, end), mark in reversed(own):
        text = text[:start] + mark + text[end:]
    return text
