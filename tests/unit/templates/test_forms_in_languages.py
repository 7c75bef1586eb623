"""The shipped forms print none of their own English words on a page in another language."""

import re
from dataclasses import replace
from typing import Any

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.template_words import best_tag
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.language.catalogue import words_for
from briefbuilder.render.audit import audit
from briefbuilder.render.html import render_html
from briefbuilder.render.job import make_job
from briefbuilder.render.order import Copy
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.web.page import make_page
from briefbuilder.render.word.reading import read_docx
from briefbuilder.storage.template_folder import TemplateFolder
from helpers.invented_words import invented_brief, invented_form, ordered
from helpers.page_words import LEGAL_FORMS, text_of, translated, words_in
from helpers.template_samples import FORMS, TEMPLATES, shipped
from helpers.word_samples import word_of

LANGUAGES = ("fr", "de", "es")


def told(form: LoadedTemplate, tag: str) -> list[str]:
    """Everything that a form prints of its own in a language."""
    said = form.template.said_in(tag)
    return [
        *(said.name, said.organisation),
        *(one.label for one in said.fields),
        *(text for one in said.sections for text in (one.heading, one.prompt)),
    ]


def brief_in(form: LoadedTemplate, tag: str) -> Brief:
    """A brief of invented words in a language, with the headings that a new brief gets."""
    brief = invented_brief(invented_form(form, tag))
    new = edits.new_brief(
        brief_id=brief.id, title=brief.title, template=form.template, marking=None, lang=tag
    )
    sections = tuple(
        one.model_copy(update={"heading": other.heading})
        for one, other in zip(brief.sections, new.sections, strict=True)
    )
    emptied = sections[0].model_copy(update={"blocks": ()})
    return brief.model_copy(update={"sections": (emptied, *sections[1:]), "lang": new.lang})


@pytest.mark.parametrize("name", FORMS)
def test_a_form_says_everything_in_each_language_of_the_pages(name: str) -> None:
    folder = shipped()
    assert folder.list()
    assert folder.problems + folder.gaps == ()
    form = folder.load(name).template
    assert tuple(form.languages) == LANGUAGES
    for tag in LANGUAGES:
        no_break = words_for(tag).quoted("x")[1] == "\u00a0"
        for text in told(folder.load(name), tag):
            assert "'" not in text
            assert not (no_break and re.search(r" [:;?!»]|« ", text)), text


@pytest.mark.parametrize("tag", ["fr-FR", "de-DE", "es-ES"])
@pytest.mark.parametrize("name", FORMS)
def test_no_english_word_of_a_form_stands_on_a_page_in_another_language(
    name: str, tag: str, tool: Any
) -> None:
    form = shipped().load(name)
    brief = brief_in(form, tag)
    html = render_html(brief, form, ordered(Copy.DRAFT)).html
    text = text_of(html)
    said = form.template.said_in(tag)
    known = translated(tag, tool) | LEGAL_FORMS | words_in(" ".join(told(form, tag)))

    assert words_in(text) - known == set()
    assert 'lang="en-GB"' not in html
    assert " ".join(said.sections[0].prompt.split()) in text
    assert " ".join(brief.sections[1].heading.split()) in text
    assert sum(f">{one.label}<" in html for one in said.fields) >= 2


@pytest.mark.slow
def test_pdf_word_and_html_say_a_form_in_french(tool: Any) -> None:
    form = shipped().load(FORMS[1])
    brief = brief_in(form, "fr")
    maker = PdfMaker()
    job = make_job(brief, form, ordered(Copy.DRAFT))
    pdf = " ".join(one.text for one in read_pdf(maker.make(job).pdf).pages)
    data, _, flow = word_of(brief, form, ordered(Copy.DRAFT), maker)
    html = make_page(render_template(job.sources, job.context), job).html
    french = words_in(" ".join(told(form, "fr"))) | translated("fr", tool)
    english = words_in(" ".join(told(form, "en-GB"))) - french

    for text in (pdf, read_docx(data, flow.drawn).words, text_of(html)):
        words = words_in(text)
        assert {"destinataire", "rédacteur", "recommandation", "calendrier"} <= words
        assert english & words == set()


def test_what_a_language_lacks_is_said_in_the_forms_own_and_marked_so() -> None:
    form = shipped().load(FORMS[1])
    french = form.template.languages["fr"]
    short = french.model_copy(
        update={"fields": {"to": french.fields["to"]}, "sections": {}, "name": ""}
    )
    template = form.template.model_copy(update={"languages": {"fr": short}})
    brief = brief_in(form, "fr-CA")
    html = render_html(brief, replace(form, template=template), ordered(Copy.DRAFT)).html

    assert '<th scope="row">Destinataire</th>' in html
    assert '<th scope="row"><span lang="en-GB">From</span></th>' in html
    assert '<p class="prompt"><span lang="en-GB">What has to be decided' in html
    assert '<span lang="en-GB">UK ministerial submission</span>' in html


def test_a_form_gives_its_html_words_of_its_own() -> None:
    form = shipped().load(FORMS[0])
    words = form.template.languages["fr"].model_copy(
        update={"words": {"For the file, {date}.": "Pour le dossier, {date}.", "Notes": "Renvois"}}
    )
    template = form.template.model_copy(update={"languages": {"fr": words}})
    more = form.html.replace("</body>", '<p>{{ _("For the file, {date}.", date="2026") }}</p>')
    html = render_html(
        brief_in(form, "fr"), replace(form, template=template, html=more), ordered(Copy.DRAFT)
    ).html

    assert "<p>Pour le dossier, 2026.</p>" in html
    assert "<h2>Renvois</h2>" in html


@pytest.mark.parametrize(
    ("wanted", "own", "others", "best"),
    [
        ("fr-CA", "en-GB", ("fr", "fr-CA"), "fr-CA"),
        ("fr-BE", "en-GB", ("fr-CA", "fr"), "fr"),
        ("fr", "en-GB", ("fr-CA",), "fr-CA"),
        ("en-US", "en-GB", ("fr",), "en-GB"),
        ("en-US", "en-GB", ("en-US",), "en-US"),
        ("it", "fr", ("en",), "fr"),
        ("FR_ca", "en", ("fr-CA",), "fr-CA"),
    ],
)
def test_the_words_that_serve_a_language_best(
    wanted: str, own: str, others: tuple[str, ...], best: str
) -> None:
    assert best_tag(wanted, own, others) == best


def test_the_headings_of_a_brief_are_its_authors() -> None:
    template = TemplateFolder((TEMPLATES,)).load(FORMS[1]).template
    brief = edits.new_brief(
        brief_id="0" * 32, title="T", template=template, marking=None, lang="fr"
    )
    assert [one.heading for one in brief.sections][:2] == ["Objet", "Recommandation"]

    typed = edits.set_heading(brief, "issue", "Décision")
    assert [one.heading for one in typed.sections][:2] == ["Décision", "Recommandation"]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
def test_a_new_brief_in_each_language_is_a_draft_that_can_be_read(name: str) -> None:
    """An italic f, j or ß reaches over the narrow letter beside it, and hides it from nobody."""
    form = shipped().load(name)
    maker = PdfMaker()
    for tag in LANGUAGES:
        brief = edits.new_brief(
            brief_id="b" * 32, title="T", template=form.template, marking=None, lang=tag
        )
        made = maker.make(make_job(brief, form, ordered(Copy.DRAFT)))
        assert audit(made.pdf, made.expected, made.layout.places) == (), tag
