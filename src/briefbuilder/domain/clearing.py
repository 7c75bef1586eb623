"""Which words a clearance was given to, and how it stands beside the brief's present words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.clearances import ClearedBlock, ClearedSection, ClearedText, Coverage
from briefbuilder.domain.item_sections import part_text, part_title
from briefbuilder.domain.words import fold_body, fold_words

CELL_MARK = "\t"
"""What stands between the cells of a row; folding leaves no tabulator in a cell."""


def words_covered(brief: Brief, of: Coverage) -> ClearedText:
    """The brief's present words under a coverage, by the recipe of `docs/formats/brief.md`."""
    sections = (section for section in brief.sections if of.is_whole or section.id in of.sections)
    return ClearedText(
        title=fold_words(brief.title) if of.is_whole else None,
        fields=tuple((name, _folded(brief.field(name))) for name in of.fields),
        sections=tuple(one for section in sections if (one := _section(brief, section))),
    )


def _section(brief: Brief, section: Section) -> ClearedSection | None:
    """The words of a section; None where a reader would see nothing."""
    blocks = [
        ClearedBlock(type=block.type, words=words)
        for block in section.blocks
        if (words := tuple(word for word in _words(brief, block) if word.strip()))
    ]
    if not blocks:
        return None
    heading = fold_words(section.heading)
    return ClearedSection(id=section.id, heading=heading, blocks=tuple(blocks))


def _words(brief: Brief, block: Block) -> Iterator[str]:
    """What a reader sees or hears of a block, piece by piece, each folded."""
    match block:
        case TextBlock():
            yield _folded(block.text)
        case ItemBlock():
            item = brief.pin_of(block).item
            yield fold_words(item.title)
            yield f"as at {item.as_at.isoformat()}"
            for part in brief.parts_shown(block):
                edit = block.edit_of(part)
                yield fold_words(part_title(item, part))
                yield _folded(edit.text if edit is not None else part_text(item, part))
        case FigureBlock():
            yield _picture(brief, block.media)
            yield from map(_folded, (block.alt, block.caption, block.credit))
        case TimelineBlock():
            yield _folded(block.caption)
            yield from map(_event, block.events)
        case TableBlock():
            yield _folded(block.caption)
            yield from map(_row, (block.header, *block.rows))


def _picture(brief: Brief, name: str) -> str:
    """A picture by the hash of its bytes; by its name where the brief does not hold it."""
    held = next((media.data for media in brief.media if media.name == name), None)
    return f"picture {hashlib.sha256(held).hexdigest() if held is not None else name}"


def _event(event: TimelineRow) -> str:
    """What was filled in of an event, in the file's order; a switch that is on by its name."""
    filled = event.model_dump(mode="json", exclude_defaults=True)
    return _row(key if value is True else str(value) for key, value in filled.items())


def _row(cells: Iterable[str]) -> str:
    return CELL_MARK.join(map(fold_words, cells))


def _folded(text: str) -> str:
    """A text in NFC, white space folded within each line: in Markdown, lines and indents count."""
    return "\n".join(
        line[: len(line) - len(line.lstrip(" "))] + fold_words(line)
        for line in fold_body(text).split("\n")
    )
