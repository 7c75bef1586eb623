"""How the program speaks of items: kinds, dates, states, in few words."""

from __future__ import annotations

import datetime as dt
from typing import assert_never

from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.item_sections import part_title, parts_of
from briefbuilder.domain.items import CaseStudy, Item, LegalConsideration, Status, Tool
from briefbuilder.domain.library import LibrarySettings
from briefbuilder.language.interface import p_, page_words, spoken
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
