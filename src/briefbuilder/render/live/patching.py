"""The tree of a brief after an edit, made from that before it wherever that is the same thing.

Pages are rendered to HTML as a whole, which is quick; parsing is not. So the two pages of HTML are
compared, and where they only differ inside one block, that block alone is parsed and takes the
place of the old one. Both trees share all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from briefbuilder.render.live.tree_text import Path, same_end, same_start

_BLOCK = re.compile(r'<([a-z][a-z0-9]*)\b[^<>]*\sdata-block="([^"<>]*)"[^<>]*>')
_BODY = "<!DOCTYPE html><html><body>{}</body></html>"
Parse = Callable[[str], Element]


def patched(root: Element, old: str, new: str, parse: Parse) -> Element | None:
    """The tree of a page of HTML, where `root` is the tree of the page before the edit.

    None when more than one block was changed.
    """
    if old == new:
        return root
    block = _changed_block(old, new)
    if block is not None:
        name, before, after = block
        path = path_of_block(root, name)
        made = parse(_BODY.format(after)).find("body")
        if path is not None and made is not None and len(made) == 1 and before != after:
            return _with(root, path, made[0])
    return None


def _changed_block(old: str, new: str) -> tuple[str, str, str] | None:
    """The one block in which two pages differ, with its HTML in both; None if there is more."""
    start = same_start(old, new)
    end = same_end(old[start:], new[start:])
    last = None
    for tag in _BLOCK.finditer(old, 0, start):
        last = tag
    if last is None:
        return None
    stop = _end_of(old, last)
    if stop is None or len(old) - end > stop:
        return None
    after = new[last.start() : len(new) - (len(old) - stop)]
    again = _BLOCK.match(after)
    if again is None or again[0] != last[0] or _end_of(after, again) != len(after):
        return None
    return last[2], old[last.start() : stop], after


def _end_of(html: str, tag: re.Match[str]) -> int | None:
    """Where the element of a start tag ends."""
    depth = 0
    for one in re.compile(rf"<(/?){tag[1]}\b[^<>]*>").finditer(html, tag.start()):
        depth += -1 if one[1] else 1
        if depth == 0:
            return one.end()
    return None


def path_of_block(root: Element, name: str) -> Path | None:
    """The path of the element that holds a block."""
    return _path(root, name, ())


def _path(element: Element, name: str, path: Path) -> Path | None:
    for index, child in enumerate(element):
        if child.get("data-block") == name:
            return (*path, index)
        found = _path(child, name, (*path, index))
        if found is not None:
            return found
    return None


def _with(element: Element, path: Path, made: Element) -> Element:
    """A tree with another element at a path; it shares all else with the old one."""
    if not path:
        made.tail = element.tail
        return made
    copy = Element(element.tag, element.attrib)
    copy.text, copy.tail = element.text, element.tail
    copy.extend(element)
    copy[path[0]] = _with(element[path[0]], path[1:], made)
    return copy


Step = str | int
Change = tuple[tuple[Step, ...], Any]


def changes_of(old: Any, new: Any, path: tuple[Step, ...] = ()) -> list[Change]:  # noqa: ANN401
    """What to put where in one context to get another; what is the same object is not looked at."""
    if old is new:
        return []
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        return [one for key in new for one in changes_of(old[key], new[key], (*path, key))]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [one for place, (a, b) in pairs for one in changes_of(a, b, (*path, place))]
    return [] if type(old) is type(new) and old == new else [(path, new)]


def changed(context: Any, changes: list[Change]) -> Any:  # noqa: ANN401
    """The context that `changes_of` was given as the new one; the old one is left as it is."""
    for path, value in changes:
        context = _put(context, path, value)
    return context


def _put(whole: Any, path: tuple[Step, ...], value: Any) -> Any:  # noqa: ANN401
    if not path:
        return value
    copy = whole.copy()
    copy[path[0]] = _put(whole[path[0]], path[1:], value)
    return copy
