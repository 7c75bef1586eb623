"""Our own HTML fragments as a tree, for whoever reads them back: the audit and the Word export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = frozenset({"br", "hr", "img"})


@dataclass(slots=True)
class Element:
    """An element, with words and elements inside it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The names in the element's `class`."""
        return frozenset(self.attributes.get("class", "").split())

    def elements(self) -> Iterator[Element]:
        """The elements right inside this one."""
        return (child for child in self.children if isinstance(child, Element))

    def words(self) -> str:
        """All words inside, with single spaces between them."""
        return " ".join("".join(self.texts()).split())

    def texts(self) -> Iterator[str]:
        """The stretches of words inside, as they are written."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.texts()
            else:
                yield child


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _EMPTY:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse_fragment(html: str) -> Element:
    """The tree of a fragment; its root has no tag."""
    builder = _Builder()
    # A `Markup` would escape whatever it is later joined with.
    builder.feed(str(html))
    builder.close()
    return builder.root
