"""The Word document: what the pages say is in it, in named styles, and nothing of who made it."""

import datetime as dt
import io
import re
from typing import Any

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from PIL import Image

from briefbuilder.domain.briefs import FigureBlock, Media, Section, TableBlock, TextBlock
from briefbuilder.render.counting import missing_in, missing_pieces
from briefbuilder.render.flow import Flow, pack_pieces, unpack_pieces
from briefbuilder.render.job import LayoutJob
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.word.numbering import Lead, lead_of
from briefbuilder.render.word.reading import read_docx
from helpers.render_samples import Copy, order, plain_template, sample_brief
from helpers.word_samples import opened, parts_of, with_part, word_of

Made = tuple[bytes, LayoutJob, Flow]
BODY = "word/document.xml"


@pytest.fixture(scope="module")
def made(maker: PdfMaker) -> Made:
    return word_of(sample_brief(), plain_template(), order(), maker)


@pytest.fixture(scope="module")
def document(made: Made) -> Document:
    return opened(made[0])


def styled(document: Document, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style and one.style.name == style]


def sentences(made: Made, docx: bytes | None = None) -> list[str]:
    data, job, flow = made
    reading = read_docx(docx or data, flow.drawn)
    found = (*missing_in(reading, job.expected), *missing_pieces(reading, flow.pieces))
    return [problem.sentence for problem in found]


def with_text(text: str) -> dict[str, Any]:
    section = Section(id="issue", heading="Issue", blocks=(TextBlock(id="text", text=text),))
    return {"sections": (section,), "pins": ()}


def of(maker: PdfMaker, copy: Copy = Copy.DRAFT, *, css: str = "", **changes: Any) -> Made:
    return word_of(sample_brief(**changes), plain_template(css=css), order(copy), maker)


@pytest.mark.slow
def test_a_flow_survives_the_pipe(made: Made) -> None:
    pieces = made[2].pieces
    assert unpack_pieces(pack_pieces(pieces)) == pieces


def test_what_went_in_has_come_out(made: Made) -> None:
    assert sentences(made) == []
    assert len(made[1].expected.passages) > 40
    assert made[1].expected.figures >= 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("A quotation.", "", 'lacks the words "A quotation. …"'),
        ("note_3", "note_9", "lacks note 3"),
        (' w:anchor="note_2"', "", "Nothing in the finished document calls note 2"),
        ("Background", "", 'lacks the heading "Background"'),
        ("A map of the line", "", "figures; the brief has"),
        ("A visit reassures", "", None),
    ],
)
def test_what_is_lost_on_the_way_is_found(made: Made, old: str, new: str, told: str | None) -> None:
    xml = parts_of(made[0])[BODY].decode()
    found = sentences(made, with_part(made[0], BODY, xml.replace(old, new).encode()))
    if told is None:
        assert found == []
    else:
        assert any(told in sentence for sentence in found)


def test_each_word_that_is_hidden_is_missed(made: Made) -> None:
    xml = parts_of(made[0])[BODY].decode()
    hidden = xml.replace("<w:rPr>", "<w:rPr><w:vanish/>")
    assert any(
        "lacks the words" in one
        for one in sentences(made, with_part(made[0], BODY, hidden.encode()))
    )


@pytest.mark.parametrize("edge", ["header", "footer"])
def test_a_lost_marking_is_found(made: Made, edge: str) -> None:
    parts = parts_of(made[0])
    (name,) = (one for one in parts if re.fullmatch(rf"word/{edge}\d\.xml", one))
    found = sentences(made, with_part(made[0], name, parts[name].replace(b"OPEN", b"")))
    assert any("lacks the marking" in one for one in found)


def test_title_and_headings_have_named_styles(document: Document) -> None:
    assert styled(document, "Title") == ["Strait talks: what a port call can do"]
    assert styled(document, "Heading 1")[:3] == ["Issue", "Background", "Notes"]
    assert styled(document, "Heading 2")[:2] == ["Why now", "A quarantine at sea"]


@pytest.mark.slow
def test_lists_are_counted_by_word_and_start_where_the_pages_do(maker: PdfMaker) -> None:
    made = of(maker, **with_text("1. a\n2. b\n\nThen\n\n7. c\n8. d\n\n- e\n  - f"))
    lines = read_docx(made[0]).words.splitlines()
    for line in ("1. a", "2. b", "7. c", "8. d", "• e"):
        assert line in lines
    assert sentences(made) == []
    numbering = parts_of(made[0])["word/numbering.xml"].replace(
        b'w:startOverride w:val="7"', b'w:startOverride w:val="1"'
    )
    assert sentences(made, with_part(made[0], "word/numbering.xml", numbering)) != []


def test_numbers_that_the_style_counts_are_numbers_of_word(maker: PdfMaker) -> None:
    css = (
        "body { counter-reset: para } div.block > p { counter-increment: para }"
        'div.block > p::before { content: counter(para) "."; display: inline-block }'
        "ol > li { list-style-type: lower-alpha }"
    )
    made = of(maker, css=css, **with_text("One.\n\n1. first\n2. second\n\nTwo."))
    lines = read_docx(made[0]).words.splitlines()
    at = lines.index("1. One.")
    assert lines[at : at + 4] == ["1. One.", "a. first", "b. second", "2. Two."]
    assert len(opened(made[0]).element.xpath("//w:numPr")) == 4


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("12.", Lead("decimal", "%1.", 12)),
        ("(c)", Lead("lowerLetter", "(%1)", 3)),
        ("B)", Lead("upperLetter", "%1)", 2)),
        ("•", Lead("bullet", "•")),
        ("aa.", None),
        ("1", None),
        ("01.", None),
    ],
)
def test_a_number_that_word_cannot_count_stays_words(words: str, lead: Lead | None) -> None:
    assert lead_of(words) == lead


@pytest.mark.slow
def test_words_that_the_style_hides_are_missed(maker: PdfMaker) -> None:
    assert any(
        "lacks the words" in one for one in sentences(of(maker, css="blockquote { display: none }"))
    )
    assert any(
        "lacks the words" in one
        for one in sentences(of(maker, css="blockquote { visibility: hidden }"))
    )


def test_figures_that_are_drawn_are_pictures_that_say_what_they_show(made: Made) -> None:
    shapes = opened(made[0]).element.xpath("//wp:docPr/@descr")
    assert "A map of the line" in shapes
    assert any(one.startswith("Timeline") for one in shapes)
    assert "[" not in "".join(shapes)
    media = {name: data for name, data in parts_of(made[0]).items() if "media/" in name}
    assert len(media) == len(shapes)
    widths = sorted(Image.open(io.BytesIO(data)).width for data in media.values())
    assert widths[-1] > 1800  # 160 mm at 300 points to an inch


@pytest.mark.slow
def test_a_portrait_picture_is_no_higher_than_a_third_of_a_page(maker: PdfMaker) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (300, 900)).save(stream, "PNG")
    media = (Media(name="map.png", media_type="image/png", data=stream.getvalue()),)
    (shape,) = (
        one
        for one in opened(of(maker, media=media)[0]).inline_shapes
        if one._inline.docPr.get("descr") == "A map of the line"
    )
    assert shape.height.mm < 121
    assert shape.height == pytest.approx(shape.width * 3, rel=0.01)


def test_rows_are_whole_heads_stand_again_and_captions_keep_to_their_table(maker: PdfMaker) -> None:
    table = TableBlock(
        id="table1",
        caption="Options",
        header=("Option", "Cost"),
        rows=(("Stay", "None"), ("Go", "High")),
    )
    section = Section(id="issue", heading="Issue", blocks=(table,))
    whole = opened(of(maker, sections=(section,), pins=())[0])
    rows = whole.tables[0].rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [
        True,
        False,
        False,
    ]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    (caption,) = (one for one in whole.paragraphs if one.text.startswith("Table 1."))
    assert caption.paragraph_format.keep_with_next
    widths = [int(one.get(qn("w:w"))) for one in whole.tables[0]._tbl.tblGrid]
    assert sum(widths) > 8000


def test_notes_are_a_list_with_links_from_their_calls(document: Document) -> None:
    words = [one.text for one in document.paragraphs]
    assert any(one.startswith("1 Samuel P. Huntington, The Soldier and the State") for one in words)
    xml = document.element.xml
    for number in range(1, 6):
        assert f'w:anchor="note_{number}"' in xml
        assert f'w:name="note_{number}"' in xml


def test_links_to_the_web_are_links(document: Document) -> None:
    targets = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert "https://undocs.org/x" in targets


def test_marking_stamp_and_page_number_stand_on_every_page(made: Made) -> None:
    reading = read_docx(made[0])
    assert "OPEN" in reading.top
    assert "Draft 1" in reading.top
    assert "OPEN" in reading.bottom
    assert "page 1 of 1" in reading.bottom
    footer = next(data for name, data in parts_of(made[0]).items() if "footer" in name)
    assert b'w:instr="PAGE"' in footer
    assert b'w:instr="NUMPAGES"' in footer


@pytest.mark.slow
def test_a_release_copy_has_no_stamp_and_no_annex(maker: PdfMaker) -> None:
    data, job, _ = of(maker, Copy.RELEASE)
    assert "Draft" not in read_docx(data).top
    assert "Annex" not in styled(opened(data), "Heading 1")
    assert sentences((data, job, _)) == []


def test_the_file_says_nothing_of_who_made_it_with_what_and_when(made: Made) -> None:
    properties = opened(made[0]).core_properties
    assert properties.title == "Strait talks: what a port call can do"
    assert properties.language == "en-GB"
    for name in ("author", "last_modified_by", "comments", "keywords"):
        assert getattr(properties, name) == ""
    assert properties.created == properties.modified == dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    parts = parts_of(made[0])
    everything = b"".join(parts.values())
    for told in (b"python-docx", b"Macintosh", b"Microsoft Office Word"):
        assert told not in everything
    assert not [name for name in parts if "thumbnail" in name or name.endswith("app.xml")]


@pytest.mark.slow
def test_the_same_brief_gives_the_same_bytes_on_another_day(maker: PdfMaker) -> None:
    brief, template = sample_brief(), plain_template()
    first = word_of(brief, template, order(), maker)[0]
    later = order(today=dt.date(2027, 3, 1))
    assert word_of(brief, template, later, maker)[0] == first


@pytest.mark.slow
def test_a_title_of_three_hundred_letters_is_whole_on_the_page(maker: PdfMaker) -> None:
    title = "A very long title " * 17
    data = of(maker, title=title.strip())[0]
    assert title.strip() in styled(opened(data), "Title")
    assert len(opened(data).core_properties.title) == 255


def test_hostile_words_stay_words(maker: PdfMaker) -> None:
    attack = '<script>x</script> & "quoted" {{ 7*7 }}'
    section = Section(id="issue", heading=attack, blocks=(TextBlock(id="text", text=attack),))
    whole = opened(of(maker, title=attack, sections=(section,), pins=())[0])
    assert styled(whole, "Title") == [attack]
    assert attack in [one.text for one in whole.paragraphs]


def test_a_figure_of_the_authors_that_is_svg_is_drawn(maker: PdfMaker) -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
        b'<rect width="80" height="40"/></svg>'
    )
    figure = FigureBlock(id="figure1", media="map.svg", alt="A black box", caption="Box")
    section = Section(id="issue", heading="Issue", blocks=(figure,))
    media = (Media(name="map.svg", media_type="image/svg+xml", data=svg),)
    made = of(maker, Copy.RELEASE, sections=(section,), pins=(), media=media)
    assert sentences(made) == []
    (name,) = (one for one in parts_of(made[0]) if "media/" in one)
    assert name.endswith(".png")


def test_a_style_is_looked_for_once_however_many_paragraphs_have_it(
    maker: PdfMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    plain = DocumentPart.get_style_id

    def get_style_id(part: DocumentPart, style: Any, kind: Any) -> Any:
        asked.append(str(style))
        return plain(part, style, kind)

    monkeypatch.setattr(DocumentPart, "get_style_id", get_style_id)
    texts = [TextBlock(id=f"text{number}", text=f"Words {number}.") for number in range(60)]
    sections = (Section(id="issue", heading="Issue", blocks=tuple(texts)),)
    brief = sample_brief(sections=sections, pins=(), fields=())
    word_of(brief, plain_template(), order(Copy.RELEASE), maker)
    assert 1 < len(asked) < 30
