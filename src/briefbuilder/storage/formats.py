"""The file formats by name: the version that this program writes, and the model behind each.

That of `coverage.yaml` stands with its reader, since it leans on the whole library check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from briefbuilder.domain.base import Frozen
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.items import ITEM_ADAPTER
from briefbuilder.domain.library import LibrarySettings
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.sources import Source
from briefbuilder.domain.templates import Template
from briefbuilder.storage.brief_head import HeadEntry


class SourceList(Frozen):
    """What a source file holds."""

    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One format: its name in the file's `format:` line, the newest version, and its model.

    `elsewhere` names the model's fields that do not stand in the YAML: an item's body.
    `alike_from` is the oldest version that has the same keys, less some that came since.
    """

    name: str
    title: str
    version: int
    adapter: TypeAdapter[Any]
    elsewhere: frozenset[str] = frozenset()
    alike_from: int | None = None


ITEM = FileFormat("briefbuilder-item", "item", 2, ITEM_ADAPTER, frozenset({"body"}), alike_from=1)
SOURCES = FileFormat("briefbuilder-sources", "source file", 1, TypeAdapter(SourceList))
CHECKLIST = FileFormat("briefbuilder-checklist", "checklist", 1, TypeAdapter(Checklist))
MARKING_SCHEME = FileFormat("briefbuilder-marking-scheme", "marking scheme", 1, TypeAdapter(Scheme))
LIBRARY = FileFormat("briefbuilder-library", "library", 1, TypeAdapter(LibrarySettings))
BRIEF = FileFormat("briefbuilder-brief", "brief", 2, TypeAdapter(HeadEntry))
TEMPLATE = FileFormat("briefbuilder-template", "template", 1, TypeAdapter(Template))
