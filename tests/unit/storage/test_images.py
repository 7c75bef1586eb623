"""Pictures from strangers: bombs, halves, what they carry along, and what hides behind them."""

import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFile

from briefbuilder.errors import InvalidFileError
from briefbuilder.storage.images import LONGEST_SIDE, clean_image, media_from, read_image
from helpers.picture_samples import (
    SECRET,
    SVG,
    bomb,
    drawn,
    encoded,
    exif,
    profile,
    told_drawing,
    told_jpeg,
    told_png,
    with_hidden_rows,
    with_more_rows,
)

PNG = clean_image(encoded(drawn(), "PNG"), "picture").data
JPEG = clean_image(encoded(drawn(), "JPEG"), "picture").data
FRAMES = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]

TOLD = {
    "png": told_png(),
    "png in a palette": told_png("P", icc_profile=None),
    "png with alpha": told_png("RGBA"),
    "png in grey with alpha": told_png("LA", icc_profile=None),
    "png of two colours": told_png("1", icc_profile=None),
    "png on its side": told_png(exif=exif(6), icc_profile=None),
    "png of sixteen bits": encoded(Image.new("I;16", (9, 9), 40_000), "PNG") + SECRET,
    "png that moves": encoded(FRAMES[0], "PNG", save_all=True, append_images=FRAMES[1:]) + SECRET,
    "png with hidden rows": with_hidden_rows(),
    "png with more rows": with_more_rows(),
    "jpeg": told_jpeg(),
    "jpeg without a profile": told_jpeg(icc_profile=None),
    "jpeg in steps": told_jpeg(progressive=True, icc_profile=None),
    "jpeg in grey": told_jpeg("L", icc_profile=None),
    "jpeg for a press": told_jpeg("CMYK", icc_profile=None),
    "jpeg on its side": told_jpeg(exif=exif(8)),
    "jpeg of a telephone": encoded(FRAMES[0], "MPO", save_all=True, append_images=FRAMES[1:])
    + SECRET,
    "drawing": told_drawing(),
}


def pixels(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGBA")


@pytest.mark.parametrize("data", TOLD.values(), ids=TOLD.keys())
def test_a_picture_says_nothing_but_what_it_shows(data: bytes) -> None:
    assert SECRET in data
    clean = clean_image(data, "picture").data

    assert SECRET not in clean
    assert not re.search(rb"Exif|http://ns|XML:|iCCP|ICC_PROFILE|tEXt|tIME|fdAT|alice", clean)


@pytest.mark.parametrize("data", TOLD.values(), ids=TOLD.keys())
def test_what_is_clean_stays_as_it_is(data: bytes) -> None:
    clean = clean_image(data, "picture")

    assert clean_image(clean.data, "picture") == clean


@pytest.mark.parametrize("name", ["jpeg without a profile", "jpeg in steps", "jpeg in grey"])
def test_a_photograph_loses_nothing_of_itself(name: str) -> None:
    clean = clean_image(TOLD[name], "picture").data

    assert ImageChops.difference(pixels(clean), pixels(TOLD[name])).getbbox() is None


def test_the_picture_of_a_png_stays_as_it_is_packed() -> None:
    packed = encoded(drawn(), "PNG")

    assert clean_image(packed, "picture").data == packed


@pytest.mark.parametrize(("kind", "way"), [("PNG", 3), ("PNG", 6), ("JPEG", 8)])
def test_a_picture_on_its_side_is_put_upright(kind: str, way: int) -> None:
    lying = encoded(drawn(), kind, exif=exif(way))
    image = clean_image(lying, "picture")
    turned = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_270}
    expected = drawn().transpose(turned.get(way, Image.Transpose.ROTATE_90)).convert("RGBA")

    assert (image.width, image.height) == expected.size
    apart = ImageChops.difference(pixels(image.data), expected).convert("L")
    assert not apart.point(lambda value: 255 if value > 24 else 0).getbbox()


def test_colours_of_another_profile_are_turned_into_those_of_the_web() -> None:
    picture = encoded(Image.new("RGB", (9, 9), (255, 0, 0)), "PNG", icc_profile=profile())
    assert b"iCCP" in picture

    red = pixels(clean_image(picture, "picture").data).getpixel((4, 4))

    assert isinstance(red, tuple)
    assert red[0] > 250
    assert max(red[1:3]) < 8


def test_sixteen_bits_to_a_sample_become_eight() -> None:
    image = Image.open(io.BytesIO(clean_image(TOLD["png of sixteen bits"], "picture").data))

    assert (image.mode, image.getpixel((4, 4))) == ("L", 40_000 // 256)


def test_a_picture_is_made_no_larger_than_a_page() -> None:
    large = encoded(Image.new("P", (LONGEST_SIDE + 500, 90)), "PNG")

    assert read_image(large, "picture").width == LONGEST_SIDE
    assert clean_image(large, "picture").width == LONGEST_SIDE + 500


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (JPEG[: len(JPEG) // 2], "damaged"),
        (PNG[: len(PNG) // 2], "breaks off before its end"),
        (PNG[:-12], "breaks off before its end"),
        (PNG[:40] + b"\xff" * 20 + PNG[60:], "damaged"),
        (PNG[:100] + b"\xff" * 2 + PNG[102:], "not as it was written"),
        (PNG[:20], "breaks off before its end"),
        (bomb(20_000, 20_000), "40 million pixels"),
        (bomb(10_000, 10_000), "10000 × 10000 pixels"),
        (b"GIF89a", "not a PNG"),
        (b"", "not a PNG"),
        (b"\0" * (8 * 1024 * 1024 + 1), "larger than 8 MiB"),
    ],
    ids=("half", "half png", "no end", "head", "flipped", "stub", "bomb", "big", "gif", "", "long"),
)
def test_a_picture_that_is_not_whole_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(InvalidFileError, match=sentence):
        clean_image(data, "picture")
    with pytest.raises(InvalidFileError, match=sentence):
        read_image(data, "picture")


def test_a_photograph_that_breaks_off_within_is_refused_where_it_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # WeasyPrint asks its own process to pass over this, and may have been imported by a test.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    # Only a decoder can tell, and a brief is read without one.
    start = JPEG.index(b"\xff\xda")
    broken = JPEG[: start + 20] + b"\xff\xd9"

    with pytest.raises(InvalidFileError, match="damaged"):
        read_image(broken.replace(b"\xff\xc0", b"\xff\xc2"), "picture")


def test_a_picture_of_a_brief_that_cannot_be_used_is_kept() -> None:
    assert media_from("a.png", "image/png", PNG).fault == ""
    assert media_from("a.png", "image/png", told_png()).data == clean_image(told_png(), "a").data
    half = media_from("a.png", "image/png", PNG[:90])
    assert (half.data, "damaged" in half.fault) == (PNG[:90], True)
    other = media_from("a.png", "image/jpeg", PNG)
    assert (other.data, other.fault) == (PNG, "The picture is not what it says it is, image/jpeg.")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.sampled_from(sorted(TOLD.values())),
    cut=st.integers(0, 2000),
    length=st.integers(0, 12),
    other=st.binary(max_size=12),
)
def test_a_mangled_picture_is_refused_or_clean(
    data: bytes, cut: int, length: int, other: bytes
) -> None:
    at = cut % len(data)
    try:
        clean = clean_image(data[:at] + other + data[at + length :], "picture")
    except InvalidFileError:
        return
    assert clean_image(clean.data, "picture") == clean
    if clean.media_type != "image/svg+xml":
        assert SECRET not in clean.data


def test_a_plain_drawing_is_read() -> None:
    inside = '<g id="layer12345678"><rect fill="#12345678" x="-1.5e-3" width="3" height="2"/></g>'
    image = clean_image(SVG.format(inside).encode(), "drawing.svg")
    assert image.media_type == "image/svg+xml"
    assert b'x="-1.5e-3"' in image.data
