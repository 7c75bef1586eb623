"""What a scan of a library folder found, file by file, and the library put together from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.items import Item
from briefbuilder.domain.library import Library, LibraryEntry, LibrarySettings
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.sources import Source
from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.storage.item_file import place_in_item
from briefbuilder.storage.partly import LeftOut
from briefbuilder.storage.stamps import Stamp
from briefbuilder.storage.strict_yaml import load

Content = Item | tuple[Source, ...] | Checklist | Scheme | LibrarySettings | None
_Thing = TypeVar("_Thing")
_ALREADY = {
    "checklist": N_('The checklist "{key}" stands already in {file}.'),
    "marking scheme": N_('The marking scheme "{key}" stands already in {file}.'),
    "source": N_('The source "{key}" stands already in {file}.'),
    "item": N_('The item "{key}" stands already in {file}.'),
}


@dataclass(frozen=True, slots=True)
class FileSignature:
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

    `revision` is the item's, where it holds one; `left_out` names what a fault keeps out of the
    library: an entry of the file, or all that it would have held.
    """

    signature: FileSignature
    stamp: Stamp | None = None
    text: str = ""
    content: Content = None
    revision: str = ""
    problems: tuple[Problem, ...] = ()
    left_out: LeftOut = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScannedLibrary:
    """The library that a scan found; `stamps` and `files` by name relative to the library.

    `of_listing` are the problems met before any file was read.
    """

    library: Library
    stamps: Mapping[str, Stamp]
    files: Mapping[str, ScannedFile] = field(default_factory=dict, repr=False)
    of_listing: tuple[Problem, ...] = ()

    def is_still(
        self,
        files: Mapping[str, ScannedFile],
        media: tuple[str, ...],
        of_listing: tuple[Problem, ...],
    ) -> bool:
        """Whether another look took over every file, and found no other file, picture or fault."""
        return (
            len(files) == len(self.files)
            and all(self.files.get(name) is file for name, file in files.items())
            and (media, of_listing) == (self.library.media, self.of_listing)
        )


class LibraryAssembly:
    """Puts what the files hold where it belongs: each id once, the first file wins."""

    def __init__(self) -> None:
        self._settings: LibrarySettings | None = None
        self._entries: dict[str, LibraryEntry] = {}
        self._sources: dict[str, Source] = {}
        self._checklists: dict[str, Checklist] = {}
        self._schemes: dict[str, Scheme] = {}
        self._problems: list[Problem] = []
        self._origins: dict[tuple[str, str], str] = {}
        self._texts: dict[str, str] = {}
        self._left_out: dict[tuple[str, str], Place] = {}

    def put(self, name: str, file: ScannedFile) -> None:
        """Put away one file's content and problems."""
        self._problems += file.problems
        self.leave_out(file.left_out)
        place = partial(_place_in_yaml, file.text, name)
        if name.endswith(".yaml"):
            self._texts[name] = file.text
        match file.content:
            case None:
                pass
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
            case item:
                entry = LibraryEntry(item, file.revision, name, file.text)
                inner = partial(place_in_item, file.text, name)
                self._add(self._entries, "item", entry, item.id, inner, file=name)

    def leave_out(self, left_out: LeftOut) -> None:
        """Note what a fault keeps out of the library."""
        self._left_out |= left_out

    def library(
        self, fallback: LibrarySettings, media: tuple[str, ...], problems: list[Problem]
    ) -> Library:
        """The library; `fallback` stands in for settings that could not be read."""
        return Library(
            settings=self._settings or fallback,
            entries=self._entries,
            sources=self._sources,
            checklists=self._checklists,
            schemes=self._schemes,
            media=media,
            problems=(*problems, *self._problems),
            origins=self._origins,
            texts=self._texts,
            left_out=self._left_out,
        )

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


def _place_in_yaml(text: str, file: str, *path: str | int) -> Place:
    return load(text, file).place(path)
