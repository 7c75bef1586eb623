"""What the check of a brief says of days: nobody has replied or answered on one still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearing import name_of
from briefbuilder.domain.dates import day_in_words
from briefbuilder.errors import Severity


def day_findings(brief: Brief, today: dt.date) -> Iterator[Finding]:
    """Each reply, request, answer and override that bears a day after tomorrow.

    Tomorrow is already today for an office further east.
    """
    latest = (today + dt.timedelta(days=1)).isoformat()
    for said, day, place in _days(brief):
        # A day may be known only by its month or its year.
        if day is not None and day > latest[: len(day)]:
            yield Finding(
                "day-to-come",
                Severity.WARNING,
                place,
                f"{said} on {day_in_words(day)}, a day that is still to come.",
                "Correct the day.",
            )


def _days(brief: Brief) -> Iterator[tuple[str, str | None, FindingPlace]]:
    for clearance in brief.clearances:
        place, office = FindingPlace(office=clearance.office), name_of(clearance)
        yield f"{office} is said to have been asked", clearance.asked, place
        for on in (clearance.on, *(reply.on for reply in clearance.earlier)):
            yield f"{office} is said to have replied", on, place
    for answer in brief.answers:
        place = FindingPlace(question=answer.question)
        on = answer.on.isoformat() if answer.on is not None else None
        yield f"Question {answer.question} is said to have been answered", on, place
        if answer.override is not None:
            said = f"{answer.override.by} is said to have let question {answer.question} go forward"
            yield said, answer.override.on.isoformat(), place
