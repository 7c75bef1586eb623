"""Whose each letter of the pages is: the passage of the brief that was printed there.

Words stand in other words, and the same ones in several blocks, so letters are not looked up one
stretch at a time: all passages are laid over the pages, the longest first, and each letter goes to
one of them. Of passages alike, the place of their blocks on the pages decides, then their order.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefbuilder.domain.layout import BlockPlace
from briefbuilder.render.expectation import Passage
from briefbuilder.render.eyes import PageSeen
from briefbuilder.render.ink import Box
from briefbuilder.render.passages import letters, longest

_PIECE = 6
"""So many letters of a passage that was broken off are its own where they begin a word."""
_TELLING = 12
"""So many letters are a passage's own wherever they stand; fewer may be the form's own word."""


@dataclass(slots=True)
class Owners:
    """The numbers of passages: of the letters of each page, and of all that were found."""

    pages: list[dict[int, int]]
    found: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Text:
    """A page's letters, folded, with their positions among its characters."""

    letters: str
    at: list[int]
    edges: set[int]  # before which letters a word begins or ends
    free: str  # the letters, with a gap for each that has its owner

    @classmethod
    def of(cls, page: PageSeen) -> _Text:
        folded, at, edges = "", [], {0}
        for first, cluster in _clusters(page.chars):
            own = letters(cluster)
            if not own:
                edges.add(len(folded))
            folded += own
            at += [first] * len(own)
        return cls(folded, at, edges | {len(folded)}, folded)

    def spots(self, words: str) -> Iterator[int]:
        """Where words stand that have no owner yet."""
        place = self.free.find(words)
        while place >= 0:
            yield place
            place = self.free.find(words, place + len(words))

    def take(self, place: int, size: int) -> range:
        """Give letters to an owner; their positions in `at`."""
        self.free = f"{self.free[:place]}{' ' * size}{self.free[place + size :]}"
        return range(place, place + size)

    def is_word(self, place: int, size: int) -> bool:
        """Whether words begin and end there."""
        return place in self.edges and place + size in self.edges


def owners_of(
    pages: Sequence[PageSeen], passages: Sequence[Passage], places: Sequence[BlockPlace] = ()
) -> Owners:
    """Lay the passages over the pages."""
    return _Finder(pages, passages, places).find()


def block_near(page: int, box: Box, places: Sequence[BlockPlace]) -> str:
    """The block beside which something stands; "" for none. Pages count from 0."""
    middle = (box.top + box.bottom) / 2
    beside = [
        place
        for place in places
        if place.page == page
        and not place.target.startswith("section:")
        and place.y <= middle <= place.y + place.height
    ]
    return min(beside, key=lambda place: place.height).target if beside else ""


class _Finder:
    def __init__(
        self,
        pages: Sequence[PageSeen],
        passages: Sequence[Passage],
        places: Sequence[BlockPlace],
    ) -> None:
        self._pages = pages
        self._texts = [_Text.of(page) for page in pages]
        self._passages = passages
        self._places = sorted(places, key=lambda place: place.width * place.height)
        self._owners = Owners([{} for _ in pages])

    def find(self) -> Owners:
        alike: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self._passages):
            alike[letters(passage.text)].append(number)
        alike.pop("", None)
        by_length = sorted(alike, key=len, reverse=True)
        for words in by_length:
            self._whole(words, alike[words])
        left = self._pieces_left()
        for words in by_length:
            for number in alike[words]:
                if number not in self._owners.found:
                    self._in_pieces(words, number, left)
        return self._owners

    def _whole(self, words: str, numbers: list[int]) -> None:
        size = len(words)
        spots = [(page, at) for page, text in enumerate(self._texts) for at in text.spots(words)]
        spots = [one for one in spots if self._texts[one[0]].is_word(one[1], size)] or spots
        left, homeless = list(numbers), []
        for page, at in spots:
            number = self._by_place(page, at, left) if len(spots) > 1 else left[0]
            if number is None:
                homeless.append((page, at))
            else:
                left.remove(number)
                self._give(number, page, at, size)
        for page, at in homeless:
            number = left.pop(0) if left else self._by_place(page, at, numbers)
            if number is None and size >= _TELLING:
                number = numbers[-1]
            if number is not None:
                self._give(number, page, at, size)

    def _pieces_left(self) -> set[str]:
        """The shortest pieces among the letters that have no owner yet.

        Most of a passage that is nowhere begins none of them, so the pages need not be searched
        for it from each of its letters on, which for a long brief would take minutes.
        """
        return {
            run[at : at + _PIECE]
            for text in self._texts
            for run in text.free.split()
            for at in range(len(run) - _PIECE + 1)
        }

    def _in_pieces(self, words: str, number: int, left: set[str]) -> None:
        """A passage that was broken off, by a page or by what is painted between its lines."""
        start = 0
        while len(words) - start >= _PIECE:
            if words[start : start + _PIECE] not in left:
                start += 1
                continue
            size = longest(
                len(words) - start,
                lambda length, start=start: self._spot(words[start : start + length]) is not None,  # type: ignore[misc]
            )
            spot = self._spot(words[start : start + size]) if size >= _PIECE else None
            if spot is not None:
                self._give(number, *spot, size)
            start += max(1, size if spot is not None else 1)

    def _spot(self, words: str) -> tuple[int, int] | None:
        spots = ((page, at) for page, text in enumerate(self._texts) for at in text.spots(words))
        return next(spots, None)

    def _by_place(self, page: int, at: int, numbers: Sequence[int]) -> int | None:
        """The first of passages whose block stands where the letters stand."""
        box = self._pages[page].boxes.get(self._texts[page].at[at])
        if box is None:
            return None
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        for place in self._places:
            if place.holds(page, *middle):
                own = [one for one in numbers if self._passages[one].target == place.target]
                if own:
                    return own[0]
        return None

    def _give(self, number: int, page: int, at: int, size: int) -> None:
        text = self._texts[page]
        self._owners.found.add(number)
        for one in text.take(at, size):
            self._owners.pages[page][text.at[one]] = number


def _clusters(chars: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Characters with the accents that follow them, and where each begins."""
    first, cluster = 0, ""
    for at, char in enumerate(chars):
        if cluster and char and unicodedata.combining(char):
            cluster += char
            continue
        if cluster:
            yield first, cluster
        first, cluster = at, char
    if cluster:
        yield first, cluster
