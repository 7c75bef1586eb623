"""What this room tells its user is told in French to a user who speaks French.

Texts of a brief, of a form and of other programs stand between marks of quotation and stay as they
are; beside them no word of ours is English.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from briefbuilder.domain.layout import Layout
from briefbuilder.errors import BriefbuilderError, Problem, RenderError, WorkerDiedError
from briefbuilder.language.interface import speak, spoken
from briefbuilder.render.audit import audit
from briefbuilder.render.counting import Edges, Reading, missing_in
from briefbuilder.render.demand import Demand
from briefbuilder.render.edges import Edge
from briefbuilder.render.expectation import Expectation, Heading, Passage
from briefbuilder.render.eyes import Fault, PageSeen, Unseen
from briefbuilder.render.font_coverage import unprintable_passages
from briefbuilder.render.ink import Box
from briefbuilder.render.inspect import inspect_pdf
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.leaks import Machine, foreign_links, html_leaks, pdf_leaks
from briefbuilder.render.legibility import Surface, missing_banner, missing_passages, missing_stamp
from briefbuilder.render.markdown import Setting, to_fragment
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import PageFound
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.template_faults import (
    refused_addresses,
    skipped_levels,
    told_by_layout,
    unplaced,
)
from briefbuilder.render.web.elements import rewritten
from briefbuilder.render.web.sight import unlooked_at
from briefbuilder.render.whereabouts import whereabouts
from briefbuilder.render.wire import IGNORED, LaidOut
from briefbuilder.render.word.sight import unseen_words
from briefbuilder.render.worker import LayoutWorker
from helpers.render_samples import order, plain_template, sample_brief
from helpers.word_samples import parts_of, with_part, word_of

ENGLISH = re.compile(
    r"\b(the|an|of|is|was|has|in|and|it|its|this|that|which|with|from|out|to|cannot|lacks?|words"
    r"|take|form|template|layout|copy|picture|link|heading|edge|export)\b",
    re.IGNORECASE,
)
QUOTED = re.compile("«[^«»]*»|<[^>]*>|@import")
WORDS = "L’escadre appareille vendredi"
PAPER = Box(0, 0, 595, 842)


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    before = spoken().language
    speak("fr")
    yield
    speak(before)


def french(problems: Iterable[Problem]) -> list[str]:
    """The sentences of problems, which have no English word of ours, nor have their remedies."""
    found = list(problems)
    for one in found:
        told = f"{one.sentence} {one.remedy}"
        while QUOTED.search(told):
            told = QUOTED.sub("", told)
        assert ENGLISH.search(told) is None, told
    return [one.sentence.replace("\u00a0", " ") for one in found]


def page(words: str, fault: Unseen | None = None) -> PageSeen:
    letters = [at for at, char in enumerate(words) if char.isalnum()]
    faults = dict.fromkeys(letters, fault) if fault is not None else {}
    return PageSeen(list(words), faults, dict.fromkeys(letters, PAPER), Edge(), Edge())


@pytest.mark.parametrize("fault", Fault)
def test_why_words_cannot_be_read(fault: Fault) -> None:
    seen = [page(WORDS, Unseen(fault, 0.4, "left"))]
    own = Passage("block:b", WORDS, "la section «\u00a0Enjeu\u00a0»")

    (sentence,) = french(missing_passages(seen, [own], Demand()))
    assert "le passage « L’escadre appareille vendredi », dans la section « Enjeu »" in (
        sentence[0].lower() + sentence[1:]
    )
    assert "la page 1" in sentence
    (on_screen,) = french(missing_passages(seen, [own], Demand(), Surface.SCREEN))
    assert "l’écran 1" in on_screen
    of_form = french(missing_passages(seen, [], Demand()))
    assert all("texte du modèle lui-même" in one for one in of_form)


def test_a_sentence_about_words_is_whole() -> None:
    seen = [page(WORDS, Unseen(Fault.SMALL, 4.5))]
    own = Passage("block:b", WORDS, "l’annexe")

    (sentence,) = french(missing_passages(seen, [own], Demand(size=5.5)))
    assert sentence == (
        "Le passage « L’escadre appareille vendredi », dans l’annexe, est imprimé en 4,5 points "
        "sur la page 1 ; le minimum est de 5,5 points."
    )


def test_what_pages_lack() -> None:
    marked = Expectation(banner="SECRET", stamp="PROJET")
    bare = [PageFound("", "SECRET", "", (), 0)]
    lost = Passage("block:b", WORDS)

    told = french(missing_banner(bare, [page("")], marked))
    told += french(missing_stamp([page("")], "PROJET", Surface.SCREEN))
    told += french(missing_passages([page("")], [lost], Demand()))
    assert told[0].startswith(
        "La page 1 ne porte pas, en haut, la mention de protection « SECRET » de façon visible : "
    )
    assert told[1:] == [
        "La page 1 ne porte pas, en bas, la mention de protection « SECRET ».",
        "L’écran 1 ne porte pas les mots « PROJET ».",
        "Le passage « L’escadre appareille vendredi » manque dans le document final.",
    ]


def test_what_a_copy_without_pages_lacks() -> None:
    empty = Reading("", (Edges("", ""),), (), frozenset(), (), 0)
    expected = Expectation(
        passages=(Passage("block:b", WORDS),),
        notes=1,
        links=("https://un.org",),
        headings=(Heading(1, "Enjeu"),),
        figures=2,
        banner="SECRET",
        stamp="PROJET",
    )

    told = french(missing_in(empty, expected))
    assert len(told) == 9
    assert "Nombre de figures dans le document final : 0 ; dans la note : 2." in told


def test_the_parts_of_a_brief() -> None:
    told = {key: one.replace("\u00a0", " ") for key, one in whereabouts(sample_brief()).items()}

    assert told == {
        "head": "l’en-tête",
        "overrides": "la liste de ce qui est transmis sous la responsabilité d’une personne",
        "notes": "les notes",
        "annex": "l’annexe",
        "section:issue": "le titre de la section « Issue »",
        "block:aaaa1111": "la section « Issue »",
        "section:background": "le titre de la section « Background »",
        "block:aaaa2222": "la fiche « A quarantine at sea » de la section « Background »",
        "block:aaaa3333": "la figure « The line » de la section « Background »",
        "block:aaaa4444": "la chronologie « What comes next » de la section « Background »",
        "block:aaaa5555": "le tableau « Options » de la section « Background »",
    }


def test_what_cannot_be_printed_as_it_was_written() -> None:
    text = (
        "Voir [ceci](ftp://x), [cela](#rien) et ![carte](carte.png).\n\n- un\n\n  > deux\n\n"
        "  ---\n\n  ### trois\n\n      quatre\n\n| a |\n|---|\n| 1 | 2 |\n"
    )
    told = french(to_fragment(text, Setting()).problems)
    told += french(to_fragment("> " * 40 + "profond", Setting()).problems)
    told += french(unprintable_passages([Passage("block:b", "ça va")], frozenset(map(ord, "a v"))))

    assert len(told) >= 8


def test_what_an_html_copy_cannot_hold() -> None:
    html = (
        "<html><head><base href='x'><style>@import '//x/y.css'; p { behavior: url(x);"
        "width: expression(1) }</style></head><body><video></video><p onclick='x()'>a</p>"
        "<a href='javascript:1'>b</a><svg><rect fill='url(//x#a)'/></svg></body></html>"
    )
    told = french(rewritten(html, {}).problems)

    assert "Un exemplaire HTML ne peut pas contenir l’attribut onclick de <p>." in told
    assert len(told) >= 7


def test_what_is_wrong_with_a_form() -> None:
    job = make_job(sample_brief(), plain_template(), order())
    ignored = "Ignored `colour: red' at 3:4, unknown property."
    style, lost = told_by_layout([ignored, "Failed to load image at 'x'"], job)

    assert style.sentence.startswith("La mise en page signale\u00a0: Ignored `colour: red' at 3:4")
    assert style.rule == IGNORED
    assert lost.sentence.startswith("La mise en page signale\u00a0: ")
    (sentence,) = french(unlooked_at([style]))
    assert sentence == (
        "La mise en page ne comprend pas « colour: red » dans la feuille de style du modèle ; on "
        "ne peut donc pas savoir comment un navigateur l’afficherait."
    )
    told = french(refused_addresses(["library://template/x.png", "https://x.org"], job))
    told += french(skipped_levels([Heading(2, "Enjeu"), Heading(4, "Suite")], job))
    told += french(unplaced(Layout((), (), ()), Expectation((Passage("block:b", WORDS),))))
    assert len(told) == 5


@pytest.mark.slow
def test_what_must_not_leave_the_building(release: LaidOut) -> None:
    html = "<meta name='author' content='alice'><!-- alice --><p>/home/alice/x</p>"
    told = french(html_leaks(html, Machine(names=("alice",))))
    told += french(foreign_links(["file:///x"]))
    active = b"/JavaScript /Launch /OpenAction /AA /SubmitForm /EmbeddedFile /FileAttachment"
    told += french(pdf_leaks(release.pdf + b"\n%" + active, Machine()))

    assert "Le document final contient une action qui s’exécute à l’ouverture." in told
    assert len(told) >= 9


@pytest.mark.slow
def test_what_a_finished_document_lacks(release: LaidOut) -> None:
    lost = Passage("block:b", WORDS, "l’annexe")
    told = french(audit(release.pdf, replace(release.expected, passages=(lost,), notes=6)))

    assert "La note 6 manque dans le document final." in told


@pytest.mark.slow
def test_words_of_a_word_document_that_nobody_sees(maker: PdfMaker) -> None:
    docx, job, _ = word_of(sample_brief(), plain_template(), order(), maker)
    body = parts_of(docx)["word/document.xml"].decode()
    hidden = (
        '<w:vanish/><w:sz w:val="2"/><w:color w:val="EEEEEE"/><w:spacing w:val="-120"/></w:rPr>'
    )
    body = re.sub(r"<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>(?=<w:t[ >][^>]*>A quotation)", "", body)
    body = re.sub(r"<w:r>(?=<w:t[^>]*>A quotation)", f"<w:r><w:rPr>{hidden}", body)
    told = french(unseen_words(with_part(docx, "word/document.xml", body.encode()), job.expected))

    start = "Dans le document Word, le passage « A quotation. », dans la section « Issue », "
    assert f"{start}est masqué." in told
    assert f"{start}a des lettres qui se chevauchent." in told
    assert len(told) >= 4


@pytest.mark.parametrize("what", [b"", b"no PDF"])
def test_a_file_that_is_no_pdf(what: bytes) -> None:
    with pytest.raises(BriefbuilderError, match=r"Ce fichier n’est pas un PDF lisible\."):
        inspect_pdf(what, "note.pdf")
    with pytest.raises(RenderError, match=r"Le PDF ne peut pas être affiché\."):
        PageImages(what)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("{{ title * 3 }}", "L’opérateur «\u00a0*\u00a0» n’est pas autorisé dans les modèles."),
        ("{% for one in title %}{{ 'x' ~ title }}", "Le modèle est mal formé\u00a0: "),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "s’appelle lui-même sans fin"),
        ("{% for a in range %}" + "x" * 99 + "{% endfor %}", "plus de 5\u202f000\u202f000"),
    ],
)
def test_a_form_that_cannot_be_filled_in(html: str, told: str) -> None:
    with pytest.raises(RenderError) as caught:
        render_template({"brief.html.j2": html}, {"title": "x", "range": "a" * 60_000})
    assert told in str(caught.value)
    assert "choisissez-en un autre" in str(caught.value)


def failing() -> LayoutJob:
    return make_job(sample_brief(), plain_template(html="{{ nothing }}"), order())


@pytest.mark.slow
def test_what_fails_in_the_layout_process_is_told_in_the_language_of_its_user() -> None:
    with LayoutWorker() as worker:
        with pytest.raises(RenderError, match="Le modèle n’a pas pu être rempli"):
            worker.layout(failing())
        speak("en-GB")
        with pytest.raises(RenderError, match="The template could not be filled in"):
            worker.layout(failing())


def test_the_end_of_the_layout_process_is_told() -> None:
    with (
        LayoutWorker(program=[sys.executable, "-c", "raise SystemExit(3)"]) as worker,
        pytest.raises(WorkerDiedError) as caught,
    ):
        worker.layout(failing())
    assert str(caught.value).startswith(
        "Le processus de mise en page s’est terminé avant que les pages soient faites. La note "
    )
