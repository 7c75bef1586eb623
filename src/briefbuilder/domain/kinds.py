"""What the program knows of each kind of item, in one place: its model, folder, words and sections.

A new kind is a class in `domain/items.py` and a `KindSpec` here; `spec_of` does not pass mypy until
it has one, and nothing else has to know of it. What only one room does with a kind, such as the
editors of its own keys, stays there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from briefbuilder.domain import unwritten
from briefbuilder.domain.items import BackgroundNote, CaseStudy, Kind, LegalConsideration, Tool
from briefbuilder.domain.words import slug
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_, P_


class Holds(StrEnum):
    """What the statements of a section are."""

    FACT = "fact"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class SectionRule:
    """One line of a section contract."""

    heading: str
    holds: Holds
    required: bool = True

    @property
    def part(self) -> str:
        """The part that holds this section."""
        return slug(self.heading)


def _nothing_else(_today: dt.date) -> Mapping[str, object]:
    return {}


def _this_year(today: dt.date) -> Mapping[str, object]:
    return {"period": {"from": str(today.year)}}


def _risk_unknown(_today: dt.date) -> Mapping[str, object]:
    return {"escalation_risk": "varies"}


def _law_unwritten(_today: dt.date) -> Mapping[str, object]:
    return {
        "legal_status": ["treaty"],
        "binds": _(unwritten.BINDS),
        "reference": _(unwritten.REFERENCE),
    }


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind of item.

    `typed` stands in the terminal, `name` and `plural` in sentences and in forms, `label` and
    `labels` on cards, chips and in the margin of a page, where there is little room, `one_of` where
    one is meant without saying which; all are looked up where they are shown. `rank` is where the
    kind stands among items that would close a gap equally well. `begins` are the keys of its own
    with which one begins that is new today.
    """

    kind: Kind
    model: type[CaseStudy | Tool | LegalConsideration | BackgroundNote]
    folder: str
    typed: str
    name: str
    plural: str
    label: str
    labels: str
    one_of: str
    rank: int
    sections: tuple[SectionRule, ...]
    begins: Callable[[dt.date], Mapping[str, object]] = _nothing_else


F, J = Holds.FACT, Holds.JUDGEMENT

CASE_STUDY = KindSpec(
    kind=Kind.CASE_STUDY,
    model=CaseStudy,
    folder="case-studies",
    typed=N_("case-study"),
    name=N_("Case study"),
    plural=N_("case studies"),
    label=P_("Case study"),
    labels=N_("Cases"),
    one_of=N_("one of the case studies"),
    rank=3,
    begins=_this_year,
    sections=(
        SectionRule(P_("What happened"), F),
        SectionRule(P_("Diplomatic outcome"), F),
        SectionRule(P_("Civil-military lesson"), J),
        SectionRule(P_("Legal basis"), F),
        SectionRule(P_("Contested points"), F, required=False),
        SectionRule(P_("Limits of the comparison"), J),
    ),
)
TOOL = KindSpec(
    kind=Kind.TOOL,
    model=Tool,
    folder="tools",
    typed=N_("tool"),
    name=N_("Tool"),
    plural=N_("tools"),
    label=P_("Tool"),
    labels=N_("Tools"),
    one_of=N_("one of the tools"),
    rank=1,
    begins=_risk_unknown,
    sections=(
        SectionRule(P_("What it is"), F),
        SectionRule(P_("What it signals"), J),
        SectionRule(P_("Typical use"), J),
        SectionRule(P_("Escalation risk"), J),
        SectionRule(P_("Legal constraints"), F),
        SectionRule(P_("Authority needed"), J),
        SectionRule(P_("Cost and lead time"), F, required=False),
        SectionRule(P_("Indicators of effect"), J),
        SectionRule(P_("What research says"), F, required=False),
    ),
)
LEGAL = KindSpec(
    kind=Kind.LEGAL,
    model=LegalConsideration,
    folder="legal",
    typed=N_("legal"),
    name=N_("Legal consideration"),
    plural=N_("legal considerations"),
    label=P_("Law"),
    labels=N_("Law"),
    one_of=N_("one of the legal considerations"),
    rank=2,
    begins=_law_unwritten,
    sections=(
        SectionRule(P_("The rule"), F),
        SectionRule(P_("Status and who is bound"), F),
        SectionRule(P_("The question to ask"), J),
        SectionRule(P_("What triggers it"), J),
        SectionRule(P_("Contrary views"), F, required=False),
        SectionRule(P_("Clearance"), J),
    ),
)
BACKGROUND = KindSpec(
    kind=Kind.BACKGROUND,
    model=BackgroundNote,
    folder="background",
    typed=N_("background"),
    name=N_("Background note"),
    plural=N_("background notes"),
    label=P_("Background"),
    labels=N_("Background"),
    one_of=N_("one of the background notes"),
    rank=4,
    sections=(
        SectionRule(P_("In brief"), J),
        SectionRule(P_("What is known"), F),
        SectionRule(P_("What is contested"), F, required=False),
        SectionRule(P_("What it means for a brief"), J),
    ),
)


def spec_of(kind: Kind) -> KindSpec:
    """What the program knows of a kind."""
    match kind:
        case Kind.CASE_STUDY:
            return CASE_STUDY
        case Kind.TOOL:
            return TOOL
        case Kind.LEGAL:
            return LEGAL
        case Kind.BACKGROUND:
            return BACKGROUND
        case _:
            assert_never(kind)


KINDS = tuple(spec_of(kind) for kind in Kind)
"""Every kind, in the order in which lists and choices show them."""
FOLDERS = tuple(spec.folder for spec in KINDS)
"""The folders of a library that hold items."""
