"""An item says something of its own wherever a new one only asks for words."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain import unwritten
from briefbuilder.domain.items import LegalConsideration
from briefbuilder.domain.library_check.item_places import in_head
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.errors import Problem, Severity


def words_of_a_new_item(review: ItemUnderReview) -> Iterator[Problem]:
    """What a new item begins with has been replaced by words of the author's."""
    item = review.item
    head = [("summary", item.summary, unwritten.SUMMARY), ("owner", item.owner, unwritten.OWNER)]
    if isinstance(item, LegalConsideration):
        head += [
            ("binds", item.binds, unwritten.BINDS),
            ("reference", item.reference, unwritten.REFERENCE),
        ]
    for key, words, asked in head:
        if words == asked:
            place = in_head(review.entry, key)
            yield Problem(
                f'The {key} still says "{asked}"', place, Severity.ERROR, _WRITE, "not-written"
            )
    for passage in review.passages:
        if passage.statement is not None and passage.text.strip() == unwritten.SECTION:
            yield Problem(
                f'A section still says "{unwritten.SECTION}"',
                passage.place(unwritten.SECTION),
                Severity.ERROR,
                _WRITE,
                "not-written",
            )


_WRITE = "Write what belongs there."
