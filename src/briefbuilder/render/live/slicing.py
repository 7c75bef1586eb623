"""One page cut out of a tree of HTML, so that it is laid out as in the whole.

The slice is a document whose first page is nearly empty and whose second is the page that is
wanted. What stands before it is still there, as elements that make no box: so selectors see the
same neighbours, and what the page lies in begins on the first page and goes on overleaf, with the
edges and margins of any box that is broken. Only then comes what the page begins with, behind a
break. Nothing of the tree is changed: what stays the same is shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from briefbuilder.render.live.page_starts import PageStart
from briefbuilder.render.live.tree_text import Path, chars, letters_in

TOTAL = "briefbuilder-pages"
"""The counter that stands for the number of pages of the whole."""
_GONE = "display: none !important"
_FILLER = (
    "display: block !important; position: static !important; float: none !important; "
    "box-sizing: border-box !important; height: 1px !important; min-height: 0 !important; "
    "margin: 0 !important; padding: 0 !important; border: 0 !important; "
    "counter-increment: none !important; break-after: auto !important"
)
_FILLER_CELL = (
    "display: table-cell !important; height: 1px !important; padding: 0 !important; "
    "border: 0 !important; line-height: 0 !important"
)
_GOES_ON = "padding-top: 0; border-top-width: 0; text-indent: 0; margin-top: 0;"
_BREAK = "break-before: page !important;"
_CUT_BEFORE = frozenset(
    "p li dt dd div section article aside header footer main nav figure blockquote pre table ul "
    "ol dl h1 h2 h3 h4 h5 h6 hr".split()
)
_ROWS = frozenset({"tr", "tbody"})
_WHOLE = frozenset({"body"})


def styles_of(start: PageStart, number: int, total: int) -> str:
    """What is added to the form's styles for the slice of a page, the first being number 0."""
    first = f"@page :first {{ counter-reset: page {max(number, 1)} }}\n"
    discard = "" if start.forced else "[data-starts], [data-starts] * { margin-break: discard }\n"
    return (
        f"{first}@page {{ counter-set: {TOTAL} {total} }}\n{discard}"
        "[data-filler]::before, [data-filler]::after, [data-filler]::marker, "
        "[data-goes-on]::before, [data-goes-on]::marker { content: none !important }\n"
    )


@dataclass(frozen=True, slots=True)
class Slice:
    """A tree to lay out, and which of its elements stand for which of the whole tree.

    `first` is the index of the wanted page. `ends` says that nothing was left out at its end.
    """

    root: Element
    first: int
    ends: bool
    originals: Mapping[Element, Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of elements of the whole: those that run, and the columns of tables."""

    running: frozenset[Element] = frozenset()
    tables: Mapping[Element, tuple[float, ...]] = field(default_factory=dict)


def slice_of(root: Element, start: PageStart, known: Known, most: int) -> Slice:
    """The tree of a page and what follows it, some `most` characters long."""
    return _Slicer(start, known, most).cut(root)


class _Slicer:
    def __init__(self, start: PageStart, known: Known, most: int) -> None:
        self._start = start
        self._running = known.running
        self._tables = known.tables
        self._left = most
        self._ends = True
        self._originals: dict[Element, Element] = {}

    def cut(self, root: Element) -> Slice:
        if not self._start.path and not self._start.goes_on:
            return Slice(self._kept(root), 0, self._ends, self._originals)
        return Slice(self._way(root, self._start.path, 0), 1, self._ends, self._originals)

    def _copy(self, element: Element) -> Element:
        """An element alone, without what it holds."""
        made = Element(element.tag, dict(element.attrib))
        made.tail = element.tail
        self._originals[made] = element
        return made

    def _way(self, element: Element, path: Path, depth: int) -> Element:
        """An element that began earlier and goes on, or the one with which the page begins."""
        if not path:
            return self._first(element)
        made = self._copy(element)
        _add_style(made, _counting(self._start.counters, depth))
        index = path[0]
        for child in element[:index]:
            made.append(self._before(child))
        if element.tag == "table" and self._start.widths:
            _freeze(made, self._start.widths)
        if len(path) == 1:
            self._put_filler(made)
        made.append(self._way(element[index], path[1:], depth + 1))
        self._put_rest(made, element, index + 1, rows=bool(self._start.widths))
        return made

    def _before(self, element: Element) -> Element:
        """What stands on earlier pages: an element that selectors see and that makes no box."""
        if element in self._running or element.tag in {"head", "thead"}:
            return element
        made = Element(element.tag, dict(element.attrib))
        made.attrib.pop("id", None)
        _add_style(made, _GONE)
        return made

    def _put_filler(self, parent: Element) -> None:
        """Something for the first page, so that what the page lies in begins there."""
        gone = [one for one in parent if _GONE in one.get("style", "")]
        row = parent.tag == "tbody"
        filler = gone[-1] if gone else Element("tr" if row else "div")
        if not gone:
            parent.append(filler)
        filler.set("data-filler", "")
        if row:
            cell = Element("td", {"colspan": str(len(self._start.widths)), "style": _FILLER_CELL})
            cell.set("data-filler", "")
            filler.set("style", "display: table-row !important")
            filler.append(cell)
        else:
            filler.set("style", _FILLER)

    def _first(self, element: Element) -> Element:
        """The element with which the page begins, or in whose middle."""
        start = self._start
        counters = _counting(start.counters, len(start.path))
        if start.goes_on:
            made = _deep(element, self._originals)
            _take_letters(made, start.seen)
            made.set("data-goes-on", "")
            made.set("data-starts", "")
            _add_style(made, _GOES_ON + _BREAK + counters)
            self._left -= chars(made)
        else:
            made = self._kept(element, copied=True)
            made.set("data-starts", "")
            _add_style(made, _BREAK + counters)
        return made

    def _kept(self, element: Element, *, copied: bool = False, rows: bool = False) -> Element:
        """An element as it is, or without its end where enough is there already.

        A table is only cut where the widths of its columns are known: all its rows decide them.
        """
        widths = self._tables.get(element)
        size = chars(element)
        may_be_cut = _can_be_cut(element, rows=rows or widths is not None)
        if size > self._left and may_be_cut and (element.tag != "table" or widths is not None):
            made = self._copy(element)
            made.text = element.text
            self._put_rest(made, element, 0, rows=rows or widths is not None)
        else:
            self._left -= size
            if not copied and widths is None:
                return element
            made = self._copy(element)
            made.text = element.text
            made.extend(element)
        if widths is not None:
            _freeze(made, widths)
        return made

    def _put_rest(self, made: Element, element: Element, index: int, *, rows: bool = False) -> None:
        for place, child in enumerate(element[index:], index):
            cut = child.tag in _CUT_BEFORE or (rows and child.tag == "tr")
            if self._left <= 0 and cut and child not in self._running:
                self._ends = False
                made.extend(_ends_of(element[place:]))
                return
            made.append(self._kept(child, rows=rows))


def _ends_of(rest: Iterable[Element]) -> Iterator[Element]:
    """What stands for elements that are left out, one of a kind, as it makes no box.

    Selectors see by it that what is there is not the last or the only one.
    """
    for tag in dict.fromkeys(one.tag for one in rest):
        gone = Element(tag)
        _add_style(gone, _GONE)
        yield gone


def _freeze(table: Element, widths: tuple[float, ...]) -> None:
    """Keep the columns of a table as wide as all its rows together have made them."""
    group = Element("colgroup")
    group.extend(Element("col", {"style": f"width: {width!r}px"}) for width in widths)
    captions = [place for place, one in enumerate(table) if one.tag == "caption"]
    table.insert(captions[-1] + 1 if captions else 0, group)
    _add_style(table, f"table-layout: fixed !important; width: {sum(widths)!r}px !important;")


def _can_be_cut(element: Element, *, rows: bool) -> bool:
    cut = _WHOLE | _CUT_BEFORE | (_ROWS if rows else frozenset())
    return any(child.tag in cut for child in element)


def _counting(counters: tuple[Mapping[str, int], ...], depth: int) -> str:
    values = counters[depth] if depth < len(counters) else {}
    said = " ".join(f"{name} {value}" for name, value in values.items())
    return f"counter-set: {said or 'none'}; counter-increment: none;"


def _add_style(element: Element, more: str) -> None:
    if more:
        element.set("style", f"{element.get('style', '').rstrip('; ')};{more}".lstrip(";"))


def _deep(element: Element, originals: dict[Element, Element]) -> Element:
    made = Element(element.tag, dict(element.attrib))
    made.text, made.tail = element.text, element.tail
    originals[made] = element
    made.extend(_deep(child, originals) for child in element)
    return made


_TAKEN = -1


def _take_letters(element: Element, count: int) -> int:
    """Take the first letters out of an element; how many are left to take, or `_TAKEN`.

    What is empty then makes no box: it stands on the page before.
    """
    element.text, count = _without(element.text, count)
    if letters_in(element.text):
        return _TAKEN
    for child in element:
        holds = letters_in("".join(child.itertext()))
        if holds and count == 0:
            return _TAKEN
        if holds:
            count = _take_letters(child, count)
        if count != _TAKEN:
            _add_style(child, _GONE)
            child.tail, count = _without(child.tail, count)
        if count == _TAKEN or letters_in(child.tail):
            return _TAKEN
    return count


def _without(text: str | None, count: int) -> tuple[str | None, int]:
    """A text without so many letters and the space after them; how many are left to take."""
    if text is None:
        return None, count
    for index, char in enumerate(text):
        if count == 0:
            return text[index:].lstrip(), 0
        if not char.isspace():
            count -= 1
    return None, count
