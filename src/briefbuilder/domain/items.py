"""Library items: case studies, tools, legal considerations and background notes."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter, model_validator

from briefbuilder.domain.base import Day, Frozen, Lang, NonEmpty, PartialDate, Slug
from briefbuilder.domain.markings import Marking
from briefbuilder.domain.words import fold_body, fold_words, sha256_hex
from briefbuilder.language.interface import _

ONGOING = "ongoing"


class Kind(StrEnum):
    """The four kinds of item; each has a folder and a section contract of its own."""

    CASE_STUDY = "case-study"
    TOOL = "tool"
    LEGAL = "legal"
    BACKGROUND = "background"


class Status(StrEnum):
    """Where an item stands in its owner's review."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class EscalationRisk(StrEnum):
    """How likely a tool's use is to be answered by more force."""

    LOW = "low"
    LOW_TO_MEDIUM = "low-to-medium"
    MEDIUM = "medium"
    MEDIUM_TO_HIGH = "medium-to-high"
    HIGH = "high"
    VARIES = "varies"


class LegalStatus(StrEnum):
    """What kind of law a legal consideration rests on."""

    TREATY = "treaty"
    CUSTOM = "custom"
    SOFT_LAW = "soft-law"
    DOMESTIC = "domestic"
    JUDICIAL = "judicial"


class Period(Frozen):
    """From one partial date to another, both included; `to` may be "ongoing"."""

    from_: PartialDate = Field(alias="from")
    to: Literal["ongoing"] | PartialDate | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        last = self.to
        if last not in (None, ONGOING) and last < self.from_[: len(last)]:
            raise ValueError(_("The period ends before it begins."))
        return self

    def contains(self, date: str) -> bool:
        """Whether a partial date may lie inside: unknown days and months count as fitting."""
        low = min(len(date), len(self.from_))
        if date[:low] < self.from_[:low]:
            return False
        if self.to == ONGOING:
            return True
        last = self.to or self.from_
        high = min(len(date), len(last))
        return date[:high] <= last[:high]


class TimelineEvent(Frozen):
    """One dated event; `circa` where the day is approximate."""

    date: PartialDate
    to: PartialDate | None = None
    text: NonEmpty
    circa: bool = False


class StatementCheck(Frozen):
    """ "I read the source and it supports this statement": who, when, grade, where it was read."""

    statement: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    by: NonEmpty
    on: Day
    grade: Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")]
    address: str = ""


class Waiver(Frozen):
    """A library warning that is right but cannot be mended, and why."""

    rule: NonEmpty
    reason: NonEmpty


class StatusChange(Frozen):
    """Who gave the item a status, when and why; an approval says to which revision."""

    to: Status
    by: NonEmpty
    on: Day
    why: NonEmpty
    revision: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None

    @model_validator(mode="after")
    def _approves_a_text(self) -> StatusChange:
        if (self.to is Status.APPROVED) != (self.revision is not None):
            raise ValueError(
                _("An approval names the revision that it was given to, and only an approval does.")
            )
        return self


class ItemBase(Frozen):
    """What every kind of item has. `body` is the Markdown after the head."""

    id: Slug
    title: Annotated[NonEmpty, StringConstraints(max_length=120)]
    summary: Annotated[NonEmpty, StringConstraints(max_length=400)]
    status: Status
    withdrawn_because: str | None = None
    owner: NonEmpty
    as_at: Day
    review_by: Day
    marking: Marking | None = None
    lang: Lang = "en"
    tags: tuple[Slug, ...] = ()
    regions: tuple[Slug, ...] = ()
    actors: tuple[NonEmpty, ...] = ()
    period: Period | None = None
    timeline: tuple[TimelineEvent, ...] = ()
    related: tuple[Slug, ...] = ()
    closes: tuple[NonEmpty, ...] = ()
    checks: tuple[StatementCheck, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    status_changes: tuple[StatusChange, ...] = ()
    body: str

    @model_validator(mode="after")
    def _consistent(self) -> ItemBase:
        if self.review_by <= self.as_at:
            raise ValueError(_("review_by must be later than as_at."))
        if self.status is Status.WITHDRAWN and not self.withdrawn_because:
            raise ValueError(_("A withdrawn item says why: add withdrawn_because."))
        return self


class CaseStudy(ItemBase):
    """What happened once, what came of it, and where the comparison ends."""

    kind: Literal[Kind.CASE_STUDY] = Kind.CASE_STUDY
    period: Period


class Tool(ItemBase):
    """A military asset or activity as a diplomatic instrument."""

    kind: Literal[Kind.TOOL] = Kind.TOOL
    escalation_risk: EscalationRisk
    lead_time: str | None = None


class LegalConsideration(ItemBase):
    """A rule, whom it binds, and the question that a desk officer must ask."""

    kind: Literal[Kind.LEGAL] = Kind.LEGAL
    legal_status: Annotated[tuple[LegalStatus, ...], Field(min_length=1)]
    binds: NonEmpty
    reference: NonEmpty


class BackgroundNote(ItemBase):
    """A ready framing of a subject."""

    kind: Literal[Kind.BACKGROUND] = Kind.BACKGROUND


Item = Annotated[
    CaseStudy | Tool | LegalConsideration | BackgroundNote, Field(discriminator="kind")
]
ITEM_ADAPTER: TypeAdapter[Item] = TypeAdapter(Item)


def _folded_timeline(item: ItemBase) -> list[dict[str, object]]:
    return [
        {"circa": event.circa, "date": event.date, "text": fold_words(event.text), "to": event.to}
        for event in item.timeline
    ]


def _extra(item: Item) -> dict[str, object]:
    match item:
        case Tool():
            lead_time = fold_words(item.lead_time) if item.lead_time else None
            return {"escalation_risk": item.escalation_risk.value, "lead_time": lead_time}
        case LegalConsideration():
            return {
                "legal_status": [status.value for status in item.legal_status],
                "binds": fold_words(item.binds),
                "reference": fold_words(item.reference),
            }
        case _:
            return {}


def revision_of(item: Item) -> str:
    """The SHA-256 of the item's normalised text, as `docs/formats/item.md` defines it."""
    marking = item.marking
    period = item.period
    words = {
        "kind": item.kind.value,
        "title": fold_words(item.title),
        "summary": fold_words(item.summary),
        "as_at": item.as_at.isoformat(),
        "lang": item.lang,
        "marking": marking
        and {
            "caveats": list(marking.caveats),
            "level": marking.level,
            "scheme": marking.scheme,
        },
        "period": period and {"from": period.from_, "to": period.to},
        "timeline": _folded_timeline(item),
        "extra": _extra(item),
        "body": fold_body(item.body),
    }
    return sha256_hex(json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":")))
