"""How an item stands, in words: its status, its dates, what it closes, what stops an approval."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import assert_never

from briefbuilder.app.item_words import short_day, status_word
from briefbuilder.domain.approvals import approval_standing
from briefbuilder.domain.items import Item, Status, revision_of
from briefbuilder.domain.library import Library
from briefbuilder.errors import Problem
from briefbuilder.language.interface import _, n_

MOST_CLOSES, MOST_ERRORS = 6, 4


def item_status_words(item: Item) -> str:
    """How an item stands: "in review", "approved by A. Reader", "▲ not approved: …"."""
    standing = approval_standing(item, revision_of(item))
    if standing.lapse is not None:
        claim = _("in review, though it calls itself approved.")
        return f"▲ {claim} {standing.why}"
    if standing.status is Status.APPROVED and standing.approval is not None:
        return _("approved by {name}", name=standing.approval.by)
    return status_word(standing.status)


def standing_line(item: Item, today: dt.date) -> str:
    """The status with its reason, the dates and the owner, in one line."""
    status, due = item_status_words(item), short_day(item.review_by)
    if item.withdrawn_because:
        status = _("{status}: {reason}", status=status, reason=item.withdrawn_because)
    overdue = item.review_by < today and item.status is not Status.WITHDRAWN
    facts = (
        status,
        _("as at {date}", date=short_day(item.as_at)),
        _("▲ review was due by {date}", date=due) if overdue else _("review by {date}", date=due),
        item.owner,
    )
    return " · ".join(facts)


def closes_words(item: Item, library: Library) -> str:
    """The questions that an item helps to answer: "A5, F3"."""
    if not item.closes:
        return _("no question of the checklist")
    words = ", ".join(item.closes[:MOST_CLOSES])
    more = len(item.closes) - MOST_CLOSES
    known = {q.id for checklist in library.checklists.values() for q in checklist.questions}
    unknown = [one for one in item.closes if one not in known]
    if more > 0:
        words = n_(
            "{questions} and {number} more", "{questions} and {number} more", more, questions=words
        )
    if unknown:
        return _(
            "{questions} (▲ not in the checklist: {unknown})",
            questions=words,
            unknown=", ".join(unknown),
        )
    return words


def standing_sentence(item: Item) -> str:
    """How the item stands, in a sentence."""
    standing, title = approval_standing(item, revision_of(item)), item.title
    if standing.lapse is not None:
        claim = _("“{item}” calls itself approved and is treated as in review.", item=title)
        return f"▲ {claim} {standing.why}"
    match standing.status:
        case Status.DRAFT:
            return _("“{item}” is a draft now.", item=title)
        case Status.IN_REVIEW:
            return _("“{item}” is in review now.", item=title)
        case Status.APPROVED:
            by = standing.approval.by if standing.approval is not None else ""
            return _("“{item}” is approved by {name} now.", item=title, name=by)
        case Status.WITHDRAWN:
            return _("“{item}” is withdrawn now.", item=title)
        case _:
            assert_never(standing.status)


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """A status that somebody wants for an item, and why; with `errors` it cannot be approved."""

    item: Item
    status: Status
    why: str
    errors: tuple[Problem, ...] = ()

    @property
    def is_given_already(self) -> bool:
        """Whether the item has the status, and the file says so: nothing to be blamed for."""
        now = approval_standing(self.item, revision_of(self.item)).status
        return self.status is now is self.item.status and not self._is_refused

    @property
    def complaint(self) -> str:
        """What keeps the status from being given; "" for nothing."""
        if self._is_refused:
            return _named(self.errors)
        if self.is_given_already:
            return _("That is its status already.")
        if not self.why and self.status is Status.WITHDRAWN:
            return _("Say why: the briefs that use the item will show it.")
        return "" if self.why else _("Say why.")

    @property
    def _is_refused(self) -> bool:
        return self.status is Status.APPROVED and bool(self.errors)


def _named(errors: tuple[Problem, ...]) -> str:
    """The first errors of an item that cannot be approved, and how many there are."""
    head = n_(
        "It has {number} error and cannot be approved with it:",
        "It has {number} errors and cannot be approved with them:",
        len(errors),
    )
    lines = [head, *(f"✖ {one.named}" for one in errors[:MOST_ERRORS])]
    more = len(errors) - MOST_ERRORS
    if more > 0:
        lines.append(n_("… and {number} more.", "… and {number} more.", more))
    return "\n".join(lines)
