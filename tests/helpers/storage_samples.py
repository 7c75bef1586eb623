"""Items, briefs and ZIPs for the tests of storage."""

import datetime as dt
import io
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from briefbuilder.domain.briefs import (
    Brief,
    FigureBlock,
    ItemBlock,
    KeptPin,
    Media,
    PartEdit,
    Pin,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.checklists import Answer, Checklist, Group, Question, QuestionSeverity
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Item, revision_of
from briefbuilder.domain.markings import Level, Marking, Scheme
from briefbuilder.domain.sources import Name, Source, SourceType
from briefbuilder.storage.item_file import parse_item
from helpers.picture_samples import drawn, encoded

LIBRARY = Path(__file__).parents[2] / "library"
WITH_OUR_CODE = os.environ | {
    "PYTHONPATH": os.pathsep.join(str(LIBRARY.parent / name) for name in ("src", "tests"))
}
"""The environment of a child process that imports the program and the helpers."""
PNG = encoded(drawn(size=(9, 9)), "PNG")

TOOL = """\
---
format: briefbuilder-item
version: 1
id: flag-visit
kind: tool
title: Flag visit   # the short name
summary: "A warship calls at a foreign port."

status: in-review
owner: 'Naval desk'
as_at: 2026-11-01
review_by: 2027-11-01
marking: {scheme: uk-gsc,  level: OFFICIAL}
lang: en
tags: [naval, presence]
escalation_risk: low
timeline:
  # The first one that we know of.
  - {date: 1907-12-16, text: "The fleet sails [@log-1907]."}
  - {date: 1909, text: "It returns.", circa: true}   # to Hampton Roads
checks:
  - statement: 4f1c9a2e77b0
    by: A. Curator
    on: 2026-11-03
    grade: A1
---
## What it is
A ship, and a flag [@log-1907, p. 3].

## What it signals
Interest.

## Typical use
- Before talks.

## Escalation risk
Low.

## Legal constraints
Consent of the host [@unclos].

## Authority needed
The minister.

## Indicators of effect
Invitations.
"""


def tool(text: str = TOOL) -> Item:
    """The item of the sample file."""
    return parse_item(text, "tools/flag-visit.md")


def pin(text: str = TOOL) -> Pin:
    """A pin of the sample file."""
    item = parse_item(text, "pin.md")
    return Pin(revision=revision_of(item), item=item, text=text)


def brief(**changes: object) -> Brief:
    """A brief with one of everything."""
    own = pin()
    values: dict[str, object] = {
        "id": "0123456789abcdef" * 2,
        "title": "Port visit: NO surprises",
        "template": "uk-ministerial-submission",
        "draft": 3,
        "marking": Marking(scheme="uk-gsc", level="OFFICIAL", caveats=("UK EYES ONLY",)),
        "fields": (("to", "Minister"), ("reference", "0123"), ("empty", "")),
        "checklist": "civil-military-alignment",
        "sections": (
            Section(id="issue", heading="Issue", blocks=(TextBlock(id="t001", text="Go?\n\n- a"),)),
            Section(
                id="background",
                heading="Background",
                blocks=(
                    ItemBlock(
                        id="i001",
                        item="flag-visit",
                        revision=own.revision,
                        parts=("summary",),
                        edits=(PartEdit(part="summary", text="Ours.", author="J. Doe"),),
                    ),
                    FigureBlock(id="f001", media="map.png", alt="A map", caption="Where"),
                    TimelineBlock(id="l001", events=(TimelineRow(date="1962", text="It begins."),)),
                    TableBlock(id="a001", header=("a", "b"), rows=(("1", ""), ("NO", "~"))),
                ),
            ),
            Section(id="annex", heading="Annex"),
        ),
        "pins": (own,),
        "kept": (KeptPin(item="flag-visit", declined="ab" * 32, by="J. Doe"),),
        "answers": (
            Answer(question="A1", words="cd" * 32, value=AnswerValue.NO, on=dt.date(2026, 11, 2)),
        ),
        "clearances": (Clearance(office="Legal adviser", on="2026-11"),),
        "sources": (
            Source(
                id="log-1907",
                type=SourceType.MANUSCRIPT,
                title="Log: the fleet",
                author=(Name(family="Evans", given="R."),),
                issued="1907",
                url="https://example.org/log",
            ),
        ),
        "media": (Media(name="map.png", media_type="image/png", data=PNG),),
        "held_checklist": Checklist(
            id="short",
            title="Short: NO",
            groups=(
                Group(
                    id="A",
                    title="Authority",
                    questions=(
                        Question(
                            id="A1",
                            text="Is there an objective?",
                            why="Because.",
                            evidence="A paper.",
                            severity=QuestionSeverity.BLOCKING,
                        ),
                    ),
                ),
            ),
        ),
        "held_scheme": Scheme(
            id="uk-gsc",
            title="Scheme",
            levels=(Level(id="OFFICIAL", banner="OFFICIAL", portion="(O)"),),
        ),
    }
    return Brief.model_validate(values | changes)


def zipped(
    entries: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_STORED
) -> bytes:
    """A ZIP with exactly these entries, names and doubles as given."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return target.getvalue()


def entries_of_zip(data: bytes) -> dict[str, bytes]:
    """The entries of a ZIP that is known to be good."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
"""Whatever a person may paste, control characters and all."""

PROSE = st.text(
    st.sampled_from("ab éß漢 \n\t-:#'\"\\|>&*!%@`{}[],?~0NOyes1.5\u00a0\u200b\u2028\x85\x00\r"),
    max_size=30,
)
"""Short texts full of what YAML and Markdown take for something."""
