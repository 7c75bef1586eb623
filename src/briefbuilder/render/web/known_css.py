"""What of CSS stays in an HTML copy: what browsers and the layout understand in the same way.

The layout looks at the copy in the reader's place. What a browser does and the layout does not,
or the other way round, nobody would have seen, so it is not let through. What looks known here
and is not understood after all is reported by the layout itself (`render/template_faults.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tinycss2
import tinycss2.color3

_SIDES = ("top", "right", "bottom", "left")
_LINES = "none hidden dotted dashed solid double groove ridge inset outset"
_WIDTHS = "thin medium thick"
_BREAKS = "auto avoid always page left right recto verso avoid-page"
_CASES = (
    "normal small-caps all-small-caps petite-caps all-petite-caps unicase titling-caps "
    "lining-nums oldstyle-nums proportional-nums tabular-nums diagonal-fractions "
    "stacked-fractions ordinal slashed-zero common-ligatures no-common-ligatures "
    "discretionary-ligatures no-discretionary-ligatures historical-ligatures "
    "no-historical-ligatures contextual no-contextual sub super none"
)
_WEIGHTS = "normal bold bolder lighter"
_STRETCHES = (
    "normal ultra-condensed extra-condensed condensed semi-condensed semi-expanded expanded "
    "extra-expanded ultra-expanded"
)
_SIZES = "xx-small x-small small medium large x-large xx-large smaller larger"
_BACKGROUND = (
    "<colour> <length> <image> <url> none repeat repeat-x repeat-y no-repeat space round scroll "
    "cover contain auto top right bottom left center border-box padding-box content-box"
)
_DISPLAYS = (
    "none block inline inline-block list-item flow-root table inline-table table-row "
    "table-row-group table-header-group table-footer-group table-cell table-column "
    "table-column-group table-caption"
)
_LIST_STYLES = (
    "none disc circle square decimal decimal-leading-zero lower-roman upper-roman lower-greek "
    "lower-latin upper-latin lower-alpha upper-alpha"
)
_DECORATIONS = "none underline overline line-through solid double dotted dashed wavy auto from-font"
_PLAIN = f"""
background: {_BACKGROUND}
background-clip: border-box padding-box content-box
background-color: <colour>
background-image: <image> <url> none
background-origin: border-box padding-box content-box
background-position: <length> top right bottom left center
background-repeat: repeat repeat-x repeat-y no-repeat space round
background-size: <length> auto cover contain
border: <length> <colour> {_LINES} {_WIDTHS}
border-color: <colour>
border-style: {_LINES}
border-width: <length> {_WIDTHS}
border-radius: <length>
border-collapse: collapse separate
border-spacing: <length>
box-sizing: border-box content-box
break-after: {_BREAKS}
break-before: {_BREAKS}
break-inside: auto avoid avoid-page
caption-side: top bottom
clear: none left right both
color: <colour>
column-count: <length> auto
column-fill: auto balance
column-gap: <length> normal
column-rule: <length> <colour> {_LINES} {_WIDTHS}
column-rule-color: <colour>
column-rule-style: {_LINES}
column-rule-width: <length> {_WIDTHS}
column-span: none all
column-width: <length> auto
columns: <length> auto
content: <string> <counter> normal none open-quote close-quote no-open-quote no-close-quote
counter-increment: <name> <length> none
counter-reset: <name> <length> none
counter-set: <name> <length> none
display: {_DISPLAYS}
empty-cells: show hide
float: none left right
font: <length> <name> / {_CASES} {_WEIGHTS} {_STRETCHES} {_SIZES} italic oblique
font-family: <name>
font-feature-settings: <name> <length> normal on off
font-kerning: auto normal none
font-size: <length> {_SIZES}
font-stretch: {_STRETCHES}
font-style: normal italic oblique
font-variant: {_CASES}
font-variant-caps: {_CASES}
font-variant-ligatures: {_CASES}
font-variant-numeric: {_CASES}
font-variant-position: {_CASES}
font-weight: <length> {_WEIGHTS}
height: <length> auto
hyphens: none manual auto
letter-spacing: <length> normal
line-height: <length> normal
list-style: <url> <string> {_LIST_STYLES} inside outside
list-style-image: <url> none
list-style-position: inside outside
list-style-type: <string> {_LIST_STYLES}
margin: <length> auto
max-height: <length> none
max-width: <length> none
min-height: <length> auto
min-width: <length> auto
object-fit: fill contain cover none scale-down
object-position: <length> top right bottom left center
opacity: <length>
orphans: <length>
outline: <length> <colour> {_LINES} {_WIDTHS}
outline-color: <colour>
outline-offset: <length>
outline-style: {_LINES}
outline-width: <length> {_WIDTHS}
overflow: visible hidden
overflow-wrap: normal break-word anywhere
padding: <length>
page-break-after: auto always avoid left right
page-break-before: auto always avoid left right
page-break-inside: auto avoid
position: static relative absolute
quotes: <string> auto none
tab-size: <length>
table-layout: auto fixed
text-align: left right center justify start end
text-align-last: auto left right center justify start end
text-decoration: <length> <colour> {_DECORATIONS}
text-decoration-color: <colour>
text-decoration-line: {_DECORATIONS}
text-decoration-style: {_DECORATIONS}
text-decoration-thickness: <length> {_DECORATIONS}
text-indent: <length>
text-transform: none uppercase lowercase capitalize
text-underline-offset: <length> auto
vertical-align: <length> baseline sub super top text-top middle bottom text-bottom
visibility: visible hidden
white-space: normal nowrap pre pre-wrap pre-line
widows: <length>
width: <length> auto
word-break: normal break-all
word-spacing: <length> normal
word-wrap: normal break-word anywhere
z-index: <length> auto
"""
_OF_SIDES = """
{side}: <length> auto
margin-{side}: <length> auto
padding-{side}: <length>
border-{side}: <length> <colour> {lines} {widths}
border-{side}-color: <colour>
border-{side}-style: {lines}
border-{side}-width: <length> {widths}
"""
_OF_CORNERS = "border-{corner}-radius: <length>\n"
_WITH_CONTENT = frozenset({"before", "after"})
DRAWN = "drawn"
"""Stands for an element of a drawing."""
_ANYWHERE = frozenset({"inherit", "initial"})
_UNITS = frozenset("px pt pc in cm mm q em rem ex ch deg grad rad turn".split())
_SUMS = frozenset({"calc", "min", "max", "clamp"})
_COLOURS = frozenset({"rgb", "rgba", "hsl", "hsla"})
_GRADIENTS = frozenset({"linear-gradient", "radial-gradient"})
_OF_GRADIENTS = frozenset(
    "to top right bottom left at center circle ellipse closest-side farthest-side closest-corner "
    "farthest-corner".split()
)
_COUNTERS = frozenset({"counter", "counters", "attr"})
_MARKS = frozenset({",", "/", "+", "-", "*"})
_OF_A_NAMED_VALUE = frozenset({"<length>", "<colour>", "<name>", "<string>"})
_OF_DRAWINGS = frozenset("<length> <colour> <name> none normal bold italic hidden visible".split())
_FACE = {
    "font-family": "<name>",
    "font-style": "normal italic oblique",
    "font-weight": f"<length> {_WEIGHTS}",
    "font-stretch": _STRETCHES,
    "src": "<url> <source>",
}


def _table() -> Mapping[str, frozenset[str]]:
    lines = _PLAIN
    for side in _SIDES:
        lines += _OF_SIDES.format(side=side, lines=_LINES, widths=_WIDTHS)
    for corner in ("top-left", "top-right", "bottom-right", "bottom-left"):
        lines += _OF_CORNERS.format(corner=corner)
    parted = (line.partition(":") for line in lines.split("\n") if line)
    return {name: frozenset(words.split()) for name, _, words in parted}


PROPERTIES = _table()
"""The words that each property may have; `<length>` and its like stand for kinds of values."""
_PROPERTIES_OF_DRAWINGS = frozenset(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap "
    "stroke-linejoin stroke-dasharray stroke-dashoffset opacity font-family font-size font-weight "
    "font-style font-variant font-feature-settings text-anchor color line-height text-indent "
    "text-transform white-space word-spacing letter-spacing stop-color stop-opacity visibility "
    "display".split()
)
"""The same of an element's `style` in a drawing."""
_DESCRIPTORS = {name: frozenset(words.split()) for name, words in _FACE.items()}
"""The same of `@font-face`."""
_OF_LETTERS = frozenset(
    "color font font-family font-size font-style font-weight font-variant font-variant-caps "
    "font-variant-ligatures font-variant-numeric font-variant-position".split()
)
"""What the first letter, the first line and the marker of a list may have of their own."""


def is_known(name: str, value: Sequence[Any], element: str = "") -> bool:
    """Whether a property's value is understood alike by browsers and by the layout.

    `element` is the pseudo-element whose property it is, or `DRAWN`; "" for any other element.
    """
    if element == DRAWN:
        return name in _PROPERTIES_OF_DRAWINGS and _are_known(value, _OF_DRAWINGS)
    if name.startswith("--"):
        return _are_known(value, _OF_A_NAMED_VALUE)
    if name == "content":
        return element in _WITH_CONTENT and _are_known(value, PROPERTIES[name])
    if element and element not in _WITH_CONTENT and name not in _OF_LETTERS:
        return False
    return name in PROPERTIES and _are_known(value, PROPERTIES[name])


def is_known_of_face(name: str, value: Sequence[Any]) -> bool:
    """Whether a descriptor of `@font-face` is one that browsers and the layout read alike."""
    return name in _DESCRIPTORS and _are_known(value, _DESCRIPTORS[name])


def _are_known(tokens: Sequence[Any], kinds: frozenset[str]) -> bool:
    return all(_is_known(token, kinds) for token in tokens)


def _is_known(token: Any, kinds: frozenset[str]) -> bool:  # noqa: ANN401 — tinycss2 has no types
    match token.type:
        case "whitespace" | "comment":
            return True
        case "ident":
            return _is_word(token, kinds)
        case "number" | "percentage":
            return "<length>" in kinds
        case "dimension":
            return "<length>" in kinds and token.lower_unit in _UNITS
        case "hash":
            return "<colour>" in kinds and _is_colour(token)
        case "string":
            return bool(kinds & {"<string>", "<name>"})
        case "url":
            return "<url>" in kinds
        case "literal":
            return token.value in _MARKS
        case "function":
            return _is_function(token, kinds)
        case "() block":
            return "<sum>" in kinds and _are_known(token.content, kinds)
    return False


def _is_word(token: Any, kinds: frozenset[str]) -> bool:  # noqa: ANN401
    word = token.lower_value
    if word in kinds or word in _ANYWHERE or "<name>" in kinds:
        return True
    return "<colour>" in kinds and _is_colour(token)


def _is_colour(token: Any) -> bool:  # noqa: ANN401
    return tinycss2.color3.parse_color(token) is not None


def _is_function(token: Any, kinds: frozenset[str]) -> bool:  # noqa: ANN401
    name, held = token.lower_name, token.arguments
    if name == "var":
        return _is_reference(held, kinds)
    if name in _SUMS:
        return "<length>" in kinds and _are_known(held, frozenset({"<length>", "<sum>"}))
    if name in _COLOURS:
        return "<colour>" in kinds and _are_known(held, frozenset({"<length>", "none"}))
    if name in _GRADIENTS:
        inner = _OF_GRADIENTS | {"<length>", "<colour>"}
        return "<image>" in kinds and _are_known(held, inner)
    if name in _COUNTERS:
        return "<counter>" in kinds and _are_known(held, frozenset({"<name>"}))
    if name == "url":
        return "<url>" in kinds
    return name == "format" and "<source>" in kinds


def _is_reference(held: Sequence[Any], kinds: frozenset[str]) -> bool:
    if not any(kind.startswith("<") for kind in kinds):
        return False  # where each word counts, none comes in under another name
    said = [one for one in held if one.type not in {"whitespace", "comment"}]
    if not said or said[0].type != "ident" or not said[0].value.startswith("--"):
        return False
    return _are_known(said[1:], kinds)
