"""What a search finds on the first and the last day, at the last word and at the shortest one."""

import pytest

from briefbuilder.search.index import SearchIndex
from briefbuilder.search.query import MAX_WORDS, parse_query
from helpers.search_samples import TODAY, item, library, stamps


def ids(text, *items):
    index = SearchIndex(None)
    found = library(items)
    index.refresh(found, stamps(found))
    return [hit.item_id for hit in index.search(text, today=TODAY)]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("1961..1962", True),  # touches the first day
        ("1963..1964", True),  # touches the last day
        ("1960..1961", False),
        ("1964..1965", False),
    ],
)
def test_a_period_that_only_touches_is_found(period, found):
    case = item(
        "case", kind="case-study", period={"from": "1962-12-31", "to": "1963-01-01"}, title="Word"
    )
    assert bool(ids(f"period:{period} word", case)) is found


@pytest.mark.parametrize(("word", "found"), [("navy", True), ("nav", False)])
def test_a_finished_word_finds_longer_ones_from_its_fourth_letter(word, found):
    assert bool(ids(f"{word} ", item("one", title=f"{word}ish"))) is found


def test_as_many_words_as_the_limit_says_are_used():
    typed = [f"w{number}" for number in range(MAX_WORDS + 5)]
    query = parse_query(" ".join(typed) + " ")
    assert query.words == tuple(typed[: MAX_WORDS - 1])
    assert query.problems
    fewer = parse_query(" ".join(typed[: MAX_WORDS - 1]) + " ")
    assert (len(fewer.words), fewer.problems) == (MAX_WORDS - 1, ())
