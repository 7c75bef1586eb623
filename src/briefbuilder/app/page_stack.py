"""Where pages stand on a screen, one below the other, and what stands where on them.

Lengths on a page are in PDF points from its top left; on the screen they are dots from the top left
of the whole stack, as far as it can be scrolled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from briefbuilder.domain.layout import BlockPlace, PageSize
from briefbuilder.render.page_door import FoundRect

MARGIN = 16
GAP = 14
MIN_ZOOM, MAX_ZOOM = 0.2, 4.0
HAND_HEIGHT = 12.0
"""A line of text, in points: the hand writes in one."""


class PageArea(NamedTuple):
    """A rectangle, in points on a page or in dots of the stack."""

    left: float
    top: float
    width: float
    height: float

    def scaled(self, scale: float) -> PageArea:
        """The same with every length so many times as long."""
        return PageArea(*(length * scale for length in self))


class OnPage(NamedTuple):
    """A rectangle on one of the pages."""

    page: int
    area: PageArea


@dataclass(frozen=True)
class PageStack:
    """Pages of these sizes, drawn `scale` dots to the point, in the middle of a `room` so wide."""

    sizes: tuple[PageSize, ...] = ()
    scale: float = 1.0
    room: int = field(default=0)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    @cached_property
    def tops(self) -> tuple[float, ...]:
        """The upper edge of each page, and of the one that would follow."""
        heights = (size.height * self.scale + GAP for size in self.sizes)
        return tuple(accumulate(heights, initial=float(MARGIN)))

    @property
    def height(self) -> float:
        """From the first margin to the last; nothing without pages."""
        return self.tops[-1] - GAP + MARGIN if self.sizes else 0.0

    @property
    def width(self) -> float:
        """That of the widest page with its margins."""
        return self.widest * self.scale + 2 * MARGIN

    @property
    def widest(self) -> float:
        """The width of the widest page, in points."""
        return max((size.width for size in self.sizes), default=0.0)

    def page(self, number: int) -> PageArea:
        """Where a page stands, to whole dots."""
        size = self.sizes[number]
        width = size.width * self.scale
        content = max(self.room, round(width) + 2 * MARGIN)
        left = (content - width) / 2
        return PageArea(left, self.tops[number], width, size.height * self.scale)

    def page_at(self, height: float) -> int:
        """The page, from 0, at a height of the stack; the first where there is none."""
        for page, (top, after) in enumerate(pairwise(self.tops)):
            if top <= height <= after:
                return page
        return 0

    def scale_to_fit(self, width: int) -> float:
        """Dots to the point at which the widest page fills a width, margins left."""
        return (width - 2 * MARGIN) / self.widest


def area_of(place: BlockPlace | FoundRect) -> PageArea:
    """Where a block, or a word that was found, stands on its page."""
    return PageArea(place.x, place.y, place.width, place.height)


def place_of_hand(places: Sequence[BlockPlace], share: float | None) -> OnPage:
    """About where words stand that are so far, from 0 to 1, into a block of these places."""
    left = (share or 0.0) * sum(place.height for place in places)
    for place in places:
        if left <= place.height:
            break
        left -= place.height
    height = min(HAND_HEIGHT, place.height)
    top = place.y + max(0.0, min(left, place.height) - height)
    return OnPage(place.page, PageArea(place.x, top, place.width, height))


def zoom_within_reason(zoom: float) -> float:
    """A zoom that still shows something and still fits memory."""
    return max(MIN_ZOOM, min(MAX_ZOOM, zoom))
