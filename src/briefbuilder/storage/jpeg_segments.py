"""JPEG files taken apart: what draws the picture is kept, byte for byte, and nothing else.

Comments, what the camera and the editor noted, thumbnails, second pictures and whatever follows
the end are left behind. The picture itself is not packed anew, so it loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAGIC = b"\xff\xd8\xff"

_START, _END = b"\xff\xd8", b"\xff\xd9"
_TABLES = frozenset({0xDB, 0xC4, 0xDD})  # quantisation, Huffman codes, restart interval
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive
_SCAN, _FILE_HEAD, _ADOBE, _COMMENT = 0xDA, 0xE0, 0xEE, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_ADOBE_BYTES = 12
# Within a scan, 0xFF stands before 0x00 where it is meant, and before a restart's number.
_NEXT_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)


def strip_jpeg(data: bytes) -> bytes | None:
    """The JPEG without what does not draw it; None when it is built in an unusual way.

    Such a one has to be drawn again by a decoder, which also tells whether it is whole.
    """
    parts = [_START]
    for marker, body in _segments(data):
        if marker == _END[1]:
            return b"".join((*parts, _END))
        if marker == _FILE_HEAD:
            if body.startswith(b"JFIF\0") and _JFIF not in parts:
                parts.append(_JFIF)
        elif marker == _ADOBE:
            parts += _adobe(body)
        elif marker in _TABLES | _FRAMES or marker == _SCAN:
            parts.append(bytes((0xFF, marker)) + body)
        elif marker not in _APPLICATIONS and marker != _COMMENT:
            return None
    return None


def _adobe(body: bytes) -> list[bytes]:
    """How the colours were mixed, without which they would be wrong."""
    if len(body) < _ADOBE_BYTES or not body.startswith(b"Adobe"):
        return []
    return [b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + body[11:12]]


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with what belongs to it; ends early where the file is not built as usual.

    The body of a table, frame or scan begins with its two bytes of length; that of a note does
    not have them.
    """
    at = len(_START)
    while at + 2 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 — every marker begins so
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 — a byte that only fills
            at += 1
            continue
        if marker == _END[1]:
            yield marker, b""
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(data):  # noqa: PLR2004 — the length counts itself
            return
        if marker == _SCAN:
            following = _NEXT_MARKER.search(data, end)
            if following is None:
                return
            end = following.start()
        is_note = marker in _APPLICATIONS or marker == _COMMENT
        yield marker, data[at + (4 if is_note else 2) : end]
        at = end
