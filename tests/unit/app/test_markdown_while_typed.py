"""Markdown as it is typed: its marked words, its places, and characters that Qt cannot hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.app.disguise import Disguise, has_whole_characters, units
from briefbuilder.app.markdown_places import raw_position
from briefbuilder.app.marked_words import EMPHASIS, STRONG, Marked, marked_words


@pytest.mark.parametrize(
    ("markdown", "shown", "at", "expected"),
    [
        ("plain words here", "plain words here", 5, 5),
        ("**bold** then plain", "bold then plain", 9, 13),
        ("one [@kyle-2011] two", "one Kyle 2011 two", 17, 20),
        ("", "", 0, 0),
    ],
)
def test_a_place_in_the_words_is_found_in_the_markdown(markdown, shown, at, expected):
    assert raw_position(markdown, shown, at) == expected


PLAIN_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
PLAIN_EMPHASIS = re.compile(r"(?<![*_\w])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![*_\w])")


@given(st.text(alphabet="ab *_", max_size=24))
def test_marked_words_are_those_between_a_mark_and_the_next_of_its_kind(text):
    """Plain patterns say the same, and take the square of the marks' number to find that out."""
    for pattern, marks in ((PLAIN_STRONG, STRONG), (PLAIN_EMPHASIS, EMPHASIS)):
        found = [Marked(one.start(), *one.span(2), one.end()) for one in pattern.finditer(text)]
        assert list(marked_words(text, marks)) == found


@given(st.text(alphabet="a\r\u2028\u2029\ufdd0\ufdd2\ue000 \u00a0", max_size=12))
def test_a_disguise_is_taken_off_again_and_hides_what_begins_a_paragraph(text):
    disguise = Disguise(text)
    worn = disguise.put_on(text)

    assert disguise.take_off(worn) == text
    assert not set(worn) & set("\r\u2029\ufdd0\ufdd1")
    assert len(worn) == len(text)
    assert disguise.suits(text)


def test_a_text_with_a_stand_in_of_its_own_needs_another_disguise():
    disguise = Disguise("")
    assert not disguise.suits(disguise.put_on("\r"))


def test_half_a_character_waits_for_the_other_half():
    assert has_whole_characters("a\U0001f600")
    assert not has_whole_characters("a\ud83d")
    assert units("a\U0001f600") == 3
