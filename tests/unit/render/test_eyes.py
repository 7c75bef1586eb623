"""The audit of eyes: pages on which words are counted as printed, and must or must not be.

Each case is a page of its own with the words MARK at its edges and WORDS in its middle, printed
by the real layout. What must fail does so for its reason; what must pass has no fault at all.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pytest
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from PIL import Image

from briefbuilder.errors import Problem
from briefbuilder.render.demand import Demand
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.eyes import look_at_pages
from briefbuilder.render.legibility import missing_banner, missing_passages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.sandbox import MAIN
from briefbuilder.render.wire import LayoutJob
from helpers.render_samples import FONTS

WORDS = "The squadron sails on Friday"
MARKING = Demand(size=9.0, contrast=4.5)
STYLE = """
@font-face { font-family: "T"; src: url(library://shared/regular.ttf) }
@font-face { font-family: "T"; font-weight: 700; src: url(library://shared/bold.ttf) }
@font-face { font-family: "dots"; src: url(library://shared/dots.ttf) }
@font-face { font-family: "dwarfs"; src: url(library://shared/dwarfs.ttf) }
@page { size: 105mm 148mm; margin: 16mm;
  @top-center { content: "MARK"; font: 700 9.5pt "T"; color: #10303b }
  @bottom-center { content: "MARK"; font: 700 9.5pt "T"; color: #10303b } }
body { margin: 0; font: 10pt/14pt "T"; color: #1b2328 }
p { margin: 0 }
"""
TABLE = "<table style='width:100%'><tr>{}</tr></table>"


@dataclass(frozen=True)
class Page:
    """A page of the corpus: its own HTML and CSS, and what is said of it, "" when nothing."""

    name: str
    html: str = f"<p>{WORDS}</p>"
    css: str = ""
    said: str = ""


def styled(style: str) -> str:
    return f'<p style="{style}">{WORDS}</p>'


def over(style: str) -> str:
    """The words with a box that is painted after them."""
    return f'<p>{WORDS}</p><div style="position:absolute;top:0;{style}"></div>'


def under(words: str, style: str) -> str:
    """The words with others that are painted after them."""
    return f'<p>{WORDS}</p><p style="{style}">{words}</p>'


BLOCKS = "█" * 18
HIDDEN, CUT = "cannot be seen on page 1", "is cut off or covered in part on page 1"
OFF, PALE, SMALL = "edge of page 1", "is too pale on page 1", "pt on page 1; the least is 5 pt"
OVER, DISTORTED = "has other words printed over it", "stands on its head, mirrored, backwards"
TOP, BOTTOM = 'lacks the marking "MARK" at its top', 'lacks the marking "MARK" at its bottom'

MUST_FAIL = (
    Page("white on white", styled("color:white"), said=HIDDEN),
    Page("all but white", styled("color:#fdfdfd"), said=HIDDEN),
    Page("pale grey", styled("color:#a0a0a0"), said=PALE),
    Page("yellow on white", styled("color:#e0c000"), said=PALE),
    Page("red on blue", styled("color:#e00000;background:#3040e0"), said=PALE),
    Page("blue on grey", styled("color:#0000ff;background:#808080"), said=PALE),
    Page("dark on a dark band", styled("background:#10303b"), said=PALE),
    Page("black on black", styled("color:black;background:black"), said=HIDDEN),
    Page("transparent colour", styled("color:rgb(0 0 0 / 20%)"), said=PALE),
    Page("no opacity", styled("opacity:0"), said=HIDDEN),
    Page("little opacity", styled("opacity:.3"), said=PALE),
    Page(
        "dust of the form",
        f'<p>{WORDS}</p><p style="font-size:.5pt">Told to a program</p>',
        said=SMALL,
    ),
    Page("one point", styled("font-size:1pt"), said=SMALL),
    Page("four and a half points", styled("font-size:4.5pt"), said=SMALL),
    Page("scaled to nothing much", styled("transform:scale(.3)"), said=SMALL),
    Page("squeezed flat", styled("transform:scaleY(.3)"), said=SMALL),
    Page("beyond the right edge", styled("position:absolute;left:120mm"), said=OFF),
    Page("beyond the left edge", styled("margin-left:-90mm"), said=OFF),
    Page("below the page", styled("position:absolute;top:180mm"), said=OFF),
    Page("above the page", styled("position:absolute;top:-60mm"), said=OFF),
    Page("half over the edge", styled("margin-left:50mm;white-space:nowrap"), said=OFF),
    Page("at the very edge", styled("margin-left:-15.5mm"), said="a printer would cut it off"),
    Page("turned off the page", styled("transform:rotate(90deg) translateX(-90mm)"), said=OFF),
    Page("in a box of no height", styled("overflow:hidden;height:0"), said=HIDDEN),
    Page("in a box too low", styled("overflow:hidden;height:6.5pt"), said=CUT),
    Page(
        "in a box too narrow", styled("overflow:hidden;width:20mm;white-space:nowrap"), said=HIDDEN
    ),
    Page("clipped", styled("position:absolute;clip:rect(0,0,0,0)"), said=HIDDEN),
    Page("under a white box", over("width:73mm;height:20mm;background:white"), said=HIDDEN),
    Page("under half a box", over("width:73mm;height:7.5pt;background:white"), said=CUT),
    Page("under a veil", over("width:73mm;height:20mm;background:rgb(255 255 255/85%)"), said=PALE),
    Page(
        "under a picture",
        f'<p>{WORDS}</p><img alt="" style="position:absolute;top:0;width:73mm;height:20mm"'
        ' src="library://shared/grey.png">',
        said=HIDDEN,
    ),
    Page(
        "on a picture of its colour",
        f'<p style="background:url(library://shared/grey.png)">{WORDS}</p>',
        css="p { color: #808080 }",
        said=HIDDEN,
    ),
    Page(
        "under the next block",
        f'<p>{WORDS}</p><p style="margin-top:-14pt">Another sentence stands here instead.</p>',
        said="has other words printed over it",
    ),
    Page(
        "letters on one another",
        styled("letter-spacing:-.6em;padding-left:40mm"),
        said="has other words printed over it",
    ),
    Page(
        "last column off the page",
        TABLE.format("<td>Bundestagsmandatsverlaengerung</td>" * 3 + f"<td>{WORDS}</td>"),
        said=OFF,
    ),
    Page(
        "one word of many",
        f"<p>{WORDS.replace('sails', '<i>sails</i>')}</p>",
        "i{color:#fff}",
        HIDDEN,
    ),
    Page("letters pushed together", styled("letter-spacing:-.2em"), said=OVER),
    Page("words pushed together", styled("word-spacing:-20pt"), said=OVER),
    Page("lines pushed together", styled("line-height:6pt;width:20mm"), said=OVER),
    Page("lines of no height", styled("line-height:0;width:20mm"), said=OVER),
    Page("columns of no width", f'<div style="columns:20">{styled("")}</div>', said=OVER),
    Page("under a row of blocks", under(BLOCKS, "margin-top:-14pt"), said=HIDDEN),
    Page(
        "under a huge dot",
        under("•", "margin-top:-40pt;font-size:200pt;line-height:40pt"),
        said=HIDDEN,
    ),
    Page(
        "before a huge letter of its colour",
        under("I", "position:absolute;top:-2mm;left:4mm;font:700 60pt/60pt T"),
        said="page 1",
    ),
    Page("under its outline", over("width:1px;height:1px;outline:30mm solid white"), said=HIDDEN),
    Page(
        "three dots for the rest",
        styled("text-overflow:ellipsis;overflow:hidden;width:20mm;white-space:nowrap"),
        said=HIDDEN,
    ),
    Page("mirrored", styled("transform:scaleX(-1)"), said=DISTORTED),
    Page(
        "on its head", styled("transform:rotate(180deg);transform-origin:50% 20mm"), said=DISTORTED
    ),
    Page("upside down and mirrored", styled("transform:scaleY(-1)"), said=DISTORTED),
    Page("slanted flat", styled("transform:skewX(60deg);margin-top:30mm"), said=DISTORTED),
    Page("letters backwards", styled("letter-spacing:-1em;margin-left:60mm"), said=DISTORTED),
    Page("a face of dots", styled("font-family:dots"), said=HIDDEN),
    Page("a face of dwarfs", styled("font-family:dwarfs"), said=HIDDEN),
    Page(
        "a note of no height",
        f'<p>One<span class="f">{WORDS}</span></p>',
        ".f{float:footnote} @page{@footnote{max-height:2pt;overflow:hidden}}",
        "cannot be seen",
    ),
    Page(
        "in a margin too narrow",
        f'<p class="r">{WORDS}</p><p>Two</p>',
        ".r{position:running(r)}@page{@left-middle{content:element(r);width:3mm;overflow:hidden}}",
        HIDDEN,
    ),
    Page("marking denied", css="@page{@top-center{content:'NO LONGER MARK'}}", said=TOP),
    Page(
        "marking denied beside",
        f'<p>{WORDS}</p><p style="position:absolute;top:-30pt;left:11mm">NO LONGER</p>',
        said=TOP,
    ),
    Page(
        "marking in a longer word", css="@page{@bottom-center{content:'REMARKABLE'}}", said=BOTTOM
    ),
    Page(
        "marking strewn", css="@page{@top-center{letter-spacing:15mm;white-space:nowrap}}", said=TOP
    ),
    Page("marking mirrored", css="@page{@top-center{transform:scaleX(-1)}}", said=TOP),
    Page("marking on its head", css="@page{@bottom-center{transform:rotate(180deg)}}", said=BOTTOM),
    Page(
        "marking clipped",
        css="@page{@top-center{width:4mm;overflow:hidden;white-space:nowrap}}",
        said=TOP,
    ),
    Page(
        "marking broken into letters",
        css="@page{@top-center{width:4mm;overflow-wrap:anywhere}}",
        said=TOP,
    ),
    Page(
        "another string for a marking",
        f"<h1>UNMARKED</h1><p>{WORDS}</p>",
        "h1{string-set:m content()}@page{@top-center{content:string(m)}}",
        TOP,
    ),
    Page("marking white", css="@page{@top-center{color:white}}", said=TOP),
    Page("marking pale", css="@page{@bottom-center{color:#909090}}", said=BOTTOM),
    Page("marking small", css="@page{@top-center{font-size:8pt}}", said=TOP),
    Page(
        "marking tiny and white", css="@page{@bottom-center{font-size:2pt;color:#fff}}", said=BOTTOM
    ),
    Page(
        "marking under a box",
        css="@page{@top-right{content:'';background:#eee;width:40mm;margin-left:-40mm}}",
        said=TOP,
    ),
    Page("marking off the page", css="@page{@top-center{padding-bottom:60mm}}", said=TOP),
    Page("marking left out", css="@page{@top-center{content:none}}", said=TOP),
)

MUST_PASS = (
    Page("before a watermark", f'<div style="position:absolute;top:-12mm;font:700 90pt/40pt T;'
         f'color:#e8e8e8">MMM</div><p style="position:relative">{WORDS}</p>'),
    Page("struck through with dashes", under("—" * 14, "margin-top:-14pt")),
    Page("marking over two lines", css="@page{@top-center{content:'MA\\a RK';white-space:pre}}"),
    Page("marking with a word far from it", css="@page{@top-right{content:'Draft 1';font:9pt T}}"),
    Page("set a little closer", styled("letter-spacing:-.05em")),
    Page("an italic that slants", styled("transform:skewX(-14deg)")),
    Page("plain"),
    Page("white on dark", styled("color:white;background:#10303b")),
    Page("white on red", styled("color:white;background:#a6301b;font-weight:700")),
    Page("quiet grey", styled("color:#515c63;font-size:8.5pt")),
    Page("grey, just dark enough", styled("color:#909090;font-size:12pt")),
    Page("on a tint", styled("background:#ecf3f3")),
    Page("coloured words", styled("color:#14495a")),
    Page("alarm", styled("color:#a6301b;font-size:8pt")),
    Page("small print of the form", f'<p>{WORDS}</p><p style="font-size:2pt">By the form</p>'),
    Page("five points", styled("font-size:5pt")),
    Page("six points, quiet", styled("font-size:6.1pt;color:#515c63")),
    Page("large", styled("font-size:29pt;line-height:32pt")),
    Page("semi-transparent and plain", styled("color:rgb(0 0 0/80%)")),
    Page("some opacity", styled("opacity:.85")),
    Page("letter-spaced capitals", styled("letter-spacing:.12em;text-transform:uppercase")),
    Page("closely set", styled("letter-spacing:-.02em")),
    Page("tightly leaded", styled("line-height:9.5pt;width:20mm")),
    Page("italic overhang", f"<p><i>{WORDS}</i></p>", css="i{font-style:italic;font-weight:700}"),
    Page("underlined", styled("text-decoration:underline")),
    Page("struck through", styled("text-decoration:line-through")),
    Page("superscript", f"<p>{WORDS}<sup>12</sup></p>", css="sup{font-size:60%;line-height:0}"),
    Page("superior figures", f"<p>{WORDS}<sup>12</sup></p>", "sup{font-variant-position:super}"),
    Page("ligatures", f"<p>{WORDS}. Afflicted officials find five fjords</p>"),
    Page("hyphens", f'<p lang="en" style="hyphens:auto;width:14mm">{WORDS} internationally</p>'),
    Page("diacritics", f"<p>{WORDS} Đặng Thị Hòa Łucja ÅÄÖ Ǻ</p>"),
    Page("Greek and Cyrillic", f"<p>{WORDS} Ἀλέξανδρος Юлия</p>"),
    Page("turned by a quarter", styled("transform:rotate(90deg);margin-top:30mm")),
    Page("askew", styled("transform:rotate(-30deg);margin-top:30mm")),
    Page("in a drawing", f'<svg viewBox="0 0 200 40" width="200"><text x="5" y="20" '
         f'font-size="11" font-family="T">{WORDS}</text></svg>'),
    Page("in a drawing, scaled", f'<svg viewBox="0 0 200 40" style="width:73mm"><text x="2" y="20" '
         f'font-size="8" fill="#515c63" font-family="T">{WORDS}</text></svg>'),
    Page("on a picture", styled("background:url(library://shared/grey.png);color:white;font-size:13pt;"
         "font-weight:700")),
    Page("on a gradient", styled("background:linear-gradient(to right,#ffffff,#d0d8e0)")),
    Page("hanging in the margin", styled("text-indent:-11mm;width:60mm")),
    Page("narrow cells", TABLE.format(f"<td>{WORDS}</td>" * 5), css="td{overflow-wrap:anywhere}"),
    Page("rotated table head", TABLE.format(f'<th style="transform:rotate(-90deg)">{WORDS}</th>'),
         css="table{margin-top:30mm}th{width:40mm}"),
    Page("box before the words", '<div style="position:absolute;width:73mm;height:14pt;'
         f'background:#eff4f5"></div><p style="position:relative">{WORDS}</p>'),
    Page("box beside the words", over("top:20mm;width:73mm;height:20mm;background:#10303b")),
    Page("outline", styled("border:2pt solid #10303b;border-radius:4mm;padding:1mm")),
    Page("first line in a box just high enough", styled("overflow:hidden;height:14pt")),
    Page("two columns", f'<div style="columns:2">{styled("")}{styled("")}</div>'),
    Page("watermark of the form", f'<div style="position:fixed;top:40mm;font-size:40pt;'
         f'color:#e8e8e8">SPECIMEN</div><p>{WORDS}</p>'),
    Page("long word broken", f"<p style='overflow-wrap:anywhere'>{WORDS} {'x' * 240}</p>"),
    Page("marking on a plate", css="@page{@top-center{background:#003a70;color:#fff}}"),
    Page("marking nine points", css="@page{@bottom-center{font-size:9pt}}"),
)  # fmt: skip


def grey_picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "#808080").save(stream, "PNG")
    return stream.getvalue()


@cache
def false_face(kind: str) -> bytes:
    """A face whose letters are all full stops, or a third as large as they should be."""
    font = TTFont(FONTS / "SourceSans3-Regular.ttf")
    glyphs, drawn, share = font.getGlyphSet(), {}, 1 / 3 if kind == "dwarfs" else 1.0
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        shape = glyphs["period" if kind == "dots" else name]
        shape.draw(TransformPen(pen, (share, 0, 0, share, 0, 0)))
        drawn[name] = pen.glyph()
    font["glyf"].glyphs = drawn
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


@cache
def maker() -> PdfMaker:
    return PdfMaker()


def printed(page: Page) -> bytes:
    html = f'<html lang="en"><head><title>T</title><style>{STYLE}{page.css}</style></head><body>'
    fonts = {"regular": "SourceSans3-Regular.ttf", "bold": "SourceSans3-Bold.ttf"}
    assets = {
        f"shared/{name}.ttf": ((FONTS / file).read_bytes(), "font/ttf")
        for name, file in fonts.items()
    }
    assets |= {f"shared/{one}.ttf": (false_face(one), "font/ttf") for one in ("dots", "dwarfs")}
    job = LayoutJob(
        sources={MAIN: f"{html}{page.html}</body></html>"},
        context={},
        assets={**assets, "shared/grey.png": (grey_picture(), "image/png")},
        title="T",
        lang="en",
        variant=None,
        when_wide="",  # it is the eyes that are tried here
    )
    return maker().make(job).pdf


def faults(page: Page) -> list[str]:
    pdf = printed(page)
    seen = look_at_pages(pdf, MARKING, Demand())
    expected = Expectation(
        passages=(Passage("block:b", WORDS, "section “Issue”"),), banner="MARK", marking=MARKING
    )
    problems: Iterable[Problem] = (
        *missing_passages(seen, expected.passages, Demand()),
        *missing_banner(read_pdf(pdf).pages, seen, expected),
    )
    return [problem.sentence for problem in problems]


@pytest.mark.slow
@pytest.mark.parametrize("page", MUST_FAIL, ids=lambda page: page.name)
def test_what_no_eye_can_read_is_not_counted_as_printed(page: Page) -> None:
    found = faults(page)
    assert any(page.said in sentence for sentence in found), found


@pytest.mark.parametrize("page", MUST_PASS, ids=lambda page: page.name)
def test_what_an_eye_can_read_raises_no_alarm(page: Page) -> None:
    assert faults(page) == []


def test_the_corpus_is_large_enough_to_trust() -> None:
    assert len(MUST_FAIL) >= 60
    assert len(MUST_PASS) >= 30
