"""What the style of a WeasyPrint box says, in points and plain words: lengths, colours, letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from briefbuilder.render.flow import Face, Look, Paragraph, Piece

_POINTS = 0.75  # in a CSS pixel
_USUAL_HANGING = 15.0
_ALIGN = {"center": "center", "right": "right", "end": "right", "justify": "left"}
_MIRRORED = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Around:
    """What the boxes around a box give to its paragraphs."""

    depth: int = 0
    indent: float = 0.0
    ground: str = ""
    rule: str = ""
    frame: str = ""
    edge: str = ""
    quoted: bool = False
    href: str = ""
    turned: bool = False


def aligned(style: Any) -> str:  # noqa: ANN401 — no types there
    """Where the lines of a paragraph stand; "left" is where they begin."""
    said = str(style["text_align_all"])
    said = _MIRRORED.get(said, said) if style["direction"] == "rtl" else said
    return _ALIGN.get(said, "left")


def is_aside(style: Any) -> bool:  # noqa: ANN401
    """Whether a box stands beside the text."""
    return style["position"] in {"absolute", "fixed"} or style["float"] in {"left", "right"}


def plated(style: Any, around: Around) -> Around:  # noqa: ANN401
    """What an inline box puts behind and round its letters: a plate, or a frame."""
    ground = ink_of_style(style["background_color"])
    edge = border_of(style, "left") if is_framed(style) else ""
    padded = ground if ground and points_of(style["padding_left"]) else ""
    return replace(around, ground=ground or around.ground, edge=edge or padded or around.edge)


def inside(box: Any, around: Around) -> Around:  # noqa: ANN401
    """What a box gives to those inside it, beside what stands around it."""
    style = box.style
    depth = around.depth + 1
    # The outermost boxes only place the text on a page; Word has margins of its own.
    within = sum(points_of(style[side]) for side in ("margin_left", "padding_left"))
    left = border_of(style, "left")
    ground = ink_of_style(style["background_color"])
    framed = is_framed(style)
    return replace(
        around,
        depth=depth,
        indent=around.indent + within if depth > OUTERMOST else 0.0,
        ground=ground or around.ground,
        rule=left if left and not framed else around.rule,
        frame=left if framed else around.frame,
        quoted=around.quoted or box.element_tag == "blockquote",
    )


OUTERMOST = 3  # the root, the body, and what stands right in it


def ruled_over(pieces: list[Piece], style: Any) -> list[Piece]:  # noqa: ANN401
    """The pieces of a block, with the line that its style draws above them."""
    over = border_of(style, "top")
    if not (over and pieces and isinstance(pieces[0], Paragraph)) or is_framed(style):
        return pieces
    thick = round(points_of(style["border_top_width"]), 1)
    return [replace(pieces[0], over=over, thick=thick), *pieces[1:]]


def is_framed(style: Any) -> bool:  # noqa: ANN401
    """Whether a box has lines on all sides."""
    return all(border_of(style, side) for side in ("left", "top", "right", "bottom"))


def border_of(style: Any, side: str) -> str:  # noqa: ANN401
    """The colour of a line on a side; "" where there is none."""
    if style[f"border_{side}_style"] in {"none", "hidden"} or not style[f"border_{side}_width"]:
        return ""
    return ink_of_style(style[f"border_{side}_color"], style)


def points_of(value: Any) -> float:  # noqa: ANN401
    """A CSS length in points; 0 for what depends on the page."""
    number = getattr(value, "value", value)
    unit = getattr(value, "unit", "px")
    is_length = isinstance(number, int | float) and str(unit).lower() == "px"
    return round(float(number) * _POINTS, 2) if is_length else 0.0


def share_of(value: Any) -> float:  # noqa: ANN401
    """A CSS percentage as a part of the whole; 0 for any other value."""
    return float(value.value) / 100 if getattr(value, "unit", "") == "%" else 0.0


def hung_out(style: Any) -> float:  # noqa: ANN401
    """How far the first line of a paragraph stands out to the left."""
    return max(-points_of(style["text_indent"]), 0.0)


def hanging_of(style: Any) -> float:  # noqa: ANN401
    """How far a marker stands out to the left."""
    margin = points_of(style["margin_left"])
    return -margin if margin < 0 else _USUAL_HANGING


def ink_of_style(value: Any, style: Any = None) -> str:  # noqa: ANN401
    """Six hexadecimal digits; "" for what is seen through."""
    if value == "currentcolor":
        value = style["color"]
    alpha = getattr(value, "alpha", 0)
    if not alpha:
        return ""
    parts = value.to("srgb").coordinates
    # What is half seen through is mixed with the white of the paper.
    return "".join(f"{round(255 * (one * alpha + 1 - alpha)):02x}" for one in parts)


def look_of(style: Any, around: Around) -> Look:  # noqa: ANN401
    """The look of letters."""
    first = style["font_family"][0].lower()
    return Look(
        size=points_of(style["font_size"]),
        colour=ink_of_style(style["color"]) or "000000",
        family=style["font_family"][0],
        serif="serif" in first.replace("sans-serif", "")
        or ("sans" not in first and "serif" in style["font_family"]),
        bold=int(style["font_weight"]) >= _BOLD,
        italic=style["font_style"] != "normal",
        raised=style["font_variant_position"] == "super" or style["vertical_align"] == "super",
        ground=around.ground,
        edge=around.edge,
        spaced=points_of(style["letter_spacing"]),
        caps=style["text_transform"] == "uppercase",
    )


def faces_of_style(style: Any) -> set[Face]:  # noqa: ANN401
    """The faces that letters may have."""
    weight, italic = int(style["font_weight"]), style["font_style"] != "normal"
    return {Face(family, weight, italic) for family in style["font_family"]}


_BOLD = 600


WIDEST = 453.5
"""How wide a picture is at most, in points: 160 mm."""

_HIGHEST = 340.0  # 120 mm


def fitted(box: Any, *, natural: bool) -> tuple[float, float]:  # noqa: ANN401
    """Width and height in points, within the page's; a drawing is as wide as the text."""
    width, height, ratio = box.replacement.get_intrinsic_size(1, 16)
    ratio = ratio or (width / height if width and height else 2.0)
    wide = points_of(width) if natural and width else WIDEST
    wide = min(wide, WIDEST, _HIGHEST * ratio)
    return round(wide, 1), round(wide / ratio, 1)
