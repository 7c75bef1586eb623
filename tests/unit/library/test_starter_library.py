"""The shipped library: that it reads without a problem, and that its parts fit one another."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from briefbuilder.domain.alignment import alignment_of
from briefbuilder.domain.briefs import Brief, Section
from briefbuilder.domain.checklists import Answer, Checklist, QuestionSeverity, question_hash
from briefbuilder.domain.citations import cited_keys
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.edits import place_item, set_answer
from briefbuilder.domain.library import Library
from briefbuilder.storage.library_folder import LibraryFolder

ROOT = Path(__file__).parents[3] / "library"
ROLES = {
    "minister",
    "head-of-mission",
    "policy-director",
    "defence-policy",
    "legal-adviser",
    "commander",
    "parliament-liaison",
    "intelligence",
    "communication",
    "logistics",
    "overseer",
}
LEAST_CONTRAST = 4.5  # WCAG 2 AA for text of ordinary size


@pytest.fixture(scope="module")
def library() -> Library:
    return LibraryFolder(ROOT).scan().library


@pytest.fixture(scope="module")
def checklist(library: Library) -> Checklist:
    return library.checklists["civil-military-alignment"]


def brief_that_places(library: Library, *item_ids: str) -> Brief:
    brief = Brief(
        id="0" * 32,
        title="A brief",
        template="a-template",
        sections=(Section(id="background", heading="Background"),),
    )
    for number, item_id in enumerate(item_ids):
        entry = library.entry(item_id)
        brief = place_item(
            brief,
            "background",
            block_id=f"block{number}",
            pin=entry.pin,
            sources=library.sources_cited_by(entry.item),
        )
    return brief


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_file_reads_without_a_problem(library: Library) -> None:
    assert [str(problem) for problem in library.problems] == []


def test_the_settings_name_a_checklist_and_a_scheme_that_are_there(library: Library) -> None:
    assert library.settings.default_checklist in library.checklists
    assert library.settings.default_scheme in library.schemes


def test_the_checklist_has_its_questions_by_severity(checklist: Checklist) -> None:
    counts = Counter(question.severity for question in checklist.questions)

    assert counts == {
        QuestionSeverity.BLOCKING: 19,
        QuestionSeverity.MAJOR: 47,
        QuestionSeverity.ADVISORY: 4,
    }


def test_every_question_says_what_to_do_on_a_gap_and_who_answers(checklist: Checklist) -> None:
    silent = [question.id for question in checklist.questions if not question.on_gap]
    unknown = {role for question in checklist.questions for role in question.who} - ROLES

    assert (silent, unknown) == ([], set())


def test_every_blocking_question_recommends_an_item(checklist: Checklist) -> None:
    blocking = [q for q in checklist.questions if q.severity is QuestionSeverity.BLOCKING]

    assert [question.id for question in blocking if not question.recommend] == []


def test_what_questions_name_is_in_the_library(library: Library, checklist: Checklist) -> None:
    named = {
        item_id
        for question in checklist.questions
        for item_id in (
            *question.recommend,
            *question.precedents.well,
            *question.precedents.badly,
        )
    }
    cited = {
        key
        for question in checklist.questions
        for text in question.sources
        for key in cited_keys(text)
    }

    assert named - library.entries.keys() == set()
    assert cited - library.sources.keys() == set()


def test_items_close_questions_that_exist(library: Library, checklist: Checklist) -> None:
    ids = {question.id for question in checklist.questions}
    closed = {code for entry in library.entries.values() for code in entry.item.closes}

    assert closed - ids == set()


@pytest.mark.parametrize(
    ("items", "asked", "not_asked"),
    [
        (("naval-presence-port-visits", "innocent-passage"), "C5 D3", "C6 D8 E2 E3 H6"),
        (("show-of-force-flights",), "D3 D8", "C6 E3"),
        (("naval-presence-port-visits", "consent-invitation"), "A7 D1", "C6 E3 G4 I5"),
        (("disaster-relief",), "C6 E3 E6 I5", "E2 E5 H6"),
        (("defence-institution-building",), "D5 E2 E5 G4", "C6 E3"),
        (("evacuation-operation",), "H2 G5 E4", "C6 E2"),
        (("coalition-networks",), "F5 H1 H3 H6", "C6 E2"),
    ],
)
def test_a_question_is_asked_where_the_plan_raises_it(
    library: Library,
    checklist: Checklist,
    items: tuple[str, ...],
    asked: str,
    not_asked: str,
) -> None:
    state = alignment_of(brief_that_places(library, *items), checklist)

    applies = {view.question.id for view in state.views if view.state != "does-not-apply"}
    assert set(asked.split()) <= applies
    assert not set(not_asked.split()) & applies


def test_a_port_visit_is_asked_about_forty_questions(
    library: Library, checklist: Checklist
) -> None:
    brief = brief_that_places(
        library,
        "naval-presence-port-visits",
        "innocent-passage",
        "hotlines-deconfliction-lines",
        "incidents-at-sea-agreement",
        "consent-invitation",
    )

    assert 40 <= alignment_of(brief, checklist).applicable <= 46


def test_saying_that_no_such_system_is_used_ends_the_questions_on_it(
    library: Library, checklist: Checklist
) -> None:
    question = checklist.find("F5")
    assert question is not None
    brief = brief_that_places(library, "coalition-networks")
    answer = Answer(
        question="F5",
        words=question_hash(question),
        value=AnswerValue.NOT_APPLICABLE,
        reason="Nothing of the kind is used.",
    )

    state = alignment_of(set_answer(brief, answer), checklist)

    applies = {view.question.id for view in state.views if view.state != "does-not-apply"}
    assert not {"H3", "H6"} & applies


def test_every_level_can_be_read_on_its_colour(library: Library) -> None:
    faint = [
        f"{scheme.id} {level.id}"
        for scheme in library.schemes.values()
        for level in scheme.levels
        if contrast(level.colour, level.text_colour) < LEAST_CONTRAST
    ]

    assert faint == []


def test_a_check_of_a_source_says_where_and_what_was_seen(library: Library) -> None:
    bare = [
        source.id
        for source in library.sources.values()
        if source.checked and not (source.checked.address and source.checked.note)
    ]

    assert bare == []
