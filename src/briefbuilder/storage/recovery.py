"""Unsaved work, kept aside every few seconds, and found again after a crash.

A recovery copy is a brief's file with one more entry that says where the brief came from and when
the copy was made. It is written like every file: a crash in the middle leaves the copy before it.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from briefbuilder.domain.base import Frozen
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError, Problem
from briefbuilder.storage.atomic import sweep_leftovers, write_atomically, write_failed
from briefbuilder.storage.brief_file import (
    BRIEF_LIMIT,
    RECOVERY_ENTRY,
    brief_from_bytes,
    brief_to_bytes,
    entries_of,
)
from briefbuilder.storage.formats import FileFormat
from briefbuilder.storage.safe_read import decode, read_bytes_safely
from briefbuilder.storage.stamps import Stamp
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump

ENDING = ".recovery.brief"
_PRIVATE = 0o700


class RecoveryNote(Frozen):
    """What a recovery copy says beside its brief."""

    at: dt.datetime
    origin: Path | None = None
    base: str | None = None


RECOVERY = FileFormat("briefbuilder-recovery", "recovery note", 1, TypeAdapter(RecoveryNote))


@dataclass(frozen=True, slots=True)
class Recovered:
    """Work that was left behind.

    `brief` is None when the copy cannot be read, and `problem` says why. `origin` is the file the
    brief was opened from, `base` the SHA-256 of that file when it was last read or saved, by which
    a later reader can tell whether somebody else has written it since; `at` is when the copy was
    made.
    """

    file: Path
    brief: Brief | None
    origin: Path | None
    at: dt.datetime | None
    problem: Problem | None = None
    base: str | None = None


class RecoveryStore:
    """The folder of recovery copies, one for each brief, readable by its user alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(
        self, brief: Brief, origin: Path | None, at: dt.datetime, *, base: Stamp | None = None
    ) -> None:
        """Put a brief aside in place of its earlier copy.

        `origin` is the brief's file and `base` that file's stamp as last read or saved. Raises
        what `write_atomically` raises.
        """
        note = {
            "format": RECOVERY.name,
            "version": RECOVERY.version,
            "at": at.isoformat(),
            "origin": str(origin.absolute()) if origin else None,
            "base": base.sha256 if base else None,
        }
        text = dump({key: value for key, value in note.items() if value is not None})
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
        except OSError as error:
            raise write_failed(self.folder, error) from error
        write_atomically(self._file(brief.id), brief_to_bytes(brief, recovery=text))

    def pending(self) -> tuple[Recovered, ...]:
        """Every copy that is there, newest first; reading them changes none of them."""
        if not self.folder.is_dir():
            return ()
        sweep_leftovers(self.folder)
        found = [_recovered(path) for path in sorted(self.folder.glob(f"*{ENDING}"))]
        oldest = dt.datetime.min.replace(tzinfo=dt.UTC)
        return tuple(sorted(found, key=lambda one: one.at or oldest, reverse=True))

    def discard(self, brief_id: str) -> None:
        """Forget the copy of a brief, if there is one."""
        path = self._file(brief_id)
        try:
            with suppress(FileNotFoundError):
                path.unlink()
        except OSError as error:
            raise write_failed(path, error) from error

    def _file(self, brief_id: str) -> Path:
        return self.folder / f"{brief_id}{ENDING}"


def _recovered(path: Path) -> Recovered:
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
    return Recovered(path, brief, note.origin, note.at, base=note.base)


def _note(data: bytes, path: Path) -> RecoveryNote:
    shown = f"{path.name}/{RECOVERY_ENTRY}"
    entry = entries_of(data, path.name).get(RECOVERY_ENTRY, b"")
    note: RecoveryNote = validated(load(decode(entry, shown), shown), RECOVERY)
    return note
