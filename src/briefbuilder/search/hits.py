"""Ask an index: hits with their snippets, and counts."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from briefbuilder.search.matching import (
    SqlCondition,
    head_condition,
    is_worth_ranking,
    match_expression,
    overdue_condition,
    without_own_filter,
)
from briefbuilder.search.query import OVERDUE, Query

Runs = tuple[tuple[str, bool], ...]
"""Pieces of a text in order, each with whether it matched. It is text: nothing is escaped."""

FACETS = ("kind", "tag", "region", "status")
_HEADS = frozenset({"kind", "status"})  # one of each item; the others are labels
_BEGIN, _END = "\x02", "\x03"
_WORDS_OF_A_SNIPPET = 24
HITS_WITH_MARKS = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found. `score` is larger for a better match, and 0 without ranking.

    `snippet` is from the summary when the words stand in it or only outside the text, and
    otherwise from the place in the body where they do. Matches are told apart in the first
    `HITS_WITH_MARKS` hits; the others have their title and summary as they are.
    """

    item_id: str
    score: float
    title: Runs
    snippet: Runs


def best_hits(
    connection: sqlite3.Connection, query: Query, today: dt.date, limit: int
) -> tuple[Hit, ...]:
    """The best `limit` hits, best first."""
    condition = head_condition(query.filters, today)
    if not query.has_words:
        rows = _listed(connection, condition, limit)
    elif is_worth_ranking(query):
        rows = _ranked(connection, match_expression(query), condition, limit)
    else:
        rows = _unranked(connection, match_expression(query), condition, limit)
    return tuple(_hit(row) for row in rows)


def count_facets(
    connection: sqlite3.Connection, query: Query, today: dt.date
) -> Mapping[str, Mapping[str, int]]:
    """How many hits each value of each facet has, most first."""
    found = _found(connection, query)
    among: dict[SqlCondition, list[str]] = {}
    for field in FACETS:
        condition = found & head_condition(without_own_filter(query.filters, field), today)
        among.setdefault(condition, []).append(field)
    facets: dict[str, dict[str, int]] = {}
    for condition, fields in among.items():
        facets |= _counted(connection, fields, condition, today)
    return {field: facets[field] for field in FACETS}


_NEXT, _SEPARATOR = "next_row", "\x1f"
_TITLE = f"highlight(words, 0, '{_BEGIN}', '{_END}')"
_SUMMARY = f"snippet(words, 2, '{_BEGIN}', '{_END}', '…', {_WORDS_OF_A_SNIPPET})"
_BODY = f"snippet(words, 3, '{_BEGIN}', '{_END}', '…', {_WORDS_OF_A_SNIPPET})"

# `{where}` stands for conditions that this package writes; what people type goes in as values.
# Those that are shown are chosen first: a title and a summary are fetched for no other.
_LISTED = """
SELECT 0.0, chosen.title_key, chosen.id, words.title, words.summary, ''
FROM (
    SELECT item.number, item.title_key, item.id FROM item
    WHERE {where} ORDER BY item.title_key, item.id LIMIT ?
) AS chosen CROSS JOIN words ON words.rowid = chosen.number
ORDER BY chosen.title_key, chosen.id
"""
# The order of the join is fixed, because only a scan of `words` comes sorted by rank.
_RANKED = """
SELECT words.rank, item.title_key, item.id, words.title, words.summary, {marked}
FROM words CROSS JOIN item ON item.number = words.rowid
WHERE words MATCH ? AND {where}
ORDER BY words.rank LIMIT ?
"""
_UNRANKED = """
SELECT 0.0, item.title_key, item.id, words.title, words.summary, {marked}
FROM words CROSS JOIN item ON item.number = words.rowid
WHERE words MATCH ? AND {where}
LIMIT ?
"""
_CHOOSE = "INSERT INTO chosen SELECT item.number FROM item WHERE {where}"
# Few items are asked for their labels one by one; for many it is quicker to go through the labels.
_LABELS_OF_FEW = """
SELECT label.value, count(*) FROM {among} AS chosen CROSS JOIN label ON label.number = chosen.number
WHERE label.field = ? GROUP BY label.value
"""
_LABELS_OF_MANY = """
SELECT value, count(*) FROM label
WHERE field = ? AND number IN (SELECT number FROM {among}) GROUP BY value
"""
_COUNT_HEADS = """
SELECT item.kind, item.status, {overdue} AS is_overdue, count(*)
FROM {among} AS chosen CROSS JOIN item ON item.number = chosen.number
GROUP BY item.kind, item.status, is_overdue
"""
_A_FEW = 1 / 8
"""Of all items: from about here on the labels are gone through, as measured with 10,000."""

_AMONG_FOUND = SqlCondition("item.number IN (SELECT number FROM found)")

_Row = tuple[float, str, str, str, str, str]
"""The rank (smaller is better), the title as a key to sort by, the item's id, title and summary,
and, separated, the title, summary and body with the matches marked; "" where nothing is."""


def _listed(connection: sqlite3.Connection, condition: SqlCondition, limit: int) -> list[_Row]:
    sql = _LISTED.format(where=condition.sql)
    return connection.execute(sql, (*condition.values, limit)).fetchall()


def _ranked(
    connection: sqlite3.Connection, expression: str, condition: SqlCondition, limit: int
) -> list[_Row]:
    marked = _marked(connection, _TITLE, _SUMMARY, _BODY)
    sql = _RANKED.format(marked=marked, where=condition.sql)
    return sorted(connection.execute(sql, (expression, *condition.values, limit)))


def _unranked(
    connection: sqlite3.Connection, expression: str, condition: SqlCondition, limit: int
) -> list[_Row]:
    """Items with a match in the title, by title, and then others, as many as are asked for.

    Where one or two letters stand in a body tells nobody anything, and takes long to find out.
    """
    rows: dict[str, _Row] = {}
    for column in ("{title} : ", ""):
        marked = _marked(connection, _TITLE, _SUMMARY, "''")
        sql = _UNRANKED.format(marked=marked, where=condition.sql)
        found = connection.execute(sql, (column + expression, *condition.values, limit))
        for row in sorted(found):
            rows.setdefault(row[2], row)
    return list(rows.values())[:limit]


def _marked(connection: sqlite3.Connection, *columns: str) -> str:
    """The SQL for `columns` with their matches marked, in the first rows; "" in all others.

    Marking takes longer than finding, and nobody looks at the hundredth snippet.
    """
    numbers = count(1)
    connection.create_function(_NEXT, 0, lambda: next(numbers))
    joined = f" || '{_SEPARATOR}' || ".join(columns)
    return f"iif({_NEXT}() <= {HITS_WITH_MARKS}, {joined}, '')"


def _found(connection: sqlite3.Connection, query: Query) -> SqlCondition:
    """The condition of being among the items that hold the query's words."""
    if not query.has_words:
        return SqlCondition()
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS found (number INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM found")
    connection.execute(
        "INSERT INTO found SELECT rowid FROM words WHERE words MATCH ?", (match_expression(query),)
    )
    return _AMONG_FOUND


def _counted(
    connection: sqlite3.Connection, fields: Sequence[str], condition: SqlCondition, today: dt.date
) -> dict[str, dict[str, int]]:
    """The counts of these facets among the items of one condition, which are chosen once."""
    among, chosen = _chosen(connection, condition)
    (every,) = connection.execute("SELECT count(*) FROM item").fetchone()
    labels = _LABELS_OF_FEW if chosen < every * _A_FEW else _LABELS_OF_MANY
    sql = labels.format(among=among)
    counts = {
        field: _most_first(dict(connection.execute(sql, (field,))))
        for field in fields
        if field not in _HEADS
    }
    if _HEADS & set(fields):
        heads = _head_counts(connection, among, today)
        counts |= {field: heads[field] for field in fields if field in _HEADS}
    return counts


def _chosen(connection: sqlite3.Connection, condition: SqlCondition) -> tuple[str, int]:
    """The table of the items of a condition, and how many they are."""
    if condition == _AMONG_FOUND:
        (number,) = connection.execute("SELECT count(*) FROM found").fetchone()
        return "found", int(number)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (number INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM chosen")
    sql = _CHOOSE.format(where=condition.sql)
    return "chosen", connection.execute(sql, condition.values).rowcount


def _head_counts(
    connection: sqlite3.Connection, among: str, today: dt.date
) -> dict[str, dict[str, int]]:
    """How many of the chosen items each kind and each status has; the overdue ones come last."""
    overdue = overdue_condition(today)
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    late = 0
    sql = _COUNT_HEADS.format(among=among, overdue=overdue.sql)
    for kind, status, is_overdue, number in connection.execute(sql, overdue.values):
        kinds[kind] += number
        statuses[status] += number
        late += number if is_overdue else 0
    told = _most_first(statuses)
    return {"kind": _most_first(kinds), "status": told | ({OVERDUE: late} if late else {})}


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _hit(row: _Row) -> Hit:
    rank, _, item_id, title, summary, marked = row
    score = 0.0 - rank
    if not marked:
        return Hit(item_id, score, _runs(title), _runs(summary))
    marked_title, marked_summary, marked_body = marked.split(_SEPARATOR)
    is_in_body_only = _BEGIN in marked_body and _BEGIN not in marked_summary
    snippet = marked_body if is_in_body_only else marked_summary
    return Hit(item_id, score, _runs(marked_title), _runs(snippet))


def _runs(marked: str) -> Runs:
    """The pieces of a text in which matches stand between the two marks."""
    runs: list[tuple[str, bool]] = []
    for position, piece in enumerate(marked.split(_BEGIN)):
        match, closed, rest = piece.partition(_END) if position else ("", "", piece)
        runs += [(match, True)] if closed else []
        runs += [(rest, False)] if rest else []
    return tuple(runs)
