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
NEXT_BLOCK = re.compile(
    rf"</?(?:{'|'.join([*_LEAVES, *_OUTER, 'div', 'section', 'figure', 'tr'])})\b"
)
_OUTER_TAG = re.compile(rf"<(/?)({'|'.join(_OUTER)})(?=[\s>])([^>]*)")
_ROW_END = re.compile(r"</tr\b")
_OF_THE_PAGE = re.compile(r"""\sclass=["'](?:notes|sources)["']""")
_NOT_ITS_OWN = re.compile(
    r'<span class="portion">.*?</span>|<(caption|svg|style)\b.*?</\1>|<[^>]*>', re.DOTALL
)
_ENOUGH = 4000  # characters tell which way words run


def directed(page: str) -> str:
    """A page of HTML whose blocks of words say which way they run, where that is not the page's.

    Notes and lists of sources run as the page does, whose stops and abbreviations are in them.
    """
    if not _ANY_TO_THE_LEFT.search(page):
        return page
    ends, left_alone = _outer_blocks(page)
    turned_until = 0

    def marked(tag: re.Match[str]) -> str:
        nonlocal turned_until
        if any(start <= tag.start() < end for start, end in left_alone):
            return tag[0]
        start = page.find(">", tag.end()) + 1
        outer_end = ends.get(tag.start(), start)
        words = words_between(page, start, _end_of_words(page, tag[1], start, outer_end))
        if runs_from_the_right(words):
            turned_until = max(turned_until, outer_end)
            return f'{tag[0]} dir="rtl"'
        return f'{tag[0]} dir="ltr"' if tag.start() < turned_until and _has_way(words) else tag[0]

    return _BLOCK.sub(marked, page)


def _outer_blocks(page: str) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Where lists, tables and quotations end, by their starts; those of notes and of sources."""
    ends: dict[int, int] = {}
    left_alone: list[tuple[int, int]] = []
    open_tags: dict[str, list[re.Match[str]]] = {name: [] for name in _OUTER}
    for tag in _OUTER_TAG.finditer(page):
        if not tag[1]:
            open_tags[tag[2]].append(tag)
        elif open_tags[tag[2]]:
            start = open_tags[tag[2]].pop()
            ends[start.start()] = tag.start()
            if _OF_THE_PAGE.search(start[3]):
                left_alone.append((start.start(), tag.start()))
    return ends, left_alone


def _end_of_words(page: str, name: str, start: int, outer_end: int) -> int:
    """Where the words end that decide: a table is ruled by its first row."""
    if name in _OUTER and name != "table":
        return outer_end
    end = (_ROW_END if name == "table" else NEXT_BLOCK).search(page, start)
    return end.start() if end else len(page)


def words_between(page: str, start: int, end: int) -> str:
    """The words of a stretch of a page, as far as they tell, without tags."""
    return html.unescape(_NOT_ITS_OWN.sub(" ", page[start : min(end, start + _ENOUGH)]))


def _has_way(words: str) -> bool:
    return any(unicodedata.bidirectional(char) == "L" for char in words)


def runs_from_the_right(words: str) -> bool:
    """Whether words are to be set from right to left."""
    ways = [unicodedata.bidirectional(char) for char in words]
    strong = [way in _TO_THE_LEFT for way in ways if way == "L" or way in _TO_THE_LEFT]
    return bool(strong) and strong[0] and 2 * sum(strong) >= len(strong)
