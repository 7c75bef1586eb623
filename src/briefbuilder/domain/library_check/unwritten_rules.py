"""An item says something of its own wherever a new one only asks for words."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain import unwritten
from briefbuilder.domain.items import LegalConsideration
from briefbuilder.domain.library_check.item_places import in_head
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _


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
        if unwritten.still_asks(words, asked):
            place = in_head(review.entry, key)
            yield Problem(
                _('The {key} still says "{words}"', key=key, words=words),
                place,
                Severity.ERROR,
                _("Write what belongs there."),
                "not-written",
            )
    for passage in review.passages:
        words = passage.text.strip()
        if passage.statement is not None and unwritten.still_asks(words, unwritten.SECTION):
            yield Problem(
                _('A section still says "{words}"', words=words),
                passage.place(words),
                Severity.ERROR,
                _("Write what belongs there."),
                "not-written",
            )
