"""A clearance as it is typed, and as it is told of, without a window."""

from __future__ import annotations

import datetime as dt

import pytest

from briefbuilder.app import operations
from briefbuilder.app.clearance_entry import (
    ClearanceEntry,
    places_to_answer,
    unbound,
    with_outcome,
)
from briefbuilder.app.clearance_words import earlier_lines, lapse_sentence, listed_clearance
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.clearing import ClearanceStanding

LEGAL = "Legal Advisers"
TODAY = "2026-12-01"


def test_what_is_typed_becomes_the_clearance() -> None:
    entry = ClearanceEntry(
        office=f" {LEGAL} ",
        name="A. Counsel",
        asked="Nov 2026",
        due="4 December 2026",
        on="2 Dec 2026",
        remark="On consent.",
        answered_in="abcd",
    )
    assert entry.complaints == {}
    assert entry.read(Clearance()) == Clearance(
        office=LEGAL,
        name="A. Counsel",
        asked="2026-11",
        due=dt.date(2026, 12, 4),
        on="2026-12-02",
        remark="On consent.",
        answered_in="abcd",
    )


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("office", "  ", "Name the office that was asked."),
        ("asked", "soon", '"soon" is not read as one date.'),
        ("asked", "about 1962", '"about 1962" is not read as one date.'),
        ("on", "4–6 December 2026", '"4–6 December 2026" is not read as one date.'),
        ("due", "Dec 2026", '"Dec 2026" does not name a day: write 4 December 2026.'),
    ],
)
def test_what_is_not_understood_is_said_and_keeps_no_other_back(
    field: str, words: str, sentence: str
) -> None:
    before = Clearance(office=LEGAL, asked="2026", due=dt.date(2026, 12, 1), on="2026-11")
    typed = {"office": LEGAL, "asked": "2026", "due": "1 Dec 2026", "on": "Nov 2026", field: words}
    entry = ClearanceEntry(**typed, remark="Read.")
    assert list(entry.complaints) == [field]
    assert entry.complaints[field].startswith(sentence)
    assert entry.read(before) == before.model_copy(update={"remark": "Read."})


def test_a_line_that_is_emptied_is_empty() -> None:
    before = Clearance(office=LEGAL, asked="2026", due=dt.date(2026, 12, 1), on="2026-11")
    assert ClearanceEntry(office=LEGAL).read(before) == Clearance(office=LEGAL)


def test_an_outcome_is_said_of_the_present_words_today() -> None:
    of = ClearanceScope(sections=("issue",), words="0" * 64)
    asked = Clearance(office=LEGAL, of=of)
    concurs = with_outcome(asked, ClearanceOutcome.CONCUR, TODAY)
    assert (concurs.outcome, concurs.on) == (ClearanceOutcome.CONCUR, TODAY)
    assert concurs.of == ClearanceScope(sections=("issue",))
    day = asked.model_copy(update={"on": "2026-11-30"})
    assert with_outcome(day, ClearanceOutcome.CONCUR, TODAY).on == "2026-11-30"
    changed = concurs.model_copy(update={"on": "2026-11-30"})
    assert with_outcome(changed, ClearanceOutcome.NON_CONCUR, TODAY).on == TODAY
    assert with_outcome(concurs, ClearanceOutcome.NO_REPLY, TODAY).on is None
    assert unbound(Clearance()).of == ClearanceScope()


def test_an_office_is_answered_where_something_is_written(session: BriefSession) -> None:
    assert list(places_to_answer(session.brief)) == []
    section = session.brief.sections[0]
    block = operations.add_text(session, section_id=section.id, text="Whether to go. " * 20)
    ((block_id, words),) = places_to_answer(session.brief)
    assert block_id == block
    assert words.startswith(f"{section.heading}: Whether to go.")
    assert len(words) < len(section.heading) + 70


def test_a_clearance_that_does_not_count_is_marked(
    session: BriefSession, workspace: Workspace
) -> None:
    section = session.brief.sections[0]
    block = operations.add_text(session, section_id=section.id, text="Whether to go.")
    cleared = Clearance(
        office=LEGAL, outcome=ClearanceOutcome.CONCUR, on=TODAY, of=ClearanceScope()
    )
    operations.set_clearances(session, workspace, clearances=(cleared,))
    (kept,) = session.brief.clearances
    assert "▲" not in listed_clearance(session.brief, kept)
    operations.set_text(session, block_id=block, text="Whether to stay.")
    assert listed_clearance(session.brief, kept).startswith(f"{LEGAL}\n▲ ")
    told = lapse_sentence(kept, ClearanceStanding.LAPSED)
    assert told.startswith(f"▲ {LEGAL} ")
    assert "1 December 2026" in told
    assert listed_clearance(session.brief, Clearance()).startswith("(not named yet)\n")


def test_what_was_said_before_stands_newest_first_with_its_remark() -> None:
    first = Clearance(
        office=LEGAL, outcome=ClearanceOutcome.NON_CONCUR, on="2026-11", remark="No consent."
    )
    second = first.asked_again("2026-11-20").model_copy(
        update={"outcome": ClearanceOutcome.CONCUR, "on": "2026-11-25", "name": "A. Counsel"}
    )
    head, newest, oldest, remark = earlier_lines(second.asked_again(TODAY)).splitlines()
    assert head == "Said earlier"
    assert newest.endswith("(A. Counsel)")
    assert "November 2026" in oldest
    assert remark == "   “No consent.”"
