"""What the check of a brief says of days: nobody has replied or answered on one still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearing import name_of
from briefbuilder.domain.dates import day_in_words
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_


class _Dated(NamedTuple):
    """A day of the brief, its place, and the sentence that is said of it where it is to come."""

    day: str | None
    place: FindingPlace
    sentence: str
    named: dict[str, str]


def day_findings(brief: Brief, today: dt.date) -> Iterator[Finding]:
    """Each reply, request, answer and override that bears a day after tomorrow.

    Tomorrow is already today for an office further east.
    """
    latest = (today + dt.timedelta(days=1)).isoformat()
    for day, place, sentence, named in _days(brief):
        # A day may be known only by its month or its year.
        if day is not None and day > latest[: len(day)]:
            yield Finding(
                "day-to-come",
                Severity.WARNING,
                place,
                _(sentence, **named, day=day_in_words(day)),
                _("Correct the day."),
            )


def _days(brief: Brief) -> Iterator[_Dated]:
    for clearance in brief.clearances:
        place, named = FindingPlace(office=clearance.office), {"office": name_of(clearance)}
        yield _Dated(clearance.asked, place, _ASKED, named)
        for on in (clearance.on, *(reply.on for reply in clearance.earlier)):
            yield _Dated(on, place, _REPLIED, named)
    for answer in brief.answers:
        place, named = FindingPlace(question=answer.question), {"question": answer.question}
        on = answer.on.isoformat() if answer.on is not None else None
        yield _Dated(on, place, _ANSWERED, named)
        if answer.override is not None:
            on, who = answer.override.on.isoformat(), answer.override.by
            yield _Dated(on, place, _LET_GO_FORWARD, {**named, "who": who})


_ASKED = N_("{office} is said to have been asked on {day}, a day that is still to come.")
_REPLIED = N_("{office} is said to have replied on {day}, a day that is still to come.")
_ANSWERED = N_(
    "Question {question} is said to have been answered on {day}, a day that is still to come."
)
_LET_GO_FORWARD = N_(
    "{who} is said to have let question {question} go forward on {day}, a day that is still to "
    "come."
)
