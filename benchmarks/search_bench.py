"""How long a search takes, beside the bare FTS5 query, and beside looking through every text."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.corpus import Vocabulary
from benchmarks.measuring import Comparison, Measure, percentile, timed
from briefbuilder.domain.library import Library
from briefbuilder.search.hits import HITS_WITH_MARKS
from briefbuilder.search.index import SearchIndex
from briefbuilder.search.text import search_text
from briefbuilder.storage.library_folder import LibraryFolder
from briefbuilder.storage.stamps import Stamp

TODAY = dt.date(2026, 11, 23)
HITS = 200
HITS_OF_A_LIST = 500
QUERIES = 300
FEW = 1_000
LETTERS_OF_A_STEM = 4  # from here on a finished word stands for its longer forms, too
_BARE_TABLE = """
CREATE VIRTUAL TABLE words USING fts5 (
    title, labels, summary, body, sources, spellings,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
)
"""
_ADD = """
INSERT INTO words (rowid, title, labels, summary, body, sources, spellings)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_IDS = "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
_MARKED = """
SELECT rowid, rank, highlight(words, 0, '[', ']'), snippet(words, 2, '[', ']', '…', 24),
       snippet(words, 3, '[', ']', '…', 24)
FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?
"""
Text = tuple[int, str, str, str, str, str, str]


def comparisons(folder: Path, items: int) -> Iterator[Comparison]:
    """The comparisons for a library of so many items in `folder`."""
    scanned = LibraryFolder(folder).scan()
    library, stamps = scanned.library, scanned.stamps
    texts: list[Text] = [
        (number, text.title, text.labels, text.summary, text.body, text.sources, text.spellings)
        for number, text in enumerate(search_text(entry.item) for entry in library.entries.values())
    ]
    bare = sqlite3.connect(":memory:", isolation_level=None)
    fill(bare, texts)
    index = SearchIndex(None)
    index.refresh(library, stamps)
    queries = typed_queries(min(QUERIES, items))

    def ours(query: str) -> object:
        return index.search(query, today=TODAY, limit=HITS)

    def ours_seen(query: str) -> object:
        return index.search(query, today=TODAY, limit=HITS_WITH_MARKS)

    def ours_in_the_window(query: str) -> object:
        hits = index.search(query, today=TODAY, limit=HITS_OF_A_LIST)
        return hits, index.facets(query, today=TODAY)

    def marked(query: str) -> object:
        return bare.execute(_MARKED, (bare_expression(query), HITS_WITH_MARKS)).fetchall()

    def ids(query: str) -> object:
        return bare.execute(_IDS, (bare_expression(query), HITS)).fetchall()

    for share, goal in ((0.5, 3.5), (0.99, 1.5)):
        yield Comparison(
            f"search {items:,}: keystroke to {HITS_WITH_MARKS} hits, p{share * 100:.0f}",
            "bare FTS5 with snippets",
            ours=latency(ours_seen, queries, share),
            floor=latency(marked, queries, share),
            goal=goal,
            rounds=5,
        )
    yield Comparison(
        f"search {items:,}: keystroke to the window's list and its counts, p99",
        "bare FTS5 with snippets",
        ours=latency(ours_in_the_window, queries, 0.99),
        floor=latency(marked, queries, 0.99),
        goal=1.5,
        rounds=5,
    )
    yield Comparison(
        f"search {items:,}: keystroke to {HITS} hits, p99",
        "bare FTS5, ids only",
        ours=latency(ours, queries, 0.99),
        floor=latency(ids, queries, 0.99),
        goal=1.5 if items > FEW else 6.0,
        rounds=5,
    )
    folded = [" ".join(str(part) for part in text[1:]).casefold() for text in texts]
    yield Comparison(
        f"search {items:,}: keystroke to {HITS} hits, p50",
        "look through every text",
        ours=latency(ours, queries, 0.5),
        floor=latency(lambda query: look_through(folded, query), queries, 0.5),
        goal=1.0,
        rounds=5,
    )
    yield Comparison(
        f"search {items:,}: first index",
        "bare FTS5 insert",
        ours=timed(lambda: SearchIndex(None).refresh(library, stamps)),
        floor=timed(lambda: fill(sqlite3.connect(":memory:", isolation_level=None), texts)),
        goal=3.5,
        rounds=5 if items <= FEW else 3,
    )
    yield Comparison(
        f"search {items:,}: one item changed",
        "bare FTS5 update",
        ours=one_change(index, library, stamps),
        floor=bare_change(bare, texts),
        goal=12.0,
        rounds=15,
    )


def typed_queries(number: int) -> list[str]:
    """What a search box sees while people type: every beginning of one to three words."""
    vocabulary, chance = Vocabulary(seed=7), random.Random(3)
    beginnings: list[str] = []
    while len(beginnings) < number * 3:
        text = " ".join(vocabulary.take(chance.choice((1, 1, 2, 3))))
        beginnings += [
            text[:length] for length in range(1, len(text) + 1) if text[length - 1] != " "
        ]
    return chance.sample(beginnings, number)


def bare_expression(query: str) -> str:
    """The same question in FTS5's own words: longer words, and the last one, as prefixes."""
    *words, last = query.split()
    finished = (f'"{word}" *' if len(word) >= LETTERS_OF_A_STEM else f'"{word}"' for word in words)
    return " ".join([*finished, f'"{last}" *'])


def latency(search: Callable[[str], object], queries: list[str], share: float) -> Measure:
    """A measure of the time that `share` of the queries do not exceed."""

    def measure() -> float:
        times: list[float] = []
        for query in queries:
            start = time.perf_counter()
            search(query)
            times.append(time.perf_counter() - start)
        return percentile(times, share)

    return measure


def look_through(texts: list[str], query: str) -> list[int]:
    """What a program without an index would do."""
    words = query.casefold().split()
    hits = (number for number, text in enumerate(texts) if all(word in text for word in words))
    return [number for number, _ in zip(hits, range(HITS), strict=False)]


def fill(connection: sqlite3.Connection, texts: list[Text]) -> None:
    """A bare FTS5 table of the same texts."""
    connection.execute(_BARE_TABLE)
    connection.execute("BEGIN")
    connection.executemany(_ADD, texts)
    connection.execute("COMMIT")


def one_change(index: SearchIndex, library: Library, stamps: Mapping[str, Stamp]) -> Measure:
    """A measure of a refresh after one item's file has changed."""
    entry = next(iter(library.entries.values()))
    numbers = count()

    def measure() -> float:
        stamp = replace(stamps[entry.file], sha256=f"{next(numbers):064x}")
        changed = {**stamps, entry.file: stamp}
        start = time.perf_counter()
        index.refresh(library, changed)
        return time.perf_counter() - start

    return measure


def bare_change(connection: sqlite3.Connection, texts: list[Text]) -> Measure:
    """A measure of writing one row of a bare FTS5 table again."""

    def change() -> None:
        connection.execute("DELETE FROM words WHERE rowid = ?", texts[0][:1])
        connection.execute(_ADD, texts[0])

    return timed(change)
