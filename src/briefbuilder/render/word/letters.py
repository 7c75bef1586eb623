"""Letters of a paragraph in a Word document: how they look, links, numbers of pages, bookmarks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from briefbuilder.render.east_asian import language_of_words
from briefbuilder.render.flow import FlowRun, Look
from briefbuilder.render.word.faces import Faces, set_face
from briefbuilder.render.word.scripts import by_way, mirror_for_scripts, say_language
from briefbuilder.render.word.tables import shading

_AFTER_SPACING = "w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd".split()
_AFTER_SHADING = "w:fitText w:vertAlign w:rtl w:cs w:em w:lang w:specVanish w:oMath".split()
_AFTER_SPACING += _AFTER_SHADING
_TWIPS = 20  # in a point
_LONGEST_BOOKMARK = 40
SEEN = 0.3  # points: a smaller difference is not seen
_PAD = "\u00a0"  # beside the letters on a plate


@dataclass(frozen=True, slots=True)
class Hand:
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
        if abs(wanted.size - style.size) > SEEN and not wanted.raised:
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
        spaced = abs(wanted.spaced) > SEEN
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
