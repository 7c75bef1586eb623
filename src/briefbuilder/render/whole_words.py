"""Korean lines end between words, as a Korean reader expects, and not within one.

Unicode lets a line end after each syllable of Hangul, as after each Chinese character (UAX #14),
and Pango does so; CSS has `word-break: keep-all` for what Korean print does, which WeasyPrint 70
does not know. So Pango is told of each Korean word that it may not be broken. Chinese and Japanese
lines end where they did. A word that is wider than its line breaks where a form lets any word
break, as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_CHINESE = "\u2e80-\u2fff\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d"
_NO_WORDS = rf"\W{_CHINESE}{_KANA}"
# Whatever may stand before the first Hangul of a word: digits, Latin letters, a Chinese name. None
# of it is given back (`++`), so that a text without Hangul is gone through once: with two ways to
# take each character, a line of Chinese would take as long as the pages of a year.
_BEFORE = rf"(?:[{_CHINESE}]|[^\W{_KANA}{_HANGUL}])"
_WORD = re.compile(rf"(?:{_BEFORE}++|(?=[{_HANGUL}]))(?P<korean>[{_HANGUL}][^{_NO_WORDS}]*+)?")
_LONGEST = 16  # syllables: words with their endings have up to a dozen
_EVERYWHERE = 2**31 - 1


def korean_words(text: str) -> Iterator[tuple[int, int]]:
    """Where each Korean word of a text begins and ends, but for what is too long for one."""
    if not text.isascii():
        found = (word.span() for word in _WORD.finditer(text) if word["korean"])
        yield from (one for one in found if one[1] - one[0] <= _LONGEST)


@dataclass(slots=True)
class WordKeeper:
    """Keeps Korean words whole in what `plain_…` break, which are WeasyPrint's own.

    `ffi` and `pango` are WeasyPrint's, handed in so that one module imports it. `is_loose` while a
    word is being broken that finds no room.
    """

    plain_set_text: Callable[..., None]
    plain_split: Callable[..., Any]
    plain_log_attrs: Callable[..., Any]
    ffi: Any
    pango: Any
    is_loose: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);")

    def set_text(self, layout: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002 — as there
        """Give a layout its text, and say which of its words are not to be broken."""
        self.plain_set_text(layout, text, justify)
        words = list(korean_words(layout.text))
        attributes = self.pango.pango_layout_get_attributes(layout.layout)
        if not words and attributes == self.ffi.NULL:
            return
        if attributes == self.ffi.NULL:
            attributes = self.ffi.gc(
                self.pango.pango_attr_list_new(), self.pango.pango_attr_list_unref
            )
        # A layout is given one text after another: what was said of the last one goes first.
        self._allow_breaks(attributes, 0, _EVERYWHERE, allowed=True)
        for start, end in [] if self.is_loose else words:
            first = len(layout.text[:start].encode())
            self._allow_breaks(
                attributes, first, first + len(layout.text[start:end].encode()), allowed=False
            )
        self.pango.pango_layout_set_attributes(layout.layout, attributes)

    def _allow_breaks(self, attributes: Any, start: int, end: int, *, allowed: bool) -> None:  # noqa: ANN401
        attribute = self.pango.pango_attr_allow_breaks_new(allowed)
        attribute.start_index, attribute.end_index = start, end
        self.pango.pango_attr_list_change(attributes, attribute)

    def split_first_line(  # noqa: PLR0917 — as there
        self,
        text: str,
        style: Any,  # noqa: ANN401
        context: Any,  # noqa: ANN401
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002
        minimum: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:  # noqa: ANN401
        """The first line of a text, in which a word breaks only if it is wider than the line."""
        asked = (text, style, context, max_width, justification_spacing, is_line_start, minimum)
        found = self.plain_split(*asked)
        width, wrap = found[3], style["overflow_wrap"]
        if max_width is None or width <= max_width or not any(korean_words(text)):
            return found
        may_break = wrap == "anywhere" or (wrap == "break-word" and not minimum)
        if style["word_break"] != "break-all" and not (is_line_start and may_break):
            return found
        self.is_loose = True
        try:
            return self.plain_split(*asked)
        finally:
            self.is_loose = False

    def log_attrs(self, text: str, lang: str) -> Any:  # noqa: ANN401
        """Where a text may be broken, which is not within a Korean word."""
        found = self.plain_log_attrs(text, lang)
        for start, end in korean_words(text):
            for at in range(start + 1, end):
                found[at].is_line_break = 0
        return found
