"""A text in another language than its page's says so: in the PDF's tags, in HTML and in Word."""

import io
import re

import pikepdf
import pytest

from briefbuilder.render.html import render_html
from briefbuilder.render.job import make_job
from briefbuilder.render.pdf import PdfMaker
from helpers.render_samples import order, plain_template, sample_brief
from helpers.word_samples import opened, word_of


@pytest.fixture(scope="module")
def maker() -> PdfMaker:
    """One maker, so that the fonts are read once."""
    return PdfMaker()


def foreign_words(html: str) -> str:
    marked = re.findall(r'<(\w+)[^>]* lang="en"[^>]*>(.*?)</\1>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", words) for _, words in marked)


def test_placed_words_and_questions_are_marked_where_the_brief_has_another_language():
    brief = sample_brief(lang="fr-FR")
    html = render_html(brief, plain_template(), order()).html
    words = foreign_words(html)

    for english in (
        "A quarantine at sea",
        "A blockade by another name",
        "Ships stopped at a line",
        "The quarantine is in force",
        "Is the objective stated?",
    ):
        assert english in words, english
    for own in ("They bargained.", "We propose", "The visit", "Les faits"):
        assert own in re.sub(r"<[^>]+>", "", html)
        assert own not in words, own


def test_nothing_is_marked_where_all_is_in_one_language():
    assert ' lang="en"' not in render_html(sample_brief(), plain_template(), order()).html


@pytest.mark.slow
def test_the_tags_of_a_pdf_say_the_language(maker):
    job = make_job(sample_brief(lang="fr-FR"), plain_template(), order())
    with pikepdf.open(io.BytesIO(maker.make(job).pdf)) as document:
        elements = [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
        ]
        spoken = {str(one["/S"]) for one in elements if str(one.get("/Lang", "")) == "en"}
        assert str(document.Root.Lang) == "fr-FR"
        assert {"/H3", "/P", "/L", "/TD"} <= spoken
        assert any("/Lang" not in one for one in elements)


@pytest.mark.slow
def test_the_letters_of_a_word_document_say_the_language(maker):
    data, _, _ = word_of(sample_brief(lang="fr-FR"), plain_template(), order(), maker)
    document = opened(data)
    languages = {
        run.text: run._r.xpath("string(w:rPr/w:lang/@w:val)")
        for paragraph in document.paragraphs
        for run in paragraph.runs
    }

    assert languages["A quarantine at sea"] == "en"
    assert languages["They bargained."] == ""
    assert document.core_properties.language == "fr-FR"
