"""A refusal names the block at fault, though the same words stand in its neighbours.

Twenty places say "Agreed.", each on a page of its own; of every two neighbours one is hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from briefbuilder.domain.briefs import (
    Block,
    FigureBlock,
    ItemBlock,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.errors import Problem
from briefbuilder.render.audit import audit
from briefbuilder.render.job import make_job
from briefbuilder.render.pdf import PdfMaker
from helpers.render_samples import case_study, order, plain_template, sample_brief

pytestmark = pytest.mark.slow

WORDS = "Agreed."
HIDDEN = "{color:#fff!important}"


@dataclass(frozen=True)
class Hidden:
    """A block, what of it the style hides, and how a refusal calls it."""

    block: Block
    selector: str
    called: str


def text(name: str, words: str = WORDS) -> TextBlock:
    return TextBlock(id=name, text=words)


def cases() -> tuple[Hidden, ...]:
    row = TimelineRow(date="2026-12-01", text=WORDS)
    table = ((WORDS, "No"), ("Yes", WORDS))
    item = list(sample_brief().blocks())[1]
    assert isinstance(item, ItemBlock)
    placed = item.model_copy(update={"id": "placed", "edits": ()})
    return (
        Hidden(text("first"), "p", "block 1 of section “Issue”"),
        Hidden(text("second", f"{WORDS}\n\n{WORDS}"), "p:nth-child(2)", "block 3 of"),
        Hidden(TableBlock(id="table", caption="Who", header=("A", "B"), rows=table),
               "tr:nth-child(2) td", "the table “Who” in section “Issue”"),
        Hidden(text("after"), "p", "block 7 of"),
        Hidden(text("list", f"- Yes\n- {WORDS}\n- No"), "li:nth-child(2)", "block 9 of"),
        Hidden(text("nested", f"- Yes\n  - {WORDS}"), "li li", "block 11 of"),
        Hidden(text("longer", f"{WORDS} Or not."), "p", "block 13 of"),
        Hidden(text("within", f"They said: {WORDS} Or not."), "p", "block 15 of"),
        Hidden(text("linked", f"[{WORDS}](https://undocs.org/x)"), "a", "block 17 of"),
        Hidden(text("heading", f"### {WORDS}\n\nYes."), "h3", "block 19 of"),
        Hidden(text("cell", f"| a | b |\n|---|---|\n| Yes | {WORDS} |"), "td:nth-child(2)",
               "block 21 of"),
        Hidden(TimelineBlock(id="times", caption="Next", events=(row, row)),
               "tr:nth-child(2) td", "the timeline “Next” in"),
        Hidden(FigureBlock(id="figure", media="map.png", alt="A map", caption=WORDS),
               "figcaption", "the figure “Agreed.” in"),
        Hidden(placed, "h3", f"“{case_study().title}” in section “Issue”"),
        Hidden(text("noted", "Yes [@res-661]."), ".footnote", "block 29 of"),
        Hidden(text("last"), "p", "block 31 of"),
    )  # fmt: skip


def hidden_places(hidden: tuple[Hidden, ...]) -> Iterator[Problem]:
    """All that a copy is refused for whose every second block is hidden in part."""
    blocks: list[Block] = []
    css = ".block{break-before:page} .footnote-call{color:inherit}"
    for number, one in enumerate(hidden):
        blocks += [one.block, text(f"seen{number}")]
        css += f'[data-block="{one.block.id}"] {one.selector}{HIDDEN}'
    css += f"[data-head] .field:nth-of-type(1){HIDDEN} .back td:last-child{HIDDEN}"
    css += f"[data-section=background] h2{HIDDEN} [data-block=margin] .margin{HIDDEN}"
    margin = hidden[-3].block.model_copy(update={"id": "margin"})
    brief = sample_brief(
        title="A visit",
        fields=(("to", WORDS), ("on", "2026-11-22")),
        sections=(
            Section(id="issue", heading="Issue", blocks=tuple(blocks)),
            Section(id="background", heading=WORDS, blocks=(margin, text("ending"))),
        ),
    )
    template = plain_template(css=css, citation_style="footnotes")
    made = PdfMaker().make(make_job(brief, template, order()))
    yield from audit(made.pdf, made.expected, made.layout.places)


def test_each_of_twenty_places_is_named_and_no_neighbour() -> None:
    hidden = cases()
    problems = list(hidden_places(hidden))
    named = {one.place.key for one in problems}
    expected = {f"block:{one.block.id}" for one in hidden}
    assert named == {*expected, "head", "section:background", "annex", "block:margin"}
    for one in hidden:
        (problem,) = [found for found in problems if found.place.key == f"block:{one.block.id}"]
        assert f"in {one.called}" in problem.sentence
