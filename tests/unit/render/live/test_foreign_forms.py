"""Forms of strangers: a page is cut out as the whole has it, or the form says that none can be."""

from xml.etree.ElementTree import Element, SubElement

import pytest

from briefbuilder.render.live.sliceable import NotSliceableError, take_sheets
from briefbuilder.render.live.sliced_pages import SlicedPages
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.sandbox import MAIN
from briefbuilder.render.wire import LayoutJob

LOOKS_AT_THE_END = (
    "section:last-child, section:last-of-type { color: red }"
    "p:only-of-type { text-align: right } p:last-child { font-style: italic }"
)


def tree(css: str = "", inline: str = "") -> Element:
    root = Element("html")
    SubElement(SubElement(root, "head"), "style").text = css
    SubElement(SubElement(root, "body"), "p", {"style": inline}).text = "Words."
    return root


@pytest.mark.parametrize(
    ("css", "inline"),
    [
        (".note { POSITION: Fixed }", ""),
        ("body { Columns: 2 }", ""),
        ("@Page :Left { margin: 3cm }", ""),
        ("@Import 'more.css';", ""),
        ("p::before { content: Open-Quote }", ""),
        ("section:has(table) { color: red }", ""),
        (r"p { posit\69on: fixed }", ""),
        ("", "position: fixed; top: 0"),
        ("", "columns: 2"),
    ],
)
def test_what_a_slice_cannot_repeat_is_refused_however_it_is_written(css: str, inline: str) -> None:
    with pytest.raises(NotSliceableError):
        take_sheets(tree(css, inline), {})


@pytest.mark.parametrize(
    "css",
    [
        LOOKS_AT_THE_END,
        r"""p::before { content: "\2002\00b7"; quotes: '\201c' }""",
        "h2:has(+ p) { color: red } @PAGE wide { size: landscape }",
    ],
)
def test_what_a_slice_repeats_is_allowed(css: str) -> None:
    assert take_sheets(tree(css, "position: absolute"), {}) == [(css, "")]


def test_what_is_cut_off_behind_a_page_still_follows_to_selectors(maker: PdfMaker) -> None:
    words = "So many words that they fill a page and more, one by one. "
    section = f"<section><p>{words * 45}</p><p>{words * 25}</p><p>{words * 5}</p></section>"
    html = (
        f"<html><head><title>Pages</title><style>@page {{ size: A5 }} {LOOKS_AT_THE_END}</style>"
        f"</head><body>{section * 3}</body></html>"
    )
    job = LayoutJob({MAIN: html}, {}, {}, "Pages", "en", variant=None)
    whole = maker.make(job, live=True)
    assert whole.live is not None
    pages = SlicedPages(maker)
    assert pages.adopt(job, whole.live) == ""
    images = PageImages(whole.pdf)
    try:
        for number in range(len(whole.layout.pages)):
            page = pages.page(number)
            assert page is not None
            with PageImages(page.pdf) as cut_out:
                alone, there = cut_out.image(0, 1.0).rgba, images.image(number, 1.0).rgba
            assert alone == there, f"page {number + 1}"
    finally:
        images.close()
