"""What is said of a picture that cannot be taken, and how large one may be."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from briefbuilder.errors import InvalidFileError, Place, Problem
from briefbuilder.language.interface import _

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000


class DamagedError(ValueError):
    """What is broken in a picture, in a sentence."""


def broken_off() -> str:
    """What is said of a picture of which only the beginning is there."""
    return _("The picture is damaged: it breaks off before its end.")


def refused_image(name: str, sentence: str, remedy: str = "") -> InvalidFileError:
    """The error for a picture called `name`."""
    return InvalidFileError.of(Problem(sentence, Place(name), remedy=remedy))


def check_size(width: int, height: int, name: str) -> None:
    """Refuse a picture of more pixels than are ever printed; nothing is unpacked for that."""
    if width * height > MAX_PIXELS:
        raise refused_image(
            name,
            _("The picture has {width} × {height} pixels.", width=width, height=height),
            _("Use one of at most 40 million pixels."),
        )


@contextmanager
def named_damage(name: str) -> Iterator[None]:
    """Turn what Pillow and zlib say of a picture that they cannot read into a sentence."""
    try:
        with warnings.catch_warnings():
            # The size is judged here, and what a camera noted amiss is thrown away.
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError:
        raise refused_image(
            name,
            _("The picture has more than 40 million pixels."),
            _("Save it at a lower resolution."),
        ) from None
    except UnidentifiedImageError:
        raise refused_image(
            name,
            _("This is not a PNG, JPEG or SVG picture."),
            _("Save it in one of these formats."),
        ) from None
    except DamagedError as error:
        raise refused_image(name, str(error), _("Open it elsewhere and save it again.")) from None
    except (OSError, ValueError, SyntaxError, struct.error, zlib.error) as error:
        # A truncated picture is met often, and Pillow tells it by its words alone.
        sentence = broken_off() if "truncated" in str(error) else _("The picture is damaged.")
        raise refused_image(name, sentence, _("Open it elsewhere and save it again.")) from None
