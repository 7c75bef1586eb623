"""A look at what a Word document says of its words: what would keep them from sight is found."""

import re

import pytest

from briefbuilder.render.job import LayoutJob
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.word.sight import unseen_words
from helpers.render_samples import order, plain_template, sample_brief
from helpers.word_samples import parts_of, with_part, word_of

BODY, STYLES = "word/document.xml", "word/styles.xml"
WORDS = "A quotation."
RUN = re.compile(rf"<w:r>(?:<w:rPr>.*?</w:rPr>)?(<w:t[^>]*>{re.escape(WORDS)})")
PARAGRAPH = re.compile(rf"<w:p>(?:<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?((?:(?!</w:p>).)*{WORDS})")


@pytest.fixture(scope="module")
def made(maker: PdfMaker) -> tuple[bytes, LayoutJob]:
    docx, job, _ = word_of(sample_brief(), plain_template(), order(), maker)
    return docx, job


def said(made: tuple[bytes, LayoutJob], part: str, words: str) -> list[str]:
    docx, job = made
    found = list(unseen_words(with_part(docx, part, words.encode()), job.expected))
    return [f"{one.place.key}: {one.sentence}" for one in found]


def body(made: tuple[bytes, LayoutJob]) -> str:
    return parts_of(made[0])[BODY].decode()


@pytest.mark.slow
def test_what_is_written_can_be_seen(made: tuple[bytes, LayoutJob]) -> None:
    assert said(made, BODY, body(made)) == []


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ('<w:sz w:val="2"/>', "is written in 1 pt; the least is 5 pt"),
        ('<w:color w:val="FFFFFF"/>', "its contrast is 1 to 1"),
        ('<w:color w:val="BBBBBB"/>', "is too pale"),
        ('<w:shd w:val="clear" w:fill="101010"/><w:color w:val="333333"/>', "is too pale"),
        ("<w:vanish/>", "is hidden"),
        ("<w:webHidden/>", "is hidden"),
        ('<w:spacing w:val="-120"/>', "has its letters set on one another"),
    ],
)
def test_letters_that_nobody_sees_are_found(
    made: tuple[bytes, LayoutJob], properties: str, reason: str
) -> None:
    hidden, count = RUN.subn(rf"<w:r><w:rPr>{properties}</w:rPr>\1", body(made))
    assert count == 1
    (sentence,) = said(made, BODY, hidden)
    assert sentence.startswith(f'block:aaaa1111: "{WORDS}" in section “Issue”')
    assert reason in sentence


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ('<w:spacing w:line="40" w:lineRule="exact"/>', "is cut off in the Word document"),
        ('<w:ind w:left="-9000"/>', "begins beside the paper"),
        ('<w:ind w:left="3000" w:hanging="9000"/>', "begins beside the paper"),
        ('<w:ind w:left="20000"/>', "narrower than a short word"),
        ('<w:shd w:val="clear" w:fill="000000"/>', "is too pale"),
    ],
)
def test_lines_that_nobody_sees_are_found(
    made: tuple[bytes, LayoutJob], properties: str, reason: str
) -> None:
    hidden, count = PARAGRAPH.subn(rf"<w:p><w:pPr>{properties}</w:pPr>\1", body(made))
    assert count == 1
    found = [one for one in said(made, BODY, hidden) if reason in one]
    assert [one.split(":")[1] for one in found] == ["aaaa1111"]


def test_rows_and_columns_that_cut_words_off_are_found(made: tuple[bytes, LayoutJob]) -> None:
    exact = body(made).replace("<w:trPr>", '<w:trPr><w:trHeight w:val="40" w:hRule="exact"/>')
    assert any("stands in a row of a fixed height" in one for one in said(made, BODY, exact))
    narrow = re.sub(
        r'<w:tcW w:w="\d+"|<w:tcW w:type="dxa" w:w="\d+"', '<w:tcW w:w="90"', body(made)
    )
    assert narrow != body(made)
    assert any("narrower than a short word" in one for one in said(made, BODY, narrow))


def test_what_the_styles_say_counts_too(made: tuple[bytes, LayoutJob]) -> None:
    styles = parts_of(made[0])[STYLES].decode()
    white = re.sub(r'<w:color w:val="\w+"/>', '<w:color w:val="FFFFFF"/>', styles)
    assert any("its contrast is 1 to 1" in one for one in said(made, STYLES, white))
    hidden = styles.replace("<w:rPr>", "<w:rPr><w:vanish/>")
    assert any("is hidden in the Word document" in one for one in said(made, STYLES, hidden))


@pytest.mark.parametrize("edge", ["header", "footer"])
def test_a_marking_that_is_not_plain_is_found(made: tuple[bytes, LayoutJob], edge: str) -> None:
    (name,) = (one for one in parts_of(made[0]) if re.fullmatch(rf"word/{edge}\d\.xml", one))
    words = parts_of(made[0])[name].decode()
    small = re.sub(r"<w:r>(?:<w:rPr>.*?</w:rPr>)?", '<w:r><w:rPr><w:sz w:val="12"/></w:rPr>', words)
    assert any(
        '"OPEN' in one and "in 6 pt; the least is 9 pt" in one for one in said(made, name, small)
    )
