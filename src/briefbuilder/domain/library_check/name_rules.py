"""Names that an item uses: tags, regions, items, questions and rules must be known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from briefbuilder.domain.library import SETTINGS
from briefbuilder.domain.library_check.item_places import in_head, in_statement
from briefbuilder.domain.library_check.overview import ITEM_LINK, ItemUnderReview, Overview
from briefbuilder.errors import Place, Problem, Severity
from briefbuilder.language.interface import _, n_
from briefbuilder.language.marks import N_

_NOT_THERE = {
    "tags": N_('The tag "{name}" is not in library.yaml.'),
    "regions": N_('The region "{name}" is not in library.yaml.'),
    "related": N_('The related item "{name}" is not in the library.'),
    "closes": N_('The question "{name}" is not in the checklists.'),
}


def unknown_names(review: ItemUnderReview) -> Iterator[Problem]:
    """Tags and regions out of `library.yaml`, items of the library, questions of checklists."""
    item, library = review.item, review.library
    settings, is_blind = library.settings, SETTINGS in library.left_out
    for key, noun, names, known in (
        ("tags", "tag", item.tags, settings.tags.keys()),
        ("regions", "region", item.regions, settings.regions.keys()),
        ("related", "item", item.related, library.entries.keys()),
        ("closes", "question", item.closes, review.overview.question_ids),
    ):
        if is_blind and key in {"tags", "regions"}:
            continue
        for name in dict.fromkeys(names):
            if name not in known and not library.is_left_out(noun, name):
                place = in_head(review.entry, key, name)
                yield _unknown(_(_NOT_THERE[key], name=name), place)


def named_twice(review: ItemUnderReview) -> Iterator[Problem]:
    """A name stands once in a list: two of it are a slip, or were meant for two things."""
    item = review.item
    for key in ("tags", "regions", "actors", "related", "closes"):
        names: tuple[str, ...] = getattr(item, key)
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield Problem(
                n_(
                    '"{name}" stands {number} time in `{key}`.',
                    '"{name}" stands {number} times in `{key}`.',
                    names.count(name),
                    name=name,
                    key=key,
                ),
                in_head(review.entry, key, name),
                Severity.WARNING,
                _("Leave one of them."),
                "named-twice",
            )


def unknown_links(review: ItemUnderReview) -> Iterator[Problem]:
    """Links in the text lead to items that are there."""
    for statement in review.statements:
        for match in ITEM_LINK.finditer(statement.text):
            library, key = review.library, match["id"]
            if key not in library.entries and not library.is_left_out("item", key):
                place = in_statement(review.entry, statement, f"item:{key}")
                sentence = _('The link leads to the item "{item}", which is not there.', item=key)
                yield _unknown(sentence, place)


_DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{name}{digit}" for name in ("com", "lpt") for digit in "0123456789"),
    ]
)
"""Names of files that Windows keeps for devices, whatever ending they have."""


def names_of_devices(overview: Overview) -> Iterator[Problem]:
    """Each file of the library can be written on every system: none is a device of Windows."""
    library = overview.library
    for entry in library.entries.values():
        if _is_device(entry.file):
            yield _device(entry.item.id, in_head(entry, "id", entry.item.id))
    for file in sorted(
        {*library.origins.values()} - {one.file for one in library.entries.values()}
    ):
        if _is_device(file):
            yield _device(PurePosixPath(file).stem, Place(file))


def _is_device(file: str) -> bool:
    return PurePosixPath(file).name.split(".", maxsplit=1)[0].casefold() in _DEVICES


def _device(name: str, place: Place) -> Problem:
    return Problem(
        _(
            'Windows keeps the name "{name}" for a device, and has no file of that name.',
            name=name,
        ),
        place,
        remedy=_("Give it another id, and its file the same name."),
        rule="device-name",
    )


def _unknown(sentence: str, place: Place) -> Problem:
    remedy = _("Correct it, add it there, or take it out.")
    return Problem(sentence, place, remedy=remedy, rule="unknown-name")
