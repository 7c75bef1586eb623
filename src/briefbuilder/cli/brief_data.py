"""A brief as data."""

from __future__ import annotations

from collections.abc import Iterable

from briefbuilder.cli.as_data import Data
from briefbuilder.domain.briefs import Block, Brief, FigureBlock, ItemBlock, TextBlock
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.clearing import ClearanceStanding, changes_since, clearance_standing
from briefbuilder.domain.differences import PartDifference
from briefbuilder.domain.drafts import next_draft


def brief_data(brief: Brief) -> Data:
    """A brief's head, outline, pins and answers; texts of pins are left to the brief's file."""
    return {
        "id": brief.id,
        "title": brief.title,
        "template": brief.template,
        "draft": next_draft(brief),
        "lang": brief.lang,
        "marking": brief.marking.model_dump(mode="json") if brief.marking else None,
        "fields": dict(brief.fields),
        "sections": [
            {
                "id": section.id,
                "heading": section.heading,
                "blocks": [_block_data(brief, block) for block in section.blocks],
            }
            for section in brief.sections
        ],
        "pins": [
            {"item": pin.item.id, "revision": pin.revision, "title": pin.item.title}
            for pin in brief.pins
        ],
        "checklist": brief.checklist,
        "answers": [answer.model_dump(mode="json") for answer in brief.answers],
        "clearances": [clearance_data(brief, one) for one in brief.clearances],
        "sources": [source.id for source in brief.sources],
    }


def _block_data(brief: Brief, block: Block) -> Data:
    data: Data = {"id": block.id, "type": block.type}
    match block:
        case ItemBlock():
            data |= {
                "item": block.item,
                "revision": block.revision,
                "parts": list(brief.parts_shown(block)),
                "edited": [edit.part for edit in block.edits],
            }
        case TextBlock():
            data |= {"text": block.text}
        case FigureBlock():
            data |= {"media": block.media, "alt": block.alt}
        case _:
            data |= {"caption": block.caption}
    return data


def clearance_data(brief: Brief, clearance: Clearance) -> Data:
    """A clearance, how it stands, and since it lapsed what changed (null where nobody can tell)."""
    standing = clearance_standing(brief, clearance)
    changes = changes_since(brief, clearance) if standing is ClearanceStanding.LAPSED else ()
    data: Data = clearance.model_dump(mode="json")
    return data | {
        "standing": standing.value,
        "changed": None if changes is None else differences_data(changes),
    }


def differences_data(differences: Iterable[PartDifference]) -> list[Data]:
    """What differs, part by part, in runs of words."""
    return [
        {
            "part": part.part,
            "title": part.title,
            "runs": [{"run": run.run.value, "text": run.text} for run in part.runs],
        }
        for part in differences
    ]
