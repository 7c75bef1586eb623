"""Where something new belongs in a brief."""

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.briefs import Section, TextBlock
from briefbuilder.domain.items import Kind
from briefbuilder.domain.placing import (
    Destination,
    place_for_author,
    place_for_text,
    place_to_move,
    section_for_item,
)
from briefbuilder.domain.templates import SectionContract
from helpers.builders import make_brief, make_template

FULL = Section(id="issue", heading="Issue", blocks=(TextBlock(id="aaaa", text="Words"),))
EMPTY = Section(id="timing", heading="Timing")
BACKGROUND = Section(id="background", heading="Background")


def form(**suggested):
    """A form whose sections suggest kinds of items."""
    sections = (
        SectionContract(id=one, heading=one.title(), suggests=kinds)
        for one, kinds in suggested.items()
    )
    return make_template().model_copy(update={"sections": tuple(sections)})


def test_the_author_is_after_the_selected_block():
    brief = make_brief(sections=(FULL,))
    assert place_for_author(brief, "aaaa", None) == Destination("issue", 1)


def test_without_a_block_the_section_counts_and_without_both_nothing():
    brief = make_brief(sections=(FULL,))
    assert place_for_author(brief, None, "issue") == Destination("issue")
    assert place_for_author(brief, "gone", "gone") is None


def test_a_first_text_goes_where_nothing_stands_yet():
    assert place_for_text(make_brief(sections=(FULL, EMPTY))) == Destination("timing")
    assert place_for_text(make_brief(sections=(BACKGROUND, FULL))) == Destination("background")
    assert place_for_text(make_brief(sections=(FULL,))) == Destination("issue")
    assert place_for_text(make_brief(sections=())) is None


@pytest.mark.parametrize(
    ("suggested", "used_last", "section"),
    [
        ({"issue": (), "timing": ()}, None, "background"),
        ({"issue": (), "timing": ()}, "timing", "timing"),
        ({"issue": (Kind.TOOL,), "timing": (Kind.TOOL,)}, None, "issue"),
        ({"issue": (Kind.TOOL,), "timing": (Kind.TOOL,)}, "timing", "timing"),
        ({"issue": (Kind.TOOL,), "timing": ()}, "timing", "issue"),
        ({"issue": (Kind.LEGAL,), "timing": ()}, None, "background"),
    ],
)
def test_an_item_goes_where_the_form_suggests_its_kind(suggested, used_last, section):
    brief = make_brief(sections=(FULL, EMPTY, BACKGROUND))
    found = section_for_item(brief, form(**suggested), Kind.TOOL, used_last)
    assert found.id == section


def test_an_item_finds_a_section_without_a_form_and_none_in_a_brief_without_any():
    brief = make_brief(sections=(FULL, EMPTY))
    assert section_for_item(brief, None, Kind.TOOL) == EMPTY
    assert section_for_item(brief, None, Kind.TOOL, "issue") == FULL
    assert section_for_item(make_brief(sections=()), form(issue=(Kind.TOOL,)), Kind.TOOL) is None


@pytest.mark.parametrize(
    ("moved", "place", "order"),
    [
        ("a", Destination("issue", 3), "bca"),
        ("a", Destination("issue", 2), "bac"),
        ("a", Destination("issue", 1), "abc"),
        ("a", Destination("issue", 0), "abc"),
        ("c", Destination("issue", 0), "cab"),
        ("c", Destination("issue", 2), "abc"),
        ("b", Destination("issue", 1), "abc"),
    ],
)
def test_a_block_ends_where_the_line_was_drawn(moved, place, order):
    blocks = tuple(TextBlock(id=one * 4, text=one) for one in "abc")
    brief = make_brief(sections=(Section(id="issue", heading="Issue", blocks=blocks),))
    target = place_to_move(brief, moved * 4, place)
    after = edits.move_block(brief, moved * 4, target.section_id, target.index)
    assert "".join(one.text for one in after.blocks()) == order


def test_a_block_from_another_section_comes_to_stand_as_counted():
    brief = make_brief(sections=(FULL, EMPTY))
    assert place_to_move(brief, "aaaa", Destination("timing", 0)) == Destination("timing", 0)
    assert place_to_move(brief, "aaaa", Destination("timing")) == Destination("timing")


def test_things_that_come_together_stand_one_after_the_other():
    assert Destination("issue", 2).further(1) == Destination("issue", 3)
    assert Destination("issue").further(1) == Destination("issue")
