"""Lines and grounds of paragraphs, which Word draws otherwise than the pages do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefbuilder.render.drawing import text_width
from briefbuilder.render.flow import Cell, Look, Paragraph, Piece, Table
from briefbuilder.render.word.tables import (
    CELL_SIDE,
    shading,
)

_AFTER_BORDERS = (
    "w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct "
    "w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind "
    "w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection w:textAlignment "
    "w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange"
).split()
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def in_one_line(pieces: Sequence[Piece], room: float) -> list[Piece]:
    """Pieces whose lines along the left stand under each other, as far as Word can draw them.

    Word draws the line to the left of a paragraph's number, the pages to the right of it.
    """
    lined: list[Piece] = []
    for rule, group in groupby(pieces, key=_rule_of):
        held = list(group)
        places = [one.indent - one.hanging for one in held if isinstance(one, Paragraph)]
        if rule and max(places) > min(places):
            place = min(places) - _AWAY
            held = [_lined(one, place, room) for one in held if isinstance(one, Paragraph)]
        lined += held
    return lined


def _rule_of(piece: Piece) -> str:
    return piece.rule if isinstance(piece, Paragraph) else ""


def _lined(paragraph: Paragraph, place: float, room: float) -> Paragraph:
    """A paragraph with its line at a place; one of a single line may begin left of its words."""
    away = paragraph.indent - paragraph.hanging - place
    farther = away - _FARTHEST
    if farther <= 0:
        return replace(paragraph, away=away)
    wide = sum(text_width(run.text, run.look.size, bold=True) for run in paragraph.runs)
    if paragraph.hanging or wide > room - paragraph.indent:
        return replace(paragraph, away=_FARTHEST)
    indent = paragraph.indent - farther
    return replace(paragraph, away=_FARTHEST, indent=indent, hanging=-farther)


_AWAY = 4.0  # points between the line along a paragraph and its number


def boxed_up(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs on a coloured ground, put into a box of their own; headings stand for themselves.

    Word colours what is behind each paragraph by itself, with gaps and ragged edges between them.
    """
    boxed: list[Piece] = []
    held: list[Paragraph] = []
    for piece in (*pieces, None):
        stands = isinstance(piece, Paragraph) and piece.ground and piece.tag not in _HEADINGS
        if held and not (
            stands and isinstance(piece, Paragraph) and piece.ground == held[0].ground
        ):
            _add_box(boxed, _box(held))
            held = []
        if stands and isinstance(piece, Paragraph):
            held.append(piece)
        elif piece is not None:
            boxed.append(piece)
    return boxed


def _add_box(boxed: list[Piece], box: Table) -> None:
    """Add a box; a heading of its colour right before it is as wide, with no gap between them."""
    ground, last = box.rows[0][0].ground, boxed[-1] if boxed else None
    if isinstance(last, Paragraph) and last.ground == ground:
        boxed[-1] = replace(last, reach=last.indent - box.indent)
        box = replace(box, above=0.0)
    boxed.append(box)


def _box(held: Sequence[Paragraph]) -> Table:
    farthest = min(one.indent - one.hanging for one in held)
    left = farthest - CELL_SIDE if farthest < 0 else 0.0
    inside = tuple(
        replace(
            on_ground(one, one.ground),
            indent=one.indent - left - (CELL_SIDE if left else 0.0),
            above=0.0 if one is held[0] else one.above,
        )
        for one in held
    )
    cell = Cell(inside, ground=held[0].ground)
    return Table(
        ((cell,),),
        ruled=False,
        indent=left,
        above=held[0].above,
        together=True,
        keep_next=held[-1].keep_next,
        new_page=held[0].new_page,
    )


def on_ground(piece: Piece, ground: str) -> Piece:
    """A piece in a cell that has the piece's colour behind it already."""
    if not (isinstance(piece, Paragraph) and ground and piece.ground == ground):
        return piece
    runs = tuple(replace(run, look=_unground(run.look, ground)) for run in piece.runs)
    return replace(piece, ground="", runs=runs)


def _unground(look: Look, ground: str) -> Look:
    return replace(look, ground="") if look.ground == ground else look


def draw_round(made: Any, paragraph: Paragraph) -> None:  # noqa: ANN401
    """The lines along, over and round a paragraph, and the colour behind it."""
    properties = made._p.get_or_add_pPr()  # noqa: SLF001 — no interface for either
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{round(size * _EIGHTHS)}" w:space="{round(space)}" '
        f'w:color="{colour.upper()}"/>'
        for side, (colour, size, space) in _lines_round(paragraph).items()
    )
    if lines:
        borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")
        properties.insert_element_before(borders, *_AFTER_BORDERS)
    if paragraph.ground:
        properties.insert_element_before(shading(paragraph.ground), *_AFTER_BORDERS[1:])


def _lines_round(paragraph: Paragraph) -> dict[str, tuple[str, float, float]]:
    """Colour, thickness and distance of the line on each side, in the order that Word wants."""
    one = paragraph
    if one.frame:
        return dict.fromkeys(("top", "left", "bottom", "right"), (one.frame, 1.0, 6.0))
    lines = {}
    if one.over:
        lines["top"] = (one.over, max(one.thick, _THINNEST), 5.0)
    elif one.reach:
        lines["top"] = (one.ground, 1.0, 6.0)
    if one.reach:
        # Lines of the ground's own colour make the ground larger than the letters.
        space = min(one.reach - 1.0, _FARTHEST)
        lines["left"] = (one.ground, min(one.reach - space, _THICKEST), space)
    elif one.rule:
        lines["left"] = (one.rule, 1.0, one.away)
    return lines


_EIGHTHS = 8  # of a point, in which Word gives the thickness of lines

_THINNEST, _THICKEST, _FARTHEST = 0.25, 12.0, 31.0  # lines of Word, in points
