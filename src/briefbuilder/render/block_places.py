"""Where sections and blocks stand on the laid-out pages, and how long they are.

Reads WeasyPrint's finished boxes. Only three attributes of the HTML count: `data-head`,
`data-section` and `data-block`, with `data-body` round what the page limit is about.

Why the boxes, which are nobody's promise, and not the PDF: in the PDF a block is only its letters,
and an empty table, a figure or the white below a heading belong to a block, too. The boxes know
the element that each comes from. An element that breaks between two pages has a box on each, with
the same element; what is printed after it in the margin or among the notes must not stretch it,
so those areas are left out of the walk. A box's own height reaches to the foot of the page when it
goes on overleaf: a length is therefore taken from what is printed in it, line by line.

`is_whole` is the other half of `pdf._WAYS_TO_BREAK_PAGES`: it says whether a way has worked. It
counts letters, not words or boxes, since a line may be broken, hyphenated or set anew on each way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefbuilder.domain.layout import BlockPlace, Layout, PageSize, SectionMeasure

_POINTS = 0.75  # in a CSS pixel
_SAME_LINE = 2.0  # CSS pixels between the tops of what a reader sees as one line
_NEARLY_EMPTY = 0.3  # of the height of a page
_TORN_AFTER = 3  # such pages on end; before a figure or a forced break there may be one
_UNCOUNTED = frozenset({"h1", "h2"})


@dataclass(slots=True)
class _Extent:
    """The rectangle that a target fills on one page, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def grow(self, left: float, top: float, right: float, bottom: float) -> None:
        self.left, self.top = min(self.left, left), min(self.top, top)
        self.right, self.bottom = max(self.right, right), max(self.bottom, bottom)


@dataclass(slots=True)
class _Found:
    """What the walk over the pages has seen."""

    extents: dict[tuple[str, int], _Extent] = field(default_factory=dict)
    lines: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    heights: dict[int, tuple[float, float]] = field(default_factory=dict)  # top, height of content
    lowest: dict[tuple[str, int], float] = field(default_factory=dict)  # bottom of what is printed


def measure(document: Any) -> Layout:  # noqa: ANN401 — WeasyPrint has no types
    """The layout of a document, in points."""
    found = _Found()
    for number, page in enumerate(document.pages):
        box = page._page_box  # noqa: SLF001 — places are not in WeasyPrint's public interface
        found.heights[number] = (box.content_box_y(), box.height)
        for child in box.children:
            _walk(child, number, (), found)
    return Layout(
        pages=tuple(
            PageSize(round(page.width * _POINTS, 2), round(page.height * _POINTS, 2))
            for page in document.pages
        ),
        places=tuple(_places(found)),
        sections=tuple(_sections(found)),
        body_pages=_pages_filled(found, "body"),
        body_count=max((page + 1 for name, page in found.lowest if name == "body"), default=0),
    )


def is_whole(document: Any) -> bool:  # noqa: ANN401
    """Whether each element's words are on the pages, and the pages are filled.

    An element that is not printed at all may be hidden by the style; one that is printed in part
    has lost the rest between two pages. Pages that are nearly empty one after the other have been
    torn apart by their notes.
    """
    printed: dict[Any, int] = {}
    empty = 0
    for page in document.pages:
        page_box = page._page_box  # noqa: SLF001 — see `measure`
        lowest = top = page_box.content_box_y()
        for box in _boxes_of_flow(page_box):
            if type(box).__name__ == "TextBox" and "::" not in str(box.element_tag):
                printed[box.element] = printed.get(box.element, 0) + _letters(box.text)
                lowest = max(lowest, box.position_y + box.height)
        empty = empty + 1 if lowest - top < _NEARLY_EMPTY * page_box.height else 0
        if empty >= _TORN_AFTER:
            return False
    return all(printed[one] >= _own_letters(one) for one in printed if one is not None)


def leaves_paper(document: Any) -> bool:  # noqa: ANN401
    """Whether words stand beside the paper, left or right of it."""
    return any(
        type(box).__name__ == "TextBox"
        and box.text.strip()
        and not 0 <= box.position_x <= page.width - min(box.width, page.width)
        for page in document.pages
        for box in _boxes_of_flow(page._page_box)  # noqa: SLF001 — see `measure`
    )


def _boxes_of_flow(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """The boxes of a page, without those of its margins and of its notes."""
    for child in getattr(box, "children", ()):
        inner = child._box if type(child).__name__ == "AbsolutePlaceholder" else child  # noqa: SLF001
        if type(inner).__name__ not in {"MarginBox", "FootnoteAreaBox"}:
            yield inner
            yield from _boxes_of_flow(inner)


def _own_letters(element: Any) -> int:  # noqa: ANN401
    return _letters(element.text) + sum(_letters(child.tail) for child in element)


def _letters(text: str | None) -> int:
    return len("".join((text or "").split()))


def _targets(box: Any) -> Iterator[str]:  # noqa: ANN401
    element = box.element
    if element is None or "::" in str(box.element_tag):
        return
    if "data-head" in element.attrib:
        yield "head"
    if "data-body" in element.attrib:
        yield "body"
    for kind in ("section", "block"):
        name = element.attrib.get(f"data-{kind}")
        if name:
            yield f"{kind}:{name}"


def _walk(box: Any, page: int, inside: tuple[str, ...], found: _Found) -> None:  # noqa: ANN401
    name = type(box).__name__
    if name in {"MarginBox", "FootnoteAreaBox"}:
        return
    if name == "AbsolutePlaceholder":
        box = box._box  # noqa: SLF001 — see above
    for target in _targets(box):
        if target not in inside:
            inside = (*inside, target)
        _grow(found, target, page, box)
    if name == "LineBox" or not getattr(box, "children", ()):
        _sink(found, inside, page, box)
    if name == "LineBox":
        if any(type(one).__name__ == "TextBox" for one in box.descendants()):
            _count(found, inside, page, box)
        return
    if _is_uncounted(box):
        return
    for child in getattr(box, "children", ()):
        _walk(child, page, inside, found)


def _is_uncounted(box: Any) -> bool:  # noqa: ANN401
    element = box.element
    return element is not None and (
        box.element_tag in _UNCOUNTED or "data-margin" in element.attrib
    )


def _grow(found: _Found, target: str, page: int, box: Any) -> None:  # noqa: ANN401
    left, top = box.position_x + box.margin_left, box.position_y + box.margin_top
    right, bottom = left + box.border_width(), top + box.border_height()
    extent = found.extents.get((target, page))
    if extent is None:
        found.extents[target, page] = _Extent(left, top, right, bottom)
    else:
        extent.grow(left, top, right, bottom)


def _sink(found: _Found, inside: tuple[str, ...], page: int, box: Any) -> None:  # noqa: ANN401
    for target in inside:
        bottom = box.position_y + box.height
        found.lowest[target, page] = max(bottom, found.lowest.get((target, page), bottom))


def _count(found: _Found, inside: tuple[str, ...], page: int, box: Any) -> None:  # noqa: ANN401
    for target in inside:
        if target.startswith("section:"):
            # Lines of neighbouring table cells stand side by side: they count once.
            line = (page, round(box.position_y / _SAME_LINE))
            found.lines.setdefault(target, set()).add(line)


def _places(found: _Found) -> Iterator[BlockPlace]:
    for (target, page), extent in found.extents.items():
        if target == "body":
            continue
        text_height = found.heights[page][1]
        # A box that goes on overleaf reaches to the foot of the page, even if its words do not.
        printed = max(0.0, found.lowest.get((target, page), extent.bottom) - extent.top)
        yield BlockPlace(
            target=target,
            page=page,
            x=round(extent.left * _POINTS, 2),
            y=round(extent.top * _POINTS, 2),
            width=round((extent.right - extent.left) * _POINTS, 2),
            height=round((extent.bottom - extent.top) * _POINTS, 2),
            share=round(printed / text_height, 4) if text_height else 0.0,
        )


def _pages_filled(found: _Found, target: str) -> float:
    """How many pages a target fills: the heights of its pieces in heights of the page's text."""
    pages = 0.0
    for (name, page), extent in found.extents.items():
        if name == target:
            _, height = found.heights[page]
            pages += (extent.bottom - extent.top) / height if height else 0.0
    return round(pages, 2)


def _sections(found: _Found) -> Iterator[SectionMeasure]:
    names = dict.fromkeys(name for name, _ in found.extents if name.startswith("section:"))
    for name in names:
        yield SectionMeasure(
            section=name.removeprefix("section:"),
            lines=len(found.lines.get(name, ())),
            pages=_pages_filled(found, name),
        )
