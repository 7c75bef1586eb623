"""An item's statements as a curator sees them: section by section, each with its check. No Qt.

A check belongs to the hash of a statement's words. When the words change, the check fits no
statement any more; which one it was is found in an older text of the item, where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from briefbuilder.app.item_words import short_day
from briefbuilder.app.window_colours import Colours
from briefbuilder.domain.item_sections import part_title
from briefbuilder.domain.items import Item, StatementCheck
from briefbuilder.domain.statements import (
    CheckedStatement,
    CheckState,
    Statement,
    check_summary,
    statements_of,
)
from briefbuilder.language.interface import _, page_words
from briefbuilder.language.marks import N_

ALIKE = 0.55


class Mark(Enum):
    """How a statement stands, as sign and words."""

    # Translators: a comma ends the first of two short lines.
    CHECKED = ("●", N_("checked"))
    LAPSED = ("▲", N_("words changed, check lapsed"))
    UNCHECKED = ("○", N_("not checked"))
    JUDGEMENT = ("–", N_("judgement, no check needed"))

    @property
    def sign(self) -> str:
        """The sign before the statement."""
        return self.value[0]

    @property
    def words(self) -> str:
        """What the sign says."""
        return _(self.value[1])


@dataclass(frozen=True, slots=True)
class LapsedCheck:
    """A check that does not count any more, and the words that it was given to."""

    check: StatementCheck
    words: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement with its standing."""

    statement: Statement
    mark: Mark
    check: StatementCheck | None = None
    lapse: LapsedCheck | None = None


@dataclass(frozen=True, slots=True)
class StatementSection:
    """The statements under one heading."""

    title: str
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class StatementSheet:
    """All statements of an item; `stray` checks fit none, and nobody knows whose they were."""

    sections: tuple[StatementSection, ...]
    stray: tuple[StatementCheck, ...]


def sheet_of(item: Item, older: Iterable[Item] = ()) -> StatementSheet:
    """The statements of an item; `older` texts of it help to tell whose a lapsed check was."""
    summary = check_summary(item)
    lapses = _lapses(summary.statements, summary.lapsed, older)
    found = {lapse.check.statement for lapse in lapses.values()}
    sections: dict[str, list[StatementLine]] = {}
    for one in summary.statements:
        line = _line(one, lapses.get(one.statement.hash))
        sections.setdefault(one.statement.part, []).append(line)
    return StatementSheet(
        tuple(
            StatementSection(part_title(item, part, page_words()), tuple(lines))
            for part, lines in sections.items()
        ),
        tuple(check for check in summary.lapsed if check.statement not in found),
    )


def _line(one: CheckedStatement, lapse: LapsedCheck | None) -> StatementLine:
    if one.check is not None:
        return StatementLine(one.statement, Mark.CHECKED, check=one.check)
    if lapse is not None:
        return StatementLine(one.statement, Mark.LAPSED, lapse=lapse)
    judgement = one.state is CheckState.JUDGEMENT
    return StatementLine(one.statement, Mark.JUDGEMENT if judgement else Mark.UNCHECKED)


def _lapses(
    statements: Iterable[CheckedStatement],
    lapsed: Iterable[StatementCheck],
    older: Iterable[Item],
) -> dict[str, LapsedCheck]:
    """The lapsed check of each unchecked statement, by the statement's hash."""
    before: dict[str, Statement] = {}
    for item in older:
        for statement in statements_of(item):
            before.setdefault(statement.hash, statement)
    open_ones = [one.statement for one in statements if one.check is None]
    lapses: dict[str, LapsedCheck] = {}
    for check in sorted(lapsed, key=lambda one: one.on):
        old = before.get(check.statement)
        if old is None:
            continue
        near = [(_likeness(old, one), one) for one in open_ones if one.part == old.part]
        likeness, best = max(near, key=lambda pair: pair[0], default=(0.0, old))
        if likeness >= ALIKE:
            lapses[best.hash] = LapsedCheck(check, old.text)
    return lapses


def _likeness(one: Statement, other: Statement) -> float:
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def line_standing(line: StatementLine) -> str:
    """How a statement stands, in two short lines."""
    if line.check is not None:
        grade, date = line.check.grade, short_day(line.check.on)
        return _("{grade} · {date}\nchecked", grade=grade, date=date)
    return line.mark.words.replace(", ", "\n")


def sign_colour(mark: Mark, colours: Colours) -> str:
    """The colour that goes with a sign."""
    return {
        Mark.CHECKED: colours.good,
        Mark.LAPSED: colours.warning,
        Mark.UNCHECKED: colours.faint_ink,
        Mark.JUDGEMENT: colours.faint_ink,
    }[mark]
