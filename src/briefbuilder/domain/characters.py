"""Characters that pages cannot hold: what is not seen, and what no font has a shape for.

Text is pasted from everywhere. What is not seen (control characters, marks that turn the reading
direction round, halves of a character) is left out of every printing; what is seen but cannot be
drawn must be written in another way, and only the author can do that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from functools import lru_cache

from briefbuilder.language.interface import _, n_, spoken

_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
)
_HIDDEN_CHARACTER = re.compile(f"[{_HIDDEN}]")
_LINE_END = re.compile(f"[{_LINE_ENDS}]")
_NEEDS_NO_SHAPE = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
# Drawn as nothing, though their categories do not say so: fillers and variation selectors.
_DRAWN_AS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_MARKED_LETTER = re.compile("\\w[\u0300-\u036f]+")
_MOST_NAMED = 8


@lru_cache(maxsize=3000)  # whole blocks of a brief are looked at again at every key
def seen(text: str) -> str:
    """`text` as it is printed: without what is not seen, with one kind of line end.

    A letter and its marks become one character where Unicode has one, since a tagged PDF holds
    that better. Only letters are looked at, so that HTML stays the HTML that it was.
    """
    if text.isascii() and text.isprintable():
        return text
    plain = _HIDDEN_CHARACTER.sub("", _LINE_END.sub("\n", text))
    return _MARKED_LETTER.sub(_composed, _VARIATION.sub("", plain))


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


def hidden_in(text: str) -> tuple[str, ...]:
    """The characters of `text` that are not seen and are not printed, each once, in order."""
    if text.isascii() and text.isprintable():
        return ()
    return tuple(dict.fromkeys(_HIDDEN_CHARACTER.findall(text)))


def unprintable_in(text: str, printable: Container[int]) -> tuple[str, ...]:
    """What is seen in `text` and cannot be printed, each once, in order.

    `printable` are the code points that the fonts have shapes for.
    """
    if text.isascii():
        return ()
    composed = unicodedata.normalize("NFC", seen(text))
    return tuple(char for char in dict.fromkeys(composed) if _lacks_shape(char, printable))


def _lacks_shape(char: str, printable: Container[int]) -> bool:
    return (
        not char.isascii()
        and ord(char) not in printable
        and unicodedata.category(char) not in _NEEDS_NO_SHAPE
        and not _DRAWN_AS_NOTHING.match(char)
    )


def named(characters: Iterable[str]) -> str:
    """Characters for people: `"中" (U+4E2D), U+202E and 3 more`; what is not seen is not shown."""
    each = [_name(one) for one in characters]
    if len(each) > _MOST_NAMED:
        others = len(each) - _MOST_NAMED + 1
        more = n_("{number} more", "{number} more", others)
        each = [*each[: _MOST_NAMED - 1], more]
    return spoken().listed(each)


def _name(character: str) -> str:
    codes = " ".join(f"U+{ord(char):04X}" for char in character[:_MOST_NAMED])
    if hidden_in(character) or not unicodedata.normalize("NFC", character)[0].isprintable():
        return codes
    return _('"{character}" ({codes})', character=character[:_MOST_NAMED], codes=codes)
