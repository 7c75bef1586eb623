"""Checklist files: groups of questions."""

from __future__ import annotations

from briefbuilder.domain.checklists import Checklist
from briefbuilder.storage.formats import CHECKLIST
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump


def parse_checklist(text: str, file: str) -> Checklist:
    """The checklist of a file; `InvalidFileError` with every problem found."""
    found: Checklist = validated(load(text, file), CHECKLIST)
    return found


def format_checklist(checklist: Checklist) -> str:
    """The text of a checklist file."""
    data = checklist.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dump({"format": CHECKLIST.name, "version": CHECKLIST.version, **data})
