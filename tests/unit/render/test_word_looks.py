"""How a Word document looks: the faces of its form, plates and frames, and what Word allows."""

import io
import re
import uuid
from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from fontTools.ttLib import TTFont

from briefbuilder.domain.briefs import Section, TextBlock
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.render.flow import Cell, Face, Flow, FlowRun, Look, Paragraph, Table
from briefbuilder.render.job import LayoutJob
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.word.reading import read_docx
from briefbuilder.render.word.tables import widths_of
from helpers.render_samples import SCHEME, Copy, order, plain_template, sample_brief
from helpers.word_samples import opened, parts_of, word_of

Made = tuple[bytes, LayoutJob, Flow]
PLATE = (
    ".running-top { text-align: center }"
    ".running-stamp { position: running(stamp); text-align: right }"
    ".stamp { text-transform: uppercase; letter-spacing: 1pt; border: 1pt solid #a6301b }"
    ".marking { display: inline-block; background: #9f1239; color: #fff; padding: 0 4pt }"
)


def plated() -> LoadedTemplate:
    """The plain form with a stamp beside the marking, as the shipped forms have it."""
    template = plain_template(css=PLATE)
    name = "furniture.html.j2"
    stamp = b'<div class="running-stamp"><span class="stamp">{{ stamp }}</span></div>'
    furniture = template.shared[name].replace(b" {{ stamp }}</div>", b"</div>" + stamp)
    return replace(template, shared={**template.shared, name: furniture})


def made_of(maker: PdfMaker, template: LoadedTemplate, copy: Copy = Copy.DRAFT) -> Made:
    return word_of(sample_brief(), template, order(copy), maker)


@pytest.fixture(scope="module")
def made(maker: PdfMaker) -> Made:
    return made_of(maker, plated())


@pytest.fixture(scope="module")
def document(made: Made) -> Document:
    return opened(made[0])


def fonts_in(data: bytes) -> dict[str, TTFont]:
    """The fonts that a document carries, by family and face, read as Word reads them."""
    parts = parts_of(data)
    relations = parse_xml(parts["word/_rels/fontTable.xml.rels"])
    targets = {one.get("Id"): f"word/{one.get('Target')}" for one in relations}
    found = {}
    for font in parse_xml(parts["word/fontTable.xml"]):
        for one in font:
            match = re.fullmatch(r".*\}embed(\w+)", one.tag)
            if match:
                key = uuid.UUID(one.get(qn("w:fontKey"))).bytes
                hidden = parts[targets[one.get(qn("r:id"))]]
                turned = cycle(reversed(key))
                first = bytes(a ^ b for a, b in zip(hidden[:32], turned, strict=False))
                read = TTFont(io.BytesIO(first + hidden[32:]))
                found[f"{font.get(qn('w:name'))} {match[1]}"] = read
    return found


@pytest.mark.slow
def test_the_faces_of_the_form_go_along_with_another_beside_them(made: Made) -> None:
    fonts = fonts_in(made[0])
    assert set(fonts) == {"Source Sans 3 Regular", "Source Sans 3 Bold"}
    for name, font in fonts.items():
        assert name.startswith(font["name"].getDebugName(1))
        assert {ord(char) for char in "Aéßłů–“€"} <= set(font.getBestCmap())
    table = parse_xml(parts_of(made[0])["word/fontTable.xml"])
    assert [one.get(qn("w:val")) for one in table.iter(qn("w:altName"))] == ["Arial"]
    assert opened(made[0]).styles["Normal"].font.name == "Source Sans 3"
    assert opened(made[0]).settings.element.find(qn("w:embedTrueTypeFonts")) is not None
    assert len(made[0]) < 300_000


@pytest.mark.slow
def test_a_font_tells_nothing_but_its_name(maker: PdfMaker) -> None:
    template = plain_template()
    shared = dict(template.shared)
    font = TTFont(io.BytesIO(shared["fonts/regular.ttf"]))
    font["name"].setName("Made in /home/someone", 10, 3, 1, 0x409)
    stream = io.BytesIO()
    font.save(stream)
    shared["fonts/regular.ttf"] = stream.getvalue()
    data = made_of(maker, replace(template, shared=shared), Copy.RELEASE)[0]
    fonts = fonts_in(data)
    assert {one.nameID for font in fonts.values() for one in font["name"].names} == {1, 2, 4, 6}
    tables = set(map(str.strip, fonts["Source Sans 3 Regular"].keys()))
    assert tables <= {"GlyphOrder", *_TABLES}


_TABLES = (
    "head hhea maxp OS/2 hmtx cmap fpgm prep cvt loca glyf name post gasp GDEF GPOS GSUB BASE"
).split()


@pytest.mark.slow
def test_letters_of_the_brief_beyond_those_of_editing_are_in_the_font(maker: PdfMaker) -> None:
    section = Section(id="issue", heading="Issue", blocks=(TextBlock(id="text", text="Ω Жук"),))
    brief = sample_brief(sections=(section,), pins=())
    data = word_of(brief, plain_template(), order(), maker)[0]
    assert {ord(char) for char in "ΩЖук"} <= set(
        fonts_in(data)["Source Sans 3 Regular"].getBestCmap()
    )


@pytest.mark.slow
def test_a_font_that_must_not_be_passed_on_stays_at_home(maker: PdfMaker) -> None:
    template = plain_template()
    shared = dict(template.shared)
    for name in ("fonts/regular.ttf", "fonts/bold.ttf"):
        font = TTFont(io.BytesIO(shared[name]))
        font["OS/2"].fsType = 2
        stream = io.BytesIO()
        font.save(stream)
        shared[name] = stream.getvalue()
    data = made_of(maker, replace(template, shared=shared))[0]
    assert not [name for name in parts_of(data) if name.endswith(".odttf")]
    assert opened(data).settings.element.find(qn("w:embedTrueTypeFonts")) is None
    assert opened(data).styles["Normal"].font.name == "Arial"


@pytest.mark.slow
def test_a_form_that_names_a_face_of_the_readers_machine_gets_it(maker: PdfMaker) -> None:
    css = 'body { font-family: "Times New Roman", serif } h2 { font-family: sans-serif }'
    data = made_of(maker, plain_template(css=css))[0]
    styles = opened(data).styles
    assert styles["Normal"].font.name == "Times New Roman"
    assert styles["Heading 1"].font.name == "Arial"
    table = parse_xml(parts_of(data)["word/fontTable.xml"])
    (times,) = (one for one in table if one.get(qn("w:name")) == "Times New Roman")
    assert times.find(qn("w:altName")).get(qn("w:val")) == "Cambria"


def test_the_stamp_of_a_draft_stands_framed_beside_the_marking(document: Document) -> None:
    line = document.sections[0].header.paragraphs[0]
    assert line.text == "\t\u00a0OPEN\u00a0\tDraft 1"
    stamp = next(run for run in line.runs if run.text == "Draft 1")
    assert stamp.font.all_caps
    edge = stamp._r.rPr.find(qn("w:bdr"))
    assert edge.get(qn("w:color")) == "A6301B"
    assert stamp._r.rPr.find(qn("w:spacing")).get(qn("w:val")) == "20"


@pytest.mark.slow
def test_a_long_marking_has_its_line_to_itself(maker: PdfMaker) -> None:
    long = "OPEN OR WHATEVER ELSE IT IS CALLED IN A COUNTRY THAT LIKES TO SPELL IT OUT"
    levels = tuple(replace_banner(one, long) for one in SCHEME.levels)
    scheme = SCHEME.model_copy(update={"levels": levels})
    made = word_of(sample_brief(), plated(), order(scheme=scheme), maker)
    lines = [one.text for one in opened(made[0]).sections[0].header.paragraphs]
    assert [one.strip() for one in lines] == [long, "Draft 1"]
    assert "Draft 1" in read_docx(made[0]).top


def replace_banner(level: Any, banner: str) -> Any:
    return level.model_copy(update={"banner": banner}) if level.id == "open" else level


def test_tables_and_figures_end_at_the_margin(document: Document) -> None:
    settings = document.settings.element
    modes = [
        one.get(qn("w:val"))
        for one in settings.iter(qn("w:compatSetting"))
        if one.get(qn("w:name")) == "compatibilityMode"
    ]
    # In an older Word's settings tables stand out to the left of the text.
    assert modes == ["15"]
    room = Mm(160)
    assert document.inline_shapes
    assert all(shape.width <= room for shape in document.inline_shapes)
    for table in document.tables:
        assert sum(column.width for column in table.columns) <= room + 9000


ORDERS = {
    "w:pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr"
    ),
    "w:rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs "
        "highlight u effect bdr shd fitText vertAlign lang"
    ),
    "w:sectPr": (
        "headerReference footerReference type pgSz pgMar paperSrc pgBorders cols titlePg docGrid"
    ),
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "w:tbl": "tblPr tblGrid tr",
    "w:font": (
        "altName panose1 charset family pitch sig embedRegular embedBold embedItalic "
        "embedBoldItalic"
    ),
    "w:settings": (
        "zoom embedTrueTypeFonts proofState defaultTabStop characterSpacingControl "
        "savePreviewPicture compat themeFontLang"
    ),
    "w:lvl": "start numFmt lvlText lvlJc pPr rPr",
}


@pytest.mark.parametrize("parent", ORDERS)
def test_elements_stand_in_the_order_of_the_format(made: Made, parent: str) -> None:
    wanted = [qn(f"w:{one}") for one in ORDERS[parent].split()]
    count = 0
    for name, data in parts_of(made[0]).items():
        if name.startswith("word/") and name.endswith(".xml") and "theme" not in name:
            for one in parse_xml(data).iter(qn(parent)):
                places = [wanted.index(child.tag) for child in one if child.tag in wanted]
                assert places == sorted(places), f"{name}: {[child.tag for child in one]}"
                count += 1
    assert count


def test_no_measure_is_left_unwritten(made: Made) -> None:
    for name, data in parts_of(made[0]).items():
        if name.startswith("word/") and name.endswith(".xml"):
            for one in parse_xml(data).iter():
                for key in ("w", "sz", "space", "line", "before", "left"):
                    assert re.fullmatch(r"-?\d+|", one.get(qn(f"w:{key}"), "")), name


BOXED = (
    "section { background: #eef; padding-left: 0 } section h2 { background: #eef }"
    "body { counter-reset: p } .block > p { counter-increment: p; padding-left: 20pt }"
    ".block > p::before { content: counter(p) '.'; display: inline-block; margin-left: -50pt }"
)


def test_a_box_reaches_as_far_as_its_heading_and_its_numbers(maker: PdfMaker) -> None:
    section = Section(id="issue", heading="Issue", blocks=(TextBlock(id="text", text="One."),))
    brief = sample_brief(sections=(section,), pins=())
    whole = opened(word_of(brief, plain_template(css=BOXED), order(Copy.RELEASE), maker)[0])
    (heading,) = (one for one in whole.paragraphs if one.text == "Issue")
    edge = heading._p.get_or_add_pPr().find(f"{qn('w:pBdr')}/{qn('w:left')}")
    reach = int(edge.get(qn("w:space"))) + int(edge.get(qn("w:sz"))) / 8
    box = heading._p.getnext()
    assert box.tag == qn("w:tbl")
    indent = int(box.tblPr.find(qn("w:tblInd")).get(qn("w:w"))) / 20
    assert indent == pytest.approx(-reach, abs=0.5)
    assert heading.paragraph_format.space_after in {None, 0}


@pytest.mark.slow
def test_a_line_over_a_block_is_over_its_first_words(maker: PdfMaker) -> None:
    css = ".running-bottom { border-top: 2pt solid #123456 }"
    whole = opened(made_of(maker, plain_template(css=css))[0])
    line = (
        whole.sections[0]
        .footer.paragraphs[0]
        ._p.get_or_add_pPr()
        .find(f"{qn('w:pBdr')}/{qn('w:top')}")
    )
    assert (line.get(qn("w:color")), line.get(qn("w:sz"))) == ("123456", "16")


def test_the_line_along_numbered_words_goes_on_along_the_others(maker: PdfMaker) -> None:
    css = ".block { border-left: 1pt solid #14495a } ol { padding-left: 0 }"
    text = TextBlock(id="text", text="Before the list.\n\n1. first\n2. second")
    section = Section(id="issue", heading="Issue", blocks=(text,))
    brief = sample_brief(sections=(section,), pins=())
    whole = opened(word_of(brief, plain_template(css=css), order(Copy.RELEASE), maker)[0])
    ruled = [one for one in whole.paragraphs if one._p.find(f".//{qn('w:pBdr')}") is not None]
    assert [one.text for one in ruled] == ["Before the list.", "first", "second"]

    def place(one: Any) -> Any:
        lines = one.paragraph_format
        begins = (lines.left_indent or Pt(0)).pt + min((lines.first_line_indent or Pt(0)).pt, 0.0)
        return begins - int(one._p.find(f".//{qn('w:pBdr')}/{qn('w:left')}").get(qn("w:space")))

    assert len({round(place(one)) for one in ruled}) == 1


@pytest.mark.slow
def test_the_first_line_of_a_source_stands_out(maker: PdfMaker) -> None:
    css = ".block p { padding-left: 20pt; text-indent: -20pt }"
    whole = opened(made_of(maker, plain_template(css=css))[0])
    hung = [one for one in whole.paragraphs if one.paragraph_format.first_line_indent == Pt(-20)]
    assert hung
    assert all((one.paragraph_format.left_indent or 0) >= Pt(20) for one in hung)


def test_words_that_the_style_keeps_together_widen_their_column() -> None:
    def cell(*, unbroken: bool) -> Cell:
        return Cell((Paragraph((FlowRun("not applicable", Look(size=9.0)),)),), unbroken=unbroken)

    long = Cell((Paragraph((FlowRun("words " * 60, Look(size=9.0)),)),))
    kept, free = (
        widths_of(Table(((cell(unbroken=one), long),)), 200.0)[0] for one in (True, False)
    )
    assert kept > free


def printed_in_word(body: str) -> Document:
    """The Word document of a form with a body of its own."""
    plain = plain_template()
    html = plain.html.replace("</body>", f"{body}</body>")
    return opened(word_of(sample_brief(), replace(plain, html=html), order())[0])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ("<td rowspan=2>A<td>B<td>C<tr><td>b<td>c", ["A B C", "A b c"]),
        ("<td>A<td rowspan=2>B<td>C<tr><td>a<td>c", ["A B C", "a B c"]),
        ("<td>A<td>B<td rowspan=0>C<tr><td>a<td>b<tr><td>1<td>2", ["A B C", "a b C", "1 2 C"]),
        ("<td rowspan=2 colspan=2>A<td>C<tr><td>c<tr><td>1<td>2<td>3", ["A A C", "A A c", "1 2 3"]),
        ("<td rowspan=9>A<td>B<tr><td>b", ["A B", "A b"]),
    ],
)
def test_a_cell_that_reaches_down_leaves_the_others_in_their_columns(
    rows: str, read: list[str]
) -> None:
    table = printed_in_word(f"<table><tr>{rows}</table>").tables[-1]
    assert [" ".join(cell.text for cell in row.cells) for row in table.rows] == read


@pytest.mark.slow
def test_links_to_places_that_begin_alike_lead_to_their_own() -> None:
    names = [f"{'the-same-long-beginning-' * 3}{end}" for end in "ab"]
    body = "".join(f'<h2 id="{one}">{one}</h2><p><a href="#{one}">To it</a></p>' for one in names)
    root = printed_in_word(body).element.body
    marks = [str(one.get(qn("w:name"))) for one in root.iter(qn("w:bookmarkStart"))][-2:]
    links = [str(one.get(qn("w:anchor"))) for one in root.iter(qn("w:hyperlink"))][-2:]
    assert marks == links
    assert len(set(marks)) == 2
    assert max(map(len, marks)) <= 40


@pytest.mark.parametrize(("said", "weight"), [("Bold", 700), ("600", 600), ("²", 400), ("x", 400)])
def test_a_weight_is_read_as_browsers_read_it(said: str, weight: int) -> None:
    assert Face.of({"font-family": "T", "font-weight": said}).weight == weight
