"""Where in an item's file something stands: line and column, both counted from 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuilder.domain.item_sections import TIMELINE
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.statements import Statement
from briefbuilder.errors import Place

_TOP_KEY = re.compile(r"[A-Za-z_]+:")
_ENTRY = re.compile(r"(?P<indent>[ \t]*)- ")


def line_in_file(entry: LibraryEntry, statement: Statement) -> int:
    """The line of a statement in its item's file."""
    return _lines_of(entry.text, statement)[0]


def in_statement(entry: LibraryEntry, statement: Statement, text: str = "") -> Place:
    """The place of a statement, or of some words in it."""
    first, last = _lines_of(entry.text, statement)
    return _place(entry.file, _lines(entry.text), range(first, last + 1), text)


def in_head(entry: LibraryEntry, key: str, text: str = "") -> Place:
    """The place of a key of the head, or of a value that stands under it."""
    lines = _lines(entry.text)
    first = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
    last = first
    while last < len(lines) and not _ends_key(lines[last]):
        last += 1
    return _place(entry.file, lines, range(first, last + 1), text)


def in_yaml(file: str, text: str, key: str, value: str) -> Place:
    """The place of `key: value` in the text of a YAML file; the file alone where it is not."""
    pattern = re.compile(rf"[-{{, \t]*\b{key}:[ \t]*[\"']?(?P<value>{re.escape(value)})(?![\w-])")
    for number, line in enumerate(_lines(text), 1):
        if match := pattern.match(line):
            return Place(file, number, match.start("value") + 1)
    return Place(file)


def _place(file: str, lines: list[str], numbers: range, text: str) -> Place:
    """The first of the lines that holds `text` as words of its own, else the first of them."""
    held = [n for n in numbers if n <= len(lines) and text and text in lines[n - 1]]
    if held:
        pattern = re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
        for number in held:
            if match := pattern.search(lines[number - 1]):
                return Place(file, number, match.start() + 1)
    return Place(file, numbers[0])


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _ends_key(line: str) -> bool:
    return line == "---" or _TOP_KEY.match(line) is not None


def _lines_of(text: str, statement: Statement) -> tuple[int, int]:
    """The first and the last line of a statement."""
    lines = _lines(text)
    if statement.part == TIMELINE:
        return _lines_of_event(lines, statement.line)
    fences = [number for number, line in enumerate(lines) if line == "---"]
    body_start = fences[1] + 1 if len(fences) > 1 else 0
    first = body_start + statement.line + 1
    return first, first + statement.text.count("\n")


def _lines_of_event(lines: list[str], position: int) -> tuple[int, int]:
    starts = list(_entries_of_timeline(lines))
    if position + 1 >= len(starts):
        return 1, 1
    return starts[position], starts[position + 1] - 1


def _entries_of_timeline(lines: list[str]) -> Iterator[int]:
    """The line of each entry, and of what follows the last one."""
    indent: str | None = None
    is_inside = False
    for number, line in enumerate(lines, 1):
        if line.startswith("timeline:"):
            is_inside = True
        elif is_inside and _ends_key(line):
            yield number
            return
        elif is_inside and (match := _ENTRY.match(line)):
            indent = match["indent"] if indent is None else indent
            if match["indent"] == indent:
                yield number
