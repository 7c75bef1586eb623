"""A Word document read back: what its reader sees, with the numbers that Word counts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from briefbuilder.render.counting import Edges, Reading
from briefbuilder.render.pdf_reading import LinkFound, read_pdf

_HEADINGS = ("Title", "Heading")
_DOCUMENT = "word/document.xml"


def read_docx(docx: bytes, drawn: Sequence[bytes] = ()) -> Reading:
    """What a document says; the words in its pictures are read from the drawings behind them."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {
            name: archive.read(name)
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    body = parse_xml(parts[_DOCUMENT])
    numbers = _Numbers(parse_xml(parts["word/numbering.xml"]))
    lines = [_line(paragraph, numbers) for paragraph in body.iter(qn("w:p"))]
    figures = sum(1 for one in body.iter(qn("wp:docPr")) if one.get("descr"))
    in_pictures = (page.text for pdf in drawn for page in read_pdf(pdf).pages)
    return Reading(
        words="\n".join([*lines, *in_pictures]),
        edges=tuple(_edges(body, parts, numbers)),
        headings=tuple(_headings(body, parse_xml(parts["word/styles.xml"]))),
        places=frozenset(_name(one) for one in body.iter(qn("w:bookmarkStart"))),
        links=tuple(_links(body, parts)),
        figures=figures,
    )


def _edges(body: Any, parts: dict[str, bytes], numbers: _Numbers) -> Iterator[Edges]:  # noqa: ANN401
    """Header and footer of each sheet; one that names none has those of the sheet before."""
    relations = parse_xml(parts["word/_rels/document.xml.rels"])
    targets = {one.get("Id"): f"word/{one.get('Target')}" for one in relations}
    words = {"header": "", "footer": ""}
    for sheet in body.iter(qn("w:sectPr")):
        for edge in words:
            for reference in sheet.findall(qn(f"w:{edge}Reference")):
                held = parse_xml(parts[targets[reference.get(qn("r:id"))]])
                words[edge] = "\n".join(_line(one, numbers) for one in held.iter(qn("w:p")))
        yield Edges(words["header"], words["footer"])


def _name(bookmark: Any) -> str:  # noqa: ANN401 — python-docx hides its types
    return str(bookmark.get(qn("w:name"))).replace("_", "-")


def _line(paragraph: Any, numbers: _Numbers) -> str:  # noqa: ANN401
    return f"{numbers.of(paragraph)} {_words(paragraph)}".strip()


def _words(paragraph: Any) -> str:  # noqa: ANN401
    """The words of a paragraph; hidden ones are not seen."""
    words = ""
    for run in paragraph.iter(qn("w:r")):
        if run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None:
            continue
        for one in run:
            if one.tag == qn("w:t"):
                words += one.text or ""
            elif one.tag in {qn("w:br"), qn("w:tab"), qn("w:cr")}:
                words += " "
    return words


def _headings(body: Any, styles: Any) -> Iterator[str]:  # noqa: ANN401
    names = {
        one.get(qn("w:styleId")): str(one.find(qn("w:name")).get(qn("w:val"))).title()
        for one in styles.iter(qn("w:style"))
    }
    for paragraph in body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = names.get(style.get(qn("w:val")), "") if style is not None else ""
        if name.startswith(_HEADINGS):
            yield _words(paragraph)


def _links(body: Any, parts: dict[str, bytes]) -> Iterator[LinkFound]:  # noqa: ANN401
    relations = parse_xml(parts["word/_rels/document.xml.rels"])
    targets = {one.get("Id"): one.get("Target") for one in relations}
    for link in body.iter(qn("w:hyperlink")):
        anchor = link.get(qn("w:anchor"))
        if anchor:
            yield LinkFound(place=anchor.replace("_", "-"))
        else:
            yield LinkFound(address=str(targets.get(link.get(qn("r:id")), "")))


@dataclass(slots=True)
class _Numbers:
    """Counts the numbered paragraphs of a document as Word does."""

    numbering: Any
    _counts: dict[str, int] = field(default_factory=dict)
    _held: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind, key in (("w:num", "w:numId"), ("w:abstractNum", "w:abstractNumId")):
            for one in self.numbering.findall(qn(kind)):
                self._held[kind, one.get(qn(key))] = one

    def of(self, paragraph: Any) -> str:  # noqa: ANN401
        """The number before a paragraph; "" where there is none."""
        name = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if name is None:
            return ""
        number = name.get(qn("w:val"))
        found = self._held["w:num", number]
        start = found.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
        first = int(start.get(qn("w:val"))) if start is not None else 1
        count = self._counts.get(number, first - 1) + 1
        self._counts[number] = count
        return self._spelt(found.find(qn("w:abstractNumId")).get(qn("w:val")), count)

    def _spelt(self, abstract: str, count: int) -> str:
        level = self._held["w:abstractNum", abstract].find(qn("w:lvl"))
        kind = level.find(qn("w:numFmt")).get(qn("w:val"))
        pattern = str(level.find(qn("w:lvlText")).get(qn("w:val")))
        letter = chr(ord("a") + count - 1) if kind.endswith("Letter") else ""
        spelt = {"lowerLetter": letter, "upperLetter": letter.upper()}.get(kind, str(count))
        return pattern.replace("%1", spelt)
