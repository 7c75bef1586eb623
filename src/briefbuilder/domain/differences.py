"""Word-by-word differences between two texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from briefbuilder.domain.item_sections import part_text, part_title, parts_of
from briefbuilder.domain.items import Item
from briefbuilder.language.interface import _

_TOKENS = re.compile(r"\s+|[^\s]+")


class WordChange(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class DiffRun:
    """Neighbouring words with the same fate."""

    run: WordChange
    text: str


@dataclass(frozen=True, slots=True)
class PartDifference:
    """How one part of an item differs between two revisions."""

    part: str
    title: str
    runs: tuple[DiffRun, ...]


def word_differences(before: str, after: str) -> tuple[DiffRun, ...]:
    """The runs that turn `before` into `after`; joined without REMOVED they give `after`."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    runs: list[DiffRun] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(DiffRun(WordChange.SAME, "".join(old[a:b])))
            continue
        if b > a:
            runs.append(DiffRun(WordChange.REMOVED, "".join(old[a:b])))
        if d > c:
            runs.append(DiffRun(WordChange.ADDED, "".join(new[c:d])))
    return tuple(runs)


def changed_words(runs: Iterable[DiffRun]) -> tuple[int, int, int]:
    """How many words are new, how many are gone, and how many there are now."""
    counts = dict.fromkeys(WordChange, 0)
    for one in runs:
        counts[one.run] += len(one.text.split())
    return (
        counts[WordChange.ADDED],
        counts[WordChange.REMOVED],
        counts[WordChange.ADDED] + counts[WordChange.SAME],
    )


def item_differences(before: Item, after: Item) -> tuple[PartDifference, ...]:
    """The parts in which two revisions of an item differ, in the newer one's order."""
    parts = [*parts_of(after), *(part for part in parts_of(before) if part not in parts_of(after))]
    found: list[PartDifference] = []
    if before.title != after.title:
        found.append(
            PartDifference("title", _("Title"), word_differences(before.title, after.title))
        )
    for part in parts:
        old, new = part_text(before, part), part_text(after, part)
        if old != new:
            title = part_title(after, part) if new else part_title(before, part)
            found.append(PartDifference(part, title, word_differences(old, new)))
    return tuple(found)
