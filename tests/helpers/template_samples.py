"""Briefs for the shipped forms: one with every kind of block, and one that is long everywhere."""

import datetime as dt
from pathlib import Path

from briefbuilder.domain.briefs import (
    Brief,
    ItemBlock,
    Pin,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome
from briefbuilder.domain.items import (
    Item,
    LegalConsideration,
    LegalStatus,
    Status,
    revision_of,
)
from briefbuilder.domain.templates import FieldSpec, Template
from briefbuilder.storage.template_folder import TemplateFolder
from helpers.render_samples import SOURCES, case_study, sample_brief

TEMPLATES = Path(__file__).parents[2] / "templates"
FORMS = ("think-tank-policy-brief", "uk-ministerial-submission", "us-army-information-paper")
NAMES = "Đặng Thị Hòa, Łucja Żółkiewska, Юлия Щербакова, Αλέξανδρος Παπαδόπουλος"
LONG_TITLE = (
    "Strait talks and the autumn programme of the frigate squadron: what an announced port call "
    "can do, what it cannot do, and who has to agree to it before the ships sail"
)


def shipped() -> TemplateFolder:
    """The forms as they are shipped."""
    return TemplateFolder((TEMPLATES,))


def every_kind(template: Template, **changes: object) -> Brief:
    """A brief in a form: text in each section, and every other kind of block in the fourth."""
    sample = sample_brief()
    text, *others = sample.blocks()
    sections = [
        Section(
            id=one.id,
            heading=one.heading,
            blocks=(TextBlock(id=f"text{number}", text=f"The words of {one.heading}."),),
        )
        for number, one in enumerate(template.sections)
    ]
    sections[3] = Section(id=sections[3].id, heading=sections[3].heading, blocks=(text, *others))
    filled = {
        "template": template.id,
        "lang": template.lang,
        "fields": tuple((one.name, _filled(one)) for one in template.fields),
        "sections": tuple(sections),
        "clearances": (
            Clearance(office="Legal adviser", name=NAMES, outcome=ClearanceOutcome.CONCUR),
            Clearance(office="Fleet", outcome=ClearanceOutcome.NON_CONCUR, remark="Too soon."),
        ),
    }
    return sample.model_copy(update={**filled, **changes})


def _filled(field: FieldSpec) -> str:
    return "2026-11-22" if field.kind == "date" else f"The {field.label} of the brief"


def long_everywhere(template: Template) -> Brief:
    """A title of 160 characters, long fields, 20 events, 12 rows, 40 notes, an item of pages."""
    brief = every_kind(template)
    item = _long_item()
    law = _narrow_law()
    events = tuple(
        TimelineRow(date=f"{2001 + n}-03-{n + 1:02}", text=f"Event {n}, denied by one side.")
        for n in range(20)
    )
    rows = tuple(
        (f"Course {n}", "Partner, traders, and the alliance", "Nobody", f"{n} days", "A remark")
        for n in range(12)
    )
    notes = "\n\n".join(
        " ".join(
            f"Sentence {n} has its note [@huntington-1957, p. {n}]."
            for n in range(first, first + 4)
        )
        for first in range(1, 41, 4)
    )
    blocks = (
        ItemBlock(id="long1", item=law.id, revision=revision_of(law), parts=("the-rule",)),
        ItemBlock(id="long2", item=law.id, revision=revision_of(law), parts=("clearance",)),
        TimelineBlock(id="long3", caption="Twenty events", events=events),
        TableBlock(
            id="long4",
            caption="Twelve rows",
            header=("Course", "Reassures", "Warns", "Notice", "Remark"),
            rows=rows,
        ),
        ItemBlock(id="long5", item=item.id, revision=revision_of(item)),
        TextBlock(id="long6", text=notes),
    )
    home = brief.sections[3]
    sections = list(brief.sections)
    sections[3] = home.model_copy(update={"blocks": (*home.blocks, *blocks)})
    pins = tuple(Pin(revision=revision_of(one), item=one, text="…") for one in (item, law))
    long = {
        "title": LONG_TITLE,
        "fields": tuple(
            (name, text if text[:2] == "20" else f"{text}: {NAMES}, of the second floor. " * 3)
            for name, text in brief.fields
        ),
        "sections": tuple(sections),
        "pins": (*brief.pins, *pins),
        "sources": SOURCES,
    }
    return brief.model_copy(update=long)


def _long_item() -> Item:
    sentence = "Both sides lost control of events at the edges, and neither had planned for it. "
    happened = "\n\n".join(sentence * 7 + "[@res-661]" for _ in range(6))
    lesson = "\n".join(f"- {sentence * 2}" for _ in range(6))
    return case_study().model_copy(
        update={
            "id": "long-case",
            "title": "A case that fills a page and a half of any form",
            "body": f"## What happened\n{happened}\n\n## Civil-military lesson\n{lesson}\n",
        }
    )


def _narrow_law() -> LegalConsideration:
    """A legal consideration of few words, with much to say in the margin."""
    return LegalConsideration(
        id="narrow-law",
        title="A rule of few words",
        summary="Short.",
        status=Status.IN_REVIEW,
        owner="Test desk",
        as_at=dt.date(2026, 11, 1),
        review_by=dt.date(2027, 11, 1),
        legal_status=(LegalStatus.TREATY, LegalStatus.CUSTOM, LegalStatus.SOFT_LAW),
        binds="the parties to the convention, and all States as to what it codifies",
        reference="Art. 1",
        body="## The rule\nAsk first.\n\n## Clearance\nBy a lawyer.\n",
    )
