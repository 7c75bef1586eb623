"""Words of the author's that stand over newer library words, or that are printed no more."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.merging import Fate, passed_over
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _


def edit_findings(brief: Brief) -> Iterator[Finding]:
    """Each part in which the author's words and the library's have not been settled."""
    for block, own in passed_over(brief):
        section = brief.section_of(block.id)
        place = FindingPlace(section=section.id, block=block.id, item=block.item)
        title = brief.pin_of(block).item.title
        if own.fate is Fate.OVER:
            yield Finding(
                "edit-over-newer-text",
                Severity.WARNING,
                place,
                _(
                    'Your own words in "{part}" of "{item}" were written over an older library '
                    "text, and stand in place of the newer one.",
                    part=own.title,
                    item=title,
                ),
                _("Read the difference there; write the newer words in, keep yours, or restore."),
            )
        else:
            yield Finding(
                "edit-of-missing-part",
                Severity.WARNING,
                place,
                _(
                    'Your own words in "{part}" of "{item}" are not printed: the library\'s text '
                    "has no such part any more.",
                    part=own.title,
                    item=title,
                ),
                _("Write them as a free text, or leave them out."),
            )
