"""The library in figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefbuilder.domain.items import Status
from briefbuilder.domain.library import Library
from briefbuilder.domain.statements import check_summary


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items there are, how many of their statements are checked, what is overdue."""

    items: int
    facts: int
    checked: int
    overdue: int

    def __str__(self) -> str:
        items = "1 item" if self.items == 1 else f"{self.items} items"
        reviews = "1 review" if self.overdue == 1 else f"{self.overdue} reviews"
        return f"{items} · {self.checked} of {self.facts} statements checked · {reviews} overdue"


def tally(library: Library, today: dt.date) -> Tally:
    """Count a library. Judgements need no check and are not counted."""
    summaries = [check_summary(entry.item) for entry in library.entries.values()]
    return Tally(
        items=len(library.entries),
        facts=sum(one.facts for one in summaries),
        checked=sum(one.checked for one in summaries),
        overdue=sum(
            1
            for entry in library.entries.values()
            if entry.item.review_by < today and entry.item.status is not Status.WITHDRAWN
        ),
    )
