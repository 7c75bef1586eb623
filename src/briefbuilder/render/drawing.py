"""A few SVG shapes, and how wide words are before anything is laid out.

A figure is made before the layout knows its fonts, so widths come from the table of the sans
face that the templates ship (Source Sans 3), with some room to spare, and those of other scripts
from the faces that the program brings along. They are summed letter by letter: letters that join
or stand on each other take less room, and never more.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

from markupsafe import Markup, escape

from briefbuilder.render.direction import runs_from_the_right
from briefbuilder.render.french_spaces import marks_bound
from briefbuilder.render.script_faces import advance

FONT = "Brief Figure"
INK = "#12303f"
ACCENT = "#1f6a72"
ACCENT_LIGHT = "#a9d0d2"
GREY = "#52616b"
HAIR = "#b8c4ca"

# Advance widths of the printable ASCII characters, in thousandths of the font size.
_ASCII = (
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350,
    497, 497, 497, 497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425,
    847, 544, 588, 571, 615, 527, 494, 617, 652, 263, 480, 579, 486, 727, 647, 664,
    566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500,
    542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542,
    555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303, 241, 303, 497,
)  # fmt: skip
_OTHER = {"–": 480, "—": 800, "’": 249, "‘": 249, "“": 426, "”": 426, "…": 948}
_OTHER |= dict.fromkeys("\u00a0\u202f", _ASCII[0])  # spaces at which no line is broken
_LATIN, _WIDE = 680, 1000  # accented letters at their widest; anything else
_LATIN_END = 0x250
_OUR_SCRIPTS = 0x530  # Greek and Cyrillic come before, which a form's own face has
_TAKES_NO_ROOM = frozenset({"Mn", "Me", "Cf"})
_KEPT = 2000
_ROOM = 1.04
_BOLD_ROOM = 1.09


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of words is at most, in the unit of `size`."""
    thousandths = sum(_char_width(char) for char in text)
    return thousandths / 1000 * size * (_BOLD_ROOM if bold else _ROOM)


@lru_cache(maxsize=_KEPT)
def _char_width(char: str) -> int:
    code = ord(char) - ord(" ")
    if 0 <= code < len(_ASCII):
        return _ASCII[code]
    if category(char) in _TAKES_NO_ROOM:
        return 0  # it stands on the letter before it
    if char in _OTHER or ord(char) < _LATIN_END:
        return _OTHER.get(char, _LATIN)
    if ord(char) < _OUR_SCRIPTS or east_asian_width(char) in {"W", "F"}:
        return _WIDE
    return advance(ord(char)) or _WIDE


def fit(text: str, width: float, size: float) -> str:
    """`text`, or as many of its words as fit in `width` with an ellipsis after them."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(f"{text} …", size) > width:
        head, space, _ = text.rpartition(" ")
        text = head if space else text[:-1]
    return f"{text.rstrip(' ,;:.')} …"


def wrap(text: str, width: float, size: float, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines of `width`; the last one ends in an ellipsis if it must.

    A mark that is set apart from its word, as in French, stays on that word's line.
    """
    wrapped: list[str] = []
    pieces = _PIECE.findall(marks_bound(_WHITE.sub(" ", text).strip()))
    while pieces and len(wrapped) < lines:
        if len(wrapped) == lines - 1:
            wrapped.append(fit("".join(pieces).strip(), width, size))
            break
        line = pieces.pop(0).strip()
        while pieces and text_width(line + pieces[0], size) <= width:
            line += pieces.pop(0)
        wrapped.append(fit(line, width, size))
    return tuple(wrapped)


_WHITE = re.compile("[ \\t\\r\\n]+")  # not what holds two words together
# A line may end after a space, and between Chinese characters or kana, but for marks that close.
_FREE = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CLOSING = (
    "\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u30fb\u30fc"  # of Japanese and Chinese
    "\uff01\uff09\uff0c\uff1a\uff1b\uff1f"  # the same, a full square wide
)
_PIECE = re.compile(rf" ?(?:[{_FREE}][{_CLOSING}]*|[^ {_FREE}]+[{_CLOSING}]*)")


def number(value: float) -> str:
    """A coordinate with two decimals at most, so that a figure has the same bytes everywhere."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def line(
    x1: float, y1: float, x2: float, y2: float, *, colour: str = INK, width: float = 0.75
) -> Markup:
    """A straight line."""
    return Markup('<path d="M{} {}L{} {}" stroke="{}" stroke-width="{}" fill="none"/>').format(
        number(x1), number(y1), number(x2), number(y2), colour, number(width)
    )


def rect(
    x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "none"
) -> Markup:
    """A rectangle; an outline is drawn inside its bounds' edge, half a unit thick."""
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="0.6"/>'
    ).format(number(x), number(y), number(width), number(height), fill, stroke)


def dot(x: float, y: float, radius: float, *, hollow: bool = False) -> Markup:
    """An event's dot; a hollow one says that the day is approximate."""
    return Markup(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="1.2"/>'
    ).format(number(x), number(y), number(radius), "#ffffff" if hollow else INK, INK)


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    colour: str = INK,
    bold: bool = False,
    anchor: str = "start",
) -> Markup:
    """One line of words; `y` is the line on which the letters stand.

    Words that run from the right stand in the same room: their end is at its left.
    """
    direction = Markup("")
    if runs_from_the_right(words):
        direction, anchor = Markup(' direction="rtl"'), _TURNED.get(anchor, anchor)
    return Markup(
        '<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" fill="{}"'
        ' text-anchor="{}"{}>{}</text>'
    ).format(
        number(x),
        number(y),
        FONT,
        number(size),
        600 if bold else 400,
        colour,
        anchor,
        direction,
        words,
    )


_TURNED = {"start": "end", "end": "start"}


def svg(width: float, height: float, title: str, parts: list[Markup]) -> Markup:
    """The whole figure; `title` says in words what it shows."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="100%">'
        "<title>{}</title>{}</svg>"
    ).format(number(width), number(height), escape(title), Markup("").join(parts))
