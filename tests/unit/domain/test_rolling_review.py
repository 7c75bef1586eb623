"""A review that goes on from the one before finds what a review of the whole library finds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbuilder.domain.items import Item, Kind, revision_of
from briefbuilder.domain.library import Library, LibraryEntry, LibrarySettings
from briefbuilder.domain.library_check.review import review_library
from briefbuilder.domain.library_check.rolling_review import review_from
from briefbuilder.domain.proofs import Proof
from briefbuilder.errors import Place
from briefbuilder.storage.item_file import format_item
from helpers.builders import TODAY, body_of, make_checklist, make_item, make_scheme, make_source

IDS = ["one", "two", "three", "four", "five"]
names = st.lists(st.sampled_from(IDS), max_size=3, unique=True)


@st.composite
def items(draw) -> Item:
    link = "".join(f" See [it](item:{one})." for one in draw(names))
    return make_item(
        draw(st.sampled_from(IDS)),
        Kind.CASE_STUDY,
        tags=draw(st.sampled_from([[], ["naval"], ["air"]])),
        related=draw(names),
        closes=draw(st.sampled_from([[], ["A1"]])),
        body=body_of(
            Kind.CASE_STUDY, f"A fact [@{draw(st.sampled_from(['kyle', 'lost']))}].{link}"
        ),
    )


def put(library: Library, item: Item) -> Library:
    entry = LibraryEntry(item, revision_of(item), f"case-studies/{item.id}.md", format_item(item))
    return replace(library, entries={**library.entries, item.id: entry})


def without(library: Library, item_id: str) -> Library:
    return replace(library, entries={k: v for k, v in library.entries.items() if k != item_id})


def tagged(library: Library, tag: str) -> Library:
    known = library.settings.model_copy(update={"tags": {tag: "What it means"}})
    return replace(library, settings=known)


def with_source(library: Library, key: str) -> Library:
    return replace(library, sources={key: make_source(key)})


def leaving_out(library: Library, item_id: str) -> Library:
    return replace(library, left_out={("item", item_id): Place(file="a.md")})


steps = st.one_of(
    st.tuples(st.just(put), items()),
    st.tuples(st.just(without), st.sampled_from(IDS)),
    st.tuples(st.just(tagged), st.sampled_from(["naval", "air"])),
    st.tuples(st.just(with_source), st.sampled_from(["kyle", "other"])),
    st.tuples(st.just(leaving_out), st.sampled_from(IDS)),
)


@pytest.mark.slow
@given(st.lists(steps, min_size=1, max_size=12), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_after_any_changes_it_finds_what_a_fresh_review_finds(changes, days):
    library = Library(LibrarySettings.model_validate({"id": "test", "title": "Test"}))
    rolling = review_from(None, library, TODAY)

    for number, (change, what) in enumerate(changes):
        library = change(library, what)
        today = TODAY + dt.timedelta(days=days if number % 3 == 2 else 0)
        rolling = review_from(rolling, library, today)

        fresh = review_library(library, today, with_advice=False)
        assert rolling.review == fresh
        files = {one.place.file for one in fresh.problems}
        assert rolling.by_file == {
            file: tuple(one for one in fresh.problems if one.place.file == file) for file in files
        }


def whole_library() -> Library:
    library = Library(LibrarySettings.model_validate({"id": "test", "title": "Test"}))
    for item_id, related in (("one", ["two"]), ("two", []), ("three", []), ("four", ["five"])):
        library = put(library, make_item(item_id, related=related))
    return library


def test_only_what_changed_and_what_has_to_do_with_it_is_gone_through_again():
    library = whole_library()
    before = review_from(None, library, TODAY)

    changed = review_from(before, put(library, make_item("two", title="Second")), TODAY)
    related = review_from(before, put(library, make_item("three", related=["four"])), TODAY)
    added = review_from(before, put(library, make_item("five")), TODAY)
    same = review_from(before, library, TODAY)
    next_day = review_from(before, library, TODAY + dt.timedelta(days=1))

    assert before.reviewed == ("one", "two", "three", "four")
    assert changed.reviewed == ("one", "two")  # "one" names it
    assert related.reviewed == ("three", "four")  # it names "four"
    assert added.reviewed == ("four", "five")  # "four" named it in vain
    assert same.reviewed == ()
    assert next_day.reviewed == before.reviewed


def test_what_stands_outside_the_items_is_never_taken_over():
    library = whole_library()
    before = review_from(None, library, TODAY)
    proofs = {"one": Proof(form="brief", pages=2.5)}
    changed = {
        "settings": tagged(library, "naval"),
        "sources": with_source(library, "kyle"),
        "checklists": replace(library, checklists={"walk": make_checklist()}),
        "schemes": replace(library, schemes={"uk-gsc": make_scheme()}),
        "left out": leaving_out(library, "five"),
    }

    again = {name: review_from(before, one, TODAY).reviewed for name, one in changed.items()}
    again["proofs"] = review_from(before, library, TODAY, proofs).reviewed

    assert again == dict.fromkeys(again, before.reviewed)
