"""A brief with every kind of block, a plain template, and what they are printed with."""

import datetime as dt
import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from briefbuilder.domain.briefs import (
    Brief,
    FigureBlock,
    ItemBlock,
    Media,
    PartEdit,
    Pin,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.checklists import (
    Answer,
    Checklist,
    Group,
    Question,
    QuestionSeverity,
    question_hash,
)
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import CaseStudy, Period, Status, TimelineEvent, revision_of
from briefbuilder.domain.markings import Level, Marking, Scheme
from briefbuilder.domain.sources import Name, Source, SourceType
from briefbuilder.domain.templates import FieldSpec, LoadedTemplate, SectionContract, Template
from briefbuilder.render.job import Copy, PrintOrder

__all__ = [
    "CHECKLIST",
    "FONTS",
    "PLAIN",
    "SCHEME",
    "SOURCES",
    "TODAY",
    "Copy",
    "case_study",
    "order",
    "plain_template",
    "sample_brief",
    "small_picture",
]

TODAY = dt.date(2026, 11, 22)
PLAIN = Path(__file__).parents[1] / "unit" / "render" / "data" / "plain"
FONTS = Path(__file__).parents[2] / "templates" / "_shared" / "fonts"


def plain_template(*, html: str = "", css: str = "", **changes: Any) -> LoadedTemplate:
    """The plain template, with other HTML or more CSS where a test wants them."""
    note = Template(
        id="plain",
        name="Plain",
        fields=(FieldSpec(name="to", label="To"), FieldSpec(name="on", label="Date", kind="date")),
        sections=(
            SectionContract(id="issue", heading="Issue", max_lines=4, prompt="Say what it is."),
            SectionContract(id="background", heading="Background"),
        ),
    ).model_copy(update=changes)
    shared = {
        "furniture.html.j2": (PLAIN / "furniture.html.j2").read_bytes(),
        "fonts/regular.ttf": (FONTS / "SourceSans3-Regular.ttf").read_bytes(),
        "fonts/bold.ttf": (FONTS / "SourceSans3-Bold.ttf").read_bytes(),
    }
    return LoadedTemplate(
        note,
        html or (PLAIN / "brief.html.j2").read_text(encoding="utf-8"),
        (PLAIN / "style.css").read_text(encoding="utf-8") + css,
        shared,
    )


SCHEME = Scheme(
    id="test",
    title="Test scheme",
    levels=(
        Level(id="open", banner="OPEN", portion="(O)"),
        Level(id="closed", banner="CLOSED", portion="(C)", colour="#9f1239"),
    ),
)

CHECKLIST = Checklist(
    id="walk",
    title="Alignment walk",
    groups=(
        Group(
            id="aim",
            title="Aim",
            questions=(
                Question(
                    id="objective",
                    text="Is the objective stated?",
                    why="Because.",
                    evidence="A sentence.",
                    severity=QuestionSeverity.BLOCKING,
                ),
                Question(
                    id="exit",
                    text="Is there an exit?",
                    why="Because.",
                    evidence="A date.",
                    severity=QuestionSeverity.MAJOR,
                ),
            ),
        ),
    ),
)

SOURCES = (
    Source(
        id="huntington-1957",
        type=SourceType.BOOK,
        title="The Soldier and the State",
        author=(Name(family="Huntington", given="Samuel P."),),
        publisher="Harvard University Press",
        publisher_place="Cambridge, MA",
        issued="1957",
    ),
    Source(
        id="res-661",
        type=SourceType.LEGISLATION,
        genre="resolution",
        title="The situation between Iraq and Kuwait",
        authority="UN Security Council",
        number="S/RES/661 (1990)",
        issued="1990-08-06",
        url="https://undocs.org/S/RES/661(1990)",
    ),
)


def case_study() -> CaseStudy:
    """A case study with a summary, a timeline and sections with notes."""
    return CaseStudy(
        id="quarantine",
        title="A quarantine at sea",
        summary="A blockade by another name, announced first and enforced later.",
        status=Status.IN_REVIEW,
        owner="Test desk",
        as_at=dt.date(2026, 11, 1),
        review_by=dt.date(2027, 11, 1),
        period=Period(from_="1962-10-14", to="1962-11-20"),
        marking=Marking(scheme="test", level="open"),
        timeline=(
            TimelineEvent(date="1962-10-14", text="Photographs are taken [@huntington-1957, p. 3]"),
            TimelineEvent(date="1962-10-24", to="1962-11-20", text="The quarantine is in force."),
        ),
        body=(
            "## What happened\nShips stopped at a line [@res-661; @huntington-1957].\n\n"
            "- one\n\n- two\n\n## Diplomatic outcome\nA bargain was struck [@huntington-1957].\n"
        ),
    )


def small_picture() -> bytes:
    """A PNG of 40 by 20 pixels."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), "#1f6a72").save(stream, "PNG")
    return stream.getvalue()


def sample_brief(**changes: Any) -> Brief:
    """A brief with every kind of block."""
    item = case_study()
    revision = revision_of(item)
    blocks = (
        ItemBlock(
            id="aaaa2222",
            item=item.id,
            revision=revision,
            edits=(PartEdit(part="diplomatic-outcome", text="They bargained.", author="A. Desk"),),
        ),
        FigureBlock(
            id="aaaa3333", media="map.png", alt="A map of the line", caption="The line", credit="Us"
        ),
        TimelineBlock(
            id="aaaa4444",
            caption="What comes next",
            events=(
                TimelineRow(date="2026-12-01", text="The visit [@res-661, para. 4]."),
                TimelineRow(date="2027-03", text="The talks", circa=True),
            ),
        ),
        TableBlock(
            id="aaaa5555",
            caption="Options",
            header=("Option", "Cost"),
            rows=(("Stay", "None [@huntington-1957]"), ("Go", "*High*")),
        ),
    )
    text = (
        "We **propose** a visit [@huntington-1957, p. 4]. See [the case](item:quarantine) and "
        "[the *resolution*](https://undocs.org/x).\n\n### Why now\n\n1. First\n2. Second\n\n"
        "> A quotation.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    brief = Brief(
        id=hashlib.sha256(b"sample").hexdigest()[:32],
        title="Strait talks: what a port call can do",
        template="plain",
        marking=Marking(scheme="test", level="open"),
        fields=(("to", "The Minister & others"), ("on", "2026-11-22")),
        sections=(
            Section(id="issue", heading="Issue", blocks=(TextBlock(id="aaaa1111", text=text),)),
            Section(id="background", heading="Background", blocks=blocks),
        ),
        pins=(Pin(revision=revision, item=item, text="…"),),
        answers=(
            Answer(
                question="objective",
                words=question_hash(CHECKLIST.questions[0]),
                value=AnswerValue.PARTLY,
                reason="Not agreed yet",
                by="A. Desk",
            ),
        ),
        clearances=(
            Clearance(office="Legal adviser", outcome=ClearanceOutcome.CONCUR, on="2026-11-20"),
        ),
        sources=SOURCES,
        media=(Media(name="map.png", media_type="image/png", data=small_picture()),),
    )
    return brief.model_copy(update=changes)


def order(copy: Copy = Copy.DRAFT, **changes: Any) -> PrintOrder:
    """An order for one copy, with scheme, checklist and annex."""
    whole = PrintOrder(
        copy=copy, today=TODAY, annex=True, scheme=SCHEME, checklist=CHECKLIST, statuses={}
    )
    return replace(whole, **changes)
