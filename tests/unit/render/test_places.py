"""Pages that lost words, or were torn apart, are known for what they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from briefbuilder.render.block_places import is_whole

TREE = ET.fromstring("<p>One two <em>three</em> four.</p>")


@dataclass
class TextBox:
    """As much of WeasyPrint's box as is read."""

    text: str
    element: ET.Element = field(default_factory=lambda: TREE)
    element_tag: str = "p"
    position_y: float = 900.0
    height: float = 10.0
    children: tuple[object, ...] = ()


def document(*pages: tuple[TextBox, ...]) -> SimpleNamespace:
    """A document of pages of 1000 CSS pixels."""
    return SimpleNamespace(
        pages=[
            SimpleNamespace(
                _page_box=SimpleNamespace(children=boxes, height=1000.0, content_box_y=lambda: 0.0)
            )
            for boxes in pages
        ]
    )


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (("One two ", " four."), True),
        (("One  two", "four."), True),
        (("One two ",), False),
        ((), True),  # the style may hide it
    ],
)
def test_words_that_are_lost_between_pages_are_missed(texts: tuple[str, ...], *, whole: bool):
    pages = tuple((TextBox(text),) for text in texts)
    assert is_whole(document(*pages)) is whole


@pytest.mark.parametrize(("nearly_empty", "whole"), [(2, True), (3, False)])
def test_pages_that_are_nearly_empty_on_end_are_torn(nearly_empty: int, *, whole: bool):
    element = ET.fromstring("<p>a</p>")
    torn = tuple((TextBox("a", element, position_y=20.0),) for _ in range(nearly_empty))
    full = (TextBox("a", element),)
    assert is_whole(document(full, *torn, full)) is whole
