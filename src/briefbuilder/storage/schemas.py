"""JSON Schema of the file formats, for editors that complete keys and mark faults as one types.

The schemas are made from the models that read the files, and published in `docs/formats/schemas/`
(`./dev schemas`); a test compares the two. They say what a head may hold; what
ties a file together, such as an item's sections, only the program checks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefbuilder.storage.coverage_file import COVERAGE
from briefbuilder.storage.formats import (
    BRIEF,
    CHECKLIST,
    ITEM,
    LIBRARY,
    MARKING_SCHEME,
    SOURCES,
    TEMPLATE,
    FileFormat,
)

PUBLISHED = (ITEM, SOURCES, CHECKLIST, MARKING_SCHEME, LIBRARY, COVERAGE, TEMPLATE, BRIEF)
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FORMED = frozenset({"format", "pattern", "enum", "const"})
# A discriminator is OpenAPI's; JSON Schema says the same by the constants of the members.
_LEFT_OUT = frozenset({"title", "discriminator"})
# Every scalar of a file is read as text: `volume: 12` and `issued: 1962` are right as they are.
_TEXT = ["string", "number", "boolean"]


def schema_texts() -> dict[str, str]:
    """Each published schema's text, by its file name."""
    return {schema_name(fmt): schema_text(fmt) for fmt in PUBLISHED}


def schema_name(fmt: FileFormat) -> str:
    """The name of the file in which a format's schema is published."""
    return f"{fmt.name.removeprefix('briefbuilder-')}.json"


def schema_text(fmt: FileFormat) -> str:
    """The schema as it is published."""
    return json.dumps(schema_of(fmt), indent=2, ensure_ascii=False) + "\n"


def schema_of(fmt: FileFormat) -> dict[str, Any]:
    """The JSON Schema of a format's head, `format` and `version` included."""
    made = fmt.adapter.json_schema(by_alias=True, mode="validation")
    definitions: dict[str, Any] = made.get("$defs", {})
    for definition in definitions.values():
        _require_tag(definition)
    for root in _roots(made, definitions):
        _add_first_keys(root, fmt)
    head = {"$schema": _DIALECT, "title": f"Briefbuilder {fmt.title}, version {fmt.version}"}
    return head | {key: _plain(value) for key, value in made.items() if key not in _LEFT_OUT}


def _roots(made: dict[str, Any], definitions: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "oneOf" not in made:
        return [made]
    return [definitions[member["$ref"].rpartition("/")[2]] for member in made["oneOf"]]


def _require_tag(definition: dict[str, Any]) -> None:
    """Ask for the key that tells the members of a union apart."""
    properties = definition.get("properties", {})
    tags = [key for key in ("kind", "type") if "const" in properties.get(key, {})]
    if tags:
        required = definition.get("required", [])
        definition["required"] = [*tags, *(key for key in required if key not in tags)]


def _add_first_keys(root: dict[str, Any], fmt: FileFormat) -> None:
    own = {key: one for key, one in root["properties"].items() if key not in fmt.elsewhere}
    versions = range(fmt.alike_from or fmt.version, fmt.version + 1)
    version = {"enum": [*versions]} if len(versions) > 1 else {"const": fmt.version}
    first = {"format": {"const": fmt.name}, "version": version}
    required = [key for key in root.get("required", []) if key not in fmt.elsewhere]
    root |= {"properties": first | own, "required": [*first, *required]}


def _plain(schema: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The schema without pydantic's own titles, and with every plain text open to all scalars."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _plain(one)
        for key, one in schema.items()
        if key != "discriminator" and not (key == "title" and isinstance(one, str))
    }
    if kept.get("type") == "string" and not kept.keys() & _FORMED:
        kept["type"] = _TEXT
    return kept
