"""How much a drawn page differs with its words and without: where ink stands, and how plain it is.

Contrast is that of WCAG 2: (lighter + 0.05) / (darker + 0.05) of the two relative luminances. A
picture holds its logarithm in a byte, so that the difference of two pictures is a ratio.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from PIL import Image, ImageChops

_LUMINANCE = (0.2126, 0.7152, 0.0722, 0.0)
_FLARE = 0.05  # of the light in a room, in WCAG's formula
_WIDEST = (1 + _FLARE) / _FLARE  # black on white
_INKED = 255
_KNEE, _SLOPE, _OFFSET, _POWER = 0.04045, 12.92, 0.055, 2.4  # of sRGB


def _linear(value: int) -> int:
    share = value / 255
    if share <= _KNEE:
        return round(255 * share / _SLOPE)
    return round(255 * math.pow((share + _OFFSET) / (1 + _OFFSET), _POWER))


_LINEAR = [_linear(value) for value in range(256)]
_STEPS = [round(255 * math.log((v / 255 + _FLARE) / _FLARE, _WIDEST)) for v in range(256)]
_STEPS_OF_GREY = [_STEPS[value] for value in _LINEAR]


class Box(NamedTuple):
    """A rectangle, in points from the top left corner of what is drawn."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Width times height; 0 when it is turned inside out."""
        return max(0.0, self.width) * max(0.0, self.height)

    def shared(self, other: Box) -> Box:
        """What two rectangles have in common; inside out when that is nothing."""
        return Box(
            max(other.left, self.left),
            max(other.top, self.top),
            min(other.right, self.right),
            min(other.bottom, self.bottom),
        )

    def holds(self, other: Box) -> bool:
        """Whether another rectangle lies within this one; an edge may be the same."""
        left, top, right, bottom = other
        return (
            left >= self.left and right <= self.right and top >= self.top and bottom <= self.bottom
        )

    def inset(self, by: float) -> Box:
        """The rectangle whose edges lie so far within this one's."""
        return Box(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def joined(self, other: Box) -> Box:
        """The smallest rectangle that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


class _Spots:
    """The pixels of a picture of 0 and 255 that are inked, to be asked for in many small boxes.

    To look through the bytes of a row costs a tenth of cutting the box out of the picture.
    """

    def __init__(self, picture: Image.Image) -> None:
        self._width, self._height = picture.size
        self._data = picture.tobytes()

    def bounds(self, outline: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
        """The smallest rectangle round all inked pixels in another; None where there are none."""
        left, top = max(0, outline[0]), max(0, outline[1])
        right, bottom = min(self._width, outline[2]), min(self._height, outline[3])
        if left >= right or top >= bottom:
            return None  # beside the picture
        data, width = self._data, self._width
        for first in range(top, bottom):
            if data.find(_INKED, first * width + left, first * width + right) >= 0:
                break
        else:
            return None
        last = bottom - 1
        while data.find(_INKED, last * width + left, last * width + right) < 0:
            last -= 1
        start, end = first * width, last * width + width
        while _INKED not in data[start + left : end : width]:
            left += 1
        while _INKED not in data[start + right - 1 : end : width]:
            right -= 1
        return left, first, right, last + 1


@dataclass(slots=True)
class Ink:
    """The ink of a part of a page: `scale` pixels to a point, its corner at `left`, `top`."""

    steps: Image.Image
    scale: float
    left: float = 0.0
    top: float = 0.0
    _plain: dict[float, _Spots] = field(default_factory=dict)

    @classmethod
    def between(
        cls, drawn: Image.Image, bare: Image.Image, scale: float, left: float = 0, top: float = 0
    ) -> Ink:
        """The ink that is in one picture of a page and not in the other."""
        steps = ImageChops.difference(_brightness(drawn), _brightness(bare))
        return cls(steps, scale, left, top)

    def reach(self, box: Box, contrast: float, spare: float) -> float:
        """How far ink of at least `contrast` reaches in a box: 1 is from each edge to the other.

        `spare` pixels may be wanting at each edge, for the blur of small letters.
        """
        left, top, right, bottom = self._pixels(box)
        inked = self._at_least(contrast).bounds(_outline(left, top, right, bottom))
        if inked is None:
            return 0.0
        across = _reach(left, right, inked[0], inked[2], spare)
        down = _reach(top, bottom, inked[1], inked[3], spare)
        return min(across, down)

    def share(self, box: Box, contrast: float, faintest: float) -> float:
        """How much of the ink in a box has at least `contrast`; 0 where there is none."""
        counts = self.steps.crop(_outline(*self._pixels(box))).histogram()
        inked = sum(counts[_step_of(faintest) :])
        return sum(counts[_step_of(contrast) :]) / inked if inked else 0.0

    def most(self, box: Box) -> float:
        """The highest contrast in a box."""
        extremes = self.steps.crop(_outline(*self._pixels(box))).getextrema()
        highest = extremes[1]
        return float(_WIDEST ** (highest / 255)) if isinstance(highest, int | float) else 1.0

    def _pixels(self, box: Box) -> tuple[float, float, float, float]:
        return (
            (box.left - self.left) * self.scale,
            (box.top - self.top) * self.scale,
            (box.right - self.left) * self.scale,
            (box.bottom - self.top) * self.scale,
        )

    def _at_least(self, contrast: float) -> _Spots:
        if contrast not in self._plain:
            first = _step_of(contrast)
            plain = self.steps.point([_INKED * (v >= first) for v in range(256)])
            self._plain[contrast] = _Spots(plain)
        return self._plain[contrast]


def luminance(red: int, green: int, blue: int) -> float:
    """The relative luminance of a colour, 0 for black and 1 for white."""
    shares = zip(_LUMINANCE, (red, green, blue), strict=False)
    return sum(share * _LINEAR[value] for share, value in shares) / 255


def contrast_between(one: float, other: float) -> float:
    """The contrast of two luminances: 1 where they are alike, 21 for black on white."""
    return (max(one, other) + _FLARE) / (min(one, other) + _FLARE)


def _brightness(picture: Image.Image) -> Image.Image:
    if picture.mode == "L":
        return picture.point(_STEPS_OF_GREY)
    return picture.point(_LINEAR * 3).convert("L", _LUMINANCE).point(_STEPS)


def _outline(left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
    return math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)


def _step_of(contrast: float) -> int:
    return max(1, round(255 * math.log(contrast, _WIDEST)))


def _reach(low: float, high: float, first: float, last: float, spare: float) -> float:
    """How much of the way from `low` to `high` lies between `first` and `last`."""
    length = high - low
    if length <= 0:
        return 1.0
    missing = max(0.0, first - low - spare) + max(0.0, high - last - spare)
    return 1.0 - missing / length
