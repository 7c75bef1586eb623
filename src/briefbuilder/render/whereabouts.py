"""The parts of a brief in words, for sentences about what became of them on the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    TableBlock,
    TextBlock,
    TimelineBlock,
)
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_

_LONGEST = 60


def whereabouts(brief: Brief) -> dict[str, str]:
    """What each target of a printing is called: “the table “Options” in section “Argument””."""
    return {
        "head": _("the head"),
        "overrides": _("the list of what goes forward on somebody’s word"),
        "notes": _("the notes"),
        "annex": _("the annex"),
        **dict(_of_sections(brief)),
    }


def _of_sections(brief: Brief) -> Iterator[tuple[str, str]]:
    for section in brief.sections:
        heading = _short(section.heading)
        yield f"section:{section.id}", _("the heading of section “{section}”", section=heading)
        alone = len(section.blocks) == 1
        for number, block in enumerate(section.blocks, start=1):
            yield f"block:{block.id}", _block(brief, block, heading, 0 if alone else number)


def _block(brief: Brief, block: Block, section: str, number: int) -> str:
    """A block by its name; one without a name by its number, where there are several."""
    match block:
        case TextBlock() if not number:
            return _("section “{section}”", section=section)
        case TextBlock():
            return _("block {number} of section “{section}”", number=number, section=section)
        case ItemBlock():
            title = _short(brief.pin_of(block).item.title)
            return _("“{title}” in section “{section}”", title=title, section=section)
        case TableBlock() | TimelineBlock() | FigureBlock() if block.caption:
            sentence = _CAPTIONED[type(block)]
            return _(sentence, caption=_short(block.caption), section=section)
        case TableBlock() | TimelineBlock() | FigureBlock() if not number:
            return _(_ALONE[type(block)], section=section)
        case TableBlock() | TimelineBlock() | FigureBlock():
            return _(_NUMBERED[type(block)], number=number, section=section)


_CAPTIONED: Mapping[type[Block], str] = {
    TableBlock: N_("the table “{caption}” in section “{section}”"),
    TimelineBlock: N_("the timeline “{caption}” in section “{section}”"),
    FigureBlock: N_("the figure “{caption}” in section “{section}”"),
}
_ALONE: Mapping[type[Block], str] = {
    TableBlock: N_("the table in section “{section}”"),
    TimelineBlock: N_("the timeline in section “{section}”"),
    FigureBlock: N_("the figure in section “{section}”"),
}
_NUMBERED: Mapping[type[Block], str] = {
    TableBlock: N_("the table in block {number} of section “{section}”"),
    TimelineBlock: N_("the timeline in block {number} of section “{section}”"),
    FigureBlock: N_("the figure in block {number} of section “{section}”"),
}


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
