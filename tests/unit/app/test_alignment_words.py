import pytest

from briefbuilder.app.alignment_words import either, left_out_words, people, why_not
from briefbuilder.domain.conditions import (
    AllOf,
    AnswerIs,
    AnswerValue,
    AnyOf,
    FieldIs,
    NotThat,
    PlacesItem,
    PlacesKind,
    PlacesTag,
    WhenAnswered,
    WhenField,
)
from briefbuilder.domain.items import Kind
from briefbuilder.domain.library import Library, LibrarySettings

LIBRARY = Library(settings=LibrarySettings(id="a", title="A"))


def test_names_are_listed_as_in_a_sentence():
    assert either([]) == ""
    assert either(["a"]) == "a"
    assert either(["a", "b", "c"]) == "a, b or c"
    assert people(["policy-director", "commander"]) == "policy director and commander"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (PlacesTag(places_tag="arms-control"), "the brief places something about “arms control”"),
        (PlacesKind(places_kind=Kind.TOOL), "the brief places one of the tools"),
        (
            AnyOf(any=(PlacesTag(places_tag="air"), PlacesItem(places_item="flyover"))),
            "the brief places something about “air” or flyover",
        ),
        (
            AllOf(
                all=(
                    WhenAnswered(answer=AnswerIs(question="A1", in_=(AnswerValue.NO,))),
                    WhenField(field=FieldIs(name="urgent", is_="yes")),
                )
            ),
            "A1 is answered “no” and the field “urgent” is “yes”",
        ),
        (
            NotThat(not_=PlacesTag(places_tag="air")),
            "it is not so that the brief places something about “air”",
        ),
    ],
)
def test_a_condition_is_told_in_words(condition, words):
    assert why_not(condition, LIBRARY) == f"It applies when {words}."


def test_what_is_left_out_names_four_subjects_at_the_most():
    tags = ["air", "naval", "space", "cyber", "land", "nuclear"]
    conditions = [PlacesTag(places_tag=tag) for tag in tags]
    assert left_out_words(conditions, LIBRARY) == (
        "6 questions do not apply: nothing in this brief is about “air”, “naval”, “space”, “cyber” "
        "or 2 more."
    )
    assert left_out_words([PlacesItem(places_item="flyover")], LIBRARY) == (
        "1 question does not apply: this brief does not place flyover."
    )
