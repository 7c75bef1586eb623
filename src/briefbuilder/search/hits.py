"""Ask an index: hits with their snippets, and counts."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
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
    facets: dict[str, dict[str, int]] = {}
    for field in FACETS:
        condition = found & head_condition(without_own_filter(query.filters, field), today)
        facets[field] = _counted(connection, field, condition)
        if field == "status":
            overdue = _count(connection, condition & overdue_condition(today))
            facets[field] |= {OVERDUE: overdue} if overdue else {}
    return facets


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
_COUNT_LABELS = """
SELECT label.value, count(*) AS items FROM item JOIN label ON label.number = item.number
WHERE label.field = ? AND {where}
GROUP BY label.value ORDER BY items DESC, label.value
"""
_COUNT_KINDS = """
SELECT item.kind, count(*) AS items FROM item
WHERE {where} GROUP BY item.kind ORDER BY items DESC, item.kind
"""
_COUNT_STATUSES = """
SELECT item.status, count(*) AS items FROM item
WHERE {where} GROUP BY item.status ORDER BY items DESC, item.status
"""
_COUNT = "SELECT count(*) FROM item WHERE {where}"

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
    return SqlCondition("item.number IN (SELECT number FROM found)")


def _counted(connection: sqlite3.Connection, field: str, condition: SqlCondition) -> dict[str, int]:
    match field:
        case "kind":
            sql, values = _COUNT_KINDS, condition.values
        case "status":
            sql, values = _COUNT_STATUSES, condition.values
        case _:
            sql, values = _COUNT_LABELS, (field, *condition.values)
    return dict(connection.execute(sql.format(where=condition.sql), values))


def _count(connection: sqlite3.Connection, condition: SqlCondition) -> int:
    (count,) = connection.execute(_COUNT.format(where=condition.sql), condition.values).fetchone()
    return int(count)


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
