"""What is said of the check of the open brief, without a window."""

from __future__ import annotations

from briefbuilder.app.check_words import CheckStanding, check_words, standing_words, target_of
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.errors import Severity

FOUND = FindingList(
    (
        Finding("x", Severity.ERROR, FindingPlace(section="issue", block="b1"), "One.", ""),
        Finding("y", Severity.ADVICE, FindingPlace(field="to"), "Two.", ""),
    )
)


def test_nothing_is_called_clear_before_it_was_looked_at() -> None:
    assert check_words(CheckStanding()) == "Nothing has been checked yet."
    assert check_words(CheckStanding(is_running=True)) == "Checking…"
    assert check_words(CheckStanding(FindingList())) == "Nothing to report."
    assert "No form." in check_words(CheckStanding(fault="No form."))


def test_what_was_found_in_older_words_says_so() -> None:
    assert standing_words(CheckStanding()) == ""
    assert standing_words(CheckStanding(FOUND)) == "Checked: 1 error, 1 piece of advice"
    again = standing_words(CheckStanding(FOUND, is_running=True))
    assert again == "↻ 1 error, 1 piece of advice; being checked again"


def test_a_finding_leads_to_the_nearest_place_that_it_has() -> None:
    nowhere = Finding("z", Severity.ERROR, FindingPlace(), "Three.", "")
    found = [target_of(one) for one in (*FOUND.findings, nowhere)]
    assert found == ["block:b1", "field:to", "head"]
