"""WeasyPrint's boxes before they are laid out, read as a flow of paragraphs, tables and pictures.

The boxes hold what the style says: numbers that it counts, words that it adds, what it hides.
Nothing here depends on the class names of a form. Runs in the layout process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefbuilder.render.flow import Cell, Face, FlowRun, Look, Paragraph, Picture, Piece, Table

_POINTS = 0.75  # in a CSS pixel
_INLINE = frozenset({"TextBox", "LineBox", "InlineBox", "InlineBlockBox", "InlineReplacedBox"})
_BLOCK_ELEMENTS = frozenset({"p", "div", "section", "ul", "ol", "blockquote"})
_NO_LETTER = re.compile("[\u00ad\u200b\u2060\ufeff]")  # what only says where lines may break
_LEAD = re.compile(r"\(?(?:[0-9]{1,3}|[a-zA-Z]{1,3})[.)]?|[•–·◦▪-]")
_USUAL_HANGING = 15.0
_FEW_ROWS = 8
_ALIGN = {"center": "center", "right": "right", "end": "right", "justify": "left"}
_FOOT = re.compile("foot|bottom")

_MIRRORED = {"left": "right", "right": "left"}

Drawer = Callable[[Any, float, float], int]
"""Draws an element that is SVG, so many points wide and high; the number of the drawing."""

Turned = Callable[[str], bool]
"""Whether pages of a name, "" for those without one, are wider than high."""

WIDEST = 453.5
"""How wide a picture is at most, in points: 160 mm."""
_HIGHEST = 340.0  # 120 mm


@dataclass(frozen=True, slots=True)
class _Around:
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


@dataclass(frozen=True, slots=True)
class Found:
    """What a document's boxes hold; `top` and `bottom` are what runs along on every page."""

    pieces: tuple[Piece, ...]
    top: tuple[Piece, ...]
    bottom: tuple[Piece, ...]
    faces: frozenset[Face]


def _aligned(style: Any) -> str:  # noqa: ANN401 — no types there
    """Where the lines of a paragraph stand; "left" is where they begin."""
    said = str(style["text_align_all"])
    said = _MIRRORED.get(said, said) if style["direction"] == "rtl" else said
    return _ALIGN.get(said, "left")


def _never(_name: str) -> bool:
    return False


def read_boxes(root: Any, draw: Drawer, turned: Turned = _never) -> Found:  # noqa: ANN401 — WeasyPrint has no types
    """The flow of a document's boxes."""
    reader = _Reader(draw, turned, str(root.style["lang"] or ""))
    reader.block(root, _Around())
    return Found(
        tuple(reader.pieces), tuple(reader.top), tuple(reader.bottom), frozenset(reader.faces)
    )


class _Reader:
    """Walks boxes; paragraphs, tables and pictures gather in `pieces`."""

    def __init__(self, draw: Drawer, turned: Turned, lang: str) -> None:
        self.top: list[Piece] = []
        self.bottom: list[Piece] = []
        self.faces: set[Face] = set()
        self.pieces: list[Piece] = []
        self._draw = draw
        self._turned = turned
        self._lang = lang
        self._runs: list[FlowRun] = []
        self._lead, self._hanging, self._lead_look = "", 0.0, Look()
        self._anchors: list[str] = []
        self._above = 0.0
        self._new_page = False

    # Blocks

    def block(self, box: Any, around: _Around) -> None:  # noqa: ANN401
        """Read a box that stands by itself, with all that is in it."""
        style = box.style
        if style["position"][0] == "running()":
            self._run_along(box, str(style["position"][1]))
            return
        if _is_lead(box):
            self._take_lead(box)
            return
        self._before(box)
        start = len(self.pieces)
        inner = replace(_inside(box, around), turned=self._turned(str(style["page"])))
        if box.is_table_wrapper:
            self._table(box, inner)
        elif _is_aside(style):
            self._aside(box, inner)
        elif hasattr(box, "replacement"):
            self._picture(box, inner)
        else:
            self._children(box, inner)
        self._after(box, start)

    def _aside(self, box: Any, around: _Around) -> None:  # noqa: ANN401
        """What stands beside the text comes before it: a label with its words, the rest as one."""
        anchors, self._anchors = self._anchors, []
        held = self._read_inside(box, around, anchors)
        lines = [one for one in held if isinstance(one, Paragraph) and not one.lead]
        if len(lines) < len(held):
            self.pieces += held
            return
        joined: list[Paragraph] = []
        for line in lines:
            last = joined[-1] if joined else None
            labelled = last is not None and last.keep_next
            if last is not None and (labelled or not _has_labels(lines)):
                joined[-1] = _in_one(last, line, ": " if labelled else " · ")
            else:
                joined.append(line)
        for line in joined:
            self._add(line, around)

    def _run_along(self, box: Any, name: str) -> None:  # noqa: ANN401
        """What stands on every page is read by itself: at the top, or with the page number."""
        edge = self.bottom if _FOOT.search(name) or _counts_pages(box) else self.top
        edge += _ruled_over(self._read_inside(box, _inside(box, _Around())), box.style)

    def _read_inside(self, box: Any, around: _Around, anchors: Sequence[str] = ()) -> list[Piece]:  # noqa: ANN401
        """What stands in a box that is read by itself."""
        reader = _Reader(self._draw, self._turned, self._lang)
        reader._anchors = list(anchors)
        reader._children(box, around)
        self.faces |= reader.faces
        self.top += reader.top
        self.bottom += reader.bottom
        return reader.pieces

    def _before(self, box: Any) -> None:  # noqa: ANN401
        style = box.style
        self._above = max(self._above, _length(style["margin_top"]))
        if style["break_before"] in {"avoid", "avoid-page"} and self.pieces:
            self.pieces[-1] = replace(self.pieces[-1], keep_next=True)
        if style["break_before"] in {"page", "left", "right", "recto", "verso"}:
            self._new_page = True
        self._anchor(box)

    def _anchor(self, box: Any) -> None:  # noqa: ANN401
        name = box.element.get("id") if box.element is not None else None
        if name and "::" not in str(box.element_tag) and name not in self._anchors:
            self._anchors.append(name)

    def _after(self, box: Any, start: int) -> None:  # noqa: ANN401
        style = box.style
        self._above = max(self._above, _length(style["margin_bottom"]))
        mine = range(start, len(self.pieces))
        self.pieces[start:] = _ruled_over(self.pieces[start:], style)
        if style["break_inside"] in {"avoid", "avoid-page"}:
            for index in mine[:-1]:
                self.pieces[index] = replace(self.pieces[index], keep_next=True)
            for index in mine:
                piece = self.pieces[index]
                if isinstance(piece, Table) and len(piece.rows) <= _FEW_ROWS:
                    self.pieces[index] = replace(piece, together=True)
        if mine and style["break_after"] in {"avoid", "avoid-page"}:
            self.pieces[-1] = replace(self.pieces[-1], keep_next=True)

    def _children(self, box: Any, around: _Around) -> None:  # noqa: ANN401
        for child in box.children:
            if type(child).__name__ in _INLINE and not child.is_table_wrapper:
                self._inline(child, box, around)
            else:
                self._end_paragraph(box, around)
                self.block(child, around)
        self._end_paragraph(box, around)

    def _end_paragraph(self, box: Any, around: _Around) -> None:  # noqa: ANN401
        runs = _tidy(self._runs)
        self._runs = []
        if runs:
            self._paragraph(runs, box, around)

    def _paragraph(self, runs: Sequence[FlowRun], box: Any, around: _Around) -> None:  # noqa: ANN401
        style = box.style
        tag = str(box.element_tag)
        frame = around.frame
        self._add(
            Paragraph(
                runs=tuple(runs),
                tag="blockquote" if around.quoted and tag == "p" else tag,
                lead=self._lead,
                lead_look=self._lead_look,
                indent=max(round(around.indent, 1), 0.0),
                hanging=round(self._hanging if self._lead else _hung(style), 1),
                align=_aligned(style),
                leftward=style["direction"] == "rtl",
                leading=_length(style["line_height"]),
                ground=around.ground,
                rule=around.rule,
                frame=frame,
                anchors=tuple(self._anchors),
            ),
            around,
        )
        self._lead, self._lead_look = "", Look()
        self._anchors = []

    def _add(self, piece: Piece, around: _Around) -> None:
        above = round(self._above, 1)
        self.pieces.append(
            replace(piece, above=above, new_page=self._new_page, turned=around.turned)
        )
        self._above, self._new_page = 0.0, False

    # Words

    def _inline(self, box: Any, block: Any, around: _Around) -> None:  # noqa: ANN401
        kind = type(box).__name__
        if kind == "TextBox":
            if box.style["visibility"] == "visible":
                words = _NO_LETTER.sub("", box.text)
                self.faces |= _faces(box.style)
                self._runs.append(FlowRun(words, self._look(box.style, around), around.href))
            return
        self._anchor(box)
        counter = _page_counter(box)
        if counter:
            self._runs.append(FlowRun("", self._look(box.style, around), counter=counter))
        elif kind == "InlineReplacedBox":
            self._end_paragraph(block, around)
            self._picture(box, around)
        elif kind == "InlineBlockBox" and box.element_tag in _BLOCK_ELEMENTS:
            self._end_paragraph(block, around)
            self._children(box, around)
        elif kind == "InlineBlockBox" and self._begins() and _LEAD.fullmatch(_text_of(box).strip()):
            self._take_lead(box)
        else:
            self._inline_children(box, block, around)

    def _look(self, style: Any, around: _Around) -> Look:  # noqa: ANN401
        """The look of letters, with their language where the document has another one."""
        lang = str(style["lang"] or "")
        return replace(_look(style, around), lang="" if lang == self._lang else lang)

    def _inline_children(self, box: Any, block: Any, around: _Around) -> None:  # noqa: ANN401
        inner = around
        if box.element_tag == "a" and box.element.get("href"):
            inner = replace(inner, href=box.element.get("href"))
        if type(box).__name__ != "LineBox":
            inner = _plated(box.style, inner)
        for child in box.children:
            if type(child).__name__ in _INLINE and not child.is_table_wrapper:
                self._inline(child, block, inner)
            else:
                self._end_paragraph(block, around)
                self.block(child, inner)

    def _take_lead(self, box: Any) -> None:  # noqa: ANN401
        self._lead, self._hanging = _text_of(box).strip(), _hanging(box.style)
        self._lead_look = _look(_style_of_text(box), _Around())

    def _begins(self) -> bool:
        return not self._lead and not any(run.text.strip() for run in self._runs)

    # Tables and pictures

    def _lone_lead(self, box: Any, around: _Around) -> None:  # noqa: ANN401
        """A number before what is no paragraph stands on a line of its own."""
        if self._lead:
            self._paragraph((), box, around)

    def _table(self, wrapper: Any, around: _Around) -> None:  # noqa: ANN401
        table = wrapper.get_wrapped_table()
        captions = [one for one in wrapper.children if one is not table]
        if not captions:
            self._lone_lead(wrapper, around)
        for caption in captions:
            self.block(caption, around)
            self.pieces[-1:] = [replace(one, keep_next=True) for one in self.pieces[-1:]]
        groups = [one for one in table.children if type(one).__name__ == "TableRowGroupBox"]
        heads = sum(len(group.children) for group in groups if group.is_header)
        rows = tuple(self._row(row, around) for group in groups for row in group.children)
        if rows:
            ruled = table.element_tag == "table"
            indent = max(around.indent, 0.0)
            self._add(Table(rows, heads, ruled=ruled, indent=indent), around)

    def _row(self, row: Any, around: _Around) -> tuple[Cell, ...]:  # noqa: ANN401
        return tuple(self._cell(cell, around) for cell in row.children)

    def _cell(self, box: Any, around: _Around) -> Cell:  # noqa: ANN401
        ground = _colour(box.style["background_color"]) or around.ground
        anchors, self._anchors = self._anchors, []
        inner = _Around(depth=_OUTERMOST, ground=around.ground)
        return Cell(
            pieces=tuple(self._read_inside(box, inner, anchors)),
            head=box.element_tag == "th",
            across=box.colspan,
            down=box.rowspan,
            ground=ground,
            width=_length(box.style["width"]),
            share=_share(box.style["width"]),
            unbroken=_is_unbroken(box),
        )

    def _picture(self, box: Any, around: _Around) -> None:  # noqa: ANN401
        element = box.element
        tag = str(element.tag).rpartition("}")[2]
        if "::" in str(box.element_tag) or tag not in {"img", "svg"}:
            return  # an ornament of the style, which says nothing
        self._lone_lead(box, around)
        is_drawn = type(box.replacement).__name__ == "SVGImage"
        width, height = _fitted(box, natural=not is_drawn)
        alt = element.get("alt") or "".join(_titles(element)).strip()
        indent = max(around.indent, 0.0)
        asset = str(element.get("src", ""))
        drawn = self._draw(element, width, height) if is_drawn else -1
        picture = Picture(alt, asset, drawn, width=width, height=height, indent=indent)
        self._add(picture, around)


def _is_aside(style: Any) -> bool:  # noqa: ANN401
    return style["position"] in {"absolute", "fixed"} or style["float"] in {"left", "right"}


def _has_labels(lines: Sequence[Paragraph]) -> bool:
    return any(line.keep_next for line in lines)


def _in_one(first: Paragraph, second: Paragraph, between: str) -> Paragraph:
    runs = (*first.runs, replace(first.runs[-1], text=between), *second.runs)
    anchors = (*first.anchors, *second.anchors)
    return replace(first, runs=runs, anchors=anchors, keep_next=False)


def _is_lead(box: Any) -> bool:  # noqa: ANN401
    """A marker, or a short number that the style puts beside the paragraph after it."""
    if getattr(box, "is_outside_marker", False):
        return True
    return box.style["position"] == "absolute" and bool(_LEAD.fullmatch(_text_of(box).strip()))


def _text_of(box: Any) -> str:  # noqa: ANN401
    if type(box).__name__ == "TextBox":
        return _NO_LETTER.sub("", box.text)
    return "".join(_text_of(child) for child in getattr(box, "children", ()))


def _style_of_text(box: Any) -> Any:  # noqa: ANN401
    """The style of the first letters in a box."""
    for child in getattr(box, "children", ()):
        if _text_of(child).strip():
            return _style_of_text(child)
    return box.style


def _plated(style: Any, around: _Around) -> _Around:  # noqa: ANN401
    """What an inline box puts behind and round its letters: a plate, or a frame."""
    ground = _colour(style["background_color"])
    edge = _border(style, "left") if _is_framed(style) else ""
    padded = ground if ground and _length(style["padding_left"]) else ""
    return replace(around, ground=ground or around.ground, edge=edge or padded or around.edge)


def _titles(element: Any) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        if str(child.tag).rpartition("}")[2] == "title":
            yield child.text or ""


def _page_counter(box: Any) -> str:  # noqa: ANN401
    """The page counter that a box of the style's own words shows; "" for none."""
    content = box.style["content"]
    if "::" not in str(box.element_tag) or not isinstance(content, tuple | list):
        return ""
    counted = [part[1][0] for part in content if isinstance(part, tuple) and part[0] == "counter()"]
    return next((name for name in counted if name in {"page", "pages"}), "")


def _counts_pages(box: Any) -> bool:  # noqa: ANN401
    return bool(_page_counter(box)) or any(
        _counts_pages(child) for child in getattr(box, "children", ())
    )


def _inside(box: Any, around: _Around) -> _Around:  # noqa: ANN401
    """What a box gives to those inside it, beside what stands around it."""
    style = box.style
    depth = around.depth + 1
    # The outermost boxes only place the text on a page; Word has margins of its own.
    within = sum(_length(style[side]) for side in ("margin_left", "padding_left"))
    left = _border(style, "left")
    ground = _colour(style["background_color"])
    framed = _is_framed(style)
    return replace(
        around,
        depth=depth,
        indent=around.indent + within if depth > _OUTERMOST else 0.0,
        ground=ground or around.ground,
        rule=left if left and not framed else around.rule,
        frame=left if framed else around.frame,
        quoted=around.quoted or box.element_tag == "blockquote",
    )


_OUTERMOST = 3  # the root, the body, and what stands right in it


def _ruled_over(pieces: list[Piece], style: Any) -> list[Piece]:  # noqa: ANN401
    """The pieces of a block, with the line that its style draws above them."""
    over = _border(style, "top")
    if not (over and pieces and isinstance(pieces[0], Paragraph)) or _is_framed(style):
        return pieces
    thick = round(_length(style["border_top_width"]), 1)
    return [replace(pieces[0], over=over, thick=thick), *pieces[1:]]


def _is_framed(style: Any) -> bool:  # noqa: ANN401
    return all(_border(style, side) for side in ("left", "top", "right", "bottom"))


def _border(style: Any, side: str) -> str:  # noqa: ANN401
    if style[f"border_{side}_style"] in {"none", "hidden"} or not style[f"border_{side}_width"]:
        return ""
    return _colour(style[f"border_{side}_color"], style)


def _length(value: Any) -> float:  # noqa: ANN401
    """A CSS length in points; 0 for what depends on the page."""
    number = getattr(value, "value", value)
    unit = getattr(value, "unit", "px")
    is_length = isinstance(number, int | float) and str(unit).lower() == "px"
    return round(float(number) * _POINTS, 2) if is_length else 0.0


def _share(value: Any) -> float:  # noqa: ANN401
    """A CSS percentage as a part of the whole; 0 for any other value."""
    return float(value.value) / 100 if getattr(value, "unit", "") == "%" else 0.0


def _is_unbroken(box: Any) -> bool:  # noqa: ANN401
    """Whether no line of a box is broken: by its own style, or by that of all words in it."""
    if type(box).__name__ == "TextBox" or not _text_of(box).strip():
        return bool(box.style["white_space"] == "nowrap")
    return all(_is_unbroken(one) for one in box.children if _text_of(one).strip())


def _hung(style: Any) -> float:  # noqa: ANN401
    """How far the first line of a paragraph stands out to the left."""
    return max(-_length(style["text_indent"]), 0.0)


def _hanging(style: Any) -> float:  # noqa: ANN401
    margin = _length(style["margin_left"])
    return -margin if margin < 0 else _USUAL_HANGING


def _colour(value: Any, style: Any = None) -> str:  # noqa: ANN401
    """Six hexadecimal digits; "" for what is seen through."""
    if value == "currentcolor":
        value = style["color"]
    alpha = getattr(value, "alpha", 0)
    if not alpha:
        return ""
    parts = value.to("srgb").coordinates
    # What is half seen through is mixed with the white of the paper.
    return "".join(f"{round(255 * (one * alpha + 1 - alpha)):02x}" for one in parts)


def _look(style: Any, around: _Around) -> Look:  # noqa: ANN401
    first = style["font_family"][0].lower()
    return Look(
        size=_length(style["font_size"]),
        colour=_colour(style["color"]) or "000000",
        family=style["font_family"][0],
        serif="serif" in first.replace("sans-serif", "")
        or ("sans" not in first and "serif" in style["font_family"]),
        bold=int(style["font_weight"]) >= _BOLD,
        italic=style["font_style"] != "normal",
        raised=style["font_variant_position"] == "super" or style["vertical_align"] == "super",
        ground=around.ground,
        edge=around.edge,
        spaced=_length(style["letter_spacing"]),
        caps=style["text_transform"] == "uppercase",
    )


def _faces(style: Any) -> set[Face]:  # noqa: ANN401
    weight, italic = int(style["font_weight"]), style["font_style"] != "normal"
    return {Face(family, weight, italic) for family in style["font_family"]}


_BOLD = 600


def _tidy(runs: Sequence[FlowRun]) -> list[FlowRun]:
    """Runs without the spaces that no line shows; neighbours of one look joined."""
    joined: list[FlowRun] = []
    for run in runs:
        last = joined[-1] if joined else None
        text = run.text
        if last is None or (last.text.endswith(("\n", " ")) and not last.counter):
            text = text.lstrip(" ")
        if not text and not run.counter:
            continue
        alike = last is not None and replace(last, text="") == replace(run, text="")
        if last is not None and alike and not run.href:
            joined[-1] = replace(last, text=last.text + text)
        else:
            joined.append(replace(run, text=text))
    while joined and not joined[-1].counter and not joined[-1].text.rstrip():
        joined.pop()
    if joined and not joined[-1].counter:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return joined


def _fitted(box: Any, *, natural: bool) -> tuple[float, float]:  # noqa: ANN401
    """Width and height in points, within the page's; a drawing is as wide as the text."""
    width, height, ratio = box.replacement.get_intrinsic_size(1, 16)
    ratio = ratio or (width / height if width and height else 2.0)
    wide = _length(width) if natural and width else WIDEST
    wide = min(wide, WIDEST, _HIGHEST * ratio)
    return round(wide, 1), round(wide / ratio, 1)
