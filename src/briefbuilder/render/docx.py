"""A brief as a Word document, from the same fragments as the printed pages.

Word has no programming interface for notes here, so they stand as a numbered list at the end,
with a link from each call. A timeline is its table: Word shows no SVG everywhere.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.render.context import Context, compose
from briefbuilder.render.order import PrintOrder
from briefbuilder.render.tree import Node, parse_fragment

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_PAPER = {"A4": (Mm(210), Mm(297)), "Letter": (Mm(215.9), Mm(279.4))}
_MARGIN = Mm(25)
_PICTURE_WIDTH = Mm(150)
_INK = RGBColor(0x12, 0x30, 0x3F)
_WORD_PICTURES = frozenset({"image/png", "image/jpeg"})
_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
_DEEPEST_LIST = 3


def make_docx(brief: Brief, loaded: LoadedTemplate, order: PrintOrder) -> bytes:
    """The Word document of a brief; the same brief gives the same bytes."""
    template = loaded.template.model_copy(update={"citation_style": "endnotes"})
    context = compose(brief, template, order).context
    pictures = {
        f"library://media/{one.name}": one.data
        for one in brief.media
        if one.media_type in _WORD_PICTURES and not one.fault
    }
    document = Document()
    _set_up(document, context)
    writer = _Writer(document, pictures)
    _write_head(writer, context)
    for section in context["sections"]:
        number = f"{section['number']} " if section["number"] else ""
        heading = document.add_heading(f"{number}{section['heading']}", 1)
        writer.bookmark(heading, section["anchor"])
        for block in section["blocks"]:
            writer.write(block["html"])
    _write_back(writer, context)
    _write_edges(document, context)
    _scrub(document, context, order.today)
    stream = io.BytesIO()
    document.save(stream)
    return _fixed_dates(stream.getvalue())


def _set_up(document: Any, context: Context) -> None:  # noqa: ANN401 — python-docx hides its types
    section = document.sections[0]
    section.page_width, section.page_height = _PAPER[context["paper"]]
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, _MARGIN)
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name in ("Title", *(f"Heading {level}" for level in range(1, 6))):
        document.styles[name].font.color.rgb = _INK
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), context["lang"])


def _write_head(writer: _Writer, context: Context) -> None:
    document = writer.document
    document.add_paragraph(context["title"], style="Title")
    for one in context["fields"]:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{one['label']}: ").bold = True
        if one["kind"] == "text":
            writer.write(one["html"])
        else:
            paragraph.add_run(one["text"])
    if context["facts"]["line"]:
        document.add_paragraph(context["facts"]["line"], style="Subtitle")


def _write_back(writer: _Writer, context: Context) -> None:
    document, words = writer.document, context["words"]
    for name in ("notes", "sources"):
        if context[name]["html"]:
            document.add_heading(words[name], 1)
            writer.write(context[name]["html"])
    if context["annex"]:
        writer.write(context["annex"]["html"])


def _write_edges(document: Any, context: Context) -> None:  # noqa: ANN401
    """The marking at the top and the bottom of each page, the stamp, and the page number."""
    banner = context["marking"]["banner"] if context["marking"] else ""
    section = document.sections[0]
    top = section.header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.CENTER
    top.add_run(banner).bold = True
    if context["stamp"]:
        top.add_run(f"  {context['stamp']}".lstrip() if not banner else f"  ·  {context['stamp']}")
    bottom = section.footer.paragraphs[0]
    bottom.alignment = WD_ALIGN_PARAGRAPH.CENTER
    bottom.add_run(banner).bold = True
    bottom.add_run("  ·  " if banner else "")
    _add_field(bottom, "PAGE")


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)  # noqa: SLF001 — fields have no interface of their own


def _scrub(document: Any, context: Context, today: dt.date) -> None:  # noqa: ANN401
    """Say the title and the language, and nothing of who made the file with what."""
    properties = document.core_properties
    properties.title = context["title"]
    properties.language = context["lang"]
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    properties.revision = 1
    properties.created = properties.modified = dt.datetime(
        today.year, today.month, today.day, tzinfo=dt.UTC
    ).replace(tzinfo=None)


def _fixed_dates(data: bytes) -> bytes:
    """The same ZIP without the times at which its entries were written."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Style:
    """How the words inside some elements look."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    code: bool = False
    href: str = ""

    def inside(self, node: Node) -> _Style:
        match node.tag:
            case "strong":
                return replace(self, bold=True)
            case "em":
                return replace(self, italic=True)
            case "sup":
                return replace(self, raised=True)
            case "code":
                return replace(self, code=True)
            case "a":
                return replace(self, href=node.attributes.get("href", ""))
            case "span" if node.classes & {"label", "portion"}:
                return replace(self, bold=True)
            case _:
                return self


class _Writer:
    """Writes trees of our fragments into a document."""

    def __init__(self, document: Any, pictures: Mapping[str, bytes]) -> None:  # noqa: ANN401
        self.document = document
        self._pictures = pictures
        self._bookmarks = 0

    def write(self, html: str) -> None:
        """Write a fragment at the end of the document."""
        for node in parse_fragment(html).elements():
            self._block(node)

    def bookmark(self, paragraph: Paragraph, name: str) -> None:
        """Make a paragraph the target of links to `name`."""
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), _bookmark_name(name))
        end.set(qn("w:id"), str(self._bookmarks))
        paragraph._p.append(start)  # noqa: SLF001 — bookmarks have no interface of their own
        paragraph._p.append(end)  # noqa: SLF001

    def _block(self, node: Node) -> None:
        match node.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading(node)
            case "p":
                self._paragraph(node, "Normal")
            case "ul" | "ol":
                self._list(node, 1)
            case "blockquote":
                for inner in node.elements():
                    self._paragraph(inner, "Quote") if inner.tag == "p" else self._block(inner)
            case "pre":
                self._paragraph(node, "Normal", _Style(code=True))
            case "table":
                self._table(node)
            case "img":
                self._picture(node)
            case "figcaption" | "caption":
                self._paragraph(node, "Caption")
            case "svg" | "hr":
                pass
            case _:
                for inner in node.elements():
                    self._block(inner)

    def _heading(self, node: Node) -> None:
        paragraph = self.document.add_heading("", _HEADINGS[node.tag])
        self._inline(paragraph, node, _Style())
        if node.attributes.get("id"):
            self.bookmark(paragraph, node.attributes["id"])

    def _paragraph(self, node: Node, style: str, look: _Style | None = None) -> Paragraph:
        paragraph: Paragraph = self.document.add_paragraph(style=style)
        self._inline(paragraph, node, look or _Style())
        return paragraph

    # Lists

    def _list(self, node: Node, depth: int) -> None:
        if node.classes & {"notes", "sources"}:
            for item in node.elements():
                paragraph = self._paragraph(item, "Normal")
                paragraph.paragraph_format.left_indent = Mm(7)
                paragraph.paragraph_format.first_line_indent = Mm(-7)
                if item.attributes.get("id"):
                    self.bookmark(paragraph, item.attributes["id"])
            return
        name = "List Number" if node.tag == "ol" else "List Bullet"
        level = min(depth, _DEEPEST_LIST)
        style = name if level == 1 else f"{name} {level}"
        number = self._restarted(style, node) if node.tag == "ol" else None
        for item in node.elements():
            paragraph = self.document.add_paragraph(style=style)
            if number is not None:
                paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number  # noqa: SLF001 — numbering has no interface of its own
            inner = [one for one in item.elements() if one.tag in {"ul", "ol"}]
            words = [one for one in item.children if one not in inner]
            self._inline(paragraph, Node("li", {}, words), _Style())
            for one in inner:
                self._list(one, depth + 1)

    def _restarted(self, style: str, node: Node) -> int:
        """A numbering like the style's own that starts afresh."""
        numbering = self.document.part.numbering_part.element
        own = self.document.styles[style].element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(own).abstractNumId.val
        number = numbering.add_num(abstract)
        override = number.add_lvlOverride(ilvl=0)
        override.add_startOverride(int(node.attributes.get("start", "1")))
        return int(number.numId)

    # Tables and pictures

    def _table(self, node: Node) -> None:
        for caption in (one for one in node.elements() if one.tag == "caption"):
            self._paragraph(caption, "Caption")
        parts = [one for one in node.elements() if one.tag in {"thead", "tbody"}]
        rows = [row for part in parts for row in part.elements()]
        columns = max((sum(1 for _ in row.elements()) for row in rows), default=0)
        if not columns:
            return
        table = self.document.add_table(rows=0, cols=columns, style="Table Grid")
        for row in rows:
            made = table.add_row()
            for cell, content in zip(made.cells, row.elements(), strict=False):
                look = _Style(bold=content.tag == "th")
                self._inline(cell.paragraphs[0], content, look)
            if all(cell.tag == "th" for cell in row.elements()):
                _repeat_on_each_page(made)
        self.document.add_paragraph()

    def _picture(self, node: Node) -> None:
        data = self._pictures.get(node.attributes.get("src", ""))
        words = node.attributes.get("alt", "")
        if data is None:
            self.document.add_paragraph(f"[{words}]")
            return
        picture = self.document.add_picture(io.BytesIO(data))
        if picture.width > _PICTURE_WIDTH:
            picture.height = int(picture.height * _PICTURE_WIDTH / picture.width)
            picture.width = _PICTURE_WIDTH
        properties = picture._inline.docPr  # noqa: SLF001 — the alternative text has no interface
        properties.set("descr", words)
        properties.set("name", "Picture")

    # Words

    def _inline(self, paragraph: Paragraph, node: Node, look: _Style) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._words(paragraph, child, look)
            elif child.tag == "br":
                paragraph.add_run().add_break()
            else:
                self._inline(paragraph, child, look.inside(child))

    def _words(self, paragraph: Paragraph, words: str, look: _Style) -> None:
        run = paragraph.add_run(words if look.code else _single_spaces(words))
        run.bold = look.bold or None
        run.italic = look.italic or None
        run.font.superscript = look.raised or None
        if look.code:
            run.font.name = "Consolas"
        if look.href:
            _make_link(paragraph, run, look.href)


def _single_spaces(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _bookmark_name(name: str) -> str:
    # Word allows letters, digits and underscores, and 40 characters.
    return name.replace("-", "_")[:40]


def _make_link(paragraph: Paragraph, run: Any, href: str) -> None:  # noqa: ANN401
    link = OxmlElement("w:hyperlink")
    if href.startswith("#"):
        link.set(qn("w:anchor"), _bookmark_name(href[1:]))
    else:
        target = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
    run._r.addprevious(link)  # noqa: SLF001 — hyperlinks cannot be made in another way
    link.append(run._r)  # noqa: SLF001
    run.font.color.rgb = _INK


def _repeat_on_each_page(row: Any) -> None:  # noqa: ANN401
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 — no interface for repeated heads
