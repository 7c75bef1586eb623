"""The full-text index of a library: made in the user's cache, kept up to date, searched.

**Threads.** An index has a connection of its own and may be used from any thread, by one at a
time: calls from a second thread wait. A window therefore searches in a thread of its own, and
calls `interrupt` before it asks the next question; that call does not wait for the search, and
ends only a search, never a refresh.

**The file.** It is a cache. When it is damaged, of another version, held by another window or in
a place that cannot be written, the index is made again, there or in memory, and nobody is asked.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from briefbuilder.domain.library import Library
from briefbuilder.errors import CancelledError
from briefbuilder.language.interface import _
from briefbuilder.search.cache import discard, is_damage, open_cache, open_memory
from briefbuilder.search.hits import Hit, best_hits, count_facets
from briefbuilder.search.query import Query, parse_query
from briefbuilder.search.writing import FileStamp, Written, update

Result = TypeVar("Result")


class SearchIndex:
    """An index in the file `path` (see `search.cache.cache_file`), or in memory for None."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._gate = threading.Lock()
        self._is_searching = False
        self._library: tuple[Library, Mapping[str, FileStamp]] | None = None
        self._written: Written | None = None
        self._is_behind = False
        self._is_closed = False
        self._connection = open_memory() if path is None else _open_or_memory(path)

    def refresh(self, library: Library, stamps: Mapping[str, FileStamp] | None = None) -> int:
        """Make the index that of `library`, and say how many items were read for it or dropped.

        Only items whose file changed are read. `stamps`, those of the scan by file, tell which;
        for a file without one the item's text is hashed.
        """
        with self._turn:
            self._library = (library, stamps or {})
            self._is_behind = True
            return self._robustly(self._catch_up)

    def search(self, query: Query | str, *, today: dt.date, limit: int = 200) -> tuple[Hit, ...]:
        """The best `limit` items that hold every word and pass every filter, best first.

        Without words the items stand by title. Raises `CancelledError` when interrupted.
        """
        asked = parse_query(query) if isinstance(query, str) else query
        with self._turn, self._interruptible():
            hits = self._robustly(lambda: best_hits(self._up_to_date(), asked, today, limit))
            return tuple(hit for hit in hits if self._is_known(hit.item_id))

    def facets(self, query: Query | str, *, today: dt.date) -> Mapping[str, Mapping[str, int]]:
        """How many hits each kind, tag, region and status has, most first.

        Kinds and statuses beside those that the query chose are counted, too. Raises
        `CancelledError` when interrupted.
        """
        asked = parse_query(query) if isinstance(query, str) else query
        with self._turn, self._interruptible():
            return self._robustly(lambda: count_facets(self._up_to_date(), asked, today))

    def interrupt(self) -> None:
        """End the search that is running in another thread, if there is one."""
        with self._gate:
            if self._is_searching:  # so the connection is open, and is not being replaced
                self._connection.interrupt()

    def close(self) -> None:
        """Let go of the file. Who asks the index for more gets `CancelledError`."""
        with self._turn:
            self._is_closed = True
            self._connection.close()

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        with self._gate:
            self._is_searching = True
        try:
            yield
        finally:
            with self._gate:
                self._is_searching = False

    def _robustly(self, work: Callable[[], Result]) -> Result:
        """Do `work`; should the database fail, do it on a new file, and then in memory."""
        if self._is_closed:
            raise CancelledError(_("The library was closed."))
        for _attempt in range(2):
            try:
                return work()
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                    raise CancelledError(_("The search was stopped.")) from error
                self._replace_database(error)
        return work()

    def _replace_database(self, error: sqlite3.Error) -> None:
        with self._gate:
            self._connection.close()
            path, self._path = self._path, None  # a file gets no third chance
            if path is not None and is_damage(error):
                self._connection = _open_or_memory(path, anew=True)
            else:
                self._connection = open_memory()
        self._is_behind = True

    def _catch_up(self) -> int:
        """Bring the database to the library of the last refresh."""
        if not self._is_behind or self._library is None:
            return 0
        changed, self._written = update(self._connection, *self._library, self._written)
        self._is_behind = False
        return changed

    def _is_known(self, item_id: str) -> bool:
        """Whether our library has the item; another window may have refreshed to a newer one."""
        return self._library is None or item_id in self._library[0].entries

    def _up_to_date(self) -> sqlite3.Connection:
        self._catch_up()
        return self._connection


def _open_or_memory(path: Path, *, anew: bool = False) -> sqlite3.Connection:
    try:
        if anew:
            discard(path)
        return open_cache(path)
    except (sqlite3.Error, OSError):
        return open_memory()
