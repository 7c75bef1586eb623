"""What the check of a brief says of the library behind it: items, and what a fault keeps out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from briefbuilder.domain.approvals import reason_in_words
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.dates import day_in_words
from briefbuilder.domain.items import Status
from briefbuilder.domain.library import Library
from briefbuilder.errors import Place, Severity
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_

_ASKED = frozenset({"question", "group of questions"})
_UNREAD = N_('"{title}" cannot be read in the library now; the brief keeps the text it was given.')
_GONE = N_('"{title}" is no longer in the library; the brief keeps the text it was given.')
_NOT_YET = {
    Status.DRAFT: N_('"{title}" is draft in the library, which a brief may not use yet.'),
    Status.IN_REVIEW: N_('"{title}" is in-review in the library, which a brief may not use yet.'),
    Status.APPROVED: N_('"{title}" is approved in the library, which a brief may not use yet.'),
}


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
            _(
                'The checklist "{checklist}" is not at hand, so that none of its questions was '
                "asked.",
                checklist=wanted,
            ),
            remedy_of(
                library, ("checklist", wanted), _("Choose a checklist that the library has.")
            ),
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
                _unread(noun, key),
                _ask_to_mend(place),
            )


def _unread(noun: str, key: str) -> str:
    if noun == "question":
        return _(
            "Question {question} of the checklist cannot be read, and is not asked.", question=key
        )
    return _(
        "Group of questions {group} of the checklist cannot be read, and is not asked.", group=key
    )


def _ask_to_mend(place: Place) -> str:
    return _("Ask the library's curator to mend {place}.", place=place)


def remedy_of(library: Library | None, named: tuple[str, str], otherwise: str) -> str:
    """What to do about a thing that is not there: mend the fault that keeps it out, if one does."""
    place: Place | None = library.left_out.get(named) if library is not None else None
    return otherwise if place is None else _ask_to_mend(place)


def _of_item(
    brief: Brief, block: ItemBlock, library: Library, place: FindingPlace
) -> Iterator[Finding]:
    title = brief.pin_of(block).item.title
    entry = library.entries.get(block.item)
    if entry is None:
        is_unread = library.is_left_out("item", block.item)
        yield Finding(
            "item-unread" if is_unread else "item-gone",
            Severity.WARNING,
            place,
            _(_UNREAD if is_unread else _GONE, title=title),
            remedy_of(
                library,
                ("item", block.item),
                _("Ask the library's curator, or make the text your own."),
            ),
        )
        return
    declined = {(kept.item, kept.declined) for kept in brief.kept}
    if entry.revision != block.revision and (block.item, entry.revision) not in declined:
        yield Finding(
            "pin-behind",
            Severity.WARNING,
            place,
            _('"{title}" has a newer text in the library.', title=title),
            _("Compare the two, then accept the newer text or keep this one."),
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
            _('"{title}" calls itself approved and is not.', title=item.title) + f" {standing.why}",
            _("Ask {owner} to review it as it is now.", owner=item.owner),
        )
    elif item.status is Status.WITHDRAWN:
        yield Finding(
            "item-withdrawn",
            Severity.ERROR,
            place,
            _(
                '"{title}" was withdrawn from the library: {reason}',
                title=item.title,
                reason=reason_in_words(item.withdrawn_because or ""),
            ),
            _("Take it out, or place another item."),
        )
    elif item.status not in library.settings.accepted_statuses:
        severity = Severity.ERROR if item.status is Status.DRAFT else Severity.WARNING
        yield Finding(
            "item-status",
            severity,
            place,
            _(_NOT_YET[item.status], title=item.title),
            _("Ask {owner} to review it, or place another item.", owner=item.owner),
        )
    if item.review_by < today and item.status is not Status.WITHDRAWN:
        yield Finding(
            "item-overdue",
            Severity.WARNING,
            place,
            _(
                '"{title}" should have been reviewed by {date}.',
                title=item.title,
                date=day_in_words(item.review_by),
            ),
            _("Ask {owner} whether it still stands.", owner=item.owner),
        )
