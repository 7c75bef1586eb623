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
from briefbuilder.domain.library_check.plain_text import plain_statement
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


class Telling(Mapping[str, Told]):
    """What each of some items says, by id; an item is read when somebody first asks for it.

    Reading ten thousand items for their statements takes many seconds, and the review of a single
    one needs its own only. What was read before is passed on to the next look. It may be asked
    from several threads: at worst an item is read twice.
    """

    def __init__(self, entries: Mapping[str, LibraryEntry], before: Telling | None = None) -> None:
        self._entries = entries
        # A copy in one step, as another thread may be asking the earlier one.
        self._known: dict[str, tuple[LibraryEntry, Told]] = (
            before.known() if before is not None else {}
        )

    def known(self) -> dict[str, tuple[LibraryEntry, Told]]:
        """What was read so far, with the entry that it was read from."""
        return dict(self._known)

    def __getitem__(self, key: str) -> Told:
        entry = self._entries[key]
        known = self._known.get(key)
        if known is not None and entry.is_still(known[0]):
            return known[1]
        told = Told.of(entry)
        self._known[key] = (entry, told)
        return told

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True, slots=True)
class Overview:
    """What takes a look at the whole library, taken once.

    `told` holds what each item says, on its own; `named_by`, for an item, those that name it as
    related; `asked_of` the questions that recommend it or name it as a precedent; `proofs` how
    the items print, of those that somebody has printed.
    """

    library: Library
    today: dt.date
    told: Telling
    question_ids: frozenset[str]
    named_by: Mapping[str, frozenset[str]]
    asked_of: Mapping[str, tuple[str, ...]]
    proofs: Mapping[str, Proof]

    def cited(self) -> frozenset[str]:
        """Every key that is cited somewhere; all items are read for it."""
        return frozenset(_cited_in(self.library, self.told.values()))

    def with_entry(self, entry: LibraryEntry) -> Overview:
        """The same look, with one item as somebody is writing it."""
        entries = {**self.library.entries, entry.item.id: entry}
        return replace(
            self,
            library=replace(self.library, entries=entries),
            told=Telling(entries, self.told),
        )

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
        return cls(
            library=library,
            today=today,
            told=Telling(library.entries, before.told if before is not None else None),
            question_ids=frozenset(question.id for question in questions_of(library)),
            named_by={key: frozenset(names) for key, names in named.items()},
            asked_of={key: tuple(ids) for key, ids in asked.items()},
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
        summary = ItemPassage(entry, None, plain_statement(entry.item.summary))
        told = (ItemPassage(entry, one, plain_statement(one.text)) for one in statements)
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
