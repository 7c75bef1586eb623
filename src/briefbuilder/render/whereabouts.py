"""The parts of a brief in words, for sentences about what became of them on the pages."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
)

_LONGEST = 60


def whereabouts(brief: Brief) -> dict[str, str]:
    """What each target of a printing is called: “the table “Options” in section “Argument””."""
    return {
        "head": "the head",
        "notes": "the notes",
        "annex": "the annex",
        **dict(_of_sections(brief)),
    }


def _of_sections(brief: Brief) -> Iterator[tuple[str, str]]:
    for section in brief.sections:
        yield f"section:{section.id}", f"the heading of {_named(section)}"
        for block in section.blocks:
            yield f"block:{block.id}", f"{_block(brief, block)}{_named(section)}"


def _named(section: Section) -> str:
    return f"section “{_short(section.heading)}”"


def _block(brief: Brief, block: Block) -> str:
    match block:
        case TextBlock():
            return ""
        case ItemBlock():
            return f"“{_short(brief.pin_of(block).item.title)}” in "
        case TableBlock():
            return f"the table{_titled(block.caption)} in "
        case TimelineBlock():
            return f"the timeline{_titled(block.caption)} in "
        case FigureBlock():
            return f"the figure{_titled(block.caption)} in "


def _titled(caption: str) -> str:
    return f" “{_short(caption)}”" if caption else ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
