"""Letters of other scripts in a Word document: their faces, and the runs that go to the left.

Word takes a run as one: it has one face, and one way. So runs are parted where either changes.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont

from briefbuilder.language.tags import primary
from briefbuilder.render.flow import Cell, Flow, FlowRun, Look, Paragraph, Piece, Table
from briefbuilder.render.passages import runs_to_the_left
from briefbuilder.render.script_faces import standing_in
from briefbuilder.render.wire import Assets
from briefbuilder.render.word.faces import Faces

_KEPT = 24


def in_scripts(flow: Flow, faces: Faces, assets: Assets) -> Flow:
    """A flow whose letters have the face that has a shape for them, where the form's has none."""

    def parted(run: FlowRun) -> Iterator[FlowRun]:
        if run.text.isascii():
            yield run
            return
        family = ""
        families = []
        for char in run.text:
            goes_on = char.isspace() or unicodedata.category(char).startswith("M")
            family = family if goes_on else _stand_in(char, run.look, faces, assets)
            families.append(family)
        numbered = zip(families, run.text, strict=True)
        for name, chars in groupby(numbered, key=lambda one: one[0]):
            look = replace(run.look, family=name) if name else run.look
            yield replace(run, text="".join(char for _, char in chars), look=look)

    changed = [tuple(_changed(held, parted)) for held in (flow.pieces, flow.top, flow.bottom)]
    return replace(flow, pieces=changed[0], top=changed[1], bottom=changed[2])


def _changed(
    pieces: Sequence[Piece], parted: Callable[[FlowRun], Iterator[FlowRun]]
) -> Iterator[Piece]:
    def cell(one: Cell) -> Cell:
        return replace(one, pieces=tuple(_changed(one.pieces, parted)))

    for piece in pieces:
        match piece:
            case Paragraph():
                yield replace(piece, runs=tuple(new for run in piece.runs for new in parted(run)))
            case Table():
                yield replace(piece, rows=tuple(tuple(map(cell, row)) for row in piece.rows))
            case _:
                yield piece


def _stand_in(char: str, look: Look, faces: Faces, assets: Assets) -> str:
    own = faces.families.get(look.family)
    font = own.fonts.get((False, False), b"") if own else b""
    if char.isascii() or (font and ord(char) in _covered_by(font)):
        return ""
    return standing_in(ord(char), assets, with_serifs=look.serif)


@lru_cache(maxsize=_KEPT)
def _covered_by(font: bytes) -> frozenset[int]:
    """The code points of a font that was read before."""
    with TTFont(io.BytesIO(font), lazy=True) as opened:
        return frozenset(opened.getBestCmap() or ())


def by_way(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a text, and whether each runs to the left."""
    if not runs_to_the_left(text):
        yield text, False
        return
    ways: list[bool] = []
    to_the_left = False
    for char in text:
        if char.isalpha():
            to_the_left = runs_to_the_left(char)
        ways.append(to_the_left)
    # Spaces and stops before a word that runs to the right are not between two to the left.
    for at in range(len(text) - 1, 0, -1):
        if not text[at - 1].isalnum() and not ways[at] and not _is_mark(text[at - 1]):
            ways[at - 1] = False
    for way, chars in groupby(zip(ways, text, strict=True), key=lambda one: one[0]):
        yield "".join(char for _, char in chars), way


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


_AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})
_FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})


def name_language(said: Any, lang: str) -> None:  # noqa: ANN401 — python-docx hides its types
    """Name a language where Word looks for one of its script, to choose shapes and line ends."""
    said.set(qn("w:val"), lang)
    if primary(lang) in _EAST_ASIAN:
        said.set(qn("w:eastAsia"), lang)
    elif primary(lang) in _FROM_THE_RIGHT:
        said.set(qn("w:bidi"), lang)


def say_language(properties: Any, lang: str) -> None:  # noqa: ANN401
    """Say the language of a run."""
    said = properties.find(qn("w:lang"))
    if said is None:
        said = OxmlElement("w:lang")
        properties.insert_element_before(said, *_AFTER_LANGUAGE)
    name_language(said, lang)


def mirror_for_scripts(properties: Any) -> None:  # noqa: ANN401
    """Say size, bold and italic once more for scripts that Word calls complex."""
    for name in ("w:b", "w:i", "w:sz"):
        said = properties.find(qn(name))
        other = f"{name}Cs"
        if said is None:
            continue
        for old in properties.findall(qn(other)):
            properties.remove(old)
        copy = OxmlElement(other)
        if said.get(qn("w:val")) is not None:
            copy.set(qn("w:val"), said.get(qn("w:val")))
        said.addnext(copy)
