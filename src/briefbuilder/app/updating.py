"""Placed items whose library text has changed: what differs, and the author's decision."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief, ItemBlock, Pin
from briefbuilder.domain.changes import Changes
from briefbuilder.domain.differences import PartDifference, item_differences
from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class PinBehind:
    """A pin whose library text is another one now."""

    pin: Pin
    newer: LibraryEntry
    differences: tuple[PartDifference, ...]
    blocks: tuple[str, ...]
    declined: bool

    @property
    def item_id(self) -> str:
        """The item's id."""
        return self.pin.item.id


def pins_behind(brief: Brief, library: Library) -> tuple[PinBehind, ...]:
    """Every pin that blocks show and whose library text differs, in the brief's order."""
    declined = {(kept.item, kept.declined) for kept in brief.kept}
    blocks: dict[tuple[str, str], list[str]] = {}
    for block in brief.blocks():
        if isinstance(block, ItemBlock):
            blocks.setdefault((block.item, block.revision), []).append(block.id)
    behind: list[PinBehind] = []
    for (item_id, revision), ids in blocks.items():
        entry = library.entries.get(item_id)
        if entry is None or entry.revision == revision:
            continue
        pin = brief.pin(item_id, revision)
        behind.append(
            PinBehind(
                pin=pin,
                newer=entry,
                differences=item_differences(pin.item, entry.item),
                blocks=tuple(ids),
                declined=(item_id, entry.revision) in declined,
            )
        )
    return tuple(behind)


def accept(session: BriefSession, workspace: Workspace, item_id: str) -> Changes:
    """Take the newer text of one item."""
    return operations.accept_revision(session, _newer(session, workspace, item_id), workspace)


def keep(session: BriefSession, workspace: Workspace, item_id: str, reason: str = "") -> Changes:
    """Keep the pinned text of one item."""
    return operations.keep_revision(session, _newer(session, workspace, item_id), reason=reason)


def _newer(session: BriefSession, workspace: Workspace, item_id: str) -> LibraryEntry:
    for behind in pins_behind(session.brief, workspace.library):
        if behind.item_id == item_id:
            return behind.newer
    raise NotFoundError(f'The brief holds no older text of "{item_id}" than the library.')
