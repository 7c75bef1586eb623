"""Source files: bibliographic entries, grouped by theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefbuilder.domain.sources import Source
from briefbuilder.language.marks import N_
from briefbuilder.storage.formats import SOURCES
from briefbuilder.storage.partly import Entries, Partly, read_partly, whole
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.yaml_writer import dump

_ENTRIES = Entries(
    "source",
    ("sources", "*"),
    N_('The source "{key}" stands twice; the first is on line {line}.'),
)


def read_sources(text: str, file: str) -> Partly:
    """The sound sources of a file, and what is wrong with the others, which are left out."""
    found = read_partly(load(text, file), SOURCES, (_ENTRIES,))
    return replace(found, value=found.value.sources)


def parse_sources(text: str, file: str) -> tuple[Source, ...]:
    """The sources of a file, in its order; `InvalidFileError` with every problem found."""
    sources: tuple[Source, ...] = whole(read_sources(text, file))
    return sources


def format_sources(sources: Iterable[Source]) -> str:
    """The text of a source file."""
    entries = [
        source.model_dump(mode="json", by_alias=True, exclude_defaults=True) for source in sources
    ]
    return dump({"format": SOURCES.name, "version": SOURCES.version, "sources": entries})
