"""What differs between two briefs, so that a panel refreshes only what it shows.

An operation, an undo and a redo all announce themselves with the same value, computed from the
brief before and the brief after: nobody has to remember to set a flag.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from briefbuilder.domain.briefs import Block, Brief


class Aspect(StrEnum):
    """A side of the brief that a panel may show."""

    HEAD = "head"
    MARKING = "marking"
    OUTLINE = "outline"
    BLOCKS = "blocks"
    ANSWERS = "answers"
    CLEARANCES = "clearances"
    SOURCES = "sources"
    PINS = "pins"


@dataclass(frozen=True, slots=True)
class Changes:
    """The sides that differ; `blocks` and `questions` name what changed in place."""

    aspects: frozenset[Aspect] = frozenset()
    blocks: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    initiator: str = field(default="", compare=False)

    def __bool__(self) -> bool:
        return bool(self.aspects)

    def __contains__(self, aspect: Aspect) -> bool:
        return aspect in self.aspects


def changes_between(before: Brief, after: Brief, initiator: str = "") -> Changes:
    """The sides of `after` that are not those of `before`. `initiator` names who asked."""
    if before is after:
        return Changes(initiator=initiator)
    aspects: set[Aspect] = set()
    if (before.title, before.fields, before.draft, before.template, before.lang) != (
        after.title,
        after.fields,
        after.draft,
        after.template,
        after.lang,
    ):
        aspects.add(Aspect.HEAD)
    for aspect, name in (
        (Aspect.MARKING, "marking"),
        (Aspect.ANSWERS, "answers"),
        (Aspect.CLEARANCES, "clearances"),
        (Aspect.SOURCES, "sources"),
    ):
        if getattr(before, name) != getattr(after, name):
            aspects.add(aspect)
    if (before.pins, before.kept) != (after.pins, after.kept):
        aspects.add(Aspect.PINS)
    if _outline(before) != _outline(after):
        aspects.add(Aspect.OUTLINE)
    blocks = _changed_blocks(before, after)
    if blocks:
        aspects.add(Aspect.BLOCKS)
    return Changes(frozenset(aspects), blocks, _changed_questions(before, after), initiator)


def _outline(brief: Brief) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(s.id, s.heading, tuple(block.id for block in s.blocks)) for s in brief.sections]


def _changed_blocks(before: Brief, after: Brief) -> frozenset[str]:
    old: dict[str, Block] = {block.id: block for block in before.blocks()}
    return frozenset(
        block.id for block in after.blocks() if block.id in old and old[block.id] != block
    )


def _changed_questions(before: Brief, after: Brief) -> frozenset[str]:
    old = {answer.question: answer for answer in before.answers}
    new = {answer.question: answer for answer in after.answers}
    return frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
