"""Changing some values in a YAML text a person wrote, and not one character beside them.

Comments, order, quotes, blank lines and odd spacing are the person's and stay. Each difference
between the old and the new value becomes one edit of the text: a scalar is replaced where it
stands, an entry of a list is put in or taken out as whole lines, a key likewise. No writer of
YAML does this: even those that keep comments lay the rest of the file out anew.

How: `strict_yaml` gives each value with its first and last character. The old and the new values
are walked side by side along those nodes, and where they differ an edit of the text is noted, in
positions of the text as it was; all edits are made in the end, from the last to the first, so that
none moves another. Lists are aligned with `SequenceMatcher` over their entries as words, for an
entry put in at the front must not rewrite all that follow. Whole lines go in and out, since a
comment at the end of a line belongs to its line.

What cannot be done in place (a list in brackets that becomes a block, a text over many lines) is
written anew from its key on, and where the head is no plain block at all, `CannotSpliceError` sends
the caller to lay the file out whole. The laws that hold it: the text says the new value, and what
stands outside the changed keys is the same to the character (`test_item_changes.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from briefbuilder.storage.strict_yaml import YamlNode
from briefbuilder.storage.yaml_writer import dump_entry, dump_flow, dump_key, dump_scalar, quoted

_INLINE = frozenset({"", "'", '"'})  # the styles of scalars that end where they seem to end
_BLOCK_MAPPING = ":"
_FLOW_MAPPING = "{"


@dataclass(frozen=True, slots=True)
class _Edit:
    """Replace the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


class CannotSpliceError(Exception):
    """The text is laid out in a way that leaves no place for the change."""


def splice(
    text: str,
    root: YamlNode,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    order: Sequence[str],
) -> str:
    """`text`, whose root mapping is `root` and says `old`, so changed that it says `new`.

    `order` is where a key that is new belongs. Raises `CannotSpliceError` when `text` is no plain
    block of keys.
    """
    if root.style != _BLOCK_MAPPING:
        raise CannotSpliceError
    edits = list(_Splicer(text).mapping(root, old, new, order))
    for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


class _Splicer:
    """Finds the edits. Positions are those of the text as it was."""

    def __init__(self, text: str) -> None:
        self._text = text

    def mapping(
        self, node: YamlNode, old: Mapping[str, Any], new: Mapping[str, Any], order: Sequence[str]
    ) -> Iterator[_Edit]:
        """The edits of a mapping that is written as a block."""
        for key, child in _pairs(node).items():
            own = _key_of(node, key)
            if key in new and old.get(key) != new[key]:
                yield from self._changed_key(own, child, key, old.get(key), new[key])
            elif key not in new and key in old:
                yield _Edit(self._line_start(own.start), self._next_line(child), "")
        # What the file leaves to its default it goes on leaving so.
        added = [key for key in new if key not in _pairs(node) and old.get(key) != new[key]]
        for after, keys in _grouped_by_predecessor(added, list(_pairs(node)), order).items():
            yield self._added_keys(node, after, {key: new[key] for key in keys})

    def _changed_key(
        self, own: YamlNode, child: YamlNode, key: str, old: object, new: object
    ) -> Iterator[_Edit]:
        edits = self._value(child, old, new)
        if edits is not None:
            yield from edits
            return
        lines = dump_key(key, new)
        indent = " " * (own.column - 1)
        yield _Edit(own.start, self._line_end(child), f"\n{indent}".join(lines))

    def _added_keys(self, node: YamlNode, after: str | None, values: Mapping[str, Any]) -> _Edit:
        pairs = _pairs(node)
        indent = " " * (node.column - 1)
        lines = [line for key, value in values.items() for line in dump_key(key, value)]
        text = "".join(f"{indent}{line}\n" for line in lines)
        at = self._line_start(node.start) if after is None else self._next_line(pairs[after])
        return self._inserted(at, text)

    def _value(self, node: YamlNode, old: object, new: object) -> list[_Edit] | None:
        """The edits that turn a value into another; None when it has to be written anew."""
        match node.style, node.content, new:
            case style, (str() | None), (str() | bool() | int()) if style in _INLINE:
                text = _scalar_like(node, new)
                return None if node.start == node.end else [_Edit(node.start, node.end, text)]
            case "-", list(), [_, *_] if isinstance(old, list):
                return list(self._list(node, old, new))
            case ":", dict(), dict() if isinstance(old, dict):
                return list(self.mapping(node, old, new, list(new)))
            case "{", dict(), dict() if isinstance(old, dict) and old.keys() == new.keys():
                return self._flow_mapping(node, old, new)
            case (("{" | "["), _, (dict() | list())):
                return [_Edit(node.start, node.end, dump_flow(new))]
            case _:
                return None

    def _flow_mapping(
        self, node: YamlNode, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> list[_Edit]:
        edits: list[_Edit] = []
        for key, value in new.items():
            if old[key] == value:
                continue
            inner = self._value(_pairs(node)[key], old[key], value)
            if inner is None:
                return [_Edit(node.start, node.end, dump_flow(new))]
            edits += inner
        return edits

    def _list(self, node: YamlNode, old: Sequence[Any], new: Sequence[Any]) -> Iterator[_Edit]:
        nodes = node.content if isinstance(node.content, list) else []
        if len(nodes) != len(old):
            raise CannotSpliceError
        flow = all(one.style == _FLOW_MAPPING for one in nodes)
        matcher = SequenceMatcher(None, _as_words(old), _as_words(new), autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "equal":
                continue
            both = min(b - a, d - c)
            for position in range(both):
                one = nodes[a + position]
                yield from self._changed_entry(one, old[a + position], new[c + position], flow=flow)
            for one in nodes[a + both : b]:
                yield _Edit(self._line_start(self._dash(one)), self._next_line(one), "")
            if d - c > both:
                at = a + both
                start = self._next_line(nodes[at - 1]) if at else self._line_start(node.start)
                indent = " " * self._column(self._dash(nodes[0]))
                lines = [line for one in new[c + both : d] for line in _entry_lines(one, flow=flow)]
                yield self._inserted(start, "".join(f"{indent}{line}\n" for line in lines))

    def _changed_entry(
        self, node: YamlNode, old: object, new: object, *, flow: bool
    ) -> Iterator[_Edit]:
        edits = self._value(node, old, new)
        if edits is not None:
            yield from edits
            return
        dash = self._dash(node)
        indent = " " * self._column(dash)
        text = f"\n{indent}".join(_entry_lines(new, flow=flow))
        yield _Edit(dash, self._line_end(node), text)

    def _dash(self, node: YamlNode) -> int:
        """Where the dash before an entry of a list stands."""
        return self._text.rindex("-", 0, node.start)

    def _column(self, index: int) -> int:
        return index - self._line_start(index)

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _line_end(self, node: YamlNode) -> int:
        """The end of the last line that a value fills, less the line feed."""
        last = node.start + len(self._text[node.start : node.end].rstrip())
        end = self._text.find("\n", last)
        return len(self._text) if end < 0 else end

    def _next_line(self, node: YamlNode) -> int:
        return min(self._line_end(node) + 1, len(self._text))

    def _inserted(self, at: int, text: str) -> _Edit:
        needs_line_feed = at == len(self._text) and self._text and not self._text.endswith("\n")
        return _Edit(at, at, f"\n{text}" if needs_line_feed else text)


def _pairs(node: YamlNode) -> dict[str, YamlNode]:
    return node.content if isinstance(node.content, dict) else {}


def _key_of(node: YamlNode, key: str) -> YamlNode:
    if node.keys is None:
        raise CannotSpliceError
    return node.keys[key]


def _grouped_by_predecessor(
    added: list[str], present: list[str], order: Sequence[str]
) -> dict[str | None, list[str]]:
    """The keys to add, by the present key that they follow; None when they come first."""
    rank = {key: position for position, key in enumerate(order)}
    groups: dict[str | None, list[str]] = {}
    for key in sorted(added, key=lambda key: rank.get(key, len(rank))):
        before = [one for one in present if rank.get(one, -1) < rank.get(key, len(rank))]
        groups.setdefault(before[-1] if before else None, []).append(key)
    return groups


def _entry_lines(value: object, *, flow: bool) -> list[str]:
    return [f"- {dump_flow(value)}"] if flow else dump_entry(value)


def _as_words(values: Sequence[Any]) -> list[str]:
    return [json.dumps(value, sort_keys=True) for value in values]


def _scalar_like(node: YamlNode, new: object) -> str:
    """A scalar in the quotes of the one it replaces."""
    if isinstance(new, str) and node.style == '"':
        return quoted(new)
    plain = dump_scalar(new)
    if isinstance(new, str) and node.style == "'" and "\\" not in plain:
        return "'" + new.replace("'", "''") + "'"
    return plain
