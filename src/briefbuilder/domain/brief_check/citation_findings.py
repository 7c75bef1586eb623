"""What the check says of citations: keys that nobody knows, unread ones, text without a source."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.citations import cited_keys, unread_citations
from briefbuilder.domain.edits import texts_of_block
from briefbuilder.domain.library_findings import (
    remedy_of,
)
from briefbuilder.domain.words import shortened
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, n_


def unknown_citations(context: CheckContext) -> Iterator[Finding]:
    """Keys that neither the brief nor the library knows."""
    known = {source.id for source in context.brief.sources}
    if context.library is not None:
        known |= set(context.library.sources)
    for section, block in context.places():
        place = FindingPlace(section=section.id, block=block.id)
        keys = [key for text in texts_of_block(context.brief, block) for key in cited_keys(text)]
        for key in dict.fromkeys(keys):
            if key not in known:
                yield Finding(
                    "unknown-citation",
                    Severity.ERROR,
                    place,
                    _(
                        '"{section}" cites "@{key}", which neither the brief nor the library '
                        "knows.",
                        section=section.heading,
                        key=key,
                    ),
                    remedy_of(
                        context.library,
                        ("source", key),
                        _("Correct the key, or add the source to the library."),
                    ),
                )


def citations_not_read(context: CheckContext) -> Iterator[Finding]:
    """What looks like a citation and is printed as it stands."""
    for section, block in context.places():
        texts = texts_of_block(context.brief, block)
        for written in dict.fromkeys(one for text in texts for one in unread_citations(text)):
            yield Finding(
                "unread-citation",
                Severity.WARNING,
                FindingPlace(section=section.id, block=block.id),
                _(
                    '"{words}" in "{section}" is not read as a citation, and is printed as it '
                    "stands.",
                    words=shortened(written),
                    section=section.heading,
                ),
                _("Write [@key, p. 4], or [@one; @other] for several, with no word before an @."),
            )


def uncited_text(context: CheckContext) -> Iterator[Finding]:
    """A section of some length that rests on no source at all gets a word of advice."""
    for section in context.brief.sections:
        texts = [t for block in section.blocks for t in texts_of_block(context.brief, block)]
        words = sum(len(text.split()) for text in texts)
        if words >= _WORDS_THAT_NEED_A_SOURCE and not any(cited_keys(text) for text in texts):
            yield Finding(
                "no-source",
                Severity.ADVICE,
                FindingPlace(section=section.id),
                n_(
                    '"{section}" has {number} word and cites no source.',
                    '"{section}" has {number} words and cites no source.',
                    words,
                    section=section.heading,
                ),
                _("Cite what its facts rest on, as [@key], or place the item they come from."),
            )


_WORDS_THAT_NEED_A_SOURCE = 120
