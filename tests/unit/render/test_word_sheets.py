"""Sheets of a Word document: wide tables lie on turned ones, and every sheet has its marking."""

import re
from itertools import pairwise

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from briefbuilder.domain.briefs import Section, TableBlock, TextBlock
from briefbuilder.render.counting import missing_in, missing_pieces
from briefbuilder.render.flow import Cell, Flow, FlowRun, Look, Paragraph, Table
from briefbuilder.render.job import LayoutJob
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.word.reading import read_docx
from briefbuilder.render.word.tables import widths_of
from helpers.render_samples import Copy, order, plain_template, sample_brief
from helpers.template_samples import every_kind, shipped
from helpers.word_samples import opened, parts_of, with_part, word_of

BODY = "word/document.xml"
TURNING = (
    "@page { size: A4 } @page wide { size: A4 landscape }"
    ".table-block.wide { page: wide } .table-block.wide + p, .table-block.wide + div { page: up }"
    ".words:has(> .table-block.wide:last-child) { page: wide }"
)
Made = tuple[bytes, LayoutJob, Flow]


def table(name: str, columns: int, rows: int = 2) -> TableBlock:
    words = ("Verteidigungsministerium", "Bundestagsmandat", "Parliamentary control")
    row = tuple(words[at % 3] for at in range(columns))
    return TableBlock(id=name, caption=f"Of {columns}", header=row, rows=(row,) * rows)


def text(name: str) -> TextBlock:
    return TextBlock(id=name, text=f"Words of {name}.")


BLOCKS = (text("first"), table("wide1", 8), table("wide2", 12), text("middle"), table("small", 3))


@pytest.fixture(scope="module")
def made(maker: PdfMaker) -> Made:
    sections = (
        Section(id="issue", heading="Issue", blocks=BLOCKS),
        Section(id="background", heading="Background", blocks=(table("last", 9),)),
    )
    brief = sample_brief(sections=sections, pins=())
    return word_of(brief, plain_template(css=TURNING), order(Copy.RELEASE), maker)


@pytest.fixture(scope="module")
def document(made: Made) -> Document:
    return opened(made[0])


def columns_by_sheet(document: Document) -> list[list[int]]:
    """How many columns the tables of each sheet have, those of several columns alone."""
    sheets: list[list[int]] = [[]]
    for one in document.element.body:
        if one.tag == qn("w:tbl"):
            columns = len(one.tblGrid.findall(qn("w:gridCol")))
            sheets[-1] += [columns] if columns > 2 else []
        elif one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            sheets.append([])
    return sheets


def test_wide_tables_lie_on_turned_sheets_and_small_ones_do_not(document: Document) -> None:
    turned = [one.orientation == WD_ORIENT.LANDSCAPE for one in document.sections]
    assert turned == [False, True, False, True]
    assert columns_by_sheet(document) == [[], [8, 12], [3], [9]]
    for one, is_turned in zip(document.sections, turned, strict=True):
        size = [page_size(side) for side in (one.page_width, one.page_height)]
        assert size == ([297, 210] if is_turned else [210, 297])


def test_every_sheet_names_a_header_and_a_footer_with_the_marking(made: Made) -> None:
    document = opened(made[0])
    for one in document.sections:
        assert not one.header.is_linked_to_previous
        assert not one.footer.is_linked_to_previous
        for edge in (one.header, one.footer):
            assert any("OPEN" in paragraph.text for paragraph in edge.paragraphs)
    # Two of each: one as wide as an upright page's text, one as a turned page's.
    edges = [name for name in parts_of(made[0]) if "header" in name or "footer" in name]
    assert len(edges) == 4


def test_a_marking_that_one_sheet_lacks_is_missed(made: Made) -> None:
    data, job, _ = made
    assert missing_in(read_docx(data), job.expected) == ()
    parts = parts_of(data)
    for name in (one for one in parts if "header" in one or "footer" in one):
        without = with_part(data, name, parts[name].replace(b"OPEN", b""))
        found = [one.sentence for one in missing_in(read_docx(without), job.expected)]
        assert any("lacks the marking" in one for one in found)


def test_what_stands_on_turned_sheets_is_read_in_order(made: Made) -> None:
    data, job, flow = made
    reading = read_docx(data, flow.drawn)
    assert missing_in(reading, job.expected) == ()
    assert missing_pieces(reading, flow.pieces) == ()
    wanted = ("Words of first.", "Of 8", "Of 12", "Words of middle.", "Of 3", "Background", "Of 9")
    places = [reading.words.index(one) for one in wanted]
    assert all(before < after for before, after in pairwise(places))


def test_tables_fill_their_sheet_and_no_more(document: Document) -> None:
    rooms = {round(Mm(width - 50).pt * 20) for width in (210, 297)}
    sums = set()
    for one in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in one._tbl.tblGrid]
        if len(widths) > 2:
            sums.add(sum(widths))
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in one.rows)
    assert all(any(abs(width - room) < 15 for room in rooms) for width in sums)
    assert len(sums) >= 2


def test_no_page_begins_twice(document: Document) -> None:
    """A sheet begins a page by itself: what stands first on it asks for none."""
    begins = True
    for one in document.element.body:
        properties = one.find(qn("w:pPr"))
        breaks = None if properties is None else properties.find(qn("w:pageBreakBefore"))
        assert not (begins and breaks is not None)
        begins = properties is not None and properties.find(qn("w:sectPr")) is not None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "size"),
    [
        ("uk-ministerial-submission", (297, 210)),
        ("us-army-information-paper", (279, 216)),
        ("think-tank-policy-brief", (297, 210)),
    ],
)
def test_each_shipped_form_turns_a_wide_table_and_carries_its_faces(
    maker: PdfMaker, form: str, size: tuple[int, int]
) -> None:
    loaded = shipped().load(form)
    brief = every_kind(loaded.template)
    first, *rest = brief.sections
    wide = first.model_copy(update={"blocks": (*first.blocks, table("wide", 9))})
    brief = brief.model_copy(update={"sections": (wide, *rest)})
    data, job, flow = word_of(brief, loaded, order(Copy.DRAFT), maker)
    made = opened(data)
    turned = [one for one in made.sections if one.orientation == WD_ORIENT.LANDSCAPE]
    assert [(page_size(one.page_width), page_size(one.page_height)) for one in turned] == [size]
    for one in made.sections:
        assert "Draft 1" in one.header.paragraphs[0].text
    fonts = [name for name in parts_of(data) if name.endswith(".odttf")]
    assert len(fonts) >= 2
    assert missing_pieces(read_docx(data, flow.drawn), flow.pieces) == ()
    assert missing_in(read_docx(data, flow.drawn), job.expected) == ()


def page_size(side: Length | None) -> int:
    return round(float((side or Mm(0)).mm))


def widths(*columns: tuple[str, ...], room: float = 450.0) -> list[float]:
    def cell(words: str) -> Cell:
        return Cell((Paragraph((FlowRun(words, Look(size=9.0)),)),))

    rows = tuple(tuple(cell(words) for words in row) for row in zip(*columns, strict=True))
    return widths_of(Table(rows), room)


def test_one_long_word_does_not_take_the_room_of_the_others() -> None:
    rest = ("Do not send: the mandate has lapsed",) * 6
    long, other = widths(("Donau" * 48, *("short",) * 5), rest)
    assert other > 120
    assert long + other == pytest.approx(450)


def test_where_not_all_words_find_room_the_short_ones_stay_whole() -> None:
    short, *long = widths(("Thirty",), *((("Verteidigungsministerium"),),) * 5, room=300.0)
    assert short > 30
    assert len({round(one, 3) for one in long}) == 1
    assert sum((short, *long)) == pytest.approx(300)


@pytest.mark.parametrize(("words", "whole"), [(40, True), (2000, False)])
def test_a_row_higher_than_half_a_page_may_break(
    maker: PdfMaker, words: int, *, whole: bool
) -> None:
    rows = (("short", "word " * words), ("x", "y"))
    long = TableBlock(id="long", caption="Long", header=("A", "B"), rows=rows)
    section = Section(id="issue", heading="Issue", blocks=(long,))
    brief = sample_brief(sections=(section,), pins=())
    made = opened(word_of(brief, plain_template(), order(Copy.RELEASE), maker)[0])
    kept = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in made.tables[0].rows]
    assert kept == [True, whole, True]


def test_a_coloured_box_longer_than_half_a_page_goes_on_overleaf(maker: PdfMaker) -> None:
    block = TextBlock(id="long", text="\n\n".join(["Words that go on. " * 40] * 12))
    section = Section(id="issue", heading="Issue", blocks=(block,))
    brief = sample_brief(sections=(section,), pins=())
    template = plain_template(css=".block { background: #eeeeff }")
    made = opened(word_of(brief, template, order(Copy.RELEASE), maker)[0])
    (row,) = made.tables[0].rows
    assert row._tr.trPr is None or row._tr.trPr.find(qn("w:cantSplit")) is None


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "colon"), [("fr", "\u00a0: "), ("de", ": ")])
def test_a_label_beside_the_text_has_the_colon_of_its_language(
    maker: PdfMaker, lang: str, colon: str
) -> None:
    loaded = shipped().load("think-tank-policy-brief")
    brief = every_kind(loaded.template).model_copy(update={"lang": lang})
    data, job, flow = word_of(brief, loaded, order(Copy.DRAFT), maker)
    label = re.compile(rf"(?:Auteur|Verfasser|Autor|Datum|Date){colon}\S")
    assert [one.text for one in opened(data).paragraphs if label.match(one.text)]
    assert missing_in(read_docx(data, flow.drawn), job.expected) == ()
