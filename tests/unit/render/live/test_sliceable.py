from xml.etree.ElementTree import Element, fromstring

import pytest

from briefbuilder.render.live.sliceable import NotSliceableError, take_sheets


def page(css: str, body: str = "") -> Element:
    head = '<link rel="stylesheet" href="library://template/style.css"/>'
    return fromstring(f"<html><head>{head}<style>{css}</style></head><body>{body}</body></html>")


ASSETS = {"template/style.css": (b"/* string-set in a comment */ p { margin: 0 }", "text/css")}


@pytest.mark.parametrize(
    "css",
    [
        "h2 { string-set: title content() }",
        "a::after { content: target-counter(attr(href), page) }",
        "@page :left { margin: 0 }",
        "@page :first { margin: 0 }",
        "@page wide:nth(2) { margin: 0 }",
        "main { columns: 2 }",
        "main { column-count: 2 }",
        "p::first-line { color: red }",
        "p:nth-last-child(2) { color: red }",
        ".block { box-decoration-break: clone }",
        ".note { position: fixed }",
        ".m::after { content: counter(pages, upper-roman) }",
        '@import "other.css";',
        "@container (width > 1px) { p { margin: 0 } }",
    ],
)
def test_what_a_slice_cannot_repeat_is_never_sliced(css: str) -> None:
    with pytest.raises(NotSliceableError):
        take_sheets(page(css), ASSETS)


def test_style_sheets_are_taken_out_in_their_order_with_the_total_as_a_counter() -> None:
    root = page('@page wide { size: A4 landscape } .m::after { content: counter( pages ) "." }')
    (form, address), (own, _none) = take_sheets(root, ASSETS)
    assert (address, "margin: 0" in form) == ("library://template/style.css", True)
    assert 'counter(briefbuilder-pages) "."' in own
    assert [one.tag for one in root.iter()] == ["html", "head", "body"]


def test_style_sheets_that_are_elsewhere_are_not_sliced() -> None:
    for root in (
        page("", "<style>p { margin: 0 }</style>"),
        fromstring("<html><head><link rel='stylesheet' href='library://no.css'/></head></html>"),
        fromstring("<html><head><style media='screen'>p { margin: 0 }</style></head></html>"),
        fromstring("<html><body/></html>"),
    ):
        with pytest.raises(NotSliceableError):
            take_sheets(root, ASSETS)
