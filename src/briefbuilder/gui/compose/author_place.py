"""Where something new belongs when nobody points at a place."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.items import Kind
from briefbuilder.domain.templates import Template


@dataclass(frozen=True, slots=True)
class AuthorPlace:
    """Before `index` of a section; at its end when `index` is None."""

    section_id: str
    index: int | None = None


def place_for_author(
    brief: Brief, block_id: str | None, section_id: str | None
) -> AuthorPlace | None:
    """After the selected block, otherwise at the end of the section that was written in last."""
    for section in brief.sections:
        for index, block in enumerate(section.blocks):
            if block.id == block_id:
                return AuthorPlace(section.id, index + 1)
    if any(section.id == section_id for section in brief.sections) and section_id is not None:
        return AuthorPlace(section_id)
    return None


def place_for_item(brief: Brief, template: Template, kind: Kind) -> AuthorPlace:
    """The first section whose form suggests this kind of item; otherwise the last one."""
    for section in brief.sections:
        contract = template.section(section.id)
        if contract is not None and kind in contract.suggests:
            return AuthorPlace(section.id)
    return AuthorPlace(brief.sections[-1].id)


def place_for_text(brief: Brief) -> AuthorPlace:
    """The first section that is still empty; otherwise the last one."""
    empty = next((section for section in brief.sections if not section.blocks), None)
    return AuthorPlace((empty or brief.sections[-1]).id)
