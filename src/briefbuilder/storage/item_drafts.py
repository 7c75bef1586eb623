"""Unsaved items of a library, put aside so that a crash does not lose what a curator typed.

One small JSON file for each, in the user's state folder: they belong to one person and one
workstation, and never stand in the shared library.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from briefbuilder.domain.base import Frozen
from briefbuilder.errors import BriefbuilderError
from briefbuilder.storage.atomic import ANY, sweep_leftovers, write_atomically
from briefbuilder.storage.safe_read import MIB, read_bytes_safely

FORMAT = "briefbuilder-item-draft"
VERSION = 1
_LIMIT = 8 * MIB
_NAME_DIGITS = 24


class PutAside(Frozen):
    """An item's text that is not saved; `base` is the SHA-256 of its file as it was read."""

    file: str
    text: str
    base: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    format: str
    version: int
    draft: PutAside


_ENTRY = TypeAdapter(_Entry)


class ItemDraftStore:
    """The drafts put aside for one library. Only files that this object made are ever removed."""

    def __init__(self, folder: Path, library_root: Path) -> None:
        name = hashlib.sha256(str(library_root.resolve()).encode("utf-8", "surrogateescape"))
        self._folder = folder / name.hexdigest()[:_NAME_DIGITS]
        self._own: set[Path] = set()

    def keep(self, drafts: Iterable[PutAside]) -> None:
        """Hold exactly these drafts from now on; raises what `write_atomically` raises."""
        kept: set[Path] = set()
        for draft in drafts:
            path = self._path(draft.file)
            self._folder.mkdir(parents=True, exist_ok=True)
            entry = {"format": FORMAT, "version": VERSION, "draft": draft.model_dump()}
            text = json.dumps(entry, ensure_ascii=True, indent=1)
            write_atomically(path, text.encode("ascii"), expected=ANY)
            kept.add(path)
        for path in self._own - kept:
            path.unlink(missing_ok=True)
        self._own = kept

    def pending(self) -> tuple[PutAside, ...]:
        """What an earlier run left behind, by file; it is this object's to keep or drop now."""
        if not self._folder.is_dir():
            return ()
        sweep_leftovers(self._folder)
        found: list[PutAside] = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                entry = _ENTRY.validate_json(read_bytes_safely(path, limit=_LIMIT))
            except (BriefbuilderError, ValidationError):
                continue  # damaged, or a newer program's: it stays where it is
            if (entry.format, entry.version) == (FORMAT, VERSION):
                found.append(entry.draft)
                self._own.add(path)
        return tuple(sorted(found, key=lambda draft: draft.file))

    def _path(self, file: str) -> Path:
        return self._folder / f"{hashlib.sha256(file.encode()).hexdigest()[:_NAME_DIGITS]}.json"
