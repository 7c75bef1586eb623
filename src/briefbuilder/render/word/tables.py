"""How wide the columns of a table are, and the lines round and between its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from briefbuilder.render.drawing import text_width
from briefbuilder.render.flow import Cell, Paragraph, Picture, Table

_TWIPS = 20  # in a point
_WIDER = 1.12  # than the form's own letters, whose widths are known, are those that Word has
_ROOM = 12.0  # beside a cell's words, in points
_LEAST = 24.0
_WIDEST_WORD = 160.0  # what is wider breaks inside
CELL_SIDE = 4.0
"""Points between a cell's edge and its words, left and right."""
_LINE = 'w:val="single" w:space="0"'


def columns_of(table: Table) -> int:
    """How many columns the widest row has."""
    return max((sum(cell.across for cell in row) for row in table.rows), default=0)


def widths_of(table: Table, room: float) -> list[float]:
    """The width of each column in points: its longest word fits, and the rest goes by length."""
    count = columns_of(table)
    least, most, asked = [_LEAST] * count, [_LEAST] * count, [0.0] * count
    for row in table.rows:
        column = 0
        for cell in row:
            if cell.across == 1 and column < count:
                word, line = _widths_of_words(cell)
                word = line if cell.unbroken else word
                least[column] = max(least[column], word + _ROOM)
                most[column] = max(most[column], line + _ROOM)
                asked[column] = max(asked[column], cell.width, cell.share * room)
            column += cell.across
    least = [min(one, _WIDEST_WORD) for one in least]
    # What the style asks for is given where the words fit into it and room is left for the rest.
    fixed = [max(low, width) if width else 0.0 for low, width in zip(least, asked, strict=True)]
    if all(fixed):
        return [width * room / sum(fixed) for width in fixed]
    rest = sum(low for low, width in zip(least, fixed, strict=True) if not width)
    if sum(fixed) + rest < room:
        least = [width or low for low, width in zip(least, fixed, strict=True)]
        most = [width or high for high, width in zip(most, fixed, strict=True)]
    most = [max(low, high) for low, high in zip(least, most, strict=True)]
    return _shared_out(least, most, room)


def _shared_out(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    # The longer a column's words are, the more room it gets, but not in full proportion.
    wanted = [(high - low) ** 0.7 for low, high in zip(least, most, strict=True)]
    rest = room - sum(least)
    share = sum(wanted)
    if not share:
        return [one * room / sum(least) for one in least]
    return [low + rest * want / share for low, want in zip(least, wanted, strict=True)]


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
        elif isinstance(piece, Picture):
            word = line = max(line, piece.width)
    return word, line


def set_up(table: Any, widths: Sequence[float], indent: float, *, ruled: bool) -> None:  # noqa: ANN401 — python-docx hides its types
    """Fix the columns, so that no program makes up its own, and draw the lines between rows."""
    lines = (
        f'<w:tblBorders><w:top {_LINE} w:sz="8" w:color="44525A"/><w:bottom {_LINE} w:sz="8" '
        f'w:color="44525A"/><w:insideH {_LINE} w:sz="4" w:color="C9D1D5"/></w:tblBorders>'
    )
    properties = parse_xml(
        f'<w:tblPr {nsdecls("w")}><w:tblW w:type="dxa" w:w="{_twips(sum(widths))}"/>'
        f'<w:tblInd w:type="dxa" w:w="{_twips(indent)}"/>{lines if ruled else ""}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="50" w:type="dxa"/>'
        f'<w:left w:w="{_twips(CELL_SIDE)}" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/>'
        f'<w:right w:w="{_twips(CELL_SIDE)}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    element = table._tbl  # noqa: SLF001 — no interface for any of it
    element.replace(element.tblPr, properties)
    for column, width in zip(element.tblGrid.iterchildren(), widths, strict=True):
        column.set(qn("w:w"), str(_twips(width)))


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


def shading(ground: str) -> Any:  # noqa: ANN401
    """An element that colours what is behind letters, a paragraph or a cell."""
    return parse_xml(
        f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{ground.upper()}"/>'
    )


def keep_rows(row: Any, *, head: bool) -> None:  # noqa: ANN401
    """No row breaks over two pages; a head stands on each page again."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
