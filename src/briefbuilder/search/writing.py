"""Bring an index to a library: only items whose file changed are read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import Protocol

from briefbuilder.domain.items import ONGOING, Item
from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.domain.words import sha256_hex
from briefbuilder.search.query import LAST_DAY, clean_text, first_day, fold_name, last_day
from briefbuilder.search.text import search_text


class FileStamp(Protocol):
    """What the index needs to know of a file's stamp."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a database held, by item, when its connection last looked or wrote."""

    connection: sqlite3.Connection
    version: int
    stamps: Mapping[str, str]


def update(
    connection: sqlite3.Connection,
    library: Library,
    stamps: Mapping[str, FileStamp],
    before: Written | None = None,
) -> tuple[int, Written]:
    """Take into the database what is new in the library, drop what is gone, and count both.

    `before` is what the last update of this connection told: as long as no other has written, the
    database need not be asked what it holds.
    """
    wanted = {
        item_id: stamps[entry.file].sha256 if entry.file in stamps else sha256_hex(entry.text)
        for item_id, entry in library.entries.items()
    }
    version = _version(connection)
    is_as_written = before is not None and (before.connection, before.version) == (
        connection,
        version,
    )
    known = before.stamps if before is not None and is_as_written else _stamps(connection)
    if known == wanted:
        return 0, Written(connection, version, known)
    with _transaction(connection):
        if _version(connection) != version:  # another window was quicker
            version, known = _version(connection), _stamps(connection)
        changed = sorted(item_id for item_id in wanted if known.get(item_id) != wanted[item_id])
        gone = sorted(known.keys() - wanted.keys())
        for item_id in (*gone, *changed):
            _drop(connection, item_id)
        for item_id in changed:
            _add(connection, library.entries[item_id], wanted[item_id])
    return len(changed) + len(gone), Written(connection, version, wanted)


def _version(connection: sqlite3.Connection) -> int:
    """A number that changes when another connection has written."""
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return int(version)


def _stamps(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT id, stamp FROM item"))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _drop(connection: sqlite3.Connection, item_id: str) -> None:
    row = connection.execute("SELECT number FROM item WHERE id = ?", (item_id,)).fetchone()
    if row is not None:
        connection.execute("DELETE FROM words WHERE rowid = ?", row)
        connection.execute("DELETE FROM label WHERE number = ?", row)
        connection.execute("DELETE FROM item WHERE number = ?", row)


def _add(connection: sqlite3.Connection, entry: LibraryEntry, stamp: str) -> None:
    item = entry.item
    text = search_text(item)
    first, last = _days(item)
    number = connection.execute(
        "INSERT INTO item (id, stamp, kind, status, review_by, first_day, last_day, title_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.id,
            stamp,
            item.kind.value,
            entry.status.value,
            item.review_by.isoformat(),
            first,
            last,
            fold_name(text.title),
        ),
    ).lastrowid
    labels = [("tag", tag) for tag in item.tags] + [("region", name) for name in item.regions]
    labels += [("actor", fold_name(clean_text(actor))) for actor in item.actors]
    connection.executemany(
        "INSERT OR IGNORE INTO label VALUES (?, ?, ?)",
        [(field, value, number) for field, value in labels],
    )
    connection.execute(
        "INSERT INTO words (rowid, title, labels, summary, body, sources, spellings)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, *astuple(text)),
    )


def _days(item: Item) -> tuple[str | None, str | None]:
    """The first and the last day of an item's period; a period without an end is over at once."""
    period = item.period
    if period is None:
        return None, None
    end = period.to or period.from_
    return first_day(period.from_), LAST_DAY if end == ONGOING else last_day(end)
