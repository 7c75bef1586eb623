"""Pictures from strangers: bombs, halves, and what hides behind them."""

import io
import struct
import zlib

import pytest
from PIL import Image

from briefbuilder.errors import InvalidFileError
from briefbuilder.storage.images import check_raster, read_image

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(stream, kind)
    return read_image(stream.getvalue(), "picture").data


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is large and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PNG, JPEG = picture("PNG"), picture("JPEG")


@pytest.mark.parametrize(("data", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
def test_a_picture_that_was_read_here_is_whole(data: bytes, kind: str) -> None:
    check_raster(data, "picture", kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "kind", "sentence"),
    [
        (JPEG[: len(JPEG) // 2], "image/jpeg", "damaged|breaks off"),
        (JPEG + b"PK\x03\x04<script>", "image/jpeg", "added after it"),
        (PNG + b"%PDF-1.7", "image/png", "added after it"),
        (PNG[:40] + b"\xff" * 20 + PNG[60:], "image/png", "damaged|not a PNG"),
        (PNG[:20], "image/png", "damaged|not a PNG"),
        (PNG, "image/jpeg", "not what it says it is"),
        (bomb(20_000, 20_000), "image/png", "40 million pixels"),
        (bomb(10_000, 10_000), "image/png", "10000 × 10000 pixels"),
        (b"GIF89a", "image/png", "not a PNG"),
    ],
    ids=("half", "script", "pdf", "bytes", "head", "type", "bomb", "large", "gif"),
)
def test_a_picture_that_was_tampered_with_is_refused(data: bytes, kind: str, sentence: str) -> None:
    with pytest.raises(InvalidFileError, match=sentence):
        check_raster(data, "picture", kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(20_000, 20_000), (10_000, 10_000)])
def test_a_bomb_is_not_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(InvalidFileError, match="pixels"):
        read_image(bomb(*size), "bomb.png")


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("<g/>" * 20_001, "more than 20000 elements"),
        ("<g>" * 101 + "</g>" * 101, "more than 100 deep"),
        ('<rect width="1e999" height="1"/>', 'a number in "width"'),
        ('<rect width="nan" height="1"/>', 'a number in "width"'),
        ('<path d="M 0 123456789"/>', 'a number in "d"'),
        ("<script/>", "<script>"),
        ('<g onload="x()"/>', "onload"),
        ('<rect fill="url(http://x.org/y)"/>', "outside itself"),
    ],
)
def test_a_drawing_that_could_harm_is_refused(inside: str, sentence: str) -> None:
    with pytest.raises(InvalidFileError, match=sentence):
        read_image(SVG.format(inside).encode(), "drawing.svg")


def test_a_plain_drawing_is_read() -> None:
    inside = '<g id="layer12345678"><rect fill="#12345678" x="-1.5e-3" width="3" height="2"/></g>'
    assert read_image(SVG.format(inside).encode(), "drawing.svg").media_type == "image/svg+xml"
