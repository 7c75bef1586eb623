"""What a template gets: plain words and fragments, and in a release copy nothing internal."""

import datetime as dt
import json

import pytest

from briefbuilder.domain.banners import Banner
from briefbuilder.domain.briefs import (
    ItemBlock,
    Pin,
    Section,
    TextBlock,
)
from briefbuilder.domain.checklists import question_hash
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome
from briefbuilder.domain.items import StatementCheck, revision_of
from briefbuilder.domain.markings import Level, Marking, Scheme
from briefbuilder.domain.statements import statements_of
from briefbuilder.domain.templates import FieldSpec, SectionContract, Template
from briefbuilder.language.catalogue import words_for
from briefbuilder.render.banner_words import banner_words, portion_words
from briefbuilder.render.colours import contrast
from briefbuilder.render.context import build_context, compose
from briefbuilder.render.wire import pack_context, unpack_context
from helpers.render_samples import CHECKLIST, SCHEME, Copy, case_study, order, sample_brief

TEMPLATE = Template(
    id="plain",
    name="Plain",
    fields=(
        FieldSpec(name="to", label="To"),
        FieldSpec(name="on", label="Date", kind="date"),
        FieldSpec(name="lead", label="Lead", kind="text"),
    ),
    sections=(
        SectionContract(id="issue", heading="Issue", prompt="Say what it is."),
        SectionContract(id="background", heading="Background"),
    ),
)


def test_the_context_is_plain_data_that_survives_the_pipe() -> None:
    context = build_context(sample_brief(), TEMPLATE, order())
    packed = json.loads(json.dumps(pack_context(context)))
    assert unpack_context(packed) == context
    assert type(unpack_context(packed)["sections"][0]["blocks"][0]["html"]).__name__ == "Markup"


def test_words_of_the_brief_that_look_like_a_fragment_stay_words() -> None:
    brief = sample_brief(fields=(("to", '{"$html": "<b>"}'),))
    packed = pack_context(build_context(brief, TEMPLATE, order()))
    assert packed["field"]["to"] == '{"$html": "<b>"}'


def test_fields_are_told_in_the_order_of_the_form_and_dates_in_words() -> None:
    brief = sample_brief(fields=(("on", "22 Nov 2026"), ("lead", "One *two*."), ("to", "A & B")))
    context = build_context(brief, TEMPLATE, order())
    assert [(one["label"], one["text"]) for one in context["fields"]] == [
        ("To", "A & B"),
        ("Date", "22 November 2026"),
        ("Lead", "One *two*."),
    ]
    assert [str(one["html"]) for one in context["fields"]] == [
        "A &amp; B",
        "22 November 2026",
        "<p>One <em>two</em>.</p>",
    ]
    assert build_context(sample_brief(fields=()), TEMPLATE, order())["field"]["to"] == ""


def test_a_date_that_is_none_is_printed_as_it_was_written() -> None:
    brief = sample_brief(fields=(("on", "early next week"),))
    assert build_context(brief, TEMPLATE, order())["field"]["on"] == "early next week"


def test_empty_sections_are_shown_with_their_prompt_in_a_draft_alone() -> None:
    empty = Section(id="issue", heading="Issue", blocks=(TextBlock(id="text", text="  "),))
    brief = sample_brief(sections=(empty, sample_brief().sections[1]))
    draft = build_context(brief, TEMPLATE, order(Copy.DRAFT))["sections"]
    assert [(one["id"], one["empty"], one["prompt"]) for one in draft] == [
        ("issue", True, "Say what it is."),
        ("background", False, ""),
    ]
    record = build_context(brief, TEMPLATE, order(Copy.RECORD))["sections"]
    assert [one["id"] for one in record] == ["background"]


def test_sections_are_numbered_where_the_form_asks_for_it() -> None:
    numbered = TEMPLATE.model_copy(update={"numbered_sections": True})
    sections = build_context(sample_brief(), numbered, order())["sections"]
    assert [one["number"] for one in sections] == [1, 2]
    assert build_context(sample_brief(), TEMPLATE, order())["sections"][0]["number"] is None


def test_a_placed_item_tells_what_it_is_in_the_margin() -> None:
    context = build_context(
        sample_brief(), TEMPLATE, order(Copy.DRAFT, statuses={"quarantine": "in-review"})
    )
    assert context["sections"][1]["blocks"][0]["margin"] == {
        "kind": "Case study",
        "title": "A quarantine at sea",
        "detail": "Oct–Nov 1962",
        "as_at": "1 November 2026",
        "status": "in review",
        "statements": 5,
        "checked": 0,
        "line": "in review · as at 1 November 2026 · 0 of 5 statements checked",
    }


def test_statements_are_counted_as_they_are_printed() -> None:
    item = case_study()
    first, *_ = statements_of(item)
    check = StatementCheck(
        statement=first.hash, by="A. Reader", on=dt.date(2026, 11, 1), grade="A1"
    )
    item = item.model_copy(update={"checks": (check,)})
    revision = revision_of(item)
    block = ItemBlock(id="aaaa1111", item=item.id, revision=revision, parts=("summary", "timeline"))
    brief = sample_brief(
        sections=(Section(id="issue", heading="Issue", blocks=(block,)),),
        pins=(Pin(revision=revision, item=item, text="…"),),
    )
    facts = build_context(brief, TEMPLATE, order())["facts"]
    assert (facts["checked"], facts["statements"]) == (1, 2)
    assert facts["line"] == "law and facts as at 1 November 2026 · 1 of 2 statements checked"

    released = build_context(brief, TEMPLATE, order(Copy.RELEASE))
    margin = released["sections"][0]["blocks"][0]["margin"]
    assert (released["facts"]["statements"], margin["statements"]) == (0, 0)
    assert released["facts"]["line"] == "law and facts as at 1 November 2026"
    assert margin["line"] == "as at 1 November 2026"


def test_a_release_copy_counts_checks_where_none_is_missing() -> None:
    item = case_study()
    checks = tuple(
        StatementCheck(statement=one.hash, by="A. Reader", on=dt.date(2026, 11, 1), grade="A1")
        for one in statements_of(item)
    )
    item = item.model_copy(update={"checks": checks})
    shown = ("summary", "timeline")
    block = ItemBlock(id="aaaa1111", item=item.id, revision=revision_of(item), parts=shown)
    brief = sample_brief(
        sections=(Section(id="issue", heading="Issue", blocks=(block,)),),
        pins=(Pin(revision=revision_of(item), item=item, text="…"),),
    )
    facts = build_context(brief, TEMPLATE, order(Copy.RELEASE))["facts"]
    assert facts["checked"] == facts["statements"] > 0


@pytest.mark.parametrize(
    ("parts", "drawn"),
    [(None, False), (("timeline", "what-happened"), False), (("summary", "timeline"), True)],
)
def test_a_timeline_is_drawn_where_no_text_tells_it_already(
    parts: tuple[str, ...] | None, *, drawn: bool
) -> None:
    item = case_study()
    revision = revision_of(item)
    block = ItemBlock(id="aaaa1111", item=item.id, revision=revision, parts=parts)
    brief = sample_brief(
        sections=(Section(id="issue", heading="Issue", blocks=(block,)),),
        pins=(Pin(revision=revision, item=item, text="…"),),
    )
    html = str(build_context(brief, TEMPLATE, order())["sections"][0]["blocks"][0]["html"])
    assert html.count('<table class="events">') == 1
    assert ("<svg" in html) is drawn
    assert ("Timeline</h4>" in html) is not drawn


@pytest.mark.parametrize(
    ("part", "headed"), [("diplomatic-outcome", True), ("summary", False), ("timeline", False)]
)
def test_a_part_that_stands_alone_carries_its_heading(part: str, *, headed: bool) -> None:
    """Without it "Low for a visit" has no subject; what sums up or draws an item needs none."""
    item = case_study()
    block = ItemBlock(id="aaaa1111", item=item.id, revision=revision_of(item), parts=(part,))
    brief = sample_brief(
        sections=(Section(id="issue", heading="Issue", blocks=(block,)),),
        pins=(Pin(revision=revision_of(item), item=item, text="…"),),
    )
    html = str(build_context(brief, TEMPLATE, order())["sections"][0]["blocks"][0]["html"])
    assert ('<h4 class="part-title">' in html) is headed
    assert ("Diplomatic outcome</h4>" in html) is headed


def test_a_brief_without_items_claims_nothing_of_facts() -> None:
    brief = sample_brief(sections=(Section(id="issue", heading="Issue"),), pins=())
    assert build_context(brief, TEMPLATE, order())["facts"]["line"] == ""


def test_a_release_copy_holds_no_answer_no_status_no_comment_and_no_stamp() -> None:
    comment = Clearance(office="Legal", outcome=ClearanceOutcome.NON_CONCUR, remark="Not my view")
    brief = sample_brief(clearances=(comment,))
    context = build_context(
        brief, TEMPLATE, order(Copy.RELEASE, statuses={"quarantine": "in-review"})
    )
    assert context["annex"] is None
    assert context["alignment"] is None
    assert context["stamp"] == ""
    words = json.dumps(pack_context(context))
    for internal in ("Not agreed yet", "A. Desk", "Not my view", "in review", 'prompt": "Say'):
        assert internal not in words


def test_a_record_copy_gets_the_annex_that_is_asked_for() -> None:
    context = build_context(sample_brief(), TEMPLATE, order(Copy.RECORD))
    for words in (
        "Not agreed yet",
        "Legal adviser",
        "own wordings",
        revision_of(case_study())[:12],
    ):
        assert words.casefold() in context["annex"]["html"].casefold()
    bare = build_context(sample_brief(), TEMPLATE, order(Copy.RECORD, annex=False))
    assert bare["annex"] is None
    assert bare["alignment"]["applicable"] == len(CHECKLIST.questions)


def test_the_author_of_all_answers_is_named_once() -> None:
    brief = sample_brief()
    question = CHECKLIST.questions[1]
    changes = {"question": question.id, "words": question_hash(question), "by": "B. Staff"}
    second = brief.answers[0].model_copy(update=changes)
    alone, both = (
        build_context(one, TEMPLATE, order(Copy.RECORD))["annex"]["html"]
        for one in (brief, brief.model_copy(update={"answers": (*brief.answers, second)}))
    )

    assert "All answers by A. Desk." in alone
    assert "By A. Desk." not in alone
    assert "All answers by" not in both
    assert "By A. Desk." in both


def test_the_banner_is_that_of_the_scheme_or_the_briefs_own_words() -> None:
    marking = Marking(scheme="test", level="closed", caveats=("EYES ONLY",))
    brief = sample_brief(marking=marking)
    assert build_context(brief, TEMPLATE, order(scheme=None))["marking"]["banner"] == (
        "closed - EYES ONLY · ALSO HOLDS open"  # what cannot be ranked is said
    )
    plain = sample_brief(marking=Marking(scheme="test", level="closed"))
    shown = build_context(plain, TEMPLATE, order(scheme=SCHEME))["marking"]
    assert (shown["banner"], shown["colour"]) == ("CLOSED", "#9f1239")
    unset = build_context(sample_brief(marking=None), TEMPLATE, order())["marking"]
    assert unset["banner"] == "MARKING NOT SET · ALSO HOLDS OPEN"  # its item is marked
    assert contrast(unset["text_colour"], unset["colour"]) >= 4.5


def test_portion_marks_stand_before_paragraphs_where_the_form_asks_for_them() -> None:
    marked = TextBlock(
        id="aaaa1111", text="One.\n\nTwo.", marking=Marking(scheme="test", level="closed")
    )
    brief = sample_brief(
        sections=(Section(id="issue", heading="Issue", blocks=(marked,)),), pins=()
    )
    with_marks = TEMPLATE.model_copy(update={"portion_marks": True})
    html = build_context(brief, with_marks, order())["sections"][0]["blocks"][0]["html"]
    assert html.count('<span class="portion">(C)</span>') == 2
    assert (
        "portion" not in build_context(brief, TEMPLATE, order())["sections"][0]["blocks"][0]["html"]
    )


def test_a_citation_of_a_source_that_is_not_there_is_printed_and_reported() -> None:
    text = TextBlock(id="aaaa1111", text="A claim [@nowhere].")
    brief = sample_brief(sections=(Section(id="issue", heading="Issue", blocks=(text,)),), pins=())
    made = compose(brief, TEMPLATE, order())
    assert "[source missing: nowhere]" in made.context["notes"]["html"]
    (problem,) = made.problems
    assert problem.place.key == "block:aaaa1111"


@pytest.mark.parametrize("style", ["endnotes", "footnotes"])
def test_notes_are_full_at_first_and_short_afterwards(style: str) -> None:
    template = TEMPLATE.model_copy(update={"citation_style": style})
    text = TextBlock(id="aaaa1111", text="A [@res-661]. B [@res-661, para. 4].")
    brief = sample_brief(sections=(Section(id="issue", heading="Issue", blocks=(text,)),), pins=())
    made = compose(brief, template, order())
    words = [passage.text for passage in made.expected.passages]
    assert "1 UN Security Council Resolution 661 (6 August 1990), UN Doc. S/RES/661." in words
    assert "2 UN Security Council Resolution 661, para. 4." in words
    assert made.expected.notes == 2
    assert bool(made.context["notes"]["html"]) is (style == "endnotes")


def test_a_page_that_bears_no_marking_says_so_in_the_language_of_the_brief() -> None:
    level = Level(id="UNMARKED", banner="UNMARKED", portion="(UNMARKED)")
    schemes = {"open": Scheme(id="open", title="No protective marking", levels=(level,))}
    banner = Banner(Marking(scheme="open", level="UNMARKED"))
    said = [banner_words(banner, schemes, words_for(lang)) for lang in ("en-GB", "fr", "de", "es")]
    assert said[0] == "UNMARKED"
    assert len(set(said)) == len(said)
    portions = [
        portion_words(banner.marking, schemes["open"], words_for(lang))
        for lang in ("en-GB", "fr", "de", "es")
    ]
    assert portions == [f"({one})" for one in said]
