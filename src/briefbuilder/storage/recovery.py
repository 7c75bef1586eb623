"""Unsaved work, kept aside as one types, and found again after a crash.

A recovery copy is a brief's file with one more entry that says where the brief came from, when the
copy was made, and by which window on which machine. It is written like every file: a crash in the
middle leaves the copy before it. Each window has copies of its own, one for each brief and file, so
that a copied brief is not taken for the one that it was copied from (see `window_sign`).
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from briefbuilder.domain.base import Frozen
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError, Problem, StorageError
from briefbuilder.storage.atomic import (
    PRIVATE,
    make_folder,
    remove_file,
    sweep_leftovers,
    write_atomically,
)
from briefbuilder.storage.brief_file import (
    BRIEF_LIMIT,
    RECOVERY_ENTRY,
    brief_from_bytes,
    brief_to_bytes,
    entries_of_brief,
)
from briefbuilder.storage.formats import FileFormat
from briefbuilder.storage.looking import absolute_path, age_of, paths_in
from briefbuilder.storage.safe_read import decode, read_bytes_safely
from briefbuilder.storage.stamps import Stamp
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.window_sign import WindowSign
from briefbuilder.storage.yaml_writer import dump

ENDING = ".recovery.brief"
_NAME = re.compile(r"[0-9a-f]+\.[0-9a-f]+\.(?P<window>[0-9a-f]+)" + re.escape(ENDING))
_DIGITS = 12


class RecoveryNote(Frozen):
    """What a recovery copy says beside its brief."""

    at: dt.datetime
    origin: Path | None = None
    base: str | None = None
    machine: str = ""


RECOVERY = FileFormat("briefbuilder-recovery", "recovery note", 2, TypeAdapter(RecoveryNote))


@dataclass(frozen=True, slots=True)
class Recovered:
    """Work that was left behind.

    `brief` is None when the copy cannot be read, and `problem` says why. `origin` is the file the
    brief was opened from, `base` the SHA-256 of that file when it was last read or saved, by which
    a later reader can tell whether somebody else has written it since; `at` is when the copy was
    made, and `elsewhere` the name of the machine on which, if it was not this one.
    """

    file: Path
    brief: Brief | None
    origin: Path | None
    at: dt.datetime | None
    problem: Problem | None = None
    base: str | None = None
    elsewhere: str = ""


class RecoveryStore:
    """One window's copies in the folder of all of them, which only its user may read.

    `machine` is the name of this computer. The store may be used from several threads: of two
    writings of one copy the later asked for wins, whichever is done last.
    """

    def __init__(self, folder: Path, sign: WindowSign | None = None, machine: str = "") -> None:
        self.folder = folder
        self.sign = sign or WindowSign(folder, machine)
        self._machine = machine
        self._guard = threading.Lock()
        self._asked = 0
        self._done: dict[Path, int] = {}

    def save(
        self, brief: Brief, origin: Path | None, at: dt.datetime, *, base: Stamp | None = None
    ) -> Path:
        """Put a brief aside in place of this window's earlier copy; the copy's file.

        `origin` is the brief's file and `base` that file's stamp as last read or saved. Raises
        what `write_atomically` raises.
        """
        return self.saving(brief, origin, at, base=base)()

    def saving(
        self, brief: Brief, origin: Path | None, at: dt.datetime, *, base: Stamp | None = None
    ) -> Callable[[], Path]:
        """The saving of a copy, to be done by whoever calls it, on any thread."""
        note = {
            "format": RECOVERY.name,
            "version": RECOVERY.version,
            "at": at.isoformat(),
            "origin": str(absolute_path(origin)) if origin else None,
            "base": base.sha256 if base else None,
            "machine": self._machine or None,
        }
        text = dump({key: value for key, value in note.items() if value is not None})
        path = self.copy_of(brief.id, origin)
        number = self._ask()

        def write() -> Path:
            data = brief_to_bytes(brief, recovery=text)
            with self._guard:
                if self._done.get(path, 0) < number:
                    make_folder(self.folder, mode=PRIVATE)
                    self.sign.show()
                    write_atomically(path, data)
                    self._done[path] = number
            return path

        return write

    def pending(self) -> tuple[Recovered, ...]:
        """Every copy that a window left behind, newest first; reading them changes none of them."""
        sweep_leftovers(self.folder)
        try:
            paths = paths_in(self.folder, ENDING)
        except StorageError as error:
            return (Recovered(self.folder, None, None, None, error.problems[0]),)
        found = [
            self._recovered(path)
            for path in paths
            if self.sign.has_ended(_window_of(path), age_of(path))
        ]
        oldest = dt.datetime.min.replace(tzinfo=dt.UTC)
        return tuple(sorted(found, key=lambda one: one.at or oldest, reverse=True))

    def discard(self, copy: Path) -> None:
        """Forget a copy, if it is there."""
        number = self._ask()
        with self._guard:
            self._done[copy] = number
            remove_file(copy)

    def copy_of(self, brief_id: str, origin: Path | None) -> Path:
        """Where this window's copy of a brief from that file is, or will be."""
        place = str(absolute_path(origin)) if origin else ""
        digits = sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
        return self.folder / f"{brief_id}.{digits}.{self.sign.token}{ENDING}"

    def _ask(self) -> int:
        with self._guard:
            self._asked += 1
            return self._asked

    def _recovered(self, path: Path) -> Recovered:
        note: RecoveryNote | None = None
        try:
            data = read_bytes_safely(path, limit=BRIEF_LIMIT)
            note = _note(data, path)
            brief = brief_from_bytes(data, path.name)
        except BriefbuilderError as error:
            problem = error.problems[0] if error.problems else Problem(str(error))
            if note is None:
                return Recovered(path, None, None, None, problem)
            return Recovered(path, None, note.origin, note.at, problem, note.base)
        elsewhere = note.machine if self.sign.is_elsewhere(_window_of(path)) else ""
        return Recovered(path, brief, note.origin, note.at, base=note.base, elsewhere=elsewhere)


def _window_of(copy: Path) -> str:
    """The token of the window that made a copy; "" for one of an earlier version."""
    name = _NAME.fullmatch(copy.name)
    return name["window"] if name is not None else ""


def _note(data: bytes, path: Path) -> RecoveryNote:
    shown = f"{path.name}/{RECOVERY_ENTRY}"
    entry = entries_of_brief(data, path.name).get(RECOVERY_ENTRY, b"")
    note: RecoveryNote = validated(load(decode(entry, shown), shown), RECOVERY)
    return note
