"""The part of YAML that Briefbuilder reads: mappings, lists and text, and nothing that surprises.

YAML turns `NO` into false, `12:30:45` into 45,045 and `1.10` into 1.1, lets the last of two equal
keys win, and can make a document of a kilobyte fill the memory by aliases. Here every scalar is
text (an empty one, `null` and `~` are None), a key stands once, and tags, anchors, aliases, deep
nesting and several documents are refused, each with its line and column. The events come from
libyaml; nothing of PyYAML's own construction of values is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefbuilder.errors import InvalidFileError, Place, Problem
from briefbuilder.language.interface import _, spoken
from briefbuilder.storage.safe_read import TEXT_LIMIT, size_in_words
from briefbuilder.storage.yaml_sentences import name_of_hidden, said_of

MAX_DEPTH = 20
MAX_NODES = 200_000
_MAX_PROBLEMS = 50
BOM = "\ufeff"

Value = dict[str, "Value"] | list["Value"] | str | None
KeyPath = tuple[str | int, ...]
# The stubs allow an event without marks; libyaml's events always carry them.
_Event = Any

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# Characters that are not seen, and may make a text read otherwise than it is stored. The joiners
# U+200C and U+200D stay allowed: Persian and the Indic scripts are written with them.
_HIDDEN = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})( |$)", re.MULTILINE)
_OPENING = re.compile(r'^[ \t]*(?:-[ \t]+)?[\w-]+:[ \t]+"(?=[^"\\\n]*$)', re.MULTILINE)


class YamlNode(NamedTuple):
    """A value where it stands: line and column from 1, and its first and last character from 0.

    `end` is exact for scalars and for what stands in brackets. `keys` holds a mapping's keys. A
    file has hundreds of nodes, so that it matters how fast one is made: a tuple is.
    """

    content: dict[str, YamlNode] | list[YamlNode] | str | None
    line: int
    column: int
    start: int
    end: int
    style: str = ""
    keys: Mapping[str, YamlNode] | None = None

    def plain(self) -> Value:
        """The value without its places."""
        match self.content:
            case dict() as pairs:
                return {key: node.plain() for key, node in pairs.items()}
            case list() as nodes:
                return [node.plain() for node in nodes]
            case scalar:
                return scalar


@dataclass(frozen=True, slots=True)
class YamlTree:
    """A document: its plain value, and where each part of it stands in the file."""

    file: str
    root: YamlNode
    text: str
    first_line: int = 1

    @property
    def value(self) -> dict[str, Value]:
        """The document as plain dicts, lists, texts and None."""
        plain = self.root.plain()
        return plain if isinstance(plain, dict) else {}

    def node(self, path: KeyPath) -> YamlNode | None:
        """The node that a path of keys and positions leads to, or None."""
        here: YamlNode | None = self.root
        for step in path:
            here = _inner(here, step)
        return here

    def locate(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of the path's last part that exists: of its key, if it has one."""
        here, line, column = self.root, self.root.line, self.root.column
        for step in path:
            inner = _inner(here, step)
            if inner is None:
                break
            key = here.keys.get(step) if here.keys and isinstance(step, str) else None
            line, column = (key or inner).line, (key or inner).column
            here = inner
        return line, column

    def place(self, path: KeyPath) -> Place:
        """The same as a `Place`, with the path in words."""
        line, column = self.locate(path)
        return Place(file=self.file, line=line, column=column, key=path_in_words(path))


def path_in_words(path: KeyPath) -> str:
    """A path for people: `timeline[2].date`."""
    words = ""
    for step in path:
        words += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if words else step
    return words


def _inner(node: YamlNode | None, step: str | int) -> YamlNode | None:
    match node, step:
        case YamlNode(content=dict() as pairs), str():
            return pairs.get(step)
        case YamlNode(content=list() as nodes), int():
            return nodes[step] if 0 <= step < len(nodes) else None
        case _:
            return None


def load(
    text: str,
    file: str,
    *,
    first_line: int = 1,
    limit: int = TEXT_LIMIT,
    escaped_hidden: bool = False,
) -> YamlTree:
    """Read one YAML document, a mapping, out of `text`.

    `first_line` is the line of the file on which `text` begins. Characters that are not seen are
    refused; with `escaped_hidden` they may stand between double quotes as escapes (a brief keeps
    whatever its author pasted). Raises `InvalidFileError` with the place of the first fault.
    """
    text = text.removeprefix(BOM)
    if len(text) > limit:
        sentence = _(
            "The file has more than the {limit} of text allowed.", limit=size_in_words(limit)
        )
        raise InvalidFileError.of(Problem(sentence, Place(file=file)))
    check_characters(text, file, first_line=first_line)
    # Without a backslash there are no escapes, and what is not seen would have been found above.
    reader = _Reader(file, first_line, looks_inside="\\" in text and not escaped_hidden)
    try:
        root = reader.document(_events(text))
    except yaml.MarkedYAMLError as error:
        unclosed = _unclosed_quote(text, error)
        if unclosed is not None:
            place = _place_of(text, unclosed, file, first_line)
            sentence = _("The text between quotes that begins here is not closed.")
            remedy = _("Close it with a quotation mark.")
            raise InvalidFileError.of(Problem(sentence, place, remedy=remedy)) from error
        raise reader.syntax_error(error) from error
    except (yaml.YAMLError, UnicodeError) as error:
        place = _place_of(text, _position_of(error), file, first_line)
        sentence = _("A character stands here that YAML does not allow.")
        raise InvalidFileError.of(Problem(sentence, place, remedy=_("Delete it."))) from error
    return YamlTree(file=file, root=root, text=text, first_line=first_line)


def _unclosed_quote(text: str, error: yaml.MarkedYAMLError) -> int | None:
    """The quote that is not closed, where that is what upset libyaml some lines later.

    It takes the next quote for the closing one, be it that which opens the text of another key.
    """
    mark = error.problem_mark or error.context_mark
    for opening in _OPENING.finditer(text, 0, mark.index + 1 if mark else len(text)):
        start = opening.end() - 1
        closing = text.find('"', opening.end())
        rest = text[closing + 1 :].partition("\n")[0] if closing >= 0 else ""
        if closing < 0 or (rest.strip() and not rest.lstrip().startswith("#")):
            return start
    return None


def check_characters(text: str, file: str, *, first_line: int = 1) -> None:
    """Refuse text with git's conflict markers or with hidden characters, each with its place."""
    problems = list(_conflicts(text, file, first_line))
    seen: set[int] = set()
    for match in islice(_HIDDEN.finditer(text), _MAX_PROBLEMS):
        place = _place_of(text, match.start(), file, first_line)
        if place.line is not None and place.line not in seen:
            seen.add(place.line)
            problems.append(_hidden_problem(match.group(), place))
    if problems:
        raise InvalidFileError.of(*problems)


def check_conflict(text: str, file: str) -> None:
    """Refuse text with git's conflict markers, which hide what it was."""
    if problems := tuple(_conflicts(text, file, 1)):
        raise InvalidFileError.of(*problems)


def _conflicts(text: str, file: str, first_line: int) -> Iterator[Problem]:
    if conflict := _CONFLICT.search(text):
        place = _place_of(text, conflict.start(), file, first_line)
        sentence = _("There is an unresolved git conflict on line {line}.", line=place.line)
        remedy = _("Keep one of the two texts and delete the lines with the markers.")
        yield Problem(sentence, place, remedy=remedy)


def _position_of(error: Exception) -> int:
    """The character that libyaml stumbled over, from 0."""
    position = getattr(error, "position", None)
    return position if isinstance(position, int) else 0


def hidden_characters(text: str) -> tuple[str, ...]:
    """The characters of `text` that are not seen and are not white space."""
    return tuple(_HIDDEN.findall(text))


def _hidden_problem(character: str, place: Place) -> Problem:
    sentence = _(
        "Line {line} holds the hidden character {code} ({name}), which can make a text read "
        "otherwise than it is stored.",
        line=place.line,
        code=f"U+{ord(character):04X}",
        name=name_of_hidden(character),
    )
    return Problem(sentence, place, remedy=_("Delete it."))


def _place_of(text: str, index: int, file: str, first_line: int) -> Place:
    line_start = text.rfind("\n", 0, index) + 1
    line = first_line + text.count("\n", 0, index)
    return Place(file=file, line=line, column=index - line_start + 1)


def _events(text: str) -> Iterator[_Event]:
    loader = yaml.CSafeLoader(text)
    while (event := loader.get_event()) is not None:
        yield event


class _Reader:
    """Builds nodes out of libyaml's events."""

    def __init__(self, file: str, first_line: int, *, looks_inside: bool) -> None:
        self._file = file
        self._first_line = first_line
        self._looks_inside = looks_inside
        self._nodes = 0

    def document(self, events: Iterator[_Event]) -> YamlNode:
        """The root mapping of the only document."""
        root: YamlNode | None = None
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    self._refuse(event, _("A second document begins here; a file holds only one."))
                root = self._node(next(events), events, 1)
                if not isinstance(root.content, dict):
                    sentence = _("The file must be a mapping of keys to values.")
                    self._refuse_at(root.line, root.column, sentence)
        if root is None:
            self._refuse_at(self._first_line, 1, _("The file is empty."))
        return root

    def _node(self, event: _Event, events: Iterator[_Event], depth: int) -> YamlNode:
        kind = type(event)
        if kind is AliasEvent:
            self._refuse(event, _('Aliases such as "*{name}" are not allowed.', name=event.anchor))
        if event.anchor is not None:
            self._refuse(event, _('Anchors such as "&{name}" are not allowed.', name=event.anchor))
        if event.tag is not None:
            self._refuse(event, _('Tags such as "{name}" are not allowed.', name=event.tag))
        if depth > MAX_DEPTH:
            self._refuse(event, _("The values are nested more than {most} deep.", most=MAX_DEPTH))
        self._nodes += 1
        if self._nodes > MAX_NODES:
            most = spoken().writing.whole(MAX_NODES)
            self._refuse(event, _("The file holds more than {most} values.", most=most))
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is SequenceStartEvent:
            return self._sequence(event, events, depth)
        return self._mapping(event, events, depth)

    def _scalar(self, event: _Event) -> YamlNode:
        text: str = event.value
        if self._looks_inside and (found := _HIDDEN.search(text)):
            line, column = self._line(event), event.start_mark.column + 1
            place = Place(file=self._file, line=line, column=column)
            raise InvalidFileError.of(_hidden_problem(found.group(), place))
        content = None if text in _NULLS and event.implicit[0] else text
        return self._at(event, content, event.end_mark.index, event.style or "")

    def _sequence(self, event: _Event, events: Iterator[_Event], depth: int) -> YamlNode:
        nodes: list[YamlNode] = []
        for inner in events:
            if type(inner) is SequenceEndEvent:
                end = _end(event, inner, nodes)
                return self._at(event, nodes, end, "[" if event.flow_style else "-")
            nodes.append(self._node(inner, events, depth + 1))
        raise AssertionError("libyaml always ends a sequence")

    def _mapping(self, event: _Event, events: Iterator[_Event], depth: int) -> YamlNode:
        pairs: dict[str, YamlNode] = {}
        keys: dict[str, YamlNode] = {}
        for inner in events:
            if type(inner) is MappingEndEvent:
                end = _end(event, inner, pairs.values())
                return self._at(event, pairs, end, "{" if event.flow_style else ":", keys)
            key = self._node(inner, events, depth + 1)
            if not isinstance(key.content, str):
                self._refuse(inner, _("A key must be a word."))
            if key.content in pairs:
                first = keys[key.content].line
                sentence = _(
                    'The key "{key}" stands twice; the first is on line {line}.',
                    key=key.content,
                    line=first,
                )
                self._refuse(inner, sentence)
            keys[key.content] = key
            pairs[key.content] = self._node(next(events), events, depth + 1)
        raise AssertionError("libyaml always ends a mapping")

    def _at(
        self,
        event: _Event,
        content: dict[str, YamlNode] | list[YamlNode] | str | None,
        end: int,
        style: str,
        keys: Mapping[str, YamlNode] | None = None,
    ) -> YamlNode:
        mark = event.start_mark
        line = mark.line + self._first_line
        return YamlNode(content, line, mark.column + 1, mark.index, end, style, keys)

    def _line(self, event: _Event) -> int:
        return int(event.start_mark.line) + self._first_line

    def syntax_error(self, error: yaml.MarkedYAMLError) -> InvalidFileError:
        """The error of libyaml in our words, where we have them."""
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + self._first_line
        column = (mark.column if mark else 0) + 1
        sentence, remedy = said_of(error.problem or error.context or "")
        place = Place(file=self._file, line=line, column=column)
        return InvalidFileError.of(Problem(sentence, place, remedy=remedy))

    def _refuse(self, event: _Event, sentence: str) -> NoReturn:
        self._refuse_at(self._line(event), event.start_mark.column + 1, sentence)

    def _refuse_at(self, line: int, column: int, sentence: str) -> NoReturn:
        place = Place(file=self._file, line=line, column=column)
        raise InvalidFileError.of(Problem(sentence, place))


def _end(first: _Event, last: _Event, nodes: Iterable[YamlNode]) -> int:
    """Where a collection ends; of a block libyaml only tells where the next thing begins."""
    if first.flow_style:
        return int(last.end_mark.index)
    return max((node.end for node in nodes), default=int(first.start_mark.index))
