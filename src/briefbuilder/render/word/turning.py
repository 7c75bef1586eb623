"""Paragraphs and tables of a Word document that run from right to left."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement

from briefbuilder.render.direction import runs_from_the_right
from briefbuilder.render.flow import Paragraph, Table, paragraphs

_AFTER_DIRECTION = (
    "w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents "
    "w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl "
    "w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange"
).split()
_AFTER_COLUMNS = (
    "w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc w:tblCellSpacing w:tblInd "
    "w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook w:tblCaption w:tblDescription"
).split()


def turn_paragraph(made: Any, paragraph: Paragraph) -> None:  # noqa: ANN401 — python-docx has no types
    """Set a paragraph from the right when it begins there."""
    if paragraph.leftward:
        properties = made._p.get_or_add_pPr()  # noqa: SLF001 — no interface for it
        properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_DIRECTION)


def turn_table(made: Any, table: Table) -> None:  # noqa: ANN401
    """Set the columns of a table from the right when the words of its first cell run so."""
    cells = [cell for row in table.rows for cell in row]
    words = " ".join(one.text for one in paragraphs(cells[0].pieces)) if cells else ""
    if runs_from_the_right(words):
        properties = made._tbl.tblPr  # noqa: SLF001
        properties.insert_element_before(OxmlElement("w:bidiVisual"), *_AFTER_COLUMNS)
