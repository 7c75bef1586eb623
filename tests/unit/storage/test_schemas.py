"""The published JSON Schemas are those of the models that read the files."""

import json
from pathlib import Path

import pytest

from briefbuilder.storage.schemas import PUBLISHED, schema_name, schema_of, schema_texts
from briefbuilder.storage.validation import known_keys

FOLDER = Path(__file__).parents[3] / "docs" / "formats" / "schemas"


def test_what_is_published_is_fresh():
    published = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}

    assert published == schema_texts(), "run: ./dev schemas"


@pytest.mark.parametrize("fmt", PUBLISHED, ids=schema_name)
def test_a_schema_asks_for_format_and_version_and_refuses_unknown_keys(fmt):
    schema = schema_of(fmt)
    heads = (
        [schema]
        if "properties" in schema
        else [schema["$defs"][one["$ref"].rpartition("/")[2]] for one in schema["oneOf"]]
    )

    for head in heads:
        assert head["properties"]["format"] == {"const": fmt.name}
        version = {"enum": [1, 2]} if fmt.name == "briefbuilder-item" else {"const": fmt.version}
        assert head["properties"]["version"] == version
        assert head["required"][:2] == ["format", "version"]
        assert head["additionalProperties"] is False
        assert not fmt.elsewhere & head["properties"].keys()


def test_the_kinds_of_item_are_told_apart():
    kinds = [
        one["properties"]["kind"]["const"]
        for one in schema_of(PUBLISHED[0])["$defs"].values()
        if "kind" in one.get("properties", {})
    ]

    assert sorted(kinds) == ["background", "case-study", "legal", "tool"]


def test_every_page_of_the_formats_names_its_schema():
    pages = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.parent.glob("*.md"))

    assert [name for name in schema_texts() if f"schemas/{name}" not in pages] == []


def test_known_keys_are_those_of_the_schema():
    fmt = PUBLISHED[0]
    tool = schema_of(fmt)["$defs"]["Tool"]["properties"]

    assert known_keys(fmt, {"kind": "tool"}, ()) == tuple(tool)
    assert known_keys(fmt, {"kind": "tool", "marking": {}}, ("marking",)) == (
        "scheme",
        "level",
        "caveats",
    )
    assert json.loads(json.dumps(tool)) == tool
