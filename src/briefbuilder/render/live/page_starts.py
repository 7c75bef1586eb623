"""Where the pages of a full layout begin: what a slice of the document needs to know.

Read from WeasyPrint's finished boxes, as `block_places` does: only public rendering, and nothing
is changed. A page begins with an element that has no box on an earlier page, or in the middle of
one. It is found by going down: from the page's root along the first child in flow, for as long as
that one's element began earlier.

What a slice cannot repeat is said with the page (`fault`), which then waits for the full layout:
words that do not add up, two things that go on side by side, a row of a table that is broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from briefbuilder.render.live.tree_text import Path, letters_in

_FORCED = frozenset({"always", "page", "left", "right", "recto", "verso"})
_PAGE_COUNTERS = frozenset({"page", "pages"})
_OUT_OF_PAGE = frozenset({"MarginBox", "FootnoteAreaBox"})


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where one page begins.

    `path` leads from the root to the element; so many `seen` letters of it stand on earlier pages,
    none when it begins here. `counters` are their values at each element of the path. `forced`
    says that the margin above is kept, as after a break that was asked for, `name` is the page's
    own, `widths` those of the columns of the table in which the page begins. A page with a `fault`
    is never sliced.
    """

    path: Path = ()
    seen: int = 0
    goes_on: bool = False
    counters: tuple[Mapping[str, int], ...] = ()
    forced: bool = False
    name: str = ""
    widths: tuple[float, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class LiveFacts:
    """What is kept of a full layout.

    Where its pages begin, the elements that run in their margins, the widths of the columns of
    each table, and the styles that were added to the form's own.
    """

    starts: tuple[PageStart, ...] = ()
    running: tuple[Path, ...] = ()
    tables: tuple[tuple[Path, tuple[float, ...]], ...] = ()
    css: str = ""
    fault: str = ""


def pack_facts(facts: LiveFacts) -> dict[str, Any]:
    """Facts as JSON values."""
    return asdict(facts)


def unpack_facts(value: Mapping[str, Any]) -> LiveFacts:
    """The facts that `pack_facts` was given."""
    starts = tuple(
        PageStart(
            path=tuple(one["path"]),
            seen=one["seen"],
            goes_on=one["goes_on"],
            counters=tuple(one["counters"]),
            forced=one["forced"],
            name=one["name"],
            widths=tuple(one["widths"]),
            fault=one["fault"],
        )
        for one in value["starts"]
    )
    running = tuple(tuple(path) for path in value["running"])
    tables = tuple((tuple(path), tuple(widths)) for path, widths in value["tables"])
    return LiveFacts(starts, running, tables, value["css"], value["fault"])


def facts_of(document: Any, root: Element, css: str = "") -> LiveFacts:  # noqa: ANN401 — no types
    """The facts of a document that was laid out from the tree of `root`."""
    return _Reader(root).read(document, css)


@dataclass(slots=True)
class _Found:
    """The way down to the beginning of a page, and what was printed before it."""

    element: Element
    goes_on: bool
    first: Any  # the box that begins with the page
    table: Any = None
    seen: int = 0
    fault: str = ""


class _Reader:
    """Walks the pages in order and remembers what began on those before."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._begun: set[Element] = set()
        self._printed: dict[Element, int] = {}
        self._styles: dict[Element, Any] = {}
        self._tables: dict[Element, tuple[float, ...]] = {}
        self._fault = ""

    def read(self, document: Any, css: str) -> LiveFacts:  # noqa: ANN401
        pages = [page._page_box for page in document.pages]  # noqa: SLF001 — see block_places
        found = []
        for page in pages:
            found.append(self._found(page))
            self._take_in(page)
        counters = self._counters({one.element for one in found})
        starts = []
        last = None
        for page, one in zip(pages, found, strict=True):
            starts.append(self._told(page, one, last, counters))
            last = page
        tables = tuple(
            (self._path(self._way(table)), widths) for table, widths in self._tables.items()
        )
        return LiveFacts(tuple(starts), self._running(pages), tables, css, self._fault)

    # The way down

    def _found(self, page: Any) -> _Found:  # noqa: ANN401
        box = next(child for child in page.children if child.element is self._root)
        found = _Found(self._root, goes_on=self._root in self._begun, first=box)
        if not found.goes_on:
            return found
        while found.goes_on:
            box = self._first(box)
            if box is None:
                found.fault = "begins-with-nothing"
                return found
            if type(box).__name__ == "TableBox":
                found.table = box
            if type(box).__name__ == "LineBox" or "::" in str(box.element_tag):
                break
            if box.element is not None and box.element is not found.element:
                found.element, found.first = box.element, box
                found.goes_on = box.element in self._begun
        if found.goes_on:
            found.seen = sum(self._printed.get(one, 0) for one in found.element.iter())
        if self._goes_on_beside(page, found):
            found.fault = "goes-on-beside"
        return found

    def _first(self, box: Any) -> Any:  # noqa: ANN401
        """The first child in flow that the page begins with; no table head that is repeated."""
        for child in getattr(box, "children", ()):
            if type(child).__name__ == "AbsolutePlaceholder" or not child.is_in_normal_flow():
                continue
            if getattr(child, "is_header", False) and child.element in self._begun:
                continue
            return child
        return None

    def _goes_on_beside(self, page: Any, found: _Found) -> bool:  # noqa: ANN401
        """Whether something goes on that the way to the start does not lead through."""
        way = {found.element}
        at = found.element
        while at in self._parents:
            at = self._parents[at]
            way.add(at)
        if found.goes_on:
            way.update(found.element.iter())
        return any(
            box.element in self._begun and box.element not in way
            for box, is_head in _boxes_of(page)
            if not is_head
        )

    def _take_in(self, page: Any) -> None:  # noqa: ANN401
        for child in page.children:
            if type(child).__name__ == "FootnoteAreaBox" and child.children:
                self._fault = "notes-at-the-foot"
        for box, _is_head in _boxes_of(page):
            element = box.element
            if element is None:
                continue
            if "::" in str(box.element_tag):
                if box.style["counter_reset"] or box.style["counter_set"]:
                    self._fault = "counts-without-element"
                continue
            self._begun.add(element)
            self._styles.setdefault(element, box.style)
            if type(box).__name__ == "TableBox" and element.tag == "table":
                self._tables.setdefault(element, tuple(box.column_widths))
            if type(box).__name__ == "TextBox":
                self._printed[element] = self._printed.get(element, 0) + letters_in(box.text)

    # What is told of it

    def _told(
        self,
        page: Any,  # noqa: ANN401
        found: _Found,
        last: Any,  # noqa: ANN401
        counters: Mapping[Element, Mapping[str, int]],
    ) -> PageStart:
        name = page.page_type.name
        fault = found.fault
        if found.goes_on and not fault and not self._adds_up(found.element):
            fault = "letters-do-not-add-up"
        if found.goes_on and not fault and not found.seen:
            fault = "goes-on-from-nothing"
        way = self._way(found.element)
        forced = bool(name) or _breaks_before(found) or (last is not None and _breaks_after(last))
        return PageStart(
            path=self._path(way),
            seen=found.seen,
            goes_on=found.goes_on,
            counters=tuple(counters.get(one, {}) for one in way),
            forced=forced,
            name=name,
            widths=tuple(found.table.column_widths) if found.table is not None else (),
            fault=fault,
        )

    def _adds_up(self, element: Element) -> bool:
        printed = sum(self._printed.get(one, 0) for one in element.iter())
        return printed == letters_in("".join(element.itertext()))

    def _way(self, element: Element) -> list[Element]:
        way = [element]
        while way[-1] in self._parents:
            way.append(self._parents[way[-1]])
        return way[::-1]

    def _path(self, way: Sequence[Element]) -> Path:
        return tuple(list(parent).index(child) for parent, child in pairwise(way))

    def _running(self, pages: Sequence[Any]) -> tuple[Path, ...]:
        """The elements that stand in the margins of pages."""
        there = {
            box.element
            for page in pages
            for margin in page.children
            if type(margin).__name__ == "MarginBox"
            for box in margin.descendants()
            if box.element in self._parents
        }
        tops = [one for one in there if self._parents[one] not in there]
        return tuple(sorted(self._path(self._way(one)) for one in tops))

    # Counters

    def _counters(self, wanted: set[Element]) -> dict[Element, dict[str, int]]:
        """The values of the counters at each wanted element and at all that it stands in."""
        ways = {one for element in wanted for one in self._way(element)}
        told: dict[Element, dict[str, int]] = {}
        _count(self._root, self._styles, _Counters(), ways, told)
        return told


@dataclass(slots=True)
class _Counters:
    """Counters and their scopes, as CSS nests them."""

    values: dict[str, list[int]] = field(default_factory=dict)
    scopes: list[set[str]] = field(default_factory=lambda: [set()])

    def update(self, style: Any) -> None:  # noqa: ANN401
        here = self.scopes[-1]
        for name, value in style["counter_reset"]:
            if name in here:
                self.values[name].pop()
            here.add(name)
            self.values.setdefault(name, []).append(value)
        for name, value in style["counter_set"]:
            self._one(name)[-1] = value
        steps = style["counter_increment"]
        if steps == "auto":
            steps = [("list-item", 1)] if "list-item" in style["display"] else []
        for name, value in steps:
            self._one(name)[-1] += value

    def _one(self, name: str) -> list[int]:
        values = self.values.setdefault(name, [])
        if not values:
            self.scopes[-1].add(name)
            values.append(0)
        return values

    def leave(self) -> None:
        for name in self.scopes.pop():
            self.values[name].pop()


def _count(
    element: Element,
    styles: Mapping[Element, Any],
    counters: _Counters,
    ways: set[Element],
    told: dict[Element, dict[str, int]],
) -> None:
    style = styles.get(element)
    if style is not None:
        counters.update(style)
    if element in ways:
        told[element] = {
            name: values[-1]
            for name, values in counters.values.items()
            if values and name not in _PAGE_COUNTERS
        }
    counters.scopes.append(set())
    for child in element:
        _count(child, styles, counters, ways, told)
    counters.leave()


def _boxes_of(box: Any, *, is_head: bool = False) -> Iterator[tuple[Any, bool]]:  # noqa: ANN401
    """The boxes of a page outside its margins; with each, whether a table's head or foot has it."""
    for child in getattr(box, "children", ()):
        inner = child._box if type(child).__name__ == "AbsolutePlaceholder" else child  # noqa: SLF001
        if type(inner).__name__ in _OUT_OF_PAGE:
            continue
        head = is_head or getattr(inner, "is_header", False) or getattr(inner, "is_footer", False)
        yield inner, head
        yield from _boxes_of(inner, is_head=head)


def _breaks_before(found: _Found) -> bool:
    """Whether the form asks for a break before what begins with the page."""
    box = None if found.goes_on else found.first
    while box is not None:
        if box.style["break_before"] in _FORCED:
            return True
        box = _end_child(box, 0)
    return False


def _breaks_after(page: Any) -> bool:  # noqa: ANN401
    """Whether the form asks for a break after the last thing of a page."""
    box = page
    while box is not None:
        if box is not page and box.style["break_after"] in _FORCED:
            return True
        box = _end_child(box, -1)
    return False


def _end_child(box: Any, end: int) -> Any:  # noqa: ANN401
    """The first or last child in flow."""
    inside = [
        child
        for child in getattr(box, "children", ())
        if type(child).__name__ not in {"AbsolutePlaceholder", *_OUT_OF_PAGE}
        and child.is_in_normal_flow()
    ]
    return inside[end] if inside else None
