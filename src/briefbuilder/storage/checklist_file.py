"""Checklist files: groups of questions."""

from __future__ import annotations

from briefbuilder.domain.checklists import Checklist
from briefbuilder.language.marks import N_
from briefbuilder.storage.formats import CHECKLIST
from briefbuilder.storage.partly import Entries, Partly, read_partly
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump

_ENTRIES = (
    Entries(
        "question",
        ("groups", "*", "questions", "*"),
        N_('The question "{key}" stands twice; the first is on line {line}.'),
    ),
    Entries(
        "group of questions",
        ("groups", "*"),
        N_('The group of questions "{key}" stands twice; the first is on line {line}.'),
    ),
)


def read_checklist(text: str, file: str) -> Partly:
    """The checklist of a file without its faulty questions, and what is wrong with those."""
    return read_partly(load(text, file), CHECKLIST, _ENTRIES)


def parse_checklist(text: str, file: str) -> Checklist:
    """The checklist of a file; `InvalidFileError` with every problem found."""
    found: Checklist = validated(load(text, file), CHECKLIST)
    return found


def format_checklist(checklist: Checklist) -> str:
    """The text of a checklist file."""
    data = checklist.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dump({"format": CHECKLIST.name, "version": CHECKLIST.version, **data})
