"""Old files become new ones one pure step at a time; newer files are refused."""

import copy

import pytest

from briefbuilder.errors import InternalError, Place, UnknownVersionError
from briefbuilder.storage.migrations import migrate, migration


@migration(format="briefbuilder-note", frm=1)
def rename_words(data):
    return {"text" if key == "words" else key: value for key, value in data.items()}


@migration(format="briefbuilder-note", frm=2)
def add_author(data):
    return {**data, "author": data.get("by", "unknown")}


@migration(format="briefbuilder-other", frm=1)
def never(data):
    raise AssertionError(data)


STEPS = (add_author, never, rename_words)


def test_steps_are_taken_in_order_whatever_their_order_in_the_list():
    old = {"words": "x", "by": "me"}
    before = copy.deepcopy(old)

    new = migrate("briefbuilder-note", 1, old, newest=3, steps=STEPS)

    assert new == {"text": "x", "by": "me", "author": "me"}
    assert old == before


def test_a_file_in_between_takes_only_the_later_steps():
    assert migrate("briefbuilder-note", 2, {"a": "b"}, newest=3, steps=STEPS) == {
        "a": "b",
        "author": "unknown",
    }


def test_a_present_file_is_left_as_it_is():
    data = {"a": "b"}

    assert migrate("briefbuilder-note", 3, data, newest=3, steps=STEPS) is data


def test_a_newer_file_is_refused_with_its_place():
    with pytest.raises(UnknownVersionError) as caught:
        migrate("briefbuilder-note", 4, {}, newest=3, place=Place("a.yaml", 2, 1), steps=STEPS)

    assert str(caught.value).startswith(
        "a.yaml:2:1: The file has version 4 of the format briefbuilder-note, and this program "
        "knows versions up to 3."
    )


def test_a_step_that_is_missing_is_our_fault():
    with pytest.raises(InternalError, match="no step from version 3 of briefbuilder-note"):
        migrate("briefbuilder-note", 3, {}, newest=4, steps=STEPS)
