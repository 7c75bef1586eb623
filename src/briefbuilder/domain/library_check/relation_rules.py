"""How an item is connected: relations that read from both ends, and a way to find it."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.items import Status
from briefbuilder.domain.library_check.item_places import in_head
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _


def related_to_itself(review: ItemUnderReview) -> Iterator[Problem]:
    """An item is related to others."""
    if review.item.id in review.item.related:
        yield Problem(
            _("The item is related to itself."),
            in_head(review.entry, "related", review.item.id),
            remedy=_("Take it out."),
            rule="related-to-itself",
        )


def one_sided_relations(review: ItemUnderReview) -> Iterator[Problem]:
    """Who names another is named by it in turn, so that a reader of its file sees it, too."""
    own = review.item.id
    for other_id in dict.fromkeys(review.item.related):
        other = review.library.entries.get(other_id)
        if other is None or other_id == own or own in other.item.related:
            continue
        yield Problem(
            _(
                'The item "{item}" is named as related, and does not name this one.',
                item=other_id,
            ),
            in_head(review.entry, "related", other_id),
            Severity.WARNING,
            _(
                'Add "{item}" to `related` in {file}, or take the relation out here.',
                item=own,
                file=other.file,
            ),
            "one-sided-relation",
        )


def hard_to_find(review: ItemUnderReview) -> Iterator[Problem]:
    """There is some way to an item: a tag, a relation from either end, or a question."""
    item, overview = review.item, review.overview
    ways = (item.tags, item.related, item.closes)
    if any(ways) or item.id in overview.named_by or item.id in overview.asked_of:
        return
    if item.status is not Status.WITHDRAWN:
        yield Problem(
            _(
                "Nothing leads to the item: it has no tag and no relation, and no question names "
                "it."
            ),
            in_head(review.entry, "id"),
            Severity.WARNING,
            _("Give it a tag, relate it to its neighbours, or let a question recommend it."),
            "hard-to-find",
        )
