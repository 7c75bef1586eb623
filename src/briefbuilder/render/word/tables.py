"""How wide the columns of a table are, and the lines round and between its cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from briefbuilder.render.drawing import text_width
from briefbuilder.render.flow import Cell, FlowPicture, Paragraph, Piece, Table

_TWIPS = 20  # in a point
_WIDER = 1.12  # than the form's own letters, whose widths are known, are those that Word has
_ROOM = 12.0  # beside a cell's words, in points
_LEAST = 24.0
_WIDEST_WORD = 160.0  # what is wider breaks inside,
_BROKEN_WORD = 60.0  # and asks for no more than this
CELL_SIDE = 4.0
"""Points between a cell's edge and its words, left and right."""
_ROW_SIDE, _BOX_SIDE = 2.5, 6.0  # points above and below a cell's words
_LINE = 'w:val="single" w:space="0"'


def in_columns(table: Table) -> Table:
    """The table with each cell in its column: a cell from above that reaches down has its places.

    HTML leaves those out of its rows; Word has a cell there that goes on.
    """
    rows: list[tuple[Cell, ...]] = []
    reaching: _Reaching = {}
    for number, row in enumerate(table.rows):
        placed, reaching = _in_columns(row, reaching, len(table.rows) - number)
        rows.append(placed)
    return replace(table, rows=tuple(rows))


_Reaching = dict[int, tuple[int, Cell]]
"""Cells that reach down into a row, by their columns, with how many rows they have from it on."""


def _in_columns(
    row: Sequence[Cell], reaching: _Reaching, rows: int
) -> tuple[tuple[Cell, ...], _Reaching]:
    """A row whose cells are in their columns, and what reaches down into the next; `rows` to go."""
    given, placed = list(row), list[Cell]()
    below: _Reaching = {}
    at = 0
    while given or any(column >= at for column in reaching):
        if at in reaching:
            reach, cell = reaching[at]
        else:
            cell = given.pop(0) if given else Cell(())
            reach = min(cell.down, rows) if cell.down else rows
        placed.append(cell)
        if reach > 1:
            below[at] = (reach - 1, replace(cell, pieces=(), covered=True))
        at += cell.across
    return tuple(placed), below


def columns_of(table: Table) -> int:
    """How many columns the widest row has."""
    return max((sum(cell.across for cell in row) for row in table.rows), default=0)


def widths_of(table: Table, room: float) -> list[float]:
    """The width of each column in points: its longest word fits, and the rest goes by length."""
    columns = [_Column() for _ in range(columns_of(table))]
    for row in table.rows:
        at = 0
        for cell in row:
            if cell.across == 1 and at < len(columns):
                columns[at].hold(cell, room)
            at += cell.across
    # What the style asks for is given where the words fit into it and room is left for the rest.
    fixed = [max(one.least, one.asked) if one.asked else 0.0 for one in columns]
    if all(fixed):
        return [width * room / sum(fixed) for width in fixed]
    rest = sum(one.least for one, width in zip(columns, fixed, strict=True) if not width)
    if sum(fixed) + rest < room:
        for one, width in zip(columns, fixed, strict=True):
            one.least, one.most = width or one.least, width or one.most
    return _shared_out(columns, room)


@dataclass(slots=True)
class _Column:
    """What a column's cells ask for, in points: `weight` grows with what they would wrap."""

    least: float = _LEAST
    most: float = _LEAST
    asked: float = 0.0
    weight: float = 0.0

    def hold(self, cell: Cell, room: float) -> None:
        """Make room for a cell of a table that is as wide as `room`."""
        word, line = _widths_of_words(cell)
        if not cell.unbroken and word > _WIDEST_WORD:
            word = _BROKEN_WORD
        self.least = max(self.least, min(line if cell.unbroken else word, _WIDEST_WORD) + _ROOM)
        self.most = max(self.most, self.least, line + _ROOM)
        self.asked = max(self.asked, cell.width, cell.share * room)
        self.weight += line**2


def _shared_out(columns: Sequence[_Column], room: float) -> list[float]:
    """Widths that fill the room: all that the words need, and then as few lines as can be.

    The lines of a column grow with its words over its width; the sum of their squares is smallest
    where widths are as the cube roots of the weights.
    """
    least = [one.least for one in columns]
    if sum(least) >= room:
        return _cut_down(least, room)
    wanted = [one.weight ** (1 / 3) for one in columns]
    widths: dict[int, float] = {}
    while len(widths) < len(columns):
        free = [at for at in range(len(columns)) if at not in widths]
        left = room - sum(widths.values())
        whole = sum(wanted[at] for at in free) or 1.0
        offered = {at: left * wanted[at] / whole for at in free}
        short = {at: least[at] for at in free if offered[at] < least[at]}
        over = {at: columns[at].most for at in free if offered[at] > columns[at].most}
        widths |= short or over or offered
    # What nobody needs goes to all alike.
    return [widths[at] * room / sum(widths.values()) for at in range(len(columns))]


def _cut_down(least: Sequence[float], room: float) -> list[float]:
    """Only the widest give way, as far as they must: short words stay whole."""
    left, widths = room, {}
    for count, at in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[at] = min(least[at], left / (len(least) - count))
        left -= widths[at]
    return [widths[at] for at in range(len(least))]


def _widths_of_words(cell: Cell) -> tuple[float, float]:
    """The widest word of a cell, and its widest line."""
    word, line = 0.0, 0.0
    for piece in cell.pieces:
        if isinstance(piece, Paragraph) and piece.runs:
            size = max(run.look.size for run in piece.runs) * _WIDER
            bold = any(run.look.bold for run in piece.runs)
            for text in piece.text.split("\n"):
                line = max(line, text_width(text, size, bold=bold))
                words = (text_width(one, size, bold=bold) for one in text.split(" "))
                word = max(word, *words)
        elif isinstance(piece, FlowPicture):
            word = line = max(line, piece.width)
    return word, line


def height_of(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """About how high a row is, in points."""
    highest, column = 0.0, 0
    for cell in row:
        width = sum(widths[column : column + cell.across]) - 2 * CELL_SIDE
        highest = max(highest, sum(_height_of(piece, width) for piece in cell.pieces))
        column += cell.across
    return highest


def _height_of(piece: Piece, width: float) -> float:
    match piece:
        case Paragraph():
            size = max((run.look.size for run in piece.runs), default=0.0)
            room = max(width - piece.indent, _LEAST)
            long = sum(text_width(run.text, run.look.size) for run in piece.runs)
            return piece.above + max(piece.leading, size) * math.ceil(long / room or 1)
        case FlowPicture():
            return piece.above + piece.height
        case Table():
            inner = widths_of(piece, width)
            return piece.above + sum(height_of(row, inner) for row in piece.rows)


def set_up(made: Any, table: Table, widths: Sequence[float]) -> None:  # noqa: ANN401 — python-docx hides its types
    """Fix the columns, so that no program makes up its own, and draw the lines between rows."""
    side = _twips(_BOX_SIDE if _is_box(table) else _ROW_SIDE)
    lines = (
        f'<w:tblBorders><w:top {_LINE} w:sz="8" w:color="44525A"/><w:bottom {_LINE} w:sz="8" '
        f'w:color="44525A"/><w:insideH {_LINE} w:sz="4" w:color="C9D1D5"/></w:tblBorders>'
    )
    properties = parse_xml(
        f'<w:tblPr {nsdecls("w")}><w:tblW w:type="dxa" w:w="{_twips(sum(widths))}"/>'
        f'<w:tblInd w:type="dxa" w:w="{_twips(table.indent)}"/>{lines if table.ruled else ""}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{side}" w:type="dxa"/>'
        f'<w:left w:w="{_twips(CELL_SIDE)}" w:type="dxa"/><w:bottom w:w="{side}" w:type="dxa"/>'
        f'<w:right w:w="{_twips(CELL_SIDE)}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    element = made._tbl  # noqa: SLF001 — no interface for any of it
    element.replace(element.tblPr, properties)
    for column, width in zip(element.tblGrid.iterchildren(), widths, strict=True):
        column.set(qn("w:w"), str(_twips(width)))


def _is_box(table: Table) -> bool:
    """Whether it is one cell on a coloured ground."""
    return len(table.rows) == 1 and len(table.rows[0]) == 1 and bool(table.rows[0][0].ground)


def _twips(points: float) -> int:
    return round(points * _TWIPS)


def set_cell(cell: Any, width: float, ground: str) -> None:  # noqa: ANN401
    """The width and the colour of a cell."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    size = properties.get_or_add_tcW()
    size.set(qn("w:w"), str(_twips(width)))
    size.set(qn("w:type"), "dxa")
    if ground:
        properties.append(shading(ground))


def reach_down(place: Any, cell: Cell) -> None:  # noqa: ANN401
    """Make one cell of those below one another that HTML has as one."""
    if cell.covered:
        place._tc.vMerge = "continue"  # noqa: SLF001 — no interface for rows that are not there yet
    elif cell.down != 1:
        place._tc.vMerge = "restart"  # noqa: SLF001


def shading(ground: str) -> Any:  # noqa: ANN401
    """An element that colours what is behind letters, a paragraph or a cell."""
    return parse_xml(
        f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{ground.upper()}"/>'
    )


def keep_row(row: Any, *, head: bool, whole: bool) -> None:  # noqa: ANN401
    """A row that is to stay `whole` breaks over no pages; a head stands on each page again."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    if whole:
        properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
