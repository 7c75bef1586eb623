"""In the layout process: pages of an edited brief, each laid out alone from the last full pass.

What a full pass has found is adopted: its HTML and tree, its style sheets, where its pages begin.
An edit leaves every page as it is that ends well before it. So the page in which the first
difference stands begins where it did, and a slice from there is that page, whatever the edit was.
Close to the head of a page the break itself may move: then the slice begins a page earlier.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from briefbuilder.render.block_places import measure
from briefbuilder.render.live.page_starts import LiveFacts, facts_of
from briefbuilder.render.live.patching import Change, changed, patched
from briefbuilder.render.live.sliceable import NotSliceableError, take_sheets
from briefbuilder.render.live.slicing import Known, Slice, slice_of, styles_of
from briefbuilder.render.live.tree_text import (
    element_at,
    first_difference,
    offset_of,
    same_end,
)
from briefbuilder.render.pdf import PdfMaker, Press
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.wire import LayoutJob, LivePage

_NEAR_HEAD = 500  # characters from the head of a page within which its break may move
_SLACK = 1300  # characters that are laid out behind a page, so that it ends as in the whole
_MOST_PAGES = 3
_ATTEMPTS = 3


@dataclass(slots=True)
class _Adopted:
    """What is kept of a full pass."""

    press: Press
    job: LayoutJob
    html: str
    root: Element
    sheets: list[tuple[str, str]]
    facts: LiveFacts
    tables: dict[Element, tuple[float, ...]]
    text: str
    offsets: list[int]


class SlicedPages:
    """Keeps one full pass, and makes pages from it."""

    def __init__(self, maker: PdfMaker) -> None:
        self._maker = maker
        self._press: Press | None = None  # kept when a pass is dropped: it has parsed style sheets
        self._kept: _Adopted | None = None

    def adopt(self, job: LayoutJob, facts: LiveFacts) -> str:
        """Keep a full pass; why no page can be cut out of it, or ""."""
        self._kept = None
        if facts.fault:
            return facts.fault
        press = self._press = self._maker.press(job, self._press)
        html = render_template(job.sources, job.context)
        root = press.tree(html)
        try:
            sheets = take_sheets(root, job.assets)
        except NotSliceableError as error:
            return str(error)
        offsets = [offset_of(root, one.path, one.seen) for one in facts.starts]
        text = "".join(root.itertext())
        tables = {element_at(root, path): widths for path, widths in facts.tables}
        self._kept = _Adopted(press, job, html, root, sheets, facts, tables, text, offsets)
        return ""

    @property
    def is_ready(self) -> bool:
        """Whether a full pass was adopted that pages can be cut from."""
        return self._kept is not None

    def pages(self, changes: Sequence[Change], check: Callable[[], None]) -> list[LivePage]:
        """The pages in which an edit stands, the one with its end first; none if that needs all."""
        kept = self._kept
        if kept is None:
            return []
        context = changed(kept.job.context, list(changes))
        html = render_template(kept.job.sources, context)
        root = patched(kept.root, kept.html, html, kept.press.tree)
        try:
            root = root if root is not None else self._parsed(html, kept)
        except NotSliceableError:
            return []
        check()
        where = first_difference(kept.root, root)
        if where is None:
            return []
        text = "".join(root.itertext())
        end = max(where, len(text) - same_end(kept.text, text))
        page = bisect_right(kept.offsets, where) - 1
        made = self._made(kept, root, page, where, len(text))
        check()
        return made.told(kept.press, where, end) if made is not None else []

    def page(self, number: int) -> LivePage | None:
        """A page as the full pass has it, cut out; None for one that cannot be."""
        kept = self._kept
        if kept is None or kept.facts.starts[number].fault:
            return None
        made = _laid_out(kept, kept.root, number, self._size(kept, number, number))
        return made.page(kept.press, 0)

    def _parsed(self, text: str, kept: _Adopted) -> Element:
        root = kept.press.tree(text)
        if take_sheets(root, kept.job.assets) != kept.sheets:
            raise NotSliceableError("other-sheets")
        return root

    def _size(self, kept: _Adopted, first: int, last: int) -> int:
        after = last + 1
        end = kept.offsets[after] if after < len(kept.offsets) else len(kept.text)
        return end - kept.offsets[first] + _SLACK

    def _made(
        self, kept: _Adopted, root: Element, page: int, where: int, length: int
    ) -> _Made | None:
        starts = kept.facts.starts
        close = where - kept.offsets[page] < _NEAR_HEAD and not starts[page].forced
        first = page - 1 if close and page and not starts[page - 1].fault else page
        if starts[first].fault:
            return None
        most = self._size(kept, first, page) + max(0, length - len(kept.text))
        for _attempt in range(_ATTEMPTS):
            made = _laid_out(kept, root, first, most)
            if made.cut.ends or made.count > page - first + 1:
                return made
            most *= 2
        return None


@dataclass(slots=True)
class _Made:
    """A slice that was laid out: its pages are those of the whole from number `first` on."""

    first: int
    cut: Slice
    document: Any
    offsets: list[int]  # where its pages begin in the tree that it was cut from
    before: list[int]  # where those of the full pass begin

    @property
    def count(self) -> int:
        return len(self.offsets)

    def told(self, press: Press, where: int, end: int) -> list[LivePage]:
        """The pages from the first difference to its end, the last first."""
        from_, to = (bisect_right(self.offsets, one) - 1 for one in (where, end))
        moved = [
            place
            for place in range(from_)
            if self.offsets[place + 1] != _at(self.before, self.first + place + 1)
        ]
        whole = self.count if self.cut.ends else self.count - 1
        wanted = [one for one in (*range(to, from_ - 1, -1), *moved) if 0 <= one < whole]
        return [self.page(press, one) for one in wanted[:_MOST_PAGES]]

    def page(self, press: Press, place: int) -> LivePage:
        page = self.document.pages[self.cut.first + place]
        layout = measure(self.document.copy([page]))
        return LivePage(self.first + place, press.write(self.document, [page]), layout)


def _at(offsets: Sequence[int], page: int) -> int | None:
    """Where a page begins; None for one that the whole does not have, as the edit made it."""
    return offsets[page] if page < len(offsets) else None


def _laid_out(kept: _Adopted, root: Element, first: int, most: int) -> _Made:
    start = kept.facts.starts[first]
    running = frozenset(element_at(root, path) for path in kept.facts.running)
    cut = slice_of(root, start, Known(running, kept.tables), most)
    sheets = [kept.press.sheet(text, address) for text, address in kept.sheets]
    css = kept.facts.css + styles_of(start, first, len(kept.facts.starts))
    document = kept.press.lay_out(cut.root, sheets, css)
    begun = facts_of(document, cut.root).starts[cut.first :]
    own = [offset_of(cut.root, one.path, one.seen) for one in begun]
    offsets = [kept.offsets[first] + one - own[0] for one in own]
    return _Made(first, cut, document, offsets, kept.offsets)
