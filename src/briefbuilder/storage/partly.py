"""A file of many entries that is read as far as it is sound: a faulty entry hides only itself.

What is left out is named, so that nobody is told a second time of what only follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from briefbuilder.errors import InvalidFileError, Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.storage.formats import FileFormat
from briefbuilder.storage.strict_yaml import KeyPath, YamlTree, path_in_words
from briefbuilder.storage.validation import faults_of, read_head, without_nulls

_ANY = "*"
_ID = re.compile(r"""^[ \t]*(?:-[ \t]+)*\{?[ \t]*id:[ \t]*["']?(?P<id>[^\s"',}#]+)""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of a file that may be left out one by one.

    `path` is where they stand, with "*" for a position in a list. An `id` that stands twice is a
    fault, and `twice` says so: the first stays, or none where the order of the entries matters
    (`in_order`). `noun` is what the library knows them by, and is not shown.
    """

    noun: str
    path: tuple[str, ...]
    twice: str
    in_order: bool = False

    def matches(self, path: KeyPath) -> bool:
        """Whether a path leads to such an entry."""
        return len(path) == len(self.path) and all(
            isinstance(step, int) if wanted == _ANY else step == wanted
            for step, wanted in zip(path, self.path, strict=True)
        )


LeftOut = Mapping[tuple[str, str], Place]
"""What a fault keeps out of the library, by noun and id (or by its place in words)."""


@dataclass(frozen=True, slots=True)
class Partly:
    """What a file says as far as it is sound, what is wrong with the rest, and what that was."""

    value: Any
    problems: tuple[Problem, ...] = ()
    left_out: LeftOut = field(default_factory=dict)


def read_partly(tree: YamlTree, fmt: FileFormat, kinds: Sequence[Entries]) -> Partly:
    """The domain value of a file without its faulty entries.

    Raises `InvalidFileError` with every problem when a fault lies in no entry.
    """
    data = without_nulls(read_head(tree, fmt).data)
    sieve = _Sieve(data, tree, kinds)
    sieve.drop_twins()
    problems = sieve.problems
    while True:
        kept = sieve.kept()
        try:
            value = fmt.adapter.validate_python(kept, by_alias=True, by_name=False)
        except ValidationError as error:
            found = faults_of(error, kept, tree, fmt, original=sieve.original)
            # A list that is short because its entries were left out is no fault of its own.
            problems += [problem for path, problem in found if not sieve.has_left_out_of(path)]
            dropped = [sieve.drop(path, problem.place) for path, problem in found]
            if not all(dropped):
                raise InvalidFileError.of(*_sorted(problems)) from error
        else:
            return Partly(value, _sorted(problems), sieve.left_out)


def whole(found: Partly) -> Any:  # noqa: ANN401 - the format's model, which each caller names
    """What a file says when nothing is wrong with it; `InvalidFileError` with every problem."""
    if found.problems:
        raise InvalidFileError.of(*found.problems)
    return found.value


def ids_in(text: str) -> tuple[str, ...]:
    """The ids that stand in the text of a YAML file which cannot be read."""
    return tuple(dict.fromkeys(match["id"] for match in _ID.finditer(text)))


class _Sieve:
    """The data of a file, and which of its entries have been left out so far."""

    def __init__(self, data: Mapping[str, Any], tree: YamlTree, kinds: Sequence[Entries]) -> None:
        self._data = data
        self._tree = tree
        self._kinds = kinds
        self._dropped: set[KeyPath] = set()
        self.problems: list[Problem] = []
        self.left_out: dict[tuple[str, str], Place] = {}

    def drop(self, path: KeyPath, place: Place) -> bool:
        """Leave out the innermost entry that a fault lies in; False when it lies in none."""
        for length in range(len(path), 0, -1):
            entry = path[:length]
            for kind in self._kinds:
                if kind.matches(entry):
                    self._dropped.add(entry)
                    self._name(kind, entry, place)
                    return True
        return False

    def has_left_out_of(self, path: KeyPath) -> bool:
        """Whether an entry of the list at a path has been left out."""
        return any(entry[:-1] == path for entry in self._dropped)

    def drop_twins(self) -> None:
        """Leave out entries whose id stands twice."""
        for kind in self._kinds:
            first: dict[object, KeyPath] = {}
            for path, entry in _entries(self._data, kind.path):
                key = entry.get("id") if isinstance(entry, dict) else None
                if not isinstance(key, str):
                    continue
                if key not in first:
                    first[key] = path
                    continue
                place = self._tree.place((*path, "id"))
                line, _column = self._tree.locate((*first[key], "id"))
                sentence = _(kind.twice, key=key, line=line)
                self.problems.append(Problem(sentence, place))
                self._dropped.add(path)
                self.left_out[kind.noun, path_in_words(path)] = place
                if kind.in_order:
                    self.drop(first[key], place)

    def kept(self) -> dict[str, Any]:
        """The data without what was left out."""
        return {key: self._without(one, (key,)) for key, one in self._data.items()}

    def original(self, path: KeyPath) -> KeyPath:
        """The path in the whole data of a path in what is kept."""
        found: KeyPath = ()
        here: Any = self._data
        for step in path:
            real = step
            if isinstance(step, int) and isinstance(here, list):
                left = [n for n in range(len(here)) if (*found, n) not in self._dropped]
                real = left[step] if step < len(left) else step
            found = (*found, real)
            here = _inner(here, real)
        return found

    def _without(self, value: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any YAML value
        if isinstance(value, dict):
            return {key: self._without(one, (*path, key)) for key, one in value.items()}
        if isinstance(value, list):
            return [
                self._without(one, (*path, number))
                for number, one in enumerate(value)
                if (*path, number) not in self._dropped
            ]
        return value

    def _name(self, kind: Entries, path: KeyPath, place: Place) -> None:
        entry = _at(self._data, path)
        key = entry.get("id") if isinstance(entry, dict) else None
        name = key if isinstance(key, str) else path_in_words(path)
        self.left_out[kind.noun, name] = place
        for inner in self._kinds:
            if inner.path[: len(kind.path)] == kind.path and inner is not kind:
                rest = inner.path[len(kind.path) :]
                for deeper, _entry in list(_entries(entry, rest)):
                    self._name(inner, (*path, *deeper), place)


def _entries(data: Any, path: Sequence[str]) -> Iterator[tuple[KeyPath, Any]]:  # noqa: ANN401 - any YAML value
    """The values that a path with "*" leads to, each with its own path."""
    if not path:
        yield (), data
    elif path[0] == _ANY:
        for number, one in enumerate(data if isinstance(data, list) else ()):
            for rest, value in _entries(one, path[1:]):
                yield (number, *rest), value
    elif isinstance(data, dict):
        for rest, value in _entries(data.get(path[0]), path[1:]):
            yield (path[0], *rest), value


def _at(data: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any YAML value
    for step in path:
        data = _inner(data, step)
    return data


def _inner(data: Any, step: str | int) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(data, dict):
        return data.get(str(step))
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    once = dict.fromkeys(problems)
    return tuple(sorted(once, key=lambda one: (one.place.line or 0, one.place.column or 0)))
