"""A figure that was drawn as a PDF of one page, as a picture of points."""

from __future__ import annotations

import io

from PIL import Image

from briefbuilder.render.pages import PageImages

_SCALE = 300 / 72  # points to an inch of print
_COLOURS = 64


def drawn_as_png(pdf: bytes) -> bytes:
    """The first page of a PDF as PNG, 300 points to an inch; the same page gives the same bytes."""
    with PageImages(pdf) as pages:
        page = pages.image(0, _SCALE)
    picture = Image.frombuffer(
        "RGBA", (page.width, page.height), page.rgba, "raw", "RGBA", page.stride, 1
    ).convert("RGB")
    stream = io.BytesIO()
    few = picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT)
    few.save(stream, "PNG", optimize=True, dpi=(300, 300))
    return stream.getvalue()
