"""Protective markings: schemes, and the roll-up of the parts' markings into the whole's.

Briefbuilder assists; it does not classify. Levels are compared only within one scheme, and
nothing here ever lowers a marking.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from briefbuilder.domain.base import Frozen, NonEmpty, Slug
from briefbuilder.errors import NotFoundError

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


class Combine(StrEnum):
    """How a caveat of one part acts on the whole."""

    UNION = "union"
    INTERSECTION = "intersection"


class Level(Frozen):
    """One step of a scheme; a scheme lists its levels lowest first."""

    id: NonEmpty
    banner: NonEmpty
    portion: NonEmpty
    colour: Colour = "#334155"
    text_colour: Colour = "#ffffff"


class Caveat(Frozen):
    """A handling word that stands beside a level.

    It belongs to the levels from `needs_level` up to `highest_level`; above the latter the level
    itself says more than the caveat did. `separator` joins it in the banner, if not the scheme's.
    """

    id: NonEmpty
    banner: NonEmpty
    portion: NonEmpty
    combine: Combine = Combine.UNION
    needs_level: str | None = None
    highest_level: str | None = None
    separator: str | None = None


class SchemeSource(Frozen):
    """Where a scheme's words come from."""

    title: NonEmpty
    address: str = ""
    checked_on: str = ""


class Marking(Frozen):
    """A level of a scheme, with its caveats."""

    scheme: Slug
    level: NonEmpty
    caveats: tuple[NonEmpty, ...] = ()


class Scheme(Frozen):
    """An ordered set of levels and caveats."""

    id: Slug
    title: NonEmpty
    note: str = ""
    separator: str = " - "
    levels: tuple[Level, ...] = Field(min_length=1)
    caveats: tuple[Caveat, ...] = ()
    sources: tuple[SchemeSource, ...] = ()

    def level(self, level_id: str) -> Level:
        """The level of that id; `NotFoundError` when the scheme has none."""
        for level in self.levels:
            if level.id == level_id:
                return level
        names = ", ".join(level.id for level in self.levels)
        msg = f'The scheme "{self.title}" has no level "{level_id}"; it has {names}.'
        raise NotFoundError(msg)

    def rank(self, level_id: str) -> int:
        """The position of a level, 0 for the lowest."""
        return self.levels.index(self.level(level_id))

    def caveat(self, caveat_id: str) -> Caveat:
        """The caveat of that id; `NotFoundError` when the scheme has none."""
        for caveat in self.caveats:
            if caveat.id == caveat_id:
                return caveat
        msg = f'The scheme "{self.title}" has no caveat "{caveat_id}".'
        raise NotFoundError(msg)

    def banner(self, marking: Marking) -> str:
        """The words at the top and the bottom of each page."""
        words = self.level(marking.level).banner
        for caveat in (self.caveat(caveat_id) for caveat_id in marking.caveats):
            separator = self.separator if caveat.separator is None else caveat.separator
            words += f"{separator}{caveat.banner}"
        return words

    def portion(self, marking: Marking) -> str:
        """The short mark before a paragraph, in brackets."""
        inner = [self.level(marking.level).portion.strip("()")]
        inner += [self.caveat(caveat).portion.strip("()") for caveat in marking.caveats]
        return f"({'//'.join(inner)})"

    def problems_of(self, marking: Marking) -> tuple[str, ...]:
        """Sentences on what the scheme does not allow in `marking`; empty when all is well."""
        sentences: list[str] = []
        try:
            rank = self.rank(marking.level)
        except NotFoundError as error:
            return (str(error),)
        for caveat_id in marking.caveats:
            try:
                caveat = self.caveat(caveat_id)
            except NotFoundError as error:
                sentences.append(str(error))
                continue
            if caveat.needs_level is not None and rank < self.rank(caveat.needs_level):
                sentences.append(
                    f'The caveat "{caveat.banner}" needs the level {caveat.needs_level} or higher.'
                )
            if not self._reaches(caveat, marking.level):
                sentences.append(
                    f'The caveat "{caveat.banner}" does not go above {caveat.highest_level}.'
                )
        return tuple(sentences)

    def covers(self, banner: Marking, part: Marking) -> bool:
        """Whether a page marked `banner` may hold a part marked `part` of this scheme."""
        if self.rank(part.level) > self.rank(banner.level):
            return False
        needed = {
            caveat.id
            for caveat in (self.caveat(caveat_id) for caveat_id in part.caveats)
            if caveat.combine is Combine.UNION and self._reaches(caveat, banner.level)
        }
        return needed <= set(banner.caveats)

    def roll_up(self, parts: Iterable[Marking]) -> Marking | None:
        """The lowest marking that covers every part of this scheme; None when no part is marked."""
        own = [part for part in parts if part.scheme == self.id]
        if not own:
            return None
        level = max((part.level for part in own), key=self.rank)
        held = {
            caveat.id
            for caveat in self.caveats
            if (any if caveat.combine is Combine.UNION else all)(
                caveat.id in part.caveats for part in own
            )
        }
        ordered = tuple(
            caveat.id
            for caveat in self.caveats
            if caveat.id in held and self._reaches(caveat, level)
        )
        return Marking(scheme=self.id, level=level, caveats=ordered)

    def _reaches(self, caveat: Caveat, level: str) -> bool:
        return caveat.highest_level is None or self.rank(level) <= self.rank(caveat.highest_level)
