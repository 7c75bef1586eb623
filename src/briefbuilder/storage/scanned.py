"""What a scan of a library folder found, file by file, and the library put together from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypeVar

from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.library import Library, LibraryEntry, LibrarySettings
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.sources import Source
from briefbuilder.errors import FileChangedError, Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.storage.drawn import Drawn
from briefbuilder.storage.item_file import place_in_item
from briefbuilder.storage.partly import LeftOut
from briefbuilder.storage.stamps import Stamp
from briefbuilder.storage.strict_yaml import load

Content = tuple[Source, ...] | Checklist | Scheme | LibrarySettings | None
_Thing = TypeVar("_Thing")
_ALREADY = {
    "checklist": N_('The checklist "{key}" stands already in {file}.'),
    "marking scheme": N_('The marking scheme "{key}" stands already in {file}.'),
    "source": N_('The source "{key}" stands already in {file}.'),
    "item": N_('The item "{key}" stands already in {file}.'),
}


class FileSignature(NamedTuple):
    """What a look at a file tells without reading it: whether it has to be read again."""

    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result) -> FileSignature:
        """The signature in what `stat` tells."""
        return cls(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """One file of a scan: what it was, what it holds, or what is wrong with it.

    It holds an item, as `entry`, or another `content` with its `text`. `left_out` names what a
    fault keeps out of the library: an entry of the file, or all that it would have held.
    """

    signature: FileSignature
    stamp: Stamp | None = None
    text: str = ""
    content: Content = None
    entry: LibraryEntry | None = None
    problems: tuple[Problem, ...] = ()
    left_out: LeftOut = field(default_factory=dict)
    is_text: bool = True

    @property
    def holds_something(self) -> bool:
        """Whether anything could be read of it."""
        return self.entry is not None or self.content is not None

    @property
    def is_whole_item(self) -> bool:
        """Whether it holds an item, and nothing is wrong with it."""
        return self.entry is not None and not self.problems and not self.left_out


@dataclass(frozen=True, slots=True)
class ScannedLibrary:
    """The library that a scan found; `stamps` and `files` by name relative to the library.

    `listing` is what the look at each file told, `hashes` the SHA-256 of what was read of it, and
    `whole_items` are those files that hold an item and no fault. `of_listing` are the problems met
    before any file was read.
    """

    library: Library
    listing: Mapping[str, FileSignature] = field(default_factory=dict, repr=False)
    hashes: Mapping[str, str] = field(default_factory=dict, repr=False)
    whole_items: frozenset[str] = field(default_factory=frozenset, repr=False)
    files: Mapping[str, ScannedFile] = field(default_factory=dict, repr=False)
    of_listing: tuple[Problem, ...] = ()

    @property
    def stamps(self) -> Mapping[str, Stamp]:
        """The stamp of each file that could be read."""
        return Drawn(self.hashes, self._stamp)

    def _stamp(self, name: str) -> Stamp:
        stamp = self.files[name].stamp
        assert stamp is not None, "what has a hash was read"  # noqa: S101
        return stamp

    def is_still(
        self,
        listing: Mapping[str, FileSignature],
        media: tuple[str, ...],
        of_listing: tuple[Problem, ...],
    ) -> bool:
        """Whether another look found every file as it was, and no other file, picture or fault."""
        return listing == self.listing and (media, of_listing) == (
            self.library.media,
            self.of_listing,
        )


class LibraryAssembly:
    """Puts what the files hold where it belongs: each id once, the first file wins."""

    def __init__(self) -> None:
        self._settings: LibrarySettings | None = None
        self._entries: dict[str, LibraryEntry | None] = {}
        self._sources: dict[str, Source] = {}
        self._checklists: dict[str, Checklist] = {}
        self._schemes: dict[str, Scheme] = {}
        self._problems: list[Problem] = []
        self._origins: dict[tuple[str, str], str] = {}
        self._texts: dict[str, str] = {}
        self._left_out: dict[tuple[str, str], Place] = {}
        self._kept: dict[str, str] = {}
        self._file: Callable[[str], ScannedFile] = dict[str, ScannedFile]().__getitem__

    def keep(self, name: str, file: Callable[[str], ScannedFile]) -> None:
        """Put away an item that an earlier look found without a fault; it is drawn when asked for.

        Its id is the name of its file.
        """
        key = _id_in(name)
        if key in self._entries or key in self._kept:
            self.put(name, file(name))
            return
        self._entries[key] = None
        self._kept[key] = name
        self._file = file

    def put(self, name: str, file: ScannedFile) -> None:
        """Put away one file's content and problems."""
        self._problems += file.problems
        self.leave_out(file.left_out)
        place = partial(_place_in_yaml, file.text, name)
        if name.endswith(".yaml"):
            self._texts[name] = file.text
        match file.content:
            case None:
                if file.entry is not None:
                    inner = partial(place_in_item, file.entry.text, name)
                    self._add_item(file.entry, inner)
            case LibrarySettings() as settings:
                self._settings = settings
            case Checklist() as found:
                self._add(self._checklists, "checklist", found, found.id, place, file=name)
            case Scheme() as found:
                self._add(self._schemes, "marking scheme", found, found.id, place, file=name)
            case tuple() as group:
                for position, one in enumerate(group):
                    inner = partial(place, "sources", position)
                    self._add(self._sources, "source", one, one.id, inner, file=name)

    def leave_out(self, left_out: LeftOut) -> None:
        """Note what a fault keeps out of the library."""
        self._left_out |= left_out

    def library(
        self, fallback: LibrarySettings, media: tuple[str, ...], problems: list[Problem]
    ) -> Library:
        """The library; `fallback` stands in for settings that could not be read."""
        return Library(
            settings=self._settings or fallback,
            entries=self._drawn(),
            sources=self._sources,
            checklists=self._checklists,
            schemes=self._schemes,
            media=media,
            problems=(*problems, *self._problems),
            origins=self._origins,
            texts=self._texts,
            left_out=self._left_out,
        )

    def _drawn(self) -> Mapping[str, LibraryEntry]:
        there = {key: entry for key, entry in self._entries.items() if entry is not None}
        if not self._kept:
            return there
        kept, file = self._kept, self._file

        def entry_of(key: str) -> LibraryEntry:
            entry = file(kept[key]).entry
            if entry is None:  # read again after the look, and another file by then
                raise changed_since(kept[key])
            return entry

        return Drawn(self._entries, entry_of, there)

    def _add_item(self, entry: LibraryEntry, place: Callable[[str], Place]) -> None:
        key = _id_in(entry.file)
        if key not in self._entries:
            self._entries[key] = entry
            return
        first = self._entries[key]
        file = self._kept[key] if first is None else first.file
        sentence = _(_ALREADY["item"], key=key, file=file)
        self._problems.append(Problem(sentence, place("id")))

    def _add(
        self,
        shelf: dict[str, _Thing],
        noun: str,
        thing: _Thing,
        key: str,
        place: Callable[[str], Place],
        *,
        file: str,
    ) -> None:
        # A place is looked up only for a fault: it costs a second reading of the file.
        if key not in shelf:
            shelf[key] = thing
            self._origins[noun, key] = file
            return
        sentence = _(_ALREADY[noun], key=key, file=self._origins[noun, key])
        self._problems.append(Problem(sentence, place("id")))


def changed_since(file: str) -> FileChangedError:
    """Of a file that no longer says what it said when the folder was looked at."""
    sentence = _("The file has changed since the library was read. Try again in a moment.")
    problem = Problem(sentence, Place(file=file))
    return FileChangedError(str(problem), (problem,))


def _id_in(file: str) -> str:
    """The id of the item in a file: what is called otherwise could not be read."""
    return file.rpartition("/")[2].removesuffix(".md")


def _place_in_yaml(text: str, file: str, *path: str | int) -> Place:
    return load(text, file).place(path)
