"""Words typed into a dialog that was open when the program ended, so that they can be copied back.

A dialog has no file and no history: what is typed in it counts only when it is accepted. Until
then its words are kept in one small file for each window, in the user's state folder.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from briefbuilder.errors import BriefbuilderError, StorageError, WriteFailedError
from briefbuilder.language.interface import labelled
from briefbuilder.storage.atomic import (
    PRIVATE,
    make_folder,
    remove_file,
    sweep_leftovers,
    write_atomically,
)
from briefbuilder.storage.looking import age_of, paths_in
from briefbuilder.storage.safe_read import MIB, read_bytes_safely
from briefbuilder.storage.window_sign import WindowSign

FORMAT = "briefbuilder-dialog-words"
VERSION = 1
_LIMIT = 8 * MIB


@dataclass(frozen=True, slots=True)
class DialogWords:
    """What stood in the fields of a dialog: (name of the field, words), in their order."""

    title: str
    words: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "\n".join(labelled(name, words) if name else words for name, words in self.words)


@dataclass(frozen=True, slots=True)
class _Entry:
    format: str
    version: int
    at: dt.datetime
    dialogs: tuple[DialogWords, ...]


_ENTRY = TypeAdapter(_Entry)


@dataclass(frozen=True, slots=True)
class LeftInDialogs:
    """What a window that has ended left behind."""

    file: Path
    at: dt.datetime
    dialogs: tuple[DialogWords, ...]


class DialogWordsStore:
    """The words in the dialogs of one window. It may be used from several threads."""

    def __init__(self, folder: Path, sign: WindowSign) -> None:
        self._folder = folder
        self._sign = sign
        self._guard = threading.Lock()
        self._asked = 0
        self._done = 0
        self._kept: tuple[DialogWords, ...] | None = ()

    def keeping(
        self, dialogs: tuple[DialogWords, ...], at: dt.datetime
    ) -> Callable[[], None] | None:
        """What keeps exactly these words, on any thread; None where they are kept already."""
        if dialogs == self._kept:
            return None
        self._kept = dialogs
        self._asked += 1
        number = self._asked

        def write() -> None:
            with self._guard:
                if self._done < number:
                    try:
                        self._write(dialogs, at)
                    except WriteFailedError:
                        self._kept = None  # so that it is tried again, with or without a new word
                        raise
                    self._done = number

        return write

    def pending(self) -> tuple[LeftInDialogs, ...]:
        """What windows left behind, newest first."""
        sweep_leftovers(self._folder)
        found: list[LeftInDialogs] = []
        try:
            paths = paths_in(self._folder, ".json")
        except StorageError:
            return ()  # as for a damaged one: it stays where it is
        for path in paths:
            if not self._sign.has_ended(path.stem, age_of(path)):
                continue
            with suppress(BriefbuilderError, ValidationError):
                entry = _ENTRY.validate_json(read_bytes_safely(path, limit=_LIMIT))
                if (entry.format, entry.version) == (FORMAT, VERSION):
                    found.append(LeftInDialogs(path, entry.at, entry.dialogs))
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    def discard(self, left: LeftInDialogs) -> None:
        """Forget what was left behind."""
        remove_file(left.file)

    def _write(self, dialogs: tuple[DialogWords, ...], at: dt.datetime) -> None:
        path = self._folder / f"{self._sign.token}.json"
        if not dialogs:
            remove_file(path)
            return
        make_folder(self._folder, mode=PRIVATE)
        self._sign.show()
        entry = _ENTRY.dump_python(_Entry(FORMAT, VERSION, at, dialogs), mode="json")
        write_atomically(path, json.dumps(entry, ensure_ascii=True, indent=1).encode("ascii"))
