"""A library as it was read: what a brief can be made of, and what was wrong with the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import Field

from briefbuilder.domain.approvals import ApprovalStanding, approval_standing
from briefbuilder.domain.base import Frozen, Lang, NonEmpty, Slug
from briefbuilder.domain.briefs import Pin
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.citations import cited_keys
from briefbuilder.domain.item_sections import split_body
from briefbuilder.domain.items import Item, Status
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.sources import Source
from briefbuilder.errors import NotFoundError, Place, Problem
from briefbuilder.language.interface import _

SETTINGS = ("settings", "")
"""What is left out when `library.yaml` cannot be read: the lists of tags and regions are in it."""


class LibrarySettings(Frozen):
    """What `library.yaml` says."""

    id: Slug
    title: NonEmpty
    lang: Lang = "en"
    accepted_statuses: tuple[Status, ...] = (Status.APPROVED,)
    default_checklist: Slug | None = None
    default_scheme: Slug | None = None
    proof_template: Slug | None = None
    tags: dict[Slug, str] = Field(default_factory=dict)
    regions: dict[Slug, str] = Field(default_factory=dict)
    known_acronyms: dict[NonEmpty, str] = Field(default_factory=dict)
    unfit_hosts: dict[NonEmpty, NonEmpty] = Field(default_factory=dict)
    licence: str = ""


@dataclass(frozen=True, slots=True)
class InLists:
    """What lists are narrowed by: the status an item has and the one it states, and its review."""

    status: Status
    own_status: Status
    review_by: dt.date


class LibraryEntry:
    """One item of a library: its revision, its file (relative to the library) and exact text.

    Two are equal that hold the same. `storage` has entries that fetch item and text when they are
    asked for; whoever asks does not see the difference.
    """

    __slots__ = ("_file", "_item", "_revision", "_text")

    def __init__(self, item: Item, revision: str, file: str, text: str) -> None:
        self._item = item
        self._text = text
        self._file = file
        self._revision = revision

    @property
    def file(self) -> str:
        """The file's name, relative to the library."""
        return self._file

    @property
    def revision(self) -> str:
        """The revision of the item."""
        return self._revision

    @property
    def item(self) -> Item:
        """What the file says."""
        return self._item

    @property
    def text(self) -> str:
        """The file's exact text."""
        return self._text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LibraryEntry):
            return NotImplemented
        return (self.file, self.revision) == (other.file, other.revision) and (
            (self.text, self.item) == (other.text, other.item)
        )

    def __hash__(self) -> int:
        return hash((self.file, self.revision))

    def __repr__(self) -> str:
        return f"<item in {self.file}>"

    def is_still(self, other: LibraryEntry | None) -> bool:
        """Whether another reading found it so, too. One that was taken over is the same object."""
        return self is other or self == other

    @property
    def standing(self) -> ApprovalStanding:
        """How it stands: an approval of another text is none."""
        return approval_standing(self.item, self.revision)

    @property
    def status(self) -> Status:
        """The status that it is treated as having."""
        return self.standing.status

    @property
    def in_lists(self) -> InLists:
        """What lists need to know of it, without what it says."""
        return InLists(self.status, self.item.status, self.item.review_by)

    @property
    def pin(self) -> Pin:
        """What a brief keeps when it places the item."""
        return Pin(revision=self.revision, item=self.item, text=self.text)


def changed_entries(
    before: Mapping[str, LibraryEntry], now: Mapping[str, LibraryEntry]
) -> frozenset[str]:
    """The items that are new, gone, or not what they were; most are the same objects."""
    if before is now:
        return frozenset()
    known = before.get
    changed = {
        key
        for key, entry in now.items()
        if (old := known(key)) is not entry and not entry.is_still(old)
    }
    return frozenset(changed | (before.keys() - now.keys()))


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that one scan of a library folder could read, and every problem it met.

    `origins` says which file holds what is not an item, by noun and id: `("source", "kyle-2011")`;
    `texts` holds the exact text of those files. `left_out` says, by noun and id, where the fault
    is that keeps a thing out of the library: that it is not there is no second fault.
    """

    settings: LibrarySettings
    entries: Mapping[str, LibraryEntry] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    media: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    origins: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    left_out: Mapping[tuple[str, str], Place] = field(default_factory=dict, repr=False)

    def file_of(self, noun: str, key: str) -> str:
        """The file of a source, checklist or marking scheme; "" where it is not known."""
        return self.origins.get((noun, key), "")

    def is_left_out(self, noun: str, key: str) -> bool:
        """Whether a fault, which has been reported, keeps a thing out of the library."""
        return (noun, key) in self.left_out

    def entry(self, item_id: str) -> LibraryEntry:
        """The entry of an item; `NotFoundError` when the library has none of that id."""
        try:
            return self.entries[item_id]
        except KeyError:
            raise NotFoundError(_('The library has no item "{item}".', item=item_id)) from None

    def offers(self, item_id: str) -> bool:
        """Whether a brief may use the item without a finding on its status."""
        entry = self.entries.get(item_id)
        return entry is not None and entry.status in self.settings.accepted_statuses

    def sources_cited_by(self, item: Item) -> tuple[Source, ...]:
        """The library's sources that an item cites, each once; unknown keys are left out."""
        texts = [*(event.text for event in item.timeline), *(s.text for s in split_body(item.body))]
        keys = dict.fromkeys(key for text in texts for key in cited_keys(text))
        return tuple(self.sources[key] for key in keys if key in self.sources)

    def neighbours(self, item_id: str) -> tuple[str, ...]:
        """The items related to one, read from both ends of each relation, in order of id."""
        own = set(self.entries[item_id].item.related) if item_id in self.entries else set()
        back = {key for key, entry in self.entries.items() if item_id in entry.item.related}
        return tuple(sorted((own | back) & self.entries.keys() - {item_id}))
