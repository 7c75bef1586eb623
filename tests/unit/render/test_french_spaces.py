"""Spaces beside French marks, in the three formats that a brief is printed in."""

from __future__ import annotations

import re

import pytest

from briefbuilder.domain.briefs import Section, TextBlock
from briefbuilder.render.audit import audit
from briefbuilder.render.drawing import text_width, wrap
from briefbuilder.render.french_spaces import with_french_spaces
from briefbuilder.render.job import make_job
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.sandbox import render_template
from helpers.render_samples import order, sample_brief
from helpers.template_samples import FORMS, shipped
from helpers.word_samples import parts_of, word_of

# Of every length, so that without the bound spaces some line would end before a mark.
TYPED = " ".join(
    f"Mot{'a' * (number % 11)} « dit {'b' * (number % 7)} » : oui ?" for number in range(60)
)


@pytest.mark.parametrize(
    ("page", "bound"),
    [
        ('<p lang="fr">Qui ? « Lui » ; oui !</p>', '<p lang="fr">Qui_? «_Lui_»_; oui_!</p>'),
        ('<p lang="fr-CA"><em>Qui</em> ?</p>', '<p lang="fr-CA"><em>Qui</em>_?</p>'),
        (
            '<p lang="fr">a<br> : b <code>x ? y</code> !',
            '<p lang="fr">a<br>_: b <code>x ? y</code>_!',
        ),
        (
            '<div lang="fr"><p lang="en">Who ?</p> : <p>Qui ?<p lang="de">Wer ?</div> ?',
            '<div lang="fr"><p lang="en">Who ?</p>_: <p>Qui_?<p lang="de">Wer ?</div> ?',
        ),
        (
            '<p lang="fr"><a href="x ? y" title=" :">z</a>?',
            '<p lang="fr"><a href="x ? y" title=" :">z</a>?',
        ),
        ('<html lang="fr"><head><title>a ?</title></head><p>b ?</p></html>',) * 2,
        ('<p lang="en">Who ? « He »</p>',) * 2,
        (
            '<p lang="fr"><b>a</i> ? </b></p></p> ? <i lang="fr">b !',
            '<p lang="fr"><b>a</i>_? </b></p></p> ? <i lang="fr">b_!',
        ),
        ('<p lang="fr">a ? <b c="d ? e', '<p lang="fr">a_? <b c="d_? e'),
        ("<p lang='fr'>a ?", "<p lang='fr'>a_?"),
        ("<P LANG=FR>a ?", "<P LANG=FR>a_?"),
    ],
)
def test_spaces_are_bound_in_french_words_and_nowhere_else(page: str, bound: str) -> None:
    if "<head>" in page:
        bound = bound.replace("b ?", "b_?")
    assert with_french_spaces(page) == bound.replace("_", "\u00a0")


def test_no_line_of_a_figure_begins_with_a_mark_or_breaks_what_was_bound() -> None:
    words = "Qui décide ? « La flotte » ; le 3\u00a0mai : rien"
    for width in range(30, 200, 3):
        lines = wrap(words, width, 7.5, 9)
        # Cut at the end of each line, for what is left of a word that no line can hold.
        assert not [line for line in lines if re.match("[;:!?»]|mai", line)]
        assert not [line for line in lines if re.search("«$|3$", line)]
    assert text_width("a\u00a0b", 10) == text_width("a b", 10)


def test_no_line_of_a_french_brief_begins_with_a_mark(maker: PdfMaker) -> None:
    form = shipped().load(FORMS[1])
    block = TextBlock(id="text", text=TYPED)
    sections = (Section(id=form.template.sections[0].id, heading="Objet", blocks=(block,)),)
    brief = sample_brief(sections=sections, pins=(), fields=(), template=FORMS[1], lang="fr")
    job = make_job(brief, form, order())
    made = maker.make(job)

    assert audit(made.pdf, made.expected, made.layout.places) == ()
    lines = "\n".join(page.text for page in read_pdf(made.pdf).pages).splitlines()
    told = [line.strip() for line in lines if "Mot" in line or "oui" in line]
    assert len(told) > 15
    assert not [line for line in told if re.match("[;:!?»]", line) or line.endswith("«")]
    assert "oui\u00a0?" in render_template(job.sources, job.context)
    document, *_rest = word_of(brief, form, order())
    assert "oui\u00a0?" in parts_of(document)["word/document.xml"].decode()
    assert block.text == TYPED
