"""How far ink reaches is asked of bytes, and answered as by the picture that is cut out."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from briefbuilder.render.ink import _WIDEST, Box, Ink

_SIDE = 9


@given(
    st.binary(min_size=_SIDE * 7, max_size=_SIDE * 7),
    st.tuples(*[st.floats(-3, 12, width=16)] * 4),
    st.sampled_from([1.1, 4.5, 12.0]),
)
def test_ink_reaches_as_far_as_in_the_part_of_the_picture_that_is_cut_out(
    data: bytes, corners: tuple[float, float, float, float], contrast: float
) -> None:
    sparse = bytes(value if value > 200 else 0 for value in data)
    picture = Image.frombytes("L", (_SIDE, 7), sparse)
    left, top, right, bottom = corners
    box = Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
    outline = (
        math.floor(box.left),
        math.floor(box.top),
        math.ceil(box.right),
        math.ceil(box.bottom),
    )
    threshold = next(step for step in range(1, 256) if _WIDEST ** ((step + 0.5) / 255) > contrast)
    plain = picture.point([255 * (value >= threshold) for value in range(256)])
    cut_out = plain.crop(outline).getbbox()

    reach = Ink(picture, 1.0).reach(box, contrast, 0.0)
    if cut_out is None:
        assert reach == 0.0
        return
    inked = [outline[0] + cut_out[0], outline[1] + cut_out[1]]
    inked += [outline[0] + cut_out[2], outline[1] + cut_out[3]]
    shares = []
    for low, high, first, last in (
        (box.left, box.right, inked[0], inked[2]),
        (box.top, box.bottom, inked[1], inked[3]),
    ):
        lost = max(0.0, first - low) + max(0.0, high - last)
        shares.append(1.0 - lost / (high - low) if high > low else 1.0)
    assert reach == min(shares)
