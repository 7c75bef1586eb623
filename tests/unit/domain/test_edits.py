import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain import edits
from briefbuilder.domain.briefs import (
    Brief,
    FigureBlock,
    ItemBlock,
    KeptPin,
    Media,
    TableBlock,
    TextBlock,
    TimelineBlock,
)
from briefbuilder.domain.changes import Aspect, changes_between
from briefbuilder.domain.checklists import Answer
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import revision_of
from briefbuilder.errors import NotFoundError, UserInputError
from helpers.builders import (
    make_brief,
    make_item,
    make_pin,
    make_source,
    make_template,
    marked,
    place,
)


def ids(brief: Brief, section: str) -> list[str]:
    return [block.id for block in brief.section(section).blocks]


def test_a_new_brief_has_the_sections_of_its_form() -> None:
    brief = edits.new_brief(brief_id="0" * 32, title="T", template=make_template(), marking=None)
    assert [section.heading for section in brief.sections] == ["Issue", "Background", "More"]


def test_headings_that_nobody_changed_follow_the_language() -> None:
    said = {"sections": {"issue": {"heading": "Objet"}, "background": {"heading": "Contexte"}}}
    template = make_template(languages={"fr": said})
    brief = edits.new_brief(brief_id="0" * 32, title="T", template=template, marking=None)
    brief = edits.set_heading(brief, "background", "My own")

    french = edits.set_language(brief, "fr", template)
    assert french.lang == "fr"
    assert [one.heading for one in french.sections] == ["Objet", "My own", "More"]
    assert Aspect.HEAD in changes_between(brief, french).aspects
    assert Aspect.OUTLINE in changes_between(brief, french).aspects
    assert edits.set_language(french, brief.lang, template) == brief


def test_no_edit_changes_the_brief_it_is_given() -> None:
    brief = make_brief()
    before = brief.model_dump_json()
    edits.set_text(brief, "text1", "Other words.")
    edits.remove_block(brief, "text1")
    edits.set_field(brief, "for", "")
    assert brief.model_dump_json() == before


@given(st.integers(-3, 9), st.sampled_from(["issue", "background", "more"]))
def test_moving_a_block_keeps_every_block(index: int, section: str) -> None:
    brief = edits.insert_block(make_brief(), "issue", TextBlock(id="text3"))
    moved = edits.move_block(brief, "text1", section, index)
    assert sorted(block.id for block in moved.blocks()) == ["text1", "text2", "text3"]
    assert "text1" in ids(moved, section)


def test_a_block_moves_to_the_place_asked_for() -> None:
    brief = make_brief()
    for number in range(3, 6):
        brief = edits.insert_block(brief, "issue", TextBlock(id=f"text{number}"))
    assert ids(edits.move_block(brief, "text5", "issue", 1), "issue") == [
        "text1",
        "text5",
        "text3",
        "text4",
    ]


@pytest.mark.parametrize(
    ("index", "order"), [(0, "more issue background"), (9, "issue background more")]
)
def test_a_section_moves_within_the_outline(index: int, order: str) -> None:
    moved = edits.move_section(make_brief(), "more", index)
    assert [section.id for section in moved.sections] == order.split()


def test_placing_an_item_keeps_its_text_and_sources_in_the_brief() -> None:
    item = make_item()
    brief = place(make_brief(), item)
    assert brief.pin(item.id, revision_of(item)).text == "text of suez-1956"
    assert brief.source("kyle-2011") == make_source()
    assert brief.placed_items() == (item,)


def test_removing_the_last_placement_removes_its_pin() -> None:
    item = make_item()
    twice = place(place(make_brief(), item), item, block_id="item2")
    once = edits.remove_block(twice, "item1")
    assert once.pins == twice.pins
    assert edits.remove_block(once, "item2").pins == ()


def test_own_words_stand_in_place_of_a_part_until_restored() -> None:
    brief = edits.edit_part(
        place(make_brief(), make_item()), "item1", "summary", "Mine.", "A. Clerk"
    )
    block = brief.block("item1")
    assert "Mine." in edits.texts_of_block(brief, block)
    restored = edits.restore_part(brief, "item1", "summary")
    assert "Mine." not in edits.texts_of_block(restored, restored.block("item1"))


def test_library_text_changes_only_when_it_is_accepted() -> None:
    item = make_item()
    newer = make_item(summary="A newer summary.")
    brief = edits.edit_part(place(make_brief(), item), "item1", "what-happened", "Mine.", "me")
    accepted = edits.accept_revision(brief, make_pin(newer), [make_source()])
    assert brief.placed_items()[0].summary == "A summary that stands alone."
    assert accepted.placed_items()[0].summary == "A newer summary."
    assert "Mine." in edits.texts_of_block(accepted, accepted.block("item1"))
    assert [pin.revision for pin in accepted.pins] == [revision_of(newer)]


def test_accepting_forgets_an_earlier_refusal() -> None:
    newer = make_item(summary="A newer summary.")
    kept = KeptPin(item="suez-1956", declined=revision_of(newer))
    brief = edits.keep_pin(place(make_brief(), make_item()), kept)
    assert brief.kept == (kept,)
    assert edits.accept_revision(brief, make_pin(newer), []).kept == ()


def test_detaching_gives_free_text_with_the_items_marking() -> None:
    brief = place(make_brief(), make_item(marking={"scheme": "test-scheme", "level": "HIGH"}))
    detached = edits.detach_item(brief, "item1", "My words.")
    block = detached.block("item1")
    assert isinstance(block, TextBlock)
    assert (block.text, block.marking) == ("My words.", marked("HIGH"))
    assert detached.pins == ()


def test_a_figure_brings_its_picture_and_takes_it_away_again() -> None:
    media = Media(name="a.png", media_type="image/png", data=b"x")
    figure = FigureBlock(id="fig1", media="a.png")
    brief = edits.add_figure(make_brief(), "more", figure, media)
    assert brief.media == (media,)
    assert edits.remove_block(brief, "fig1").media == ()


def test_does_not_apply_needs_a_reason() -> None:
    answer = Answer(question="A1", words="0" * 64, value=AnswerValue.NOT_APPLICABLE)
    with pytest.raises(UserInputError, match="why the question does not apply"):
        edits.set_answer(make_brief(), answer)


def test_a_second_answer_replaces_the_first() -> None:
    brief = make_brief()
    for value in (AnswerValue.NO, AnswerValue.YES):
        brief = edits.set_answer(brief, Answer(question="A1", words="0" * 64, value=value))
    assert [answer.value for answer in brief.answers] == [AnswerValue.YES]
    assert edits.clear_answer(brief, "A1").answers == ()


def test_a_cleared_field_stays_cleared() -> None:
    assert edits.set_field(make_brief(), "for", "").field("for") == ""


@pytest.mark.parametrize(
    "edit",
    [
        lambda brief: edits.set_text(brief, "none", ""),
        lambda brief: edits.remove_block(brief, "none"),
        lambda brief: edits.move_block(brief, "text1", "none", 0),
        lambda brief: edits.insert_block(brief, "none", TextBlock(id="abcd")),
    ],
)
def test_what_is_not_there_is_an_error(edit: object) -> None:
    with pytest.raises(NotFoundError, match=r"no (block|section)"):
        edit(make_brief())  # type: ignore[operator]


def test_empty_titles_and_headings_are_refused() -> None:
    with pytest.raises(UserInputError):
        edits.set_title(make_brief(), "  ")
    with pytest.raises(UserInputError):
        edits.set_heading(make_brief(), "issue", "")


def test_a_brief_refuses_a_placed_item_without_its_pin() -> None:
    block = ItemBlock(id="item1", item="suez-1956", revision="0" * 64)
    with pytest.raises(ValueError, match="has no pin"):
        edits.insert_block(make_brief(), "issue", block)


def test_a_table_with_a_short_row_is_refused() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        TableBlock(id="table1", header=("a", "b"), rows=(("1",),))


def test_keys_are_found_in_every_kind_of_block() -> None:
    brief = edits.insert_block(
        make_brief(),
        "more",
        TableBlock(id="table1", header=("Who [@t-1]",), rows=(("x [@t-2]",),)),
    )
    brief = edits.insert_block(brief, "more", TimelineBlock(id="line1", caption="c [@l-1]"))
    brief = edits.set_text(brief, "text1", "a [@x-1; @x-2, p. 3]")
    assert edits.used_keys(brief) == ("x-1", "x-2", "t-1", "t-2", "l-1")


def test_changes_name_what_differs_and_nothing_else() -> None:
    brief = make_brief()
    typed = edits.set_text(brief, "text1", "Other.")
    assert changes_between(brief, typed).aspects == {Aspect.BLOCKS}
    assert changes_between(brief, typed).blocks == {"text1"}
    moved = edits.move_block(brief, "text1", "more", 0)
    assert changes_between(brief, moved).aspects == {Aspect.OUTLINE}
    assert not changes_between(brief, make_brief())
    placed = place(brief, make_item())
    assert changes_between(brief, placed).aspects == {Aspect.OUTLINE, Aspect.PINS, Aspect.SOURCES}


def test_half_a_character_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserInputError, match="half of a character"):
        edits.set_title(make_brief(), "half \ud83d")
    with pytest.raises(UserInputError, match="half of a character"):
        edits.new_brief(brief_id="0" * 32, title="\udcff", template=make_template(), marking=None)
