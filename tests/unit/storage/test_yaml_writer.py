"""What is written is read back unchanged, and looks as a person would have written it."""

from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.yaml_writer import dump
from helpers.storage_samples import ANY_TEXT, PROSE

TEXTS = ANY_TEXT | PROSE | st.sampled_from(["yes", "NO", "1_000", "0x1F", "1e5", "~", "on", "null"])
VALUES = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5))
def test_what_is_written_is_read_back(value):
    assert load(dump(value), "x.yaml", escaped_hidden=True).value == value


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_the_same_value_gives_the_same_text(value):
    first = dump(value)

    assert dump(load(first, "x.yaml", escaped_hidden=True).value) == first


def test_the_text_is_as_a_person_would_write_it():
    value = {
        "format": "briefbuilder-item",
        "version": 1,
        "title": "Cuba: the quarantine",
        "as_at": "2026-11-01",
        "volume": "12",
        "country": "NO",
        "on": "2026-11-02",
        "circa": True,
        "nothing": None,
        "marking": {"scheme": "uk-gsc", "level": "OFFICIAL"},
        "tags": ["naval", "air"],
        "empty": [],
        "text": "One line.\n\n- a list\n  - in a list",
        "timeline": [
            {"date": "1962-10", "text": "It begins."},
            {"date": "1962-11", "text": "x" * 100},
        ],
    }

    assert dump(value) == (
        "format: briefbuilder-item\n"
        "version: 1\n"
        'title: "Cuba: the quarantine"\n'
        "as_at: 2026-11-01\n"
        'volume: "12"\n'
        'country: "NO"\n'
        "on: 2026-11-02\n"
        "circa: true\n"
        "nothing: null\n"
        "marking: {scheme: uk-gsc, level: OFFICIAL}\n"
        "tags: [naval, air]\n"
        "empty: []\n"
        "text: |-\n"
        "  One line.\n"
        "\n"
        "  - a list\n"
        "    - in a list\n"
        "timeline:\n"
        "  - {date: 1962-10, text: It begins.}\n"
        "  - date: 1962-11\n"
        f"    text: {'x' * 100}\n"
    )


def test_what_is_not_seen_is_written_as_an_escape():
    assert (
        dump({"a": "x\u202ey\u200b\x85\U000e0041"}) == 'a: "x\\u202ey\\u200b\\u0085\\U000e0041"\n'
    )


def test_half_of_a_surrogate_pair_becomes_a_sign_that_can_be_saved():
    assert dump({"a": "x\ud800y"}) == 'a: "x\ufffdy"\n'
