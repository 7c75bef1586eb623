"""Pictures from outside: what they really are, whether they are safe, and nothing else in them.

Every picture that the program holds has gone through here: the one that an author chooses, those
of a brief, of a library and of a form when they are read. What comes out draws the same picture
and says nothing more: no EXIF, XMP, comments, colour profiles, times, thumbnails, hidden layers or
trailing data. A picture that is clean already comes out byte for byte as it went in, so that
reading a brief does not change it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PIL import Image

from briefbuilder.domain.briefs import Media
from briefbuilder.errors import InvalidFileError
from briefbuilder.language.interface import _, spoken
from briefbuilder.storage.drawings import clean_drawing
from briefbuilder.storage.image_faults import MAX_BYTES, check_size, named_damage, refused_image
from briefbuilder.storage.jpeg_segments import strip_jpeg
from briefbuilder.storage.png_chunks import MAGIC, Stripped, size_of_png, strip_png
from briefbuilder.storage.redrawing import drawn_again, is_upright, needs_no_profile, smaller

LONGEST_SIDE = 3508
"""Pixels of a page of A4 at 300 to the inch: what an author chooses is made no larger."""

MediaType = Literal["image/png", "image/jpeg", "image/svg+xml"]

_REMEMBERED = 16  # pictures whose outcome is kept, so that saving a brief does not look again
_NOTES_OF_TURNING = frozenset({b"eXIf", b"iTXt", b"tEXt", b"zTXt"})


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture that is what it says it is. `width` and `height` are pixels, or None for SVG."""

    media_type: MediaType
    data: bytes
    width: int | None = None
    height: int | None = None


def read_image(data: bytes, name: str) -> ImageFile:
    """A clean copy of a picture that somebody chose, not larger than can be printed.

    Raises `InvalidFileError` with what is wrong. The picture is unpacked, to see that it is whole.
    """
    image = clean_image(data, name)
    if image.media_type == "image/svg+xml":
        return image
    with named_damage(name), Image.open(io.BytesIO(image.data)) as whole:
        whole.load()
        if max(whole.size) <= LONGEST_SIDE:
            return image
        return clean_image(smaller(whole, LONGEST_SIDE), name)


def clean_image(data: bytes, name: str) -> ImageFile:
    """The same picture with nothing in it but what draws it.

    Raises `InvalidFileError` with what is wrong. What is clean is returned as it is.
    """
    if len(data) > MAX_BYTES:
        raise refused_image(
            name, _("The picture is larger than 8 MiB."), _("Save it at a lower resolution.")
        )
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return ImageFile("image/svg+xml", clean_drawing(data, name))
    return _clean_raster(data, name)


def media_from(name: str, media_type: MediaType, data: bytes) -> Media:
    """A picture out of a brief's file, clean; or as it is, with what is wrong with it.

    A picture that cannot be used is kept, so that nothing that somebody sent is lost, but it is
    neither shown nor printed.
    """
    clean, fault = _outcome(data, media_type, spoken().language)
    return Media(name=name, media_type=media_type, data=data if fault else clean, fault=fault)


@lru_cache(maxsize=_REMEMBERED)
def _outcome(data: bytes, media_type: MediaType, language: str) -> tuple[bytes, str]:
    del language  # what was said in one is not remembered for another
    try:
        image = clean_image(data, "")
    except InvalidFileError as error:
        return b"", " ".join(problem.sentence for problem in error.problems)
    if image.media_type != media_type:
        return b"", _("The picture is not what it says it is, {type}.", type=media_type)
    # The same bytes are returned, not an equal copy: a brief holds a picture once.
    return data if image.data == data else image.data, ""


def _clean_raster(data: bytes, name: str) -> ImageFile:
    with named_damage(name):
        if data.startswith(MAGIC):
            check_size(*size_of_png(data), name)
            return _clean_png(data, name)
        return _clean_jpeg(data, name)


def _clean_png(data: bytes, name: str) -> ImageFile:
    stripped = strip_png(data)
    with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
        if _must_redraw(stripped, image):
            return _clean_raster(drawn_again(image, "image/png"), name)
        return ImageFile("image/png", stripped.data, image.width, image.height)


def _must_redraw(stripped: Stripped, image: Image.Image) -> bool:
    """Whether it is not enough to leave out of a PNG what does not draw it."""
    if stripped.must_redraw or not needs_no_profile(image):
        return True
    return bool(stripped.dropped & _NOTES_OF_TURNING) and not is_upright(image)


def _clean_jpeg(data: bytes, name: str) -> ImageFile:
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        check_size(image.width, image.height, name)
        is_plain = image.mode in {"L", "RGB"} and needs_no_profile(image) and is_upright(image)
        clean = strip_jpeg(data) if is_plain else None
        if clean is None:
            return _clean_raster(drawn_again(image, "image/jpeg"), name)
        return ImageFile("image/jpeg", clean, image.width, image.height)
