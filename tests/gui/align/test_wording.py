import pytest

from briefbuilder.domain.checklists import AnswerIs, AnswerValue, Condition, FieldIs
from briefbuilder.domain.items import Kind
from briefbuilder.domain.library import Library, LibrarySettings
from briefbuilder.gui.align.wording import left_out_words, listed, people, why_not

LIBRARY = Library(settings=LibrarySettings(id="a", title="A"))


def test_names_are_listed_as_in_a_sentence():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert people(["policy-director", "commander"]) == "policy director and commander"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(places_tag="arms-control"), "the brief places something about “arms control”"),
        (Condition(places_kind=Kind.TOOL), "the brief places one of the tools"),
        (
            Condition(any=(Condition(places_tag="air"), Condition(places_item="flyover"))),
            "the brief places something about “air” or flyover",
        ),
        (
            Condition(
                all=(
                    Condition(answer=AnswerIs(question="A1", in_=(AnswerValue.NO,))),
                    Condition(field=FieldIs(name="urgent", is_="yes")),
                )
            ),
            "A1 is answered “no” and the field “urgent” is “yes”",
        ),
        (
            Condition(not_=Condition(places_tag="air")),
            "it is not so that the brief places something about “air”",
        ),
    ],
)
def test_a_condition_is_told_in_words(condition, words):
    assert why_not(condition, LIBRARY) == f"It applies when {words}."


def test_what_is_left_out_names_four_subjects_at_the_most():
    tags = ["air", "naval", "space", "cyber", "land", "nuclear"]
    conditions = [Condition(places_tag=tag) for tag in tags]
    assert left_out_words(conditions, LIBRARY) == (
        "nothing in this brief is about “air”, “naval”, “space”, “cyber” or 2 more"
    )
    assert left_out_words([Condition(places_item="flyover")], LIBRARY) == (
        "this brief does not place flyover"
    )
