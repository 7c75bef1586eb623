"""A query as SQL: the full-text expression, and the conditions on the item's head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefbuilder.domain.items import Status
from briefbuilder.search.query import OVERDUE, Filters, Query
from briefbuilder.search.text import plain_spelling

_LETTERS_THAT_STAND_FOR_LONGER_FORMS = 4
_LETTERS_WORTH_RANKING = 3
_LABELLED = (
    "item.number IN (SELECT number FROM label WHERE label.field = ? AND label.value IN ({marks}))"
)


@dataclass(frozen=True, slots=True)
class SqlCondition:
    """A part of a WHERE clause, with the values for its question marks."""

    sql: str = "TRUE"
    values: tuple[str, ...] = ()

    def __and__(self, other: SqlCondition) -> SqlCondition:
        if SqlCondition() in {self, other}:
            return other if self == SqlCondition() else self
        return SqlCondition(f"{self.sql} AND {other.sql}", self.values + other.values)


def is_worth_ranking(query: Query) -> bool:
    """Whether hits are ranked: one or two letters alone say nothing, and match almost anything."""
    return bool(query.words or query.phrases) or len(query.prefix) >= _LETTERS_WORTH_RANKING


def match_expression(query: Query) -> str:
    """The FTS5 expression of the words; "" when there are none. Holds no syntax of the user's."""
    terms = [_term(word, stands_for_longer=_has_longer_forms(word)) for word in query.words]
    terms += [_term(phrase, stands_for_longer=False) for phrase in query.phrases]
    if query.prefix:
        terms.append(_term(query.prefix, stands_for_longer=True))
    return " AND ".join(terms)


def _has_longer_forms(word: str) -> bool:
    """Whether a finished word finds longer ones, as "missile" does "missiles"."""
    return " " not in word and len(word) >= _LETTERS_THAT_STAND_FOR_LONGER_FORMS


def _term(spoken: str, *, stands_for_longer: bool) -> str:
    plain = " ".join(plain_spelling(word) for word in spoken.split())
    choices = [f'"{spelling}"' for spelling in dict.fromkeys([spoken, plain])]
    if stands_for_longer:  # beside the word itself, so that an exact match counts twice
        choices += [f"{choice} *" for choice in choices]
    return f"({' OR '.join(choices)})"


def head_condition(filters: Filters, today: dt.date) -> SqlCondition:
    """What the filters ask of a row of the table `item`."""
    condition = _one_of("kind", filters.kinds) & _status(filters.statuses, today)
    for field in ("tag", "region", "actor"):
        for alternatives in getattr(filters, f"{field}s"):
            condition &= _labelled(field, alternatives)
    if filters.period is not None:
        days = (filters.period.last, filters.period.first)
        condition &= SqlCondition("item.first_day <= ? AND item.last_day >= ?", days)
    return condition


def without_own_filter(filters: Filters, field: str) -> Filters:
    """The filters under which the values of `field` are counted.

    The kinds and statuses beside the chosen one are what a person would change to, so they are
    counted, too; tags and regions narrow, so theirs are counted among what is left.
    """
    match field:
        case "kind":
            return replace(filters, kinds=frozenset())
        case "status":
            return replace(filters, statuses=frozenset())
        case _:
            return filters


def _one_of(column: str, values: Iterable[str]) -> SqlCondition:
    chosen = tuple(sorted(values))
    if not chosen:
        return SqlCondition()
    return SqlCondition(f"item.{column} IN ({', '.join('?' * len(chosen))})", chosen)


def overdue_condition(today: dt.date) -> SqlCondition:
    """Items that were to be reviewed before today; a withdrawn one needs no review."""
    return SqlCondition(
        "(item.review_by < ? AND item.status <> ?)", (today.isoformat(), Status.WITHDRAWN.value)
    )


def _status(statuses: frozenset[str], today: dt.date) -> SqlCondition:
    if OVERDUE not in statuses:
        return _one_of("status", statuses)
    overdue = overdue_condition(today)
    given = statuses - {OVERDUE}
    if not given:
        return overdue
    either = _one_of("status", given)
    return SqlCondition(f"({either.sql} OR {overdue.sql})", either.values + overdue.values)


def _labelled(field: str, alternatives: tuple[str, ...]) -> SqlCondition:
    marks = ", ".join("?" * len(alternatives))
    return SqlCondition(_LABELLED.format(marks=marks), (field, *alternatives))
