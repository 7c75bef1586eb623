"""What the check says of figures, timelines and tables."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.briefs import (
    FigureBlock,
    Section,
    TableBlock,
    TimelineBlock,
    is_empty,
)
from briefbuilder.domain.dates import HOW_TO_WRITE
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_


def figure_findings(context: CheckContext) -> Iterator[Finding]:
    """Figures that have no picture, or a damaged one, or no words for who cannot see it."""
    held = {media.name for media in context.brief.media}
    for section, block in context.places():
        if not isinstance(block, FigureBlock):
            continue
        place = FindingPlace(section=section.id, block=block.id)
        if block.media not in held:
            yield Finding(
                "figure-missing",
                Severity.ERROR,
                place,
                _(
                    'The picture "{picture}" in "{section}" is not in the brief.',
                    picture=block.media,
                    section=section.heading,
                ),
                _("Choose the picture again, or take the figure out."),
            )
        elif block.media in context.damaged:
            yield Finding(
                "figure-damaged",
                Severity.ERROR,
                place,
                _(
                    'The picture "{picture}" in "{section}" cannot be printed as it is: {fault}',
                    picture=block.media,
                    section=section.heading,
                    fault=context.damaged[block.media],
                ),
                _("Open it in another program, save it again and choose it anew."),
            )
        if not block.alt.strip():
            yield Finding(
                "figure-without-text",
                Severity.ERROR,
                place,
                _(
                    'A figure in "{section}" has no alternative text, so a reader who cannot see '
                    "it learns nothing.",
                    section=section.heading,
                ),
                _("Say in a sentence what the figure shows."),
            )


def missing_captions(context: CheckContext) -> Iterator[Finding]:
    """Figures, timelines and tables without a caption."""
    for section, block in context.places():
        if not isinstance(block, FigureBlock | TimelineBlock | TableBlock):
            continue
        if not (block.caption.strip() or is_empty(context.brief, block)):
            sentence, remedy = _NO_CAPTION[block.type]
            yield Finding(
                "caption-missing",
                Severity.WARNING,
                FindingPlace(section=section.id, block=block.id),
                _(sentence, section=section.heading),
                _(remedy),
            )


# By the type of the block.
_NO_CAPTION = {
    "figure": (
        N_(
            'A figure in "{section}" has no caption, so it is printed without a number and cannot '
            "be referred to."
        ),
        N_("Say in a few words what the figure shows."),
    ),
    "timeline": (
        N_(
            'A timeline in "{section}" has no caption, so it is printed without a number and '
            "cannot be referred to."
        ),
        N_("Say in a few words what the timeline shows."),
    ),
    "table": (
        N_(
            'A table in "{section}" has no caption, so it is printed without a number and cannot '
            "be referred to."
        ),
        N_("Say in a few words what the table shows."),
    ),
}
_EMPTY = {
    "timeline": N_('A timeline in "{section}" is empty.'),
    "table": N_('A table in "{section}" is empty.'),
}


def unfinished_rows(context: CheckContext) -> Iterator[Finding]:
    """Rows and events that are not filled in."""
    for section, block in context.places():
        if not isinstance(block, TimelineBlock | TableBlock):
            continue
        place = FindingPlace(section=section.id, block=block.id)
        if is_empty(context.brief, block):
            yield Finding(
                f"{block.type}-empty",
                Severity.WARNING,
                place,
                _(_EMPTY[block.type], section=section.heading),
                _("Fill it in, or take it out."),
            )
        if isinstance(block, TimelineBlock):
            yield from _unfinished_events(block, section, place)


def _unfinished_events(
    block: TimelineBlock, section: Section, place: FindingPlace
) -> Iterator[Finding]:
    for number, row in enumerate(block.events, start=1):
        if row.want:
            unfinished = _(
                'Row {number} of the timeline in "{section}" is not finished.',
                number=number,
                section=section.heading,
            )
            yield Finding(
                "event-unfinished",
                Severity.ERROR,
                place,
                f"{unfinished} {row.want}",
                _(HOW_TO_WRITE)
                if row.date is None
                else _("Write what happened, or remove the row."),
            )
