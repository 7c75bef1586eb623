"""What is remembered of a library's files between two starts: a database in the user's cache.

Everything in it comes out of the library and can be thrown away at any moment. A file that is as
it was when it was read, by its times, size and number, need not be parsed again; what it says is
fetched when somebody asks for it. Nothing is believed that does not agree with itself: a row is
bound to the SHA-256 of its file's bytes, and what does not fit is forgotten, and read again.

The database is for one library folder, one version of its tables and one state of the program
that wrote it. Two programs may use it at once; one that has to wait goes without. What a file said
before it changed stays for some days, for a window that has not looked since.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from briefbuilder.platform import files

VERSION = 2
"""Raised with every change of the tables below or of what is put into them."""

_SECONDS_TO_WAIT = 0.25
_DAYS_KEPT = 7
_DAY_S = 86_400
_TABLES = """
CREATE TABLE about (what TEXT PRIMARY KEY, said TEXT NOT NULL);
CREATE TABLE file (
    name TEXT PRIMARY KEY NOT NULL,
    mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    size INTEGER NOT NULL, inode INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    revision TEXT NOT NULL, status TEXT NOT NULL, own_status TEXT NOT NULL, review_by TEXT NOT NULL,
    seal TEXT NOT NULL
);
CREATE TABLE content (
    sha256 TEXT PRIMARY KEY, text TEXT NOT NULL, value TEXT NOT NULL, seal TEXT NOT NULL,
    left_at INTEGER
);
"""
_LEAVE = """
UPDATE content SET left_at = ? WHERE sha256 IN (SELECT sha256 FROM file WHERE name = ?)
"""
_ALL = "SELECT * FROM file"
_FORGET = "DELETE FROM file WHERE name = ?"
_KEEP = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_KEEP_CONTENT = "INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?, NULL)"
_FORGET_CONTENT = """
DELETE FROM content WHERE left_at < ? AND sha256 NOT IN (SELECT sha256 FROM file)
"""
_FORGET_DAMAGED = "DELETE FROM content WHERE sha256 = ?"
_LOG = logging.getLogger(__name__)


class Row(NamedTuple):
    """One file without faults: its signature, its bytes' hash, and of an item what lists show."""

    name: str
    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int
    sha256: str
    revision: str = ""
    status: str = ""
    own_status: str = ""
    review_by: str = ""

    @property
    def is_item(self) -> bool:
        """Whether the file holds an item."""
        return bool(self.revision)


RawRow = tuple[Any, ...]
"""What `LibraryMemory.row` makes a row of: there are thousands, and few are asked for."""
SIGNATURE = slice(1, 5)
HASH, REVISION = 5, 6


class RememberedText(NamedTuple):
    """A file's exact text, and what it says as JSON."""

    text: str
    value: str


def memory_file(cache: Path, library: Path) -> Path:
    """Where the library at `library` is remembered; each folder has its own."""
    root = os.path.realpath(library).encode("utf-8", "surrogateescape")
    return cache / "library" / f"{hashlib.sha256(root).hexdigest()[:16]}.sqlite3"


class LibraryMemory:
    """The memory in the file `path`, for one library and a program in the state `made_by`.

    Nothing here raises: a memory that cannot be read or written knows nothing.
    """

    def __init__(self, path: Path, library: Path, made_by: str) -> None:
        self._path = path
        self._about = {
            "library": os.fsencode(os.path.realpath(library)).hex(),
            "made by": f"{VERSION} {made_by}",
        }
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._is_given_up = False
        self._is_closed = False

    def rows(self) -> dict[str, RawRow]:
        """Every file that is remembered, by name, as it comes out of the table."""
        found = self._ask(_ALL)
        return {row[0]: row for row in found if (row[0][-3:] == ".md") == bool(row[REVISION])}

    def row(self, raw: RawRow) -> Row | None:
        """The row that was remembered; None where it is not as it was written."""
        row = Row._make(raw[:-1])
        if raw[-1] == _seal_of_row(row):
            return row
        _LOG.info("What is remembered of a file is damaged: it is read again")
        self._write((_FORGET, [(row.name,)]))
        return None

    def told(self, sha256: str) -> RememberedText | None:
        """What a file of these bytes says; None where that is not known, or does not fit."""
        found = self._ask("SELECT text, value, seal FROM content WHERE sha256 = ?", sha256)
        for text, value, seal in found:
            told = RememberedText(text, value)
            if seal == _seal(sha256, told) and _hash_of(text) == sha256:
                return told
            _LOG.info("A remembered file is damaged: it is read again")
            self._write((_FORGET_DAMAGED, [(sha256,)]))
        return None

    def remember(self, found: Mapping[Row, RememberedText], gone: Iterable[str] = ()) -> bool:
        """Take in what files say; whether all of it is there now."""
        now = int(time.time())
        names = [(row.name,) for row in found] + [(name,) for name in gone]
        return self._write(
            (_LEAVE, [(now, *name) for name in names]),
            (_FORGET, names),
            (_KEEP, [(*row, _seal_of_row(row)) for row in found]),
            (
                _KEEP_CONTENT,
                [(row.sha256, *told, _seal(row.sha256, told)) for row, told in found.items()],
            ),
            (_FORGET_CONTENT, [(now - _DAYS_KEPT * _DAY_S,)]),
        )

    def close(self) -> None:
        """Let go of the file; who still asks for something has it opened for that."""
        with self._turn:
            self._is_closed = True
            self._let_go()

    def _ask(self, sql: str, *values: str) -> list[RawRow]:
        with self._turn:
            try:
                connection = self._open()
                return connection.execute(sql, values).fetchall() if connection else []
            except (sqlite3.Error, OSError, UnicodeError) as error:
                self._failed(error)
                return []
            finally:
                if self._is_closed:
                    self._let_go()

    def _write(self, *work: tuple[str, Iterable[Sequence[object]]]) -> bool:
        with self._turn:
            try:
                connection = self._open()
                if connection is None:
                    return False
                with connection:
                    connection.execute("BEGIN IMMEDIATE")
                    for sql, values in work:
                        connection.executemany(sql, values)
            except (sqlite3.Error, OSError, UnicodeError) as error:
                self._failed(error)
                return False
            finally:
                if self._is_closed:
                    self._let_go()
            return True

    def _failed(self, error: Exception) -> None:
        """Go on without; a file that is at fault is deleted, and made again at the next start."""
        _LOG.info("The library's memory cannot be used: %s", type(error).__name__)
        if self._connection is None:
            self._is_given_up = True  # a folder in which nothing can be made
        elif isinstance(error, sqlite3.DatabaseError) and _is_damage(error):
            self._give_up()
            self._discard()

    def _give_up(self) -> None:
        self._is_given_up = True
        self._let_go()

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None and not self._is_given_up:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._path.exists() and not files.is_ours_alone(self._path):
                _LOG.info("The library's memory may be written by others: it is made anew")
                self._discard()
            self._connection = self._usable() or self._made()
        return self._connection

    def _usable(self) -> sqlite3.Connection | None:
        if not self._path.exists():
            return None
        with contextlib.ExitStack() as undo:
            connection = _connected(self._path)
            undo.callback(connection.close)
            try:
                about = dict(connection.execute("SELECT what, said FROM about"))
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise  # busy, or out of reach
                about = {}
            if about == self._about:
                undo.pop_all()
                return connection
        _LOG.info("The library is remembered anew")
        self._discard()
        return None

    def _made(self) -> sqlite3.Connection:
        self._path.touch(mode=0o600)  # a library may be marked; it is nobody else's to read
        with contextlib.ExitStack() as undo:
            connection = _connected(self._path)
            undo.callback(connection.close)
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in filter(str.strip, _TABLES.split(";")):
                    connection.execute(statement)
                connection.executemany("INSERT INTO about VALUES (?, ?)", self._about.items())
            undo.pop_all()
        return connection

    def _discard(self) -> None:
        for ending in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def _connected(path: Path) -> sqlite3.Connection:
    # One thread at a time is the memory's own care, not sqlite3's.
    return sqlite3.connect(
        path, timeout=_SECONDS_TO_WAIT, check_same_thread=False, isolation_level=None
    )


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is at fault, and not the place that it is in or who else uses it."""
    is_other = isinstance(error, sqlite3.OperationalError)
    return not is_other or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR


def _hash_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _seal_of_row(row: Row) -> str:
    """What binds the parts of a row to each other."""
    return hashlib.blake2b(repr(tuple(row)).encode(), digest_size=16).hexdigest()


def _seal(sha256: str, told: RememberedText) -> str:
    """What binds the JSON to the file that it was read from."""
    return hashlib.blake2b(f"{sha256}\n{told.value}".encode(), digest_size=16).hexdigest()
