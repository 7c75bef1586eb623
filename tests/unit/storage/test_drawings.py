"""Drawings from strangers: what may be in one, what is left out, and what is refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefbuilder.errors import InvalidFileError
from briefbuilder.storage.drawings import clean_drawing
from helpers.picture_samples import SVG

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def cleaned(inside: str) -> str:
    """What is left of a drawing, less the element around it."""
    clean = clean_drawing(SVG.format(inside).encode(), "drawing.svg").decode()
    assert clean_drawing(clean.encode(), "drawing.svg").decode() == clean
    return clean.partition(">")[2].removesuffix("</svg>")


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("<g/>" * 20_001, "more than 20000 elements"),
        ("<g>" * 101 + "</g>" * 101, "more than 100 deep"),
        ('<rect width="1e999" height="1"/>', 'a number in "width"'),
        ('<rect width="nan" height="1"/>', 'a number in "width"'),
        ('<path d="M 0 123456789"/>', 'a number in "d"'),
        ('<rect style="stroke-width:1e99"/>', 'a number in "style"'),
        ("<script/>", "<script>"),
        ("<style>@import 'x';</style>", "<style>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<image href="data:image/png;base64,AAAA"/>', "<image>"),
        ('<use href="#a"/>', "<use>"),
        ("<animate/>", "<animate>"),
        ('<g onload="x()"/>', "onload"),
        ('<g href="#a"/>', "href"),
        (f'<linearGradient {XLINK} xlink:href="http://x.org/#a"/>', "href"),
        ('<rect fill="url(http://x.org/y)"/>', "outside itself"),
        ("<rect fill=\"url(  'file:///etc/passwd#x')\"/>", "outside itself"),
        ('<rect style="fill: URL(//x/y)"/>', "outside itself"),
        ('<mask id="m"><text>words</text></mask><rect mask="url(#m)"/>', "text inside a <mask>"),
    ],
)
def test_a_drawing_that_could_harm_is_refused(inside: str, sentence: str) -> None:
    with pytest.raises(InvalidFileError, match=sentence):
        clean_drawing(SVG.format(inside).encode(), "drawing.svg")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg", "not well-formed XML"),
        (b"<html/>", "not an SVG picture"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "declares a DOCTYPE"),
        (b"<svg>\xff</svg>", "not UTF-8"),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(InvalidFileError, match=sentence):
        clean_drawing(data, "drawing.svg")


def chain(length: int, *, twice: bool = False) -> str:
    """Clip paths each of which is cut by the one before."""
    shape = '<rect width="9" height="9" clip-path="url(#c{})"/>'
    links = (
        f'<clipPath id="c{number}">{shape.format(number - 1) * (2 if twice else 1)}</clipPath>'
        for number in range(length)
    )
    return f"{''.join(links)}{shape.format(length - 1)}"


@pytest.mark.parametrize("inside", [chain(60), chain(60, twice=True), chain(5)])
def test_definitions_behind_definitions_have_an_end(inside: str) -> None:
    with pytest.raises(InvalidFileError, match="refer to each other too many times"):
        clean_drawing(SVG.format(inside).encode(), "drawing.svg")


def test_a_definition_that_is_used_over_and_over_counts_each_time() -> None:
    many = f'<clipPath id="c">{"<path/>" * 300}</clipPath>'
    inside = many + '<rect clip-path="url(#c)"/>' * 100
    with pytest.raises(InvalidFileError, match="refer to each other too many times"):
        clean_drawing(SVG.format(inside).encode(), "drawing.svg")
    assert cleaned(chain(3))


def test_what_refers_to_itself_is_refused() -> None:
    looped = '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>'
    with pytest.raises(InvalidFileError, match="refers to itself"):
        clean_drawing(SVG.format(f'{looped}<rect fill="url(#a)"/>').encode(), "drawing.svg")


def test_only_what_is_pointed_at_keeps_a_name_and_it_says_nothing() -> None:
    inside = (
        '<defs><linearGradient id="base"><stop offset="0" stop-color="red"/></linearGradient>'
        f'<linearGradient {XLINK} id="of-alice" xlink:href="#base" x1="0"/>'
        '<clipPath id="unused"><path d="M0 0"/></clipPath></defs>'
        '<g id="layer-of-alice"><rect width="3" height="3" style="fill:url(#of-alice)"/></g>'
    )
    assert cleaned(inside) == (
        '<defs><linearGradient href="#d2" id="d1" x1="0"/><linearGradient id="d2">'
        '<stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<g><rect fill="url(#d1)" height="3" width="3"/></g>'
    )


def test_a_reference_to_nothing_leaves_what_stands_beside_it() -> None:
    assert cleaned('<path fill="url(#gone) blue"/>') == '<path fill="blue"/>'
    assert cleaned('<path fill="url(#gone)"/>') == '<path fill="none"/>'
    assert cleaned('<path clip-path="url(#gone)"/>') == "<path/>"


def test_an_editors_notes_are_left_out_and_what_is_drawn_stays() -> None:
    inside = (
        '<x:namedview xmlns:x="urn:editor"><svg/><script/></x:namedview>'
        '<g xmlns:x="urn:editor" x:label="Alice" style="font: 12px Serif; FILL: Red !important">'
        '<text xml:space="preserve" x="1 2"> a <tspan dy="1em">b</tspan><x:y/> c</text></g>'
    )
    assert cleaned(inside) == (
        '<g fill="Red" font-family="Serif" font-size="12px">'
        '<text x="1 2" xml:space="preserve"> a <tspan dy="1em">b</tspan> c</text></g>'
    )


@pytest.mark.parametrize(
    "look",
    [
        'display="none"',
        'style="display: NONE"',
        'visibility="hidden"',
        'visibility="collapse"',
        'opacity="0"',
        'opacity="0.001"',
        'style="opacity:0%"',
        'fill="none"',
        'fill="transparent"',
        'fill="#1230"',
        'fill="#12345600"',
        'fill="rgba(1, 2, 3, 0)"',
        'fill="rgb(1 2 3 / 0%)"',
        'fill="currentColor" color="transparent"',
        'fill-opacity="0"',
        'fill="none" stroke="red" stroke-width="0"',
        'fill="none" stroke="red" stroke-opacity="0"',
        'font-size="0"',
    ],
)
def test_words_that_are_not_painted_are_left_out(look: str) -> None:
    assert "words" not in cleaned(f"<text {look}>words</text>")
    assert "words" not in cleaned(f"<g {look}><text><tspan>words</tspan></text></g>")


@pytest.mark.parametrize(
    "look",
    [
        'fill="none" stroke="red"',
        'fill="#123"',
        'fill="rgb(1, 2, 3)"',
        'style="fill:#000;opacity:.5"',
        'visibility="visible"',
        'display="inline"',
    ],
)
def test_words_that_are_painted_stay(look: str) -> None:
    assert "words" in cleaned(f"<text {look}>words</text>")


def test_words_can_be_painted_again_within_words_that_are_not() -> None:
    inside = '<text visibility="hidden">one<tspan visibility="visible">two</tspan>three</text>'
    assert cleaned(inside) == (
        '<text visibility="hidden"><tspan visibility="visible">two</tspan></text>'
    )


@pytest.mark.parametrize(
    "attribute",
    [
        'class="secret"',
        'data-x="secret"',
        'aria-label="secret"',
        'xml:lang="secret"',
        'fill="secret"',
        'transform="secret"',
        'transform="translate(secret)"',
        'd="secret"',
        'stroke-linecap="secret"',
        'font-weight="secret"',
        'style="--secret: secret"',
        'style="font-family: /home/secret"',
        'clip-path="secret"',
        'width="secret"',
        'preserveAspectRatio="secret"',
    ],
)
def test_no_attribute_carries_words_along(attribute: str) -> None:
    assert "secret" not in cleaned(f"<path {attribute}/><text {attribute}>seen</text>")


TAGS = [
    *("svg g path rect text tspan defs clipPath mask marker pattern linearGradient stop".split()),
    *("title desc metadata".split()),
]
LOOKS = [
    "",
    'fill="none"',
    'fill="red"',
    'visibility="hidden"',
    'visibility="visible"',
    'style="display:none"',
    'opacity="0"',
    'id="a"',
    'id="b"',
    'fill="url(#a)"',
    'clip-path="url(#b)"',
    'mask="url(#a)"',
    'transform="scale(2)"',
    'title="hidden"',
]


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def built(tag: str, looks: list[str], inside: list[str]) -> str:
        written = " ".join({one.partition("=")[0]: one for one in looks}.values())
        return f"<{tag} {written}>hidden{'hidden'.join(inside)}</{tag}>"

    return st.builds(
        built,
        st.sampled_from(TAGS),
        st.lists(st.sampled_from(LOOKS), max_size=3),
        st.lists(children, max_size=4),
    )


TREES = st.recursive(element(st.just("<!--hidden-->")), element, max_leaves=12)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
def test_any_drawing_is_refused_or_written_the_same_twice(inside: str) -> None:
    try:
        clean = clean_drawing(SVG.format(inside).encode(), "drawing.svg")
    except InvalidFileError:
        return
    assert clean_drawing(clean, "drawing.svg") == clean
    left = clean.decode().replace('visibility="hidden"', "")
    # Words are left only where a text is painted.
    assert ("hidden" in left) <= ("<text" in left)
    assert "title" not in left
