"""A brief as a Word document, written from the flow of its own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx import Document

from briefbuilder.language.catalogue import words_for
from briefbuilder.render.drawing import text_width
from briefbuilder.render.flow import Flow, FlowPicture, FlowRun, Look, Paragraph, Piece, paragraphs
from briefbuilder.render.passages import letters
from briefbuilder.render.raster import drawn_as_png
from briefbuilder.render.wire import Assets, LayoutJob
from briefbuilder.render.word.faces import embed, faces_of
from briefbuilder.render.word.letters import on_one_line
from briefbuilder.render.word.numbering import Numbering
from briefbuilder.render.word.package import saved, scrub
from briefbuilder.render.word.scripts import in_scripts
from briefbuilder.render.word.sheets import Paper, sheets_of
from briefbuilder.render.word.styles import set_styles
from briefbuilder.render.word.writer import Looks, Writer

_URL = "library://"
_MARK = Look(size=10.0, bold=True)
_APART = 18.0  # points, at least, between the marking and the stamp beside it


def make_docx(job: LayoutJob, flow: Flow) -> bytes:
    """The Word document of a job whose flow was read; the same flow gives the same bytes."""
    document = Document()
    paper = Paper(document, job.context["paper"])
    faces = faces_of(job.assets)
    flow = in_scripts(flow, faces, job.assets)
    spoken = [*paragraphs(flow.pieces)]
    styles = set_styles(document, spoken, job.context["lang"], faces)
    looks = Looks(styles, faces, words_for(job.lang))
    make = _Maker(document, looks, Numbering(document), flow.drawn, job.assets)
    for sheet in sheets_of(flow.pieces):
        paper.begin(turned=sheet.turned)
        make.writer(document, paper.width(turned=sheet.turned)).write(sheet.pieces)
    banner, stamp = job.expected.banner, job.expected.stamp
    top = _with(flow.top, (banner, stamp))
    bottom = _numbered(_with(flow.bottom, (banner,)), job.context)

    def write_edges(section: Any, room: float) -> None:  # noqa: ANN401 — hides its types
        make.edge(section.header, top, room)
        make.edge(section.footer, bottom, room)

    paper.give_edges(write_edges)
    embed(document, faces, flow)
    scrub(document, title=job.title, lang=job.lang)
    return saved(document)


@dataclass(frozen=True, slots=True)
class _Maker:
    """What every part of one document is written with."""

    document: Any
    looks: Looks
    numbering: Numbering
    drawn: Sequence[bytes]
    assets: Assets

    def writer(self, place: Any, room: float) -> Writer:  # noqa: ANN401
        return Writer(
            place, room=room, looks=self.looks, numbering=self.numbering, image=self._image
        )

    def edge(self, place: Any, pieces: Sequence[Piece], room: float) -> None:  # noqa: ANN401
        """What stands at the top or at the bottom of every page."""
        empty = place.paragraphs[0]
        self.writer(place, room).write(_on_few_lines(pieces, room))
        if len(place.paragraphs) > 1:
            empty._p.getparent().remove(empty._p)  # noqa: SLF001 — its own is not needed
        for one in place.paragraphs:
            if "\t" in one.text:
                on_one_line(one, room, middle=one.text.count("\t") > 1)

    def _image(self, picture: FlowPicture) -> bytes:
        if picture.drawn >= 0:
            return drawn_as_png(self.drawn[picture.drawn])
        return self.assets[picture.asset.removeprefix(_URL)][0]


def _with(pieces: Sequence[Piece], wanted: Sequence[str]) -> tuple[Piece, ...]:
    """Pieces, with the words that must stand there on every page, whatever the form says."""
    there = letters(" ".join(one.text for one in paragraphs(pieces)))
    missing = [words for words in wanted if words and letters(words) not in there]
    added = [Paragraph((FlowRun(words, _MARK),), align="center") for words in missing]
    return (*added, *pieces)


def _numbered(pieces: Sequence[Piece], context: Mapping[str, Any]) -> tuple[Piece, ...]:
    """Pieces with the number of the page."""
    if any(run.counter for one in paragraphs(pieces) for run in one.runs):
        return tuple(pieces)
    words, look = context["words"], Look(size=8.5)
    runs = (
        FlowRun(f"{words['page']} ", look),
        FlowRun("", look, counter="page"),
        FlowRun(f" {words['of']} ", look),
        FlowRun("", look, counter="pages"),
    )
    return (*pieces, Paragraph(runs, align="center"))


def _on_few_lines(pieces: Sequence[Piece], room: float) -> list[Piece]:
    """What is short stands on the line before it: the page's number, the stamp of a draft."""
    lines: list[Piece] = []
    for piece in pieces:
        joined = _on_one_line(lines[-1], piece, room) if lines else None
        if joined:
            lines[-1] = joined
        else:
            lines.append(piece)
    return lines


def _on_one_line(first: Piece, second: Piece, room: float) -> Paragraph | None:
    """Two paragraphs as one, the second at the right end of the line; None if they meet."""
    if not (isinstance(first, Paragraph) and isinstance(second, Paragraph)):
        return None
    tab = FlowRun("\t", replace(second.runs[-1].look, ground="", edge=""))
    if first.align == "left" and any(run.counter for run in second.runs):
        return replace(first, runs=(*first.runs, tab, *second.runs))
    if (first.align, second.align) != ("center", "right"):
        return None
    if _width(first) / 2 + _width(second) > room / 2 - _APART:
        return None
    return replace(first, align="left", runs=(tab, *first.runs, tab, *second.runs))


def _width(paragraph: Paragraph) -> float:
    """About how wide the line of a paragraph is, in points."""
    return sum(
        text_width(run.text.upper() if run.look.caps else run.text, run.look.size, bold=True)
        + run.look.spaced * len(run.text)
        for run in paragraph.runs
    )
