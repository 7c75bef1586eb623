"""What the check says of markings: the brief's, its parts', and the scheme that it carries."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.briefs import (
    Block,
    Brief,
    ItemBlock,
    Section,
    marking_of_block,
)
from briefbuilder.domain.edits import texts_of_block
from briefbuilder.domain.library_findings import (
    remedy_of,
)
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.scheme_copies import altered_copy
from briefbuilder.domain.words import shortened
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, p_
from briefbuilder.language.marks import N_


def _scheme_copy(context: CheckContext) -> Iterator[Finding]:
    held, known = context.brief.held_scheme, context.scheme_known
    altered = altered_copy(held, known) if held is not None and known is not None else ""
    if not altered or held is None:
        return
    is_printed = context.scheme == held
    yield Finding(
        "scheme-copy-altered",
        Severity.ERROR if is_printed else Severity.WARNING,
        FindingPlace(),
        f"{altered} {_(_USE_OF_THE_COPY[is_printed])}",
        _(
            "Ask where the brief comes from, and look at the marking of each part. A save replaces "
            "the copy by the library's scheme, where it has one of that name."
        ),
    )


# By whether the pages are printed by it.
_USE_OF_THE_COPY = {
    True: N_("The pages are printed by the copy."),
    False: N_("The copy is not used."),
}


def marking_findings(context: CheckContext) -> Iterator[Finding]:
    """Markings that are missing, unknown, or not those of the scheme; banners raised by a part."""
    brief, scheme = context.brief, context.scheme
    yield from _scheme_copy(context)
    if brief.marking is None:
        yield Finding(
            "marking-missing",
            Severity.ERROR,
            FindingPlace(),
            _("No protective marking is set. Not marked is not the same as reviewed and public."),
            _("Choose the brief's marking at the top of the window."),
        )
        return
    if scheme is None:
        yield Finding(
            "scheme-unknown",
            Severity.ERROR,
            FindingPlace(),
            _(
                'The marking scheme "{scheme}" is not in the library.',
                scheme=brief.marking.scheme,
            ),
            remedy_of(
                context.library,
                ("marking scheme", brief.marking.scheme),
                _("Choose a marking of a scheme that the library has."),
            ),
        )
        return
    if context.library is not None and scheme.id not in context.library.schemes:
        yield Finding(
            "scheme-of-the-brief",
            Severity.WARNING,
            FindingPlace(),
            _(
                'The marking scheme "{scheme}" is not in the library: it came with the brief.',
                scheme=scheme.title,
            ),
            _(
                "See what its levels stand for, or choose a marking of a scheme that the library "
                "has."
            ),
        )
    for sentence in scheme.problems_of(brief.marking):
        remedy = _remedy_of_marking(context, brief.marking)
        yield Finding("marking-invalid", Severity.ERROR, FindingPlace(), sentence, remedy)
    if scheme.problems_of(brief.marking):
        return
    for section, block in context.places():
        yield from _marking_of_part(context, scheme, section, block)


def _remedy_of_marking(context: CheckContext, marking: Marking) -> str:
    remedy = _("Choose a marking that its scheme allows.")
    names = [("level", marking.level), *(("caveat", caveat) for caveat in marking.caveats)]
    for noun, key in names:
        remedy = remedy_of(context.library, (noun, f"{marking.scheme} {key}"), remedy)
    return remedy


def _marking_of_part(
    context: CheckContext, scheme: Scheme, section: Section, block: Block
) -> Iterator[Finding]:
    banner, part = context.brief.marking, marking_of_block(context.brief, block)
    if part is None or banner is None:
        return
    item = block.item if isinstance(block, ItemBlock) else None
    place = FindingPlace(section=section.id, block=block.id, item=item)
    name = _part_in_words(context.brief, section, block)
    if part.scheme != scheme.id:
        yield Finding(
            "marking-other-scheme",
            Severity.ERROR,
            place,
            _(
                '{part} in "{section}" is marked in the scheme {scheme}, which cannot be compared '
                "with {own}.",
                part=name,
                section=section.heading,
                scheme=part.scheme,
                own=scheme.title,
            ),
            _("Mark the part in the brief's own scheme, or take it out."),
        )
    elif scheme.problems_of(part):
        remedy = _remedy_of_marking(context, part)
        sentence = _(
            '{part} in "{section}": {fault}',
            part=name,
            section=section.heading,
            fault=scheme.problems_of(part)[0],
        )
        yield Finding("marking-invalid", Severity.ERROR, place, sentence, remedy)
    elif not scheme.covers(banner, part):
        yield Finding(
            "marking-too-low",
            Severity.ERROR,
            place,
            _(
                '{part} in "{section}" is marked {marking}, higher than the brief\'s {own}.',
                part=name,
                section=section.heading,
                marking=scheme.banner(part),
                own=scheme.banner(banner),
            ),
            _(
                "Raise the brief's marking to cover {marking}, or take the part out.",
                marking=scheme.banner(part),
            ),
        )


def _part_in_words(brief: Brief, section: Section, block: Block) -> str:
    """A part as a sentence on it begins: no other part of its section is called so."""
    number = section.blocks.index(block) + 1
    if isinstance(block, ItemBlock):
        title = brief.pin_of(block).item.title
        same = [
            one for one in section.blocks if isinstance(one, ItemBlock) and one.item == block.item
        ]
        if len(same) == 1:
            return title
        return _("{title} (part {number})", title=title, number=number)
    words = " ".join(" ".join(texts_of_block(brief, block)).split())
    if not words:
        return p_("at the beginning of a sentence", "Part {number}", number=number)
    return _("Part {number} (“{words}”)", number=number, words=shortened(words, _LONGEST_NAME))


_LONGEST_NAME = 48
