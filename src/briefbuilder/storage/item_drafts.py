"""Unsaved items of a library, put aside so that a crash does not lose what a curator typed.

One small JSON file for each, in the user's state folder: they belong to one person and one
workstation, and never stand in the shared library.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from briefbuilder.domain.base import Frozen
from briefbuilder.errors import BriefbuilderError, StorageError
from briefbuilder.storage.atomic import (
    ANY,
    PRIVATE,
    make_folder,
    remove_file,
    sweep_leftovers,
    write_atomically,
)
from briefbuilder.storage.looking import age_of, paths_in, real_path
from briefbuilder.storage.safe_read import MIB, read_bytes_safely
from briefbuilder.storage.window_sign import WindowSign

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
    """One window's drafts of one library. Only files that it made or took over are ever removed."""

    def __init__(self, folder: Path, library_root: Path, sign: WindowSign) -> None:
        name = hashlib.sha256(str(real_path(library_root)).encode("utf-8", "surrogateescape"))
        self._folder = folder / name.hexdigest()[:_NAME_DIGITS]
        self._sign = sign
        self._own: dict[Path, PutAside] = {}
        self._guard = threading.Lock()
        self._asked = 0
        self._done = 0

    def keep(self, drafts: Iterable[PutAside]) -> None:
        """Hold exactly these drafts from now on; raises what `write_atomically` raises."""
        self.keeping(drafts)()

    def keeping(self, drafts: Iterable[PutAside]) -> Callable[[], None]:
        """The same, to be done by whoever calls it, on any thread.

        Of two such the later asked for wins, whichever is done last.
        """
        wanted = {self._path(draft.file): draft for draft in drafts}
        with self._guard:
            self._asked += 1
            number = self._asked

        def write() -> None:
            with self._guard:
                if self._done < number:
                    self._hold(wanted)
                    self._done = number

        return write

    def _hold(self, wanted: Mapping[Path, PutAside]) -> None:
        for path, draft in wanted.items():
            if self._own.get(path) == draft:
                continue
            make_folder(self._folder, mode=PRIVATE)
            self._sign.show()
            entry = {"format": FORMAT, "version": VERSION, "draft": draft.model_dump()}
            text = json.dumps(entry, ensure_ascii=True, indent=1)
            write_atomically(path, text.encode("ascii"), expected=ANY)
            self._own[path] = draft
        for path in self._own.keys() - wanted.keys():
            remove_file(path)
            del self._own[path]

    def pending(self) -> tuple[PutAside, ...]:
        """What windows left behind, by file; it is this object's to keep or drop now."""
        sweep_leftovers(self._folder)
        found: list[PutAside] = []
        try:
            paths = paths_in(self._folder, ".json")
        except StorageError:
            return ()  # as for a damaged one: it stays where it is
        for path in sorted(paths, key=age_of):
            window = path.suffixes[0].removeprefix(".") if len(path.suffixes) > 1 else ""
            try:
                if not self._sign.has_ended(window, age_of(path)):
                    continue
                entry = _ENTRY.validate_json(read_bytes_safely(path, limit=_LIMIT))
            except (BriefbuilderError, ValidationError, FileNotFoundError):
                continue  # damaged, or a newer program's: it stays where it is
            others = {draft.file for draft in found}  # newer ones; this is offered another time
            if (entry.format, entry.version) == (
                FORMAT,
                VERSION,
            ) and entry.draft.file not in others:
                found.append(entry.draft)
                self._own[path] = entry.draft
        return tuple(sorted(found, key=lambda draft: draft.file))

    def _path(self, file: str) -> Path:
        digits = hashlib.sha256(file.encode()).hexdigest()[:_NAME_DIGITS]
        return self._folder / f"{digits}.{self._sign.token}.json"
