"""Pieces of a flow, written into a Word document."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError
from docx.shared import Pt

from briefbuilder.errors import OutputMismatchError
from briefbuilder.language.catalogue import Catalogue
from briefbuilder.language.interface import _
from briefbuilder.render.flow import Cell, FlowPicture, FlowRun, Look, Paragraph, Piece, Table
from briefbuilder.render.word.faces import Faces
from briefbuilder.render.word.grounds import boxed_up, draw_round, in_one_line, on_ground
from briefbuilder.render.word.letters import SEEN, Hand, mark_anchors
from briefbuilder.render.word.numbering import Numbering
from briefbuilder.render.word.styles import StyleLook, style_of
from briefbuilder.render.word.tables import (
    CELL_SIDE,
    columns_of,
    height_of,
    in_columns,
    keep_row,
    reach_down,
    set_cell,
    set_up,
    widths_of,
)
from briefbuilder.render.word.turning import turn_paragraph, turn_table

_ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}

Image = Callable[[FlowPicture], bytes]
"""The bytes of a picture, as PNG or JPEG."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What the document's styles look like, so that only what differs is written.

    `words` are those of the brief's language, for names that Word shows beside the page.
    """

    styles: Mapping[str, StyleLook]
    faces: Faces
    words: Catalogue
    ids: dict[str, str | None] = field(default_factory=dict)

    def id_in(self, paragraph: Any, name: str) -> str | None:  # noqa: ANN401
        """The id of a style, None for what a paragraph is by itself; python-docx is asked once.

        It goes through all styles of the document for each paragraph.
        """
        if name not in self.ids:
            self.ids[name] = paragraph.part.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH)
        return self.ids[name]

    def of(self, paragraph: Paragraph) -> StyleLook:
        """The look of the style that a paragraph has."""
        return self.styles[style_of(paragraph)]


class Writer:
    """Writes pieces into one place of a document: its body, a cell, a header or a footer."""

    def __init__(
        self,
        place: Any,  # noqa: ANN401 — python-docx hides its types
        *,
        room: float,
        looks: Looks,
        numbering: Numbering,
        image: Image,
    ) -> None:
        self._place = place
        self._room = room
        self._looks = looks
        self._numbering = numbering
        self._image = image
        self._last: Any = None
        self._after_table = False
        self._kept = False

    def write(self, pieces: Sequence[Piece]) -> None:
        """Write pieces at the end of the place."""
        for piece in in_one_line(boxed_up(pieces), self._room):
            match piece:
                case Paragraph():
                    self._paragraph(piece)
                case Table():
                    self._table(piece)
                case FlowPicture():
                    self._picture(piece)
        if self._after_table:
            self._gap()  # a document and a cell end with a paragraph

    def _inner(self, place: Any, room: float) -> Writer:  # noqa: ANN401
        return Writer(
            place, room=room, looks=self._looks, numbering=self._numbering, image=self._image
        )

    def _new_paragraph(self, style: str) -> Any:  # noqa: ANN401
        made = self._place.add_paragraph()
        made._p.style = self._looks.id_in(made, style)  # noqa: SLF001 — its own property searches
        self._last, self._after_table = made, False
        return made

    def _gap(self, above: float = 0.0) -> None:
        """A paragraph of no height, where Word must have one."""
        made = self._new_paragraph("Normal")
        made.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        made.paragraph_format.line_spacing = Pt(1)
        made.paragraph_format.space_before = Pt(above)
        made.paragraph_format.keep_with_next = self._kept or None
        self._kept = False

    # Paragraphs

    def _paragraph(self, paragraph: Paragraph) -> None:
        made = self._new_paragraph(style_of(paragraph))
        looks = self._looks.of(paragraph)
        self._set_lines(made, paragraph, looks)
        if paragraph.lead:
            self._lead(made, paragraph, looks.look)
        if paragraph.lead or paragraph.indent or paragraph.hanging:
            made.paragraph_format.left_indent = Pt(paragraph.indent)
            made.paragraph_format.first_line_indent = Pt(-paragraph.hanging)
        self._hand(made, looks.look, paragraph.ground).write(paragraph.runs)
        mark_anchors(made, paragraph.anchors, self._numbering.bookmarks)

    def _hand(self, made: Any, style: Look, ground: str = "") -> Hand:  # noqa: ANN401
        return Hand(made, style, self._looks.faces, ground)

    def _lead(self, made: Any, paragraph: Paragraph, style: Look) -> None:  # noqa: ANN401
        hand, look = self._hand(made, style), replace(paragraph.lead_look, raised=False)
        if not self._numbering.number(made, paragraph):
            hand.write([FlowRun(f"{paragraph.lead}\t", look)])
            return
        # A number looks like the mark that ends its paragraph.
        mark = made.add_run()
        hand.set_look(mark, look)
        properties = mark._r.rPr  # noqa: SLF001 — the mark has no interface
        made._p.remove(mark._r)  # noqa: SLF001
        if properties is not None:
            made._p.get_or_add_pPr().append(properties)  # noqa: SLF001

    def _set_lines(self, made: Any, paragraph: Paragraph, looks: StyleLook) -> None:  # noqa: ANN401
        lines = made.paragraph_format
        if abs(paragraph.above - looks.above) > SEEN:
            lines.space_before = Pt(paragraph.above)
        if paragraph.leading and abs(paragraph.leading - looks.leading) > SEEN:
            lines.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
            lines.line_spacing = Pt(paragraph.leading)
        turn_paragraph(made, paragraph)
        if paragraph.align in _ALIGN:
            lines.alignment = _ALIGN[paragraph.align]
        if paragraph.keep_next:
            lines.keep_with_next = True
        if paragraph.new_page:
            lines.page_break_before = True
        draw_round(made, paragraph)

    # Tables and pictures

    def _table(self, table: Table) -> None:
        table = in_columns(table)
        columns = columns_of(table)
        if not columns:
            return
        if self._last is not None and table.above and not self._after_table:
            self._last.paragraph_format.space_after = Pt(table.above)
        if self._after_table or table.new_page or self._last is None:
            # Else Word would make one table of two.
            self._gap(table.above if self._after_table else 0.0)
            self._last.paragraph_format.page_break_before = table.new_page or None
        room = self._room - table.indent
        widths = widths_of(table, room)
        made = (
            self._place.add_table(0, columns, Pt(room))
            if _has_width(self._place)
            else (self._place.add_table(0, columns))
        )
        set_up(made, table, widths)
        turn_table(made, table)
        heights = [height_of(row, widths) for row in table.rows]
        together = table.together and sum(heights) < _HALF_A_PAGE
        for number, row in enumerate(table.rows):
            kept = together and number < len(table.rows) - 1
            whole = heights[number] < _HALF_A_PAGE
            kept = whole and (kept or table.keep_next)
            self._row(made, row, widths, head=number < table.heads, kept=kept, whole=whole)
        self._after_table, self._kept = True, table.keep_next

    def _row(
        self,
        table: Any,  # noqa: ANN401
        row: Sequence[Cell],
        widths: Sequence[float],
        *,
        head: bool,
        kept: bool,
        whole: bool,
    ) -> None:
        made = table.add_row()
        keep_row(made, head=head, whole=whole)
        places = made.cells
        column = 0
        for cell in row:
            last = min(column + cell.across, len(widths)) - 1
            place = places[column]
            if last > column:
                place = place.merge(places[last])
            width = sum(widths[column : last + 1])
            set_cell(place, width, cell.ground)
            reach_down(place, cell)
            self._cell(place, cell, width, kept=kept or head)
            column = last + 1

    def _cell(self, place: Any, cell: Cell, width: float, *, kept: bool) -> None:  # noqa: ANN401
        pieces = [
            replace(on_ground(piece, cell.ground), keep_next=kept or piece.keep_next)
            for piece in cell.pieces
        ]
        empty = place.paragraphs[0]
        if pieces:
            empty._p.getparent().remove(empty._p)  # noqa: SLF001 — the cell's own is not needed
            self._inner(place, width - 2 * CELL_SIDE).write(pieces)
        else:
            empty._p.style = self._looks.id_in(empty, "Table Text")  # noqa: SLF001 — as below

    def _picture(self, picture: FlowPicture) -> None:
        made = self._new_paragraph("Normal")
        made.paragraph_format.space_before = Pt(picture.above)
        made.paragraph_format.keep_with_next = picture.keep_next or None
        made.paragraph_format.page_break_before = picture.new_page or None
        made.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        made.paragraph_format.left_indent = Pt(picture.indent)
        scale = min(1.0, (self._room - picture.indent) / picture.width) if picture.width else 1.0
        try:
            shape = made.add_run().add_picture(
                io.BytesIO(self._image(picture)),
                Pt(picture.width * scale),
                Pt(picture.height * scale),
            )
        except (InvalidImageStreamError, UnexpectedEndOfFileError) as error:
            raise OutputMismatchError(
                _(
                    'The picture "{name}" cannot be put into a Word document. Open it in another '
                    "program, save it again and choose it anew.",
                    name=picture.asset.rpartition("/")[2],
                )
            ) from error
        properties = shape._inline.docPr  # noqa: SLF001 — the alternative text has no interface
        properties.set("descr", picture.alt)
        number = properties.get("id")
        properties.set("name", self._looks.words.gettext("Picture {number}", number=number))


_HALF_A_PAGE = 330.0  # points: what is higher may break, and need not wait for a page of its own


def _has_width(place: Any) -> bool:  # noqa: ANN401
    """Headers and footers must be told how wide a table is; cells and the body know."""
    return hasattr(place, "is_linked_to_previous")
