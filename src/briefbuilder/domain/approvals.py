"""Whether an item's approval holds: it was given by a person to one text, and to no other.

An item says its status, and keeps each change of it with who, when and why. An approval names the
revision that it was given to. What the status line says beyond that is not believed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from briefbuilder.domain.items import Item, ItemBase, Status, StatusChange, revision_of
from briefbuilder.language.interface import _, spoken
from briefbuilder.language.marks import N_


class ApprovalLapse(StrEnum):
    """Why an item that calls itself approved is not treated as such."""

    NOBODY = "nobody"
    OTHER_TEXT = "other-text"
    TAKEN_BACK = "taken-back"


@dataclass(frozen=True, slots=True)
class ApprovalStanding:
    """The status that an item is treated as having, its last approval, and whether that lapsed."""

    status: Status
    approval: StatusChange | None = None
    lapse: ApprovalLapse | None = None

    @property
    def why(self) -> str:
        """Why the approval does not hold, as a sentence; "" where it holds or none is claimed."""
        match self.lapse, self.approval:
            case ApprovalLapse.OTHER_TEXT, StatusChange() as given:
                told = {"date": spoken().date(given.on), "name": name_in_words(given.by)}
                return _("On {date} {name} approved another text of it.", **told)
            case ApprovalLapse.TAKEN_BACK, StatusChange() as given:
                told = {"date": spoken().date(given.on), "name": name_in_words(given.by)}
                return _("On {date} {name} approved it, and that was taken back since.", **told)
            case None, _given:
                return ""
            case _lapse, _given:
                return _("Nobody is named who approved it.")


def approval_standing(item: ItemBase, revision: str) -> ApprovalStanding:
    """How an item of this revision stands."""
    approvals = [one for one in item.status_changes if one.to is Status.APPROVED]
    last = approvals[-1] if approvals else None
    if item.status is not Status.APPROVED:
        return ApprovalStanding(item.status, last)
    if last is None:
        return ApprovalStanding(Status.IN_REVIEW, None, ApprovalLapse.NOBODY)
    if item.status_changes[-1].to is not Status.APPROVED:
        return ApprovalStanding(Status.IN_REVIEW, last, ApprovalLapse.TAKEN_BACK)
    if last.revision != revision:
        return ApprovalStanding(Status.IN_REVIEW, last, ApprovalLapse.OTHER_TEXT)
    return ApprovalStanding(Status.APPROVED, last)


NAMELESS = N_("name not known")
"""Stands in a file where the program does not know who changed a status."""
BY_HAND = N_("The status was changed in the text of the file.")
TEXT_CHANGED = N_("The text was changed after its approval.")
NOT_APPROVED_SO = N_("Approved in the text of the file, which names nobody.")
"""Reasons that are kept where nobody was asked for one.

Files keep them in English, whoever wrote them; they are looked up where they are shown.
"""
_OUR_REASONS = frozenset({BY_HAND, TEXT_CHANGED, NOT_APPROVED_SO})


def reason_in_words(why: str) -> str:
    """The reason of a change of status as a person reads it: ours in the user's language."""
    return _(why) if why in _OUR_REASONS else why


def name_in_words(by: str) -> str:
    """Who changed a status, as a person reads it."""
    return _(by) if by == NAMELESS else by


def change_status(item: Item, to: Status, *, by: str, on: dt.date, why: str) -> Item:
    """The item with another status, and with who gave it, when and why."""
    change = StatusChange(
        to=to,
        by=by,
        on=on,
        why=why,
        revision=revision_of(item) if to is Status.APPROVED else None,
    )
    return item.model_copy(
        update={
            "status": to,
            "withdrawn_because": why if to is Status.WITHDRAWN else None,
            "status_changes": (*item.status_changes, change),
        }
    )


def settled(item: Item, before: Item | None, *, by: str, on: dt.date) -> Item:
    """The item as it may be saved over what it was before, if it was.

    An approval does not outlive a change of the text and is not given by a word in the file; any
    other status that was written by hand is kept with who saved it.
    """
    was = before.status if before is not None else None
    if item.status is not Status.APPROVED:
        is_recorded = bool(item.status_changes) and item.status_changes[-1].to is item.status
        if was is None or item.status is was or is_recorded:
            return item
        why = item.withdrawn_because or BY_HAND
        return change_status(item, item.status, by=by, on=on, why=why)
    revision = revision_of(item)
    lapse = approval_standing(item, revision).lapse
    if lapse is None:
        return item
    if was is Status.APPROVED and before is not None and revision_of(before) == revision:
        return item  # its words are as they were: the check says what is wrong with the approval
    # An approval that was not saved yet is a person's, too: the words changed after it was given.
    was_given = was is Status.APPROVED or lapse is ApprovalLapse.OTHER_TEXT
    why = TEXT_CHANGED if was_given else NOT_APPROVED_SO
    return change_status(item, Status.IN_REVIEW, by=by, on=on, why=why)
