"""Waivers: a warning that is right and cannot be mended is silenced in its item, with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefbuilder.domain.library_check.item_places import in_head
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.errors import Problem, Severity


@dataclass(frozen=True, slots=True)
class Waived:
    """A problem that its item waives, and why."""

    problem: Problem
    reason: str


def waived_in(review: ItemUnderReview, problem: Problem) -> Waived | None:
    """The waiver of a problem, if its item has one; an error cannot be waived."""
    if problem.severity is Severity.ERROR:
        return None
    reasons = {waiver.rule: waiver.reason for waiver in review.item.waivers}
    return Waived(problem, reasons[problem.rule]) if problem.rule in reasons else None


def idle_waivers(
    review: ItemUnderReview, used: Collection[str], known: Collection[str]
) -> Iterator[Problem]:
    """Waivers of rules that are not known, or that nothing in the item breaks any more."""
    for waiver in review.item.waivers:
        place = in_head(review.entry, "waivers", waiver.rule)
        if waiver.rule not in known:
            yield Problem(
                f'There is no rule "{waiver.rule}" that could be waived.',
                place,
                Severity.ADVICE,
                "Correct the name, or take the waiver out.",
                "idle-waiver",
            )
        elif waiver.rule not in used:
            yield Problem(
                f'The item waives the rule "{waiver.rule}" and does not break it.',
                place,
                Severity.ADVICE,
                "Take the waiver out.",
                "idle-waiver",
            )
