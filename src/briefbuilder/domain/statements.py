"""Statements: the paragraphs, list items, table rows and events that are cited and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from markdown_it import MarkdownIt

from briefbuilder.domain.citations import cited_keys
from briefbuilder.domain.item_sections import TIMELINE, holds_of, split_body
from briefbuilder.domain.items import Item, StatementCheck, TimelineEvent
from briefbuilder.domain.kinds import Holds
from briefbuilder.domain.words import SHORT_HASH, fold_words, sha256_hex

_REMEMBERED_SECTIONS = 8192


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def statement_hash(text: str) -> str:
    """The first 12 digits of the SHA-256 of a statement's words (`docs/formats/item.md`)."""
    return sha256_hex(fold_words(text))[:SHORT_HASH]


def event_words(event: TimelineEvent) -> str:
    """The words of a timeline event, as they are hashed: `DATE: TEXT` or `DATE/TO: TEXT`."""
    date = f"{event.date}/{event.to}" if event.to else event.date
    return f"{date}: {event.text}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One unit that is cited and checked.

    `part` is the part of the item it stands in; `line` counts from 0 within the body, or is the
    event's position when `part` is the timeline.
    """

    text: str
    hash: str
    part: str
    holds: Holds
    line: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The citation keys that stand in it."""
        return cited_keys(self.text)


class CheckState(StrEnum):
    """What is known of a statement's check."""

    CHECKED = "checked"
    UNCHECKED = "unchecked"
    JUDGEMENT = "judgement"


@lru_cache(maxsize=_REMEMBERED_SECTIONS)
def statement_texts(markdown: str) -> tuple[tuple[str, int], ...]:
    """The words of each statement of a piece of Markdown, with its first line, from 0.

    Remembered: a library's items are counted and checked again and again, and seldom change.
    """
    return tuple(_statement_texts(markdown))


def _statement_texts(markdown: str) -> Iterator[tuple[str, int]]:
    row: list[str] | None = None
    row_line = 0
    in_head = False
    for token in _parser().parse(markdown):
        match token.type:
            case "thead_open" | "thead_close":
                in_head = token.type == "thead_open"
            case "tr_open":
                row, row_line = [], token.map[0] if token.map else 0
            case "tr_close":
                if row is not None and not in_head:
                    yield " | ".join(row), row_line
                row = None
            case "inline" if row is not None:
                row.append(token.content)
            case "inline":
                yield token.content, token.map[0] if token.map else 0
            case _:
                pass


def statements_of(item: Item) -> tuple[Statement, ...]:
    """Every statement of an item: the timeline's events first, then the body's in order."""
    found = [
        Statement(words, statement_hash(words), TIMELINE, Holds.FACT, position)
        for position, words in enumerate(event_words(event) for event in item.timeline)
    ]
    for section in split_body(item.body):
        holds = holds_of(item.kind, section.heading)
        offset = section.line + (1 if section.heading else 0)
        lines = item.body.replace("\r\n", "\n").split("\n")[offset:]
        blank = next((n for n, line in enumerate(lines) if line.strip()), 0)
        for text, line in statement_texts(section.text):
            found.append(
                Statement(text, statement_hash(text), section.part, holds, offset + blank + line)
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """A statement with the newest check that belongs to its words, if there is one."""

    statement: Statement
    check: StatementCheck | None

    @property
    def state(self) -> CheckState:
        """Checked, unchecked, or a judgement, which needs no check."""
        if self.check is not None:
            return CheckState.CHECKED
        if self.statement.holds is Holds.JUDGEMENT:
            return CheckState.JUDGEMENT
        return CheckState.UNCHECKED


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """An item's statements beside its checks; `lapsed` checks fit no present statement."""

    statements: tuple[CheckedStatement, ...]
    lapsed: tuple[StatementCheck, ...]

    @property
    def facts(self) -> int:
        """How many statements are facts."""
        return sum(1 for entry in self.statements if entry.statement.holds is Holds.FACT)

    @property
    def checked(self) -> int:
        """How many facts carry a check that still belongs to their words."""
        return sum(
            1
            for entry in self.statements
            if entry.check is not None and entry.statement.holds is Holds.FACT
        )


def check_summary(item: Item, statements: tuple[Statement, ...] | None = None) -> CheckSummary:
    """Match the item's checks to its statements by the hash of the words.

    `statements` are the item's, for whoever has read them already.
    """
    statements = statements_of(item) if statements is None else statements
    present = {statement.hash for statement in statements}
    newest: dict[str, StatementCheck] = {}
    for check in sorted(item.checks, key=lambda check: check.on):
        newest[check.statement] = check
    return CheckSummary(
        tuple(CheckedStatement(s, newest.get(s.hash)) for s in statements),
        tuple(check for check in item.checks if check.statement not in present),
    )
