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
from briefbuilder.language.interface import _

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


def _letters(words: str) -> str:
    """Letters and digits alone, in capitals: what a marking is told by, however it is joined."""
    return "".join(char for char in words.upper() if char.isalnum())


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
        raise NotFoundError(
            _(
                'The scheme "{scheme}" has no level "{level}"; it has {names}.',
                scheme=self.title,
                level=level_id,
                names=", ".join(level.id for level in self.levels),
            )
        )

    def rank(self, level_id: str) -> int:
        """The position of a level, 0 for the lowest."""
        return self.levels.index(self.level(level_id))

    def caveat(self, caveat_id: str) -> Caveat:
        """The caveat of that id; `NotFoundError` when the scheme has none."""
        for caveat in self.caveats:
            if caveat.id == caveat_id:
                return caveat
        raise NotFoundError(
            _(
                'The scheme "{scheme}" has no caveat "{caveat}".',
                scheme=self.title,
                caveat=caveat_id,
            )
        )

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

    def knows(self, marking: Marking) -> bool:
        """Whether the marking is one of this scheme, with a level and caveats that it has."""
        return (
            marking.scheme == self.id
            and any(level.id == marking.level for level in self.levels)
            and {caveat.id for caveat in self.caveats} >= set(marking.caveats)
        )

    def read(self, text: str) -> Marking:
        """A marking from words: "SECRET", "OFFICIAL-SENSITIVE", "official + sensitive".

        Only letters, digits and their order count, not what stands between them. `NotFoundError`
        when the words are no level of this scheme, or go on with something that is no caveat.
        """
        wanted = _letters(text)
        for level in sorted(self.levels, key=lambda one: -len(_letters(one.id))):
            for name in {_letters(level.id), _letters(level.banner)}:
                caveats = self._read_caveats(wanted[len(name) :])
                if wanted.startswith(name) and caveats is not None:
                    return Marking(scheme=self.id, level=level.id, caveats=caveats)
        told = {"scheme": self.title, "level": text}
        told["names"] = ", ".join(level.banner for level in self.levels)
        if not self.caveats:
            raise NotFoundError(
                _('The scheme "{scheme}" has no level "{level}"; it has {names}.', **told)
            )
        told["caveats"] = ", ".join(caveat.banner for caveat in self.caveats)
        raise NotFoundError(
            _(
                'The scheme "{scheme}" has no level "{level}"; it has {names}, '
                "and after a level {caveats}.",
                **told,
            )
        )

    def read_caveat(self, text: str) -> Caveat:
        """A caveat from words; `NotFoundError` when the scheme has none of that name."""
        wanted = _letters(text)
        for caveat in self.caveats:
            if wanted in {_letters(caveat.id), _letters(caveat.banner), _letters(caveat.portion)}:
                return caveat
        told = {"scheme": self.title, "caveat": text}
        if not self.caveats:
            raise NotFoundError(
                _('The scheme "{scheme}" has no caveat "{caveat}"; it has none.', **told)
            )
        told["names"] = ", ".join(caveat.banner for caveat in self.caveats)
        raise NotFoundError(
            _('The scheme "{scheme}" has no caveat "{caveat}"; it has {names}.', **told)
        )

    def _read_caveats(self, letters: str) -> tuple[str, ...] | None:
        """The caveats that some letters spell one after another, in the scheme's order, or None."""
        if not letters:
            return ()
        for caveat in self.caveats:
            for name in {_letters(caveat.id), _letters(caveat.banner)}:
                rest = (
                    self._read_caveats(letters[len(name) :]) if letters.startswith(name) else None
                )
                if rest is not None:
                    found = {caveat.id, *rest}
                    return tuple(one.id for one in self.caveats if one.id in found)
        return None

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
                    _(
                        'The caveat "{caveat}" needs the level {level} or higher.',
                        caveat=caveat.banner,
                        level=caveat.needs_level,
                    )
                )
            if not self._reaches(caveat, marking.level):
                sentences.append(
                    _(
                        'The caveat "{caveat}" does not go above {level}.',
                        caveat=caveat.banner,
                        level=caveat.highest_level,
                    )
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
        promised = {
            caveat.id
            for caveat in (self.caveat(caveat_id) for caveat_id in banner.caveats)
            if caveat.combine is Combine.INTERSECTION and self._concerns(caveat, part)
        }
        return needed <= set(banner.caveats) and promised <= set(part.caveats)

    def roll_up(self, parts: Iterable[Marking]) -> Marking | None:
        """The lowest marking that covers every part of this scheme; None when no part is marked."""
        own = [part for part in parts if part.scheme == self.id]
        if not own:
            return None
        level = max((part.level for part in own), key=self.rank)
        held = {caveat.id for caveat in self.caveats if self._held_by_all(caveat, own)}
        ordered = tuple(
            caveat.id
            for caveat in self.caveats
            if caveat.id in held and self._reaches(caveat, level)
        )
        return Marking(scheme=self.id, level=level, caveats=ordered)

    def _held_by_all(self, caveat: Caveat, parts: list[Marking]) -> bool:
        """Whether the whole of some parts has a caveat: of a union, as soon as one part has it."""
        having = [part for part in parts if caveat.id in part.caveats]
        if caveat.combine is Combine.UNION:
            return bool(having)
        return bool(having) and all(
            part in having for part in parts if self._concerns(caveat, part)
        )

    def _concerns(self, caveat: Caveat, part: Marking) -> bool:
        """Whether a caveat could stand beside the part's level: none says who may read (U).

        A part that bears a caveat all the same says so, however wrongly, and is heard.
        """
        if part.caveats or caveat.needs_level is None:
            return True
        return self.rank(part.level) >= self.rank(caveat.needs_level)

    def _reaches(self, caveat: Caveat, level: str) -> bool:
        return caveat.highest_level is None or self.rank(level) <= self.rank(caveat.highest_level)
