"""Rows that are not finished are printed as far as they were written; nothing is numbered bare."""

from typing import Any

from briefbuilder.domain.briefs import (
    Block,
    FigureBlock,
    Section,
    TableBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.render.context import compose
from helpers.render_samples import order, plain_template, sample_brief

ROWS = (
    TimelineRow(date="2026-12-04", text="Decision needed"),
    TimelineRow(typed="11 Dec [@res-661]", text="Talks"),
    TimelineRow(typed="04/12/2026"),
    TimelineRow(date="2027", text=""),
)


def printed(*blocks: Block) -> Any:
    section = Section(id="issue", heading="Issue", blocks=blocks)
    return compose(sample_brief(sections=(section,), pins=()), plain_template().template, order())


def html_of(*blocks: Block) -> str:
    sections = printed(*blocks).context["sections"]
    return "".join(str(block["html"]) for block in sections[0]["blocks"])


def test_every_row_is_printed_and_counted_and_the_finished_ones_are_drawn() -> None:
    made = printed(TimelineBlock(id="line1", caption="Days", events=ROWS))
    words = [passage.text for passage in made.expected.passages]
    for wanted in ("4 December 2026", "Decision needed", "Talks", "04/12/2026", "2027"):
        assert wanted in words
    assert any(passage.startswith("11 Dec") for passage in words)
    html = str(made.context["sections"][0]["blocks"][0]["html"])
    assert html.count("<svg") == 1


def test_a_timeline_without_a_finished_row_is_listed_and_not_drawn() -> None:
    html = html_of(TimelineBlock(id="line1", caption="Days", events=ROWS[1:3]))
    assert "<svg" not in html
    assert "04/12/2026" in html
    assert "Figure 1." in html


def test_without_a_caption_no_number_stands_bare() -> None:
    html = html_of(
        TimelineBlock(id="line1"),
        TimelineBlock(id="line2", events=ROWS),
        FigureBlock(id="pict1", media="map.png", alt="A map"),
        TableBlock(id="tabl1", header=("a",), rows=(("b",),)),
        FigureBlock(id="pict2", media="map.png", alt="A map", caption="The line"),
        TableBlock(id="tabl2", header=("a",), rows=(("b",),), caption="Costs"),
    )
    assert html.count("Figure 1.") == html.count("Table 1.") == 1
    assert "Figure 2." not in html
    assert html.count("<figcaption>") == html.count("<caption>") == 1


def test_a_credit_stands_apart_from_its_caption() -> None:
    for caption, between in (
        ("Berth and route", '. <span class="credit">'),
        ("Berth and route.", 'route. <span class="credit">'),
        ("Who stays?", '? <span class="credit">'),
        ("", '<figcaption><span class="credit">'),
    ):
        block = FigureBlock(id="pict1", media="map.png", alt="A", caption=caption, credit="Us")
        assert between in html_of(block), caption
