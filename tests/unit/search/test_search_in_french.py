"""What the search says of a query, for somebody who speaks French."""

import pytest

from briefbuilder.language.interface import speak
from briefbuilder.search.query import parse_query
from helpers.french import english_in

TYPED = frozenset({"case-study", "in-review"})  # the same in every language


@pytest.mark.parametrize(
    "typed",
    ["a" * 1001, "mot " * 40, "kinds:legal", "kind:note", "status:perdu", "period:1970..1960"],
)
def test_what_is_not_understood_is_said_in_french(typed: str) -> None:
    speak("fr")
    problems = parse_query(typed).problems

    assert problems
    found = english_in(f"{one.sentence} {one.remedy}" for one in problems)
    assert [english for _, english in found if english not in TYPED] == []


def test_numbers_are_written_as_the_french_write_them() -> None:
    speak("fr")
    (problem,) = parse_query("a" * 1001).problems

    assert problem.sentence.startswith("Seuls les 1\u202f000 premiers caractères")
