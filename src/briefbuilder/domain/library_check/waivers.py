"""Waivers: a warning that is right and cannot be mended is silenced in its item, with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefbuilder.domain.library_check.item_places import in_head
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _


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
                _('There is no rule "{rule}" that could be waived.', rule=waiver.rule),
                place,
                Severity.ADVICE,
                _("Correct the name, or take the waiver out."),
                "idle-waiver",
            )
        elif waiver.rule not in used:
            yield Problem(
                _(
                    'The item waives the rule "{rule}" and does not break it.',
                    rule=waiver.rule,
                ),
                place,
                Severity.ADVICE,
                _("Take the waiver out."),
                "idle-waiver",
            )
