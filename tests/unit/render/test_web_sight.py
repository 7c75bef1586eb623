"""The eyes on the HTML copy: what a form's style hides on a screen or on paper is refused.

All attacks of one medium stand in one brief, each on a block of its own, so that one layout tries
them all; each has to be named by its block.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest
from PIL import Image

from briefbuilder.app.export_steps.made import make_html
from briefbuilder.app.export_steps.proved import prove_html
from briefbuilder.domain.briefs import Block, Brief, Media, Section, TableBlock, TextBlock
from briefbuilder.errors import OutputMismatchError, Problem
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.web.page import MEDIA, WebPage, make_page, reading_job
from briefbuilder.render.web.sight import unread
from briefbuilder.render.worker import LayoutWorker
from helpers.render_samples import order, plain_template, sample_brief

HIDES = {
    "tiny": "font-size: 1px",
    "transparent": "color: transparent",
    "ofitsground": "color: #fff",
    "ofadarkground": "background: #111",
    "pale": "color: #aaa",
    "faint": "opacity: .1",
    "withoutopacity": "opacity: 0%",
    "inalowbox": "max-height: 0; overflow: hidden",
    "inanarrowbox": "width: 2mm; white-space: nowrap; overflow: hidden",
    "cutinhalf": "height: 6pt; overflow: hidden",
    "indentedaway": "text-indent: -250mm; white-space: nowrap",
    "totheleft": "position: relative; left: -300mm",
    "totheleftbymargin": "margin-left: -80mm",
    "above": "position: absolute; top: -3000mm",
    "ononespot": "letter-spacing: -.6em; padding-left: 60mm",
    "throughaname": "--a: #fefefe; color: var(--a)",
    "inhsl": "color: hsl(120 100% 100%)",
    "byinheritance": "color: inherit",
    "calculated": "font-size: calc(2px - 1px)",
}
"""What each block's paragraph is given, by the name of the block."""
MORE = """
[data-block=byinheritance] { color: #fff }
[data-block=byhas]:has(p) p { color: #fff }
[data-block=bynot] p:not(.other) { color: #fff }
[data-block=covered] { position: relative }
[data-block=covered]::after { content: ""; position: absolute; left: 0; top: 0; width: 100%;
  height: 100%; background: #fff }
[data-block=underthenext] { margin-bottom: -9mm }
@media screen { [data-block=onscreen] p { color: #fff } }
@media print { [data-block=onpaper] p { color: #fff } }
@media all { [data-block=everywhere] p { font-size: 2pt } }
"""
BY_RULES = ("byhas", "bynot", "covered", "underthenext", "everywhere")


def attacked(names: Iterable[str]) -> Brief:
    """A brief with a block of words of its own for each name, and one between each two."""
    apart = [one for name in names for one in (name, f"{name}apart")]
    return with_blocks(*(TextBlock(id=one, text=words_of(one)) for one in apart))


def words_of(name: str) -> str:
    return " ".join(f"{word}{name}" for word in ("ships", "ports", "crews"))


def with_blocks(*blocks: Block) -> Brief:
    section = Section(id="issue", heading="Issue", blocks=blocks)
    return sample_brief(sections=(section,), pins=())


def job_with(brief: Brief, css: str = "") -> LayoutJob:
    return make_job(brief, plain_template(css=css), order())


def page_with(job: LayoutJob) -> WebPage:
    return make_page(render_template(job.sources, job.context), job)


def seen_by(job: LayoutJob, medium: str, maker: PdfMaker) -> list[Problem]:
    page = page_with(job)
    assert page.problems == ()
    return list(unread(maker.make(reading_job(page, job, medium)), medium))


ATTACKS = (*HIDES, *BY_RULES)


@pytest.mark.slow
@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("half", [ATTACKS[::2], ATTACKS[1::2]], ids=["some", "others"])
def test_what_a_form_hides_is_refused_and_its_block_named(
    half: tuple[str, ...], medium: str, maker: PdfMaker
) -> None:
    css = "\n".join(f"[data-block={name}] p {{ {style} }}" for name, style in HIDES.items())
    problems = seen_by(
        job_with(attacked((*half, "onscreen", "onpaper")), css + MORE), medium, maker
    )
    only, sheet = ("onscreen", "screen") if medium == "screen" else ("onpaper", "page")
    named = [one.place.key.removeprefix("block:").removesuffix("apart") for one in problems]
    assert set(named) == {*half, only}
    assert all(f"{sheet} " in one.sentence or "lacks" in one.sentence for one in problems)


LONG_WORD = "Bundestagsmandatsverlaengerungsantragsentwurf" * 6
CODE = "`if squadron.sails(on=friday) and not minister.objects(): " + "x" * 160 + "`"
SCRIPTS = "Đặng Thị Hòa — Łucja Żółkiewska; Юлия Щербакова; Αλέξανδρος Παπαδόπουλος."
HONEST = f"""
Before the list:

1. One
2. Two

> Quoted words.

```
{CODE.strip("`")}
```

{CODE} {LONG_WORD} {SCRIPTS}

### A heading

| a | b |
|---|---|
| 1 | 2 |
"""


def eight_columns() -> TableBlock:
    head = tuple(f"Column{number}withoutabreak" for number in range(8))
    row = tuple(f"Cell{number}isratherlongindeed words" for number in range(8))
    return TableBlock(id="wide", caption="Eight", header=head, rows=(row,) * 12)


def honest_brief() -> Brief:
    """Everything that was ever laid out badly, and all kinds of blocks with it."""
    whole = sample_brief()
    dark = io.BytesIO()
    Image.new("RGB", (60, 30), "#0a1420").save(dark, "PNG")
    blocks = (TextBlock(id="text", text=HONEST), eight_columns())
    return sample_brief(
        title="Strait talks: " + "a title that goes on and on " * 6,
        fields=(("to", "; ".join(f"Recipient number {n}" for n in range(40))), ("on", "2026")),
        sections=(Section(id="issue", heading="Issue", blocks=blocks), *whole.sections[1:]),
        media=(Media(name="map.png", media_type="image/png", data=dark.getvalue()),),
    )


HONEST_STYLE = """
h2 { background: #10303b; color: #fff; padding: 1mm }
caption { color: #515c63 }
blockquote { border-left: 2pt solid #888; font-style: italic; opacity: .95 }
h3 { margin-left: -12mm; text-transform: uppercase; letter-spacing: .1em }
li { position: relative; left: 3mm }
"""


@pytest.mark.slow
def test_what_can_be_read_is_not_refused(maker: PdfMaker) -> None:
    job = job_with(honest_brief(), HONEST_STYLE)
    page = page_with(job)
    wide = {}
    for medium in MEDIA:
        made = maker.make(reading_job(page, job, medium))
        wide[medium] = made.was_wide
        if medium == "print" and made.was_wide:
            made = maker.make(reading_job(page.broken_anywhere(), job, medium))
            assert not made.was_wide, "the copy itself says how its words break"
        assert [one.sentence for one in unread(made, medium)] == []
    assert wide == {"screen": True, "print": True}


@pytest.mark.slow
@pytest.mark.parametrize("medium", MEDIA)
def test_a_form_does_not_reach_the_markings_of_the_copy(medium: str, maker: PdfMaker) -> None:
    own = "#copy-top, .copy-edge, .copy-own, body > div, div { {} }"
    css = "\n".join(
        own.replace("{}", style)
        for style in (
            "display: none !important",
            "font-size: 1px !important",
            "color: #fff !important; background: #fff !important",
            "position: absolute !important; left: -900mm !important; z-index: -1 !important",
            "opacity: 0 !important; visibility: hidden !important; height: 0 !important",
        )
    )
    job = job_with(with_blocks(TextBlock(id="text", text="Words")), css.replace(", div", ""))
    assert seen_by(job, medium, maker) == []


@pytest.mark.slow
def test_a_copy_that_cannot_be_read_is_not_written_and_a_wide_one_says_how_it_breaks() -> None:
    brief = with_blocks(TextBlock(id="text", text=words_of("text")), eight_columns())
    with LayoutWorker() as worker:
        job = make_job(brief, plain_template(), order())
        made = make_html(job, worker)
        prove_html(made, job.expected)
        hiding = plain_template(css="[data-block=wide] caption { color: #eee }")
        pale = make_job(brief, hiding, order())
        with pytest.raises(OutputMismatchError) as caught:
            prove_html(make_html(pale, worker), pale.expected)
    assert made.data.count(b"overflow-wrap: anywhere") == 1
    assert '"Table 1. Eight" in the table “Eight” in section “Issue” is too pale' in str(
        caught.value
    )
