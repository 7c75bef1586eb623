"""What a page of a brief says of its marking: never lower than any part that is on it.

The author chooses the brief's marking, and the check reports where a part is marked higher. Until
that is mended the pages bear the roll-up of both, drafts included: a page must not leave a desk
under a banner that is lower than its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefbuilder.domain.briefs import Block, Brief, marking_of_block
from briefbuilder.domain.markings import Marking, Scheme


@dataclass(frozen=True, slots=True)
class Banner:
    """`marking` is the brief's own, rolled up with its parts'; None where the brief has none.

    `also` are the words of those parts' markings that cannot be ranked beside it: parts of
    another scheme, of a level that the scheme does not know, or of a brief with no marking.
    """

    marking: Marking | None
    also: tuple[str, ...] = ()


def banner_of(brief: Brief, schemes: Mapping[str, Scheme]) -> Banner:
    """The banner of a brief's pages, by the schemes that are at hand."""
    parts = [mark for block in brief.blocks() if (mark := marking_of_block(brief, block))]
    return _rolled(brief.marking, parts, schemes)


def raising_blocks(brief: Brief, schemes: Mapping[str, Scheme]) -> tuple[Block, ...]:
    """The blocks for whose sake the pages say more than the brief's own marking, in their order."""
    alone = _rolled(brief.marking, [], schemes)
    return tuple(
        block
        for block in brief.blocks()
        if (mark := marking_of_block(brief, block))
        and _rolled(brief.marking, [mark], schemes) != alone
    )


def _rolled(own: Marking | None, parts: Sequence[Marking], schemes: Mapping[str, Scheme]) -> Banner:
    if own is None:
        return Banner(None, _listed(parts, schemes))
    scheme = schemes.get(own.scheme)
    if scheme is None or not scheme.knows(own):
        return Banner(own, _listed([one for one in parts if one != own], schemes))
    ranked = [one for one in parts if one.scheme == scheme.id and scheme.knows(one)]
    others = [one for one in parts if one not in ranked]
    return Banner(scheme.roll_up([own, *ranked]), _listed(others, schemes))


def words_of(marking: Marking, schemes: Mapping[str, Scheme]) -> str:
    """A marking written out; in its own words where its scheme is not at hand."""
    scheme = schemes.get(marking.scheme)
    if scheme is not None and scheme.knows(marking):
        return scheme.banner(marking)
    return " - ".join([marking.level, *marking.caveats])


def _listed(parts: Iterable[Marking], schemes: Mapping[str, Scheme]) -> tuple[str, ...]:
    """The markings of parts written out: one for each scheme that can rank them, else each."""
    by_scheme: dict[str, list[Marking]] = {}
    for part in parts:
        by_scheme.setdefault(part.scheme, []).append(part)
    words: list[str] = []
    for scheme_id, marks in by_scheme.items():
        scheme = schemes.get(scheme_id)
        known = [one for one in marks if scheme is not None and scheme.knows(one)]
        rolled = scheme.roll_up(known) if scheme is not None else None
        words += [words_of(one, schemes) for one in ([rolled] if rolled else [])]
        words += [words_of(one, schemes) for one in marks if one not in known]
    return tuple(dict.fromkeys(words))
