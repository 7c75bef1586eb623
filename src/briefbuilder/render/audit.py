"""What went in is compared with what came out: words, notes, links, headings, figures, markings.

A layout can lose things without a word: WeasyPrint 70 loses footnotes under some style sheets,
and a template can forget a block. So a finished PDF is read back and compared, and a mismatch
stops the export. Words count only where an eye can read them (`render/eyes.py`). What must not
be in a copy that leaves the building is `render/leaks.py`'s.

Why the finished bytes, as pdfium reads them, and not the boxes that they were painted from: what
was painted is all that a reader gets, and a fault that the layout shares with its own account of
itself would never be seen. Why letters, and not words or lines: a line is broken, hyphenated, set
in capitals or ligatures on the way, and none of that is a loss. What each kind is asked for:

* passages, where they stand on one page, or break off where a line ends and go on where one begins
  (`render/passages.py` says how far a break is believed);
* a note twice: that it is there, and that something calls it, since either can be lost alone;
* headings in order, since a page printed before the one that it follows loses no word;
* links and figures by number: two alike are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from briefbuilder.domain.layout import BlockPlace
from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.render.demand import Demand
from briefbuilder.render.expectation import Expectation
from briefbuilder.render.eyes import look_at_pages
from briefbuilder.render.leaks import foreign_links
from briefbuilder.render.legibility import missing_banner, missing_passages, missing_stamp
from briefbuilder.render.passages import letters
from briefbuilder.render.pdf_reading import PageFound, PdfFound, read_pdf

_WORDS = Demand()


def audit(
    pdf: bytes, expected: Expectation, places: Sequence[BlockPlace] = ()
) -> tuple[Problem, ...]:
    """Everything that `expected` holds and the finished PDF does not; empty when all is there.

    `places` are those of the brief's blocks on the pages: they name the one at fault.
    """
    found = read_pdf(pdf)
    seen = look_at_pages(pdf, expected.marking, _WORDS)
    return (
        *missing_passages(seen, expected.passages, _WORDS, places=places, drawn=expected.drawn),
        *missing_parts(found, expected),
        *missing_stamp(seen, expected.stamp),
        *missing_banner(found.pages, seen, expected),
        *foreign_links(link.address for page in found.pages for link in page.links),
    )


def missing_parts(found: PdfFound, expected: Expectation) -> Iterator[Problem]:
    """The notes, links, headings and figures that a finished document lacks."""
    yield from _missing_notes(found, expected.notes)
    yield from _missing_links(found.pages, expected.links)
    yield from _missing_headings(found.bookmarks, [one.text for one in expected.headings])
    yield from _missing_figures(found.pages, expected.figures)


def _problem(sentence: str, target: str = "") -> Problem:
    remedy = _("Tell whoever looks after the template, or export with another one.")
    return Problem(sentence, Place(key=target), remedy=remedy)


# Notes, links, headings, figures


def _missing_notes(found: PdfFound, notes: int) -> Iterator[Problem]:
    called = {link.place for page in found.pages for link in page.links}
    for number in range(1, notes + 1):
        if f"note-{number}" not in found.places:
            sentence = _("The finished document lacks note {number}.", number=number)
            yield _problem(sentence, f"note:{number}")
        if f"note-{number}" not in called:
            sentence = _("Nothing in the finished document calls note {number}.", number=number)
            yield _problem(sentence, f"note:{number}")


def _missing_links(pages: Sequence[PageFound], links: Sequence[str]) -> Iterator[Problem]:
    there = Counter(unquote(link.address) for page in pages for link in page.links)
    for address, count in Counter(unquote(link) for link in links).items():
        if there[address] < count:
            yield _problem(_("The finished document lacks the link to {address}.", address=address))


def _missing_headings(bookmarks: Iterable[str], headings: Sequence[str]) -> Iterator[Problem]:
    left = [letters(bookmark) for bookmark in bookmarks]
    for heading in headings:
        wanted = letters(heading)
        position = next((n for n, title in enumerate(left) if wanted in title), None)
        if position is None:
            yield _problem(
                _(
                    'The finished document lacks the heading "{heading}", or has it out of order.',
                    heading=heading,
                )
            )
        else:
            del left[: position + 1]


def _missing_figures(pages: Sequence[PageFound], figures: int) -> Iterator[Problem]:
    there = sum(page.figures for page in pages)
    if there < figures:
        yield _problem(
            _(
                "The finished document has {there} figures; the brief has {figures}.",
                there=there,
                figures=figures,
            )
        )
