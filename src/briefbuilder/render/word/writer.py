"""Pieces of a flow, written into a Word document."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from briefbuilder.errors import OutputMismatchError
from briefbuilder.language.catalogue import Catalogue
from briefbuilder.language.interface import _
from briefbuilder.render.drawing import text_width
from briefbuilder.render.east_asian import language_of_words
from briefbuilder.render.flow import Cell, FlowRun, Look, Paragraph, Picture, Piece, Table
from briefbuilder.render.word.faces import Faces, set_face
from briefbuilder.render.word.numbering import Numbering
from briefbuilder.render.word.scripts import by_way, mirror_for_scripts, say_language
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
    shading,
    widths_of,
)
from briefbuilder.render.word.turning import turn_paragraph, turn_table

_AFTER_BORDERS = (
    "w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct "
    "w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind "
    "w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection w:textAlignment "
    "w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange"
).split()
_AFTER_SPACING = "w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd".split()
_AFTER_SHADING = "w:fitText w:vertAlign w:rtl w:cs w:em w:lang w:specVanish w:oMath".split()
_AFTER_SPACING += _AFTER_SHADING
_TWIPS = 20  # in a point
_ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_BOOKMARK = 40

Image = Callable[[Picture], bytes]
"""The bytes of a picture, as PNG or JPEG."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What the document's styles look like, so that only what differs is written.

    `words` are those of the brief's language, for names that Word shows beside the page.
    """

    styles: Mapping[str, StyleLook]
    faces: Faces
    words: Catalogue

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
        for piece in _in_one_line(_boxed(pieces), self._room):
            match piece:
                case Paragraph():
                    self._paragraph(piece)
                case Table():
                    self._table(piece)
                case Picture():
                    self._picture(piece)
        if self._after_table:
            self._gap()  # a document and a cell end with a paragraph

    def _inner(self, place: Any, room: float) -> Writer:  # noqa: ANN401
        return Writer(
            place, room=room, looks=self._looks, numbering=self._numbering, image=self._image
        )

    def _new_paragraph(self, style: str) -> Any:  # noqa: ANN401
        made = self._place.add_paragraph(style=style)
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

    def _hand(self, made: Any, style: Look, ground: str = "") -> _Hand:  # noqa: ANN401
        return _Hand(made, style, self._looks.faces, ground)

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
        if abs(paragraph.above - looks.above) > _SEEN:
            lines.space_before = Pt(paragraph.above)
        if paragraph.leading and abs(paragraph.leading - looks.leading) > _SEEN:
            lines.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
            lines.line_spacing = Pt(paragraph.leading)
        turn_paragraph(made, paragraph)
        if paragraph.align in _ALIGN:
            lines.alignment = _ALIGN[paragraph.align]
        if paragraph.keep_next:
            lines.keep_with_next = True
        if paragraph.new_page:
            lines.page_break_before = True
        _draw_round(made, paragraph)

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
            replace(_on_ground(piece, cell.ground), keep_next=kept or piece.keep_next)
            for piece in cell.pieces
        ]
        empty = place.paragraphs[0]
        if pieces:
            empty._p.getparent().remove(empty._p)  # noqa: SLF001 — the cell's own is not needed
            self._inner(place, width - 2 * CELL_SIDE).write(pieces)
        else:
            empty.style = "Table Text"

    def _picture(self, picture: Picture) -> None:
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
_SEEN = 0.3  # points: a smaller difference is not seen


def _has_width(place: Any) -> bool:  # noqa: ANN401
    """Headers and footers must be told how wide a table is; cells and the body know."""
    return hasattr(place, "is_linked_to_previous")


def _in_one_line(pieces: Sequence[Piece], room: float) -> list[Piece]:
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


def _boxed(pieces: Sequence[Piece]) -> list[Piece]:
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
            _on_ground(one, one.ground),
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


def _on_ground(piece: Piece, ground: str) -> Piece:
    """A piece in a cell that has the piece's colour behind it already."""
    if not (isinstance(piece, Paragraph) and ground and piece.ground == ground):
        return piece
    runs = tuple(replace(run, look=_unground(run.look, ground)) for run in piece.runs)
    return replace(piece, ground="", runs=runs)


def _unground(look: Look, ground: str) -> Look:
    return replace(look, ground="") if look.ground == ground else look


def _draw_round(made: Any, paragraph: Paragraph) -> None:  # noqa: ANN401
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


# Letters

_PAD = "\u00a0"  # beside the letters on a plate


@dataclass(frozen=True, slots=True)
class _Hand:
    """Writes letters at the end of a paragraph; only what differs from its style is written down.

    `ground` is the colour that the paragraph itself has behind it.
    """

    made: Any
    style: Look
    faces: Faces
    ground: str = ""

    def write(self, runs: Sequence[FlowRun]) -> None:
        """Write runs, links and numbers of pages among them."""
        for run in runs:
            if run.counter:
                self._count_pages(run)
            elif run.text:
                is_plate = run.look.edge and run.look.edge == run.look.ground
                words = f"{_PAD}{run.text}{_PAD}" if is_plate else run.text
                for part, leftward in by_way(words):
                    self._write_part(part, run, leftward=leftward)

    def _write_part(self, part: str, run: FlowRun, *, leftward: bool) -> None:
        written = self.made.add_run(part)
        self.set_look(written, run.look)
        if leftward:
            written.font.rtl = True
        if (leftward or not part.isascii()) and written._r.rPr is not None:  # noqa: SLF001
            mirror_for_scripts(written._r.rPr)  # noqa: SLF001
        language = "" if run.look.lang else language_of_words(part)
        if language:
            say_language(written._r.get_or_add_rPr(), language)  # noqa: SLF001
        if run.href:
            _make_link(self.made, written, run.href)

    def set_look(self, written: Any, wanted: Look) -> None:  # noqa: ANN401
        """Make a run look as wanted."""
        font, faces, style = written.font, self.faces, self.style
        if faces.name(wanted) != faces.name(style):
            set_face(written._r.get_or_add_rPr(), faces.name(wanted))  # noqa: SLF001 — every script
        if abs(wanted.size - style.size) > _SEEN and not wanted.raised:
            font.size = Pt(wanted.size)
        if wanted.colour != style.colour:
            font.color.rgb = RGBColor.from_string(wanted.colour.upper())
        if faces.bold(wanted) != faces.bold(style):
            font.bold = faces.bold(wanted)
        if wanted.italic != style.italic:
            font.italic = wanted.italic
        if wanted.caps:
            font.all_caps = True
        if wanted.raised:
            font.superscript = True
        if wanted.lang:
            say_language(written._r.get_or_add_rPr(), wanted.lang)  # noqa: SLF001 — no interface for it
        self._set_plate(written, wanted)

    def _set_plate(self, written: Any, wanted: Look) -> None:  # noqa: ANN401
        """The space between letters, the line round them and the colour behind them."""
        spaced = abs(wanted.spaced) > _SEEN
        ground = wanted.ground if wanted.ground != self.ground else ""
        if not (spaced or wanted.edge or ground):
            return
        properties = written._r.get_or_add_rPr()  # noqa: SLF001 — no interface for these
        if spaced:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(round(wanted.spaced * _TWIPS)))
            properties.insert_element_before(spacing, *_AFTER_SPACING)
        if wanted.edge and wanted.edge != wanted.ground:
            edge = parse_xml(
                f'<w:bdr {nsdecls("w")} w:val="single" w:sz="8" w:space="2" '
                f'w:color="{wanted.edge.upper()}"/>'
            )
            properties.insert_element_before(edge, "w:shd", *_AFTER_SHADING)
        if ground:
            properties.insert_element_before(shading(ground), *_AFTER_SHADING)

    def _count_pages(self, run: FlowRun) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE" if run.counter == "page" else "NUMPAGES")
        written = self.made.add_run("1")
        self.set_look(written, run.look)
        self.made._p.append(field)  # noqa: SLF001 — fields have no interface
        field.append(written._r)  # noqa: SLF001


def _make_link(made: Any, written: Any, href: str) -> None:  # noqa: ANN401
    link = OxmlElement("w:hyperlink")
    if href.startswith("#"):
        link.set(qn("w:anchor"), bookmark_name(href[1:]))
    else:
        target = made.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
    written._r.addprevious(link)  # noqa: SLF001 — hyperlinks cannot be made in another way
    link.append(written._r)  # noqa: SLF001


def bookmark_name(anchor: str) -> str:
    """An anchor as Word allows it: letters, digits and underscores, and 40 of them.

    A longer one ends in a mark of its own, so that no two that begin alike are one to Word.
    """
    name = anchor.replace("-", "_")
    if len(name) <= _LONGEST_BOOKMARK:
        return name
    mark = hashlib.sha256(anchor.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST_BOOKMARK - len(mark) - 1]}_{mark}"


def mark_anchors(made: Any, anchors: Sequence[str], numbers: Iterator[int]) -> None:  # noqa: ANN401
    """Make a paragraph the target of links to its anchors."""
    for anchor, number in zip(anchors, numbers, strict=False):
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(number))
        start.set(qn("w:name"), bookmark_name(anchor))
        end.set(qn("w:id"), str(number))
        properties = made._p.pPr  # noqa: SLF001 — bookmarks have no interface
        made._p.insert(0 if properties is None else 1, start)  # noqa: SLF001
        made._p.append(end)  # noqa: SLF001


def on_one_line(first: Any, room: float, *, middle: bool = False) -> None:  # noqa: ANN401
    """Put what follows the last tab at the right end, what comes before it in the `middle`."""
    if middle:
        first.paragraph_format.tab_stops.add_tab_stop(Pt(room / 2), WD_TAB_ALIGNMENT.CENTER)
    first.paragraph_format.tab_stops.add_tab_stop(Pt(room), WD_TAB_ALIGNMENT.RIGHT)
