"""What `brief.yaml` inside a brief says: the brief less its texts, sources and pictures.

The model mirrors the file. `head_from` leaves out of a `Brief` what the other entries hold;
`brief_from` puts it back in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from briefbuilder.domain.base import DraftNumber, Frozen, Lang, NonEmpty, Slug
from briefbuilder.domain.briefs import (
    Block,
    Brief,
    KeptPin,
    Media,
    MediaName,
    Pin,
    Revision,
    Section,
)
from briefbuilder.domain.checklists import Answer, Checklist
from briefbuilder.domain.clearances import Clearance, ClearedText
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.sources import Source


class PinEntry(Frozen):
    """Which text of an item the brief holds; the text itself is in `pins/`."""

    item: Slug
    revision: Revision


class MediaEntry(Frozen):
    """Which picture the brief holds; the picture itself is in `media/`."""

    name: MediaName
    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]


class BriefHead(Frozen):
    """The keys of `brief.yaml`, in the order in which they are written."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    title: NonEmpty
    template: Slug
    lang: Lang = "en-GB"
    draft: DraftNumber = 1
    drafted: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    marking: Marking | None = None
    fields: dict[str, str] = Field(default_factory=dict)
    checklist: Slug | None = None
    sections: tuple[Section, ...] = ()
    answers: tuple[Answer, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    pins: tuple[PinEntry, ...] = ()
    kept: tuple[KeptPin, ...] = ()
    media: tuple[MediaEntry, ...] = ()


def head_from(brief: Brief) -> dict[str, Any]:
    """The plain values of a brief's `brief.yaml`; what is at its default is left out."""
    data = {
        "id": brief.id,
        "title": brief.title,
        "template": brief.template,
        "lang": brief.lang,
        "draft": brief.draft,
        "drafted": brief.drafted,
        "marking": brief.marking and _plain(brief.marking),
        "fields": dict(brief.fields),
        "checklist": brief.checklist,
        "sections": [_plain_section(section) for section in brief.sections],
        "answers": [_plain(answer) for answer in brief.answers],
        "clearances": [_plain(clearance) for clearance in brief.clearances],
        "pins": [{"item": pin.item.id, "revision": pin.revision} for pin in brief.pins],
        "kept": [_plain(kept) for kept in brief.kept],
        "media": [{"name": one.name, "media_type": one.media_type} for one in brief.media],
    }
    return {key: value for key, value in data.items() if value not in (None, {}, [])}


def brief_from(
    head: BriefHead,
    *,
    pins: Iterable[Pin],
    sources: Iterable[Source],
    media: Iterable[Media],
    cleared: Iterable[ClearedText],
    checklist: Checklist | None,
    scheme: Scheme | None,
) -> Brief:
    """The brief; `pydantic.ValidationError` when its parts do not fit together."""
    return Brief(
        id=head.id,
        title=head.title,
        template=head.template,
        lang=head.lang,
        draft=head.draft,
        drafted=head.drafted,
        marking=head.marking,
        fields=tuple(head.fields.items()),
        checklist=head.checklist,
        sections=head.sections,
        pins=tuple(pins),
        kept=head.kept,
        answers=head.answers,
        clearances=head.clearances,
        cleared=tuple(cleared),
        sources=tuple(sources),
        media=tuple(media),
        held_checklist=checklist,
        held_scheme=scheme,
    )


def _plain(value: Frozen) -> dict[str, Any]:
    return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _plain_section(section: Section) -> dict[str, Any]:
    data: dict[str, Any] = {"id": section.id, "heading": section.heading}
    if section.blocks:
        data["blocks"] = [_plain_block(block) for block in section.blocks]
    return data


def _plain_block(block: Block) -> dict[str, Any]:
    return {"type": block.type, **_plain(block)}
