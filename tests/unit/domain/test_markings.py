import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain.markings import Marking
from briefbuilder.errors import NotFoundError
from helpers.builders import make_scheme, marked

SCHEME = make_scheme()
MARKINGS = st.builds(
    lambda level, caveats: marked(level, *sorted(caveats)),
    st.sampled_from(["LOW", "MIDDLE", "HIGH"]),
    st.sets(st.sampled_from(["CARE", "EYES", "REL"])),
)


@given(st.lists(MARKINGS, min_size=1, max_size=6))
def test_a_roll_up_covers_every_part(parts: list[Marking]) -> None:
    whole = SCHEME.roll_up(parts)
    assert whole is not None
    assert all(SCHEME.covers(whole, part) for part in parts)


@given(st.lists(MARKINGS, min_size=1, max_size=6), MARKINGS)
def test_another_part_never_lowers_the_roll_up(parts: list[Marking], more: Marking) -> None:
    before, after = SCHEME.roll_up(parts), SCHEME.roll_up([*parts, more])
    assert before is not None
    assert after is not None
    assert SCHEME.rank(after.level) >= SCHEME.rank(before.level)


def test_a_caveat_that_intersects_is_kept_only_where_all_have_it() -> None:
    assert SCHEME.roll_up([marked("LOW", "REL"), marked("LOW")]) == marked("LOW")
    assert SCHEME.roll_up([marked("LOW", "REL"), marked("HIGH", "REL")]) == marked("HIGH", "REL")


def test_a_caveat_ends_with_its_highest_level() -> None:
    assert SCHEME.roll_up([marked("LOW", "CARE"), marked("HIGH")]) == marked("HIGH")
    assert SCHEME.roll_up([marked("LOW", "CARE"), marked("LOW")]) == marked("LOW", "CARE")


def test_parts_of_other_schemes_are_left_out_of_the_roll_up() -> None:
    assert SCHEME.roll_up([Marking(scheme="other", level="X")]) is None


def test_a_banner_below_its_part_does_not_cover_it() -> None:
    assert not SCHEME.covers(marked("LOW"), marked("MIDDLE"))
    assert not SCHEME.covers(marked("HIGH"), marked("MIDDLE", "EYES"))
    assert SCHEME.covers(marked("HIGH", "EYES"), marked("MIDDLE", "EYES"))


def test_the_banner_and_the_portion_are_written_out() -> None:
    assert SCHEME.banner(marked("HIGH", "EYES", "REL")) == "HIGH - EYES - REL"
    assert SCHEME.portion(marked("HIGH", "EYES")) == "(H//E)"


@pytest.mark.parametrize(
    ("marking", "words"),
    [
        (marked("LOW", "EYES"), "needs the level MIDDLE"),
        (marked("HIGH", "CARE"), "does not go above LOW"),
        (marked("NONE"), 'no level "NONE"; it has LOW, MIDDLE, HIGH'),
        (marked("LOW", "NONE"), 'no caveat "NONE"'),
    ],
)
def test_what_a_scheme_does_not_allow_is_said(marking: Marking, words: str) -> None:
    assert words in " ".join(SCHEME.problems_of(marking))


def test_an_unknown_level_is_an_error() -> None:
    with pytest.raises(NotFoundError):
        SCHEME.rank("NONE")


@pytest.mark.parametrize(
    ("words", "marking"),
    [
        ("LOW", marked("LOW")),
        ("low", marked("LOW")),
        ("LOW-CARE", marked("LOW", "CARE")),
        ("low + rel + care", marked("LOW", "CARE", "REL")),
        ("HIGH - EYES - REL", marked("HIGH", "EYES", "REL")),
    ],
)
def test_a_marking_is_read_from_words_however_they_are_joined(words: str, marking: Marking) -> None:
    assert SCHEME.read(words) == marking


@pytest.mark.parametrize("words", ["", "NONE", "LOWER", "LOW CAR", "CARE", "LOW OR HIGH"])
def test_words_that_are_no_marking_are_refused_with_those_that_are(words: str) -> None:
    with pytest.raises(NotFoundError, match="LOW, MIDDLE, HIGH, and after a level CARE, EYES, REL"):
        SCHEME.read(words)


def test_a_banner_that_lets_more_people_read_than_its_part_does_not_cover_it() -> None:
    assert not SCHEME.covers(marked("HIGH", "REL"), marked("HIGH"))
    assert SCHEME.covers(marked("HIGH"), marked("HIGH", "REL"))


def test_what_is_too_low_to_say_who_may_read_it_takes_nothing_from_the_rest() -> None:
    rel = SCHEME.caveat("REL").model_copy(update={"needs_level": "MIDDLE"})
    others = tuple(one for one in SCHEME.caveats if one.id != "REL")
    scheme = SCHEME.model_copy(update={"caveats": (*others, rel)})
    whole = scheme.roll_up([marked("LOW"), marked("HIGH", "REL")])
    assert whole == marked("HIGH", "REL")
    assert scheme.covers(whole, marked("LOW"))
    assert scheme.roll_up([marked("LOW")]) == marked("LOW")
