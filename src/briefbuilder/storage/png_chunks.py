"""PNG files taken apart: what draws the picture is kept, byte for byte, and nothing else.

Words, times, thumbnails, animations, colour profiles and whatever follows the end are left behind,
and so is what hides behind the end of the compressed rows.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from briefbuilder.language.interface import _
from briefbuilder.storage.image_faults import DamagedError, broken_off

MAGIC = b"\x89PNG\r\n\x1a\n"

_PALETTE, _GREY, _COLOURS = 3, 0, 2
_SAMPLES = {_GREY: 1, _COLOURS: 3, _PALETTE: 1, 4: 2, 6: 4}
_KEY_COLOUR_BYTES = {_GREY: 2, _COLOURS: 6}
_DEEP = 16
_HEAD_BYTES = 13
_CHUNK = 1 << 20
# Each pass of an interlaced picture: the first column and row, and the steps between them.
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A PNG without what does not draw it.

    `dropped` are the kinds of chunks that were left out; `must_redraw` says that leaving out is
    not enough: it has 16 bits to a sample, or more rows than its size allows.
    """

    data: bytes
    dropped: frozenset[bytes]
    must_redraw: bool


@dataclass(frozen=True, slots=True)
class _Head:
    width: int
    height: int
    depth: int
    colour: int
    is_interlaced: bool

    @property
    def unpacked_bytes(self) -> int:
        """What the rows come to, each with the byte that names its filter."""
        passes = _PASSES if self.is_interlaced else ((0, 0, 1, 1),)
        total = 0
        for left, top, across, down in passes:
            columns = max(0, -(-(self.width - left) // across))
            rows = max(0, -(-(self.height - top) // down))
            if columns:
                total += rows * (1 + -(-columns * self.depth * _SAMPLES[self.colour] // 8))
        return total


def size_of_png(data: bytes) -> tuple[int, int]:
    """The width and height that a PNG gives itself, in pixels; nothing of it is unpacked."""
    kind, body = next(_chunks(data))
    head = _head_of(body if kind == b"IHDR" else b"")
    return head.width, head.height


def strip_png(data: bytes) -> Stripped:
    """Take a PNG apart and put it together again; `DamagedError` when it is not whole."""
    kept: dict[bytes, bytes] = {}
    rows: list[bytes] = []
    dropped: set[bytes] = set()
    for kind, body in _chunks(data):
        if kind == b"IDAT":
            rows.append(body)
        elif kind in {b"IHDR", b"PLTE", b"tRNS"} and kind not in kept:
            kept[kind] = body
        elif kind != b"IEND":
            dropped.add(kind)
    head = _head_of(kept.get(b"IHDR", b""))
    rows, has_more = _own_rows(rows, head)
    parts = [_chunk(b"IHDR", kept[b"IHDR"])]
    if head.colour == _PALETTE:
        parts.append(_chunk(b"PLTE", _whole_palette(kept.get(b"PLTE", b""))))
    if _belongs(kept.get(b"tRNS"), head):
        parts.append(_chunk(b"tRNS", kept[b"tRNS"]))
    parts += [_chunk(b"IDAT", body) for body in rows]
    clean = MAGIC + b"".join(parts) + _chunk(b"IEND", b"")
    return Stripped(clean, frozenset(dropped), has_more or head.depth == _DEEP)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = len(MAGIC), len(data)
    kind = b""
    while kind != b"IEND":
        if at + 12 > end:
            raise DamagedError(broken_off())
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        at += 12 + length
        if at > end:
            raise DamagedError(broken_off())
        if kind.isupper() and zlib.crc32(body, zlib.crc32(kind)) != _number(data, at - 4):
            sentence = _("The picture is damaged: a part of it is not as it was written.")
            raise DamagedError(sentence)
        yield kind, body


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(body, zlib.crc32(kind))
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", check)


def _head_of(body: bytes) -> _Head:
    if len(body) != _HEAD_BYTES:
        raise DamagedError(_("The picture is damaged: its head is missing."))
    width, height, depth, colour, packing, filters, interlacing = struct.unpack(">IIBBBBB", body)
    if colour not in _SAMPLES or depth not in {1, 2, 4, 8, _DEEP} or packing or filters:
        raise _of_no_kind()
    if interlacing not in {0, 1} or not width or not height:
        raise _of_no_kind()
    return _Head(width, height, depth, colour, bool(interlacing))


def _of_no_kind() -> DamagedError:
    return DamagedError(_("The picture is damaged: its head names a kind that does not exist."))


def _own_rows(rows: list[bytes], head: _Head) -> tuple[list[bytes], bool]:
    """The compressed rows without what hides behind their end, and whether there are too many."""
    unpacker = zlib.decompressobj()
    expected, found = head.unpacked_bytes, 0
    for position, body in enumerate(rows):
        rest = body
        while rest and not unpacker.eof:
            found += len(unpacker.decompress(rest, _CHUNK))
            rest = unpacker.unconsumed_tail
            if found > expected:
                return rows, True
        if unpacker.eof and (unpacker.unused_data or position + 1 < len(rows)):
            own = body[: len(body) - len(unpacker.unused_data)]
            rows = [*rows[:position], own]
            break
    # What the unpacker still holds back after the last of the input.
    found += len(unpacker.flush()) if not unpacker.eof else 0
    if found < expected:
        raise DamagedError(broken_off())
    return rows, found > expected or not unpacker.eof


def _whole_palette(body: bytes) -> bytes:
    if not body or len(body) % 3 or len(body) > 3 * 256:
        raise DamagedError(_("The picture is damaged: its colours are missing."))
    return body


def _belongs(body: bytes | None, head: _Head) -> bool:
    """Whether the transparent colours are of the length that this kind of picture has."""
    if body is None:
        return False
    if head.colour == _PALETTE:
        return len(body) <= 1 << head.depth
    return len(body) == _KEY_COLOUR_BYTES.get(head.colour, -1)
