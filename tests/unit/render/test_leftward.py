"""Words in scripts that go from right to left: read back in another order, and there all the same.

A reader of a PDF turns the words of such a line about, and the letters of an Arabic ligature.
"""

from __future__ import annotations

import pytest

from briefbuilder.domain.briefs import Section, TextBlock
from briefbuilder.errors import Problem
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.passages import PageLetters, lacking_in_any_order
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.web.page import MEDIA, make_page, reading_job
from briefbuilder.render.web.sight import unread
from helpers.render_samples import order, plain_template, sample_brief

TEXTS = (
    "The minister, محمد بن سلمان, met בנימין and داود.",
    "Signed by Mahmoud Abbas (محمود عباس) in Ramallah.",
    "السلام عليكم ورحمة الله وبركاته",
    "They met in 2026 with ראש הממשלה 12 בנובמבר 2026, and went home. " * 3,
)


def job_with(css: str = "") -> LayoutJob:
    blocks = tuple(TextBlock(id=f"text{n}", text=text) for n, text in enumerate(TEXTS))
    section = Section(id="issue", heading="Issue", blocks=blocks)
    brief = sample_brief(sections=(section,), pins=())
    return make_job(brief, plain_template(css=css), order())


def seen_by(job: LayoutJob, medium: str, maker: PdfMaker) -> list[Problem]:
    page = make_page(render_template(job.sources, job.context), job)
    laid_out = maker.make(reading_job(page, job, medium))
    return list(unread(laid_out, medium))


@pytest.mark.parametrize("medium", MEDIA)
def test_words_that_run_to_the_left_are_found_in_a_copy(medium: str, maker: PdfMaker) -> None:
    assert seen_by(job_with(), medium, maker) == []


def test_words_that_run_to_the_left_and_are_hidden_are_missed(maker: PdfMaker) -> None:
    css = "[data-block=text1] p, [data-block=text2] p { color: transparent }"
    found = seen_by(job_with(css), "print", maker)
    assert [problem.place.key for problem in found] == ["block:text1", "block:text2"]


@pytest.mark.parametrize(
    ("text", "printed", "stands"),
    [
        ("met דוד here", "here דוד met", True),
        ("met דוד here", "here דוד", False),
        ("met דוד here", "here דד met", False),
        ("السلام", "السالم", True),
        ("met דוד in Ramallah", "in דוד met Ramal-\nlah", True),
    ],
)
def test_each_word_and_each_letter_to_the_left_has_to_stand(
    text: str, printed: str, *, stands: bool
) -> None:
    assert (lacking_in_any_order([text], [PageLetters.of(printed)]) == ()) is stands


def test_the_same_words_twice_have_to_stand_twice() -> None:
    page = PageLetters.of("דוד met")
    assert lacking_in_any_order(["met דוד", "met דוד"], [page]) == ("met דוד",)
