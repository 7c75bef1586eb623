"""Whether words stand on pages, whatever lines and pages they were broken into.

A passage that goes on overleaf stands nowhere whole. Its first letters are looked for on one page
and its last on the next, and that is believed only where the pages end and begin a line there: the
letters of "a" and "b" are on any two pages. `_PIECE` and `_WHOLE_PAGE` say how much is believed.
Both lean to the same side: a loss that is overlooked leaves the building, while a passage wrongly
missed is seen at once, by an author whose brief is not written.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


def letters(text: str) -> str:
    """The letters and digits of a text alone: what is left whatever line it was broken into."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


HYPHEN_AT_LINE_END = "\ufffe"
"""As pdfium writes it in the text of a page, with no line end after it."""
_PIECE = 12
"""Fewer letters than this are a piece of a passage only when a line ends, and begins, there.

A dozen letters in a row are hardly ever found by chance at the end, or the start, of a word; a few
often are, as in cells of a table beside each other, whose words share a line.
"""
_TO_THE_LEFT = frozenset({"R", "AL"})
_WHOLE_PAGE = 1000
"""A passage of so many letters may fill a page and go on on the one after.

Full pages of the example briefs hold from 1,300 to 2,800. With fewer letters left over, what lacks
between two pages was lost, and did not fill a page of its own.
"""


@dataclass(frozen=True, slots=True)
class PageLetters:
    """The letters of a page, and how many stand before the end of each of its lines and words.

    `turned` are the same with the words of some lines in the opposite order, where there are any:
    a reader of PDFs turns a line about, whole, for one word in it that runs to the left.
    """

    letters: str
    lines: frozenset[int]
    words: frozenset[int]
    turned: str = ""
    as_it_stands: bool = False

    @classmethod
    def of(cls, text: str, *, as_it_stands: bool = False) -> PageLetters:
        """The letters of a page's text; `as_it_stands` when its lines are from left to right.

        Numbers may run to the left all the same: so do years beside Arabic words.
        """
        letters_so_far = turned = ""
        lines, words = {0}, {0}
        for line in text.replace(HYPHEN_AT_LINE_END, "\n").splitlines():
            for word in line.split():
                letters_so_far += letters(word)
                words.add(len(letters_so_far))
            lines.add(len(letters_so_far))
            turned += letters(_turned(line) if runs_to_the_left(line) else line)
        other = turned if turned != letters_so_far else ""
        return cls(letters_so_far, frozenset(lines), frozenset(words), other, as_it_stands)

    def count(self, words: str) -> int:
        """How often words stand on the page, within its lines or in those that were turned."""
        turned = "" if self.as_it_stands and any(map(str.isalpha, words)) else self.turned
        return max(self.letters.count(words), turned.count(words))

    def ends(self, words: str) -> set[bool]:
        """Where `words` end: True at the end of a line, False at that of a word."""
        places = [place + len(words) for place in _occurrences(words, self.letters)]
        return {place in self.lines for place in places if place in self.words}

    def begins(self, words: str) -> set[bool]:
        """Where `words` begin: True at the start of a line, False at that of a word."""
        places = _occurrences(words, self.letters)
        return {place in self.lines for place in places if place in self.words}


def is_of_word(chars: str) -> bool:
    """Whether what one shape stands for is of a word: a letter, a digit, marks, or several."""
    return any(char.isalnum() or unicodedata.category(char)[0] == "M" for char in chars)


def _turned(line: str) -> str:
    """A line with its words and numbers in the opposite order."""
    stretches = groupby(line, key=is_of_word)
    return " ".join(["".join(word) for is_word, word in stretches if is_word][::-1])


def _occurrences(words: str, text: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def stands(words: str, count: int, printed: Sequence[PageLetters]) -> bool:
    """Whether words stand `count` times: on a page, or running on from one to the next."""
    if not words:
        return True  # marks and dashes alone are not looked for
    found = sum(page.letters.count(words) for page in printed)
    if found < count:
        found = sum(one.count(words) for one in printed)
    for first in range(len(printed) - 1):
        if found >= count:
            break
        found += _runs_on(words, printed, first)
    return found >= count


def runs_to_the_left(text: str) -> bool:
    """Whether any of its letters is of a script that goes from right to left."""
    return any(unicodedata.bidirectional(char) in _TO_THE_LEFT for char in text)


def read_out_of_order(text: str) -> bool:
    """Whether a reader of PDFs may give its letters in another order.

    Lines that run to the left are turned about, and the letters of an Arabic ligature.
    """
    return not text.isascii() and runs_to_the_left(text)


def lacking_in_any_order(texts: Sequence[str], printed: Sequence[PageLetters]) -> tuple[str, ...]:
    """Those of `texts`, which are read out of order, that do not stand on the pages.

    So the letters of their words are counted, and each other word is looked for alone.
    """
    there = Counter("".join(page.letters for page in printed))
    wanted: Counter[str] = Counter()
    lacking: list[str] = []
    for text in texts:
        loose = [word for word in text.split() if read_out_of_order(word)]
        own = Counter(char for word in loose for char in letters(word))
        wanted += own
        others = [letters(word) for word in text.split() if not read_out_of_order(word)]
        counted = all(wanted[char] <= there[char] for char in own)
        if not counted or not all(_stands_in_pieces(word, printed) for word in others):
            lacking.append(text)
    return tuple(lacking)


def _stands_in_pieces(word: str, printed: Sequence[PageLetters]) -> bool:
    """Whether a word stands somewhere, whole or broken between two lines."""
    if any(word in page.letters for page in printed):
        return True
    halves = ((word[:at], word[at:]) for at in range(1, len(word)))
    return any(
        any(page.ends(first) for page in printed) and any(page.begins(second) for page in printed)
        for first, second in halves
    )


def _runs_on(words: str, printed: Sequence[PageLetters], first: int) -> bool:
    """Whether words break off on a page, where a line ends, and go on where one begins.

    Nothing is asked of where on the pages that is: a PDF holds its words in the order in which
    they were painted, and notes, margins and repeated heads of tables stand between.
    """
    if first + 1 >= len(printed):
        return False
    page, following = printed[first], printed[first + 1]
    size = len(words)
    before = longest(size, lambda length: words[:length] in page.letters)
    after = longest(size, lambda length: words[size - length :] in following.letters)
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


def longest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest length up to `most` for which `holds`; what holds for one holds for shorter."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low
