"""Names that an item uses: tags, regions, items, questions and rules must be known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuilder.domain.rules_of_library.places import in_head, in_statement
from briefbuilder.domain.rules_of_library.review import ItemUnderReview
from briefbuilder.errors import Place, Problem

_ITEM_LINK = re.compile(r"\]\(item:(?P<id>[^()\s]*)\)")
_REMEDY = "Correct it, add it there, or take it out."


def unknown_names(review: ItemUnderReview) -> Iterator[Problem]:
    """Tags and regions out of `library.yaml`, items of the library, questions of checklists."""
    item, settings = review.item, review.library.settings
    for key, noun, names, known, where in (
        ("tags", "tag", item.tags, settings.tags.keys(), "library.yaml"),
        ("regions", "region", item.regions, settings.regions.keys(), "library.yaml"),
        ("related", "related item", item.related, review.library.entries.keys(), "the library"),
        ("closes", "question", item.closes, review.overview.question_ids, "the checklists"),
    ):
        for name in dict.fromkeys(names):
            if name not in known:
                place = in_head(review.entry, key, name)
                yield _unknown(f'The {noun} "{name}" is not in {where}.', place)


def unknown_links(review: ItemUnderReview) -> Iterator[Problem]:
    """Links in the text lead to items that are there."""
    for statement in review.statements:
        for match in _ITEM_LINK.finditer(statement.text):
            if match["id"] not in review.library.entries:
                place = in_statement(review.entry, statement, f"item:{match['id']}")
                sentence = f'The link leads to the item "{match["id"]}", which is not there.'
                yield _unknown(sentence, place)


def _unknown(sentence: str, place: Place) -> Problem:
    return Problem(sentence, place, remedy=_REMEDY, rule="unknown-name")
