"""What every rule is given: an item in its library, and what the whole library says of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefbuilder.domain.checklists import Question
from briefbuilder.domain.citations import cited_keys
from briefbuilder.domain.items import Item
from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.domain.library_check.item_places import in_head, in_statement
from briefbuilder.domain.library_check.plain_text import plain
from briefbuilder.domain.proofs import Proof
from briefbuilder.domain.statements import Statement, statements_of
from briefbuilder.errors import Place

ITEM_LINK = re.compile(r"\]\(item:(?P<id>[^()\s]*)\)")


@dataclass(frozen=True, slots=True)
class Told:
    """What an item says, worked out from it alone: its statements, what they cite, whom it names.

    `names` are the items that it is related to or has a link to.
    """

    statements: tuple[Statement, ...]
    cites: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, entry: LibraryEntry) -> Told:
        """Read an item for its statements."""
        statements = statements_of(entry.item)
        links = (match["id"] for one in statements for match in ITEM_LINK.finditer(one.text))
        return cls(
            statements,
            frozenset(key for one in statements for key in one.keys),
            frozenset((*entry.item.related, *links)),
        )


@dataclass(frozen=True, slots=True)
class Overview:
    """What takes a look at the whole library, taken once.

    `told` holds what each item says, on its own; `named_by`, for an item, those that name it as
    related; `asked_of` the questions that recommend it or name it as a precedent; `cited` every
    key that is cited somewhere; `proofs` how the items print, of those that somebody has printed.
    """

    library: Library
    today: dt.date
    told: Mapping[str, Told]
    question_ids: frozenset[str]
    named_by: Mapping[str, frozenset[str]]
    asked_of: Mapping[str, tuple[str, ...]]
    cited: frozenset[str]
    proofs: Mapping[str, Proof]

    def with_entry(self, entry: LibraryEntry) -> Overview:
        """The same look, with one item as somebody is writing it."""
        key = entry.item.id
        return replace(
            self,
            library=replace(self.library, entries={**self.library.entries, key: entry}),
            told={**self.told, key: Told.of(entry)},
        )

    def saw(self, entry: LibraryEntry) -> bool:
        """Whether an item stood so in the library at this look."""
        return self.library.entries.get(entry.item.id) == entry

    @classmethod
    def of(
        cls,
        library: Library,
        today: dt.date,
        proofs: Mapping[str, Proof] | None = None,
        before: Overview | None = None,
    ) -> Overview:
        """Look at a library as it stands; what an earlier look saw of an item is not read again."""
        named: dict[str, set[str]] = {}
        for key, entry in library.entries.items():
            for other in entry.item.related:
                named.setdefault(other, set()).add(key)
        asked: dict[str, list[str]] = {}
        for question in questions_of(library):
            for item_id in items_named_by(question):
                asked.setdefault(item_id, []).append(question.id)
        told = {
            key: before.told[key] if before is not None and before.saw(entry) else Told.of(entry)
            for key, entry in library.entries.items()
        }
        return cls(
            library=library,
            today=today,
            told=told,
            question_ids=frozenset(question.id for question in questions_of(library)),
            named_by={key: frozenset(names) for key, names in named.items()},
            asked_of={key: tuple(ids) for key, ids in asked.items()},
            cited=frozenset(_cited_in(library, told.values())),
            proofs=proofs or {},
        )


@dataclass(frozen=True, slots=True)
class ItemPassage:
    """Some plain text of an item: its summary, or a statement."""

    entry: LibraryEntry
    statement: Statement | None
    text: str

    def place(self, words: str) -> Place:
        """Where the words stand; where the passage begins if markup is in between."""
        if self.statement is None:
            return in_head(self.entry, "summary", words)
        return in_statement(self.entry, self.statement, words)


@dataclass(frozen=True, slots=True)
class ItemUnderReview:
    """One item, what is said in it in the order in which it is read, and the library around."""

    overview: Overview
    entry: LibraryEntry
    statements: tuple[Statement, ...]
    passages: tuple[ItemPassage, ...]

    @classmethod
    def of(cls, overview: Overview, entry: LibraryEntry) -> ItemUnderReview:
        """Lay an item open for the rules."""
        statements = overview.told[entry.item.id].statements
        summary = ItemPassage(entry, None, plain(entry.item.summary))
        told = (ItemPassage(entry, one, plain(one.text)) for one in statements)
        return cls(overview, entry, statements, (summary, *told))

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.entry.item

    @property
    def proof(self) -> Proof | None:
        """How it prints, where somebody has tried."""
        return self.overview.proofs.get(self.item.id)

    @property
    def library(self) -> Library:
        """The library that holds it."""
        return self.overview.library


def questions_of(library: Library) -> Iterator[Question]:
    """The questions of all checklists."""
    for checklist in library.checklists.values():
        yield from checklist.questions


def items_named_by(question: Question) -> tuple[str, ...]:
    """The items that a question recommends or names as a precedent, each once."""
    named = (*question.recommend, *question.precedents.well, *question.precedents.badly)
    return tuple(dict.fromkeys(named))


def _cited_in(library: Library, told: Iterable[Told]) -> Iterator[str]:
    for one in told:
        yield from one.cites
    for question in questions_of(library):
        for text in question.sources:
            yield from cited_keys(text)
