"""Words as they are compared: normalised text and the hashes made of it.

The recipes are public: `docs/formats/item.md` gives them so that another program can compute
the same digits.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

SHORT_HASH = 12
_LINE_END = re.compile(r"[ \t]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])[ \t]*")
_BLANK_LINES = re.compile(r"\n{3,}")


def fold_words(text: str) -> str:
    """`text` in Unicode NFC with every run of white space as one space, trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold_body(text: str) -> str:
    """`text` in NFC with LF line ends, no space at line ends, no more than one blank line."""
    unified = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = (line.rstrip(" \t") for line in unified.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def one_line(text: str) -> str:
    """`text` with each of its line ends, and the space around it, as one space; all else stays."""
    return _LINE_END.sub(" ", text.strip("\r\n"))


def fold_for_search(text: str) -> str:
    """`text` without accents or case, for matching what a person types."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch)).casefold()


def sha256_hex(text: str) -> str:
    """The SHA-256 of the UTF-8 bytes of `text`, as 64 lower-case hexadecimal digits.

    Text that was pasted may hold half a character, which counts like any other.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def slug(text: str) -> str:
    """`text` as a lower-case identifier: "Civil-military lesson" gives "civil-military-lesson"."""
    return re.sub(r"[^a-z0-9]+", "-", fold_for_search(text)).strip("-")


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 error", "2 errors"; `many` where the plural is not made with an s."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def shared_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts share at their start, and at the end of what is left."""
    least = min(len(one), len(other))
    start = next((n for n in range(least) if one[n] != other[n]), least)
    left = least - start
    end = next((n for n in range(left) if one[-1 - n] != other[-1 - n]), left)
    return start, end


def shortened(text: str, longest: int = 80) -> str:
    """`text` on one line, with an ellipsis where it is longer than `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


_A_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_A_REASON, _LETTERS_OF_A_REASON = 2, 8


def says_why(text: str) -> bool:
    """Whether a reason is given in words: two of them, or one long one; "-" and "n/a" are none."""
    words = _A_WORD.findall(text)
    return len(words) >= _WORDS_OF_A_REASON or sum(map(len, words)) >= _LETTERS_OF_A_REASON
