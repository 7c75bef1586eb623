"""A marking scheme's copy in a brief beside the scheme of that name that is known here.

A brief brings its scheme along, to be read where there is no library. Whoever made the brief may
have written another banner under a known name, or ranked a high level below a low one.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.markings import Scheme
from briefbuilder.language.interface import _, clauses


def alterations(held: Scheme, known: Scheme) -> tuple[str, ...]:
    """What a held copy says otherwise than the known scheme, of what is printed and ranked."""
    return (*_order(held, known), *_levels(held, known), *_caveats(held, known))


def altered_copy(held: Scheme, known: Scheme) -> str:
    """The same in a sentence; "" where they agree."""
    told = alterations(held, known)
    if not told:
        return ""
    return _(
        "The brief brings a copy of the marking scheme “{title}” ({scheme}) that is not the one "
        "known here: {differences}.",
        title=known.title,
        scheme=known.id,
        differences=clauses(told),
    )


def _order(held: Scheme, known: Scheme) -> Iterator[str]:
    ours, theirs = ([level.id for level in one.levels] for one in (known, held))
    if theirs == ours:
        return
    lacking = [one for one in ours if one not in theirs]
    added = [one for one in theirs if one not in ours]
    if lacking:
        yield _("it lacks {levels}", levels=", ".join(lacking))
    if added:
        yield _("it adds {levels}", levels=", ".join(added))
    if [one for one in theirs if one in ours] != [one for one in ours if one in theirs]:
        yield _("it ranks its levels {levels}, from the lowest", levels=", ".join(theirs))


def _levels(held: Scheme, known: Scheme) -> Iterator[str]:
    ours = {level.id: level for level in known.levels}
    for level in held.levels:
        mine = ours.get(level.id)
        for words, right in (
            (level.banner, mine and mine.banner),
            (level.portion, mine and mine.portion),
        ):
            if right is not None and words != right:
                yield _(
                    "{level} is printed “{words}” and not “{right}”",
                    level=level.id,
                    words=words,
                    right=right,
                )


def _caveats(held: Scheme, known: Scheme) -> Iterator[str]:
    ours = {caveat.id: caveat for caveat in known.caveats}
    theirs = {caveat.id: caveat for caveat in held.caveats}
    for name in dict.fromkeys([*ours, *theirs]):
        if ours.get(name) != theirs.get(name):
            yield _("the caveat {caveat} is another one", caveat=name)
    if held.separator != known.separator:
        yield _(
            "it joins words by “{separator}” and not by “{right}”",
            separator=held.separator,
            right=known.separator,
        )
