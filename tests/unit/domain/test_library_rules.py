"""The library check: a sound library passes, and each rule finds the one thing that breaks it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefbuilder.domain import unwritten
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.items import Item, Kind, Status, revision_of
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.library import SETTINGS, Library, LibraryEntry, LibrarySettings
from briefbuilder.domain.library_check.review import RULES, LibraryReview, review_library
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.proofs import Proof, ProofFault
from briefbuilder.domain.statements import statement_hash
from briefbuilder.errors import Place, Problem, Severity
from briefbuilder.platform.names import fault_on_windows
from briefbuilder.storage.item_file import format_item
from helpers.builders import TODAY, body_of, make_item, make_source

SOURCES = """\
format: briefbuilder-sources
version: 1
sources:
  - id: kyle-2011
    type: book
  - id: unclos
    type: treaty
"""
QUESTION = {
    "id": "A1",
    "text": "Is there an objective?",
    "why": "Because.",
    "evidence": "A paper.",
    "severity": "major",
    "recommend": ["flag-visit"],
    "precedents": {"badly": ["suez-1956"]},
    "sources": ["[@unclos]"],
}
CHECKLIST = """\
format: briefbuilder-checklist
version: 1
id: walk
groups:
  - id: A
    questions:
      - id: A1
"""
EVENTS = [
    {"date": "1962-10-14", "text": "It begins [@kyle-2011, p. 1]."},
    {"date": "1962-10-22", "text": "It goes on [@kyle-2011, p. 2]."},
]
FACT = "A fact [@kyle-2011, p. 4]."


def case(**values: Any) -> Item:
    """A case study that breaks no rule."""
    own = {
        "tags": ["naval"],
        "regions": ["europe"],
        "related": ["flag-visit"],
        "closes": ["A1"],
        "timeline": EVENTS,
        "body": body_of(Kind.CASE_STUDY, FACT),
    }
    return make_item("suez-1956", **{**own, **values})


def told(words: str, **values: Any) -> Item:
    """The case study with some words in place of its lesson, which is a judgement."""
    heading = "## Civil-military lesson\n"
    body = body_of(Kind.CASE_STUDY, FACT).replace(heading + FACT, heading + words)
    return case(body=body, **values)


def tool(**values: Any) -> Item:
    """A tool that breaks no rule."""
    return make_item("flag-visit", Kind.TOOL, **{"related": ["suez-1956"], **values})


def entry_of(item: Item) -> LibraryEntry:
    """The item in the file where it belongs."""
    file = f"{spec_of(item.kind).folder}/{item.id}.md"
    return LibraryEntry(item, revision_of(item), file, format_item(item))


def library_of(*items: Item, question: dict[str, Any] | None = None, **settings: Any) -> Library:
    """A library that holds the items, each with the text of its file."""
    entries = {item.id: entry_of(item) for item in items}
    asked = {**QUESTION, **(question or {})}
    group = {"id": "A", "title": "Objective", "questions": [asked]}
    checklist = Checklist.model_validate({"id": "walk", "title": "Walk", "groups": [group]})
    known = {"tags": {"naval": "Ships"}, "regions": {"europe": "Europe"}, **settings}
    return Library(
        LibrarySettings.model_validate({"id": "test", "title": "Test", **known}),
        entries,
        {"kyle-2011": make_source(), "unclos": make_source("unclos", type="treaty")},
        {"walk": checklist},
        origins={
            ("source", "kyle-2011"): "sources/books.yaml",
            ("source", "unclos"): "sources/books.yaml",
            ("checklist", "walk"): "checklists/walk.yaml",
        },
        texts={"sources/books.yaml": SOURCES, "checklists/walk.yaml": CHECKLIST},
    )


def reviewed(
    *items: Item,
    today: dt.date = TODAY,
    proofs: dict[str, Proof] | None = None,
    **rest: Any,
) -> LibraryReview:
    """What the check finds in a library of these items, and of the sound ones of other ids."""
    chosen = {item.id: item for item in (case(), tool(), *items)}
    return review_library(library_of(*chosen.values(), **rest), today, proofs=proofs)


def only(review: LibraryReview) -> Problem:
    """The one problem that was found."""
    (problem,) = review.problems
    return problem


def words_at(item: Item, problem: Problem) -> str:
    """What stands in the item's file where the problem is said to be."""
    line, column = problem.place.line, problem.place.column
    assert line is not None
    return format_item(item).split("\n")[line - 1][(column or 1) - 1 :]


def test_a_sound_library_has_no_problem():
    review = reviewed()

    assert [str(problem) for problem in review.problems] == []
    assert review.waived == ()


# Names and relations


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"tags": ["naval", "ships"]}, "ships"),
        ({"regions": ["europe", "euro"]}, "euro"),
        ({"related": ["flag-visit", "hotline"]}, "hotline"),
        ({"closes": ["A1", "A9"]}, "A9"),
    ],
)
def test_a_name_that_nobody_knows_is_an_error_where_it_stands(values, name):
    item = case(**values)
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("unknown-name", Severity.ERROR)
    assert words_at(item, problem).startswith(name)


@pytest.mark.parametrize("key", ["tags", "regions", "related", "closes"])
def test_a_name_that_stands_twice(key):
    item = case(**{key: [*getattr(case(), key)] * 2})
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("named-twice", Severity.WARNING)
    assert words_at(item, problem).startswith(getattr(case(), key)[0])


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_a_name_that_windows_keeps_for_a_device_is_told(name):
    item = make_item(name, Kind.TOOL, related=["suez-1956"])
    problem = only(reviewed(item, case(related=["flag-visit", name])))

    assert (problem.rule, problem.severity) == ("device-name", Severity.ERROR)
    assert words_at(item, problem).startswith(name)
    assert fault_on_windows(f"{name}.md")


def test_a_checklist_in_a_file_of_a_device_is_told_and_names_like_it_are_not():
    library = library_of(case(), tool(), make_item("aux-visit", Kind.TOOL, related=["suez-1956"]))
    library.entries["suez-1956"] = entry_of(case(related=["flag-visit", "aux-visit"]))
    origins = {**library.origins, ("checklist", "walk"): "checklists/Nul.old.yaml"}
    problem = only(review_library(replace(library, origins=origins), TODAY))

    assert (problem.rule, problem.place.file) == ("device-name", "checklists/Nul.old.yaml")


SCHEME = Scheme.model_validate(
    {
        "id": "uk-gsc",
        "title": "UK",
        "levels": [
            {"id": "OFFICIAL", "banner": "OFFICIAL", "portion": "(O)"},
            {"id": "SECRET", "banner": "SECRET", "portion": "(S)"},
        ],
        "caveats": [
            {"id": "SENSITIVE", "banner": "SENSITIVE", "portion": "OS", "highest_level": "OFFICIAL"}
        ],
    }
)


@pytest.mark.parametrize(
    ("marking", "word", "sentence"),
    [
        ({"scheme": "nonsuch", "level": "HIGH"}, "nonsuch", 'scheme "nonsuch" is not'),
        ({"scheme": "uk-gsc", "level": "ULTRA"}, "ULTRA", 'no level "ULTRA"'),
        ({"level": "OFFICIAL", "caveats": ["CLOUDY"]}, "CLOUDY", 'no caveat "CLOUDY"'),
        ({"level": "SECRET", "caveats": ["SENSITIVE"]}, "SENSITIVE", "does not go above OFFICIAL"),
        ({"level": "OFFICIAL", "caveats": ["SENSITIVE"] * 2}, "SENSITIVE", "stands twice"),
    ],
)
def test_a_marking_that_its_scheme_does_not_know_or_allow(marking, word, sentence):
    item = case(marking={"scheme": "uk-gsc", **marking})
    library = replace(library_of(item, tool()), schemes={"uk-gsc": SCHEME})
    problem = only(review_library(library, TODAY))

    assert (problem.rule, problem.severity) == ("unknown-marking", Severity.ERROR)
    assert sentence in problem.sentence
    assert words_at(item, problem).startswith(word)


def test_an_approval_that_lapsed():
    given = {"to": "approved", "by": "A. Reader", "on": TODAY, "why": "Read.", "revision": "0" * 64}
    item = case(status="approved", status_changes=[given])
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("approval-lapsed", Severity.WARNING)
    assert words_at(item, problem) == "status: approved"
    own = case(status="approved", status_changes=[{**given, "revision": revision_of(item)}])
    assert reviewed(own).problems == ()


def test_what_a_reported_fault_keeps_out_is_not_reported_again():
    item = case(
        tags=["naval", "ships"],
        related=["flag-visit", "hotline"],
        closes=["A1", "A9"],
        marking={"scheme": "uk-gsc", "level": "ULTRA"},
        body=body_of(Kind.CASE_STUDY, "A fact of UNEF [@press, p. 4; @kyle-2011, p. 4]."),
    )
    sound = replace(library_of(item, tool()), schemes={"uk-gsc": SCHEME})
    assert len(review_library(sound, TODAY, with_advice=False).problems) > 5

    keys = [
        SETTINGS,
        ("item", "hotline"),
        ("question", "A9"),
        ("level", "uk-gsc ULTRA"),
        ("source", "press"),
    ]
    faulty = replace(sound, left_out={key: Place("sources/press.yaml", 3) for key in keys})
    assert review_library(faulty, TODAY, with_advice=False).problems == ()


def test_a_link_to_an_item_that_is_not_there():
    item = told("See the [line](item:hotline).")
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("unknown-name", Severity.ERROR)
    assert words_at(item, problem).startswith("item:hotline")


def test_an_item_that_is_related_to_itself():
    problem = only(reviewed(case(related=["flag-visit", "suez-1956"])))

    assert (problem.rule, problem.severity) == ("related-to-itself", Severity.ERROR)


def test_a_relation_that_the_other_end_does_not_know():
    problem = only(reviewed(tool(related=[])))

    assert (problem.rule, problem.severity) == ("one-sided-relation", Severity.WARNING)
    assert problem.place.file == "case-studies/suez-1956.md"
    assert problem.remedy.startswith('Add "suez-1956" to `related` in tools/flag-visit.md')


def test_an_item_that_nothing_leads_to():
    lost = make_item("lost", Kind.BACKGROUND)
    problem = only(reviewed(lost))

    assert (problem.rule, problem.severity) == ("hard-to-find", Severity.WARNING)
    assert problem.place.file == "background/lost.md"


@pytest.mark.parametrize("way", ["tag", "relation", "closed question", "question"])
def test_each_way_to_an_item_will_do(way):
    lost = make_item(
        "lost",
        Kind.BACKGROUND,
        tags=["naval"] if way == "tag" else [],
        related=["flag-visit"] if way == "relation" else [],
        closes=["A1"] if way == "closed question" else [],
    )
    question = {"recommend": ["lost"]} if way == "question" else {}
    review = reviewed(lost, question=question)

    assert "hard-to-find" not in {problem.rule for problem in review.problems}


# Citations and checks


def test_a_source_that_nobody_knows():
    item = case(body=body_of(Kind.CASE_STUDY, FACT).replace("kyle-2011", "nobody", 1))
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("unknown-source", Severity.ERROR)
    assert words_at(item, problem).startswith("@nobody, p. 4")


def test_a_fact_without_a_citation():
    item = case(body=body_of(Kind.CASE_STUDY, FACT).replace(FACT, "A bare fact.", 1))
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("uncited-fact", Severity.WARNING)
    assert words_at(item, problem) == "A bare fact."


def test_a_judgement_needs_no_citation():
    assert reviewed(told("A judgement.")).problems == ()


def test_a_book_cited_for_facts_without_a_page_is_said_once():
    bare = "A fact [@kyle-2011]."
    item = case(body=body_of(Kind.CASE_STUDY, bare))
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("no-locator", Severity.ADVICE)
    assert "@kyle-2011" in problem.sentence
    assert "3 times" in problem.sentence


def test_a_treaty_may_be_located_in_the_words():
    named, bare = "Article 19 says so [@unclos].", "The treaty says so [@unclos]."

    assert reviewed(case(body=body_of(Kind.CASE_STUDY, named))).problems == ()
    assert only(reviewed(case(body=body_of(Kind.CASE_STUDY, bare)))).rule == "no-locator"


def test_a_source_that_nothing_cites():
    problem = only(reviewed(question={"sources": []}))

    assert (problem.rule, problem.severity) == ("unused-source", Severity.ADVICE)
    assert str(problem.place) == "sources/books.yaml:6:9"


def check_of(words: str, on: str = "2026-11-22") -> dict[str, str]:
    return {"statement": statement_hash(words), "by": "A. Curator", "on": on, "grade": "A1"}


def test_a_check_whose_statement_has_changed():
    assert reviewed(case(checks=[check_of(FACT)])).problems == ()

    item = case(checks=[check_of("Other words.")])
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("lapsed-check", Severity.WARNING)
    assert words_at(item, problem).startswith(statement_hash("Other words."))


# Days


def test_events_out_of_order():
    item = case(timeline=EVENTS[::-1])
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("event-order", Severity.ERROR)
    assert words_at(item, problem).startswith("1962-10-14")


def test_an_event_that_ends_before_it_begins():
    problem = only(reviewed(case(timeline=[{**EVENTS[1], "to": "1962-10-20"}])))

    assert (problem.rule, problem.severity) == ("event-order", Severity.ERROR)


@pytest.mark.parametrize("dates", [{"date": "1962-11-21"}, {"to": "1962-12"}])
def test_an_event_outside_the_period(dates):
    problem = only(reviewed(case(timeline=[{**EVENTS[1], **dates}])))

    assert (problem.rule, problem.severity) == ("event-outside", Severity.WARNING)


def test_an_event_after_the_day_that_the_item_speaks_of():
    event = {"date": "2026-11-02", "text": "It ends [@kyle-2011, p. 9]."}
    item = case(period={"from": "1962", "to": "ongoing"}, timeline=[event])
    problem = only(reviewed(item))

    assert (problem.rule, problem.severity) == ("event-outside", Severity.WARNING)
    assert "2026-11-01" in problem.sentence


def test_a_review_is_overdue_on_the_day_after():
    due = dt.date(2027, 11, 1)
    overdue = reviewed(today=due + dt.timedelta(days=1))

    assert reviewed(today=due).problems == ()
    assert {(one.rule, one.severity) for one in overdue.problems} == {("overdue", Severity.WARNING)}


def test_nobody_reviews_what_is_withdrawn():
    item = case(status=Status.WITHDRAWN, withdrawn_because="Wrong.", review_by=dt.date(2026, 11, 2))

    assert reviewed(item).problems == ()


def test_days_that_are_still_to_come():
    read = case(as_at=dt.date(2026, 11, 24))
    checked = case(checks=[check_of(FACT, "2026-11-24")])

    assert [only(reviewed(item)).rule for item in (read, checked)] == ["future-date"] * 2
    assert only(reviewed(read)).severity is Severity.ERROR


# Language


@pytest.mark.parametrize(("pages", "long"), [(1.5, False), (1.51, True), (None, False)])
def test_an_item_that_prints_on_more_than_a_page_and_a_half(pages, long):
    proof = Proof("Policy brief", pages)
    found = reviewed(proofs={"suez-1956": proof}).problems

    assert [(one.rule, one.severity) for one in found] == (
        [("too-long", Severity.WARNING)] if long else []
    )
    assert all('prints on 1.51 pages of the form "Policy brief"' in one.sentence for one in found)


def test_the_words_with_which_a_new_item_begins_are_an_error_until_they_are_replaced():
    for item, place in (
        (told("To be written."), "To be written."),
        (told("It stays.", summary=unwritten.SUMMARY), "summary"),
        (told("It stays.", owner=unwritten.OWNER), "owner"),
    ):
        found = [one for one in reviewed(item).problems if one.rule == "not-written"]
        assert [one.severity for one in found] == [Severity.ERROR], place
        assert found[0].place.line is not None


def test_what_cannot_be_printed_is_an_error():
    proof = Proof("Policy brief", None, (ProofFault("The fonts cannot print U+4E2D."),))
    problem = only(reviewed(proofs={"suez-1956": proof}))

    assert (problem.rule, problem.severity) == ("cannot-print", Severity.ERROR)
    assert problem.sentence == "The fonts cannot print U+4E2D."


def test_a_source_that_is_not_there_is_no_second_fault_in_print():
    item = told("A fact [@lost-2011, p. 4].")
    faults = (
        ProofFault("Cela manque.", lost_source="lost-2011"),
        ProofFault("No font has the letters of “@lost-2011”."),
    )
    review = reviewed(item, proofs={item.id: Proof("Policy brief", 1.0, faults)})

    assert [one.rule for one in review.problems] == ["cannot-print", "unknown-source"]
    assert review.problems[0].sentence == faults[1].sentence


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://www.parliament.uk/report", ""),
        ("https://notcopies.example/report", ""),
        ("", ""),
        ("Kew, FO 371/1234", ""),
        ("https://copies.example/report", "copies.example: by unknown hands."),
        ("https://WWW.Copies.example/report", "www.copies.example: by unknown hands."),
        ("http://203.0.113.7/report", "203.0.113.7: a bare number"),
    ],
)
def test_a_check_that_rests_on_a_page_that_nobody_answers_for(address, fault):
    check = {
        "statement": statement_hash(FACT),
        "by": "A. Reader",
        "on": "2026-11-01",
        "grade": "B2",
        "address": address,
    }
    item = case(checks=[check])
    found = reviewed(item, unfit_hosts={"copies.example": "by unknown hands"}).problems

    assert [one.rule for one in found] == (["unfit-address"] if fault else [])
    assert all(fault in one.sentence for one in found)


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("The parties signed it in 1982 [@unclos].", False),
        ("It entered into force in 1994 [@unclos].", False),
        ("Warships have innocent passage [@unclos].", True),
    ],
)
def test_a_treaty_that_is_cited_as_a_whole_needs_no_article(words, asks):
    item = case(body=body_of(Kind.CASE_STUDY, words))

    assert {one.rule for one in reviewed(item).problems} == ({"no-locator"} if asks else set())


def test_a_sentence_of_more_than_forty_words():
    forty = "It is told " + "again " * 36 + "today."
    item = told(f"Short. {forty.replace('today', 'to the end')}")
    problem = only(reviewed(item))

    assert reviewed(told(forty)).problems == ()
    assert (problem.rule, problem.severity) == ("long-sentence", Severity.WARNING)
    assert "has 42 words" in problem.sentence
    assert words_at(item, problem).startswith("It is told")


@pytest.mark.parametrize(
    "words",
    [
        "It is told in Art. 5 of a treaty, by J. Doe, in No. 7 " + "again " * 20 + "by us. " * 2,
        "One [of a great many](item:flag-visit). " + "Two. " * 60,
        "It cites much [@kyle-2011, p. 4 and then a word " + "more " * 60 + "]. It ends.",
    ],
)
def test_sentences_are_counted_as_they_are_read(words):
    assert reviewed(told(words)).problems == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The MFO stays.", "MFO"),
        ("It stays (MFO).", None),
        ("The Multinational Force and Observers (MFO) stays. The MFO reports.", None),
        ("The MFO (Multinational Force and Observers) stays.", None),
        ("A Strategic Arms Reduction Treaty (New START) lapsed.", None),
        ("An EP-3 and a U-2 flew under S/RES/678, FSC.DOC/1/11 and Chapter VII.", None),
        ("The MFO-led patrol, and non-CSBM visits.", "MFO"),
        ("CSBMs were agreed.", "CSBM"),
        ("The UN agreed.", None),
    ],
)
def test_acronyms_are_written_out_where_they_are_first_met(words, name):
    review = reviewed(told(words), known_acronyms={"UN": "United Nations"})
    found = [problem for problem in review.problems if problem.rule == "acronym"]

    if name is None:
        assert found == []
    else:
        assert f'"{name}"' in found[0].sentence
        assert found[0].severity is Severity.WARNING


def test_an_acronym_may_be_written_out_in_the_summary():
    words, summary = "The MFO reports.", "The Multinational Force and Observers (MFO) stays."

    assert only(reviewed(told(words))).rule == "acronym"
    assert reviewed(told(words, summary=summary)).problems == ()


def test_words_that_claim_much_are_advised_against():
    item = told("This proves it. It always does. The visit prevented war.")
    found = reviewed(item).problems

    assert {(one.rule, one.severity) for one in found} == {("overclaim", Severity.ADVICE)}
    assert [words_at(item, one).split()[0] for one in found] == ["proves", "always", "prevented"]


@pytest.mark.parametrize(
    "words",
    [
        "It is not always so, and no guarantee was given.",
        'He said that "force never works".',
        "It proved difficult.",
        "It should not be read as proof that talks work; neither proves the other.",
        "Never write that it did.",
    ],
)
def test_words_that_claim_little_pass(words):
    assert reviewed(told(words)).problems == ()


# Checklists


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"recommend": ["flag-visit", "hotline"]}, "unknown-name"),
        ({"precedents": {"well": ["hotline"]}}, "unknown-name"),
        ({"applies_when": {"not": {"places_item": "hotline"}}}, "unknown-name"),
        ({"applies_when": {"any": [{"places_tag": "ships"}]}}, "unknown-name"),
        ({"applies_when": {"answer": {"question": "A9", "in": ["no"]}}}, "unknown-name"),
        ({"sources": ["[@unclos; @nobody]"]}, "unknown-source"),
    ],
)
def test_what_a_question_names_is_in_the_library(change, rule):
    problem = only(reviewed(question=change))

    assert (problem.rule, problem.severity) == (rule, Severity.ERROR)
    assert str(problem.place) == "checklists/walk.yaml:7:13"


def test_a_question_has_sentences_that_can_be_read_aloud():
    problem = only(reviewed(question={"why": "It is " + "very " * 39 + "long."}))

    assert (problem.rule, problem.severity) == ("long-sentence", Severity.WARNING)
    assert str(problem.place) == "checklists/walk.yaml:7:13"


# Waivers


def test_a_waiver_silences_its_rule_and_is_shown_with_its_reason():
    waiver = {"rule": "acronym", "reason": "It is the name of a ship."}
    review = reviewed(told("The MFO stays.", waivers=[waiver]))
    (waived,) = review.waived

    assert review.problems == ()
    assert (waived.problem.rule, waived.reason) == ("acronym", "It is the name of a ship.")


def test_an_error_cannot_be_waived():
    waiver = {"rule": "unknown-name", "reason": "We like it."}
    review = reviewed(case(tags=["ships"], waivers=[waiver]))

    assert {problem.rule for problem in review.problems} == {"unknown-name", "idle-waiver"}
    assert review.waived == ()


@pytest.mark.parametrize("rule", ["too-long", "no-such-rule"])
def test_a_waiver_that_silences_nothing(rule):
    item = case(waivers=[{"rule": rule, "reason": "Long ago."}])
    problem = only(reviewed(item, proofs={item.id: Proof("Policy brief", 1.2)}))

    assert (problem.rule, problem.severity) == ("idle-waiver", Severity.ADVICE)
    assert words_at(item, problem).startswith(rule)


def test_a_waiver_on_printing_is_not_idle_where_nothing_was_printed():
    item = case(waivers=[{"rule": "too-long", "reason": "It is told nowhere else."}])

    assert reviewed(item).problems == ()


# The whole


def test_problems_come_in_order_of_file_and_line_and_advice_can_be_left_out():
    item = told("The MFO is always there.", tags=["ships"])
    library = replace(library_of(item, tool(related=[])), problems=(Problem("Unreadable."),))
    review = review_library(library, TODAY)

    assert [problem.rule for problem in review.problems] == [
        "",
        "unknown-name",
        "one-sided-relation",
        "acronym",
        "overclaim",
    ]
    assert review_library(library, TODAY, with_advice=False).problems == tuple(
        problem for problem in review.problems if problem.severity is not Severity.ADVICE
    )


def test_every_rule_stands_on_the_page_of_the_library_format():
    page = (Path(__file__).parents[3] / "docs" / "formats" / "library.md").read_text("utf-8")
    rows = [row.split(" | ") for row in page.splitlines() if row.startswith("| `")]

    assert {row[0].strip("| `"): row[2].strip(" |") for row in rows} == RULES
