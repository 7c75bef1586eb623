"""Which way words run: paragraphs, headings, cells and lists in Arabic or Hebrew, from the right.

HTML leaves that to whoever wrote it, and nobody who types a name thinks of it. So it is found for
each block of words as the Unicode standard finds it (UAX #9, rule P2): by its first letter. But
where most letters run to the right, as in an English title that begins with a name, they rule.
"""

from __future__ import annotations

import html
import re
import unicodedata

_TO_THE_LEFT = frozenset({"R", "AL"})
_ANY_TO_THE_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]|&#"
)
_LEAVES = "p h1 h2 h3 h4 h5 h6 li dt dd th td caption figcaption pre".split()
_OUTER = "ul ol table blockquote".split()
_BLOCK = re.compile(rf"<({'|'.join([*_LEAVES, *_OUTER])})(?=[\s>])(?![^>]*\sdir=)")
_NEXT_BLOCK = re.compile(
    rf"</?(?:{'|'.join([*_LEAVES, *_OUTER, 'div', 'section', 'figure', 'tr'])})\b"
)
_NEXT_OUTER = re.compile(r"</(?:ul|ol|table|li|tr|blockquote)\b")
_NOT_ITS_OWN = re.compile(
    r'<span class="portion">.*?</span>|<(caption|svg|style)\b.*?</\1>|<[^>]*>', re.DOTALL
)


def directed(page: str) -> str:
    """A page of HTML whose blocks of words say when they run from right to left."""
    if not _ANY_TO_THE_LEFT.search(page):
        return page

    def marked(tag: re.Match[str]) -> str:
        start = page.find(">", tag.end()) + 1
        ends = _NEXT_OUTER if tag[1] in _OUTER else _NEXT_BLOCK
        end = ends.search(page, start)
        words = html.unescape(_NOT_ITS_OWN.sub(" ", page[start : end.start() if end else None]))
        return f'{tag[0]} dir="rtl"' if runs_from_the_right(words) else tag[0]

    return _BLOCK.sub(marked, page)


def runs_from_the_right(words: str) -> bool:
    """Whether words are to be set from right to left."""
    ways = [unicodedata.bidirectional(char) for char in words]
    strong = [way in _TO_THE_LEFT for way in ways if way == "L" or way in _TO_THE_LEFT]
    return bool(strong) and strong[0] and 2 * sum(strong) >= len(strong)
