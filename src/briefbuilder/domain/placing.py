"""Where something new belongs in a brief: at the place that was pointed at, or where it fits."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.domain.briefs import Brief, Section
from briefbuilder.domain.items import Kind
from briefbuilder.domain.templates import Template


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a block is to stand: before `index` of a section; at its end when that is None."""

    section_id: str
    index: int | None = None

    def further(self, by: int) -> Destination:
        """The place `by` blocks further down; the end stays the end."""
        return Destination(self.section_id, None if self.index is None else self.index + by)


def place_for_author(
    brief: Brief, block_id: str | None, section_id: str | None
) -> Destination | None:
    """After the selected block, otherwise at the end of the section that was written in last."""
    for section in brief.sections:
        for index, block in enumerate(section.blocks):
            if block.id == block_id:
                return Destination(section.id, index + 1)
    if any(section.id == section_id for section in brief.sections) and section_id is not None:
        return Destination(section_id)
    return None


def section_for_item(
    brief: Brief, template: Template | None, kind: Kind, used_last: str | None = None
) -> Section | None:
    """The section in which an item belongs; None in a brief without sections.

    It is one whose form suggests the kind: the one that was used last, else the first. Where the
    form suggests none, it is the one that was used last, else the last one. A brief whose form is
    not installed here has no `template`.
    """
    contracts = template.sections if template is not None else ()
    wanted = {one.id for one in contracts if kind in one.suggests}
    suggesting = [section for section in brief.sections if section.id in wanted]
    fitting = suggesting or list(brief.sections)
    last = next((one for one in fitting if one.id == used_last), None)
    if last is not None or not fitting:
        return last
    return suggesting[0] if suggesting else fitting[-1]


def place_for_text(brief: Brief) -> Destination | None:
    """The first section that is still empty; otherwise the last one."""
    empty = next((section for section in brief.sections if not section.blocks), None)
    section = empty or next(reversed(brief.sections), None)
    return Destination(section.id) if section is not None else None


def place_to_move(brief: Brief, block_id: str, place: Destination) -> Destination:
    """Where a block ends that is moved to a place: it leaves a gap that what follows closes."""
    home = brief.section_of(block_id)
    own = [block.id for block in home.blocks].index(block_id)
    if place.index is None or home.id != place.section_id or own >= place.index:
        return place
    return Destination(place.section_id, place.index - 1)
