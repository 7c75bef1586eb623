"""WeasyPrint's boxes before they are laid out, read as a flow of paragraphs, tables and pictures.

The boxes hold what the style says: numbers that it counts, words that it adds, what it hides.
Nothing here depends on the class names of a form. Runs in the layout process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefbuilder.language.catalogue import words_for
from briefbuilder.render.box_styles import (
    OUTERMOST,
    Around,
    aligned,
    faces_of_style,
    fitted,
    hanging_of,
    hung_out,
    ink_of_style,
    inside,
    is_aside,
    look_of,
    plated,
    points_of,
    ruled_over,
    share_of,
)
from briefbuilder.render.box_words import (
    LEAD,
    NO_LETTER,
    counts_pages,
    has_labels,
    in_one,
    is_lead,
    is_unbroken,
    page_counter,
    style_of_text,
    text_of,
    tidy,
    titles_of,
)
from briefbuilder.render.flow import Cell, Face, FlowPicture, FlowRun, Look, Paragraph, Piece, Table

_INLINE = frozenset({"TextBox", "LineBox", "InlineBox", "InlineBlockBox", "InlineReplacedBox"})
_BLOCK_ELEMENTS = frozenset({"p", "div", "section", "ul", "ol", "blockquote"})
_FEW_ROWS = 8
_FOOT = re.compile("foot|bottom")

Drawer = Callable[[Any, float, float], int]
"""Draws an element that is SVG, so many points wide and high; the number of the drawing."""

Turned = Callable[[str], bool]
"""Whether pages of a name, "" for those without one, are wider than high."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a document's boxes hold; `top` and `bottom` are what runs along on every page."""

    pieces: tuple[Piece, ...]
    top: tuple[Piece, ...]
    bottom: tuple[Piece, ...]
    faces: frozenset[Face]


def _never(_name: str) -> bool:
    return False


def read_boxes(root: Any, draw: Drawer, turned: Turned = _never) -> Found:  # noqa: ANN401 — WeasyPrint has no types
    """The flow of a document's boxes."""
    reader = _Reader(draw, turned, str(root.style["lang"] or ""))
    reader.block(root, Around())
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

    def block(self, box: Any, around: Around) -> None:  # noqa: ANN401
        """Read a box that stands by itself, with all that is in it."""
        style = box.style
        if style["position"][0] == "running()":
            self._run_along(box, str(style["position"][1]))
            return
        if is_lead(box):
            self._take_lead(box)
            return
        self._before(box)
        start = len(self.pieces)
        inner = replace(inside(box, around), turned=self._turned(str(style["page"])))
        if box.is_table_wrapper:
            self._table(box, inner)
        elif is_aside(style):
            self._aside(box, inner)
        elif hasattr(box, "replacement"):
            self._picture(box, inner)
        else:
            self._children(box, inner)
        self._after(box, start)

    def _aside(self, box: Any, around: Around) -> None:  # noqa: ANN401
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
            if last is not None and (labelled or not has_labels(lines)):
                joined[-1] = in_one(last, line, self._colon() if labelled else " · ")
            else:
                joined.append(line)
        for line in joined:
            self._add(line, around)

    def _colon(self) -> str:
        """What stands between a label and its words, as the document's language writes it."""
        return words_for(self._lang).gettext("{label}: {words}", label="", words="")

    def _run_along(self, box: Any, name: str) -> None:  # noqa: ANN401
        """What stands on every page is read by itself: at the top, or with the page number."""
        edge = self.bottom if _FOOT.search(name) or counts_pages(box) else self.top
        edge += ruled_over(self._read_inside(box, inside(box, Around())), box.style)

    def _read_inside(self, box: Any, around: Around, anchors: Sequence[str] = ()) -> list[Piece]:  # noqa: ANN401
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
        self._above = max(self._above, points_of(style["margin_top"]))
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
        self._above = max(self._above, points_of(style["margin_bottom"]))
        mine = range(start, len(self.pieces))
        self.pieces[start:] = ruled_over(self.pieces[start:], style)
        if style["break_inside"] in {"avoid", "avoid-page"}:
            for index in mine[:-1]:
                self.pieces[index] = replace(self.pieces[index], keep_next=True)
            for index in mine:
                piece = self.pieces[index]
                if isinstance(piece, Table) and len(piece.rows) <= _FEW_ROWS:
                    self.pieces[index] = replace(piece, together=True)
        if mine and style["break_after"] in {"avoid", "avoid-page"}:
            self.pieces[-1] = replace(self.pieces[-1], keep_next=True)

    def _children(self, box: Any, around: Around) -> None:  # noqa: ANN401
        for child in box.children:
            if type(child).__name__ in _INLINE and not child.is_table_wrapper:
                self._inline(child, box, around)
            else:
                self._end_paragraph(box, around)
                self.block(child, around)
        self._end_paragraph(box, around)

    def _end_paragraph(self, box: Any, around: Around) -> None:  # noqa: ANN401
        runs = tidy(self._runs)
        self._runs = []
        if runs:
            self._paragraph(runs, box, around)

    def _paragraph(self, runs: Sequence[FlowRun], box: Any, around: Around) -> None:  # noqa: ANN401
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
                hanging=round(self._hanging if self._lead else hung_out(style), 1),
                align=aligned(style),
                leftward=style["direction"] == "rtl",
                leading=points_of(style["line_height"]),
                ground=around.ground,
                rule=around.rule,
                frame=frame,
                anchors=tuple(self._anchors),
            ),
            around,
        )
        self._lead, self._lead_look = "", Look()
        self._anchors = []

    def _add(self, piece: Piece, around: Around) -> None:
        above = round(self._above, 1)
        self.pieces.append(
            replace(piece, above=above, new_page=self._new_page, turned=around.turned)
        )
        self._above, self._new_page = 0.0, False

    # Words

    def _inline(self, box: Any, block: Any, around: Around) -> None:  # noqa: ANN401
        kind = type(box).__name__
        if kind == "TextBox":
            if box.style["visibility"] == "visible":
                words = NO_LETTER.sub("", box.text)
                self.faces |= faces_of_style(box.style)
                self._runs.append(FlowRun(words, self._look(box.style, around), around.href))
            return
        self._anchor(box)
        counter = page_counter(box)
        if counter:
            self._runs.append(FlowRun("", self._look(box.style, around), counter=counter))
        elif kind == "InlineReplacedBox":
            self._end_paragraph(block, around)
            self._picture(box, around)
        elif kind == "InlineBlockBox" and box.element_tag in _BLOCK_ELEMENTS:
            self._end_paragraph(block, around)
            self._children(box, around)
        elif kind == "InlineBlockBox" and self._begins() and LEAD.fullmatch(text_of(box).strip()):
            self._take_lead(box)
        else:
            self._inline_children(box, block, around)

    def _look(self, style: Any, around: Around) -> Look:  # noqa: ANN401
        """The look of letters, with their language where the document has another one."""
        lang = str(style["lang"] or "")
        return replace(look_of(style, around), lang="" if lang == self._lang else lang)

    def _inline_children(self, box: Any, block: Any, around: Around) -> None:  # noqa: ANN401
        inner = around
        if box.element_tag == "a" and box.element.get("href"):
            inner = replace(inner, href=box.element.get("href"))
        if type(box).__name__ != "LineBox":
            inner = plated(box.style, inner)
        for child in box.children:
            if type(child).__name__ in _INLINE and not child.is_table_wrapper:
                self._inline(child, block, inner)
            else:
                self._end_paragraph(block, around)
                self.block(child, inner)

    def _take_lead(self, box: Any) -> None:  # noqa: ANN401
        self._lead, self._hanging = text_of(box).strip(), hanging_of(box.style)
        self._lead_look = look_of(style_of_text(box), Around())

    def _begins(self) -> bool:
        return not self._lead and not any(run.text.strip() for run in self._runs)

    # Tables and pictures

    def _lone_lead(self, box: Any, around: Around) -> None:  # noqa: ANN401
        """A number before what is no paragraph stands on a line of its own."""
        if self._lead:
            self._paragraph((), box, around)

    def _table(self, wrapper: Any, around: Around) -> None:  # noqa: ANN401
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

    def _row(self, row: Any, around: Around) -> tuple[Cell, ...]:  # noqa: ANN401
        return tuple(self._cell(cell, around) for cell in row.children)

    def _cell(self, box: Any, around: Around) -> Cell:  # noqa: ANN401
        ground = ink_of_style(box.style["background_color"]) or around.ground
        anchors, self._anchors = self._anchors, []
        inner = Around(depth=OUTERMOST, ground=around.ground)
        return Cell(
            pieces=tuple(self._read_inside(box, inner, anchors)),
            head=box.element_tag == "th",
            across=box.colspan,
            down=box.rowspan,
            ground=ground,
            width=points_of(box.style["width"]),
            share=share_of(box.style["width"]),
            unbroken=is_unbroken(box),
        )

    def _picture(self, box: Any, around: Around) -> None:  # noqa: ANN401
        element = box.element
        tag = str(element.tag).rpartition("}")[2]
        if "::" in str(box.element_tag) or tag not in {"img", "svg"}:
            return  # an ornament of the style, which says nothing
        self._lone_lead(box, around)
        is_drawn = type(box.replacement).__name__ == "SVGImage"
        width, height = fitted(box, natural=not is_drawn)
        alt = element.get("alt") or "".join(titles_of(element)).strip()
        indent = max(around.indent, 0.0)
        asset = str(element.get("src", ""))
        drawn = self._draw(element, width, height) if is_drawn else -1
        picture = FlowPicture(alt, asset, drawn, width=width, height=height, indent=indent)
        self._add(picture, around)
