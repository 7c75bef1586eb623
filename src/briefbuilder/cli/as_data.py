"""What `--json` prints: plain values under names that stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefbuilder.app.updating import PinBehind
from briefbuilder.domain.brief_check.findings import Finding, FindingList
from briefbuilder.domain.briefs import Block, Brief, FigureBlock, ItemBlock, TextBlock
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.clearing import ClearanceStanding, changes_since, clearance_standing
from briefbuilder.domain.differences import PartDifference
from briefbuilder.domain.drafts import next_draft
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.statements import check_summary
from briefbuilder.errors import Problem, Severity

Data = dict[str, Any]


def problem_data(problem: Problem) -> Data:
    """A problem with its place."""
    place = problem.place
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "key": place.key,
        "sentence": problem.sentence,
        "remedy": problem.remedy,
    }


def finding_data(finding: Finding) -> Data:
    """A finding with its place in the brief."""
    place = finding.place
    named = {
        "section": place.section,
        "block": place.block,
        "question": place.question,
        "field": place.field,
        "item": place.item,
        "clearance": place.office,
    }
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "place": {name: value for name, value in named.items() if value},
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "group": finding.group,
    }


def findings_data(found: FindingList) -> Data:
    """The findings of a brief, and how many of each severity there are."""
    return {
        "findings": [finding_data(finding) for finding in found.findings],
        "counts": {severity.value: found.count(severity) for severity in Severity},
    }


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


def behind_data(behind: PinBehind) -> Data:
    """A pin whose library text is another one now, with the words that differ."""
    return {
        "item": behind.item_id,
        "title": behind.newer.item.title,
        "pinned": behind.pin.revision,
        "newer": behind.newer.revision,
        "declined": behind.declined,
        "blocks": list(behind.blocks),
        "differences": differences_data(behind.differences),
        "own_words": [{"part": own.part, "fate": own.fate.value} for own in behind.own_words],
    }


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


def item_line_data(entry: LibraryEntry) -> Data:
    """An item as a line of a list."""
    item = entry.item
    summary = check_summary(item)
    return {
        "id": item.id,
        "kind": item.kind.value,
        "title": item.title,
        "summary": item.summary,
        "status": entry.status.value,
        "approval": _approval_data(entry),
        "as_at": item.as_at.isoformat(),
        "review_by": item.review_by.isoformat(),
        "facts": summary.facts,
        "checked": summary.checked,
        "revision": entry.revision,
        "file": entry.file,
    }


def _approval_data(entry: LibraryEntry) -> Data | None:
    """The last approval, and why it does not hold, where it does not."""
    standing = entry.standing
    if standing.approval is None and standing.lapse is None:
        return None
    given = standing.approval
    said = {} if given is None else given.model_dump(mode="json", exclude={"to"})
    return {**said, "lapsed": standing.why}


def item_data(entry: LibraryEntry) -> Data:
    """An item with all that its file says, and the state of each of its statements."""
    summary = check_summary(entry.item)
    return {
        **item_line_data(entry),
        "item": entry.item.model_dump(mode="json", by_alias=True),
        "statements": [
            {
                "part": one.statement.part,
                "hash": one.statement.hash,
                "holds": one.statement.holds.value,
                "state": one.state.value,
                "text": one.statement.text,
            }
            for one in summary.statements
        ],
        "lapsed_checks": [check.statement for check in summary.lapsed],
    }
