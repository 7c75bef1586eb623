"""Names that an item uses: tags, regions, items, questions and rules must be known."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.library import SETTINGS
from briefbuilder.domain.library_check.item_places import in_head, in_statement
from briefbuilder.domain.library_check.overview import ITEM_LINK, ItemUnderReview
from briefbuilder.errors import Place, Problem, Severity

_REMEDY = "Correct it, add it there, or take it out."


def unknown_names(review: ItemUnderReview) -> Iterator[Problem]:
    """Tags and regions out of `library.yaml`, items of the library, questions of checklists."""
    item, library = review.item, review.library
    settings, is_blind = library.settings, SETTINGS in library.left_out
    for key, noun, names, known, where in (
        ("tags", "tag", item.tags, settings.tags.keys(), "library.yaml"),
        ("regions", "region", item.regions, settings.regions.keys(), "library.yaml"),
        ("related", "related item", item.related, library.entries.keys(), "the library"),
        ("closes", "question", item.closes, review.overview.question_ids, "the checklists"),
    ):
        if is_blind and where == "library.yaml":
            continue
        for name in dict.fromkeys(names):
            if name not in known and not library.is_left_out(noun.split()[-1], name):
                place = in_head(review.entry, key, name)
                yield _unknown(f'The {noun} "{name}" is not in {where}.', place)


def named_twice(review: ItemUnderReview) -> Iterator[Problem]:
    """A name stands once in a list: two of it are a slip, or were meant for two things."""
    item = review.item
    for key in ("tags", "regions", "actors", "related", "closes"):
        names: tuple[str, ...] = getattr(item, key)
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield Problem(
                f'"{name}" stands {names.count(name)} times in `{key}`.',
                in_head(review.entry, key, name),
                Severity.WARNING,
                "Leave one of them.",
                "named-twice",
            )


def unknown_links(review: ItemUnderReview) -> Iterator[Problem]:
    """Links in the text lead to items that are there."""
    for statement in review.statements:
        for match in ITEM_LINK.finditer(statement.text):
            library, key = review.library, match["id"]
            if key not in library.entries and not library.is_left_out("item", key):
                place = in_statement(review.entry, statement, f"item:{key}")
                sentence = f'The link leads to the item "{key}", which is not there.'
                yield _unknown(sentence, place)


def _unknown(sentence: str, place: Place) -> Problem:
    return Problem(sentence, place, remedy=_REMEDY, rule="unknown-name")
