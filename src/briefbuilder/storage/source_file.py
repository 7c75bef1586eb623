"""Source files: bibliographic entries, grouped by theme."""

from __future__ import annotations

from collections.abc import Iterable

from briefbuilder.domain.sources import Source
from briefbuilder.errors import InvalidFileError, Problem
from briefbuilder.storage.formats import SOURCES, SourceList
from briefbuilder.storage.strict_yaml import YamlTree, load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump


def parse_sources(text: str, file: str) -> tuple[Source, ...]:
    """The sources of a file, in its order; `InvalidFileError` with every problem found."""
    tree = load(text, file)
    found: SourceList = validated(tree, SOURCES)
    problems = _standing_twice(found.sources, tree)
    if problems:
        raise InvalidFileError.of(*problems)
    return found.sources


def format_sources(sources: Iterable[Source]) -> str:
    """The text of a source file."""
    entries = [
        source.model_dump(mode="json", by_alias=True, exclude_defaults=True) for source in sources
    ]
    return dump({"format": SOURCES.name, "version": SOURCES.version, "sources": entries})


def _standing_twice(sources: tuple[Source, ...], tree: YamlTree) -> list[Problem]:
    seen: dict[str, int] = {}
    problems = []
    for position, source in enumerate(sources):
        path = ("sources", position, "id")
        line, _ = tree.locate(path)
        if source.id in seen:
            sentence = (
                f'The source "{source.id}" stands twice; the first is on line {seen[source.id]}.'
            )
            problems.append(Problem(sentence, tree.place(path)))
        seen.setdefault(source.id, line)
    return problems
