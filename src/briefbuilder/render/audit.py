"""What went in is compared with what came out: words, notes, links, headings, figures, markings.

A layout can lose things without a word: WeasyPrint 70 loses footnotes under some style sheets,
and a template can forget a block. So a finished PDF is read back and compared, and a mismatch
stops the export. What must not be in a copy that leaves the building is `render/leaks.py`'s.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from briefbuilder.errors import Place, Problem
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.leaks import foreign_links
from briefbuilder.render.pdf_reading import PageFound, PdfFound, read_pdf

_QUOTED_WORDS = 8


def audit(pdf: bytes, expected: Expectation) -> tuple[Problem, ...]:
    """Everything that `expected` holds and the finished PDF does not; empty when all is there."""
    found = read_pdf(pdf)
    return (
        *_missing_passages(found.pages, expected.passages),
        *_missing_notes(found, expected.notes),
        *_missing_links(found.pages, expected.links),
        *_missing_headings(found.bookmarks, [one.text for one in expected.headings]),
        *_missing_figures(found.pages, expected.figures),
        *_missing_banner(found.pages, expected.banner),
        *_missing_stamp(found.pages, expected.stamp),
        *foreign_links(link.address for page in found.pages for link in page.links),
    )


def _problem(sentence: str, target: str = "") -> Problem:
    remedy = "Tell whoever looks after the template, or export with another one."
    return Problem(sentence, Place(key=target), remedy=remedy)


def letters(text: str) -> str:
    """The letters and digits of a text alone: what is left whatever line it was broken into."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


# Words


_PIECE = 12
"""Fewer letters than this are a piece of a passage only when a line ends, and begins, there."""
_WHOLE_PAGE = 1000
"""A passage of so many letters may fill a page and go on on the one after."""


@dataclass(frozen=True, slots=True)
class PageLetters:
    """The letters of a page, and how many stand before the end of each of its lines and words."""

    letters: str
    lines: frozenset[int]
    words: frozenset[int]

    @classmethod
    def of(cls, text: str) -> PageLetters:
        """The letters of a page's text."""
        letters_so_far = ""
        lines, words = {0}, {0}
        for line in text.splitlines():
            for word in line.split():
                letters_so_far += letters(word)
                words.add(len(letters_so_far))
            lines.add(len(letters_so_far))
        return cls(letters_so_far, frozenset(lines), frozenset(words))

    def ends(self, words: str) -> set[bool]:
        """Where `words` end: True at the end of a line, False at that of a word."""
        places = [place + len(words) for place in _occurrences(words, self.letters)]
        return {place in self.lines for place in places if place in self.words}

    def begins(self, words: str) -> set[bool]:
        """Where `words` begin: True at the start of a line, False at that of a word."""
        places = _occurrences(words, self.letters)
        return {place in self.lines for place in places if place in self.words}


def _occurrences(words: str, text: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _missing_passages(pages: Sequence[PageFound], passages: Sequence[Passage]) -> Iterator[Problem]:
    printed = [PageLetters.of(page.text) for page in pages]
    wanted = Counter(letters(passage.text) for passage in passages)
    short = {words for words, count in wanted.items() if not stands(words, count, printed)}
    reported: set[str] = set()
    for passage in passages:
        words = letters(passage.text)
        if words in short and words not in reported:
            reported.add(words)
            quoted = " ".join(passage.text.split()[:_QUOTED_WORDS])
            yield _problem(f'The finished document lacks the words "{quoted} …".', passage.target)


def stands(words: str, count: int, printed: Sequence[PageLetters]) -> bool:
    """Whether words stand `count` times: on a page, or running on from one to the next."""
    if not words:
        return True  # marks and dashes alone are not looked for
    found = sum(page.letters.count(words) for page in printed)
    for first in range(len(printed) - 1):
        if found >= count:
            break
        found += _runs_on(words, printed, first)
    return found >= count


def _runs_on(words: str, printed: Sequence[PageLetters], first: int) -> bool:
    """Whether words break off on a page, where a line ends, and go on where one begins.

    Nothing is asked of where on the pages that is: a PDF holds its words in the order in which
    they were painted, and notes, margins and repeated heads of tables stand between.
    """
    if first + 1 >= len(printed):
        return False
    page, following = printed[first], printed[first + 1]
    size = len(words)
    before = _longest(size, lambda length: words[:length] in page.letters)
    after = _longest(size, lambda length: words[size - length :] in following.letters)
    if before + after < size:
        rest = words[before:]
        fills_a_page = before > 0 and len(rest) > _WHOLE_PAGE
        return fills_a_page and _runs_on(rest, printed, first + 1)
    return any(
        _is_break(page.ends(words[:length]), following.begins(words[length:]), length, size)
        for length in range(max(1, size - after), min(before, size - 1) + 1)
    )


def _is_break(ends: set[bool], begins: set[bool], length: int, size: int) -> bool:
    """Lines end and begin at a break, but neighbouring cells of a table can share a line."""
    if True in ends and True in begins:
        return True
    return min(length, size - length) >= _PIECE and bool(ends and begins)


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest length up to `most` for which `holds`; what holds for one holds for shorter."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


# Notes, links, headings, figures


def _missing_notes(found: PdfFound, notes: int) -> Iterator[Problem]:
    called = {link.place for page in found.pages for link in page.links}
    for number in range(1, notes + 1):
        if f"note-{number}" not in found.places:
            yield _problem(f"The finished document lacks note {number}.", f"note:{number}")
        if f"note-{number}" not in called:
            sentence = f"Nothing in the finished document calls note {number}."
            yield _problem(sentence, f"note:{number}")


def _missing_links(pages: Sequence[PageFound], links: Sequence[str]) -> Iterator[Problem]:
    there = Counter(unquote(link.address) for page in pages for link in page.links)
    for address, count in Counter(unquote(link) for link in links).items():
        if there[address] < count:
            yield _problem(f"The finished document lacks the link to {address}.")


def _missing_headings(bookmarks: Iterable[str], headings: Sequence[str]) -> Iterator[Problem]:
    left = [letters(bookmark) for bookmark in bookmarks]
    for heading in headings:
        wanted = letters(heading)
        position = next((n for n, title in enumerate(left) if wanted in title), None)
        if position is None:
            yield _problem(
                f'The finished document lacks the heading "{heading}", or has it out of order.'
            )
        else:
            del left[: position + 1]


def _missing_figures(pages: Sequence[PageFound], figures: int) -> Iterator[Problem]:
    there = sum(page.figures for page in pages)
    if there < figures:
        yield _problem(f"The finished document has {there} figures; the brief has {figures}.")


# Markings


def _missing_banner(pages: Sequence[PageFound], banner: str) -> Iterator[Problem]:
    if not banner:
        return
    wanted = letters(banner)
    if not wanted:
        yield _problem(
            f'The marking "{banner}" has neither letters nor digits, so it marks nothing.'
        )
        return
    for number, page in enumerate(pages, start=1):
        for where, text in (("top", page.top), ("bottom", page.bottom)):
            if wanted not in letters(text):
                yield _problem(f'Page {number} lacks the marking "{banner}" at its {where}.')


def _missing_stamp(pages: Sequence[PageFound], stamp: str) -> Iterator[Problem]:
    wanted = letters(stamp)
    for number, page in enumerate(pages, start=1):
        if wanted not in letters(page.text):
            yield _problem(f'Page {number} lacks the words "{stamp}".')
