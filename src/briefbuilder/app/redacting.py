"""A version of a brief that holds nothing marked above a ceiling, and the list of what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.briefs import Block, Brief, ItemBlock, marking_of_block
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.errors import UserInputError


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A block that was left out because of its marking."""

    section: str
    name: str
    marking: str


def within_ceiling(
    brief: Brief, workspace: Workspace, ceiling: str | None
) -> tuple[Brief, tuple[LeftOut, ...]]:
    """The brief with only what is marked at or below `ceiling`, itself marked no higher.

    A part with no marking of its own carries the brief's, so it is left out as well when the
    brief is marked above the ceiling: nothing here guesses that a part is harmless.
    """
    if ceiling is None:
        return brief, ()
    scheme = workspace.scheme_of(brief)
    if scheme is None or brief.marking is None:
        raise UserInputError("A ceiling needs a brief that is marked in a scheme of the library.")
    highest = Marking(scheme=scheme.id, level=scheme.level(ceiling).id)
    if scheme.rank(brief.marking.level) <= scheme.rank(highest.level):
        return brief, ()
    kept = brief
    left_out: list[LeftOut] = []
    for section in brief.sections:
        for block in section.blocks:
            own = marking_of_block(brief, block) or brief.marking
            if _fits(scheme, own, highest):
                continue
            name = _name_of(brief, block)
            shown = scheme.banner(own) if own.scheme == scheme.id else own.level
            left_out.append(LeftOut(section.heading, name, shown))
            kept = edits.remove_block(kept, block.id)
    marks = [m for block in kept.blocks() if (m := marking_of_block(kept, block)) is not None]
    return edits.set_marking(kept, scheme.roll_up([*marks, highest])), tuple(left_out)


def _name_of(brief: Brief, block: Block) -> str:
    return brief.pin_of(block).item.title if isinstance(block, ItemBlock) else f"a {block.type}"


def _fits(scheme: Scheme, own: Marking, highest: Marking) -> bool:
    return own.scheme == scheme.id and scheme.rank(own.level) <= scheme.rank(highest.level)
