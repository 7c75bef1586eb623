"""The attributes that a drawing may have, and the values that each may hold.

A value is taken only where it says something that can be drawn: a number, a colour that exists, a
word out of a list. So no attribute can carry a sentence, a path or an address along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from PIL import ImageColor

REFERENCE = re.compile(r"url\(\s*['\"]?\s*#(?P<target>[^)'\"\s]+)\s*['\"]?\s*\)")
GRADIENT_HREF = re.compile(r"#(?P<target>\S+)")
_URL = re.compile(r"url\(\s*['\"]?\s*(?P<target>[^)'\"]*)", re.IGNORECASE)

# What a layout turns into coordinates; a number beyond these digits is no place on a page.
_NO_NUMBER = re.compile(r"\bnan\b|\binf|\d[eE]\+?\d{2}|\d{8}", re.IGNORECASE)

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?"
_LENGTH = rf"{_NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|rem|q|%)?"
_ANGLE = rf"{_NUMBER}(?:deg|grad|rad|turn)?"
_SOME_NUMBERS = re.compile(r"[\d.,+\-eE%\s]*")
_ONE = re.compile(rf"{_NUMBER}%?")
_LONG = re.compile(_LENGTH)
_LENGTHS = re.compile(rf"{_LENGTH}(?:[\s,]+{_LENGTH})*|none")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAa\d.,+\-eE\s]*")
_TRANSFORM = re.compile(
    r"none|(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\((?:[\d.,+\-eE%\s]|px|deg)*\)[\s,]*)+"
)
_FAMILY = re.compile(r"[\w '\",-]{1,120}")
_SIZE = re.compile(rf"{_LENGTH}|(?:xx?-)?(?:small|large)|medium|smaller|larger")
_ASPECT = re.compile(r"(?:none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max))(?:\s+(?:meet|slice))?")
_ORIENT = re.compile(rf"auto|auto-start-reverse|{_ANGLE}")
_SHIFT = re.compile(rf"{_LENGTH}|sub|super|baseline")
_SPACING = re.compile(rf"{_LENGTH}|normal")
_WEIGHT = re.compile(r"normal|bold|bolder|lighter|[1-9]00")
_ONLY_REFERENCE = re.compile(r"none|url\(#[^)\s]+\)")
_FUNCTION = re.compile(r"(?:rgb|hsl)a?\([\d.,%\s/+\-deg]*\)", re.IGNORECASE)
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_ALPHA = re.compile(r"[,/]\s*(?P<alpha>[\d.]+%?)\s*\)$")
_COLOUR_WORDS = frozenset(
    {*ImageColor.colormap, "none", "transparent", "currentcolor", "inherit", "rebeccapurple"}
)
_KEYWORDS = frozenset({"display", "visibility"})
_LEAST, _LEAST_PER_CENT = 0.02, 2.0  # an opacity below this is no more than a breath
_CLEAR_LETTERS = {5: 1, 9: 2}  # the length of #rgba and #rrggbbaa, and the digits of their alpha


def _words(words: str) -> re.Pattern[str]:
    return re.compile("|".join([*words.split(), "inherit"]))


_UNITS = _words("userSpaceOnUse objectBoundingBox")
_GEOMETRY: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys("cx cy fr fx fy height r rx ry width x1 x2 y1 y2".split(), _LONG),
    **dict.fromkeys(("dx", "dy", "rotate", "x", "y"), _LENGTHS),
    "d": _PATH,
    "points": _SOME_NUMBERS,
    "transform": _TRANSFORM,
    "viewBox": _SOME_NUMBERS,
    "preserveAspectRatio": _ASPECT,
    "pathLength": _ONE,
    "textLength": _LONG,
    "lengthAdjust": _words("spacing spacingAndGlyphs"),
    "offset": _ONE,
    "spreadMethod": _words("pad reflect repeat"),
    **dict.fromkeys(("gradientTransform", "patternTransform"), _TRANSFORM),
    **dict.fromkeys(
        "clipPathUnits gradientUnits maskUnits maskContentUnits patternUnits "
        "patternContentUnits".split(),
        _UNITS,
    ),
    **dict.fromkeys(("markerHeight", "markerWidth", "refX", "refY"), _LONG),
    "markerUnits": _words("strokeWidth userSpaceOnUse"),
    "orient": _ORIENT,
    "xml:space": _words("preserve"),
}
_NUMBERS = frozenset(_GEOMETRY) | frozenset(
    "stroke-width stroke-dasharray stroke-dashoffset stroke-miterlimit font-size opacity "
    "fill-opacity stroke-opacity stop-opacity letter-spacing word-spacing baseline-shift".split()
)
_PAINTS = frozenset({"fill", "stroke"})
_COLOURS = frozenset({"color", "stop-color"})
_POINTERS = frozenset({"clip-path", "mask", "marker-start", "marker-mid", "marker-end"})
_PROPERTIES: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"), _ONE),
    **dict.fromkeys(("stroke-width", "stroke-dashoffset"), _LONG),
    "stroke-dasharray": _LENGTHS,
    "stroke-miterlimit": _ONE,
    "stroke-linecap": _words("butt round square"),
    "stroke-linejoin": _words("miter round bevel arcs miter-clip"),
    **dict.fromkeys(("fill-rule", "clip-rule"), _words("nonzero evenodd")),
    "display": _words("none inline block"),
    "visibility": _words("visible hidden collapse"),
    "overflow": _words("visible hidden auto scroll"),
    **dict.fromkeys(_POINTERS, _ONLY_REFERENCE),
    "font-family": _FAMILY,
    "font-size": _SIZE,
    "font-weight": _WEIGHT,
    "font-style": _words("normal italic oblique"),
    "font-variant": _words("normal small-caps"),
    "text-anchor": _words("start middle end"),
    "text-decoration": _words("none underline overline line-through"),
    **dict.fromkeys(("letter-spacing", "word-spacing"), _SPACING),
    "dominant-baseline": _words(
        "auto alphabetic central hanging ideographic mathematical middle text-after-edge "
        "text-before-edge text-bottom text-top"
    ),
    "alignment-baseline": _words(
        "auto baseline alphabetic central hanging ideographic mathematical middle "
        "text-after-edge text-before-edge after-edge before-edge"
    ),
    "baseline-shift": _SHIFT,
    "direction": _words("ltr rtl"),
    "writing-mode": _words("horizontal-tb lr lr-tb vertical-rl tb tb-rl"),
}


def declarations_of(style: str) -> dict[str, str]:
    """The properties of a `style` attribute that may be; each takes an attribute's place."""
    found: dict[str, str] = {}
    for declaration in style.split(";"):
        key, colon, value = declaration.partition(":")
        name = key.strip().lower()
        value = value.strip().removesuffix("important").rstrip().removesuffix("!").strip()
        if name == "font":
            # As a layout does: a size, and the family after it.
            size, _, family = value.partition(" ")
            found |= {"font-size": size.strip(), "font-family": family.strip()}
        elif name == "marker":
            found |= dict.fromkeys(("marker-start", "marker-mid", "marker-end"), value)
        elif colon and (name in _PROPERTIES or name in _PAINTS | _COLOURS):
            found[name] = value
    return found


def plain_value(key: str, value: str) -> str:
    """A value as it is compared and written: without spaces about it, keywords in small letters."""
    return value.strip().lower() if key in _KEYWORDS else value.strip()


def is_allowed(tag: str, key: str, value: str) -> bool:
    """Whether an attribute may stand in an element with this value."""
    if key in _PAINTS:
        return _is_paint(value)
    if key in _COLOURS:
        return _is_colour(value)
    if key == "href":
        return tag.endswith("Gradient") and GRADIENT_HREF.fullmatch(value) is not None
    pattern = _PROPERTIES.get(key) or _GEOMETRY.get(key)
    return pattern is not None and pattern.fullmatch(value) is not None


def has_impossible_number(key: str, value: str) -> bool:
    """Whether a value that is laid out holds a number that no page can hold."""
    if key == "style":
        found = declarations_of(value)
        return any(has_impossible_number(name, one) for name, one in found.items())
    return key in _NUMBERS and _NO_NUMBER.search(value) is not None


def reaches_out(value: str) -> bool:
    """Whether a value points at something outside the drawing."""
    return any(not match["target"].lstrip().startswith("#") for match in _URL.finditer(value))


def reference_in(key: str, value: str) -> str | None:
    """The id that a value points at, or None."""
    if key == "href":
        match = GRADIENT_HREF.fullmatch(value.strip())
    elif key in _PAINTS | _POINTERS:
        match = REFERENCE.match(value.strip())
    else:
        return None
    return match["target"] if match is not None else None


def without_reference(key: str, value: str) -> str:
    """What stands in the place of a reference to something that is not there."""
    if key not in _PAINTS:
        return ""
    return REFERENCE.sub("", value.strip(), count=1).strip() or "none"


def is_nothing(paint: str) -> bool:
    """Whether a paint leaves no trace."""
    word = paint.strip().lower()
    if word in {"none", "transparent"}:
        return True
    if _HEX.fullmatch(word):
        digits = _CLEAR_LETTERS.get(len(word), 0)
        return bool(digits) and not int(word[-digits:], 16)
    match = _ALPHA.search(word) if word.startswith(("rgba", "hsla", "rgb", "hsl")) else None
    has_alpha = match is not None and (word.count(",") > 2 or "/" in word)  # noqa: PLR2004
    return match is not None and has_alpha and is_clear(match["alpha"])


def is_zero(length: str) -> bool:
    """Whether a length comes to nothing."""
    match = re.match(_NUMBER, length.strip())
    return match is not None and float(match[0]) <= 0


def is_clear(opacity: str) -> bool:
    """Whether an opacity is so little that nobody sees what has it."""
    match = re.match(_NUMBER, opacity.strip())
    if match is None:
        return False
    return float(match[0]) < (_LEAST_PER_CENT if opacity.strip().endswith("%") else _LEAST)


def _is_colour(value: str) -> bool:
    word = value.lower()
    return (
        word in _COLOUR_WORDS
        or _HEX.fullmatch(word) is not None
        or _FUNCTION.fullmatch(word) is not None
    )


def _is_paint(value: str) -> bool:
    match = REFERENCE.match(value)
    if match is None:
        return _is_colour(value)
    rest = value[match.end() :].strip()
    return not rest or _is_colour(rest)
