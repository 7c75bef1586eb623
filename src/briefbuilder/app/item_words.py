"""How the program speaks of items: kinds, dates, states, in few words."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import assert_never

from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.item_sections import part_title, parts_of
from briefbuilder.domain.items import (
    CaseStudy,
    EscalationRisk,
    Item,
    LegalConsideration,
    LegalStatus,
    Status,
    Tool,
)
from briefbuilder.domain.kinds import Holds, SectionRule
from briefbuilder.domain.library import Library, LibrarySettings
from briefbuilder.language.interface import _, n_, p_, page_words, spoken
from briefbuilder.language.marks import N_
from briefbuilder.render.margin_words import detail_words, kind_words, law_words

MOST_REGIONS = 2


def status_word(status: Status) -> str:
    """What a status is called: "in review"."""
    match status:
        case Status.DRAFT:
            return p_("status of an item", "draft")
        case Status.IN_REVIEW:
            return p_("status of an item", "in review")
        case Status.APPROVED:
            return p_("status of an item", "approved")
        case Status.WITHDRAWN:
            return p_("status of an item", "withdrawn")
        case _:
            assert_never(status)


def short_day(day: dt.date) -> str:
    """A day in short: "1 Nov 2026"."""
    return spoken().writing.date(day.isoformat(), short=True)


def item_meta(item: Item, settings: LibrarySettings) -> str:
    """What an item is, in one line: "Case study · Caribbean · Oct–Nov 1962"."""
    words = page_words()
    parts = [kind_words(item, words)]
    match item:
        case Tool():
            parts.append(detail_words(item, words))
        case LegalConsideration():
            parts.append(law_words(item, words))
        case _:
            pass
    regions = [settings.regions.get(name, name) for name in item.regions if name != "global"]
    if regions:
        more = "" if len(regions) <= MOST_REGIONS else " …"
        parts.append(", ".join(regions[:MOST_REGIONS]) + more)
    if isinstance(item, CaseStudy):
        parts.append(detail_words(item, words))
    return " · ".join(parts)


def shown_parts(brief: Brief, block: ItemBlock) -> str:
    """Which parts of a placed item print: "whole", or their names: "summary and timeline"."""
    item = brief.pin_of(block).item
    shown = brief.parts_shown(block)
    if block.parts is None or shown == parts_of(item):
        return p_("parts of an item that print", "whole")
    names = [part_title(item, part).lower() for part in shown]
    return spoken().listed(names) or p_("parts of an item that print", "nothing")


def law_word(status: LegalStatus) -> str:
    """What a kind of law is called, as a choice."""
    match status:
        case LegalStatus.TREATY:
            return p_("kind of law", "treaty")
        case LegalStatus.CUSTOM:
            return p_("kind of law", "custom")
        case LegalStatus.SOFT_LAW:
            return p_("kind of law", "soft law")
        case LegalStatus.DOMESTIC:
            return p_("kind of law", "domestic")
        case LegalStatus.JUDICIAL:
            return p_("kind of law", "judicial")
        case _:
            assert_never(status)


def risk_words() -> dict[StrEnum, str]:
    """What each risk of escalation is called, as a choice."""
    return {
        EscalationRisk.LOW: p_("escalation risk", "low"),
        EscalationRisk.LOW_TO_MEDIUM: p_("escalation risk", "low to medium"),
        EscalationRisk.MEDIUM: p_("escalation risk", "medium"),
        EscalationRisk.MEDIUM_TO_HIGH: p_("escalation risk", "medium to high"),
        EscalationRisk.HIGH: p_("escalation risk", "high"),
        EscalationRisk.VARIES: p_("escalation risk", "varies"),
    }


def rule_words(rule: SectionRule) -> str:
    """What a section of an item is to hold: "required · facts, each with its source"."""
    match rule.required, rule.holds:
        case True, Holds.FACT:
            return _("required · facts, each with its source")
        case True, Holds.JUDGEMENT:
            return _("required · judgements")
        case False, Holds.FACT:
            return _("optional · facts, each with its source")
        case _:
            return _("optional · judgements")


def library_words(library: Library) -> str:
    """The library's title, and how much it holds."""
    title, problems = library.settings.title, len(library.problems)
    items = n_("{number} item", "{number} items", len(library.entries))
    if not problems:
        return _("{library}: {items}", library=title, items=items)
    return _(
        "{library}: {items}, {problems}",
        library=title,
        items=items,
        problems=n_("{number} problem", "{number} problems", problems),
    )


PERIODS = (
    (N_("Before 1945"), "..1944"),
    ("1945–1989", "1945..1989"),
    ("1990–2001", "1990..2001"),
    (N_("2002–today"), "2002.."),
)
"""The periods that a list can be narrowed to, each with its filter."""
