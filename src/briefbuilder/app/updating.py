"""Placed items whose library text has changed: what differs, and the author's decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefbuilder.app import operations
from briefbuilder.app.item_words import status_word
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief, ItemBlock, Pin
from briefbuilder.domain.changes import Changes
from briefbuilder.domain.differences import PartDifference, item_differences
from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.domain.merging import Fate, OwnWords, own_words, passed_over
from briefbuilder.errors import NotFoundError
from briefbuilder.language.interface import _, n_, spoken


@dataclass(frozen=True, slots=True)
class PinBehind:
    """A pin whose library text is another one now."""

    pin: Pin
    newer: LibraryEntry
    differences: tuple[PartDifference, ...]
    blocks: tuple[str, ...]
    declined: bool
    own_words: tuple[OwnWords, ...] = ()

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
                own_words=_own_words(brief, pin, entry, ids),
            )
        )
    return tuple(behind)


def _own_words(
    brief: Brief, pin: Pin, newer: LibraryEntry, blocks: Iterable[str]
) -> tuple[OwnWords, ...]:
    """What becomes of the author's words in those blocks when the newer text is accepted."""
    placed = (brief.block(block) for block in blocks)
    found = [
        own
        for block in placed
        if isinstance(block, ItemBlock)
        for own in own_words(pin.item, newer.item, block)
    ]
    return tuple(found)


def confirm_own_words(session: BriefSession, item_id: str) -> tuple[str, ...]:
    """Let the author's words of one item stand over newer ones; the titles of the parts."""
    confirmed = [
        (block.id, own)
        for block, own in passed_over(session.brief)
        if block.item == item_id and own.fate is Fate.OVER
    ]
    for block_id, own in confirmed:
        operations.confirm_part(session, block_id=block_id, part=own.part)
    return tuple(own.title for _block_id, own in confirmed)


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
    raise NotFoundError(
        _('The brief holds no older text of "{item}" than the library.', item=item_id)
    )


def behind_words(behind: PinBehind) -> str:
    """Of which day a pinned text is, in how many places it stands, and what the library has."""
    return f"{_pinned(behind)} {_newer_words(behind)}"


def decision_words(behind: PinBehind, reason: str | None = None) -> str:
    """What was decided: a newer text was accepted or, where a `reason` is given or "", not."""
    if reason is None:
        return _("{item}: the newer text was accepted.", item=behind.newer.item.title)
    title = behind.pin.item.title
    if not reason:
        return _("{item}: the pinned text was kept.", item=title)
    return _("{item}: the pinned text was kept. Reason: {reason}", item=title, reason=reason)


def _pinned(behind: PinBehind) -> str:
    """Of which day the text in the brief is, and in how many places it stands."""
    return n_(
        "Pinned as at {date}, in one place.",
        "Pinned as at {date}, in {number} places.",
        len(behind.blocks),
        date=spoken().date(behind.pin.item.as_at),
    )


def _newer_words(behind: PinBehind) -> str:
    newer = behind.newer.item
    return _(
        "The library's text is {status}, as at {date}, by {owner}.",
        status=status_word(behind.newer.status),
        date=spoken().date(newer.as_at),
        owner=newer.owner,
    )
