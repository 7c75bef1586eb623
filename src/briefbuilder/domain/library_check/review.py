"""The library check: what a curator should know of a library beside the faults of single files.

Severities: an error makes a brief wrong, a warning should be mended or waived with a reason,
advice is a matter of judgement. The rules themselves are in `domain.library_check`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.domain.library_check import (
    approval_rules,
    checklist_rules,
    citation_rules,
    date_rules,
    language_rules,
    marking_rules,
    name_rules,
    printing_rules,
    relation_rules,
    unwritten_rules,
)
from briefbuilder.domain.library_check.item_places import in_head, line_in_file
from briefbuilder.domain.library_check.overview import ItemUnderReview, Overview
from briefbuilder.domain.library_check.waivers import Waived, idle_waivers, waived_in
from briefbuilder.domain.proofs import Proof
from briefbuilder.errors import Problem
from briefbuilder.language.interface import _

__all__ = [
    "RULES",
    "LibraryReview",
    "Overview",
    "Waived",
    "line_in_file",
    "problems_of_entry",
    "review_library",
    "review_overview",
]

RULES: dict[str, str] = {
    "unknown-name": "tags, regions, items, links and questions that are named exist",
    "related-to-itself": "an item is not related to itself",
    "unknown-source": "every key that is cited is that of a source",
    "unknown-marking": "an item's marking is one that its scheme knows and allows",
    "event-order": "events stand in order, and end after they begin",
    "not-written": "the words with which a new item begins have given way to its author's",
    "cannot-print": "everything in an item can be printed",
    "future-date": "nobody has read an item or a source on a day that is still to come",
    "uncited-fact": "a factual statement cites what it rests on",
    "approval-lapsed": "an item that calls itself approved was approved as it is, by a person",
    "lapsed-check": "a check belongs to words that are still there",
    "unfit-address": "a check rests on a page that somebody answers for",
    "event-outside": "events lie inside the item's period, and not after as_at",
    "overdue": "an item is read again by its date of review",
    "named-twice": "a name stands once in a list",
    "device-name": "a file's name is none that Windows keeps for a device",
    "one-sided-relation": "a relation is named at both of its ends",
    "hard-to-find": "a tag, a relation or a question leads to every item",
    "too-long": "an item prints on at most a page and a half",
    "long-sentence": "a sentence has at most 40 words",
    "acronym": "an acronym is written out where it is first met",
    "idle-waiver": "a waiver silences something",
    "no-locator": "a fact out of a book, a judgment or a treaty says where in it",
    "unused-source": "every source is cited",
    "overclaim": "no words that the evidence seldom bears",
}
"""The name of each rule, and what it asks for."""

_ItemRule = Callable[[ItemUnderReview], Iterator[Problem]]
_LibraryRule = Callable[[Overview], Iterator[Problem]]
_OF_AN_ITEM: tuple[_ItemRule, ...] = (
    name_rules.unknown_names,
    name_rules.unknown_links,
    name_rules.named_twice,
    relation_rules.related_to_itself,
    relation_rules.one_sided_relations,
    relation_rules.hard_to_find,
    approval_rules.lapsed_approvals,
    marking_rules.unknown_markings,
    unwritten_rules.words_of_a_new_item,
    citation_rules.unknown_sources,
    citation_rules.uncited_facts,
    citation_rules.lapsed_checks,
    citation_rules.unfit_addresses,
    date_rules.events_in_order,
    date_rules.events_in_period,
    date_rules.reviews_due,
    date_rules.days_to_come,
    printing_rules.too_long,
    printing_rules.cannot_print,
    language_rules.long_sentences,
    language_rules.unexpanded_acronyms,
)
_ADVICE_OF_AN_ITEM: tuple[_ItemRule, ...] = (
    citation_rules.missing_locators,
    language_rules.overclaims,
)
_OF_THE_LIBRARY: tuple[_LibraryRule, ...] = (
    name_rules.names_of_devices,
    checklist_rules.unknown_names_of_questions,
    checklist_rules.long_sentences_of_questions,
)
_ADVICE_OF_THE_LIBRARY: tuple[_LibraryRule, ...] = (citation_rules.unused_sources,)


@dataclass(frozen=True, slots=True)
class LibraryReview:
    """What the check found: the problems, and those that an item waives with its reason."""

    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...]


def review_library(
    library: Library,
    today: dt.date,
    *,
    proofs: Mapping[str, Proof] | None = None,
    with_advice: bool = True,
) -> LibraryReview:
    """Check a library: the scan's own problems first, then all others in order of file.

    `proofs` says, by id, how items print; nothing is said of the printing of any other.
    """
    return review_overview(Overview.of(library, today, proofs), with_advice=with_advice)


def review_overview(overview: Overview, *, with_advice: bool = True) -> LibraryReview:
    """The same for a library that somebody has looked at already."""
    found = {
        key: found_in_item(ItemUnderReview.of(overview, entry), with_advice=with_advice)
        for key, entry in overview.library.entries.items()
    }
    problems = found_in_library(overview, with_advice=with_advice)
    return in_order(overview.library, problems, found)


def found_in_library(overview: Overview, *, with_advice: bool = False) -> tuple[Problem, ...]:
    """What the rules find that look at no single item."""
    rules = _OF_THE_LIBRARY + (_ADVICE_OF_THE_LIBRARY if with_advice else ())
    return tuple(problem for rule in rules for problem in rule(overview))


def in_order(
    library: Library, problems: Iterable[Problem], found: Mapping[str, Iterable[Problem | Waived]]
) -> LibraryReview:
    """The review of what was found in a library and, by id, in its items."""
    of_items = [one for group in found.values() for one in group]
    told = [*problems, *(one for one in of_items if isinstance(one, Problem))]
    waived = [one for one in of_items if isinstance(one, Waived)]
    told.sort(key=_order)
    waived.sort(key=lambda one: _order(one.problem))
    return LibraryReview((*library.problems, *told), tuple(waived))


def problems_of_entry(overview: Overview, entry: LibraryEntry) -> tuple[Problem, ...]:
    """The errors and warnings of one item, as the check finds them once it stands in the library.

    `overview` is that of the library; the item may be one that it does not hold, or not so.
    """
    there = overview.library.entries.get(entry.item.id)
    if there is not None and there.file != entry.file:
        sentence = _(
            'The item "{item}" stands already in {file}.', item=entry.item.id, file=there.file
        )
        return (Problem(sentence, in_head(entry, "id")),)
    review = ItemUnderReview.of(overview.with_entry(entry), entry)
    return problems_in_order(found_in_item(review))


def problems_in_order(found: Iterable[Problem | Waived]) -> tuple[Problem, ...]:
    """The problems among what was found, in order of place."""
    return tuple(sorted((one for one in found if isinstance(one, Problem)), key=_order))


def found_in_item(
    review: ItemUnderReview, *, with_advice: bool = False
) -> tuple[Problem | Waived, ...]:
    """What the rules find in one item: problems, and those that it waives."""
    rules = _OF_AN_ITEM + (_ADVICE_OF_AN_ITEM if with_advice else ())
    problems = (problem for rule in rules for problem in rule(review))
    found = tuple(waived_in(review, problem) or problem for problem in problems)
    if not with_advice:
        return found
    used = {one.problem.rule for one in found if isinstance(one, Waived)}
    if review.proof is None:
        used |= printing_rules.RULES_OF_PRINTING  # nobody knows whether such a waiver is idle
    return (*found, *idle_waivers(review, used, RULES))


def _order(problem: Problem) -> tuple[str, int, int]:
    return problem.place.file, problem.place.line or 0, problem.place.column or 0
