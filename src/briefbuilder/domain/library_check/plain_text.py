"""Text as a reader meets it: without citations and markup, in sentences and words."""

from __future__ import annotations

import re
from functools import lru_cache

from briefbuilder.domain.citations import without_citations
from briefbuilder.domain.words import fold_words

MOST_WORDS_OF_A_SENTENCE = 40
_REMEMBERED = 32768
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\s\|\s")
_ABBREVIATED = re.compile(
    r"(?:\b(?:arts?|nos?|paras?|pp?|vs?|cf|ca?|ch|vol|ed|mr|mrs|dr|gen|col|adm|st|approx|e\.g|i\.e)"
    r"|(?<![A-Za-z])[A-Z](?:\.[A-Z])*)\.$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?<![A-Za-z])[A-Z](?:\.[A-Z])*\.$")
_WORD = re.compile(r"[^\W_]\S*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")


@lru_cache(maxsize=_REMEMBERED)
def plain_statement(markdown: str) -> str:
    """The words of a statement, without citations, links' targets and marks of emphasis.

    Remembered: a library is checked again after each change, and few of its statements change.
    """
    return fold_words(_MARKS.sub("", _LINK.sub(r"\1", without_citations(markdown))))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of plain text; the cells of a table's row count as one each."""
    found, start = [], 0
    for match in _END.finditer(text):
        so_far = text[start : match.end()].strip()
        if match.group().strip() == "." and _is_abbreviated(so_far):
            continue
        found.append(so_far.rstrip("| "))
        start = match.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def word_count(text: str) -> int:
    """How many words a text has: runs of characters that hold a letter or a digit."""
    return len(_WORD.findall(text))


def without_quotations(text: str) -> str:
    """Plain text with what stands between quotation marks taken out: it is somebody else's."""
    return _QUOTED.sub("…", text)


def _is_abbreviated(text: str) -> bool:
    return bool(_INITIAL.search(text) or _ABBREVIATED.search(text))
