"""What went in is compared with what came out: words, notes, links, headings, figures, markings.

A layout can lose things without a word: WeasyPrint 70 loses footnotes under some style sheets,
and a template can forget a block. So a finished PDF is read back and compared, and a mismatch
stops the export. `leaks` looks for what must not be in a copy that leaves the building.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from briefbuilder.errors import Place, Problem
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.pdf_reading import PageFound, PdfFound, read_pdf

_QUOTED_WORDS = 8
_KEPT_SCHEMES = frozenset({"http", "https", "mailto"})
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_ACTIVE = (
    (rb"/EmbeddedFile", "an embedded file"),
    (rb"/FileAttachment", "an attached file"),
    (rb"/JavaScript", "a script"),
    (rb"/JS\b", "a script"),
    (rb"/OpenAction", "an action that runs on opening"),
    (rb"/AA\b", "an action that runs by itself"),
    (rb"/Launch\b", "a link that starts a program"),
    (rb"/SubmitForm", "a form that sends data"),
)


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
        *_foreign_links(found),
    )


def _problem(sentence: str, target: str = "") -> Problem:
    remedy = "Tell whoever looks after the template, or export with another one."
    return Problem(sentence, Place(key=target), remedy=remedy)


def letters(text: str) -> str:
    """The letters and digits of a text alone: what is left whatever line it was broken into."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


# Words


_BEFORE_BREAK = 3000
_AFTER_BREAK = 250
"""Letters that may stand on a page after words that break off there, and before they go on."""


def _missing_passages(pages: Sequence[PageFound], passages: Sequence[Passage]) -> Iterator[Problem]:
    printed = [letters(page.text) for page in pages]
    wanted = Counter(letters(passage.text) for passage in passages)
    short = {words for words, count in wanted.items() if _count(words, printed) < count}
    reported: set[str] = set()
    for passage in passages:
        words = letters(passage.text)
        if words in short and words not in reported:
            reported.add(words)
            quoted = " ".join(passage.text.split()[:_QUOTED_WORDS])
            yield _problem(f'The finished document lacks the words "{quoted} …".', passage.target)


def _count(words: str, printed: Sequence[str]) -> int:
    if not words:
        return 1 << 30  # marks and dashes alone are not looked for
    whole = sum(page.count(words) for page in printed)
    return whole + sum(_runs_on(words, printed, first) for first in range(len(printed) - 1))


def _runs_on(words: str, printed: Sequence[str], first: int) -> bool:
    """Whether words break off near the end of a page and go on near the start of the next.

    Between the two stand only the edges of the pages, notes, and the head of a table that is
    repeated; words that stand anywhere else on either page are other words.
    """
    if first + 1 >= len(printed):
        return False
    page, following = printed[first], printed[first + 1][: _AFTER_BREAK + len(words)]
    start = max(0, len(page) - _BEFORE_BREAK - len(words))
    for length in range(len(words) - 1, 0, -1):
        if page.find(words[:length], start) < 0:
            continue
        rest = words[length:]
        if 0 <= following.find(rest) <= _AFTER_BREAK or (
            len(rest) > _AFTER_BREAK and _runs_on(rest, printed, first + 1)
        ):
            return True
    return False


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
    for number, page in enumerate(pages, start=1):
        for where, text in (("top", page.top), ("bottom", page.bottom)):
            if wanted not in letters(text):
                yield _problem(f'Page {number} lacks the marking "{banner}" at its {where}.')


def _missing_stamp(pages: Sequence[PageFound], stamp: str) -> Iterator[Problem]:
    wanted = letters(stamp)
    for number, page in enumerate(pages, start=1):
        if wanted not in letters(page.text):
            yield _problem(f'Page {number} lacks the words "{stamp}".')


# What must not be there


def leaks(pdf: bytes, secrets: Sequence[str] = ()) -> tuple[Problem, ...]:
    """What a release copy must not hold.

    `secrets` are login names and folders of this machine. A folder must not stand anywhere; a
    name must not stand in anything but the words of the pages, where it may be an author's.
    """
    found = read_pdf(pdf)
    paths = [secret for secret in secrets if "/" in secret or "\\" in secret]
    names = [secret for secret in secrets if secret not in paths]
    return (
        *_active_parts(pdf),
        *_foreign_links(found),
        *_told_paths(pdf, found, [*paths, "file://"]),
        *_told_names(found, names),
    )


def _leak(sentence: str) -> Problem:
    return Problem(
        sentence, remedy="The copy was not written; tell whoever looks after Briefbuilder."
    )


def plain_parts(pdf: bytes) -> Iterator[bytes]:
    """The file itself, and what its streams hold when they are unpacked."""
    yield _STREAM.sub(b"", pdf)
    for match in _STREAM.finditer(pdf):
        try:
            yield zlib.decompress(match[1])
        except zlib.error:
            yield match[1]


def _active_parts(pdf: bytes) -> Iterator[Problem]:
    parts = list(plain_parts(pdf))
    said = {
        words for mark, words in _ACTIVE if any(re.search(mark, part) is not None for part in parts)
    }
    for words in sorted(said):
        yield _leak(f"The finished document holds {words}.")


def _foreign_links(found: PdfFound) -> Iterator[Problem]:
    for address in sorted({link.address for page in found.pages for link in page.links} - {""}):
        if urlsplit(address).scheme.lower() not in _KEPT_SCHEMES:
            yield _leak(f'The finished document links to "{address}".')


def _told_paths(pdf: bytes, found: PdfFound, paths: Sequence[str]) -> Iterator[Problem]:
    parts = list(plain_parts(pdf))
    printed = "".join(page.text for page in found.pages)
    for path in dict.fromkeys(path for path in paths if path.strip("/")):
        forms = (
            path.encode("utf-8"),
            path.encode("utf-16-be"),
            path.encode("utf-16-be").hex().encode(),
        )
        if path in printed or any(form in part for form in forms for part in parts):
            yield _leak(f'The finished document holds "{path}".')


def _told_names(found: PdfFound, names: Sequence[str]) -> Iterator[Problem]:
    told = [value for _, value in found.metadata]
    told += [link.address for page in found.pages for link in page.links]
    for name in dict.fromkeys(name for name in names if name):
        if any(name.casefold() in value.casefold() for value in told):
            yield _leak(f'The finished document names "{name}" outside its pages.')
