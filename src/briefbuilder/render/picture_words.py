"""The words that a picture carries beside what it shows: comments, text entries, its own bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError


def words_in_picture(data: bytes) -> Iterator[str]:
    """Every word that a picture's file holds, packed entries unpacked; its bytes as they stand."""
    yield data.replace(b"\0", b"").decode("utf-8", "replace")
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
                yield value.replace(b"\0", b"").decode("utf-8", "replace")
            case _:
                pass
