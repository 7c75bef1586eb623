"""Pages that are to be drawn: which page of which PDF, and how large."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page to show: which page of which PDF it is, and its size in points.

    A sheet with a higher number was shown later, and is of a newer text.
    """

    number: int
    pdf: bytes = field(repr=False)
    page: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that somebody waits for: of a sheet, on a place of the view, at a scale."""

    place: int
    sheet: Sheet
    scale: float
    ratio: float
