"""A newer library text and the author's own words: put together, or said to be passed over."""

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.findings import find
from briefbuilder.domain.merging import Fate, merge, own_words, passed_over
from helpers.builders import (
    TODAY,
    body_of,
    make_brief,
    make_item,
    make_pin,
    make_scheme,
    make_template,
    place,
)

BASE = "The canal was seized. Two States sent forces. They withdrew.\n\n- one\n- two\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (
            BASE.replace("seized", "nationalised"),
            BASE.replace("- two", "- three"),
            BASE.replace("seized", "nationalised").replace("- two", "- three"),
        ),
        (BASE, BASE.replace("They", "Both"), BASE.replace("They", "Both")),
        (BASE.replace("They", "Both"), BASE.replace("They", "Both"), BASE.replace("They", "Both")),
        (BASE.replace("They", "Both"), BASE, BASE.replace("They", "Both")),
        (BASE.replace("They", "Both"), BASE.replace("They", "All"), None),
        (BASE.replace("Two", "Three"), BASE.replace("They", "All"), None),
        (BASE.replace("They withdrew.", ""), BASE.replace("withdrew", "left"), None),
        ("", BASE.replace("withdrew", "left"), None),
        ("Words of mine.", "Words of theirs.", None),
    ],
)
def test_changes_that_do_not_touch_both_stand(mine, theirs, merged):
    assert merge(BASE, mine, theirs) == merged
    assert merge(BASE, theirs, mine) == merged


def placed(summary="First sentence. Second sentence. Third sentence.", **values):
    return make_item(summary=summary, **values)


def written(text, item=None):
    brief = place(make_brief(), item or placed())
    return edits.edit_part(brief, "item1", "summary", text, "A. Desk")


def accepted(brief, item):
    return edits.accept_revision(brief, make_pin(item), [])


def summary(brief):
    block = brief.block("item1")
    edit = block.edit_of("summary")
    return edit.text if edit else brief.pin_of(block).item.summary


def rules(brief):
    context = CheckContext(brief=brief, template=make_template(), today=TODAY, scheme=make_scheme())
    return {one.rule for one in find(context).findings}


def test_a_newer_text_elsewhere_comes_in_beside_the_authors_words():
    brief = written("My sentence. Second sentence. Third sentence.")

    after = accepted(brief, placed("First sentence. Second sentence. Last sentence."))

    assert summary(after) == "My sentence. Second sentence. Last sentence."
    assert "edit-over-newer-text" not in rules(after)


def test_a_newer_text_of_the_same_sentence_is_passed_over_and_said_to_be():
    brief = written("My sentence. Second sentence. Third sentence.")

    after = accepted(brief, placed("Their sentence. Second sentence. Third sentence."))

    assert summary(after).startswith("My sentence.")
    assert "edit-over-newer-text" in rules(after)
    still_newer = accepted(after, placed("Their other sentence. Second. Third sentence."))
    assert summary(still_newer).startswith("My sentence.")
    assert "edit-over-newer-text" in rules(still_newer)


@pytest.mark.parametrize(
    "settle",
    [
        lambda brief: edits.confirm_part(brief, "item1", "summary"),
        lambda brief: edits.restore_part(brief, "item1", "summary"),
        lambda brief: edits.edit_part(brief, "item1", "summary", "Both.", "A. Desk"),
        lambda brief: accepted(brief, placed()),
    ],
    ids=["kept", "restored", "written anew", "the library went back"],
)
def test_the_author_settles_it(settle):
    brief = written("My sentence. Second sentence. Third sentence.")
    after = accepted(brief, placed("Their sentence. Second sentence. Third sentence."))

    assert "edit-over-newer-text" not in rules(settle(after))


def test_words_that_the_library_now_says_itself_are_the_librarys():
    said = "Their sentence. Second sentence. Third sentence."

    after = accepted(written(said), placed(said))

    assert after.block("item1").edits == ()


def test_words_of_a_part_that_the_library_has_no_more_are_kept_and_told_of():
    old = make_item(body=body_of(make_item().kind) + "\n\n## Contested points\nSome say so.")
    brief = place(make_brief(), old)
    brief = edits.edit_part(brief, "item1", "contested-points", "I say so.", "A. Desk")

    after = accepted(brief, make_item())

    assert after.block("item1").edit_of("contested-points").text == "I say so."
    assert "edit-of-missing-part" in rules(after)
    assert [own.fate for _, own in passed_over(after)] == [Fate.GONE]


def test_a_part_that_the_library_left_alone_keeps_the_authors_words():
    brief = written("My sentence.")
    newer = placed(body=body_of(make_item().kind, "Other words [@kyle-2011, p. 5]."))
    old = brief.pin_of(brief.block("item1")).item

    assert [one.fate for one in own_words(old, newer, brief.block("item1"))] == [Fate.KEPT]
    assert summary(accepted(brief, newer)) == "My sentence."
