"""Pages one below the other: where each stands, and which is at a height."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.app.page_stack import (
    GAP,
    MARGIN,
    OnPage,
    PageArea,
    PageStack,
    area_of,
    place_of_hand,
    zoom_within_reason,
)
from briefbuilder.domain.layout import BlockPlace, PageSize

A4, WIDE = PageSize(595.0, 842.0), PageSize(842.0, 595.0)
SIZES = st.lists(st.sampled_from((A4, WIDE)), min_size=1, max_size=6).map(tuple)


@given(SIZES, st.floats(0.2, 4.0), st.integers(200, 2000))
def test_pages_stand_below_one_another_in_the_middle(
    sizes: tuple[PageSize, ...], scale: float, room: int
) -> None:
    stack = PageStack(sizes, scale, room)
    boxes = [stack.page(page) for page in range(stack.count)]

    assert boxes[0].top == MARGIN
    for above, below in pairwise(boxes):
        assert below.top == pytest.approx(above.top + above.height + GAP)
    assert stack.height == pytest.approx(boxes[-1].top + boxes[-1].height + MARGIN)
    assert stack.width == pytest.approx(max(box.width for box in boxes) + 2 * MARGIN)
    for number, box in enumerate(boxes):
        content = max(room, round(box.width) + 2 * MARGIN)
        assert box.left == pytest.approx((content - box.width) / 2)
        assert stack.page_at(box.top + box.height / 2) == number


def test_without_pages_there_is_nothing_to_scroll() -> None:
    stack = PageStack()
    assert (stack.count, stack.height, stack.page_at(100.0)) == (0, 0.0, 0)


def test_the_widest_page_fills_the_width_that_it_is_fitted_to() -> None:
    scale = PageStack((A4, WIDE)).scale_to_fit(874)
    assert PageStack((A4, WIDE), scale, 874).width == pytest.approx(874)
    assert [zoom_within_reason(zoom) for zoom in (0.01, 1.0, 9.0)] == [0.2, 1.0, 4.0]


@pytest.mark.parametrize(
    ("share", "page", "top"),
    [(None, 1, 700.0), (0.0, 1, 700.0), (0.5, 1, 788.0), (0.75, 2, 88.0), (1.0, 2, 138.0)],
)
def test_the_hand_is_where_the_words_are_that_far_into_a_block(
    share: float | None, page: int, top: float
) -> None:
    places = (
        BlockPlace("block:a", 1, 50.0, 700.0, 400.0, 100.0, 0.1),
        BlockPlace("block:a", 2, 50.0, 50.0, 400.0, 100.0, 0.1),
    )
    assert place_of_hand(places, share) == OnPage(page, PageArea(50.0, top, 400.0, 12.0))
    assert area_of(places[0]).scaled(2.0) == PageArea(100.0, 1400.0, 800.0, 200.0)
