"""What letters must have to be read, said without opening a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Demand:
    """What letters need to be read: a size in points, and a contrast against their ground.

    WCAG 2 asks for 3 to 1 of large letters and of all that is not text, the least that it knows.
    `edge` is how far they stand from each edge, in points: 3 mm where an office printer does not
    print.
    """

    size: float = 5.0
    contrast: float = 3.0
    edge: float = 8.5


def short_of(least: float, measure: float) -> float:
    """A figure that is less than `least`, rounded so that it still looks less."""
    rounded = float(f"{measure:.2g}")
    return rounded if rounded < least else math.floor(10 * measure) / 10
