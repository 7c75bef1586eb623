"""A version of a brief that goes no higher than a ceiling, in words that a person would type."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief, marking_of_block
from briefbuilder.domain.markings import Combine, Marking, Scheme
from briefbuilder.domain.redaction import Ceiling, Neutral, Redaction, redact
from briefbuilder.errors import NotFoundError, UserInputError
from briefbuilder.language.catalogue import words_for
from briefbuilder.language.interface import _


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a copy may hold, as people write it.

    `ceiling` is a marking, `without` are caveats. `title` is what its author calls the copy.
    """

    ceiling: str | None = None
    without: tuple[str, ...] = ()
    title: str = ""

    def __bool__(self) -> bool:
        return self.ceiling is not None or bool(self.without)


EVERYTHING = Bounds()


def within(brief: Brief, workspace: Workspace, bounds: Bounds) -> Redaction:
    """The brief as a copy within `bounds` holds it; the same brief where there are none.

    Raises `UserInputError` when the bounds cannot be understood, or when nothing is left.
    """
    if not bounds:
        if bounds.title:
            raise UserInputError(
                _(
                    "A copy has the brief's own title, unless it leaves out what is marked higher: "
                    "give a title together with a ceiling."
                )
            )
        return Redaction(brief, (), unmarked_stays=True)
    template = workspace.template(brief.template).template.said_in(brief.lang)
    words = words_for(brief.lang)
    title = bounds.title.strip()
    neutral = Neutral(
        title=title or words.gettext("{form} (title withheld)", form=template.name),
        by_author=bool(title),
        headings={one.id: one.heading for one in template.sections},
        section=words.gettext("Section"),
    )
    redaction = redact(brief, _ceiling(brief, workspace, bounds), neutral)
    if redaction.left_out and not any(redaction.brief.blocks()):
        raise UserInputError(
            _(
                "Nothing of this brief would be left in such a copy: each part of it is marked "
                "higher, or has no marking of its own and counts as the brief's. Mark its parts "
                "first."
            )
        )
    return redaction


def choices(brief: Brief, workspace: Workspace) -> tuple[tuple[str, Bounds], ...]:
    """The bounds that make a difference to a brief, with what a person calls them."""
    scheme = workspace.scheme_of(brief)
    marks = [mark for block in brief.blocks() if (mark := marking_of_block(brief, block))]
    known = [one for one in (brief.marking, *marks) if one and scheme and scheme.knows(one)]
    if scheme is None or not known:
        return ()
    used = {caveat for one in known for caveat in one.caveats}
    caveats = [one for one in scheme.caveats if one.id in used]
    highest = max(scheme.rank(one.level) for one in known)
    limits = [
        Marking(scheme=scheme.id, level=level.id, caveats=named)
        for level in scheme.levels[: highest + 1]
        for named in ((), *((caveat.id,) for caveat in caveats))
    ]
    upper = [scheme.banner(one) for one in limits if not scheme.problems_of(one)]
    without = [one.banner for one in caveats if one.combine is Combine.UNION]
    return (
        *((_("Up to {marking}", marking=words), Bounds(words)) for words in upper),
        *(
            (_("Everything without {caveat}", caveat=words), Bounds(without=(words,)))
            for words in without
        ),
    )


def _ceiling(brief: Brief, workspace: Workspace, bounds: Bounds) -> Ceiling:
    scheme = workspace.scheme_of(brief)
    if scheme is None:
        raise UserInputError(
            _("A ceiling needs a brief that is marked in a scheme of the library.")
        )
    try:
        limit = scheme.read(bounds.ceiling) if bounds.ceiling is not None else None
        without = frozenset(_caveat(scheme, one) for one in bounds.without)
    except NotFoundError as error:
        raise UserInputError(str(error)) from error
    if limit is not None and (problems := scheme.problems_of(limit)):
        raise UserInputError(problems[0])
    return Ceiling(scheme, limit, without)


def _caveat(scheme: Scheme, words: str) -> str:
    caveat = scheme.read_caveat(words)
    if caveat.combine is Combine.INTERSECTION:
        raise UserInputError(
            _(
                '"{caveat}" says who may read a part; a copy without such parts would hold only '
                "what fewer people may read. Name a caveat that restricts.",
                caveat=caveat.banner,
            )
        )
    return caveat.id
