"""Everything that is in a library is found, and nothing that was not asked for."""

import datetime as dt
import threading
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain.approvals import change_status
from briefbuilder.domain.items import Item, Kind, Status
from briefbuilder.errors import CancelledError
from briefbuilder.search.hits import HITS_WITH_MARKS
from briefbuilder.search.index import SearchIndex
from briefbuilder.search.query import parse_query
from helpers.search_samples import TODAY, FakeStamp, item, library, stamps


def index_of(*items: Item) -> SearchIndex:
    index = SearchIndex(None)
    found = library(items)
    index.refresh(found, stamps(found))
    return index


def ids(index: SearchIndex, text: str, **options) -> list[str]:
    return [hit.item_id for hit in index.search(text, today=TODAY, **options)]


def shown(runs) -> str:
    """A snippet as a reader may see it, with the matches in brackets."""
    return "".join(f"[{text}]" if is_match else text for text, is_match in runs)


# Words

SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyzABCDEéèüñçßøłđæœÅŽğıİαβγσςΩабвгдЖЯשלוםسلام中文日本한국0123456789"
)
words = st.text(SCRIPTS, min_size=1, max_size=12)


@given(st.lists(words, min_size=1, max_size=6))
def test_an_item_is_found_by_each_word_of_its_title(title):
    index = index_of(item("other"), item("wanted", title=" ".join(title)))

    for word in title:
        assert "wanted" in ids(index, word), word
        assert "wanted" in ids(index, f"{word} "), word
        assert "wanted" in ids(index, f'"{word}"'), word
    assert "wanted" in ids(index, " ".join(title))


@given(words, st.data())
def test_an_item_is_found_while_a_word_is_being_typed(word, data):
    index = index_of(item("other"), item("wanted", body=f"Before {word} after."))
    typed = word[: data.draw(st.integers(1, len(word)))]

    assert "wanted" in ids(index, typed)


@given(words)
def test_case_does_not_matter(word):
    index = index_of(item("wanted", summary=f"Of {word}."))

    assert ids(index, word.upper()) == ["wanted"]
    assert ids(index, word.lower()) == ["wanted"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Côte d’Ivoire", "CÔTE"),
        ("Cote", "côte"),
        ("Malmö", "malmo"),
        ("Łódź", "lodz"),
        ("Łódź", "łódź"),
        ("Straße", "strasse"),
        ("Strasse", "straße"),
        ("Sørensen", "sorensen"),
        ("Þingvellir", "thingvellir"),
        ("Ægir", "aegir"),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "café"),
        ("co\N{SOFT HYPHEN}operation", "cooperation"),
        ("ΟΔΟΣ", "οδος"),
        ("Ёлка", "ёлка"),
        ("ﬁnance", "finance"),
    ],
)
def test_accents_and_foreign_letters_do_not_matter(written, typed):
    index = index_of(item("wanted", title=written), item("other", title="Other"))

    assert ids(index, typed) == ["wanted"]


def test_every_word_has_to_be_there():
    index = index_of(item("both", body="Naval quarantine."), item("one", body="Naval presence."))

    assert ids(index, "naval quarantine ") == ["both"]


def test_a_phrase_has_to_stand_as_it_is():
    index = index_of(item("apart", body="War in the Gulf."), item("together", body="The Gulf War."))

    assert ids(index, '"gulf war"') == ["together"]
    assert sorted(ids(index, "gulf war ")) == ["apart", "together"]


def test_a_finished_word_finds_its_longer_forms_when_it_is_not_short():
    index = index_of(item("plural", body="Missiles."), item("ship", body="Warship."))

    assert ids(index, "missile crisis ") == []
    assert ids(index, "missile ") == ["plural"]
    assert ids(index, "war ") == []


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("title", "blockade"),
        ("summary", "blockade"),
        ("body", "blockade"),
        ("tags", "blockade"),
        ("regions", "blockade"),
        ("actors", "Blockade"),
        ("timeline", "blockade"),
        ("source", "blockade-1962"),
        ("id", "blockade"),
    ],
)
def test_every_part_of_an_item_is_searched(place, word):
    changes = {
        "title": {"title": word},
        "summary": {"summary": word},
        "body": {"body": f"## {word}"},
        "tags": {"tags": (word,)},
        "regions": {"regions": (word,)},
        "actors": {"actors": (word,)},
        "timeline": {"timeline": ({"date": "1962", "text": word},)},
        "source": {"body": f"A fact [@{word}, p. 4]."},
        "id": {},
    }[place]
    wanted = item("blockade-item" if place == "id" else "wanted", **changes)

    assert ids(index_of(wanted, item("other")), word) == [wanted.id]


# Filters

tags = st.sampled_from(["naval", "air", "land"])
items: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    kind=st.sampled_from(list(Kind)),
    tags=st.lists(tags, unique=True).map(tuple),
    regions=st.lists(st.sampled_from(["europe", "africa"]), unique=True).map(tuple),
    actors=st.lists(st.sampled_from(["France", "Côte d’Ivoire"]), unique=True).map(tuple),
    status=st.sampled_from(["draft", "in-review", "approved", "withdrawn"]),
    withdrawn_because=st.just("It was wrong."),
    review_by=st.dates(dt.date(2026, 11, 20), dt.date(2026, 11, 25)),
    body=st.sampled_from(["Ship.", "Aircraft."]),
    period=st.sampled_from(
        [{"from": "1962-10-14", "to": "1962-11-20"}, {"from": "1990", "to": "ongoing"}]
    ),
)
collections = st.lists(items, max_size=8).map(
    lambda made: [_recorded(item(f"item-{number}", **values)) for number, values in enumerate(made)]
)


def _recorded(one):
    """An item that says it is approved, approved by somebody."""
    if one.status is not Status.APPROVED:
        return one
    return change_status(one, one.status, by="A. Reader", on=TODAY, why="Read by two.")


FILTERS = {
    "kind:tool": lambda one: one.kind is Kind.TOOL,
    "kind:tool,legal": lambda one: one.kind in {Kind.TOOL, Kind.LEGAL},
    "kind:tool kind:legal": lambda one: one.kind in {Kind.TOOL, Kind.LEGAL},
    "tag:naval": lambda one: "naval" in one.tags,
    "tag:naval,air": lambda one: {"naval", "air"} & set(one.tags),
    "tag:naval tag:air": lambda one: {"naval", "air"} <= set(one.tags),
    "region:africa": lambda one: "africa" in one.regions,
    "actor:france": lambda one: "France" in one.actors,
    'actor:"Cote d\'Ivoire"': lambda one: "Côte d’Ivoire" in one.actors,
    "actor:fran": lambda one: False,
    "status:draft": lambda one: one.status == "draft",
    "status:draft,approved": lambda one: one.status in {"draft", "approved"},
    "status:overdue": lambda one: one.status != "withdrawn" and one.review_by < TODAY,
    "status:overdue,withdrawn": lambda one: one.status == "withdrawn" or one.review_by < TODAY,
    "period:1962": lambda one: one.period is not None and one.period.from_ < "1963",
    "period:1962-12": lambda one: False,
    "period:1963..": lambda one: one.period is not None and one.period.to == "ongoing",
    "period:..1970": lambda one: one.period is not None and one.period.from_ < "1971",
    "period:1960..2020": lambda one: one.period is not None,
    "kind:legal tag:air status:approved": lambda one: (
        one.kind is Kind.LEGAL and "air" in one.tags and one.status == "approved"
    ),
}


@given(collections)
def test_a_filter_lets_pass_exactly_what_it_says(made):
    index = index_of(*made)

    for text, passes in FILTERS.items():
        expected = [one.id for one in made if passes(one)]
        assert sorted(ids(index, text)) == expected, text
        with_word = [one.id for one in made if passes(one) and one.body == "Ship."]
        assert sorted(ids(index, f"{text} ship ")) == with_word, text
        assert sorted(ids(index, f"{text} sh")) == with_word, text


@given(collections, st.sampled_from(["", "ship ", "sh", "tag:naval", "kind:tool ship", "zzz"]))
def test_facets_count_what_a_search_would_find(made, text):
    index = index_of(*made)
    query = parse_query(text)
    facets = index.facets(query, today=TODAY)

    def count(**changes) -> int:
        narrowed = replace(query, filters=replace(query.filters, **changes))
        return len(index.search(narrowed, today=TODAY))

    for tag in ("naval", "air", "land"):
        assert facets["tag"].get(tag, 0) == count(tags=(*query.filters.tags, (tag,)))
    for region in ("europe", "africa"):
        assert facets["region"].get(region, 0) == count(regions=((region,),))
    for kind in Kind:
        assert facets["kind"].get(kind, 0) == count(kinds=frozenset({kind}))
    for status in ("draft", "in-review", "approved", "withdrawn", "overdue"):
        assert facets["status"].get(status, 0) == count(statuses=frozenset({status}))


def test_facets_stand_by_number_and_then_by_name():
    index = index_of(
        item("a", tags=("naval", "air", "land")), item("b", tags=("naval",)), item("c")
    )

    assert list(index.facets("", today=TODAY)["tag"].items()) == [
        ("naval", 2),
        ("air", 1),
        ("land", 1),
    ]


# Order and snippets


def test_a_match_in_the_title_comes_before_labels_summary_and_body():
    index = index_of(
        item("in-body", body="Quarantine. " + "Word. " * 20),
        item("in-summary", summary="Quarantine and more words."),
        item("in-tag", tags=("quarantine",)),
        item("in-title", title="The quarantine of 1962 and what came of it"),
        *(item(f"other-{number}", body="Ships. " * 30) for number in range(30)),
    )

    assert ids(index, "quarantine ") == ["in-title", "in-tag", "in-summary", "in-body"]


def test_the_word_itself_comes_before_words_that_begin_with_it():
    index = index_of(
        item("longer", title="Warship visits"),
        item("exact", title="Gulf War"),
        *(item(f"other-{number}") for number in range(20)),
    )

    assert ids(index, "war") == ["exact", "longer"]


def test_scores_fall_from_the_first_hit_to_the_last():
    index = index_of(*(item(f"item-{n}", body="fleet " * (n + 1) + "x " * 9) for n in range(12)))
    scores = [hit.score for hit in index.search("fleet ", today=TODAY)]

    assert len(scores) == 12
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


def test_without_words_items_stand_by_title():
    index = index_of(item("a", title="Zulu"), item("b", title="élan"), item("c", title="Echo"))

    assert ids(index, "") == ["c", "b", "a"]


def test_one_letter_lists_titles_first_and_does_not_rank():
    index = index_of(
        item("body", title="Bravo", body="Naval. " * 9),
        item("title-2", title="Zulu navy"),
        item("title-1", title="Naval"),
    )
    hits = index.search("n", today=TODAY)

    assert [hit.item_id for hit in hits] == ["title-1", "title-2", "body"]
    assert {hit.score for hit in hits} == {0.0}


def test_no_more_hits_are_given_than_asked_for():
    index = index_of(*(item(f"item-{n}", title=f"Fleet {n}") for n in range(9)))

    for text in ("", "f", "fleet"):
        assert len(ids(index, text, limit=4)) == 4


def test_a_snippet_shows_the_summary_when_the_word_stands_in_it():
    index = index_of(item("a", summary="A naval quarantine.", body="The quarantine began."))
    (hit,) = index.search("quarantine", today=TODAY)

    assert shown(hit.snippet) == "A naval [quarantine]."


def test_a_snippet_shows_the_place_in_the_body_otherwise():
    body = (
        "## What happened\n\n" + "Words before. " * 40 + "A *naval* `quarantine` [@frus, p. 4].\n"
    )
    index = index_of(item("a", summary="Of 1962.", body=body))
    (hit,) = index.search("naval quar", today=TODAY)

    assert "A [naval] [quarantine]." in shown(hit.snippet)
    assert shown(hit.snippet).startswith("…")
    assert len(shown(hit.snippet)) < 300


def test_a_snippet_without_a_match_in_the_text_is_the_summary():
    index = index_of(item("a", title="Quarantine", summary="Of 1962."))
    (hit,) = index.search("quarantine", today=TODAY)

    assert shown(hit.title) == "[Quarantine]"
    assert hit.snippet == (("Of 1962.", False),)


@pytest.mark.parametrize("text", ["fleet", "f"])
def test_matches_are_told_apart_in_the_hits_that_people_look_at(text):
    index = index_of(*(item(f"item-{n}", title=f"Fleet {n}") for n in range(HITS_WITH_MARKS + 9)))
    hits = index.search(text, today=TODAY)

    marked = [any(is_match for _, is_match in hit.title) for hit in hits]
    assert marked.count(True) == HITS_WITH_MARKS
    assert all("Fleet" in shown(hit.title) and "Zzz" in shown(hit.snippet) for hit in hits)


def test_a_snippet_is_text_and_keeps_what_looks_like_markup():
    index = index_of(item("a", summary="If a < b & <b>c</b> then quarantine."))
    (hit,) = index.search("quarantine", today=TODAY)

    assert shown(hit.snippet) == "If a < b & <b>c</b> then [quarantine]."


def test_the_marks_of_a_match_cannot_be_smuggled_in():
    index = index_of(item("a", summary="Not \x02a match\x03, quarantine."))
    (hit,) = index.search("quarantine", today=TODAY)

    assert [text for text, is_match in hit.snippet if is_match] == ["quarantine"]


# What people should never type

HOSTILE = [
    'AND OR ( " * NEAR',
    "NEAR(a b, 5)",
    "title : x",
    "{title body} : x",
    "^x + y - z",
    "x AND",
    "NOT x",
    "'; DROP TABLE item; --",
    "words MATCH x",
    '"' * 999,
    "(" * 500,
    "a-" * 5000,
    "x" * 10_000,
    "word " * 2_000,
    '"' + "a " * 5_000,
    "kind:" * 2_000,
    "tag:" + "a," * 5_000,
    "\0 \ud800 \uffff \U0001f4a9",
    "{where} ? ?1 :x @x $x %s {0}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_search_finds_what_it_says_or_nothing(text):
    index = index_of(item("a", title="A word of x"))

    index.search(text, today=TODAY)
    index.facets(text, today=TODAY)
    assert ids(index, "word") == ["a"]


@given(st.text(st.sampled_from("ab\"*():^{}+-'\\ ,.\0\ud800é漢\n"), max_size=30))
def test_no_mark_is_taken_for_syntax(text):
    index = index_of(item("a", title="ab é 漢"))

    index.search(text, today=TODAY)
    index.facets(text, today=TODAY)


# Keeping up


def contents(index: SearchIndex) -> dict[str, object]:
    """All that can be learnt from an index."""
    asked = ["", "s", "ship", "aircraft ", "tag:naval", "region:africa", "status:overdue", "zzz"]
    return {
        text: (index.search(text, today=TODAY), index.facets(text, today=TODAY)) for text in asked
    }


@given(collections, collections, st.integers(0, 7))
def test_a_refresh_gives_the_index_that_a_fresh_one_would_be(before, after, kept):
    mixed = {one.id: one for one in [*after, *before[:kept]]}
    old, new = library(before), library(mixed.values())
    index = SearchIndex(None)
    index.refresh(old, stamps(old))
    changed = index.refresh(new, stamps(new))

    fresh = SearchIndex(None)
    fresh.refresh(new, stamps(new))
    assert contents(index) == contents(fresh)
    both = old.entries.keys() & new.entries.keys()
    same = {key for key in both if old.entries[key].text == new.entries[key].text}
    assert changed == len(old.entries.keys() | new.entries.keys()) - len(same)


def test_a_refresh_reads_only_items_whose_file_changed():
    before = library([item("a", title="Alpha"), item("b", title="Bravo")])
    index = SearchIndex(None)
    assert index.refresh(before, stamps(before)) == 2
    assert index.refresh(before, stamps(before)) == 0

    after = library([item("a", title="Alpha"), item("b", title="Charlie"), item("c")])
    assert index.refresh(after, stamps(after)) == 2
    assert ids(index, "bravo") == []
    assert ids(index, "charlie") == ["b"]


def test_a_change_of_the_head_alone_is_noticed():
    index = SearchIndex(None)
    index.refresh(library([item("a", tags=("naval",))]))

    assert index.refresh(library([item("a", tags=("air",))])) == 1
    assert ids(index, "tag:air") == ["a"]
    assert ids(index, "tag:naval") == []


def test_the_stamp_decides_and_not_the_text():
    found = library([item("a")])
    index = SearchIndex(None)
    index.refresh(found, {"background/a.md": FakeStamp("1")})

    assert index.refresh(found, {"background/a.md": FakeStamp("1")}) == 0
    assert index.refresh(found, {"background/a.md": FakeStamp("2")}) == 1


# Threads


def test_an_index_serves_several_threads_by_turns():
    index = index_of(*(item(f"item-{n}", title=f"Fleet {n}") for n in range(50)))
    found = library([item(f"item-{n}", title=f"Fleet {n}") for n in range(60)])
    answers = []

    def ask():
        answers.extend(len(ids(index, "fleet")) for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    index.refresh(found, stamps(found))
    for thread in threads:
        thread.join()
    assert len(answers) == 80
    assert set(answers) <= {50, 60}


def test_a_search_that_runs_can_be_interrupted():
    body = " ".join(f"w{a}{b}" for a in "abcdefghij" for b in range(40))
    index = index_of(*(item(f"item-{n}", body=body) for n in range(400)))
    outcome = []
    query = parse_query(" ".join(f"w{letter}" for letter in "abcdefghij") + " w")

    def ask():
        try:
            while True:
                index.search(query, today=TODAY)
        except CancelledError as error:
            outcome.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while thread.is_alive():
        index.interrupt()
        thread.join(0.001)
    assert isinstance(outcome[0], CancelledError)
    assert ids(index, "wa0 ", limit=1) != []


def test_an_interrupt_with_no_search_running_ends_nothing():
    index = index_of(item("a", title="Alpha"))
    index.interrupt()

    assert ids(index, "alpha") == ["a"]


def test_a_closed_index_says_that_it_is_closed():
    index = index_of(item("a"))
    index.close()

    with pytest.raises(CancelledError, match="closed"):
        index.search("a", today=TODAY)
