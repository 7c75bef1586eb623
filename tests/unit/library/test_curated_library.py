"""The shipped library passes its own check, and says truly what it covers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefbuilder.app.progress import run
from briefbuilder.app.proofing import proofs, template_of_proofs
from briefbuilder.domain.checklists import Checklist, QuestionSeverity
from briefbuilder.domain.coverage import coverage_page, coverage_problems, ways_to_items
from briefbuilder.domain.library import Library
from briefbuilder.domain.library_check.review import review_library
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.coverage_file import COVERAGE_FILE, COVERAGE_PAGE, read_coverage
from briefbuilder.storage.library_folder import LibraryFolder
from helpers.surroundings import open_workspace

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3] / "library"
DAY = dt.date(2026, 12, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    return LibraryFolder(ROOT).scan().library


@pytest.fixture(scope="module")
def short(library: Library) -> Checklist:
    return library.checklists["short-notice"]


@pytest.mark.in_print
@pytest.mark.timeout(600)  # every item is printed: that grows with the library
def test_the_check_finds_no_error_and_no_warning_in_print_either(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    try:
        with LayoutWorker() as worker:
            printed = run(proofs(workspace, worker, template_of_proofs(workspace)))
        review = review_library(workspace.library, DAY, proofs=printed, with_advice=False)
    finally:
        workspace.close()

    assert printed.keys() == workspace.library.entries.keys()
    assert all(proof.pages and proof.pages > 1 for proof in printed.values())
    assert [f"{problem} ({problem.rule})" for problem in review.problems] == []


def test_every_subject_is_treated_by_items_that_are_there(library: Library) -> None:
    problems = coverage_problems(read_coverage(ROOT), library, COVERAGE_FILE)

    assert [str(problem) for problem in problems] == []


def test_every_heading_and_every_bullet_of_the_article_is_there() -> None:
    coverage = read_coverage(ROOT)
    bullets = [point for _, point in coverage.points() if point.label.startswith("Bullet:")]

    assert (len(coverage.subjects), len(bullets)) == (16, 7)
    assert sum(bool(point.correction) for _, point in coverage.points()) >= 20


def test_every_item_is_found_by_a_tag_a_relation_or_a_question(library: Library) -> None:
    ways = ways_to_items(read_coverage(ROOT), library, DAY)

    assert [way.item_id for way in ways if not way.is_findable] == []
    assert [way.item_id for way in ways if not way.subjects] == []


def test_the_page_of_what_is_covered_is_fresh(library: Library) -> None:
    page = (ROOT / COVERAGE_PAGE).read_text(encoding="utf-8")

    assert page == coverage_page(read_coverage(ROOT), library, DAY), (
        "run: briefbuilder library coverage --write"
    )


def test_the_short_checklist_has_fifteen_questions_of_its_own(
    library: Library, short: Checklist
) -> None:
    full = library.checklists["civil-military-alignment"]
    told = {words for one in full.questions for words in (one.text, one.why, one.evidence)}

    assert [one.id for one in short.questions] == [f"S{number}" for number in range(1, 16)]
    assert [
        one.id for one in short.questions if told & {one.text, one.why, one.evidence, one.on_gap}
    ] == []


def test_every_short_question_says_who_answers_and_what_to_do(
    library: Library, short: Checklist
) -> None:
    full = library.checklists["civil-military-alignment"]
    roles = {role for question in full.questions for role in question.who}

    assert {role for question in short.questions for role in question.who} <= roles
    assert [one.id for one in short.questions if not (one.who and one.on_gap)] == []
    assert [one.id for one in short.questions if not one.recommend] == []
    assert QuestionSeverity.ADVISORY not in {one.severity for one in short.questions}
