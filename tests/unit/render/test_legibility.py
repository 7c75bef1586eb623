"""What is said of letters that nobody can read, and that long or odd pages do not hold it up."""

from dataclasses import replace

import pytest

from briefbuilder.domain.layout import BlockPlace
from briefbuilder.render.crowds import crowds_among
from briefbuilder.render.demand import Demand
from briefbuilder.render.edges import Edge
from briefbuilder.render.expectation import Passage
from briefbuilder.render.eyes import Fault, PageSeen, Unseen
from briefbuilder.render.glyphs import Glyph, GlyphRun
from briefbuilder.render.ink import Box
from briefbuilder.render.legibility import missing_passages
from briefbuilder.render.owners import owners_of

PAPER = Box(0, 0, 595, 842)
WORDS = "The squadron sails on Friday"
MEND_FORM = "It is the form that prints it so: mend its style sheet, or choose another form."
WRITE_OTHERWISE = "Write it in another way, or choose another form."


def page(words: str, unseen: Unseen | None = None) -> PageSeen:
    letters = [at for at, char in enumerate(words) if char.isalnum()]
    faults = dict.fromkeys(letters, unseen) if unseen is not None else {}
    return PageSeen(list(words), faults, dict.fromkeys(letters, PAPER), Edge(), Edge())


def said(unseen: Unseen) -> str:
    passage = Passage("block:b", WORDS, "section “Issue”")
    (problem,) = missing_passages([page(WORDS, unseen)], [passage], Demand())
    return problem.sentence


@pytest.mark.parametrize(
    ("unseen", "words"),
    [
        (Unseen(Fault.SMALL, 4.98), "is printed in 4.9 pt on page 1; the least is 5 pt."),
        (Unseen(Fault.SMALL, 4.5), "is printed in 4.5 pt on page 1; the least is 5 pt."),
        (Unseen(Fault.SMALL, 0.04), "is printed in 0.04 pt on page 1; the least is 5 pt."),
        (Unseen(Fault.PALE, 2.97), "its contrast is 2.9 to 1, and the least is 3 to 1."),
        (Unseen(Fault.PALE, 2.5), "its contrast is 2.5 to 1, and the least is 3 to 1."),
        (Unseen(Fault.PALE, 4.6), "too pale in part on page 1: the least contrast is 3 to 1."),
    ],
)
def test_a_figure_that_is_not_enough_never_reads_as_if_it_were(unseen: Unseen, words: str) -> None:
    assert said(unseen).endswith(words)


@pytest.mark.parametrize("fault", [Fault.OFF_PAGE, Fault.AT_EDGE])
def test_only_an_authors_own_words_are_to_be_written_otherwise(fault: Fault) -> None:
    unseen = Unseen(fault, -1.0 if fault is Fault.OFF_PAGE else 1.0, "left")
    own = Passage("block:b", WORDS, "section “Issue”")
    (problem,) = missing_passages([page(WORDS, unseen)], [own], Demand())
    assert problem.remedy == WRITE_OTHERWISE
    of_form = list(missing_passages([page("Imprint of the office", unseen)], [], Demand()))
    assert {one.remedy for one in of_form} <= {MEND_FORM}
    assert bool(of_form) is (fault is Fault.OFF_PAGE)


def test_words_of_a_drawing_are_told_as_those_of_its_figure() -> None:
    unseen = Unseen(Fault.HIDDEN)
    figure = Passage("block:f", "", "the figure in section “Issue”")
    place = BlockPlace(target="block:f", page=0, x=0, y=0, width=595, height=842, share=1)
    passages = [Passage("block:b", WORDS, "section “Issue”")]
    pages = [page("Strait of Hormuz", unseen), page(WORDS)]
    (problem,) = missing_passages(pages, passages, Demand(), places=[place], drawn=[figure])
    assert problem.sentence.startswith(
        '"Strait of Hormuz", words drawn in the figure in section “Issue”,'
    )
    assert problem.remedy.startswith("Mend the drawing")
    (of_form,) = missing_passages(pages, passages, Demand(), places=[place])
    assert "words of the form itself" in of_form.sentence


def test_what_is_lost_of_a_long_brief_is_found_out_soon() -> None:
    """From each of its letters on, every page was searched: that took minutes."""
    printed = [Passage(f"p{n}", f"{n} ships sailed " * 150, "") for n in range(120)]
    lost = [Passage(f"l{n}", f"the annexed papers of {n} " * 100, "") for n in range(40)]
    broken = Passage("b", "words that a page has broken off in their middle", "")
    pages = [page(one.text) for one in printed]
    pages += [page("words that a page has"), page("broken off in their middle")]
    found = owners_of(pages, [*printed, *lost, broken]).found
    assert found == {*range(120), 160}


def test_a_letter_as_large_as_a_house_is_compared_on_the_paper_alone() -> None:
    """It was looked for in every square that it covers: millions of them, beside the paper."""
    run = GlyphRun(
        2e6,
        upright=True,
        lying=False,
        distorted=False,
        in_grey=1.0,
        line=0.0,
        is_cluster=False,
        painted=None,
    )
    small = replace(run, size=10)
    large = [Glyph(at, "M", Box(-1e6 - at, -1e6, 1e6, 1e6), run) for at in (1, 2)]
    letter = Glyph(3, "a", Box(100, 100, 105, 108), small)
    crowds = crowds_among([*large, letter], PAPER)
    assert crowds.lost == {1, 2}
    assert set(crowds.doubtful) == {3}
