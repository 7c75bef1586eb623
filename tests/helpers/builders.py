"""Small real values for tests: items, briefs, templates, checklists, libraries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from briefbuilder.domain import edits
from briefbuilder.domain.briefs import Brief, Pin, TextBlock
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.items import ITEM_ADAPTER, Item, Kind, Status, revision_of
from briefbuilder.domain.library import Library, LibraryEntry, LibrarySettings
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.sources import Source
from briefbuilder.domain.templates import Template

TODAY = dt.date(2026, 11, 23)
BRIEF_ID = "0123456789abcdef0123456789abcdef"

BODIES = {
    Kind.CASE_STUDY: "What happened|Diplomatic outcome|Civil-military lesson|Legal basis|Limits of "
    "the comparison",
    Kind.TOOL: "What it is|What it signals|Typical use|Escalation risk|Legal constraints|Authority "
    "needed|Indicators of effect",
    Kind.LEGAL: "The rule|Status and who is bound|The question to ask|What triggers it|Clearance",
    Kind.BACKGROUND: "In brief|What is known|What it means for a brief",
}
OWN_KEYS: dict[Kind, dict[str, Any]] = {
    Kind.CASE_STUDY: {"period": {"from": "1962-10-14", "to": "1962-11-20"}},
    Kind.TOOL: {"escalation_risk": "low"},
    Kind.LEGAL: {"legal_status": ["treaty"], "binds": "all States", "reference": "Art. 2(4)"},
    Kind.BACKGROUND: {},
}


def body_of(kind: Kind, words: str = "Words that rest on a source [@kyle-2011, p. 4].") -> str:
    """A body with every required section of a kind."""
    return "\n\n".join(f"## {heading}\n{words}" for heading in BODIES[kind].split("|"))


def make_item(item_id: str = "suez-1956", kind: Kind = Kind.CASE_STUDY, **values: Any) -> Item:
    """A valid item of a kind; `values` replace keys."""
    head: dict[str, Any] = {
        "id": item_id,
        "kind": kind,
        "title": item_id.replace("-", " ").title(),
        "summary": "A summary that stands alone.",
        "status": Status.IN_REVIEW,
        "owner": "History desk",
        "as_at": dt.date(2026, 11, 1),
        "review_by": dt.date(2027, 11, 1),
        "body": body_of(kind),
        **OWN_KEYS[kind],
    }
    return ITEM_ADAPTER.validate_python({**head, **values})


def make_source(key: str = "kyle-2011", **values: Any) -> Source:
    """A book."""
    return Source.model_validate(
        {
            "id": key,
            "type": "book",
            "title": "Suez",
            "author": [{"family": "Kyle", "given": "Keith"}],
            "issued": "2011",
            "publisher": "I.B. Tauris",
            **values,
        }
    )


def make_pin(item: Item | None = None) -> Pin:
    """A pin of an item; its text stands for the file's."""
    chosen = item or make_item()
    return Pin(revision=revision_of(chosen), item=chosen, text=f"text of {chosen.id}")


def make_template(**values: Any) -> Template:
    """A form with three sections, the last of them optional."""
    return Template.model_validate(
        {
            "id": "a-form",
            "name": "A form",
            "fields": [
                {"name": "for", "label": "For", "required": True},
                {"name": "date", "label": "Date"},
            ],
            "sections": [
                {"id": "issue", "heading": "Issue", "max_lines": 4},
                {"id": "background", "heading": "Background"},
                {"id": "more", "heading": "More", "required": False, "max_pages": 1},
            ],
            **values,
        }
    )


def make_scheme() -> Scheme:
    """Three levels; a caveat of each kind."""
    return Scheme.model_validate(
        {
            "id": "test-scheme",
            "title": "Test scheme",
            "levels": [
                {"id": "LOW", "banner": "LOW", "portion": "(L)"},
                {"id": "MIDDLE", "banner": "MIDDLE", "portion": "(M)"},
                {"id": "HIGH", "banner": "HIGH", "portion": "(H)"},
            ],
            "caveats": [
                {"id": "CARE", "banner": "CARE", "portion": "C", "highest_level": "LOW"},
                {"id": "EYES", "banner": "EYES", "portion": "E", "needs_level": "MIDDLE"},
                {"id": "REL", "banner": "REL", "portion": "R", "combine": "intersection"},
            ],
        }
    )


def marked(level: str, *caveats: str) -> Marking:
    """A marking of the test scheme."""
    return Marking(scheme="test-scheme", level=level, caveats=caveats)


def make_checklist() -> Checklist:
    """Two groups; one question depends on what is placed, one on an answer."""
    question = {"why": "Because.", "evidence": "A paper."}
    return Checklist.model_validate(
        {
            "id": "walk",
            "title": "Walk",
            "groups": [
                {
                    "id": "A",
                    "title": "Objective",
                    "questions": [
                        {
                            "id": "A1",
                            "text": "Is there an objective?",
                            "severity": "blocking",
                            "recommend": ["naval-presence"],
                            "precedents": {"well": ["suez-1956"]},
                            **question,
                        },
                        {
                            "id": "A2",
                            "text": "Is overflight cleared?",
                            "severity": "major",
                            "applies_when": {"places_tag": "air"},
                            **question,
                        },
                    ],
                },
                {
                    "id": "B",
                    "title": "Law",
                    "questions": [
                        {
                            "id": "B1",
                            "text": "Who accepts the risk?",
                            "severity": "advisory",
                            "applies_when": {
                                "all": [
                                    {"answer": {"question": "A1", "in": ["no", "partly"]}},
                                    {"not": {"places_item": "hotline"}},
                                ]
                            },
                            **question,
                        }
                    ],
                },
            ],
        }
    )


def make_library(*items: Item, **values: Any) -> Library:
    """A library that holds some items, the test checklist, scheme and one source."""
    entries = {
        item.id: LibraryEntry(item, revision_of(item), f"items/{item.id}.md", f"text of {item.id}")
        for item in items
    }
    settings = LibrarySettings(
        id="test",
        title="Test library",
        accepted_statuses=(Status.IN_REVIEW, Status.APPROVED),
        default_checklist="walk",
        default_scheme="test-scheme",
    )
    parts: dict[str, Any] = {
        "entries": entries,
        "sources": {"kyle-2011": make_source()},
        "checklists": {"walk": make_checklist()},
        "schemes": {"test-scheme": make_scheme()},
        **values,
    }
    return Library(settings, **parts)


def make_brief(**values: Any) -> Brief:
    """A brief from the test form, marked LOW, its required parts filled in."""
    brief = edits.new_brief(
        brief_id=BRIEF_ID, title="A brief", template=make_template(), marking=marked("LOW")
    )
    brief = edits.set_field(brief, "for", "The Minister")
    brief = edits.insert_block(brief, "issue", TextBlock(id="text1", text="Whether to go."))
    brief = edits.insert_block(brief, "background", TextBlock(id="text2", text="What is known."))
    return brief.model_copy(update=values)


def place(
    brief: Brief, item: Item, *, block_id: str = "item1", section: str = "background"
) -> Brief:
    """The brief with an item placed whole."""
    return edits.place_item(
        brief, section, block_id=block_id, pin=make_pin(item), sources=[make_source()]
    )
