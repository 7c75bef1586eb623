"""Word differences on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefbuilder.cli.console import Console
from briefbuilder.domain.differences import DiffRun, PartDifference, WordChange

_WORDS_AROUND_A_CHANGE = 8
_MARKS = {WordChange.ADDED: ("{+", "+}", "green"), WordChange.REMOVED: ("[-", "-]", "red")}


def say_differences(differences: Iterable[PartDifference], console: Console) -> None:
    """Each part that differs, under its title, with some words around each change."""
    for part in differences:
        console.say(f"  {part.title}")
        console.say_runs([_marked(piece) for piece in _shortened(part.runs)], indent="    ")


def _marked(piece: DiffRun) -> tuple[str, str]:
    """A run as it is printed: marked in text, so that it can be read without colours, too."""
    words = piece.text.strip()
    if piece.run is WordChange.SAME or not words:
        return piece.text, ""
    before, after, style = _MARKS[piece.run]
    return piece.text.replace(words, f"{before}{words}{after}"), style


def _shortened(runs: Sequence[DiffRun]) -> list[DiffRun]:
    """The runs, with only some words of what is the same around each change."""
    last = len(runs) - 1
    return [
        _middle_left_out(piece, first=position == 0, last=position == last)
        for position, piece in enumerate(runs)
    ]


def _middle_left_out(piece: DiffRun, *, first: bool, last: bool) -> DiffRun:
    words = piece.text.split(" ")
    if piece.run is not WordChange.SAME or len(words) <= 2 * _WORDS_AROUND_A_CHANGE:
        return piece
    head = [] if first else words[:_WORDS_AROUND_A_CHANGE]
    tail = [] if last else words[-_WORDS_AROUND_A_CHANGE:]
    return DiffRun(WordChange.SAME, " ".join([*head, "…", *tail]))
