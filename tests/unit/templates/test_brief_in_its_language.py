"""A brief in French, German or Spanish has no English word of the program's on its pages."""

import pytest

from briefbuilder.language.catalogue import words_for
from briefbuilder.render.audit import audit
from briefbuilder.render.counting import missing_in, missing_pieces
from briefbuilder.render.html import render_html
from briefbuilder.render.job import make_job
from briefbuilder.render.order import Copy
from briefbuilder.render.passages import letters
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.web.page import make_page, read_page, reading_job
from briefbuilder.render.word.reading import read_docx
from helpers.invented_words import invented_brief, invented_form, ordered
from helpers.page_words import LEGAL_FORMS, text_of, translated, words_in
from helpers.template_samples import FORMS, shipped
from helpers.word_samples import word_of

TAGS = ("fr-FR", "de-DE", "es-ES")


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", FORMS)
def test_every_word_of_the_program_is_in_the_briefs_language(name, tag, tool):
    form = invented_form(shipped().load(name), tag)
    brief = invented_brief(form)
    known = translated(tag, tool) | LEGAL_FORMS

    for copy in Copy:
        text = text_of(render_html(brief, form, ordered(copy)).html)
        assert words_in(text) - known == set(), copy
        assert len(words_in(text)) > 30


def test_an_english_word_of_the_program_would_be_seen(tool):
    form = invented_form(shipped().load(FORMS[0]), "en-GB")
    text = text_of(render_html(invented_brief(form), form, ordered(Copy.RECORD)).html)

    assert {"annex", "texts", "evidence"} <= words_in(text) - translated("fr-FR", tool)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "tag", "day", "page_words", "cleared"),
    [
        (FORMS[0], "fr-FR", "1er mars 2026", "page 1 sur", "avis favorable"),
        (FORMS[1], "de-DE", "1. März 2026", "Seite 1 von", "hat mitgezeichnet"),
        (FORMS[2], "es-ES", "1 de marzo de 2026", "página 1 de", "Disconforme"),
    ],
)
def test_pdf_word_and_html_say_the_same(name, tag, day, page_words, cleared):
    form = invented_form(shipped().load(name), tag)
    maker = PdfMaker()
    brief = invented_brief(form)
    job = make_job(brief, form, ordered(Copy.DRAFT))
    made = maker.make(job)

    assert [one.sentence for one in made.problems] == []
    assert audit(made.pdf, made.expected) == ()
    pages = " ".join(" ".join(one.text for one in read_pdf(made.pdf).pages).split())
    assert page_words in pages

    data, word_job, flow = word_of(brief, form, ordered(Copy.DRAFT), maker)
    document = read_docx(data, flow.drawn)
    assert missing_in(document, word_job.expected) == ()
    assert missing_pieces(document, flow.pieces) == ()
    copy = make_page(render_template(job.sources, job.context), job)
    assert missing_in(read_page(maker.flow(reading_job(copy, job, "print"))), job.expected) == ()

    stamp = words_for(tag).pgettext("stamp on each page", "Draft {number}", number=brief.draft)
    for said in (pages, text_of(copy.html)):
        # A form may set a stamp with space between its letters, and then it is read with spaces.
        assert all(letters(one) in letters(said) for one in (day, cleared, stamp))
