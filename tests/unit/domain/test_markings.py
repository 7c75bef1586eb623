import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefbuilder.domain.markings import Marking
from briefbuilder.errors import NotFoundError
from briefbuilder.storage.marking_file import parse_marking_scheme
from helpers.builders import make_scheme, marked
from helpers.surroundings import ROOT

LIBRARY = ROOT / "library" / "markings"
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


US = parse_marking_scheme((LIBRARY / "us-class.yaml").read_text("utf-8"), "us-class.yaml")
RELEASES = {
    "REL TO FVEY": {"AUS", "CAN", "GBR", "NZL"},
    "REL TO NATO": {"CAN", "GBR", "FRA"},
    "REL TO GBR": {"GBR"},
}
ABROAD = {"AUS", "CAN", "GBR", "NZL", "FRA", "elsewhere"}
US_CAVEATS = st.one_of(
    st.just(()),
    st.just(("NOFORN",)),
    st.sets(st.sampled_from(sorted(RELEASES)), min_size=1).map(lambda them: tuple(sorted(them))),
)
US_MARKINGS = st.builds(
    lambda level, caveats: Marking(scheme=US.id, level=level, caveats=caveats),
    st.sampled_from([level.id for level in US.levels]),
    US_CAVEATS,
)


def readers_abroad(marking: Marking) -> set[str]:
    """Who abroad may read a page of a marking without being asked for: of what is U, anybody."""
    if "NOFORN" in marking.caveats:
        return set()
    lists = [RELEASES[one] for one in marking.caveats]
    if lists:
        return set.union(*lists)
    return ABROAD if marking.level == "UNCLASSIFIED" else set()


@given(st.lists(US_MARKINGS, min_size=1, max_size=5))
def test_a_banner_lets_nobody_read_more_than_each_of_its_parts(parts: list[Marking]) -> None:
    whole = US.roll_up(parts)
    assert whole is not None
    for part in parts:
        assert readers_abroad(whole) <= readers_abroad(part)
        assert US.rank(whole.level) >= US.rank(part.level)
        assert "NOFORN" in whole.caveats or "NOFORN" not in part.caveats
    assert "NOFORN" not in whole.caveats or whole.caveats == ("NOFORN",)


@given(US_MARKINGS, US_MARKINGS)
def test_what_covers_a_part_lets_nobody_read_more_than_it(banner: Marking, part: Marking) -> None:
    assume(not US.problems_of(part))  # one that the scheme does not allow is told as that
    if US.covers(banner, part):
        assert readers_abroad(banner) <= readers_abroad(part)


def test_what_is_too_low_to_say_who_may_read_it_takes_nothing_from_the_rest() -> None:
    rel = SCHEME.caveat("REL").model_copy(update={"needs_level": "MIDDLE"})
    others = tuple(one for one in SCHEME.caveats if one.id != "REL")
    scheme = SCHEME.model_copy(update={"caveats": (*others, rel)})
    whole = scheme.roll_up([marked("LOW"), marked("HIGH", "REL")])
    assert whole == marked("HIGH", "REL")
    assert scheme.covers(whole, marked("LOW"))
    assert scheme.roll_up([marked("LOW")]) == marked("LOW")
