"""A clearance as it is typed: what is understood of it, what is not, and what a change means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from briefbuilder.domain.briefs import Brief, is_empty
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.dates import HOW_TO_WRITE, UnreadDate, is_single_day, read_date
from briefbuilder.domain.edits import texts_of_block
from briefbuilder.domain.words import shortened
from briefbuilder.language.interface import _

LONGEST_BLOCK = 60


@dataclass(frozen=True, slots=True)
class ClearanceEntry:
    """The fields of a clearance as they stand, letter by letter."""

    office: str = ""
    name: str = ""
    asked: str = ""
    due: str = ""
    on: str = ""
    remark: str = ""
    answered_in: str | None = None

    @property
    def complaints(self) -> dict[str, str]:
        """The fields that cannot be understood, each with a sentence; they keep no other back."""
        found: dict[str, str] = {}
        if not self.office.strip():
            found["office"] = _("Name the office that was asked.")
        for field, words in (("asked", self.asked), ("on", self.on)):
            read = read_date(words)
            if words.strip() and (isinstance(read, UnreadDate) or read.to or read.circa):
                unread = _('"{words}" is not read as one date.', words=words)
                found[field] = f"{unread} {_(HOW_TO_WRITE)}"
        if self.due.strip() and not is_single_day(read_date(self.due)):
            found["due"] = _(
                '"{words}" does not name a day: write 4 December 2026.', words=self.due
            )
        return found

    def read(self, before: Clearance) -> Clearance:
        """The clearance that these fields make of one; what is not understood stays as it was."""
        typed = {
            "office": self.office.strip(),
            "name": self.name,
            "asked": _date(self.asked),
            "due": _day(self.due),
            "on": _date(self.on),
            "remark": self.remark,
            "answered_in": self.answered_in,
        }
        unread = self.complaints
        return before.model_copy(
            update={field: value for field, value in typed.items() if field not in unread}
        )


def with_outcome(before: Clearance, outcome: ClearanceOutcome, today: str) -> Clearance:
    """What somebody says now is said of the present words, today."""
    typed = before.on if before.outcome is ClearanceOutcome.ASKED else None
    day = (typed or today) if outcome.is_of_words else None
    return unbound(before).model_copy(update={"outcome": outcome, "on": day})


def unbound(clearance: Clearance) -> Clearance:
    """A clearance of the same parts, bound to no words: it will take the present ones."""
    of = (clearance.of or ClearanceScope()).model_copy(update={"words": None})
    return clearance.model_copy(update={"of": of})


def places_to_answer(brief: Brief) -> Iterator[tuple[str, str]]:
    """The blocks in which an office can be answered, by id, each with what it begins with."""
    for section in brief.sections:
        for block in section.blocks:
            if not is_empty(brief, block):
                words = shortened(" ".join(texts_of_block(brief, block)), LONGEST_BLOCK)
                yield block.id, _("{section}: {words}", section=section.heading, words=words)


def _date(words: str) -> str | None:
    read = read_date(words)
    return None if isinstance(read, UnreadDate) else read.date


def _day(words: str) -> dt.date | None:
    date = _date(words) if is_single_day(read_date(words)) else None
    return None if date is None else dt.date.fromisoformat(date)
