"""What the Library room says of an item's standing, checks, length and conflicts, without Qt."""

from __future__ import annotations

import datetime as dt

import pytest

from briefbuilder.app import curating
from briefbuilder.app.check_form import CREDIBILITY, RELIABILITY, CheckForm, only_address
from briefbuilder.app.conflict_words import as_opened, file_notice, state_words, ways_on
from briefbuilder.app.file_state import FileState
from briefbuilder.app.guarded_save import WayOn
from briefbuilder.app.item_words import law_word, library_words, risk_words, rule_words
from briefbuilder.app.on_disk import OnDisk
from briefbuilder.app.proof_words import proof_words
from briefbuilder.app.statement_lines import Mark, line_standing, sheet_of
from briefbuilder.app.status_words import (
    StatusChoice,
    closes_words,
    item_status_words,
    standing_line,
    standing_sentence,
)
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.items import EscalationRisk, Item, LegalStatus, Status
from briefbuilder.domain.kinds import KINDS
from briefbuilder.domain.proofs import MOST_PAGES, Proof
from briefbuilder.errors import Place, Problem

CUBA = "cuban-missile-crisis"
TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def item(workspace: Workspace) -> Item:
    return workspace.library.entry(CUBA).item


def problems(count: int) -> tuple[Problem, ...]:
    return tuple(Problem(f"Fault {number}.", Place("x.md")) for number in range(count))


def test_an_approval_that_has_lapsed_is_said_as_a_claim(item: Item) -> None:
    claims = item.model_copy(update={"status": Status.APPROVED, "summary": "Other words."})
    assert item_status_words(claims).startswith("▲ in review, though it calls itself approved.")
    assert standing_sentence(claims).startswith("▲ “Cuban Missile Crisis” calls itself approved")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.DRAFT, "“Cuban Missile Crisis” is a draft now."),
        (Status.IN_REVIEW, "“Cuban Missile Crisis” is in review now."),
        (Status.WITHDRAWN, "“Cuban Missile Crisis” is withdrawn now."),
    ],
)
def test_a_status_is_said_in_a_sentence(item: Item, status: Status, words: str) -> None:
    assert standing_sentence(item.model_copy(update={"status": status})) == words


@pytest.mark.parametrize(
    ("status", "why", "errors", "complaint"),
    [
        (Status.DRAFT, "", 0, "That is its status already."),
        (Status.IN_REVIEW, "", 0, "Say why."),
        (Status.IN_REVIEW, "Read by two.", 0, ""),
        (Status.WITHDRAWN, "", 0, "Say why: the briefs that use the item will show it."),
        (Status.APPROVED, "Read by two.", 0, ""),
        (Status.IN_REVIEW, "Read by two.", 1, ""),
    ],
)
def test_a_status_waits_for_its_reason(
    item: Item, status: Status, why: str, errors: int, complaint: str
) -> None:
    draft = item.model_copy(update={"status": Status.DRAFT})
    choice = StatusChoice(draft, status, why, problems(errors))
    assert choice.complaint == complaint
    assert choice.is_given_already is (status is Status.DRAFT)


def test_an_item_with_errors_is_not_approved_and_four_of_them_are_named(item: Item) -> None:
    choice = StatusChoice(item, Status.APPROVED, "Read.", problems(6))
    assert choice.complaint.splitlines() == [
        "It has 6 errors and cannot be approved with them:",
        *(f"✖ Fault {number}." for number in range(4)),
        "… and 2 more.",
    ]
    assert not choice.is_given_already


def test_a_review_that_was_due_is_marked_unless_the_item_is_withdrawn(item: Item) -> None:
    late = item.model_copy(update={"review_by": dt.date(2026, 11, 30), "status": Status.DRAFT})
    assert "▲ review was due by 30 Nov 2026" in standing_line(late, TODAY)
    assert "review by 30 Nov 2026" in standing_line(late, dt.date(2026, 11, 30))
    gone = late.model_copy(update={"status": Status.WITHDRAWN, "withdrawn_because": "Replaced."})
    assert standing_line(gone, TODAY).startswith("withdrawn: Replaced. · as at")
    assert "▲" not in standing_line(gone, TODAY)


def test_the_questions_that_an_item_closes_are_counted(item: Item, workspace: Workspace) -> None:
    def said(*closes: str) -> str:
        return closes_words(item.model_copy(update={"closes": closes}), workspace.library)

    assert said() == "no question of the checklist"
    assert said("A1", "A2") == "A1, A2"
    assert said(*(f"A{n}" for n in range(1, 9))).startswith("A1, A2, A3, A4, A5, A6 and 2 more")
    assert said("Z9") == "Z9 (▲ not in the checklist: Z9)"


@pytest.mark.parametrize(
    ("form", "complaint"),
    [
        (CheckForm(""), "A check needs a name: the program does not know who you are."),
        (CheckForm("A", "A", None), "Grade the source, A to F, and what it says, 1 to 6."),
        (CheckForm("A", None, "1"), "Grade the source, A to F, and what it says, 1 to 6."),
        (CheckForm("A", "A", "1"), "Say that you have read the source."),
        (CheckForm("A", "A", "1", has_read=True), ""),
    ],
)
def test_a_check_waits_for_its_grade_and_its_word(form: CheckForm, complaint: str) -> None:
    assert form.complaint == complaint


def test_the_grades_are_the_letters_and_figures_of_the_doctrine() -> None:
    assert "".join(value for value, _words in (*RELIABILITY, *CREDIBILITY)) == "ABCDEF123456"


def test_an_address_is_offered_where_there_is_just_one(item: Item, workspace: Workspace) -> None:
    lines = [line for section in sheet_of(item).sections for line in section.lines]
    for line in lines:
        known = [key for key in line.statement.keys if key in workspace.library.sources]
        offered = only_address(line.statement, workspace.library)
        url = workspace.library.sources[known[0]].url if len(known) == 1 else None
        assert offered == (url or "")
    checked = next(line for line in lines if line.mark is Mark.CHECKED)
    assert line_standing(checked).endswith("\nchecked")


def test_a_proof_says_how_long_the_item_is() -> None:
    assert proof_words(Proof("house", pages=1.25)) == "1.25 pages in print."
    long = proof_words(Proof("house", pages=MOST_PAGES + 0.01))
    assert long.endswith("a page and a half is the most.")


def test_ways_on_are_those_that_the_file_leaves(workspace: Workspace) -> None:
    mine = curating.with_values(curating.open_item(workspace, CUBA), owner="Mine")
    theirs = as_opened(mine)
    assert theirs.text == mine.saved_text != mine.text
    changed = OnDisk(FileState.CHANGED, draft=theirs)
    gone = OnDisk(FileState.GONE)
    assert [way for way, _name, _tip in ways_on(changed)][:3] == [
        WayOn.KEEP_EDITING,
        WayOn.LOAD_THEIRS,
        WayOn.SAVE_COPY,
    ]
    assert [way for way, _name, _tip in ways_on(gone)] == [
        WayOn.KEEP_EDITING,
        WayOn.DISCARD_MINE,
        WayOn.SAVE_COPY,
        WayOn.WRITE_MINE,
    ]
    assert state_words(gone).title == "The file has been removed"
    assert file_notice(FileState.GONE).startswith("▲ The file has been removed")
    assert file_notice(FileState.SAME) == ""


def test_every_choice_of_a_form_has_its_word(workspace: Workspace) -> None:
    assert set(risk_words()) == set(EscalationRisk)
    assert len({law_word(one) for one in LegalStatus}) == len(LegalStatus)
    rules = [rule for spec in KINDS for rule in spec.sections]
    assert {rule_words(rule).partition(" · ")[0] for rule in rules} <= {"required", "optional"}
    assert "4 items" in library_words(workspace.library)
