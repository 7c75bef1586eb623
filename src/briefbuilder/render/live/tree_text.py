"""Places in a tree of HTML: paths of child indexes, and characters of its text.

Two trees are compared, and pages of them cut out, by how many characters stand before a place in
the order of reading. Trees share what did not change, so most of a comparison is `is`.
"""

from __future__ import annotations

from bisect import bisect_left
from xml.etree.ElementTree import Element

Path = tuple[int, ...]


def chars(element: Element) -> int:
    """How many characters of text an element has, its tail not counted."""
    return sum(map(len, element.itertext()))


def letters_in(text: str | None) -> int:
    """How many characters of a text are seen: a line may end at any white space."""
    return len("".join((text or "").split()))


def element_at(root: Element, path: Path) -> Element:
    """The element at a path; `IndexError` where there is none."""
    for index in path:
        root = root[index]
    return root


def offset_of(root: Element, path: Path, seen: int = 0) -> int:
    """How many characters stand before an element, or before so many letters of it."""
    offset = 0
    for index in path:
        offset += len(root.text or "")
        for child in root[:index]:
            offset += chars(child) + len(child.tail or "")
        root = root[index]
    return offset + _chars_of_letters(root, seen)


def _chars_of_letters(element: Element, seen: int) -> int:
    """How many characters the first so many letters of an element take, with the space after."""
    if not seen:
        return 0
    text = "".join(element.itertext())
    for index, char in enumerate(text):
        if not char.isspace():
            if not seen:
                return index
            seen -= 1
    return len(text)


def same_start(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    most = min(len(one), len(other))
    if one[:most] == other[:most]:
        return most
    return bisect_left(range(most), 1, key=lambda n: one[: n + 1] != other[: n + 1])


def same_end(one: str, other: str) -> int:
    """How many characters two texts have in common at their end."""
    most = min(len(one), len(other))
    if not most or one[-most:] == other[-most:]:
        return most
    return bisect_left(range(most), 1, key=lambda n: one[-n - 1 :] != other[-n - 1 :])


def first_difference(old: Element, new: Element) -> int | None:
    """How many characters stand before the first difference of two trees; None without one.

    A difference of a tag or an attribute stands before all that the element holds.
    """
    found = _differ(old, new, 0)
    return found if isinstance(found, int) else None


def _differ(old: Element, new: Element, offset: int) -> int | tuple[int]:
    """The offset of the first difference, or the offset behind the element in a tuple."""
    if old is new:
        return (offset + chars(old),)
    if old.tag != new.tag or old.attrib != new.attrib:
        return offset
    one, other = old.text or "", new.text or ""
    if one != other:
        return offset + same_start(one, other)
    offset += len(one)
    for before, after in zip(old, new, strict=False):
        found = _differ(before, after, offset)
        if isinstance(found, int):
            return found
        (offset,) = found
        one, other = before.tail or "", after.tail or ""
        if one != other:
            return offset + same_start(one, other)
        offset += len(one)
    return offset if len(old) != len(new) else (offset,)
