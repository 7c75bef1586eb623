"""Letters that join are never spaced out: Arabic stands joined where a form spaces its capitals.

A form may space the letters of a line of capitals; in Arabic that tears words into pieces, and in
Devanagari it breaks the line that they hang from. CSS says that such letters are to be left alone
(CSS Text 3, 8.2), which WeasyPrint 70 does not do. So Pango is told, for each run of them, in
whatever line they stand and in whatever form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_OTHERS = "\u0700-\u074f\u07c0-\u07ff\u0840-\u086f\u1800-\u18af\ua840-\ua87f\U00010d00-\U00010d3f"
_HANGING = "\u0900-\u09ff\u0a00-\u0a7f\ua8e0-\ua8ff"  # from a line: Devanagari, Bengali, Gurmukhi
_RUN = re.compile(rf"[{_ARABIC}{_OTHERS}{_HANGING}][{_ARABIC}{_OTHERS}{_HANGING}\u200c\u200d]*")


def joined_runs(text: str) -> Iterator[tuple[int, int]]:
    """Where each run of letters that join begins and ends in a text."""
    if not text.isascii():
        yield from (run.span() for run in _RUN.finditer(text))


def keep_joined(layout: Any, pango: Any) -> None:  # noqa: ANN401 — WeasyPrint has no types
    """Take the spaces between letters that join out of a layout that has been given its text.

    `pango` is WeasyPrint's, handed in so that one module imports it.
    """
    if layout.style["letter_spacing"] in {"normal", 0}:
        return
    runs = list(joined_runs(layout.text))
    if not runs:
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    for start, end in runs:
        unspaced = pango.pango_attr_letter_spacing_new(0)
        unspaced.start_index = len(layout.text[:start].encode())
        unspaced.end_index = unspaced.start_index + len(layout.text[start:end].encode())
        pango.pango_attr_list_change(attributes, unspaced)
    pango.pango_layout_set_attributes(layout.layout, attributes)
