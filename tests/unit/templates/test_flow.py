"""Tables, headings and long words on the pages of the shipped forms, whatever the brief holds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pypdfium2
import pytest

from briefbuilder.domain.briefs import Block, Brief, Section, TableBlock, TextBlock, TimelineBlock
from briefbuilder.domain.briefs import TimelineRow as Row
from briefbuilder.render.audit import audit
from briefbuilder.render.job import make_job
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import opened
from briefbuilder.render.wire import LaidOut
from helpers.render_samples import Copy, order
from helpers.template_samples import FORMS, every_kind, shipped

SENTENCE = "Both sides lost control of events at the edges and neither had planned for it. "
GERMAN = (
    "Streitkräfte",
    "Verteidigungsministerium",
    "Bundestagsmandat",
    "Parliamentary control",
    "Constitutional requirement",
    "Alliance notification",
    "Status-of-forces agreement",
    "Remarks",
)
URL = f"https://www.example.org/a/{'segment/' * 12}?q={'x' * 60}"
HEAD, FOOT = 72.0, 62.0  # points at the edges of a page that are not its text's


def made_of(form: str, sections: Sequence[Sequence[Block]], **changes: object) -> LaidOut:
    """A release copy whose sections, numbered in their headings, hold these blocks."""
    loaded = shipped().load(form)
    brief = every_kind(loaded.template)
    filled = tuple(
        Section(id=one.id, heading=f"SECTION {number}", blocks=tuple(blocks))
        for number, (one, blocks) in enumerate(zip(brief.sections, sections, strict=False))
    )
    bare: dict[str, object] = {"sections": filled, "pins": (), "answers": ()}
    whole: Brief = brief.model_copy(update={**bare, **changes})
    return PdfMaker().make(make_job(whole, loaded, order(Copy.RELEASE)))


def text(name: str, words: str) -> TextBlock:
    return TextBlock(id=name, text=words)


def table(name: str, cell: str, columns: int, rows: int) -> TableBlock:
    return TableBlock(
        id=name,
        caption=f"CAPTION of {name}",
        header=tuple(f"HEAD{n} {cell}" for n in range(columns)),
        rows=tuple(tuple(f"{cell} {row}.{n}" for n in range(columns)) for row in range(rows)),
    )


# Headings, captions and heads of tables


def random_blocks(rng: random.Random, section: int) -> Iterator[Block]:
    for number in range(rng.randint(2, 4)):
        name = f"s{section}b{number}"
        match rng.choice(("text", "table", "table", "markdown", "timeline")):
            case "text":
                parts = (
                    f"{'#' * rng.randint(1, 3)} HEADING\n\n{SENTENCE * rng.randint(1, 5)}"
                    for _ in range(rng.randint(1, 4))
                )
                yield text(name, "\n\n".join(parts))
            case "table":
                cell = f"ROW {SENTENCE[: rng.randint(3, 60)]}"
                yield table(name, cell, rng.randint(2, 4), rng.choice((2, 3, 5, 9, 14, 25, 40)))
            case "markdown":
                rows = "\n".join(f"| ROW | {SENTENCE[:30]} |" for _ in range(rng.randint(2, 30)))
                yield text(name, f"{SENTENCE}\n\n### HEADING\n\n| HEAD | HEAD |\n|--|--|\n{rows}")
            case _:
                events = tuple(Row(date=f"{2001 + n}-03-02", text="ROW") for n in range(9))
                yield TimelineBlock(id=name, caption="CAPTION", events=events)


def lines_of(page: pypdfium2.PdfPage) -> list[tuple[float, str]]:
    """The lines of a page's text from the top: how far below its upper edge, and what it says."""
    read, height = page.get_textpage(), page.get_height()
    found: dict[int, list[tuple[float, str]]] = {}
    for number in range(read.count_rects()):
        left, bottom, right, top = read.get_rect(number)
        words = read.get_text_bounded(left, bottom, right, top)
        middle = round(height - (top + bottom) / 2)
        line = next((one for one in found if abs(one - middle) < 4), middle)
        found.setdefault(line, []).append((left, words))
    read.close()
    lines = [(y, " ".join(words for _, words in sorted(row))) for y, row in sorted(found.items())]
    return [(y, words) for y, words in lines if HEAD < y < height - FOOT]


def left_alone(made: LaidOut) -> Iterator[str]:
    """Headings, captions and heads of tables that are the last thing on a page, or nearly so."""
    with opened(made.pdf) as document:
        for number in range(len(document)):
            lines = [words for _, words in lines_of(document[number])]
            if any(mark in lines[-1] for mark in ("SECTION", "HEADING", "CAPTION", "HEAD")):
                yield f"page {number + 1} ends with {lines[-1]!r}"
            rows = sum("HEAD" in line and "HEADING" not in line for line in lines[-2:-1])
            if rows:
                yield f"page {number + 1} has one line of a table under its head"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(len(FORMS)))
def test_nothing_that_introduces_stands_alone_at_the_foot_of_a_page(seed: int) -> None:
    rng = random.Random(seed)
    made = made_of(FORMS[seed], [list(random_blocks(rng, number)) for number in range(6)])
    assert list(left_alone(made)) == []
    assert audit(made.pdf, made.expected) == ()


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_a_long_table_goes_on_overleaf_with_its_head_and_leaves_no_page_empty(form: str) -> None:
    long = table("tablelong", "Measure and who takes it", 3, 60)
    blocks: list[list[Block]] = [[text("text0", SENTENCE)], [text("text1", SENTENCE * 8)], [long]]
    made = made_of(form, blocks)
    assert list(left_alone(made)) == []
    with opened(made.pdf) as document:
        pages = [lines_of(page) for page in document]
    on = [lines for lines in pages if any("Measure" in words for _, words in lines)]
    assert len(on) > 1
    assert all(any("HEAD0" in words for _, words in lines) for lines in on)
    # The page before the last one of the table is full, and so is the first: it was not put off.
    assert all(lines[-1][0] > made.layout.pages[0].height * 0.75 for lines in on[:-1])
    assert any("SECTION 2" in words for _, words in on[0])
    # The places of the block are right on each page where a part of it stands.
    places = [one for one in made.layout.places if one.target == "block:tablelong"]
    assert [one.page for one in places] == [pages.index(lines) for lines in on]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_what_is_too_wide_or_too_long_is_laid_out_all_the_same(form: str) -> None:
    german = TableBlock(
        id="german",
        caption="Eight columns",
        header=GERMAN,
        rows=tuple(
            tuple(f"{GERMAN[(row + n) % 8]} must agree" for n in range(8)) for row in range(4)
        ),
    )
    markdown = "\n".join(
        [
            "|".join(f"HEAD{n}" for n in range(9)),
            "|".join("---" for _ in range(9)),
            "|".join([URL[:60]] * 9),
        ]
    )
    code = f"```\n{'code' * 60} end\n```\n\n`{'word_' * 60}end`\n\n{'x' * 240} after. See {URL}."
    recipients = "; ".join(f"Office number {n} of the Department" for n in range(40))
    head = dict.fromkeys(("copy-to", "thru", "programme"), recipients)
    fields = {"reference": "REF/" + "20261130AB" * 8, "office-symbol": "OFFICE-" * 12}
    made = made_of(
        form,
        [
            [text("words", code), table("twelve", "Proportionality assessment", 12, 3)],
            [german, text("after", "Words after the table.")],
            [
                text("mark", f"{SENTENCE}\n\n### A heading\n\n{markdown}"),
                table("urls", URL[:90], 4, 1),
            ],
            [table("sixcols", "What it costs and whom", 6, 4), table("word", "y" * 240, 3, 1)],
        ],
        title="Strait talks and what the programme of the squadron can do for them, " * 4
        + "x" * 240,
        fields=tuple(
            {**dict(every_kind(shipped().load(form).template).fields), **head, **fields}.items()
        ),
    )
    assert audit(made.pdf, made.expected) == ()
    assert made.problems == ()
    with pypdfium2.PdfDocument(made.pdf) as document:
        first = lines_of(document[0])
    # A long head leaves room on the first page for the beginning of the brief.
    assert first[-1][0] > made.layout.pages[0].height * 0.6
    assert any(one.target.startswith("block:") and not one.page for one in made.layout.places)
    upright = [page.height > page.width for page in made.layout.pages]
    assert upright[0]
    assert not all(upright)
    assert upright[-1]
    (place,) = [one for one in made.layout.places if one.target == "block:german"]
    assert not upright[place.page]
    assert upright[next(one.page for one in made.layout.places if one.target == "block:after")]
    (six,) = [one for one in made.layout.places if one.target == "block:sixcols"]
    assert upright[six.page]


@pytest.mark.slow
def test_a_row_longer_than_a_page_breaks_and_stands_with_its_heading() -> None:
    rows = (("Small", "x"), (SENTENCE * 60, "All"), ("After", "y"))
    tall = TableBlock(id="tallrow", caption="One tall row", header=("What", "Who"), rows=rows)
    made = made_of("uk-ministerial-submission", [[], [], [], [tall]])
    assert audit(made.pdf, made.expected) == ()
    begins = {one.target: one.page for one in reversed(made.layout.places)}
    with pypdfium2.PdfDocument(made.pdf) as document:
        page = document[begins["block:tallrow"]]
        words = page.get_textpage().get_text_range()
        filled = lines_of(page)[-1][0] > made.layout.pages[0].height * 0.75
    assert all(one in words for one in ("SECTION 3", "One tall row", "Small", SENTENCE[:20]))
    assert filled
