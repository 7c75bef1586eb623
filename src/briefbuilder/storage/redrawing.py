"""Pictures that have to be decoded and drawn again to be clean.

Those whose camera noted that they lie on their side, whose colours need a profile to be right,
that are made for a press, or that are built in a way that only a decoder can read. What is drawn
is plain sRGB, or grey, of eight bits, the right way up.
"""

from __future__ import annotations

import io
import struct
from typing import Final

from PIL import ExifTags, Image, ImageCms, ImageOps

_JPEG_QUALITY: Final = 92
_DEEP_MODES = frozenset({"I;16", "I;16B", "I;16L", "I;16N", "I", "F"})
_PLAIN_MODES = frozenset({"RGB", "RGBA", "L", "LA", "P", "1"})
_COLOUR_SPACES = {"L": "GRAY", "RGB": "RGB ", "CMYK": "CMYK"}


def is_upright(image: Image.Image) -> bool:
    """Whether a picture is shown as it is stored; what cannot be understood turns nothing."""
    try:
        return image.getexif().get(ExifTags.Base.Orientation, 1) in {0, 1}
    except (
        ArithmeticError,
        LookupError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
        struct.error,
    ):
        return True


def needs_no_profile(image: Image.Image) -> bool:
    """Whether a picture's colours are those of sRGB, or of no profile that can be read."""
    profile = _profile_of(image)
    return profile is None or _is_srgb(profile)


def drawn_again(image: Image.Image, media_type: str) -> bytes:
    """The picture decoded and written again. Raises what Pillow raises for a broken one."""
    image.load()
    upright = image if is_upright(image) else ImageOps.exif_transpose(image)
    return _written(_in_srgb(upright, _profile_of(image)), media_type)


def smaller(image: Image.Image, longest: int) -> bytes:
    """The picture with at most `longest` pixels to a side."""
    media_type = "image/jpeg" if image.format == "JPEG" else "image/png"
    if image.mode in {"P", "1"}:
        # Colours are mixed on the way, and these have no room for a mixed one.
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return _written(image, media_type)


def _written(image: Image.Image, media_type: str) -> bytes:
    target = io.BytesIO()
    plain = image.copy()
    kept = {"transparency"} if media_type == "image/png" else set()
    plain.info = {key: value for key, value in image.info.items() if key in kept}
    if media_type == "image/jpeg":
        shown = plain if plain.mode in {"RGB", "L"} else plain.convert("RGB")
        shown.save(target, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    else:
        Image.Image.save(plain, target, "PNG")
    return target.getvalue()


def _in_srgb(image: Image.Image, profile: ImageCms.ImageCmsProfile | None) -> Image.Image:
    """The picture in sRGB or grey of eight bits; a profile that does not fit is passed over."""
    if image.mode in _DEEP_MODES:
        image = _eight_bits(image)
    if image.mode == "P" and profile is not None:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    alpha = image.getchannel("A") if image.mode in {"RGBA", "LA"} else None
    base = image
    if alpha is not None:
        base = image.convert("RGB" if image.mode == "RGBA" else "L")
    converted = _converted(base, profile)
    if converted is None:
        return image if image.mode in _PLAIN_MODES else image.convert("RGB")
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


def _converted(image: Image.Image, profile: ImageCms.ImageCmsProfile | None) -> Image.Image | None:
    if profile is None or profile.profile.xcolor_space != _COLOUR_SPACES.get(image.mode):
        return None
    try:
        return ImageCms.profileToProfile(
            image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except ImageCms.PyCMSError:
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    high = image.convert("I") if image.mode != "F" else image
    return high.point(lambda value: value * (1 / 256)).convert("L")


def _profile_of(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(data))
    except (OSError, TypeError, ValueError):
        return None


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    try:
        return "srgb" in ImageCms.getProfileDescription(profile).lower()
    except (ImageCms.PyCMSError, UnicodeDecodeError):
        return False
