"""How clearances and overrides are printed: in one word for each outcome, and honestly."""

import datetime as dt

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.render.context import build_context
from briefbuilder.render.job import Copy
from helpers.render_samples import order, plain_template, sample_brief

TEMPLATE = plain_template().template

LEGAL = Clearance(
    office="Legal adviser",
    outcome=ClearanceOutcome.CONCUR,
    on="2026-11-20",
    of=ClearanceScope(),
    remark="On consent alone.",
)


def cleared():
    return edits.set_clearances(sample_brief(), [LEGAL])


def changed(brief):
    return edits.set_title(brief, "Another title")


def printed(brief, copy=Copy.RECORD):
    (clearance,) = build_context(brief, TEMPLATE, order(copy))["clearances"]
    return clearance


def annex(brief):
    return str(build_context(brief, TEMPLATE, order(Copy.RECORD))["annex"]["html"])


@pytest.mark.parametrize("copy", Copy)
def test_a_clearance_is_printed_as_it_stands(copy):
    counting, lapsed = printed(cleared(), copy), printed(changed(cleared()), copy)

    assert (counting["counts"], counting["outcome_text"]) == (True, "concurs")
    assert (lapsed["counts"], lapsed["outcome_text"]) == (False, "concurred with an earlier text")
    release = "with a remark, which is on file"
    assert counting["remark"] == (release if copy is Copy.RELEASE else LEGAL.remark)


def test_a_release_copy_tells_of_no_remark_where_none_was_made():
    plain = edits.set_clearances(cleared(), [LEGAL.model_copy(update={"remark": ""})])
    assert printed(plain, Copy.RELEASE)["remark"] == ""


def test_the_annex_says_of_which_words_and_where_it_was_answered():
    assert "<td>concurs</td><td>the whole brief</td>" in annex(cleared())
    assert "concurred with an earlier text" in annex(changed(cleared()))
    against = LEGAL.model_copy(
        update={
            "outcome": ClearanceOutcome.NON_CONCUR,
            "of": ClearanceScope(sections=("issue",)),
            "answered_in": "aaaa1111",
        }
    )
    heading = sample_brief().section("issue").heading
    words = annex(edits.set_clearances(sample_brief(), [against]))
    assert f"<td>does not concur</td><td>{heading}</td>" in words
    assert f"Answered under “{heading}”." in words


def test_nobody_has_to_say_what_is_not_required():
    words = annex(
        edits.set_clearances(
            sample_brief(),
            [
                Clearance(office="Press", outcome=ClearanceOutcome.NOT_REQUIRED),
                Clearance(office="Fleet", asked="2026-11-18", due=dt.date(2026, 11, 25)),
            ],
        )
    )

    assert "not required" in words
    assert "asked 18 November 2026, due 25 November 2026" in words


def overridden():
    return edits.override_gap(
        sample_brief(),
        "objective",
        by="Minister of State",
        on=dt.date(2026, 11, 4),
        reason="The visit cannot wait for it",
    )


@pytest.mark.parametrize(
    ("copy", "with_annex", "on_first_page", "in_annex"),
    [
        (Copy.DRAFT, True, True, True),
        (Copy.DRAFT, False, True, False),
        (Copy.RECORD, True, False, True),
        (Copy.RECORD, False, True, False),
        (Copy.RELEASE, True, False, False),
    ],
)
def test_an_override_is_in_every_draft_and_record_copy(copy, with_annex, on_first_page, in_annex):
    context = build_context(overridden(), TEMPLATE, order(copy, annex=with_annex))
    words = "on the word of Minister of State, 4 November 2026: The visit cannot wait for it"

    first, last = context["overrides"], context["annex"]
    assert (first is not None and words in str(first["html"])) is on_first_page
    assert (last is not None and words in str(last["html"])) is in_annex
    if first is not None:  # others may be open, too, and are not in this list
        assert "Blocking questions that go forward although they are not closed" in first["html"]


def test_an_override_of_another_answer_is_printed_as_such():
    brief = overridden()
    answer = brief.answer("objective").model_copy(update={"value": AnswerValue.NO})
    context = build_context(edits.set_answer(brief, answer), TEMPLATE, order(Copy.RECORD))

    assert context["overrides"] is None
    assert "An override was given to another answer and does not count" in context["annex"]["html"]
