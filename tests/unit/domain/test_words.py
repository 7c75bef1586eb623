import hashlib
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain.items import Kind, Status, revision_of
from briefbuilder.domain.statements import check_summary, statement_hash, statements_of
from briefbuilder.domain.words import fold_body, fold_for_search, fold_words, slug
from helpers.builders import make_item


@given(st.text())
def test_folding_words_twice_changes_nothing_more(text: str) -> None:
    assert fold_words(fold_words(text)) == fold_words(text)


@given(st.text())
def test_folding_a_body_twice_changes_nothing_more(text: str) -> None:
    assert fold_body(fold_body(text)) == fold_body(text)


def test_a_statements_hash_can_be_computed_by_the_published_recipe() -> None:
    text = "On 22\n  October the President\tannounced it [@jfk-1962]."
    words = "On 22 October the President announced it [@jfk-1962]."
    expected = hashlib.sha256(words.encode()).hexdigest()[:12]
    assert statement_hash(text) == expected


def test_one_character_changes_a_statements_hash() -> None:
    assert statement_hash("98 warheads") != statement_hash("99 warheads")


def test_composed_and_decomposed_accents_hash_alike() -> None:
    text = "Sèvres"
    assert statement_hash(unicodedata.normalize("NFD", text)) == statement_hash(text)


def test_a_revision_can_be_computed_by_the_published_recipe() -> None:
    item = make_item(title="Suez", summary="In  brief.", lang="en")
    words: dict[str, Any] = {
        "kind": "case-study",
        "title": "Suez",
        "summary": "In brief.",
        "as_at": "2026-11-01",
        "lang": "en",
        "marking": None,
        "period": {"from": "1962-10-14", "to": "1962-11-20"},
        "timeline": [],
        "extra": {},
        "body": item.body,
    }
    text = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert revision_of(item) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.APPROVED},
        {"owner": "Another desk"},
        {"tags": ("naval",)},
        {"checks": ()},
        {"related": ("hotline",)},
    ],
)
def test_what_no_reader_sees_does_not_change_the_revision(change: dict[str, Any]) -> None:
    assert revision_of(make_item(**change)) == revision_of(make_item())


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"summary": "Other words."},
        {"as_at": "2026-11-02"},
        {"marking": {"scheme": "s", "level": "L"}},
        {"timeline": [{"date": "1962-10-22", "text": "An address."}]},
        {"period": {"from": "1962"}},
    ],
)
def test_what_a_reader_sees_changes_the_revision(change: dict[str, Any]) -> None:
    assert revision_of(make_item(**change)) != revision_of(make_item())


def test_white_space_does_not_change_the_revision() -> None:
    item = make_item()
    other = make_item(body=item.body.replace("\n\n", "\n\n\n  \n") + "\n\n")
    assert revision_of(other) == revision_of(item)


def test_search_folds_accents_and_case() -> None:
    assert fold_for_search("SÈVRES, Würzburg") == "sevres, wurzburg"


def test_a_slug_keeps_letters_and_digits() -> None:
    assert slug("Civil-military lesson (1962)") == "civil-military-lesson-1962"


BODY = """## What happened
First paragraph
over two lines [@kyle-2011].

- one thing [@a-1]
- another

| Who | What |
|---|---|
| Egypt | consents |

## Diplomatic outcome
An outcome.

## Civil-military lesson
A judgement.

## Legal basis
Law.

## Limits of the comparison
A limit.
"""


def test_statements_are_paragraphs_items_rows_and_events() -> None:
    item = make_item(body=BODY, timeline=[{"date": "1962-10-22", "text": "He speaks."}])
    texts = [(s.text, s.part, s.holds.value) for s in statements_of(item)]
    assert texts == [
        ("1962-10-22: He speaks.", "timeline", "fact"),
        ("First paragraph\nover two lines [@kyle-2011].", "what-happened", "fact"),
        ("one thing [@a-1]", "what-happened", "fact"),
        ("another", "what-happened", "fact"),
        ("Egypt | consents", "what-happened", "fact"),
        ("An outcome.", "diplomatic-outcome", "fact"),
        ("A judgement.", "civil-military-lesson", "judgement"),
        ("Law.", "legal-basis", "fact"),
        ("A limit.", "limits-of-the-comparison", "judgement"),
    ]


def test_a_statement_knows_its_line_in_the_body() -> None:
    lines = BODY.split("\n")
    for statement in statements_of(make_item(body=BODY)):
        first_word = statement.text.split()[0].split("|")[0].strip()
        assert first_word in lines[statement.line], statement


def test_a_check_counts_only_while_the_words_stand() -> None:
    check = {
        "statement": statement_hash("An outcome."),
        "by": "A",
        "on": "2026-11-03",
        "grade": "A1",
    }
    before = check_summary(make_item(body=BODY, checks=[check]))
    after = check_summary(
        make_item(body=BODY.replace("An outcome.", "An outcome!"), checks=[check])
    )
    assert (before.checked, len(before.lapsed)) == (1, 0)
    assert (after.checked, len(after.lapsed)) == (0, 1)
    assert before.facts == after.facts == 6


def test_a_check_of_a_judgement_is_not_counted_among_the_facts() -> None:
    check = {"statement": statement_hash("A limit."), "by": "A", "on": "2026-11-03", "grade": "A1"}
    assert check_summary(make_item(body=BODY, checks=[check])).checked == 0


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_statements(kind: Kind) -> None:
    assert statements_of(make_item(kind=kind))
