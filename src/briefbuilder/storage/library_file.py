"""The file `library.yaml`: what a library says of itself."""

from __future__ import annotations

from briefbuilder.domain.library import LibrarySettings
from briefbuilder.storage.formats import LIBRARY
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump


def parse_library_settings(text: str, file: str) -> LibrarySettings:
    """The settings of a library; `InvalidFileError` with every problem found."""
    found: LibrarySettings = validated(load(text, file), LIBRARY)
    return found


def format_library_settings(settings: LibrarySettings) -> str:
    """The text of a `library.yaml`."""
    data = settings.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dump({"format": LIBRARY.name, "version": LIBRARY.version, **data})
