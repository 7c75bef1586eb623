"""Pictures from outside: what they really are, whether they are safe, and nothing else in them.

Raster images are decoded and written again, so that EXIF, comments and trailing data stay behind.
SVG is accepted only as plain shapes and text: no scripts, links, styles from elsewhere or entities.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from PIL import Image, UnidentifiedImageError

from briefbuilder.errors import InvalidFileError, Place, Problem

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SVG_ELEMENTS = 20_000
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_SVG_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs clipPath "
    "linearGradient radialGradient stop marker mask pattern".split()
)
_URL = re.compile(r"url\(\s*['\"]?(?P<target>[^)'\"]*)", re.IGNORECASE)

MediaType = Literal["image/png", "image/jpeg", "image/svg+xml"]


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture that is what it says it is. `width` and `height` are pixels, or None for SVG."""

    media_type: MediaType
    data: bytes
    width: int | None = None
    height: int | None = None


def read_image(data: bytes, name: str) -> ImageFile:
    """Check a picture and return a clean copy of it; `InvalidFileError` says what is wrong."""
    if len(data) > MAX_BYTES:
        raise _refused(name, "The picture is larger than 8 MiB.", "Save it at a lower resolution.")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return _read_svg(data, name)
    return _read_raster(data, name)


def _read_raster(data: bytes, name: str) -> ImageFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise _refused(
                        name,
                        f"The picture has {image.width} × {image.height} pixels.",
                        "Use one of at most 40 million pixels.",
                    )
                image.load()
                return _written_again(image)
    except UnidentifiedImageError:
        raise _refused(
            name, "This is not a PNG, JPEG or SVG picture.", "Save it in one of these formats."
        ) from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _refused(
            name, f"The picture is damaged: {error}.", "Open it elsewhere and save it again."
        ) from None


def _written_again(image: Image.Image) -> ImageFile:
    target = io.BytesIO()
    if image.format == "JPEG":
        clean = image if image.mode in {"RGB", "L"} else image.convert("RGB")
        clean.save(target, "JPEG", quality=92, exif=b"")
        return ImageFile("image/jpeg", target.getvalue(), image.width, image.height)
    clean = image if image.mode in {"RGB", "RGBA", "L", "LA", "P", "1"} else image.convert("RGB")
    Image.Image.save(_without_info(clean), target, "PNG", optimize=True)
    return ImageFile("image/png", target.getvalue(), image.width, image.height)


def _without_info(image: Image.Image) -> Image.Image:
    copy = image.copy()
    copy.info = {key: value for key, value in image.info.items() if key == "transparency"}
    return copy


def _read_svg(data: bytes, name: str) -> ImageFile:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(name, f"The SVG is not UTF-8 at byte {error.start}.") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _refused(
            name, "The SVG declares a DOCTYPE or entities.", "Export it again as plain SVG."
        )
    try:
        root = ET.fromstring(text)  # noqa: S314 - no DOCTYPE, so no entities to expand
    except ET.ParseError as error:
        line, column = error.position
        place = Place(name, line, column + 1)
        problem = Problem("The SVG is not well-formed XML.", place)
        raise InvalidFileError.of(problem) from None
    if root.tag != f"{_SVG}svg":
        raise _refused(name, "This is XML, but not an SVG picture.")
    # ElementTree drops comments and processing instructions, so every tag is a name.
    for count, element in enumerate(root.iter()):
        if count > MAX_SVG_ELEMENTS:
            raise _refused(name, f"The SVG has more than {MAX_SVG_ELEMENTS} elements.")
        _check_svg_element(element, name)
    return ImageFile("image/svg+xml", text.encode())


def _check_svg_element(element: ET.Element, name: str) -> None:
    tag = element.tag.removeprefix(_SVG)
    if tag not in _SVG_ELEMENTS:
        raise _refused(name, f"The SVG holds a <{tag.split('}')[-1]}>, which is not allowed.")
    for key, value in element.attrib.items():
        if key.lower().startswith("on") or key in {"href", _XLINK_HREF}:
            raise _refused(name, f'The SVG holds the attribute "{key.split("}")[-1]}".')
        for match in _URL.finditer(value):
            if not match["target"].startswith("#"):
                raise _refused(name, "The SVG refers to something outside itself.")


def _refused(name: str, sentence: str, remedy: str = "") -> InvalidFileError:
    return InvalidFileError.of(Problem(sentence, Place(name), remedy=remedy))
