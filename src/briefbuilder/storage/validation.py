"""From a YAML tree to a domain value: format, version, migration, model; each fault in its place.

The corridor that every text file takes. pydantic finds the faults; here each gets a sentence for
people and the line and column of the key it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from briefbuilder.domain.conditions import UNKNOWN_KEY
from briefbuilder.errors import InvalidFileError, Problem
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.storage.formats import FileFormat
from briefbuilder.storage.migrations import migrate
from briefbuilder.storage.strict_yaml import KeyPath, Value, YamlTree
from briefbuilder.storage.value_sentences import did_you_mean, quotable, quoted_in, sentence_of

_MAX_PROBLEMS = 50  # of one file; who mends these will see the rest
_DISCRIMINATORS = ("kind", "type")
_LONGEST_VERSION = 6


@dataclass(frozen=True, slots=True)
class Head:
    """A file's keys after migration, without `format` and `version`."""

    data: dict[str, Any]
    version: int


def read_head(tree: YamlTree, fmt: FileFormat) -> Head:
    """Check `format` and `version`, and bring the rest to the present version.

    Raises `InvalidFileError` when one of the two is missing or wrong, `UnknownVersionError` when
    the file is newer than this program.
    """
    data = dict(tree.value)
    name, version_text = data.pop("format", None), data.pop("version", None)
    problems = []
    if name != fmt.name:
        problems.append(Problem(_wrong_format(fmt, name), tree.place(("format",))))
    version = _number(version_text)
    if version < 1:
        sentence = _("The file must say which version of its format it has: a whole number.")
        problems.append(Problem(sentence, tree.place(("version",))))
    if problems:
        raise InvalidFileError.of(*problems)
    migrated = migrate(fmt.name, version, data, newest=fmt.version, place=tree.place(("version",)))
    return Head(migrated, version)


def _wrong_format(fmt: FileFormat, name: object) -> str:
    if not name:
        return _("The format of this file must be {format}; it says nothing.", format=fmt.name)
    return _(
        'The format of this file must be {format}; it says "{name}".',
        format=fmt.name,
        name=quotable(name),
    )


def _number(text: object) -> int:
    """A version of a file; 0 for what cannot be one."""
    is_number = isinstance(text, str) and text.isdecimal() and len(text) <= _LONGEST_VERSION
    return int(text) if is_number and isinstance(text, str) else 0


def validated(tree: YamlTree, fmt: FileFormat, *, more: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401 - the format's model, which each caller names
    """The domain value of a file. `more` holds the fields that stand outside of the YAML."""
    head = read_head(tree, fmt)
    if outside := fmt.elsewhere & head.data.keys():
        raise InvalidFileError.of(*(_unknown_key((key,), tree, fmt) for key in sorted(outside)))
    data = {**without_nulls(head.data), **(more or {})}
    try:
        return fmt.adapter.validate_python(data, by_alias=True, by_name=False)
    except ValidationError as error:
        found = [problem for _, problem in faults_of(error, data, tree, fmt, most=_MAX_PROBLEMS)]
        raise InvalidFileError.of(*found) from error


def without_nulls(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    """A value without empty keys: a key without a value is a key that is not there."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_nulls(inner) for inner in value]
    return value


def faults_of(
    error: ValidationError,
    data: Value,
    tree: YamlTree,
    fmt: FileFormat,
    *,
    most: int | None = None,
    original: Callable[[KeyPath], KeyPath] = lambda path: path,
) -> list[tuple[KeyPath, Problem]]:
    """What pydantic found, each with its path and as a problem in its place, in that order.

    `original` leads from a path in `data` to that in the file, where `data` is only a part of it.
    """
    # Where a value may have one of several shapes, pydantic reports each of them; the last one
    # is the most general and makes the better sentence.
    by_path: dict[tuple[KeyPath, bool], ErrorDetails] = {}
    for details in islice(error.errors(include_url=False), most):
        path = original(_path_in_data(details["loc"], data))
        by_path[path, details["type"] == "missing"] = details
    faulty = [path for path, _ in by_path]
    found = [
        (path, _problem(details, path, tree, fmt))
        for (path, _), details in by_path.items()
        if not (details["type"] == "too_short" and _has_faults_inside(path, faulty))
    ]
    return sorted(found, key=lambda one: (one[1].place.line or 0, one[1].place.column or 0))


def _has_faults_inside(path: KeyPath, faulty: Iterable[KeyPath]) -> bool:
    """Whether a list is only called too short because pydantic does not count faulty entries."""
    return any(len(one) > len(path) and one[: len(path)] == path for one in faulty)


def _path_in_data(loc: Sequence[int | str], data: object) -> KeyPath:
    """The path in the data: pydantic's, less the names of union members in between."""
    path: list[str | int] = []
    here = data
    is_tag_spent = False
    for position, step in enumerate(loc):
        is_last = position == len(loc) - 1
        if isinstance(here, dict):
            if not is_tag_spent and step in [here.get(name) for name in _DISCRIMINATORS]:
                is_tag_spent = True
                continue
            if step in here:
                here = here[step]
            elif not is_last:
                continue
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            continue
        path.append(step)
        is_tag_spent = False
    return tuple(path)


def _problem(details: ErrorDetails, path: KeyPath, tree: YamlTree, fmt: FileFormat) -> Problem:
    context = details.get("ctx", {})
    match details["type"]:
        case "missing":
            return _missing(path, tree)
        case "extra_forbidden" | "unexpected_keyword_argument":
            return _unknown_key(path, tree, fmt)
        case kind if kind == UNKNOWN_KEY:
            return _unknown_key((*path, context["key"]), tree, fmt)
        case "union_tag_invalid":
            return _unknown_tag(details, path, tree)
        case "union_tag_not_found":
            return _missing((*path, str(context["discriminator"]).strip("'")), tree)
        case _:
            sentence, remedy = sentence_of(details)
            return Problem(sentence, tree.place(path), remedy=remedy)


def _missing(path: KeyPath, tree: YamlTree) -> Problem:
    is_empty = tree.node(path) is not None
    sentence = (
        N_('The key "{key}" has no value.') if is_empty else N_('The key "{key}" is missing.')
    )
    sentence = _(sentence, key=path[-1])
    return Problem(sentence, tree.place(path))


def _unknown_key(path: KeyPath, tree: YamlTree, fmt: FileFormat) -> Problem:
    known = known_keys(fmt, tree.value, path[:-1])
    remedy = did_you_mean(str(path[-1]), known)
    sentence = _('The key "{key}" is not known.', key=path[-1])
    if known:
        sentence += " " + _("The keys known here are {keys}.", keys=", ".join(known))
    return Problem(sentence, tree.place(path), remedy=remedy)


def _unknown_tag(details: ErrorDetails, path: KeyPath, tree: YamlTree) -> Problem:
    context = details.get("ctx", {})
    key = str(context["discriminator"]).strip("'")
    known = quoted_in(str(context["expected_tags"]))
    tag = quotable(context["tag"])
    sentence = _(
        '"{value}" is not a {key}; it is one of {known}.',
        value=tag,
        key=key,
        known=", ".join(known),
    )
    return Problem(sentence, tree.place((*path, key)), remedy=did_you_mean(tag, known))


@cache
def _schema(fmt: FileFormat) -> dict[str, Any]:
    return fmt.adapter.json_schema(by_alias=True, mode="validation")


def known_keys(fmt: FileFormat, data: Value, path: KeyPath) -> tuple[str, ...]:
    """The keys that may stand in the mapping at `path`, in the model's order."""
    schema = _schema(fmt)
    definitions = cast(dict[str, Any], schema.get("$defs", {}))
    value: object = data
    here = _member(schema, value, definitions)
    for step in path:
        here = _step(here, step)
        value = _value_at(value, step)
        here = _member(here, value, definitions)
    keys = tuple(key for key in here.get("properties", {}) if path or key not in fmt.elsewhere)
    return keys if path else ("format", "version", *keys)


def _step(schema: Mapping[str, Any], step: str | int) -> dict[str, Any]:
    if isinstance(step, int):
        inner = schema.get("items", {})
    else:
        inner = schema.get("properties", {}).get(step) or schema.get("additionalProperties", {})
    return inner if isinstance(inner, dict) else {}


def _value_at(value: object, step: str | int) -> object:
    match value, step:
        case dict(), str():
            return value.get(step)
        case list(), int() if step < len(value):
            return value[step]
        case _:
            return None


def _of_its_keys(
    members: list[dict[str, Any]], value: dict[str, Any], definitions: dict[str, Any]
) -> dict[str, Any]:
    """The member of a union that has one of a mapping's keys; with none of them, all in one."""
    schemas = [definitions[one["$ref"].rpartition("/")[2]] for one in members]
    mine = [one for one in schemas if one["properties"].keys() & value.keys()]
    if mine:
        return cast(dict[str, Any], mine[0])
    every = {key: inner for one in schemas for key, inner in one["properties"].items()}
    return {"properties": every}


def _member(schema: dict[str, Any], value: object, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema that applies to `value`: references followed, members of unions chosen."""
    here = schema
    while True:
        if "$ref" in here:
            here = definitions[here["$ref"].rpartition("/")[2]]
        elif "discriminator" in here and isinstance(value, dict):
            tags = here["discriminator"]
            reference = tags["mapping"].get(value.get(tags["propertyName"]))
            if reference is None:
                return {}
            here = {"$ref": reference}
        elif "oneOf" in here and isinstance(value, dict):
            here = _of_its_keys(here["oneOf"], value, definitions)
        elif "anyOf" in here:
            wanted = {"items"} if isinstance(value, list) else {"$ref", "properties", "oneOf"}
            here = next((one for one in here["anyOf"] if wanted & one.keys()), {})
        else:
            return here
