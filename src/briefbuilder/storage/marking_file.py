"""Marking scheme files: levels, caveats, and the words that they print."""

from __future__ import annotations

from briefbuilder.domain.markings import Scheme
from briefbuilder.storage.formats import MARKING_SCHEME
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump


def parse_marking_scheme(text: str, file: str) -> Scheme:
    """The scheme of a file; `InvalidFileError` with every problem found."""
    found: Scheme = validated(load(text, file), MARKING_SCHEME)
    return found


def format_marking_scheme(scheme: Scheme) -> str:
    """The text of a marking scheme file."""
    data = scheme.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dump({"format": MARKING_SCHEME.name, "version": MARKING_SCHEME.version, **data})
