"""A banner is never lower than what is under it, and says so where it cannot be compared."""

from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain import edits
from briefbuilder.domain.banners import Banner, banner_of, raising_blocks, words_of
from briefbuilder.domain.briefs import Brief, TextBlock
from briefbuilder.domain.markings import Marking
from helpers.builders import make_brief, make_item, make_scheme, marked, place

SCHEME = make_scheme()
SCHEMES = {SCHEME.id: SCHEME}
ELSEWHERE = Marking(scheme="elsewhere", level="RED", caveats=("EARS",))
MARKINGS = st.builds(
    lambda level, caveats: marked(level, *sorted(caveats)),
    st.sampled_from(["LOW", "MIDDLE", "HIGH"]),
    st.sets(st.sampled_from(["CARE", "EYES", "REL"])),
)


def with_parts(marking: Marking | None, *parts: Marking | None) -> Brief:
    brief = make_brief(marking=marking)
    for number, part in enumerate(parts):
        block = TextBlock(id=f"part{number}", text="Words.", marking=part)
        brief = edits.insert_block(brief, "background", block)
    return brief


@given(MARKINGS, st.lists(MARKINGS, max_size=5))
def test_the_banner_covers_the_brief_and_all_its_parts(own: Marking, parts: list[Marking]) -> None:
    banner = banner_of(with_parts(own, *parts), SCHEMES)
    assert banner.also == ()
    assert banner.marking is not None
    assert all(SCHEME.covers(banner.marking, one) for one in (own, *parts))


@given(MARKINGS, st.lists(MARKINGS, max_size=5))
def test_the_banner_is_the_briefs_own_unless_some_part_raises_it(
    own: Marking, parts: list[Marking]
) -> None:
    brief = with_parts(own, *parts)
    raising = [one for one in raising_blocks(brief, SCHEMES) if isinstance(one, TextBlock)]
    if not raising:
        assert banner_of(brief, SCHEMES) == banner_of(with_parts(own), SCHEMES)
    for block in raising:
        assert banner_of(with_parts(own, block.marking), SCHEMES) != banner_of(
            with_parts(own), SCHEMES
        )


def test_the_parts_that_raise_the_banner_are_those_above_it() -> None:
    parts = (marked("LOW"), marked("HIGH"), None, ELSEWHERE, marked("MIDDLE"))
    raising = raising_blocks(with_parts(marked("MIDDLE"), *parts), SCHEMES)
    assert [block.id for block in raising] == ["part1", "part3"]


def test_a_placed_item_raises_the_banner_as_a_written_part_does() -> None:
    brief = place(with_parts(marked("LOW")), make_item(marking=marked("HIGH", "EYES")))
    assert banner_of(brief, SCHEMES) == Banner(marked("HIGH", "EYES"))


def test_a_brief_with_no_marking_says_what_it_holds_all_the_same() -> None:
    parts = (marked("LOW"), marked("MIDDLE", "EYES"), None)
    assert banner_of(with_parts(None), SCHEMES) == Banner(None)
    assert banner_of(with_parts(None, *parts), SCHEMES) == Banner(None, ("MIDDLE - EYES",))


def test_what_cannot_be_compared_is_said_beside_the_banner() -> None:
    odd = marked("LOW", "UNHEARD OF")
    banner = banner_of(with_parts(marked("LOW"), ELSEWHERE, odd, marked("MIDDLE")), SCHEMES)
    assert banner == Banner(marked("MIDDLE"), ("RED - EARS", "LOW - UNHEARD OF"))


def test_with_no_scheme_at_hand_nothing_is_lowered() -> None:
    banner = banner_of(with_parts(marked("LOW"), marked("LOW"), marked("HIGH", "EYES")), {})
    assert banner == Banner(marked("LOW"), ("HIGH - EYES",))
    assert words_of(marked("HIGH", "EYES"), {}) == "HIGH - EYES"
