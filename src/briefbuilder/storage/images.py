"""Pictures from outside: what they really are, whether they are safe, and nothing else in them.

Raster images are decoded and written again, so that EXIF, comments and trailing data stay behind;
`check_raster` sees whether one that was written so is still whole, and decodes nothing. SVG is
accepted only as plain shapes and text: no scripts, links, styles from elsewhere or entities.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from PIL import Image, UnidentifiedImageError

from briefbuilder.errors import InvalidFileError, Place, Problem

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SVG_ELEMENTS = 20_000
MAX_SVG_DEPTH = 100
_ENDS = {"image/png": b"IEND\xaeB`\x82", "image/jpeg": b"\xff\xd9"}
# What a layout turns into coordinates; a number beyond these digits is no place on a page.
_SVG_WORDS = frozenset("id class style fill stroke font-family".split())
_NO_NUMBER = re.compile(r"\bnan\b|\binf|\d[eE]\+?\d{2}|\d{8}", re.IGNORECASE)
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


def check_raster(data: bytes, name: str, media_type: MediaType) -> None:
    """See whether a PNG or JPEG is what it says it is, of a fair size, whole, and nothing more.

    It is not decoded, so that this may be asked at every check. `InvalidFileError` says what is
    wrong.
    """
    with _named_damage(name), Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
        if Image.MIME[image.format or ""] != media_type:
            raise _refused(name, f"The picture is not what it says it is, {media_type}.")
        _check_size(image, name)
        image.verify()
        if not data.endswith(_ENDS[media_type]):
            raise _refused(
                name,
                "The picture breaks off before its end, or something was added after it.",
                "Open it elsewhere and save it again.",
            )


def _read_raster(data: bytes, name: str) -> ImageFile:
    with _named_damage(name), Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
        _check_size(image, name)
        image.load()
        return _written_again(image)


def _check_size(image: Image.Image, name: str) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _refused(
            name,
            f"The picture has {image.width} × {image.height} pixels.",
            "Use one of at most 40 million pixels.",
        )


@contextmanager
def _named_damage(name: str) -> Iterator[None]:
    """Turn what Pillow says of a picture that it cannot read into a sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", Image.DecompressionBombWarning
            )  # the size is judged here
            yield
    except Image.DecompressionBombError:
        raise _refused(
            name,
            "The picture has more than 40 million pixels.",
            "Save it at a lower resolution.",
        ) from None
    except UnidentifiedImageError:
        raise _refused(
            name, "This is not a PNG, JPEG or SVG picture.", "Save it in one of these formats."
        ) from None
    except (OSError, ValueError, SyntaxError) as error:
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
    if _is_deeper(root, MAX_SVG_DEPTH):
        raise _refused(
            name,
            f"The elements of the SVG stand in each other more than {MAX_SVG_DEPTH} deep.",
            "Ungroup them in the drawing program.",
        )
    return ImageFile("image/svg+xml", text.encode())


def _is_deeper(root: ET.Element, depth: int) -> bool:
    """Whether elements stand in each other more than `depth` deep, without recursion."""
    level = [root]
    for _ in range(depth):
        level = [child for element in level for child in element]
    return bool(level)


def _check_svg_element(element: ET.Element, name: str) -> None:
    tag = element.tag.removeprefix(_SVG)
    if tag not in _SVG_ELEMENTS:
        raise _refused(name, f"The SVG holds a <{tag.split('}')[-1]}>, which is not allowed.")
    for key, value in element.attrib.items():
        if key.lower().startswith("on") or key in {"href", _XLINK_HREF}:
            raise _refused(name, f'The SVG holds the attribute "{key.split("}")[-1]}".')
        if key not in _SVG_WORDS and _NO_NUMBER.search(value):
            raise _refused(name, f'The SVG holds a number in "{key}" that no page can hold.')
        for match in _URL.finditer(value):
            if not match["target"].startswith("#"):
                raise _refused(name, "The SVG refers to something outside itself.")


def _refused(name: str, sentence: str, remedy: str = "") -> InvalidFileError:
    return InvalidFileError.of(Problem(sentence, Place(name), remedy=remedy))
