"""What `brief.yaml` inside a brief says: the brief less its texts, sources and pictures.

What the file says as a brief does stands once, in `BriefHead`: a key put in there is written and
read. `head_from` leaves out of a `Brief` what the other entries hold; `brief_from` puts it back in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from briefbuilder.domain.base import Frozen, Slug
from briefbuilder.domain.briefs import (
    Block,
    Brief,
    BriefHead,
    Media,
    MediaName,
    Pin,
    Revision,
    Section,
)
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.clearances import ClearedText
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.sources import Source


class PinEntry(Frozen):
    """Which text of an item the brief holds; the text itself is in `pins/`."""

    item: Slug
    revision: Revision


class MediaEntry(Frozen):
    """Which picture the brief holds; the picture itself is in `media/`."""

    name: MediaName
    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]


class HeadEntry(BriefHead):
    """The keys of `brief.yaml`: those of every brief, and what names the other entries."""

    fields: dict[str, str] = Field(default_factory=dict)
    pins: tuple[PinEntry, ...] = ()
    media: tuple[MediaEntry, ...] = ()


_ORDER = (
    *("id", "title", "template", "lang", "draft", "drafted", "marking", "fields", "checklist"),
    *("sections", "answers", "clearances", "pins", "kept", "media"),
)
"""The order in which the keys are written; what is not named comes last."""


def head_from(brief: Brief) -> dict[str, Any]:
    """The plain values of a brief's `brief.yaml`; what is empty is left out."""
    data = {
        **{name: _written(getattr(brief, name)) for name in BriefHead.model_fields},
        "fields": dict(brief.fields),
        "pins": [{"item": pin.item.id, "revision": pin.revision} for pin in brief.pins],
        "media": [{"name": one.name, "media_type": one.media_type} for one in brief.media],
    }
    ranks = {key: rank for rank, key in enumerate(_ORDER)}
    keys = sorted(data, key=lambda key: ranks.get(key, len(ranks)))
    return {key: data[key] for key in keys if data[key] not in (None, {}, [])}


def brief_from(
    head: HeadEntry,
    *,
    pins: Iterable[Pin],
    sources: Iterable[Source],
    media: Iterable[Media],
    cleared: Iterable[ClearedText],
    checklist: Checklist | None,
    scheme: Scheme | None,
) -> Brief:
    """The brief; `pydantic.ValidationError` when its parts do not fit together."""
    said = {name: getattr(head, name) for name in BriefHead.model_fields}
    return Brief(
        **said,
        fields=tuple(head.fields.items()),
        pins=tuple(pins),
        cleared=tuple(cleared),
        sources=tuple(sources),
        media=tuple(media),
        held_checklist=checklist,
        held_scheme=scheme,
    )


def _written(value: object) -> Any:  # noqa: ANN401 — a file holds plain values of every shape
    match value:
        case Section():
            return _plain_section(value)
        case Frozen():
            return _plain(value)
        case tuple():
            return [_written(one) for one in value]
        case _:
            return value


def _plain(value: Frozen) -> dict[str, Any]:
    return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _plain_section(section: Section) -> dict[str, Any]:
    data: dict[str, Any] = {"id": section.id, "heading": section.heading}
    if section.blocks:
        data["blocks"] = [_plain_block(block) for block in section.blocks]
    return data


def _plain_block(block: Block) -> dict[str, Any]:
    return {"type": block.type, **_plain(block)}
