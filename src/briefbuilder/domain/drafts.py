"""Which draft a brief is: the number rises by itself when a draft copy's words have changed.

A brief remembers the number of its last draft copy and the hash of what that copy said. As long
as it says the same, it is that draft, in whatever format it is exported; one word more, and it is
the next.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from briefbuilder.domain.base import MOST_DRAFTS
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.words import sha256_hex

_SAID = {
    *("title", "template", "lang", "marking", "fields", "checklist"),
    *("sections", "answers", "clearances"),
}
"""What a draft copy shows of a brief; texts of the library stand in `sections` by revision."""


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A draft copy that was made: of which brief, its number, and the hash of what it said."""

    brief: str
    number: int
    words: str


def words_of_draft(brief: Brief) -> str:
    """The hash of what a draft copy of the brief says."""
    said = brief.model_dump(
        mode="json",
        exclude_defaults=True,
        include=_SAID,
        exclude={"answers": {"__all__": {"asked"}}},  # what was asked stands in the checklist, too
    )
    return sha256_hex(json.dumps(said, sort_keys=True))


def next_draft(brief: Brief) -> int:
    """The number that a draft copy would get now."""
    if brief.drafted is None or brief.drafted == words_of_draft(brief):
        return brief.draft
    return min(brief.draft + 1, MOST_DRAFTS)


def as_draft(brief: Brief, number: int) -> Brief:
    """The brief whose next draft copy has this number, whatever it says."""
    return brief.model_copy(update={"draft": number, "drafted": None})


def recorded(brief: Brief, record: DraftRecord) -> Brief:
    """The brief with a draft copy remembered."""
    return brief.model_copy(update={"draft": record.number, "drafted": record.words})
