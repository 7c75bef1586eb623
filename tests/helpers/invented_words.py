"""A brief whose every word is invented, so that all others on its pages are the program's own.

It has each kind of block and of item, every type of source, clearances and answers of each sort.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
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
    Override,
    Question,
    QuestionSeverity,
    answer_hash,
    question_hash,
)
from briefbuilder.domain.clearances import (
    Clearance,
    ClearanceOutcome,
    ClearanceScope,
    EarlierReply,
)
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import ITEM_ADAPTER, Item, revision_of
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.markings import Level, Marking, Scheme
from briefbuilder.domain.sources import Name, Source, SourceType
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.render.order import Copy, PrintOrder
from helpers.render_samples import sample_brief, small_picture

MARK = "zz"
"""What every invented word begins with."""
_OTHER_WORDS = "0" * 64

SCHEME = Scheme(id="zz", title="Zz", levels=(Level(id="zz", banner="ZZOPEN", portion="(ZZ)"),))


def _source(kind: SourceType, **changes: Any) -> Source:
    """A source with everything that a form of its type may print."""
    names = tuple(Name(family=f"Zz{one}", given="Zz") for one in ("ane", "ob", "cy"))
    words = {
        "id": f"zz-{kind.value.replace('_', '-')}",
        "type": kind,
        "title": "Zzsource zztitle",
        "author": names,
        "editor": names[:2],
        "issued": "2020-03-01",
        "event_date": "2021-10-02",
        "accessed": "2026-03-01",
        "container_title": "Zzcontainer",
        "publisher": "Zzpress",
        "publisher_place": "Zzcity",
        "edition": "2",
        "volume": "3-4",
        "issue": "5",
        "page": "6-7",
        "number": "ZZ 8",
        "authority": "Zzbody",
        "jurisdiction": "Zzland",
        "archive": "Zzarchive",
        "archive_location": "ZZ 9",
    }
    return Source.model_validate({**words, **changes})


SOURCES = (
    *(_source(kind) for kind in SourceType),
    _source(SourceType.BOOK, id="zz-edited", author=(), issued="n.d.", page="6", volume="3"),
    _source(SourceType.BOOK, id="zz-many", author=tuple(Name(family=f"Zz{n}") for n in "abcde")),
    _source(SourceType.TREATY, id="zz-old", issued="1963", event_date="1963-10", volume=None),
    _source(SourceType.WEBPAGE, id="zz-page", accessed="2026-03", url="https://zz.zz/zz"),
)


def _item(kind: str, number: int, **changes: Any) -> Item:
    common = {
        "id": f"zz-{kind}",
        "kind": kind,
        "title": f"Zzitem {MARK}{number}",
        "summary": "Zzsummary zzof zzit.",
        "status": "draft",
        "owner": "Zzdesk",
        "as_at": dt.date(2026, 3, 1),
        "review_by": dt.date(2027, 3, 1),
        "timeline": [{"date": "2026-03-01", "text": "Zzevent.", "circa": True}],
        "body": "",
    }
    draft = ITEM_ADAPTER.validate_python({**common, **changes})
    body = "\n\n".join(f"## {one.heading}\n\nZztext." for one in spec_of(draft.kind).sections)
    return draft.model_copy(update={"body": body})


ITEMS = (
    _item("case-study", 1, period={"from": "2025-12", "to": "ongoing"}),
    _item("tool", 2, escalation_risk="low-to-medium"),
    _item(
        "legal",
        3,
        legal_status=["treaty", "custom", "soft-law", "domestic", "judicial"],
        binds="zzall",
        reference="Zz 1",
    ),
    _item("background", 4),
)
STATUSES = dict(
    zip((one.id for one in ITEMS), ("draft", "in-review", "approved", "withdrawn"), strict=True)
)


def _question(number: int, severity: QuestionSeverity) -> Question:
    return Question(
        id=f"zz{number}",
        text=f"Zzquestion {MARK}{number}?",
        why="Zzwhy.",
        evidence="Zzevidence.",
        severity=severity,
    )


QUESTIONS = tuple(
    _question(number, QuestionSeverity.BLOCKING if number < 4 else QuestionSeverity.MAJOR)
    for number in range(1, 8)
)
CHECKLIST = Checklist(
    id="zz",
    title="Zzchecklist",
    groups=(Group(id="zz", title="Zzgroup", questions=QUESTIONS),),
)


def _answers() -> tuple[Answer, ...]:
    def answer(number: int, value: AnswerValue, **changes: Any) -> Answer:
        question = QUESTIONS[number - 1]
        told = {
            "question": question.id,
            "words": question_hash(question),
            "value": value,
            "detail": "Zzdetail",
            "evidence": "Zzshown",
            "reason": "Zzreason",
            "closes": "Zzcloses",
            "due": "2026-03-01",
            "by": f"Zzname{number}",
        }
        return Answer.model_validate({**told, **changes})

    def overridden(given: Answer, of: str) -> Answer:
        word = Override(by="Zzboss", on=dt.date(2026, 3, 1), reason="Zzbecause", answer=of)
        return given.model_copy(update={"override": word})

    let_go, left = answer(1, AnswerValue.NO), answer(2, AnswerValue.PARTLY)
    return (
        overridden(let_go, answer_hash(let_go)),
        overridden(left, _OTHER_WORDS),
        answer(4, AnswerValue.YES),
        answer(5, AnswerValue.NOT_APPLICABLE),
        answer(6, AnswerValue.YES, words=_OTHER_WORDS),
    )


def _clearances(answered_in: str) -> tuple[Clearance, ...]:
    whole, day = ClearanceScope(words=_OTHER_WORDS), dt.date(2026, 3, 1)
    said = [
        Clearance(office="Zzoffice", outcome=outcome, on="2026-03-01", of=of, remark="Zzremark.")
        for outcome in ClearanceOutcome
        for of in (None, whole)
    ]
    earlier = tuple(
        EarlierReply(outcome=outcome, on=on, remark=remark)
        for outcome in ClearanceOutcome
        for on, remark in (("2026-03-01", "Zzbefore"), (None, ""))
    )
    return (
        *said,
        Clearance(office="Zzasked", name="Zzname", asked="2026-03-01", due=day),
        said[4].model_copy(update={"answered_in": answered_in, "earlier": earlier}),
    )


def invented_form(form: LoadedTemplate, lang: str) -> LoadedTemplate:
    """A shipped form in another language, its own words replaced by invented ones."""
    template = form.template
    changes = {
        "lang": lang,
        "name": "Zzform",
        "organisation": "Zzministry",
        "fields": tuple(
            one.model_copy(update={"label": f"Zzlabel{number}"})
            for number, one in enumerate(template.fields)
        ),
        "sections": tuple(
            one.model_copy(update={"heading": f"Zzheading{number}", "prompt": "Zzprompt."})
            for number, one in enumerate(template.sections)
        ),
    }
    return replace(form, template=template.model_copy(update=changes))


def invented_brief(form: LoadedTemplate) -> Brief:
    """A brief in the form's language that holds everything, in invented words."""
    template = form.template
    cited = " ".join(f"Zzword [@{one.id}, ZZ {n}]." for n, one in enumerate(SOURCES))
    again = " ".join(f"Zzword [@{one.id}]." for one in SOURCES)
    pins = tuple(Pin(revision=revision_of(one), item=one, text="…") for one in ITEMS)
    items = tuple(
        ItemBlock(id=f"aaaa22{n}{n}", item=pin.item.id, revision=pin.revision)
        for n, pin in enumerate(pins, start=2)
    )
    edit = PartEdit(part="summary", text="Zzown zzwords.")
    items = (items[0].model_copy(update={"edits": (edit,)}), *items[1:])
    rows = (
        TimelineRow(date="2026-03-01", text="Zzfirst."),
        TimelineRow(date="2026-03-04", to="2026-03-14", text="Zzthen."),
        TimelineRow(date="2026-10", text="Zzlast.", circa=True),
    )
    blocks: tuple[Block, ...] = (
        *items,
        FigureBlock(id="aaaa3333", media="map.png", alt="Zzmap", caption="Zzline", credit="Zz"),
        TimelineBlock(id="aaaa4444", caption="Zznext", events=rows),
        TableBlock(id="aaaa5555", caption="Zztable", header=("Zza", "Zzb"), rows=(("1", "2"),)),
    )
    texts = [
        TextBlock(id=f"text{number}", text=f"Zztext. {cited if number == 0 else again}")
        for number in range(len(template.sections))
    ]
    sections = [
        Section(id=one.id, heading=one.heading, blocks=(text,))
        for one, text in zip(template.sections, texts, strict=True)
    ]
    sections[3] = sections[3].model_copy(update={"blocks": (texts[3], *blocks)})
    days = {"date", "decision-by"}
    fields = tuple(
        (one.name, "2026-03-01" if one.name in days or one.kind == "date" else _long(number))
        for number, one in enumerate(template.fields)
    )
    return sample_brief(
        title="Zztitle zzof zzit",
        template=template.id,
        lang=template.lang,
        marking=Marking(scheme="zz", level="zz"),
        fields=fields,
        sections=tuple(sections),
        pins=pins,
        answers=_answers(),
        clearances=_clearances("text0"),
        sources=SOURCES,
        media=(sample_brief().media[0].model_copy(update={"data": small_picture()}),),
    )


def _long(number: int) -> str:
    """The first line of the head is so long that the rest of it stands at the end."""
    return "Zzfield zzwords. " * (18 if number == 1 else 1)


def ordered(copy: Copy) -> PrintOrder:
    """An order for a copy with everything that may stand beside the brief."""
    return PrintOrder(
        copy=copy,
        today=dt.date(2026, 3, 1),
        annex=True,
        scheme=SCHEME,
        schemes={SCHEME.id: SCHEME},
        checklist=CHECKLIST,
        statuses=STATUSES,
    )
