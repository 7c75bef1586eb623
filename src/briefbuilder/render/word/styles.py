"""Named styles of a Word document, with the looks that the form gives to each kind of paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from briefbuilder.render.flow import Look, Paragraph
from briefbuilder.render.word.faces import Faces, set_face
from briefbuilder.render.word.scripts import mirror_for_scripts, name_language

_STYLES = {
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "h4": "Heading 3",
    "h5": "Heading 4",
    "h6": "Heading 5",
    "caption": "Caption",
    "figcaption": "Caption",
    "blockquote": "Quote",
    "li": "List Paragraph",
    "th": "Table Heading",
    "td": "Table Text",
}
_NORMAL = "Normal"
_PLAIN: dict[str, Any] = {
    "ground": "",
    "edge": "",
    "spaced": 0.0,
    "caps": False,
    "lang": "",
}  # set where met
_OWN = ("Table Heading", "Table Text")


@dataclass(frozen=True, slots=True)
class StyleLook:
    """How a style's letters and lines look; what differs in a paragraph is written there."""

    look: Look
    leading: float
    above: float


def style_of(paragraph: Paragraph) -> str:
    """The named style of a paragraph."""
    return _STYLES.get(paragraph.tag, _NORMAL)


def set_styles(
    document: Any,  # noqa: ANN401 — python-docx hides its types
    paragraphs: Iterable[Paragraph],
    lang: str,
    faces: Faces,
) -> dict[str, StyleLook]:
    """Give each style the look that most of its letters have; the looks by the styles' names."""
    letters: dict[str, Counter[StyleLook]] = defaultdict(Counter)
    for one in paragraphs:
        for run in one.runs:
            plain = replace(run.look, raised=False, italic=False, **_PLAIN)
            letters[style_of(one)][StyleLook(plain, one.leading, one.above)] += len(run.text)
    styles = document.styles
    for name in _OWN:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[_NORMAL]
    _plain_ground(styles, lang)
    looks = {name: counted.most_common(1)[0][0] for name, counted in letters.items()}
    looks.setdefault(_NORMAL, StyleLook(Look(), 0.0, 0.0))
    for name in {_NORMAL, *_OWN, *_STYLES.values()}:
        _set(styles[name], looks.setdefault(name, looks[_NORMAL]), faces)
    return looks


def _plain_ground(styles: Any, lang: str) -> None:  # noqa: ANN401
    """Take away the spacing that the empty document brings, and say the language."""
    defaults = styles.element.find(qn("w:docDefaults"))
    for spacing in defaults.iter(qn("w:spacing")):
        spacing.getparent().remove(spacing)
    for language in styles.element.iter(qn("w:lang")):
        name_language(language, lang)


def _set(style: Any, looks: StyleLook, faces: Faces) -> None:  # noqa: ANN401
    for border in list(style.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    for name in ("w:contextualSpacing", "w:ind"):
        for one in list(style.element.iter(qn(name))):
            one.getparent().remove(one)
    font = style.font
    set_face(style.element.get_or_add_rPr(), faces.name(looks.look))
    font.size = Pt(looks.look.size)
    font.color.rgb = RGBColor.from_string(looks.look.colour.upper())
    font.bold, font.italic = faces.bold(looks.look), False
    mirror_for_scripts(style.element.rPr)
    for name in ("w:spacing", "w:kern"):
        for one in style.element.rPr.findall(qn(name)):
            style.element.rPr.remove(one)
    lines = style.paragraph_format
    lines.space_before, lines.space_after = Pt(looks.above), Pt(0)
    if looks.leading:
        lines.line_spacing_rule, lines.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(looks.leading)
    lines.widow_control = True
