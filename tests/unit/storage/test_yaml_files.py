"""The files that are nothing but YAML are read, refused with a place, and written as they were."""

import pytest

from briefbuilder.errors import InvalidFileError
from briefbuilder.storage.checklist_file import format_checklist, parse_checklist
from briefbuilder.storage.coverage_file import format_coverage, parse_coverage
from briefbuilder.storage.library_file import format_library_settings, parse_library_settings
from briefbuilder.storage.marking_file import format_marking_scheme, parse_marking_scheme
from briefbuilder.storage.source_file import format_sources, parse_sources
from briefbuilder.storage.template_folder import format_template, parse_template
from helpers.storage_samples import LIBRARY

TEMPLATES = LIBRARY.parent / "templates"
KINDS = {
    "sources": (parse_sources, format_sources),
    "checklists": (parse_checklist, format_checklist),
    "markings": (parse_marking_scheme, format_marking_scheme),
    "library": (parse_library_settings, format_library_settings),
    "coverage": (parse_coverage, format_coverage),
    "templates": (parse_template, format_template),
}
FILES = [
    *(("library", path) for path in [LIBRARY / "library.yaml"]),
    *(("coverage", path) for path in [LIBRARY / "coverage.yaml"]),
    *(
        (kind, path)
        for kind in ("sources", "checklists", "markings")
        for path in sorted((LIBRARY / kind).glob("*.yaml"))
    ),
    *(("templates", path) for path in sorted(TEMPLATES.glob("*/template.yaml"))),
]

CHECKLIST = """\
format: briefbuilder-checklist
version: 1
id: short
title: Short
groups:
  - id: A
    title: Authority
    questions:
      - id: A1
        text: Is there an objective?
        why: Because.
        evidence: A paper.
        severity: blocking
        applies_when: {any: [{places_kind: tool}, {not: {places_tag: air}}]}
"""


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_a_shipped_file_says_the_same_when_it_is_written(kind, path):
    parse, form = KINDS[kind]
    value = parse(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")

    text = form(value)

    assert parse(text, f"{path.parent.name}/{path.name}") == value
    assert form(parse(text, f"{path.parent.name}/{path.name}")) == text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("severity: blocking", "severity: fatal", '13:9: "fatal" is not one of blocking, major, a'),
        ("        why: Because.\n", "", '9:9: The key "why" is missing.'),
        ("places_kind: tool", "place_kind: tool", '14:31: The key "place_kind" is not known.'),
        ("places_kind: tool", "place_kind: tool", 'Did you mean "places_kind"?'),
        ("{places_kind: tool}", "{}", "14:30: A condition has exactly one key."),
        ("{places_kind: tool}", "5", "14:30: A condition is a mapping with one key, such as"),
        ("{places_kind: tool}", "{field: {name: a, iss: b}}", '14:48: The key "iss" is not known.'),
        ("{places_kind: tool}", "{field: {name: a, iss: b}}", 'Did you mean "is"?'),
        ("{places_kind: tool}", "{all: [{any: [{no: 1}]}]}", 'Did you mean "not"?'),
        ("places_kind: tool", "places_kind: plane", '14:31: "plane" is not one of case-study, to'),
        ("groups:", "groups: []\nmore:", "5:1: This list needs at least 1 of its entries."),
    ],
)
def test_a_fault_of_a_checklist_has_its_place(old, new, expected):
    with pytest.raises(InvalidFileError) as caught:
        parse_checklist(CHECKLIST.replace(old, new, 1), "checklists/short.yaml")

    assert expected in str(caught.value)


def test_questions_that_stand_twice_are_refused():
    twice = CHECKLIST + CHECKLIST.partition("questions:\n")[2]

    with pytest.raises(InvalidFileError, match="These question ids stand twice: A1"):
        parse_checklist(twice, "checklists/short.yaml")


def test_a_key_by_its_name_in_the_program_is_not_a_key_of_the_file():
    text = (
        "format: briefbuilder-sources\nversion: 1\n"
        "sources:\n  - {id: a, type: book, title: T, container_title: U}\n"
    )

    with pytest.raises(InvalidFileError, match='Did you mean "container-title"'):
        parse_sources(text, "sources/a.yaml")


def test_a_source_may_leave_a_key_empty():
    text = (
        "format: briefbuilder-sources\nversion: 1\n"
        "sources:\n  - {id: a, type: book, title: T, cite_as: null, issued: , volume: 010}\n"
    )

    (source,) = parse_sources(text, "sources/a.yaml")

    assert (source.cite_as, source.issued, source.volume) == (None, "n.d.", "010")
