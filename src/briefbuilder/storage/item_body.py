"""What may not stand in the body of an item, whatever its sections: HTML, pictures, nested blocks.

Raw HTML is never rendered, a picture has no place in an item's text, and a block inside an entry
of a list breaks the tags of the printed page. Each is a fault of the file, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_

# Most bodies hold none of these and need not be parsed: a tag, a picture, an indented line.
_SUSPECT = re.compile(r"<[A-Za-z/!?]|!\[|^[ \t]+\S", re.MULTILINE)
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


@dataclass(frozen=True, slots=True)
class BodyFault:
    """What is wrong, and on which line of the body, counted from 0."""

    sentence: str
    line: int


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def body_faults(body: str) -> tuple[BodyFault, ...]:
    """The faults of a body, in order."""
    if not _SUSPECT.search(body):
        return ()
    return tuple(_faults(_parser().parse(body)))


def _faults(tokens: list[Token]) -> Iterator[BodyFault]:
    paragraphs: list[int] = []  # of each list entry that is open
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "list_item_open":
            paragraphs.append(0)
        elif token.type == "list_item_close":
            paragraphs.pop()
        elif token.type == "html_block":
            yield BodyFault(_(_HTML), line)
        elif token.type == "inline":
            yield from _inline_faults(token, line)
        elif paragraphs:
            if token.type == "paragraph_open":
                paragraphs[-1] += 1
            if token.type in _BLOCKS_IN_LISTS or paragraphs[-1] > 1:
                yield BodyFault(_(_NESTED), line)
                paragraphs[-1] = 0


def _inline_faults(token: Token, line: int) -> Iterator[BodyFault]:
    kinds = {child.type for child in token.children or []}
    if "html_inline" in kinds:
        yield BodyFault(_(_HTML), line)
    if "image" in kinds:
        yield BodyFault(_(_PICTURE), line)
