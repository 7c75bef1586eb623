"""What the check of a brief says of the library behind it: items, and what a fault keeps out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.items import Status
from briefbuilder.domain.library import Library
from briefbuilder.errors import Place, Severity

_ASKED = frozenset({"question", "group of questions"})
_CURATOR = "Ask the library's curator to mend {place}."


def library_findings(brief: Brief, library: Library, today: dt.date) -> Iterator[Finding]:
    """The placed items, as the library has them now."""
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, ItemBlock):
                place = FindingPlace(section=section.id, block=block.id, item=block.item)
                yield from _of_item(brief, block, library, place)
                if block.item in library.entries:
                    yield from _standing(library, place, block.item, today)


def checklist_findings(
    brief: Brief, library: Library, checklist: Checklist | None
) -> Iterator[Finding]:
    """Nothing is taken for asked that could not be read: neither a checklist nor a question."""
    wanted = brief.checklist or library.settings.default_checklist
    if checklist is None and wanted is not None and wanted not in library.checklists:
        yield Finding(
            "checklist-unread",
            Severity.ERROR,
            FindingPlace(),
            f'The checklist "{wanted}" is not at hand, so that none of its questions was asked.',
            remedy_of(library, ("checklist", wanted), "Choose a checklist that the library has."),
        )
    if checklist is None:
        return
    file = library.file_of("checklist", checklist.id)
    for (noun, key), place in library.left_out.items():
        if noun in _ASKED and file and place.file == file:
            yield Finding(
                "question-unread",
                Severity.ERROR,
                FindingPlace(),
                f"{noun.capitalize()} {key} of the checklist cannot be read, and is not asked.",
                _CURATOR.format(place=place),
            )


def remedy_of(library: Library | None, named: tuple[str, str], otherwise: str) -> str:
    """What to do about a thing that is not there: mend the fault that keeps it out, if one does."""
    place: Place | None = library.left_out.get(named) if library is not None else None
    return otherwise if place is None else _CURATOR.format(place=place)


def _of_item(
    brief: Brief, block: ItemBlock, library: Library, place: FindingPlace
) -> Iterator[Finding]:
    title = brief.pin_of(block).item.title
    entry = library.entries.get(block.item)
    if entry is None:
        is_unread = library.is_left_out("item", block.item)
        why = "cannot be read in the library now" if is_unread else "is no longer in the library"
        yield Finding(
            "item-unread" if is_unread else "item-gone",
            Severity.WARNING,
            place,
            f'"{title}" {why}; the brief keeps the text it was given.',
            remedy_of(
                library,
                ("item", block.item),
                "Ask the library's curator, or make the text your own.",
            ),
        )
        return
    declined = {(kept.item, kept.declined) for kept in brief.kept}
    if entry.revision != block.revision and (block.item, entry.revision) not in declined:
        yield Finding(
            "pin-behind",
            Severity.WARNING,
            place,
            f'"{title}" has a newer text in the library.',
            "Compare the two, then accept the newer text or keep this one.",
        )


def _standing(
    library: Library, place: FindingPlace, item_id: str, today: dt.date
) -> Iterator[Finding]:
    """Whether the library's owner still stands behind the item."""
    entry = library.entry(item_id)
    item, standing = entry.item, entry.standing
    if standing.lapse is not None:
        yield Finding(
            "approval-lapsed",
            Severity.WARNING,
            place,
            f'"{item.title}" calls itself approved and is not. {standing.why}',
            f"Ask {item.owner} to review it as it is now.",
        )
    elif item.status is Status.WITHDRAWN:
        yield Finding(
            "item-withdrawn",
            Severity.ERROR,
            place,
            f'"{item.title}" was withdrawn from the library: {item.withdrawn_because}',
            "Take it out, or place another item.",
        )
    elif item.status not in library.settings.accepted_statuses:
        severity = Severity.ERROR if item.status is Status.DRAFT else Severity.WARNING
        yield Finding(
            "item-status",
            severity,
            place,
            f'"{item.title}" is {item.status.value} in the library, which a brief may not use yet.',
            f"Ask {item.owner} to review it, or place another item.",
        )
    if item.review_by < today and item.status is not Status.WITHDRAWN:
        yield Finding(
            "item-overdue",
            Severity.WARNING,
            place,
            f'"{item.title}" should have been reviewed by {item.review_by.isoformat()}.',
            f"Ask {item.owner} whether it still stands.",
        )
