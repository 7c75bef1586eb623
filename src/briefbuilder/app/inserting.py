"""Putting something new at a place of a brief, and moving there what stands elsewhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.domain.changes import Changes
from briefbuilder.domain.placing import Destination, place_to_move
from briefbuilder.storage.safe_read import read_bytes_safely

MOST_PICTURE_BYTES = 20 * 1024 * 1024


class Insertable(StrEnum):
    """What an author can put at a place."""

    TEXT = "text"
    ITEM = "item"
    FIGURE = "figure"
    TIMELINE = "timeline"
    TABLE = "table"


def begin_block(session: BriefSession, what: Insertable, place: Destination) -> str | None:
    """Add an empty block at a place; returns its id.

    None for an item and a figure, which are chosen before they can stand anywhere.
    """
    section_id, index = place.section_id, place.index
    match what:
        case Insertable.TEXT:
            return operations.add_text(session, section_id=section_id, index=index)
        case Insertable.TIMELINE:
            return operations.add_timeline(session, section_id=section_id, index=index)
        case Insertable.TABLE:
            return operations.add_table(session, section_id=section_id, index=index)
        case Insertable.ITEM | Insertable.FIGURE:
            return None


def add_picture(session: BriefSession, path: Path, place: Destination) -> str:
    """Put a picture's file into a brief as a figure; returns the block's id.

    Raises what reading the file and looking into it raise.
    """
    return operations.add_figure(
        session,
        section_id=place.section_id,
        file_name=path.name,
        data=read_bytes_safely(path, limit=MOST_PICTURE_BYTES),
        index=place.index,
    )


def move_to_place(session: BriefSession, block_id: str, place: Destination) -> Changes:
    """Move a block to a place, which is counted with the block where it stands now."""
    target = place_to_move(session.brief, block_id, place)
    end = len(session.brief.section(target.section_id).blocks)
    return operations.move_block(
        session,
        block_id=block_id,
        section_id=target.section_id,
        index=end if target.index is None else target.index,
    )
