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
        "overrides": "the list of what goes forward on somebody’s word",
        "notes": "the notes",
        "annex": "the annex",
        **dict(_of_sections(brief)),
    }


def _of_sections(brief: Brief) -> Iterator[tuple[str, str]]:
    for section in brief.sections:
        yield f"section:{section.id}", f"the heading of {_named(section)}"
        alone = len(section.blocks) == 1
        for number, block in enumerate(section.blocks, start=1):
            which = "" if alone else f"block {number} of "
            yield f"block:{block.id}", f"{_block(brief, block, which)}{_named(section)}"


def _named(section: Section) -> str:
    return f"section “{_short(section.heading)}”"


def _block(brief: Brief, block: Block, which: str) -> str:
    """A block by its name; one without a name by its number, where there are several."""
    match block:
        case TextBlock():
            return which
        case ItemBlock():
            return f"“{_short(brief.pin_of(block).item.title)}” in "
        case TableBlock():
            return _thing("table", block.caption, which)
        case TimelineBlock():
            return _thing("timeline", block.caption, which)
        case FigureBlock():
            return _thing("figure", block.caption, which)


def _thing(kind: str, caption: str, which: str) -> str:
    if caption:
        return f"the {kind} “{_short(caption)}” in "
    return f"the {kind} in {which}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
