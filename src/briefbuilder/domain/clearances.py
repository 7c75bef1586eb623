"""Clearances: who was asked, by when, and what they said of which words.

What a clearance covers is hashed as `docs/formats/brief.md` publishes it, from a `ClearedText`:
the words as a reader saw them on the day on which somebody answered. The brief keeps that text,
so that it can show what has changed since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
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


class ClearanceScope(Frozen):
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


class EarlierReply(Frozen):
    """What an office said before it was asked again, or before it said something else."""

    name: str = ""
    asked: PartialDate | None = None
    due: Day | None = None
    outcome: ClearanceOutcome
    on: PartialDate | None = None
    of: ClearanceScope | None = None
    remark: str = ""


class Clearance(Frozen):
    """Who was asked, by when, and what they said of which words.

    A clearance without `of` does not say what was cleared: it was recorded before words were.
    `office` is empty until it is named. `answered_in` names the block whose text answers a
    non-concurrence. `earlier` is what the office said before, oldest first.
    """

    office: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    name: str = ""
    asked: PartialDate | None = None
    due: Day | None = None
    outcome: ClearanceOutcome = ClearanceOutcome.ASKED
    on: PartialDate | None = None
    of: ClearanceScope | None = None
    remark: str = ""
    answered_in: BlockId | None = None
    earlier: tuple[EarlierReply, ...] = ()

    @property
    def words_kept(self) -> Iterator[str]:
        """The hashes of the words that it, or an earlier reply, was given to."""
        for of in (self.of, *(one.of for one in self.earlier)):
            if of is not None and of.words is not None:
                yield of.words

    def asked_again(self, day: str) -> Clearance:
        """The same office, asked on `day` about what it covers; what it had said is history."""
        of = (self.of or ClearanceScope()).model_copy(update={"words": None})
        return Clearance(office=self.office, name=self.name, asked=day, of=of, earlier=self._told)

    def with_reply_kept(self, before: Clearance) -> Clearance:
        """This clearance in place of `before`, whose reply becomes history."""
        return self.model_copy(update={"earlier": before._told})

    @property
    def _told(self) -> tuple[EarlierReply, ...]:
        """The history of what was said, with what is said now at its end."""
        if self.outcome is ClearanceOutcome.ASKED:
            return self.earlier
        reply = {name: getattr(self, name) for name in EarlierReply.model_fields}
        return (*self.earlier, EarlierReply(**reply))


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
