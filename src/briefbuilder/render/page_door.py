"""The pages of a PDF, by a door that loads what draws them only for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefbuilder.render.pages import PageImages


@dataclass(frozen=True, slots=True)
class FoundRect:
    """Where found words stand: points from the top left corner of the page."""

    x: float
    y: float
    width: float
    height: float


def open_pages(pdf: bytes) -> PageImages:
    """What draws and searches the pages of a PDF; it is closed after use."""
    from briefbuilder.render.pages import PageImages  # noqa: PLC0415

    return PageImages(pdf)
