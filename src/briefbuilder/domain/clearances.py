"""Clearances: who was asked, by when, and what they said of which words.

What a clearance covers is hashed as `docs/formats/brief.md` publishes it, from a `ClearedText`:
the words as a reader saw them on the day on which somebody answered. The brief keeps that text,
so that it can show what has changed since.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefbuilder.domain.base import Day, Frozen, NonEmpty, PartialDate, Slug
from briefbuilder.domain.words import sha256_hex

ALL: Literal["all"] = "all"
BlockId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{4,32}$")]
WordsHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ClearanceOutcome(StrEnum):
    """What somebody who was asked to clear the brief said."""

    ASKED = "asked"
    CONCUR = "concur"
    NON_CONCUR = "non-concur"
    NO_REPLY = "no-reply"
    NOT_REQUIRED = "not-required"

    @property
    def is_of_words(self) -> bool:
        """Whether somebody read words and said something of them."""
        return self in {ClearanceOutcome.CONCUR, ClearanceOutcome.NON_CONCUR}


class Coverage(Frozen):
    """What a clearance covers: the whole brief, or sections by id.

    The whole brief is its title, the lines of the head that `fields` names, and every section.
    `words` is the hash of the words that were cleared; it is absent until somebody answers.
    """

    sections: Literal["all"] | Annotated[tuple[Slug, ...], Field(min_length=1)] = ALL
    fields: tuple[str, ...] = ()
    words: WordsHash | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything in the brief is covered."""
        return self.sections == ALL


class Clearance(Frozen):
    """Who was asked, by when, and what they said of which words.

    A clearance without `of` does not say what was cleared: it was recorded before words were.
    `answered_in` names the block whose text answers a non-concurrence.
    """

    office: NonEmpty
    name: str = ""
    asked: PartialDate | None = None
    due: Day | None = None
    outcome: ClearanceOutcome = ClearanceOutcome.ASKED
    on: PartialDate | None = None
    of: Coverage | None = None
    remark: str = ""
    answered_in: BlockId | None = None


class ClearedBlock(Frozen):
    """The words of one block, each folded; `type` is the block's."""

    type: NonEmpty
    words: tuple[str, ...] = Field(min_length=1)


class ClearedSection(Frozen):
    """The words of one section."""

    id: Slug
    heading: str
    blocks: tuple[ClearedBlock, ...] = Field(min_length=1)


class ClearedText(Frozen):
    """Words as they were when somebody cleared them. `title` is None where sections were named."""

    recipe: Literal[1] = 1
    title: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    sections: tuple[ClearedSection, ...] = ()

    @property
    def canonical(self) -> str:
        """The text that is hashed and kept (`docs/formats/brief.md`)."""
        return json.dumps(
            self.model_dump(mode="json"),
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @property
    def words(self) -> str:
        """The SHA-256 of the canonical text."""
        return sha256_hex(self.canonical)
