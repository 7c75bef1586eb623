"""The audit finds what a finished PDF lacks, and what it must not hold."""

import random
from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup

from briefbuilder.domain.briefs import Section, TableBlock, TextBlock
from briefbuilder.errors import RenderError
from briefbuilder.render.audit import audit
from briefbuilder.render.expectation import Heading, Passage, contents_of
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.passages import PageLetters, letters, stands
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.wire import LaidOut
from helpers.render_samples import Copy, order, plain_template, sample_brief

pytestmark = pytest.mark.slow


def sentences(laid_out: LaidOut, **changes: Any) -> list[str]:
    expected = replace(laid_out.expected, **changes)
    return [problem.sentence for problem in audit(laid_out.pdf, expected)]


@pytest.mark.parametrize("which", ["endnotes", "footnotes", "release"])
def test_a_whole_document_has_no_problems(which: str, request: pytest.FixtureRequest) -> None:
    laid_out: LaidOut = request.getfixturevalue(which)
    assert sentences(laid_out) == []
    assert len(laid_out.expected.passages) > 40
    assert laid_out.expected.notes == 5
    assert laid_out.expected.figures >= 2


@pytest.mark.parametrize("which", ["endnotes", "footnotes"])
def test_a_missing_note_is_found(which: str, request: pytest.FixtureRequest) -> None:
    laid_out: LaidOut = request.getfixturevalue(which)
    assert sentences(laid_out, notes=6) == [
        "The finished document lacks note 6.",
        "Nothing in the finished document calls note 6.",
    ]


def test_missing_words_are_found_and_quoted_with_their_block(endnotes: LaidOut) -> None:
    lost = Passage("block:aaaa1111", "This paragraph stood in the brief and was lost on its way")
    expected = replace(endnotes.expected, passages=(*endnotes.expected.passages, lost))
    (problem,) = audit(endnotes.pdf, expected)
    assert problem.place.key == "block:aaaa1111"
    assert '"This paragraph stood in the brief and was …"' in problem.sentence


def test_words_that_stand_once_and_not_twice_are_found(endnotes: LaidOut) -> None:
    twice = (
        *endnotes.expected.passages,
        Passage("block:b", "A blockade by another name, announced"),
    )
    assert sentences(endnotes, passages=twice) == []
    thrice = (*endnotes.expected.passages, *endnotes.expected.passages[:6])
    assert sentences(endnotes, passages=thrice) != []


def test_a_missing_link_is_found(endnotes: LaidOut) -> None:
    links = (*endnotes.expected.links, "https://example.org/lost")
    assert sentences(endnotes, links=links) == [
        "The finished document lacks the link to https://example.org/lost."
    ]


def test_a_missing_heading_and_a_wrong_order_are_found(endnotes: LaidOut) -> None:
    headings = endnotes.expected.headings
    assert len(sentences(endnotes, headings=(*headings, Heading(3, "Lost")))) == 1
    assert sentences(endnotes, headings=tuple(reversed(headings))) != []


def test_a_missing_figure_is_found(endnotes: LaidOut) -> None:
    figures = endnotes.expected.figures
    assert sentences(endnotes, figures=figures + 1) == [
        f"The finished document has {figures} figures; the brief has {figures + 1}."
    ]


def test_a_missing_marking_is_found_on_each_edge_of_each_page(endnotes: LaidOut) -> None:
    found = sentences(endnotes, banner="CLOSED")
    pages = len(endnotes.layout.pages)
    assert len(found) == 2 * pages
    assert found[0] == 'Page 1 lacks the marking "CLOSED" at its top.'
    assert found[-1] == f'Page {pages} lacks the marking "CLOSED" at its bottom.'


def test_a_missing_stamp_is_found(endnotes: LaidOut) -> None:
    assert sentences(endnotes, stamp="Draft 99")[0] == 'Page 1 lacks the words "Draft 99".'


# Templates that lose things


def lost_by(html_from: str, html_to: str, css: str = "", style: str = "endnotes") -> list[str]:
    html = plain_template().html
    assert html_from in html or css
    template = plain_template(html=html.replace(html_from, html_to), css=css, citation_style=style)
    made = PdfMaker().make(make_job(sample_brief(), template, order(Copy.DRAFT)))
    return [problem.sentence for problem in audit(made.pdf, made.expected)]


def test_a_template_that_forgets_the_notes_is_found_out() -> None:
    found = lost_by("{{ notes.html }}", "")
    assert "The finished document lacks note 1." in found


def test_a_template_that_forgets_the_blocks_is_found_out() -> None:
    assert any("We propose a visit" in sentence for sentence in lost_by("{{ block.html }}", ""))


def test_a_template_that_prints_one_block_of_two_alike_is_found_out() -> None:
    found = lost_by("section.blocks %}", "section.blocks if not loop.first %}")
    assert found != []


def test_a_style_sheet_that_hides_words_is_found_out() -> None:
    assert lost_by("", "", css="li { display: none }") != []


def test_a_style_sheet_that_cuts_a_banner_off_is_found_out() -> None:
    found = lost_by("", "", css="@page { @bottom-center { content: none } }")
    assert 'Page 1 lacks the marking "OPEN" at its bottom.' in found


def unlucky_footnotes() -> LayoutJob:
    """A brief of which WeasyPrint 70 loses a footnote, by the way in which its pages break."""
    rng = random.Random(0)

    def filler() -> str:
        return "text " * rng.randrange(5, 25)

    def locator() -> str:
        return "long locator words " * rng.randrange(0, 8)

    paragraphs = [
        f"{filler()} {filler()} Word {n} [@res-661, para. {n}] "
        f"[@huntington-1957, {locator()}]. {filler()}"
        for n in range(8)
    ]
    text = TextBlock(id="text", text="\n\n".join(paragraphs))
    brief = sample_brief(sections=(Section(id="issue", heading="Issue", blocks=(text,)),), pins=())
    return make_job(brief, plain_template(citation_style="footnotes"), order())


def test_footnotes_that_the_layout_loses_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefbuilder.render.pdf._WAYS_TO_BREAK_PAGES", ("",))
    made = PdfMaker().make(unlucky_footnotes())
    found = [problem.sentence for problem in audit(made.pdf, made.expected)]
    assert any(sentence.startswith("The finished document lacks note") for sentence in found)


def test_pages_are_broken_in_another_way_until_no_footnote_is_lost() -> None:
    made = PdfMaker().make(unlucky_footnotes())
    assert audit(made.pdf, made.expected) == ()


def test_a_paragraph_that_runs_over_pages_is_whole(maker: PdfMaker) -> None:
    words = " ".join(f"word{number}" for number in range(2500))
    text = TextBlock(id="text", text=f"Before.\n\n{words}\n\nAfter.")
    table = TableBlock(
        id="table", header=("one", "two"), rows=tuple((f"left {n}", words[:400]) for n in range(30))
    )
    section = Section(id="issue", heading="Issue", blocks=(text, table))
    made = maker.make(
        make_job(sample_brief(sections=(section,), pins=()), plain_template(), order())
    )
    assert len(made.layout.pages) > 5
    assert audit(made.pdf, made.expected) == ()


@pytest.mark.parametrize("lost", ["We stand by it.", "Word by word this was pieced together."])
def test_words_are_not_pieced_together_from_letters_here_and_there(lost: str) -> None:
    pages = [
        PageLetters.of("We met in Rome.\nIt was word by word a report."),
        PageLetters.of("stand back\nThis is another day, pieced together. By it."),
    ]
    assert not stands(letters(lost), 1, pages)
    assert stands(letters("It was word by word a report. stand back"), 1, pages)


def test_a_page_may_end_at_a_hyphen() -> None:
    # pdfium writes no line end after it, and the foot of the page follows at once.
    pages = [PageLetters.of("The well-\ufffeOPEN\r\nA title"), PageLetters.of("known strait.")]
    assert stands(letters("The well-known strait."), 1, pages)


# Reading fragments


def test_a_fragment_is_read_as_passages_headings_links_and_figures() -> None:
    found = contents_of(
        '<h3 id="x">Head<em>ing</em></h3><p>One<sup><a href="#note-1">1</a></sup>'
        '<span class="footnote" id="note-1">1 A note.</span> and on.</p><ul><li>a<ul><li>b</li>'
        '</ul></li></ul><p><a href="https://x.org">x</a><br>y</p><img src="z" alt="not printed">'
        "<svg><title>not printed</title><text>drawn</text></svg>"
    )
    assert found.passages == ["Heading", "1 A note.", "One1 and on.", "a", "b", "x", "y", "drawn"]
    assert found.headings == [Heading(3, "Heading")]
    assert found.links == ["https://x.org"]
    assert found.figures == 2


def test_letters_are_what_is_left_of_a_text_however_it_is_broken() -> None:
    assert letters("Deploy-\r\nments of ‘ﬁve’ £3") == letters("deployments OF five 3")


def test_a_link_that_runs_code_is_found_in_every_copy(maker: PdfMaker) -> None:
    html = plain_template().html.replace("</main>", '</main><a href="javascript:x()">x</a>')
    made = maker.make(make_job(sample_brief(), plain_template(html=html), order(Copy.DRAFT)))
    found = [problem.sentence for problem in audit(made.pdf, made.expected)]
    assert found == ['The finished document links to "javascript:x()".']


def test_what_is_no_pdf_is_an_error() -> None:
    with pytest.raises(RenderError, match="read back"):
        audit(b"not a PDF", make_job(sample_brief(), plain_template(), order()).expected)


def test_an_apostrophe_in_a_fragment_is_read_as_one() -> None:
    html = Markup("<p>{} <em>{}</em> {}</p>").format(
        "One country's", "armed & ready", "forces' day"
    )
    assert contents_of(html).passages == ["One country's armed & ready forces' day"]


def test_a_marking_without_letters_is_none(endnotes: LaidOut) -> None:
    found = audit(endnotes.pdf, replace(endnotes.expected, banner="--- ---"))
    assert any("marks nothing" in problem.sentence for problem in found)


def cells_in_one_line() -> LayoutJob:
    """A table whose cells a form forbids to wrap, so that they run off the paper."""
    cells = tuple(f"What column {number} says of the matter" for number in range(5))
    table = TableBlock(id="wide", caption="Course", header=cells, rows=(cells,))
    section = Section(id="issue", heading="Issue", blocks=(table,))
    return make_job(
        sample_brief(sections=(section,), pins=()),
        plain_template(css="th, td { white-space: nowrap }"),
        order(),
    )


def test_words_beside_the_paper_are_found_out_and_named() -> None:
    made = PdfMaker().make(replace(cells_in_one_line(), when_wide=""))
    assert made.was_wide
    found = [problem.sentence for problem in audit(made.pdf, made.expected)]
    assert any(
        "in the table “Course” in section “Issue” is cut off at the right edge of page 1." in one
        for one in found
    )


def test_words_beside_the_paper_are_laid_out_again_where_they_can_break() -> None:
    made = PdfMaker().make(cells_in_one_line())
    assert audit(made.pdf, made.expected) == ()
