"""An approval belongs to a text: an item that calls itself approved was approved as it is."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.library_check.item_places import in_head
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _


def lapsed_approvals(review: ItemUnderReview) -> Iterator[Problem]:
    """Who approved which text is known, and it is this one."""
    standing = review.entry.standing
    if standing.lapse is not None:
        treated_so = _("The item calls itself approved and is treated as in review.")
        yield Problem(
            f"{treated_so} {standing.why}",
            in_head(review.entry, "status"),
            Severity.WARNING,
            _("Read it as it is now and approve it, or set its status to in-review."),
            "approval-lapsed",
        )
