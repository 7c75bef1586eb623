"""The database that an index lives in: a file of the user's cache, or memory.

The file can be thrown away at any moment: everything in it comes out of the library. It is made
again when it is damaged, or was written by another version of this program.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from pathlib import Path

from briefbuilder.domain.items import Kind

VERSION = 3
"""Raised with every change of the tables below or of what `search.text` puts into them."""

_SECONDS_TO_WAIT = 0.25  # for another window that is writing; then memory is the better place
_PRIMARY_CODE = 0xFF
_NOT_THE_FILES_FAULT = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_INTERRUPT,
    }
)

# The weights say how much a match in each column tells, in the order of the columns.
_TABLES = """
CREATE TABLE item (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    stamp TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    review_by TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    title_key TEXT NOT NULL
);
CREATE TABLE label (
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (field, value, number)
) WITHOUT ROWID;
CREATE INDEX label_number ON label (number);
CREATE VIRTUAL TABLE words USING fts5 (
    title, labels, summary, body, sources, spellings,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO words (words, rank) VALUES ('rank', 'bm25(12.0, 6.0, 4.0, 1.0, 0.5, 1.0)');
"""


def cache_file(cache_dir: Path, library_root: Path) -> Path:
    """Where the index of the library at `library_root` is kept."""
    name = hashlib.sha256(str(library_root.resolve()).encode("utf-8", "surrogateescape"))
    return cache_dir / "search" / f"{name.hexdigest()[:16]}.sqlite3"


def open_memory() -> sqlite3.Connection:
    """An empty index in memory."""
    connection = _connect(":memory:")
    connection.executescript(_TABLES)
    return connection


def open_cache(path: Path) -> sqlite3.Connection:
    """The index in the file `path`, made anew when there is none that this version can use.

    Raises `sqlite3.Error` or `OSError` when the file can be neither used nor replaced.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        connection = _usable(path)
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        connection = None
    if connection is None:
        discard(path)
        connection = _made(path)
    return connection


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is at fault, and not the place that it is in or who else uses it."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & _PRIMARY_CODE not in _NOT_THE_FILES_FAULT


def discard(path: Path) -> None:
    """Delete a cache file and what SQLite may have left beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _connect(target: str) -> sqlite3.Connection:
    # One thread at a time is the index's own care (see `search.index`), not sqlite3's.
    with contextlib.ExitStack() as undo:
        connection = sqlite3.connect(target, timeout=_SECONDS_TO_WAIT, check_same_thread=False)
        undo.callback(connection.close)
        connection.isolation_level = None
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")  # kibibytes
        undo.pop_all()
    return connection


def _usable(path: Path) -> sqlite3.Connection | None:
    """The index in a file; None when there is no file, or one that this version cannot use."""
    if not path.exists():
        return None
    with contextlib.ExitStack() as undo:
        connection = _connect(str(path))
        undo.callback(connection.close)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != VERSION or not _is_whole(connection):
            return None
        undo.pop_all()
    return connection


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Whether every item is found by its kind: a broken index finds nothing, and says nothing."""
    kinds = " OR ".join(f'"{kind}"' for kind in Kind)
    (items,) = connection.execute("SELECT count(*) FROM item").fetchone()
    (found,) = connection.execute(
        "SELECT count(*) FROM words WHERE words MATCH ?", (f"labels : ({kinds})",)
    ).fetchone()
    return bool(items == found)


def _made(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)  # a library may be marked; its text is nobody else's to read
    with contextlib.ExitStack() as undo:
        connection = _connect(str(path))
        undo.callback(connection.close)
        connection.executescript(
            f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;"
        )
        undo.pop_all()
    return connection
