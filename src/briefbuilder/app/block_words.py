"""How a block of a brief is called by its kind, in a label and in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    PartEdit,
    TableBlock,
    TextBlock,
    TimelineBlock,
)
from briefbuilder.domain.edits import texts_of_block
from briefbuilder.domain.words import shortened
from briefbuilder.language.interface import _, n_, p_


@dataclass(frozen=True, slots=True)
class BlockWords:
    """A kind of block: its name, and what can be done beside one."""

    name: str
    insert_after: str
    actions: str


def block_words(block: Block) -> BlockWords:
    """The words that belong to a block's kind."""
    match block:
        case TextBlock():
            return BlockWords(
                p_("a block", "text"), _("Insert after this text"), _("Actions of this text")
            )
        case ItemBlock():
            return BlockWords(
                p_("a block", "placed item"),
                _("Insert after this placed item"),
                _("Actions of this placed item"),
            )
        case FigureBlock():
            return BlockWords(
                p_("a block", "figure"), _("Insert after this figure"), _("Actions of this figure")
            )
        case TimelineBlock():
            return BlockWords(
                p_("a block", "timeline"),
                _("Insert after this timeline"),
                _("Actions of this timeline"),
            )
        case TableBlock():
            return BlockWords(
                p_("a block", "table"), _("Insert after this table"), _("Actions of this table")
            )
        case _:
            assert_never(block)


def marking_title(block: Block, section: str) -> str:
    """The title over the choice of a block's marking."""
    match block:
        case TextBlock():
            return _("Marking of the text in “{section}”", section=section)
        case ItemBlock():
            return _("Marking of the item in “{section}”", section=section)
        case FigureBlock():
            return _("Marking of the figure in “{section}”", section=section)
        case TimelineBlock():
            return _("Marking of the timeline in “{section}”", section=section)
        case TableBlock():
            return _("Marking of the table in “{section}”", section=section)
        case _:
            assert_never(block)


def block_line(brief: Brief, block: Block) -> str:
    """A block in one line: what it is, and what it begins with."""
    match block:
        case ItemBlock():
            parts = (
                p_("an item in a brief", "whole")
                if block.parts is None
                else ", ".join(brief.parts_shown(block))
            )
            if not block.edits:
                return f"{block.item} ({parts})"
            edited = ", ".join(edit.part for edit in block.edits)
            own = _("{parts}; own words in {edited}", parts=parts, edited=edited)
            return f"{block.item} ({own})"
        case TextBlock():
            words = block.text.split()
            return n_(
                "text of {number} word: {beginning}",
                "text of {number} words: {beginning}",
                len(words),
                beginning=" ".join(words[:10]),
            )
        case FigureBlock():
            caption = block.caption or block.alt
            return _("figure {file}: {caption}", file=block.media, caption=caption)
        case TimelineBlock():
            return _("timeline: {caption}", caption=block.caption)
        case TableBlock():
            return _("table: {caption}", caption=block.caption)
        case _:
            assert_never(block)


def first_words(brief: Brief, block: Block) -> str:
    """What a block begins with, so that its author knows it again."""
    words = next((text for text in texts_of_block(brief, block) if text.strip()), "")
    if not words:
        return _("The block is empty.")
    return _("“{words}”", words=shortened(" ".join(words.split())))


def changed_by(own: PartEdit) -> str:
    """Who wrote the words that stand in place of an item's."""
    if own.author:
        return _("✎ changed by {name}", name=own.author)
    return p_("a text", "✎ changed")
