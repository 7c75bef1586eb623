"""The words that a picture carries beside what it shows: comments, text entries, its own bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_OF_THE_IMAGE = frozenset({b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"fdAT"})
_DRAWING_NOTES = re.compile(rb"<!--.*?-->|<metadata\b.*?</metadata>", re.DOTALL)
_JPEG = b"\xff\xd8"
_JPEG_END = 0xD9
_JPEG_NOTES = frozenset({*range(0xE0, 0xF0), 0xFE})
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def all_words_in_picture(data: bytes) -> Iterator[str]:
    """The bytes of a picture's file as they stand, and its packed entries unpacked."""
    yield _as_text(data)
    yield from _entries(data)


def words_beside_picture(data: bytes) -> Iterator[str]:
    """What a picture's file says of itself, without the picture.

    Packed dots spell any short word by chance, and a drawing's own words are its author's.
    """
    yield _as_text(b"\n".join(_beside(data)))
    yield from _entries(data)


def _entries(data: bytes) -> Iterator[str]:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            told = dict(picture.info)
            if picture.format == "PNG":
                picture.load()  # text may stand behind the picture itself
                told |= picture.info
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return
    for value in told.values():
        match value:
            case str():
                yield value
            case bytes():
                yield _as_text(value)
            case _:
                pass


def _as_text(data: bytes) -> str:
    return data.replace(b"\0", b"").decode("utf-8", "replace")


def _beside(data: bytes) -> Iterator[bytes]:
    if data.startswith(_PNG):
        return _beside_png(data)
    if data.startswith(_JPEG):
        return _beside_jpeg(data)
    if b"<svg" in data:
        return iter(_DRAWING_NOTES.findall(data))
    return iter((data,))


def _beside_png(data: bytes) -> Iterator[bytes]:
    """Each chunk that is not the image, and what stands behind the last one."""
    at, kind = len(_PNG), b""
    while kind != b"IEND" and at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if kind not in _PNG_OF_THE_IMAGE:
            yield data[at + 8 : at + 8 + length]
        at += length + 12
    yield data[at:]


def _beside_jpeg(data: bytes) -> Iterator[bytes]:
    """Comments and application segments, and what stands behind the image's end."""
    at = len(_JPEG)
    while marker := _JPEG_MARKER.search(data, at):
        kind, at = marker[0][1], marker.end()
        if kind == _JPEG_END:
            break
        length = int.from_bytes(data[at : at + 2])
        if kind in _JPEG_NOTES:
            yield data[at + 2 : at + length]
        at += length
    else:
        return
    yield data[at:]
