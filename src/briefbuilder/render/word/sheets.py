"""The sheets of a Word document: upright ones, and turned ones for what is too wide for those.

A sheet is what Word calls a section. Each names its own header and footer, so that no page is
without its marking, whatever somebody takes out of the document later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from briefbuilder.render.flow import Piece

_PAPER = {"A4": (Mm(210), Mm(297)), "Letter": (Mm(215.9), Mm(279.4))}
_MARGIN = Mm(25)
_EDGE = Mm(9)


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """Pieces that stand on paper held in one way."""

    turned: bool
    pieces: tuple[Piece, ...]


def sheets_of(pieces: Sequence[Piece]) -> list[PaperSheet]:
    """A document's sheets in order, at least one; each begins a page by itself."""
    sheets: list[PaperSheet] = []
    for turned, group in groupby(pieces, key=lambda piece: piece.turned):
        first, *rest = group
        first = replace(first, new_page=False) if sheets else first
        sheets.append(PaperSheet(turned, (first, *rest)))
    return sheets or [PaperSheet(turned=False, pieces=())]


class Paper:
    """The paper of one document: sets up its sheets one after another."""

    def __init__(self, document: Any, paper: str) -> None:  # noqa: ANN401 — python-docx hides its types
        self._document = document
        self._size = _PAPER[paper]
        self._turned: list[bool] = []

    def width(self, *, turned: bool) -> float:
        """The width of the text on a sheet, in points."""
        width = max(self._size) if turned else min(self._size)
        return float(width - 2 * _MARGIN) / Pt(1)

    def begin(self, *, turned: bool) -> None:
        """Set up the sheet on which all that is written next will stand."""
        if self._turned:
            self._end()
        self._turned.append(turned)
        section = self._document.sections[-1]
        section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
        short, long = sorted(self._size)
        section.page_width, section.page_height = (long, short) if turned else (short, long)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, _MARGIN)
        section.header_distance = section.footer_distance = _EDGE

    def _end(self) -> None:
        """The last paragraph of a sheet holds what is said of the sheet."""
        body = self._document.element.body
        body.p_lst[-1].set_sectPr(deepcopy(body.sectPr))

    def give_edges(self, write: Callable[[Any, float], None]) -> None:
        """Write header and footer once for each way to hold the paper, and name them everywhere."""
        written: dict[bool, list[Any]] = {}
        for turned, section in zip(self._turned, self._document.sections, strict=True):
            properties = section._sectPr  # noqa: SLF001 — what is said of a sheet has no interface
            if turned in written:
                for reference in reversed(written[turned]):
                    properties.insert(0, deepcopy(reference))
                continue
            section.header.is_linked_to_previous = False
            section.footer.is_linked_to_previous = False
            write(section, self.width(turned=turned))
            written[turned] = properties.xpath("w:headerReference|w:footerReference")
