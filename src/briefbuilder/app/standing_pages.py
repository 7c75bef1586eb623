"""The pages as they stand: the last whole document, and over it pages of newer texts.

Each page is of some text that the brief once had. A request's number says which: a higher one is of
a newer text. A page of a newer text is never moved back by a whole that is older than it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from briefbuilder.domain.layout import BlockPlace, Layout


@dataclass(frozen=True, slots=True)
class NewerPage:
    """A page of a newer text than the whole's: the request that asked for it, and who is on it."""

    request: int
    places: tuple[BlockPlace, ...]


@dataclass(frozen=True, slots=True)
class StandingPages:
    """Where everything stands on the pages that are shown. Pages are counted from 0.

    `whole` is the request that the whole document answers, `request` the newest that has the very
    same text: somebody may take back what was written since. `again` keeps the last such news,
    which may come before the whole that it speaks of.
    """

    layout: Layout | None = None
    request: int = 0
    newer: dict[int, NewerPage] = field(default_factory=dict)
    whole: int = 0
    again: tuple[int, int] = (0, 0)

    def with_whole(self, layout: Layout, request: int) -> StandingPages:
        """With a whole document; pages of a newer text than its own stay."""
        count = len(layout.pages)
        whole, (same, later) = request, self.again
        if whole == same:
            request = max(request, later)
        newer = {
            page: one for page, one in self.newer.items() if one.request > request and page < count
        }
        return StandingPages(layout, request, newer, whole, self.again)

    def with_same(self, whole: int, request: int) -> StandingPages:
        """With word that a newer request has the text of a whole: no page is newer than it then."""
        told = replace(self, again=(whole, request))
        if self.layout is None or whole != self.whole:
            return told
        return told.with_whole(self.layout, whole)

    def with_page(
        self, page: int, request: int, places: tuple[BlockPlace, ...]
    ) -> StandingPages | None:
        """With one page of a newer text; None where it is not newer than what stands there.

        One of the same text as another single page is cut from a newer whole: it knows better.
        """
        if self.layout is None or page >= len(self.layout.pages) or request <= self.request:
            return None
        if request < self.request_of(page):
            return None
        return replace(self, newer={**self.newer, page: NewerPage(request, places)})

    def request_of(self, page: int) -> int:
        """The request whose text a page is of."""
        return self.newer[page].request if page in self.newer else self.request

    def places_of(self, target: str) -> tuple[BlockPlace, ...]:
        """Where a target stands, page by page."""
        if self.layout is None:
            return ()
        found = [one for one in self.layout.places if one.page not in self.newer]
        found += [one for newer in self.newer.values() for one in newer.places]
        return tuple(
            sorted((one for one in found if one.target == target), key=lambda one: one.page)
        )

    def target_at(self, page: int, x: float, y: float) -> str | None:
        """The innermost target under a point of a page."""
        if self.layout is None:
            return None
        newer = self.newer.get(page)
        layout = self.layout if newer is None else replace(self.layout, places=newer.places)
        return layout.target_at(page, x, y)
