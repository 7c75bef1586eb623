"""A clearance belongs to the words that were cleared, and says honestly what became of it."""

import datetime as dt
from copy import deepcopy

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.finding_groups import grouped
from briefbuilder.domain.brief_check.findings import find
from briefbuilder.domain.briefs import Brief, FigureBlock, Media, Section, TableBlock, TextBlock
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.clearing import (
    ClearanceStanding,
    carried_over,
    changes_in_words,
    changes_since,
    clearance_standing,
    covered_words,
    replaced,
    said,
    words_covered,
)
from briefbuilder.domain.words import fold_body
from briefbuilder.errors import Severity
from helpers.builders import (
    TODAY,
    make_brief,
    make_item,
    make_pin,
    make_scheme,
    make_template,
    place,
)
from helpers.call_counter import CallCounter

WHOLE = ClearanceScope()
NO = ClearanceOutcome.NON_CONCUR


def cleared(
    brief: Brief, of: ClearanceScope | None = WHOLE, outcome: str = "concur", **values: object
) -> Brief:
    """The brief with one clearance, given to its present words."""
    entry = {"office": "Legal Advisers", "outcome": outcome, "on": "2026-11-19", "of": of, **values}
    return edits.set_clearances(brief, [Clearance.model_validate(entry)])


def standing(brief: Brief) -> ClearanceStanding:
    (clearance,) = brief.clearances
    return clearance_standing(brief, clearance)


def findings(brief: Brief, *, release: bool = False, today: dt.date = TODAY) -> dict[str, Severity]:
    context = CheckContext(
        brief=brief, template=make_template(), today=today, scheme=make_scheme(), release=release
    )
    return {one.rule: one.severity for one in find(context).findings}


def full_brief() -> Brief:
    brief = place(make_brief(), make_item())
    table = TableBlock(id="table1", caption="Costs", header=("What", "Cost"), rows=(("Ship", "1"),))
    figure = FigureBlock(id="figure1", media="map.png", alt="A map", caption="The strait")
    media = Media(name="map.png", media_type="image/png", data=b"one")
    return edits.add_figure(edits.insert_block(brief, "issue", table), "issue", figure, media)


def other_cell(brief: Brief) -> Brief:
    table = brief.block("table1")
    assert isinstance(table, TableBlock)
    return edits.replace_block(brief, table.model_copy(update={"rows": (("Ship", "2"),)}))


def other_picture(brief: Brief) -> Brief:
    media = Media(name="map.png", media_type="image/png", data=b"two")
    return brief.model_copy(update={"media": (media,)})


CHANGES = {
    "a letter": lambda brief: edits.set_text(brief, "text1", "Whether to go!"),
    "the title": lambda brief: edits.set_title(brief, "Another brief"),
    "a heading": lambda brief: edits.set_heading(brief, "issue", "The issue"),
    "a new block": lambda brief: edits.insert_block(
        brief, "more", TextBlock(id="text3", text="More.")
    ),
    "a block less": lambda brief: edits.remove_block(brief, "text2"),
    "the order of blocks": lambda brief: edits.move_block(brief, "table1", "issue", 0),
    "the order of sections": lambda brief: edits.move_section(brief, "background", 0),
    "a cell": other_cell,
    "a picture": other_picture,
    "own words in a placed part": lambda brief: edits.edit_part(
        brief, "item1", "summary", "My words.", "A. Desk"
    ),
    "fewer parts": lambda brief: edits.set_parts(brief, "item1", ("summary",)),
    "a newer library text": lambda brief: edits.accept_revision(
        brief, make_pin(make_item(summary="Newer.")), []
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_clearance_lapses_with_any_word_that_it_covers(change):
    brief = cleared(full_brief())
    assert standing(brief) is ClearanceStanding.COUNTS

    after = change(brief)

    assert standing(after) is ClearanceStanding.LAPSED
    assert findings(after)["clearance-lapsed"] is Severity.ERROR
    assert "clearance-lapsed" not in findings(brief)
    assert changes_since(after, after.clearances[0])


SAME_WORDS = {
    "two spaces": lambda brief: edits.set_text(brief, "text1", "Whether  to go. "),
    "an empty text": lambda brief: edits.insert_block(brief, "more", TextBlock(id="text3")),
    "a draft number": lambda brief: brief.model_copy(update={"draft": 2}),
    "a date at its head": lambda brief: edits.set_field(brief, "date", "2026-11-23"),
    "a marking": lambda brief: edits.set_marking(brief, None),
}


@pytest.mark.parametrize("change", SAME_WORDS.values(), ids=SAME_WORDS)
def test_a_clearance_stands_while_a_reader_sees_the_same_words(change):
    assert standing(change(cleared(full_brief()))) is ClearanceStanding.COUNTS


def test_a_clearance_of_a_section_is_only_of_that_section():
    brief = cleared(make_brief(), ClearanceScope(sections=("issue",)))

    assert standing(edits.set_text(brief, "text2", "More is known.")) is ClearanceStanding.COUNTS
    assert standing(edits.set_title(brief, "Another title")) is ClearanceStanding.COUNTS
    assert standing(edits.set_text(brief, "text1", "Whether to stay.")) is ClearanceStanding.LAPSED
    gone = brief.model_copy(update={"sections": brief.sections[1:]})
    assert standing(gone) is ClearanceStanding.LAPSED


def test_prose_at_the_head_is_covered_where_it_is_named():
    brief = edits.set_field(make_brief(), "standfirst", "What follows.")
    brief = cleared(brief, ClearanceScope(fields=("standfirst",)))

    assert standing(brief) is ClearanceStanding.COUNTS
    other = edits.set_field(brief, "standfirst", "What does not follow.")
    assert standing(other) is ClearanceStanding.LAPSED


def test_a_clearance_counts_again_when_the_words_are_taken_back():
    brief = cleared(make_brief())
    changed = edits.set_text(brief, "text1", "Whether to stay.")

    assert standing(edits.set_text(changed, "text1", "Whether to go.")) is ClearanceStanding.COUNTS


def test_only_a_deliberate_act_binds_a_lapsed_clearance_to_the_present_words():
    changed = edits.set_text(cleared(make_brief()), "text1", "Whether to stay.")
    (lapsed,) = changed.clearances

    kept = edits.set_clearances(changed, [lapsed.model_copy(update={"remark": "See page 2."})])
    again = edits.set_clearances(changed, [lapsed.model_copy(update={"of": WHOLE})])

    assert standing(kept) is ClearanceStanding.LAPSED
    assert standing(again) is ClearanceStanding.COUNTS
    assert [text.words for text in again.cleared] == [again.clearances[0].of.words]


def test_what_changed_since_is_shown_section_by_section():
    brief = edits.set_text(cleared(make_brief()), "text1", "Whether to stay.")

    (difference,) = changes_since(brief, brief.clearances[0])

    assert difference.title == "Issue"
    assert [run.text for run in difference.runs if run.run == "removed"] == ["go."]
    assert [run.text for run in difference.runs if run.run == "added"] == ["stay."]
    forgotten = brief.model_copy(update={"cleared": ()})
    assert changes_since(forgotten, forgotten.clearances[0]) is None


def test_a_clearance_that_names_no_words_is_bound_to_none():
    brief = cleared(make_brief(), None)

    assert standing(brief) is ClearanceStanding.UNRECORDED
    assert findings(brief)["clearance-of-unknown-words"] is Severity.WARNING
    assert covered_words(brief, brief.clearances[0].of) == "not recorded"


@pytest.mark.parametrize("outcome", ["asked", "no-reply", "not-required"])
def test_who_has_said_nothing_has_said_it_of_no_words(outcome):
    brief = cleared(make_brief(), outcome=outcome)

    assert standing(brief) is ClearanceStanding.OPEN
    assert brief.clearances[0].of.words is None
    assert brief.cleared == ()


@pytest.mark.parametrize(
    ("outcome", "standing", "words"),
    [
        ("asked", ClearanceStanding.OPEN, "asked"),
        ("concur", ClearanceStanding.COUNTS, "concurs"),
        ("non-concur", ClearanceStanding.COUNTS, "does not concur"),
        ("no-reply", ClearanceStanding.OPEN, "no reply"),
        ("not-required", ClearanceStanding.OPEN, "not required"),
        ("concur", ClearanceStanding.LAPSED, "concurred on 19 November 2026 with an earlier text"),
        (
            "non-concur",
            ClearanceStanding.LAPSED,
            "did not concur on 19 November 2026 with an earlier text",
        ),
        (
            "concur",
            ClearanceStanding.UNRECORDED,
            "concurred on 19 November 2026; which text was not recorded",
        ),
    ],
)
def test_each_outcome_has_one_word(outcome, standing, words):
    assert said(ClearanceOutcome(outcome), standing, "19 November 2026") == words


def test_a_non_concurrence_has_to_be_answered_in_the_text():
    rule = "non-concurrence-unanswered"
    brief = make_brief()
    empty = edits.insert_block(brief, "more", TextBlock(id="text3", text=" "))

    assert findings(cleared(brief, outcome=NO))[rule] is Severity.ERROR
    assert findings(cleared(brief, outcome=NO, remark="Too soon."))[rule] is Severity.ERROR
    assert rule in findings(cleared(brief, outcome=NO, answered_in="gone1"))
    assert rule in findings(cleared(empty, outcome=NO, answered_in="text3"))
    assert rule not in findings(cleared(brief, outcome=NO, answered_in="text2"))


def test_a_lapsed_non_concurrence_claims_nothing_and_only_warns():
    brief = cleared(make_brief(), outcome=NO, answered_in="text2")

    after = edits.set_text(brief, "text1", "Whether to stay.")

    assert findings(after)["clearance-lapsed"] is Severity.WARNING


def test_who_has_not_replied_by_the_deadline_is_named():
    brief = cleared(make_brief(), outcome="asked", due=TODAY)
    late = TODAY + dt.timedelta(days=1)

    assert findings(brief) == {}
    assert findings(brief, today=late) == {"clearance-no-reply": Severity.WARNING}
    assert findings(brief, release=True) == {"clearance-asked": Severity.ERROR}
    assert findings(brief, today=late, release=True) == {"clearance-no-reply": Severity.ERROR}
    replied = cleared(make_brief(), outcome="no-reply", due=TODAY)
    assert findings(replied, today=late, release=True) == {}


def test_a_copy_that_leaves_something_out_keeps_how_its_clearances_stand():
    whole = cleared(make_brief())
    part = edits.remove_block(whole, "text2")

    carried = carried_over(whole, part)

    assert standing(carried) is ClearanceStanding.COUNTS
    assert carried.cleared == ()
    lapsed = edits.set_text(whole, "text1", "Whether to stay.")
    assert (
        standing(carried_over(lapsed, edits.remove_block(lapsed, "text2")))
        is ClearanceStanding.LAPSED
    )


def test_words_that_only_look_alike_are_other_words():
    one = Section(id="issue", heading="A", blocks=(TextBlock(id="t001", text="B\n\nC"),))
    blocks = (TextBlock(id="t001", text="B"), TextBlock(id="t002", text="C"))
    two = Section(id="issue", heading="A", blocks=blocks)

    first, second = (
        words_covered(make_brief(sections=(section,)), WHOLE).words for section in (one, two)
    )

    assert first != second


def test_clearances_of_unknown_words_are_told_as_one_that_names_each():
    table = [Clearance(office=name, outcome=ClearanceOutcome.CONCUR) for name in ("Legal", "Fleet")]
    context = CheckContext(
        brief=edits.set_clearances(make_brief(), table),
        template=make_template(),
        today=TODAY,
        scheme=make_scheme(),
    )

    (group,) = grouped(find(context).findings)

    assert group.place == "clearances Legal, Fleet"
    assert group.sentence.startswith("Of 2 clearances nobody recorded")


ASKED = ClearanceOutcome.ASKED


def again(brief: Brief, day: str = "2026-11-23", **values: object) -> Brief:
    """The brief with another entry of its one office, as the window and the terminal record it."""
    (before,) = brief.clearances
    fresh = (before.of or ClearanceScope()).model_copy(update={"words": None})
    after = before.model_copy(update={"of": fresh, **values})
    return edits.set_clearances(brief, [replaced(brief, before, after, day)])


def test_who_is_asked_again_begins_without_the_old_remark_and_keeps_it_as_history():
    brief = cleared(full_brief(), remark="On consent alone.", due="2026-11-20", name="A. Counsel")
    (reply,) = brief.clearances
    after = edits.set_text(again(brief, outcome=ASKED), "text1", "Whether to stay.")

    (asked,) = after.clearances
    assert (asked.outcome, asked.asked, asked.remark) == (ASKED, "2026-11-23", "")
    assert (asked.due, asked.on, asked.answered_in) == (None, None, None)
    assert (asked.office, asked.name) == ("Legal Advisers", "A. Counsel")
    (earlier,) = asked.earlier
    assert (earlier.outcome, earlier.on, earlier.remark) == (
        ClearanceOutcome.CONCUR,
        "2026-11-19",
        "On consent alone.",
    )
    assert [one.words for one in after.cleared] == [reply.of and reply.of.words]
    assert changes_since(after, earlier)

    asked_twice = again(again(after, outcome=NO, on="2026-11-24"), "2026-11-26", outcome=ASKED)
    assert [one.outcome.value for one in asked_twice.clearances[0].earlier] == [
        "concur",
        "non-concur",
    ]


@pytest.mark.parametrize("on", ["2026-11-23", "2026-11-20", None])
def test_a_reply_is_history_once_another_is_given_on_whichever_day(on):
    brief = cleared(full_brief(), on=on, remark="Fine.")
    (told,) = again(brief, outcome=NO).clearances
    assert [(one.outcome.value, one.on, one.remark) for one in told.earlier] == [
        ("concur", on, "Fine.")
    ]
    silent = again(brief, outcome=ClearanceOutcome.NO_REPLY)
    assert len(again(silent, outcome=NO).clearances[0].earlier) == 2


def test_the_same_reply_of_the_same_day_is_no_history_and_of_other_words_it_is():
    brief = cleared(full_brief(), on="2026-11-23", remark="Fine.")
    assert again(brief).clearances[0].earlier == ()
    assert len(again(brief, "2026-11-25", outcome=NO, on="2026-11-25").clearances[0].earlier) == 1

    lapsed = edits.set_text(brief, "text1", "Whether to stay.")
    (confirmed,) = again(lapsed).clearances
    assert (confirmed.remark, len(confirmed.earlier)) == ("Fine.", 1)
    assert standing(again(lapsed)) is ClearanceStanding.COUNTS
    assert len(again(lapsed).cleared) == 2


def test_another_reply_does_not_stand_beside_the_remark_of_the_one_before():
    brief = cleared(full_brief(), outcome=NO, on="2026-11-20", remark="Not so.")
    brief = again(brief, "2026-11-20", answered_in="text1")

    (now,) = again(brief, outcome=ClearanceOutcome.CONCUR, on="2026-11-23").clearances
    assert (now.remark, now.answered_in) == ("", None)
    assert [(one.outcome, one.remark) for one in now.earlier] == [(NO, "Not so.")]

    (told,) = again(brief, outcome=ClearanceOutcome.CONCUR, remark="Now so.").clearances
    assert (told.remark, told.answered_in) == ("Now so.", None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda brief: edits.set_text(brief, "text1", "Whether to stay."),
            "“Issue” (1 of its 3 words new, 1 word gone)",
        ),
        (lambda brief: edits.set_heading(brief, "issue", "The issue"), "the heading “The issue”"),
        (lambda brief: edits.move_section(brief, "background", 0), "the order of the sections"),
        (
            lambda brief: edits.insert_block(brief, "more", TextBlock(id="text3", text="More.")),
            "“More” (new)",
        ),
        (lambda brief: edits.remove_block(brief, "text2"), "“Background” (taken out)"),
        (lambda brief: edits.set_title(brief, "Another brief"), "“Title” (1 of its 2 words new"),
    ],
)
def test_what_lapsed_says_which_sections_changed_and_how_much(change, sentence):
    text = (TextBlock(id="text1", text="Whether to go."),)
    more = (TextBlock(id="text2", text="What was before."),)
    sections = (
        Section(id="issue", heading="Issue", blocks=text),
        Section(id="background", heading="Background", blocks=more),
        Section(id="more", heading="More"),
    )
    brief = change(cleared(make_brief(title="A brief", sections=sections)))
    (told,) = (
        one.sentence
        for one in find(
            CheckContext(brief, make_template(), today=TODAY, scheme=make_scheme())
        ).findings
        if one.rule == "clearance-lapsed"
    )

    assert told.startswith("Legal Advisers cleared an earlier text. Changed after that: ")
    assert sentence in told


def test_one_word_of_a_long_brief_does_not_count_as_the_whole_of_it():
    long = edits.set_text(full_brief(), "text1", "word " * 400 + "go")
    after = edits.set_text(cleared(long), "text1", "word " * 400 + "stay")
    (clearance,) = cleared(long).clearances

    assert "1 of its 4" in changes_in_words(after, clearance)
    assert "Background" not in changes_in_words(after, clearance)


def test_words_that_the_brief_lost_are_told_whether_the_clearance_lapsed_or_not():
    kept = cleared(full_brief())
    lost = kept.model_copy(update={"cleared": ()})
    changed = edits.set_text(lost, "text1", "Whether to stay.")

    assert "cleared-words-missing" not in findings(kept)
    assert findings(lost)["cleared-words-missing"] is Severity.WARNING
    assert {"cleared-words-missing", "clearance-lapsed"} <= findings(changed).keys()
    assert "The whole brief changed after that." in changes_in_words(changed, kept.clearances[0])


def test_an_office_that_is_not_named_yet_is_kept_and_told():
    brief = edits.set_clearances(make_brief(), [Clearance(name="A. Counsel", of=WHOLE)])
    assert findings(brief)["clearance-without-office"] is Severity.ERROR


def three_sections() -> Brief:
    """Three sections with words each; the second was cleared alone."""
    sections = tuple(
        Section(
            id=name,
            heading=name.capitalize(),
            blocks=(
                TextBlock(id=f"{name}1", text=f"What the {name} is."),
                TextBlock(id=f"{name}2", text=f"More of the {name}."),
            ),
        )
        for name in ("issue", "advice", "costs")
    )
    brief = make_brief(sections=sections)
    return cleared(brief, ClearanceScope(sections=("advice",)))


def without_section(brief: Brief, name: str) -> Brief:
    left = tuple(one for one in brief.sections if one.id != name)
    return brief.model_copy(update={"sections": left})


EDGES = {
    "its section is gone": (
        lambda brief: without_section(brief, "advice"),
        ClearanceStanding.LAPSED,
        "“Advice” (taken out)",
    ),
    "its section is emptied": (
        lambda brief: edits.remove_block(edits.remove_block(brief, "advice1"), "advice2"),
        ClearanceStanding.LAPSED,
        "“Advice” (taken out)",
    ),
    "its section is renamed": (
        lambda brief: edits.set_heading(brief, "advice", "What to do"),
        ClearanceStanding.LAPSED,
        "the heading “What to do”",
    ),
    "its section is split": (
        lambda brief: edits.move_block(brief, "advice2", "costs", 0),
        ClearanceStanding.LAPSED,
        "“Advice” (4 words gone)",
    ),
    "a part comes in from another": (
        lambda brief: edits.move_block(brief, "issue2", "advice", 2),
        ClearanceStanding.LAPSED,
        "“Advice” (4 of its 12 words new)",
    ),
    "its section is moved": (
        lambda brief: edits.move_section(brief, "advice", 0),
        ClearanceStanding.COUNTS,
        "",
    ),
    "another section is gone": (
        lambda brief: without_section(brief, "issue"),
        ClearanceStanding.COUNTS,
        "",
    ),
    "it is saved as another brief": (
        lambda brief: brief.model_copy(update={"id": "f" * 32, "draft": 7}),
        ClearanceStanding.COUNTS,
        "",
    ),
    "the form is another one": (
        lambda brief: brief.model_copy(update={"template": "us-army-information-paper"}),
        ClearanceStanding.COUNTS,
        "",
    ),
    "the order within it": (
        lambda brief: edits.move_block(brief, "advice2", "advice", 0),
        ClearanceStanding.LAPSED,
        "“Advice” (4 of its 8 words new, 4 words gone)",
    ),
}


@pytest.mark.parametrize(("change", "stands", "told"), EDGES.values(), ids=EDGES)
def test_a_clearance_of_a_section_stands_or_lapses_truthfully_at_the_edges(change, stands, told):
    after = change(three_sections())

    assert standing(after) is stands
    assert told in changes_in_words(after, after.clearances[0])
    assert covered_words(after, after.clearances[0].of) in {"Advice", "What to do"}
    assert ("clearance-lapsed" in findings(after)) is (stands is ClearanceStanding.LAPSED)
    back = after.model_copy(update={"sections": three_sections().sections})
    assert standing(back) is ClearanceStanding.COUNTS


def test_words_are_folded_again_of_the_block_alone_that_somebody_writes_in() -> None:
    texts = tuple(TextBlock(id=f"text{at:04d}", text=f"Words {at}.") for at in range(50))
    brief = full_brief()
    sections = (brief.sections[0].model_copy(update={"blocks": texts}), *brief.sections[1:])
    brief = brief.model_copy(update={"sections": sections})
    before = words_covered(brief, WHOLE)
    written = edits.set_text(brief, "text0030", "Other words.")
    with CallCounter(fold_body) as counter:
        after = words_covered(written, WHOLE)
    assert counter.calls["fold_body"] == 1
    assert after.words != before.words
    assert after == words_covered(deepcopy(written), WHOLE)


def test_a_picture_that_takes_the_place_of_another_has_words_of_its_own() -> None:
    brief = full_brief()
    assert any(isinstance(one, FigureBlock) for one in brief.blocks())
    before = words_covered(brief, WHOLE)
    media = tuple(one.model_copy(update={"data": one.data + b"x"}) for one in brief.media)
    assert words_covered(brief.model_copy(update={"media": media}), WHOLE).words != before.words


def test_offices_that_were_asked_of_the_same_words_are_compared_with_them_once() -> None:
    brief = cleared(full_brief())
    (one,) = brief.clearances
    offices = [one.model_copy(update={"office": f"Office {number}"}) for number in range(5)]
    brief = edits.set_title(edits.set_clearances(brief, offices), "Another title")
    with CallCounter(words_covered) as counter:
        told = {clearance_standing(brief, office) for office in brief.clearances}
    assert told == {ClearanceStanding.LAPSED}
    assert counter.calls["words_covered"] == 1
