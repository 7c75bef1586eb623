"""A finished PDF bears the hash of its own bytes, so that it can be tried wherever it comes.

The second part of a PDF's /ID is meant to change with the file's contents. Here it is the SHA-256
of the whole file, with zeros in its own place while it is computed. It tells an accident, another
program's save or a careless change; it tells nobody's name, and who knows this recipe can make
another one. Whose a copy is, only a register says.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum

from briefbuilder.errors import RenderError
from briefbuilder.language.interface import _

_DIGITS = 64
_PARTS = re.compile(rb"/ID ?\[\((?:[^\\()]|\\[\\()])*\) ?\([0-9a-f]{32}\)\]", re.DOTALL)
_SEALED = re.compile(rb"/ID \[<[0-9a-f]*> <([0-9a-f]{64})>\]")


class Seal(StrEnum):
    """What the seal of a PDF says."""

    WHOLE = "whole"
    BROKEN = "broken"
    NONE = "none"


def sealed(pdf: bytes, identifier: bytes) -> bytes:
    """A PDF fresh from the layout, with its identifier and its seal; `RenderError` if it has none.

    Both are written as digits: a reader takes a carriage return in a literal text for a line feed.
    """
    match = _last(_PARTS, pdf)
    if match is None:
        raise RenderError(_("The layout gave pages that cannot be told apart from others."))
    parts = b"/ID [<%b> <%b>]" % (identifier.hex().encode(), b"0" * _DIGITS)
    blank = pdf[: match.start()] + parts + pdf[match.end() :]
    start = match.start() + len(parts) - len(b">]") - _DIGITS
    return _filled(blank, start, hashlib.sha256(blank).hexdigest().encode())


def seal_of(pdf: bytes) -> Seal:
    """Whether a PDF bears a seal, and whether its bytes are those that were sealed."""
    match = _last(_SEALED, pdf)
    if match is None:
        return Seal.NONE
    blank = _filled(pdf, match.start(1), b"0" * _DIGITS)
    whole = hashlib.sha256(blank).hexdigest().encode() == match[1]
    return Seal.WHOLE if whole else Seal.BROKEN


def _filled(pdf: bytes, start: int, digits: bytes) -> bytes:
    return pdf[:start] + digits + pdf[start + _DIGITS :]


def _last(pattern: re.Pattern[bytes], pdf: bytes) -> re.Match[bytes] | None:
    match = None
    for match in pattern.finditer(pdf):  # noqa: B007 — the last one is wanted
        pass
    return match
