"""Days: events in order and inside the period, reviews that are due, nothing from the future."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.item_sections import TIMELINE
from briefbuilder.domain.items import Status
from briefbuilder.domain.library_check.item_places import in_head, in_statement
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.errors import Place, Problem, Severity
from briefbuilder.language.interface import _


def events_in_order(review: ItemUnderReview) -> Iterator[Problem]:
    """An event does not stand after a later one, nor end before it begins."""
    last = ""
    for position, event in enumerate(review.item.timeline):
        place = _at_event(review, position, event.date)
        if event.date < last[: len(event.date)]:
            yield Problem(
                _("The event of {date} stands after {other}.", date=event.date, other=last),
                place,
                remedy=_("Put the events in order of their dates."),
                rule="event-order",
            )
        if event.to is not None and event.to < event.date[: len(event.to)]:
            yield Problem(
                _(
                    "The event of {date} ends before it begins, on {end}.",
                    date=event.date,
                    end=event.to,
                ),
                place,
                remedy=_("Correct one of the two dates."),
                rule="event-order",
            )
        last = event.date


def events_in_period(review: ItemUnderReview) -> Iterator[Problem]:
    """Events lie inside the item's period, and not after the day that the item speaks of."""
    item = review.item
    as_at = item.as_at.isoformat()
    for position, event in enumerate(item.timeline):
        place = _at_event(review, position, event.date)
        last = event.to or event.date
        period = item.period
        if period is not None and not (period.contains(event.date) and period.contains(last)):
            yield Problem(
                _("The event of {date} lies outside the item's period.", date=event.date),
                place,
                Severity.WARNING,
                _("Widen the period, or tell it in the text."),
                "event-outside",
            )
        if last > as_at:
            yield Problem(
                _(
                    "The event of {date} lies after the day that the item speaks of, {as_at}.",
                    date=event.date,
                    as_at=as_at,
                ),
                place,
                Severity.WARNING,
                _("Correct the date, or bring as_at up to the day on which the item was read."),
                "event-outside",
            )


def reviews_due(review: ItemUnderReview) -> Iterator[Problem]:
    """An item in use is read again by its date of review."""
    item = review.item
    if item.review_by < review.overview.today and item.status is not Status.WITHDRAWN:
        yield Problem(
            _("The review was due by {day}.", day=item.review_by.isoformat()),
            in_head(review.entry, "review_by"),
            Severity.WARNING,
            _("{owner} should read it again and set a new date.", owner=item.owner),
            "overdue",
        )


def days_to_come(review: ItemUnderReview) -> Iterator[Problem]:
    """Nobody has read an item, or checked a statement, on a day that is still to come."""
    item, today = review.item, review.overview.today
    if item.as_at > today:
        yield Problem(
            _("as_at lies in the future."),
            in_head(review.entry, "as_at"),
            remedy=_("Write the day on which the facts and the law were looked at."),
            rule="future-date",
        )
    for check in item.checks:
        if check.on > today:
            yield Problem(
                _("The check {check} is dated in the future.", check=check.statement),
                in_head(review.entry, "checks", check.statement),
                remedy=_("Write the day on which the source was read."),
                rule="future-date",
            )


def _at_event(review: ItemUnderReview, position: int, date: str) -> Place:
    events = (one for one in review.statements if one.part == TIMELINE)
    event = next(one for one in events if one.line == position)
    return in_statement(review.entry, event, date)
