"""The Word document: everything is there, in named styles, and nothing of who made it."""

import io
import zipfile

import docx
import pytest
from docx.document import Document

from briefbuilder.domain.briefs import Section, TextBlock
from briefbuilder.render.docx import make_docx
from helpers.render_samples import Copy, order, plain_template, sample_brief


def made(copy: Copy = Copy.DRAFT, **changes: object) -> bytes:
    return make_docx(sample_brief(**changes), plain_template(), order(copy))


@pytest.fixture(scope="module")
def document() -> Document:
    return docx.Document(io.BytesIO(made()))


def styled(document: Document, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style and one.style.name == style]


def test_title_and_headings_have_named_styles(document: Document) -> None:
    assert styled(document, "Title") == ["Strait talks: what a port call can do"]
    assert styled(document, "Heading 1")[:3] == ["Issue", "Background", "Notes"]
    assert styled(document, "Heading 2")[:2] == ["Why now", "A quarantine at sea"]


def test_lists_have_their_styles_and_a_numbered_one_starts_afresh() -> None:
    text = "1. a\n2. b\n\nThen\n\n1. c\n\n- d\n  - e"
    section = Section(id="issue", heading="Issue", blocks=(TextBlock(id="text", text=text),))
    whole = docx.Document(io.BytesIO(made(sections=(section,), pins=())))
    assert styled(whole, "List Number") == ["a", "b", "c"]
    assert styled(whole, "List Bullet") == ["d"]
    assert styled(whole, "List Bullet 2") == ["e"]
    numbers = whole.element.xpath(
        '//w:p[w:pPr/w:pStyle/@w:val="ListNumber"]/w:pPr/w:numPr/w:numId/@w:val'
    )
    assert numbers[0] == numbers[1] != numbers[2]


def test_tables_captions_and_pictures_are_there(document: Document) -> None:
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Option", "Cost"] in cells
    assert ["Go", "High"] in cells
    assert ["14 October 1962", "Photographs are taken2"] in cells
    assert "Table 1. Options" in styled(document, "Caption")
    assert len(document.inline_shapes) == 1
    assert 'descr="A map of the line"' in document.element.xml


def test_notes_are_a_list_with_links_from_their_calls(document: Document) -> None:
    words = [one.text for one in document.paragraphs]
    assert (
        "1 Samuel P. Huntington, The Soldier and the State (Cambridge, MA: Harvard University "
        "Press, 1957), p. 4." in words
    )
    xml = document.element.xml
    for number in range(1, 6):
        assert f'w:anchor="note_{number}"' in xml
        assert f'w:name="note_{number}"' in xml


def test_links_to_the_web_are_links(document: Document) -> None:
    targets = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert "https://undocs.org/x" in targets


def test_the_marking_and_the_stamp_stand_at_the_edges(document: Document) -> None:
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "OPEN  ·  Draft 1"
    assert section.footer.paragraphs[0].text.startswith("OPEN")


def test_a_release_copy_has_no_stamp_and_no_annex() -> None:
    whole = docx.Document(io.BytesIO(made(Copy.RELEASE)))
    assert whole.sections[0].header.paragraphs[0].text == "OPEN"
    assert "Annex" not in styled(whole, "Heading 1")


def test_the_file_says_nothing_of_who_made_it_with_what(document: Document) -> None:
    properties = document.core_properties
    assert properties.title == "Strait talks: what a port call can do"
    assert properties.language == "en-GB"
    for name in ("author", "last_modified_by", "comments", "keywords"):
        assert getattr(properties, name) == ""
    assert properties.created == properties.modified
    assert str(properties.created).startswith("2026-11-22")
    with zipfile.ZipFile(io.BytesIO(made())) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"python-docx" not in everything


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert made() == made()


def test_hostile_words_stay_words() -> None:
    attack = '<script>x</script> & "quoted" {{ 7*7 }}'
    section = Section(id="issue", heading=attack, blocks=(TextBlock(id="text", text=attack),))
    whole = docx.Document(io.BytesIO(made(title=attack, sections=(section,), pins=())))
    assert styled(whole, "Title") == [attack]
    assert attack in [one.text for one in whole.paragraphs]
