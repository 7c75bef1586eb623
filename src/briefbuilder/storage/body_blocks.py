"""The blocks of an item's body, parsed for those that may not stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_

_BLOCKS_IN_LISTS = frozenset(
    {
        "blockquote_open",
        "bullet_list_open",
        "code_block",
        "fence",
        "heading_open",
        "ordered_list_open",
        "table_open",
    }
)
_HTML = N_("Raw HTML is not rendered, and may not stand in an item.")
_PICTURE = N_("A picture may not stand in an item.")
_NESTED = N_("An entry of a list is one paragraph; no list, table or other block may stand in it.")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def faults_in(body: str) -> Iterator[tuple[str, int]]:
    """What is wrong with a body that may hold one of these, each with its line, from 0."""
    return _faults(_parser().parse(body))


def _faults(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    paragraphs: list[int] = []  # of each list entry that is open
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "list_item_open":
            paragraphs.append(0)
        elif token.type == "list_item_close":
            paragraphs.pop()
        elif token.type == "html_block":
            yield _(_HTML), line
        elif token.type == "inline":
            yield from _inline_faults(token, line)
        elif paragraphs:
            if token.type == "paragraph_open":
                paragraphs[-1] += 1
            if token.type in _BLOCKS_IN_LISTS or paragraphs[-1] > 1:
                yield _(_NESTED), line
                paragraphs[-1] = 0


def _inline_faults(token: Token, line: int) -> Iterator[tuple[str, int]]:
    kinds = {child.type for child in token.children or []}
    if "html_inline" in kinds:
        yield _(_HTML), line
    if "image" in kinds:
        yield _(_PICTURE), line
