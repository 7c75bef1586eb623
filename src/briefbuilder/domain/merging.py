"""The author's words for a placed part and a newer library text, put together by sentences.

The base is the pin's old text, mine the author's words, theirs the newer text. Where the two
changed sentences that neither are the same nor touch, both changes stand. Where they touch,
nobody can tell what is meant: the author's words stay, and the brief remembers over what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from briefbuilder.domain.briefs import Brief, ItemBlock, PartEdit
from briefbuilder.domain.item_sections import part_text, part_title, parts_of
from briefbuilder.domain.items import Item
from briefbuilder.domain.words import fold_body, sha256_hex
from briefbuilder.language.marks import N_

_SENTENCES = re.compile(r"[^.!?\n]*(?:[.!?]+[\"'”’)\]]*\s*|\n+)|[^.!?\n]+")


class Fate(StrEnum):
    """What becomes of the author's words when a newer library text is accepted."""

    KEPT = "kept"
    """The library changed nothing in that part."""
    MERGED = "merged"
    SAME = "same"
    """The newer text says what the author says."""
    OVER = "over"
    """Both changed the same sentences: the author's stay, and the newer ones are passed over."""
    GONE = "gone"
    """The newer text has no such part, so that the author's words are printed no more."""


FATE_WORDS = {
    Fate.KEPT: N_("your own words stay; the library changed nothing there"),
    Fate.MERGED: N_("your own words and the newer text are put together"),
    Fate.SAME: N_("the newer text says what your own words say, and takes their place"),
    Fate.OVER: N_("your own words stay, and the newer text of the same sentences is passed over"),
    Fate.GONE: N_("the newer text has no such part, so your own words are not printed"),
}
"""As a clause after a colon or a comma; looked up where it is shown."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What becomes of one edit; `edit` is the one that stays, None where none does."""

    part: str
    title: str
    fate: Fate
    edit: PartEdit | None


def hash_of_part(item: Item, part: str) -> str:
    """The SHA-256 of a part's normalised words."""
    return sha256_hex(fold_body(part_text(item, part)))


def own_words(old: Item, new: Item, block: ItemBlock) -> tuple[OwnWords, ...]:
    """What becomes of each of a block's edits when it goes from one revision to another."""
    return tuple(_fate(old, new, edit) for edit in block.edits)


def _fate(old: Item, new: Item, edit: PartEdit) -> OwnWords:
    part = edit.part
    if part not in parts_of(new):
        return OwnWords(part, part_title(old, part), Fate.GONE, edit)
    title = part_title(new, part)
    if hash_of_part(old, part) == hash_of_part(new, part):
        return OwnWords(part, title, Fate.KEPT, edit)
    if edit.over is not None:
        return OwnWords(part, title, Fate.OVER, edit)
    theirs = part_text(new, part)
    merged = merge(part_text(old, part), edit.text, theirs)
    if merged is None:
        over = edit.model_copy(update={"over": hash_of_part(old, part)})
        return OwnWords(part, title, Fate.OVER, over)
    if fold_body(merged) == fold_body(theirs):
        return OwnWords(part, title, Fate.SAME, None)
    return OwnWords(part, title, Fate.MERGED, edit.model_copy(update={"text": merged}))


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Both changes of `base` in one text; None where they touch and are not the same."""
    sentences = _SENTENCES.findall(base)
    changes = sorted({*_changes(sentences, mine), *_changes(sentences, theirs)})
    for one, two in pairwise(changes):
        if two.begin <= one.end:
            return None
    pieces: list[str] = []
    place = 0
    for change in changes:
        pieces += [*sentences[place : change.begin], change.text]
        place = change.end
    return "".join([*pieces, *sentences[place:]])


@dataclass(frozen=True, slots=True, order=True)
class _Change:
    """Sentences of the base, from `begin` to before `end`, and what stands in their place."""

    begin: int
    end: int
    text: str


def _changes(base: list[str], text: str) -> Iterator[_Change]:
    sentences = _SENTENCES.findall(text)
    matcher = SequenceMatcher(None, base, sentences, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield _Change(a, b, "".join(sentences[c:d]))


def passed_over(brief: Brief) -> Iterator[tuple[ItemBlock, OwnWords]]:
    """The edits that stand over newer library words, and those that are printed no more."""
    for block in brief.blocks():
        if not isinstance(block, ItemBlock):
            continue
        item = brief.pin_of(block).item
        for edit in block.edits:
            if edit.part not in parts_of(item):
                yield block, OwnWords(edit.part, edit.part, Fate.GONE, edit)
            elif edit.over is not None and edit.over != hash_of_part(item, edit.part):
                yield block, OwnWords(edit.part, part_title(item, edit.part), Fate.OVER, edit)
