import datetime as dt
from typing import Any

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.findings import Finding, find, left_over_words
from briefbuilder.domain.briefs import (
    Brief,
    FigureBlock,
    KeptPin,
    Media,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.checklists import Answer
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import revision_of
from briefbuilder.domain.layout import Layout, SectionMeasure
from briefbuilder.domain.library import Library
from briefbuilder.domain.templates import FieldSpec
from briefbuilder.errors import Place, Severity
from helpers.builders import (
    TODAY,
    make_brief,
    make_checklist,
    make_item,
    make_library,
    make_scheme,
    make_source,
    make_template,
    marked,
    place,
)


def findings(brief: Brief, **values: Any) -> list[Finding]:
    context = CheckContext(
        brief=brief,
        template=values.pop("template", make_template()),
        today=TODAY,
        scheme=make_scheme(),
        **values,
    )
    return list(find(context).findings)


def rules(brief: Brief, **values: Any) -> set[str]:
    return {finding.rule for finding in findings(brief, **values)}


def library_with(**values: Any) -> Library:
    return make_library(make_item(**values))


def test_a_finished_brief_has_no_findings() -> None:
    assert findings(make_brief(), library=make_library()) == []


def test_every_finding_says_a_sentence_with_a_place_and_what_to_do() -> None:
    brief = edits.set_field(make_brief(marking=None), "for", "")
    brief = edits.set_text(brief, "text1", "TBC [@nobody-1999]")
    for finding in findings(brief, library=make_library()):
        assert finding.sentence.endswith(".")
        assert finding.remedy.endswith(".")
        assert str(finding.place)


def test_an_empty_required_section_is_found_and_an_optional_one_is_not() -> None:
    brief = edits.set_text(make_brief(), "text2", "   ")
    found = [f for f in findings(brief) if f.rule == "section-empty"]
    assert [finding.place.section for finding in found] == ["background"]


def test_an_empty_required_field_is_found() -> None:
    brief = edits.set_field(make_brief(), "for", "")
    assert [f.place.field for f in findings(brief) if f.rule == "field-empty"] == ["for"]


@pytest.mark.parametrize(("lines", "found"), [(4, False), (5, True)])
def test_a_section_is_measured_in_rendered_lines(*, lines: int, found: bool) -> None:
    layout = Layout((), (), (SectionMeasure("issue", lines, 0.1),))
    assert ("section-too-long" in rules(make_brief(), layout=layout)) is found


def test_a_section_and_the_whole_are_measured_in_pages() -> None:
    layout = Layout((), (), (SectionMeasure("more", 3, 1.2),), body_pages=2.4)
    found = findings(make_brief(), layout=layout, template=make_template(max_pages=2))
    assert {f.rule for f in found} == {"section-too-long", "brief-too-long"}
    assert "fills 1.20 pages; the form allows 1" in found[0].sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TODO ask legal", ("TODO",)),
        ("on tbc at XX hours", ("tbc", "XX")),
        ("the date [...] and [ tbc ]", ("[...]", "tbc")),
        ("resolution 2131 (XX), volume XX", ()),
        ("a fact [@doc-XX, p. TBC]", ()),
        ("the XX Corps", ("XX",)),
        ("toddler, extbc, Foxx, xx", ()),
    ],
)
def test_words_left_over_are_found(text: str, words: tuple[str, ...]) -> None:
    assert set(words) <= set(left_over_words(text))
    assert bool(left_over_words(text)) is bool(words)


def test_left_over_words_in_the_title_and_the_head_are_found() -> None:
    assert "left-over" in rules(edits.set_title(make_brief(), "TBC"))
    assert "left-over" in rules(edits.set_field(make_brief(), "date", "TBC"))


def test_a_folder_of_somebodys_machine_in_the_words_is_found_with_its_block() -> None:
    brief = edits.set_text(make_brief(), "text1", "It lies in C:\\Users\\jdoe\\Desktop.")
    (found,) = [f for f in findings(brief) if f.rule == "tells-a-path"]
    assert found.place.block == "text1"
    assert '"C:\\Users\\jdoe\\Desktop"' in found.sentence
    assert "tells-a-path" in rules(edits.set_title(make_brief(), "See /home/jdoe/brief"))
    assert "tells-a-path" not in rules(make_brief())


def test_a_citation_must_be_known_to_the_brief_or_the_library() -> None:
    brief = edits.set_text(make_brief(), "text1", "A fact [@kyle-2011].")
    assert "unknown-citation" in rules(brief)
    assert "unknown-citation" not in rules(brief, library=make_library())
    assert "unknown-citation" not in rules(edits.add_sources(brief, [make_source()]))


def test_long_text_without_any_source_gets_advice() -> None:
    brief = edits.set_text(make_brief(), "text2", "word " * 130)
    assert [(f.rule, f.severity) for f in findings(brief)] == [("no-source", Severity.ADVICE)]


def test_a_pin_behind_the_library_is_found_until_decided() -> None:
    brief = place(make_brief(), make_item())
    newer = make_item(summary="A newer summary.")
    assert "pin-behind" not in rules(brief, library=library_with())
    assert "pin-behind" in rules(brief, library=make_library(newer))
    kept = edits.keep_pin(brief, KeptPin(item="suez-1956", declined=revision_of(newer)))
    assert "pin-behind" not in rules(kept, library=make_library(newer))
    still_newer = make_library(make_item(summary="Newer still."))
    assert "pin-behind" in rules(kept, library=still_newer)


@pytest.mark.parametrize(
    ("values", "rule", "severity"),
    [
        ({"status": "draft"}, "item-status", Severity.ERROR),
        (
            {"status": "withdrawn", "withdrawn_because": "The treaty ended."},
            "item-withdrawn",
            Severity.ERROR,
        ),
        (
            {"as_at": dt.date(2025, 1, 1), "review_by": dt.date(2026, 1, 1)},
            "item-overdue",
            Severity.WARNING,
        ),
    ],
)
def test_an_items_standing_is_reported(
    values: dict[str, Any], rule: str, severity: Severity
) -> None:
    found = findings(place(make_brief(), make_item(**values)), library=library_with(**values))
    assert (rule, severity) in {(f.rule, f.severity) for f in found}


def test_an_item_that_left_the_library_is_reported() -> None:
    assert "item-gone" in rules(place(make_brief(), make_item()), library=make_library())


def test_an_item_whose_file_is_faulty_has_not_left_the_library() -> None:
    left_out = {("item", "suez-1956"): Place("case-studies/suez-1956.md")}
    brief = place(make_brief(), make_item())
    found = findings(brief, library=make_library(left_out=left_out))
    assert [one.rule for one in found] == ["item-unread"]
    assert "case-studies/suez-1956.md" in found[0].remedy


def test_a_question_that_cannot_be_read_is_not_taken_for_asked() -> None:
    """A blocking question must not vanish by a slip of its curator's."""
    library = make_library(
        origins={("checklist", "walk"): "checklists/walk.yaml"},
        left_out={("question", "B7"): Place("checklists/walk.yaml", 12)},
    )
    brief = edits.set_answer(
        make_brief(),
        Answer(question="B7", words="0" * 64, value=AnswerValue.NO, by="A. Clerk", on=TODAY),
    )
    found = findings(brief, library=library, checklist=make_checklist())
    assert "answer-without-question" not in {one.rule for one in found}
    (unread,) = [one for one in found if one.rule == "question-unread"]
    assert unread.severity is Severity.ERROR
    assert "B7" in unread.sentence
    assert "checklists/walk.yaml:12" in unread.remedy


def test_a_checklist_that_is_not_at_hand_is_an_error() -> None:
    assert "checklist-unread" in rules(make_brief(), library=make_library(checklists={}))


def test_a_marking_whose_level_was_left_out_is_an_error_that_says_why() -> None:
    library = make_library(
        left_out={("level", "test-scheme TOP"): Place("markings/test.yaml", 9)},
    )
    item = make_item(marking={"scheme": "test-scheme", "level": "TOP"})
    found = findings(place(make_brief(), item), library=library)
    (invalid,) = [one for one in found if one.rule == "marking-invalid"]
    assert invalid.severity is Severity.ERROR
    assert "markings/test.yaml:9" in invalid.remedy


def test_an_approval_of_another_text_is_told_where_the_item_is_placed() -> None:
    other = {"to": "approved", "by": "A. Reader", "on": TODAY, "why": "Read.", "revision": "0" * 64}
    item = make_item(status="approved", status_changes=[other])
    found = findings(place(make_brief(), item), library=make_library(item))
    assert [one.rule for one in found] == ["approval-lapsed"]
    assert "A. Reader approved another text of it" in found[0].sentence

    own = {**other, "revision": revision_of(item)}
    sound = make_item(status="approved", status_changes=[own])
    assert findings(place(make_brief(), sound), library=make_library(sound)) == []


def test_not_marked_is_an_error_of_its_own() -> None:
    assert rules(make_brief(marking=None)) == {"marking-missing"}


def test_a_part_marked_higher_than_the_banner_is_an_error_that_names_it() -> None:
    item = make_item(marking={"scheme": "test-scheme", "level": "HIGH"})
    found = findings(place(make_brief(), item), library=make_library(item))
    assert [f.rule for f in found] == ["marking-too-low"]
    assert found[0].sentence.startswith("Suez 1956 in")
    high = place(make_brief(marking=marked("HIGH")), item)
    assert findings(high, library=make_library(item)) == []


def test_a_part_of_another_scheme_is_never_compared() -> None:
    item = make_item(marking={"scheme": "elsewhere", "level": "X"})
    assert "marking-other-scheme" in rules(place(make_brief(), item), library=make_library(item))


def test_a_free_text_may_be_marked_too() -> None:
    block = TextBlock(id="text9", text="Secret.", marking=marked("MIDDLE"))
    assert rules(edits.insert_block(make_brief(), "more", block)) == {"marking-too-low"}


def test_two_parts_of_a_section_that_are_marked_wrongly_are_told_apart() -> None:
    brief = make_brief()
    for number, text in (("text7", "Secret one."), ("text8", "Secret two.")):
        block = TextBlock(id=number, text=text, marking=marked("MIDDLE"))
        brief = edits.insert_block(brief, "more", block)
    bare = TableBlock(id="tab9", header=("",), rows=(("",),), marking=marked("LOW", "EYES"))
    brief = edits.insert_block(brief, "more", bare)
    secret = make_item(marking={"scheme": "test-scheme", "level": "HIGH"})
    for number in ("item1", "item2"):
        brief = place(brief, secret, block_id=number, section="more")
    told = [one.sentence for one in findings(brief, library=make_library(secret))]
    assert len(set(told)) == len(told)
    assert any("(“Secret one.”) in" in one for one in told)
    assert any("(“Secret two.”) in" in one for one in told)


def test_a_figure_needs_words_for_those_who_cannot_see_it() -> None:
    media = Media(name="a.png", media_type="image/png", data=b"x")
    silent = edits.add_figure(
        make_brief(), "more", FigureBlock(id="fig1", media="a.png", caption="Where"), media
    )
    assert rules(silent) == {"figure-without-text"}
    named = FigureBlock(id="fig1", media="a.png", caption="Where", alt="A chart of two lines.")
    assert rules(edits.replace_block(silent, named)) == set()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (TimelineRow(typed="11 Dec", text="Talks"), '"11 Dec" does not say which year'),
        (TimelineRow(typed="04/12/2026", text="Talks"), "4 December or 12 April"),
        (TimelineRow(typed="", text="Talks"), "There is no date"),
        (TimelineRow(date="2026", text=" "), "does not say what happened"),
        (TimelineRow(date="2026", text="Talks"), ""),
    ],
)
def test_a_row_that_is_not_finished_is_an_error(row: TimelineRow, sentence: str) -> None:
    block = TimelineBlock(id="line1", caption="Days", events=(row,))
    found = findings(edits.insert_block(make_brief(), "more", block))
    assert [(one.rule, one.severity) for one in found] == (
        [("event-unfinished", Severity.ERROR)] if sentence else []
    )
    assert all(
        "Row 1 of the timeline" in one.sentence and sentence in one.sentence for one in found
    )


@pytest.mark.parametrize(
    ("block", "rule"),
    [
        (TimelineBlock(id="rows1", caption="Days"), "timeline-empty"),
        (TableBlock(id="rows1", header=("", ""), rows=(("", " "),)), "table-empty"),
        (TableBlock(id="rows1", header=("a",), rows=(("b",),)), "caption-missing"),
        (
            TimelineBlock(id="rows1", events=(TimelineRow(date="2026", text="Talks"),)),
            "caption-missing",
        ),
    ],
)
def test_what_is_empty_or_has_no_caption_is_reported(
    block: TimelineBlock | TableBlock, rule: str
) -> None:
    (found,) = findings(edits.insert_block(make_brief(), "more", block))
    assert (found.rule, found.severity, found.place.block) == (rule, Severity.WARNING, "rows1")


def test_a_date_at_the_head_may_be_in_words_and_one_that_is_unclear_is_reported() -> None:
    spec = FieldSpec(name="by", label="Decision by", kind="date")
    template = make_template().model_copy(update={"fields": (spec,)})
    for text, unclear in (("4 Dec 2026", False), ("04/12/2026", True), ("when it suits", True)):
        found = findings(edits.set_field(make_brief(), "by", text), template=template)
        assert [one.rule for one in found] == (["date-unread"] if unclear else []), text


def test_a_blocking_question_is_an_error_and_comes_first() -> None:
    library = make_library()
    brief = edits.set_text(make_brief(), "text2", "word " * 130)
    found = findings(brief, library=library, checklist=library.checklists["walk"])
    assert [f.rule for f in found] == ["blocking-question", "no-source"]
    assert found[0].place.question == "A1"


def test_characters_that_are_not_seen_are_found_where_they_stand() -> None:
    brief = edits.set_text(make_brief(), "text1", "Words &#x202e;turned\u202e round.")
    (found,) = [one for one in findings(brief) if one.rule == "hidden-characters"]
    assert (found.severity, found.place.block) == (Severity.WARNING, "text1")
    assert "U+202E" in found.sentence


def test_characters_that_no_font_has_are_found_in_every_part_that_prints() -> None:
    brief = edits.set_title(make_brief(), "Talks in \u4e2d\u534e")
    brief = edits.set_text(brief, "text1", "A word: &#x4e2d;.")
    found = [
        f for f in findings(brief, printable=range(0x250)) if f.rule == "unprintable-characters"
    ]
    assert [str(one.place) for one in found] == ["field title", "section issue, block text1"]
    assert '"\u4e2d" (U+4E2D)' in found[0].sentence
    assert "unprintable-characters" not in rules(brief)  # no fonts are known


def test_rules_that_came_with_the_brief_are_told_from_the_library_s() -> None:
    own = {"scheme-of-the-brief", "checklist-of-the-brief"}
    assert own <= rules(
        make_brief(), library=make_library(schemes={}, checklists={}), checklist=make_checklist()
    )
    assert not own & rules(make_brief(), library=make_library(), checklist=make_checklist())


@pytest.mark.parametrize(
    "written", ["[see @kyle-2011]", "[@]", "[@ ]", "[@kyle-2011, p. 4; see also @other]"]
)
def test_what_is_meant_as_a_citation_and_is_none_is_found(written: str) -> None:
    brief = edits.set_text(make_brief(), "text1", f"A fact {written}.")
    (found,) = [one for one in findings(brief) if one.rule == "unread-citation"]
    assert written in found.sentence


@pytest.mark.parametrize(
    "written",
    ["[@kyle-2011, p. 4]", r"\[@nobody]", "[a@b.org](mailto:a@b.org)", "[a@b.org]", "@kyle"],
)
def test_what_is_no_citation_or_a_good_one_is_left_alone(written: str) -> None:
    brief = edits.set_text(make_brief(), "text1", f"A fact {written}.")
    assert not rules(brief, library=make_library()) & {"unread-citation", "unknown-citation"}
