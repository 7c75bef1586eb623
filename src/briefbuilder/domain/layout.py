"""Where the parts of a brief came to stand on the printed pages.

Lengths are in PDF points (1/72 inch) from the top left corner of the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.language.interface import n_


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """A rectangle that a block (or a section, or a line of the head) fills on one page.

    `target` is `block:<id>`, `section:<id>` or `head`; `page` counts from 0; `share` is the height
    of what is printed in it, in heights of the page's text.
    """

    target: str
    page: int
    x: float
    y: float
    width: float
    height: float
    share: float

    def holds(self, page: int, x: float, y: float) -> bool:
        """Whether a point of a page lies inside."""
        return (
            page == self.page
            and self.x <= x <= self.x + self.width
            and self.y <= y <= self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class SectionMeasure:
    """How long a section is in print: lines of text, and pages (1.25 = a page and a quarter)."""

    section: str
    lines: int
    pages: float


_A_HAIR = 0.01
"""So little of a page is the rounding of a layout, and no length that somebody wrote."""


def is_longer(pages: float, most: float | None) -> bool:
    """Whether something fills more pages than a form allows."""
    return most is not None and pages > most + _A_HAIR


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of one layout pass.

    `body_pages` is how many pages the brief itself fills, and `body_count` on how many it stands;
    annex and notes come behind.
    """

    pages: tuple[PageSize, ...]
    places: tuple[BlockPlace, ...]
    sections: tuple[SectionMeasure, ...]
    body_pages: float = 0.0
    body_count: int = 0

    @property
    def length(self) -> str:
        """How long the document is, as people say it: "2 pages + 6 of annex and notes"."""
        body = self.body_count or len(self.pages)
        behind = len(self.pages) - body
        if not behind:
            return n_("{number} page", "{number} pages", body)
        return n_(
            "{number} page + {behind} of annex and notes",
            "{number} pages + {behind} of annex and notes",
            body,
            behind=behind,
        )

    @property
    def has_more_behind(self) -> bool:
        """Whether annex or notes stand on pages of their own behind the brief."""
        return 0 < self.body_count < len(self.pages)

    def section(self, section_id: str) -> SectionMeasure | None:
        """The measure of a section, or None when it was not laid out."""
        return next((one for one in self.sections if one.section == section_id), None)

    def pages_of(self, target: str) -> float:
        """How many pages a target fills: 1.25 is a page and a quarter."""
        return round(sum(place.share for place in self.places if place.target == target), 2)

    def target_at(self, page: int, x: float, y: float) -> str | None:
        """The innermost target under a point: the smallest rectangle that holds it."""
        hits = [place for place in self.places if place.holds(page, x, y)]
        return min(hits, key=lambda place: place.width * place.height).target if hits else None
