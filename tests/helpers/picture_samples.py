"""Pictures as strangers send them: with everything in them that a picture can carry along."""

import io
import struct
import zlib
from typing import Any

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

SECRET = b"SECRETWORD"
"""What every one of these pictures says beside what it shows."""

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def drawn(mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Image.Image:
    """A picture whose top left corner is darker than the rest."""
    image = Image.radial_gradient("L").resize(size)
    image.paste(0, (0, 0, 8, 8))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a picture file."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    check = zlib.crc32(data, zlib.crc32(kind))
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is large and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b""))
    return PNG_MAGIC + b"".join(parts)


def exif(orientation: int = 1) -> Image.Exif:
    """What a camera notes, with the way up."""
    notes = Image.Exif()
    notes[ExifTags.Base.Artist] = SECRET.decode()
    notes[ExifTags.Base.ImageDescription] = f"/home/alice/{SECRET.decode()}"
    notes[ExifTags.Base.Orientation] = orientation
    return notes


def profile(secret: bytes = SECRET) -> bytes:
    """A colour profile with a word in its description, whose colours are not those of sRGB."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for word in ("sRGB built-in", "sRGB"):
        wide = word.encode("utf-16-be")
        made = made.replace(wide, secret.decode().ljust(len(word))[: len(word)].encode("utf-16-be"))
        made = made.replace(word.encode(), secret.ljust(len(word))[: len(word)])
    return bytes(made)


def told_png(mode: str = "RGB", **more: Any) -> bytes:
    """A PNG with words, a time, a colour profile, what a camera noted, and data after its end."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    notes.add(b"tIME", b"\x07\xea\x0b\x1e\x10\x00\x00")
    notes.add(b"prVt", SECRET)
    more = {"exif": exif(), "icc_profile": profile(), **more}
    return encoded(drawn(mode), "PNG", pnginfo=notes, **more) + SECRET


def told_jpeg(mode: str = "RGB", **more: Any) -> bytes:
    """A JPEG with a comment, XMP, a colour profile, what a camera noted, and data after its end."""
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta>"
    more = {"exif": exif(), "icc_profile": profile(), **more}
    return encoded(drawn(mode), "JPEG", comment=SECRET, xmp=xmp, **more) + SECRET


def with_hidden_rows() -> bytes:
    """A PNG with data behind the end of its compressed rows, under a sum that is right."""
    size = 9
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x80" * size) * size)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows + SECRET), chunk(b"IEND", b""))
    return PNG_MAGIC + b"".join(parts)


def with_more_rows() -> bytes:
    """A PNG whose compressed rows are more than its size says, stored as they are."""
    size = 9
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    packer = zlib.compressobj(0)
    rows = packer.compress((b"\x00" + b"\x80" * size) * size + SECRET) + packer.flush()
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return PNG_MAGIC + b"".join(parts)


def told_drawing() -> bytes:
    """An SVG that says more than it shows, in each of the ways in which one can."""
    secret = SECRET.decode()
    return SVG.format(
        f"<!-- {secret} --><title>{secret}</title><desc>{secret}</desc>"
        f'<metadata><x xmlns="urn:x">{secret}</x></metadata>'
        f'<g id="{secret}" class="{secret}" data-layer="{secret}"><rect width="9" height="9" '
        f'fill="#eee" style="-editor-note:{secret};stroke:red"/></g>'
        f'<text style="display:none">{secret}</text><text fill="none">{secret}</text>'
        f'<text opacity="0">{secret}</text><text visibility="hidden">{secret}</text>'
        f'<text fill="#ff000000">{secret}</text><text fill-opacity="0">{secret}</text>'
        f'<text font-size="0">{secret}</text>{secret}<defs><path id="{secret}" d="M0 0"/></defs>'
        '<text x="1" y="5" font-size="3" fill="#000">seen</text>'
    ).encode()
