"""Text in clusters: letters that one shape, or several shapes together, stand for.

In Devanagari, Thai or Yoruba a mark and its letter are drawn with shapes that do not follow the
order of the characters. A PDF says for each shape which characters it stands for, once, so such
words would be read back wrong, and a voice would read nonsense. Here each such cluster says its
words itself (`ActualText`, ISO 32000-1, 14.9.4). WeasyPrint 70 does not; what it draws stays as it
is, but for the rounding of a place and for the second of two raised marks, which it puts beside
its letter. Words that run to the left are read back in a way of their own, and have no clusters;
but each shape says what it stands for there too. Lines without marks are left to it.
"""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from fontTools.ttLib import TTFont

_MARKS = frozenset({"Mn", "Mc", "Lm"})  # a letter such as ʼ has the shape of a quotation mark
_NOTHING = "\u200b"  # what a shape without a character of its own stands for; it may not be empty


def in_clusters(text: str) -> bool:
    """Whether a line has marks on letters."""
    return not text.isascii() and any(unicodedata.category(char) in _MARKS for char in text)


_LOGGER = logging.getLogger("weasyprint")
# In WeasyPrint's own words, which are listened for.
_NO_SHAPE = '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)'

_CHARACTERS: WeakKeyDictionary[Any, Mapping[int, str]] = WeakKeyDictionary()


def _characters_of(font: Any) -> Mapping[int, str]:  # noqa: ANN401 — no types there
    """The character that each shape of a font stands for by itself, in lines without clusters."""
    if font not in _CHARACTERS:
        with TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True) as opened:
            by_name = (
                opened.getBestCmap() or {}
            ).items()  # a symbol font has no table of Unicode's
            _CHARACTERS[font] = {opened.getGlyphID(name): chr(code) for code, name in by_name}
    return _CHARACTERS[font]


@dataclass(frozen=True, slots=True)
class ClusterPainter:
    """Draws lines in clusters, and leaves all others to `plain`, which is WeasyPrint's own.

    `ffi`, `pango` and `actual_text` are WeasyPrint's, handed in so that one module imports it;
    `from_units` are points to a unit of Pango's.
    """

    plain: Callable[..., Any]
    ffi: Any
    pango: Any
    from_units: float
    actual_text: Callable[[str], Any]

    def draw_first_line(
        self,
        stream: Any,  # noqa: ANN401 — no types there
        textbox: Any,  # noqa: ANN401
        text_overflow: str,
        block_ellipsis: Any,  # noqa: ANN401
        matrix: Any,  # noqa: ANN401
    ) -> list[Any]:
        """Draw a line; the emojis that are to be drawn over it, of which clusters have none."""
        is_cut = text_overflow == "ellipsis" or block_ellipsis != "none"
        if is_cut or not in_clusters(textbox.text) or not textbox.style["font_size"]:
            emojis: list[Any] = self.plain(stream, textbox, text_overflow, block_ellipsis, matrix)
            return emojis
        layout = textbox.pango_layout.layout
        self.pango.pango_layout_set_single_paragraph_mode(layout, True)  # noqa: FBT003 — Pango's own
        line, _ = textbox.pango_layout.get_first_line()
        stream.set_text_matrix(*matrix.values)
        utf8 = textbox.pango_layout.text.encode()
        run = line.runs[0]
        while run != self.ffi.NULL:
            self._draw_run(stream, run.data, utf8)
            run = run.next
        return []

    def _draw_run(self, stream: Any, item: Any, utf8: bytes) -> None:  # noqa: ANN401
        pango_font = item.item.analysis.font
        font, size = stream.add_font(pango_font)
        stream.set_font_size(font.hash, 1 if font.bitmap else size)
        if item.item.analysis.level % 2:
            self._say_to_the_left(item, font, utf8)
            self._show(stream, item, list(range(item.glyphs.num_glyphs)), font, size)
            return
        waiting: list[int] = []
        for text, glyphs in self._clusters(item, utf8):
            ids = [glyph for at in glyphs if self._has_shape(glyph := item.glyphs.glyphs[at].glyph)]
            if not ids or (len(ids) == 1 and font.to_unicode.setdefault(ids[0], text) == text):
                waiting += glyphs
                continue
            self._show(stream, item, waiting, font, size)
            waiting = []
            for glyph in ids:
                if glyph not in font.to_unicode:
                    font.to_unicode[glyph] = _characters_of(font).get(glyph, _NOTHING)
            stream.begin_marked_content("Span", self.actual_text(text))
            self._show(stream, item, glyphs, font, size)
            stream.end_marked_content()
        self._show(stream, item, waiting, font, size)

    def _say_to_the_left(self, item: Any, font: Any, utf8: bytes) -> None:  # noqa: ANN401
        """Say of each shape of words that run to the left what it stands for.

        Readers turn these words about, which clusters that say their own words would upset. So a
        mark stands for itself, and its letter, which comes after it there, for the rest.
        """
        own = _characters_of(font)
        for text, glyphs in self._clusters(item, utf8):
            ids = [glyph for at in glyphs if self._has_shape(glyph := item.glyphs.glyphs[at].glyph)]
            rest, others = text, []
            for glyph in ids:
                mark = own.get(glyph, "")
                if len(ids) > 1 and mark in rest and unicodedata.category(mark or " ") in _MARKS:
                    rest = rest.replace(mark, "", 1)
                    font.to_unicode.setdefault(glyph, mark)
                else:
                    others.append(glyph)
            marks = "".join(char for char in rest if unicodedata.category(char) in _MARKS)
            if len(others) > 1 and marks:
                font.to_unicode.setdefault(others.pop(0), marks)
                rest = "".join(char for char in rest if char not in marks)
            for glyph in reversed(others):
                font.to_unicode.setdefault(glyph, rest or _NOTHING)
                rest = ""

    def _has_shape(self, glyph: int) -> bool:
        """Whether it is a shape of the font, and not a character that has none or needs none."""
        none = glyph == self.pango.PANGO_GLYPH_EMPTY or glyph & self.pango.PANGO_GLYPH_UNKNOWN_FLAG
        return not none

    def _clusters(self, item: Any, utf8: bytes) -> Iterator[tuple[str, list[int]]]:  # noqa: ANN401
        """The clusters of a run in order: their words, and the positions of their shapes."""
        starts = [item.glyphs.log_clusters[at] for at in range(item.glyphs.num_glyphs)]
        begins = sorted(set(starts))
        ends = dict(zip(begins, [*begins[1:], item.item.length], strict=True))
        for start, together in groupby(range(len(starts)), key=starts.__getitem__):
            words = utf8[item.item.offset + start : item.item.offset + ends[start]]
            yield words.decode(), list(together)

    def _show(
        self,
        stream: Any,  # noqa: ANN401
        item: Any,  # noqa: ANN401
        glyphs: list[int],
        font: Any,  # noqa: ANN401
        size: float,
    ) -> None:
        """Show shapes one after another, as WeasyPrint does: its `draw/text.py`."""
        shown = ""
        for at in glyphs:
            info = item.glyphs.glyphs[at]
            width = info.geometry.width
            if info.glyph == self.pango.PANGO_GLYPH_EMPTY:
                shown += f" {-width / size} "
                continue
            glyph = self._known(info.glyph, font, width, size)
            offset = info.geometry.x_offset / size
            shown += f" {-offset} " if offset else ""
            hexadecimal = f"<{glyph:02x}>" if font.bitmap else f"<{glyph:04x}>"
            rise = info.geometry.y_offset / 1000
            if rise:
                if shown:
                    stream.show_text(shown)
                stream.set_text_rise(-rise)
                stream.show_text(hexadecimal)
                stream.set_text_rise(0)
                shown = ""
            else:
                shown += hexadecimal
            logical = self._width(stream, item, glyph, font, size)
            kerning = logical + offset - width * 1000 * self.from_units / size
            shown += f" {int(kerning)} " if kerning else ""
        if shown:
            stream.show_text(shown)

    def _known(self, glyph: int, font: Any, width: int, size: float) -> int:  # noqa: ANN401
        """A shape's number; for a character without one, the empty box that stands in."""
        if not glyph & self.pango.PANGO_GLYPH_UNKNOWN_FLAG:
            return glyph
        code = glyph - self.pango.PANGO_GLYPH_UNKNOWN_FLAG
        _LOGGER.warning(_NO_SHAPE, chr(code), code)
        unused: int = font.get_unused_glyph_id(code)
        font.to_unicode.setdefault(unused, chr(code))
        font.widths[unused] = round(width * 1000 * self.from_units / size)
        font.widths.setdefault(0, font.widths[unused])
        return unused

    def _width(self, stream: Any, item: Any, glyph: int, font: Any, size: float) -> float:  # noqa: ANN401
        if glyph not in font.widths:
            self.pango.pango_font_get_glyph_extents(
                item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * self.from_units / size)
        width: float = font.widths[glyph]
        return width
