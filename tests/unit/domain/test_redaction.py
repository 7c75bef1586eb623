"""Nothing above a ceiling stays in a brief, in any corner, whatever the markings are."""

import random
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbuilder.domain import edits
from briefbuilder.domain.briefs import (
    Block,
    ItemBlock,
    Section,
    TableBlock,
    TextBlock,
    marking_of_block,
)
from briefbuilder.domain.markings import Marking
from briefbuilder.domain.redaction import Ceiling, LeftOut, Neutral, redact
from helpers.builders import make_brief, make_item, make_scheme, marked, place
from helpers.secret_words import KINDS, WORD, secret_brief, valid_markings

SCHEME = make_scheme()
NEUTRAL = Neutral("A form (title withheld)", headings={"issue": "Issue", "background": "Facts"})
EVERYTHING = Ceiling(SCHEME, marked("HIGH", "EYES"))


def ceilings(choose: random.Random) -> Ceiling:
    limit = choose.choice([None, *valid_markings(SCHEME)])
    without = frozenset(choose.sample(["CARE", "EYES"], choose.randrange(3)))
    return Ceiling(SCHEME, limit, without)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_no_word_above_the_ceiling_stays_in_any_corner_of_a_brief(seed: int) -> None:
    choose = random.Random(seed)
    secret = secret_brief(SCHEME, choose)
    ceiling = ceilings(choose)
    made = redact(secret.brief, ceiling, NEUTRAL)
    there = set(WORD.findall(str(made.brief.model_dump())))
    above = secret.above(ceiling.admits)
    assert {secret.words.places[word] for word in there & above} == set()
    left = [marking_of_block(made.brief, block) for block in made.brief.blocks()]
    banner = made.brief.marking
    assert banner is not None
    assert ceiling.admits(banner) or not any(left)
    assert all(SCHEME.covers(banner, part) for part in left if part is not None)
    if made.unmarked_stays:
        lost = set(secret.words.owners) - above - there
        emptied = {"Section.heading", "Section.id"}
        assert {secret.words.places[word] for word in lost} <= emptied


def test_the_random_briefs_hold_every_kind_of_block() -> None:
    kinds = get_args(get_args(Block)[0])
    assert set(kinds) == set(KINDS)


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_ceiling_above_everything_takes_nothing_but_what_nothing_shows(seed: int) -> None:
    secret = secret_brief(SCHEME, random.Random(seed))
    made = redact(secret.brief, EVERYTHING, NEUTRAL)
    brief = edits.remove_block(secret.brief, next(secret.brief.blocks()).id)  # sweeps
    swept = redact(brief, EVERYTHING, NEUTRAL).brief
    assert made.left_out == ()
    assert made.brief.title == secret.brief.title
    assert brief.marking is not None
    marks = [mark for b in swept.blocks() if (mark := marking_of_block(swept, b))]
    banner = SCHEME.roll_up([brief.marking, *marks])
    same: dict[str, object] = {
        "marking": banner,
        "sources": swept.sources,
        "kept": swept.kept,
        "clearances": swept.clearances,
        "cleared": (),
        "drafted": None,
    }
    assert swept == brief.model_copy(update=same)
    assert {source.id for source in swept.sources} <= {source.id for source in brief.sources}


@pytest.mark.parametrize(
    ("limit", "without", "part", "stays"),
    [
        ("LOW", (), marked("LOW"), True),
        ("LOW", (), marked("MIDDLE"), False),
        ("LOW", (), marked("LOW", "CARE"), False),  # a page under LOW may not hold it
        ("LOW CARE", (), marked("LOW", "CARE"), True),
        ("MIDDLE", (), marked("LOW", "CARE"), True),  # CARE says less than MIDDLE does
        ("HIGH", (), marked("MIDDLE", "EYES"), False),
        ("HIGH EYES", (), marked("MIDDLE", "EYES"), True),
        ("HIGH EYES", ("EYES",), marked("MIDDLE", "EYES"), False),
        ("HIGH", ("CARE",), marked("LOW", "CARE"), False),
        (None, ("EYES",), marked("HIGH"), True),
        (None, ("EYES",), marked("HIGH", "EYES"), False),
        ("HIGH", (), marked("HIGH", "REL"), True),  # may be read by more than the page says
        ("HIGH REL", (), marked("HIGH"), False),  # may be read by fewer
        ("HIGH", (), Marking(scheme="elsewhere", level="LOW"), False),
        (None, (), marked("LOW", "UNHEARD OF"), False),
        (None, (), None, False),
    ],
)
def test_a_ceiling_bounds_levels_and_caveats(
    limit: str | None, without: tuple[str, ...], part: Marking | None, *, stays: bool
) -> None:
    limited = None if limit is None else SCHEME.read(limit)
    ceiling = Ceiling(SCHEME, limited, frozenset(without))
    assert ceiling.admits(part) is stays


def test_a_brief_at_the_ceiling_keeps_its_own_caveats_and_all_that_is_unmarked() -> None:
    own = marked("MIDDLE", "EYES", "REL")
    brief = make_brief(marking=own)
    made = redact(brief, Ceiling(SCHEME, marked("MIDDLE", "EYES")), NEUTRAL)
    assert made.brief == brief
    assert made.left_out == ()


def test_a_part_above_a_brief_that_is_itself_within_the_ceiling_is_left_out() -> None:
    brief = make_brief(marking=marked("LOW"))
    high = TextBlock(id="high1", text="The plan.", marking=marked("HIGH"))
    made = redact(
        edits.insert_block(brief, "background", high), Ceiling(SCHEME, marked("MIDDLE")), NEUTRAL
    )
    assert made.brief == brief
    assert made.left_out == (LeftOut("Background", "a text", "HIGH"),)


def test_the_copy_bears_the_roll_up_of_what_is_left() -> None:
    brief = make_brief(marking=marked("HIGH"))
    low = TextBlock(id="low1", text="Known.", marking=marked("LOW", "CARE"))
    brief = edits.insert_block(brief, "background", low)
    ceiling = Ceiling(SCHEME, marked("MIDDLE"))
    made = redact(brief, ceiling, NEUTRAL)
    assert made.brief.marking == marked("LOW", "CARE")
    assert made.brief.title == "A form (title withheld)"
    named = redact(brief, ceiling, Neutral("A visit", by_author=True))
    assert (named.brief.title, named.brief.marking) == ("A visit", marked("MIDDLE"))
    assert LeftOut("Head", "the title", "HIGH") in made.left_out
    assert LeftOut("Head", "the title", "HIGH") not in named.left_out


def test_own_words_in_a_placed_item_are_unmarked_and_count_as_the_briefs() -> None:
    item = make_item(marking=marked("LOW"))
    brief = place(make_brief(marking=marked("HIGH")), item)
    brief = edits.edit_part(brief, "item1", "legal-basis", "What we were told.", "A. Desk")
    made = redact(brief, Ceiling(SCHEME, marked("LOW")), NEUTRAL)
    (block,) = made.brief.blocks()
    assert isinstance(block, ItemBlock)
    assert block.edits == ()
    assert "legal-basis" not in made.brief.parts_shown(block)
    assert "summary" in made.brief.parts_shown(block)
    words = "own words in Suez 1956, Legal basis"
    assert LeftOut("Background", words, "HIGH") in made.left_out


def test_sections_are_headed_by_the_form_and_none_is_left_empty() -> None:
    brief = edits.set_heading(make_brief(marking=marked("HIGH")), "background", "What Zulu said")
    low = TextBlock(id="low1", text="Known.", marking=marked("LOW"))
    brief = edits.insert_block(brief, "background", low)
    made = redact(brief, Ceiling(SCHEME, marked("LOW")), NEUTRAL).brief
    assert [(one.id, one.heading) for one in made.sections] == [("background", "Facts")]


def texts_within(*marked_texts: tuple[str, str]) -> list[str]:
    """What a copy up to LOW says of free texts, each with its level."""
    brief = make_brief(marking=marked("HIGH"))
    for number, (level, text) in enumerate(marked_texts):
        block = TextBlock(id=f"point{number}", text=text, marking=marked(level))
        brief = edits.insert_block(brief, "issue" if number < 2 else "background", block)
    made = redact(brief, Ceiling(SCHEME, marked("LOW")), NEUTRAL).brief
    return [one.text for one in made.blocks() if isinstance(one, TextBlock)]


@pytest.mark.parametrize(
    ("before", "secret", "after", "closed"),
    [
        ("a. Known.", "b. Secret.", "c. Known, too.", "b. Known, too."),
        ("(i) Known.", "(ii) Secret.", "(iii) Known, too.", "(ii) Known, too."),
        ("1. One.\n2. Two.", "3. Secret.", "4. Four.\n5. Five.", "3. Four.\n4. Five."),
        ("1) Known.", "2) Secret.\n3) Secret.", "4) Known, too.", "2) Known, too."),
        ("1. Known.", "2. Secret.", "4. It skipped one.", "4. It skipped one."),
        ("1. Known.", "Secret.", "2. Known, too.", "2. Known, too."),
        ("In 1962. So", "1963 was secret.", "1964. A year.", "1964. A year."),
    ],
)
def test_no_number_before_a_point_tells_that_one_is_left_out(
    before: str, secret: str, after: str, closed: str
) -> None:
    assert texts_within(("LOW", before), ("HIGH", secret), ("LOW", after)) == [before, closed]
    first = texts_within(("HIGH", before), ("LOW", after))
    assert len(first) == 1
    assert texts_within(("LOW", before), ("LOW", after)) == [before, after]


def test_headings_captions_and_ids_of_a_copy_leave_no_gap() -> None:
    brief = make_brief(marking=marked("LOW"))
    headings = ("1. Issue", "2. The plan", "3. Facts")
    sections = tuple(
        Section(
            id=f"part-{number}",
            heading=heading,
            blocks=(
                TableBlock(
                    id=f"tab{number}",
                    caption=f"Table {number}: ships",
                    header=("Ship",),
                    rows=(("One",),),
                    marking=marked("HIGH" if number == 2 else "LOW"),
                ),
            ),
        )
        for number, heading in enumerate(headings, start=1)
    )
    brief = brief.model_copy(update={"sections": sections})
    made = redact(brief, Ceiling(SCHEME, marked("LOW")), NEUTRAL).brief
    assert [one.heading for one in made.sections] == ["1. Issue", "2. Facts"]
    captions = [one.caption for one in made.blocks() if isinstance(one, TableBlock)]
    assert captions == ["Table 1: ships", "Table 2: ships"]

    secret = brief.model_copy(update={"marking": marked("HIGH")})
    made = redact(secret, Ceiling(SCHEME, marked("LOW")), NEUTRAL).brief
    assert [one.id for one in made.sections] == ["other-section-1", "other-section-2"]
