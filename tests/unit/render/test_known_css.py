"""Of a form's style stays in the HTML copy what browsers and the layout understand alike."""

import re

import pytest

from briefbuilder.errors import Problem
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.sandbox import MAIN
from briefbuilder.render.web.elements import rewritten
from briefbuilder.render.web.known_css import PROPERTIES
from briefbuilder.render.web.selectors import OWN
from briefbuilder.render.web.sight import unlooked_at
from briefbuilder.render.web.styles import StyleReader
from briefbuilder.render.wire import IGNORED, LayoutJob

ASSETS = {"shared/a.ttf": (b"", "font/ttf"), "shared/a.png": (b"", "image/png")}
BUT_FOR = f":not(:where(.{OWN},svg *))"
SAMPLES = {
    "<length>": "2px",
    "<colour>": "#123",
    "<name>": "x",
    "<string>": '"x"',
    "<image>": "linear-gradient(red, blue)",
    "<url>": "url(library://shared/a.png)",
    "<counter>": "counter(x)",
}
COMPOUND = frozenset("background font font-feature-settings".split())
NUMBERS = frozenset("column-count font-weight opacity orphans widows z-index".split())


def kept(css: str) -> str:
    """What is left of a style sheet, each rule on a line of its own."""
    reader = StyleReader(ASSETS)
    words = reader.sheet(css, "style.css")
    assert reader.problems == []
    return words.replace(BUT_FOR, "")


def reported(css: str, maker: PdfMaker) -> tuple[Problem, ...]:
    job = LayoutJob({MAIN: f"<style>{css}</style><p>x"}, {}, ASSETS, "x", "en", variant=None)
    return tuple(one for one in maker.make(job).problems if one.rule == IGNORED)


def sample(name: str, word: str) -> str:
    return "2" if name in NUMBERS and word == "<length>" else SAMPLES.get(word, word)


@pytest.mark.parametrize(
    "style",
    """all: unset|animation: a 1s|backdrop-filter: blur(9px)|background: conic-gradient(red, red)
    background-attachment: fixed|background-clip: text|box-shadow: inset 0 0 0 99px #fff
    clip-path: inset(100%)|color-scheme: dark|color: Canvas|color: color(srgb 1 1 1)
    color: color-mix(in srgb, white, white)|color: device-cmyk(0 0 0 1)|color: lab(100 0 0)
    color: light-dark(#fff, #000)|color: rgb(from red 255 255 255)|color: unset|contain: size
    content: none|content: "x"|content-visibility: hidden|direction: rtl|display: contents
    display: flex|display: grid|display: -webkit-box|filter: opacity(0)|float: footnote
    font-palette: dark|font-size: 1vh|font-size-adjust: .01|font-variation-settings: "wght" 1
    height: 1svh|inset: 0 0 0 -300mm|interpolate-size: allow-keywords|line-clamp: 1
    margin-inline-start: -300mm|mask: none|max-lines: 1|mix-blend-mode: screen|offset: none
    overflow: auto|overflow: clip|overflow: var(--x)|overflow-x: hidden|page: wide
    perspective: 1px|position: sticky-ish|rotate: 90deg|scale: 0|text-overflow: ellipsis
    text-shadow: 0 0 9px #fff|text-size-adjust: 1%|transform: scale(0)|transition: all 1s
    translate: -300mm|unicode-bidi: bidi-override|visibility: collapse|will-change: opacity
    writing-mode: vertical-lr|zoom: .01|-webkit-text-fill-color: #fff|-webkit-mask: none
    -webkit-text-security: disc|C\\6cip-path: inset(100%)|display: var(--x)""".replace(
        "\n", "|"
    ).split("|"),
)
def test_what_only_one_of_them_understands_is_left_out(style: str) -> None:
    assert kept(f"p {{ {style.strip()} }} q {{ top: 0 }}") == "q { top: 0 }"


@pytest.mark.parametrize(
    "rule",
    [
        "p:hover { color: red }",
        "a:visited { color: red }",
        "p:target { color: red }",
        "p:not(:hover) { color: red }",
        "p:is(.x, :focus) { color: red }",
        "p:user-valid, p:state(x), p:popover-open { color: red }",
        "p:nth-child(1 of .x) { color: red }",
        "p:has(b:has(i)) { color: red }",
        "p:dir(rtl) { color: red }",
        "p::selection { color: red }",
        "p::part(x) { color: red }",
        "[class=x i] { color: red }",
        "[type=X] { color: red }",
        "svg|rect { color: red }",
        "p::first-line { visibility: visible }",
        "li::marker { opacity: 0; content: 'x' }",
        "@supports (color: red) { p { color: red } }",
        "@layer x { p { color: red } }",
        "@layer a, b;",
        "@container (width > 1px) { p { color: red } }",
        "@scope (p) { b { color: red } }",
        "@media (min-width: 1px) { p { color: red } }",
        "@media not print { p { color: red } }",
        "@media screen and (prefers-color-scheme: dark) { p { color: red } }",
        "@starting-style { p { color: red } }",
        "@keyframes a { from { color: red } }",
        "@property --a { syntax: '*'; inherits: true }",
        "@page { margin: 0 }",
        "@font-palette-values --a { font-family: x }",
    ],
)
def test_a_rule_that_only_one_of_them_applies_is_left_out(rule: str) -> None:
    assert kept(f"{rule} q {{ top: 0 }}") == "q { top: 0 }"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("p, i:hover, b { color: red }", "p, b { color: red }"),
        ("a:link { color: red }", "a:any-link { color: red }"),
        ("p:before { content: 'a' }", 'p::before { content: "a" }'),
        (
            "p::before, p { content: 'a'; top: 0 }",
            'p::before { content: "a"; top: 0 }\np { top: 0 }',
        ),
        ("li:nth-child(2n + 1) { top: 0 }", "li:nth-child(2n + 1) { top: 0 }"),
        ("h2:has(+ .x) > *::marker { color: red }", "h2:has(+ .x) > *::marker { color: red }"),
        (
            "p { color: red; & b, > i { top: 0 } }",
            "p { color: red }\n:is(p) b, :is(p) > i { top: 0 }",
        ),
        ("p { @media print { top: 0 } }", "@media print {\np { top: 0 }\n}"),
        ("@media Screen, print { p { top: 0 } }", "@media Screen, print {\np { top: 0 }\n}"),
        (
            "p { --a: 1mm; margin: calc(-1 * (var(--a) + 2%)) !important }",
            "p { --a: 1mm; margin: calc(-1 * (var(--a) + 2%)) !important }",
        ),
        ("p { position: running(top) }", "p { display: none }"),
        ("p { position: fixed }", "p { display: none }"),
        (
            (
                "@font-face { font-family: x; src: url(library://shared/a.ttf) format('truetype'); "
                "unicode-range: U+41; size-adjust: 1% }"
            ),
            '@font-face { font-family: x; src: url(library://shared/a.ttf) format("truetype") }',
        ),
    ],
)
def test_what_both_understand_stays_and_means_the_same(css: str, left: str) -> None:
    assert kept(css) == left


def test_no_selector_reaches_a_drawing_or_what_is_the_copys_own() -> None:
    reader = StyleReader(ASSETS)
    css = reader.sheet(
        "#copy-top, * { color: red } svg text { opacity: 0 } ::before { top: 0 }", "x"
    )
    assert css.split("\n") == [
        f"#copy-top{BUT_FOR}, *{BUT_FOR} {{ color: red }}",
        f"svg text{BUT_FOR} {{ opacity: 0 }}",
        f"*{BUT_FOR}::before {{ top: 0 }}",
    ]


def test_a_drawing_takes_nothing_over_from_the_style_round_it() -> None:
    drawing = '<svg letter-spacing="2"><text style="fill: red; zoom: 0" x="1">W</text></svg>'
    body = rewritten(f"<body>{drawing}</body>", {}).body
    assert "letter-spacing: 2 !important" in body
    assert "text-transform: none !important" in body
    assert '<text style="fill: red" x="1">' in body


@pytest.mark.slow
def test_the_layout_understands_all_that_is_kept(maker: PdfMaker) -> None:
    told = reported(
        "\n".join(
            f"p::before {{ {name}: {sample(name, word)} }}"
            for name, words in PROPERTIES.items()
            if name not in COMPOUND
            for word in sorted(words)
        ),
        maker,
    )
    ignored = [match for one in told if (match := re.search("`(.+?): *(.+?) *`", one.sentence))]
    names = {match[1] for match in ignored}
    # Each has a value that is understood, and words that hide are understood one and all.
    accepted = {
        name
        for name, words in PROPERTIES.items()
        if len(words) > sum(match[1] == name for match in ignored)
    }
    assert PROPERTIES.keys() - accepted == set()
    hiding = "display visibility overflow position float clear white-space opacity color height"
    assert not names & set(hiding.split())


@pytest.mark.parametrize(
    ("css", "quoted"),
    [
        ("p { overflow: hidden hidden }", "overflow: hidden hidden"),
        ("p { --a: Canvas; color: var(--a) }", "color: Canvas"),
        ("p { color: var(--nothing) }", "color"),
    ],
)
def test_what_looks_known_and_is_not_is_told_by_the_layout(
    css: str, quoted: str, maker: PdfMaker
) -> None:
    (problem,) = unlooked_at(reported(kept(css), maker))
    assert f'The layout does not understand "{quoted}" in the style' in problem.sentence
