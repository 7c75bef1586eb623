"""A library folder: read it whole, re-read only what changed, write one item at a time.

Every problem of a scan is collected. What has an error is left out, be it a file or one entry of
a file, and the rest is used.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import cast

from briefbuilder.domain.items import Item, ItemBase, revision_of
from briefbuilder.domain.kinds import FOLDERS, spec_of
from briefbuilder.domain.library import SETTINGS, Library, LibraryEntry, LibrarySettings
from briefbuilder.domain.words import slug
from briefbuilder.errors import (
    BriefbuilderError,
    NotFoundError,
    Place,
    Problem,
    Severity,
    StorageError,
)
from briefbuilder.language.interface import _
from briefbuilder.storage.atomic import Expected, sweep_leftovers, write_atomically, write_failed
from briefbuilder.storage.checklist_file import read_checklist
from briefbuilder.storage.drawn import Drawn
from briefbuilder.storage.item_file import parse_item
from briefbuilder.storage.library_file import parse_library_settings
from briefbuilder.storage.library_memory import HASH, REVISION, SIGNATURE, LibraryMemory
from briefbuilder.storage.looking import (
    EntryKind,
    Seen,
    is_folder,
    kind_at,
    look,
    real_path,
    seen_in,
)
from briefbuilder.storage.marking_file import read_marking_scheme
from briefbuilder.storage.partly import LeftOut, Partly, ids_in
from briefbuilder.storage.picture_door import clean_picture
from briefbuilder.storage.remembered import RememberedFiles
from briefbuilder.storage.safe_read import (
    MEDIA_LIMIT,
    TEXT_LIMIT,
    decode,
    read_bytes_safely,
    read_stamped,
    relative_name,
)
from briefbuilder.storage.scanned import (
    Content,
    FileSignature,
    LibraryAssembly,
    ScannedFile,
    ScannedLibrary,
)
from briefbuilder.storage.source_file import read_sources
from briefbuilder.storage.stamps import Stamp

_READ_AT_ONCE = 500  # files whose texts are held before they are remembered
SETTINGS_FILE = "library.yaml"
MEDIA_FOLDER = "media"
_NOUNS = {
    "sources": ("source",),
    "checklists": ("checklist", "question"),
    "markings": ("marking scheme",),
}
_YAML_FOLDERS = tuple(_NOUNS)

_MEDIA_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class LibraryFolder:
    """A library on disk. The files are named relative to its root, with slashes."""

    def __init__(
        self,
        root: Path,
        memory: LibraryMemory | None = None,
        now_ns: Callable[[], int] = time.time_ns,
    ) -> None:
        self.root = root
        self._memory = memory
        self._remembered = RememberedFiles(root, memory) if memory is not None else None
        self._now_ns = now_ns

    def scan(self, previous: ScannedLibrary | None = None) -> ScannedLibrary:
        """Read the folder; with `previous`, only the files that differ from that scan.

        Without it, what an earlier start has left in the memory takes its place. Raises
        `NotFoundError` when there is no such folder, `StorageError` when it may not be entered.
        """
        if not is_folder(self.root):
            problem = Problem(_("There is no such library folder."), Place(file=str(self.root)))
            raise NotFoundError(str(problem), (problem,))
        look(self.root / SETTINGS_FILE, follow_links=False)
        looked_at_ns = self._now_ns()
        problems: list[Problem] = []
        listing = dict(self._listed(problems))
        media = tuple(self._media_names(problems))
        of_listing = tuple(problems)
        if previous is not None and previous.is_still(listing, media, of_listing):
            return previous
        known = _Known.of(previous) if previous is not None else self._recalled()
        fresh = self._read_changed(known, listing, looked_at_ns)
        if previous is not None and (media, of_listing) == (
            previous.library.media,
            previous.of_listing,
        ):
            patched = _patched(previous, listing, fresh)
            if patched is not None:
                return patched
        whole = {name for name in listing if name not in fresh and name in known.whole_items}
        whole |= {name for name, file in fresh.items() if file.is_whole_item}
        hashes = {name: known.hashes[name] for name in listing if name in known.hashes}
        files = known.files.over(listing, fresh)
        library = self._assembled(listing, files, whole - fresh.keys(), media, problems)
        return ScannedLibrary(
            library,
            listing,
            _with_hashes(hashes, fresh),
            frozenset(whole),
            files,
            of_listing,
        )

    def scan_written(self, previous: ScannedLibrary, file: str) -> ScannedLibrary:
        """An earlier scan with one file as it is now: where it held an item and still holds it.

        Nothing else is looked at, however many files there are; otherwise the folder is scanned.
        """
        looked_at_ns = self._now_ns()
        found = look(self.root / file, shown=file, follow_links=False)
        if file not in previous.whole_items or found is None:
            return self.scan(previous)
        signature = FileSignature.of(found)
        fresh = self._kept({file: self._read(file, signature)}, (), looked_at_ns)
        listing = {**previous.listing, file: signature}
        return _patched(previous, listing, fresh) or self.scan(previous)

    def close(self) -> None:
        """Let go of the memory."""
        if self._memory is not None:
            self._memory.close()

    def path_for(self, item: Item) -> str:
        """Where an item's file belongs: `case-studies/<id>.md`."""
        return f"{spec_of(item.kind).folder}/{item.id}.md"

    def read_item(self, file: str) -> tuple[str, Stamp]:
        """The exact text of an item's file, and its stamp, whatever the text says."""
        data, stamp = read_stamped(Path(file), root=self.root, limit=TEXT_LIMIT)
        return decode(data, file), stamp

    def write_item(self, file: str, text: str, expected: Expected) -> Stamp:
        """Write an item's file, if `text` is a valid item that belongs there.

        `expected` is the stamp that the file must still have, or None for a new file. Raises
        `InvalidFileError` with every problem of the text, and what `write_atomically` raises.
        """
        name = relative_name(Path(file), self.root)
        parse_item(text, name)
        path = self.root / name
        self._make_folder(path.parent)
        return write_atomically(path, text.encode("utf-8"), expected=expected)

    def read_media(self, name: str) -> bytes:
        """A picture out of the library's `media/`, with nothing in it but what draws it."""
        file = Path(MEDIA_FOLDER) / name
        data = read_bytes_safely(file, root=self.root, limit=MEDIA_LIMIT)
        return clean_picture(data, file.as_posix())

    def sweep(self) -> list[Path]:
        """Delete what killed writers left behind in the library's folders."""
        folders = [self.root / folder for folder in (*FOLDERS, *_YAML_FOLDERS)]
        return [path for one in (self.root, *folders) for path in sweep_leftovers(one)]

    def _recalled(self) -> _Known:
        """What an earlier start has left of the folder."""
        if self._remembered is None:
            return _Known()
        remembered = self._remembered
        rows = remembered.rows()

        def drawn(name: str) -> ScannedFile:
            file = remembered.file(rows[name])
            return file or self._read(name, FileSignature._make(rows[name][SIGNATURE]))

        return _Known(
            {name: row[SIGNATURE] for name, row in rows.items()},
            {name: row[HASH] for name, row in rows.items()},
            frozenset(name for name, row in rows.items() if row[REVISION]),
            Drawn(rows, drawn),
        )

    def _read_changed(
        self, known: _Known, listing: Mapping[str, FileSignature], looked_at_ns: int
    ) -> dict[str, ScannedFile]:
        """The files that are not as they were, read; those that are gone are forgotten."""
        before = known.listing.get
        changed = [name for name, signature in listing.items() if before(name) != signature]
        gone = known.listing.keys() - listing.keys()
        fresh: dict[str, ScannedFile] = {}
        for first in range(0, len(changed), _READ_AT_ONCE):
            some = changed[first : first + _READ_AT_ONCE]
            read = {name: self._read(name, listing[name]) for name in some}
            fresh |= self._kept(read, gone if first == 0 else (), looked_at_ns)
        if gone and not changed:
            self._kept({}, gone, looked_at_ns)
        return fresh

    def _kept(
        self, files: Mapping[str, ScannedFile], gone: Iterable[str], looked_at_ns: int
    ) -> Mapping[str, ScannedFile]:
        if self._remembered is None:
            return files
        return self._remembered.keep(files, gone, looked_at_ns)

    def _assembled(
        self,
        listing: Mapping[str, FileSignature],
        files: Mapping[str, ScannedFile],
        kept: AbstractSet[str],
        media: tuple[str, ...],
        problems: list[Problem],
    ) -> Library:
        shelves = LibraryAssembly()
        if SETTINGS_FILE not in listing:
            sentence = _("The library has no library.yaml; the program's own settings are used.")
            problems.append(Problem(sentence, Place(file=SETTINGS_FILE)))
            shelves.leave_out(_all_of(SETTINGS_FILE, ""))
        for name in listing:
            if name in kept:
                shelves.keep(name, files.__getitem__)
            else:
                shelves.put(name, files[name])
        # A folder's name need not be text; what it is called is only shown.
        name = os.fsencode(real_path(self.root).name).decode("utf-8", "replace")
        fallback = LibrarySettings(id=slug(name) or "library", title=name or _("Library"))
        return shelves.library(fallback, media, problems)

    def _make_folder(self, folder: Path) -> None:
        # Without those that it is in: a drive that went away must not come back as a folder here.
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise write_failed(folder, error) from error

    def _listed(self, problems: list[Problem]) -> Iterator[tuple[str, FileSignature]]:
        """Every file that a library is read from, in a fixed order."""
        yield from self._signed(SETTINGS_FILE, problems)
        for folder in FOLDERS:
            yield from self._files_of(folder, ".md", problems)
        for folder in _YAML_FOLDERS:
            yield from self._files_of(folder, ".yaml", problems)

    def _files_of(
        self, folder: str, suffix: str, problems: list[Problem]
    ) -> Iterator[tuple[str, FileSignature]]:
        for inner, found in self._entries(folder, problems):
            name = f"{folder}/{inner}"
            if inner.endswith(suffix):
                if isinstance(found, StorageError):
                    problems += found.problems
                elif found is not None:
                    yield name, FileSignature.of(found)
            else:
                sentence = _(
                    "This is not read: files of this folder end in {ending}.", ending=suffix
                )
                problems.append(Problem(sentence, Place(file=name), Severity.WARNING))

    def _signed(self, name: str, problems: list[Problem]) -> Iterator[tuple[str, FileSignature]]:
        """A file with its signature; nothing when it is not there, or deleted while we look."""
        try:
            found = look(self.root / name, shown=name, follow_links=False)
        except StorageError as error:
            problems += error.problems
            return
        if found is not None:
            yield name, FileSignature.of(found)

    def _entries(self, folder: str, problems: list[Problem]) -> list[Seen]:
        """What stands in a folder, by name; hidden files and a README are not of the library."""
        path = self.root / folder
        try:
            if kind_at(path, shown=folder) is EntryKind.LINK:
                sentence = _("This folder is a link; links are not followed in a library.")
                problems.append(Problem(sentence, Place(file=folder)))
                return []
            found = seen_in(path, shown=folder)
        except StorageError as error:
            problems += error.problems
            return []
        return [one for one in found if not one[0].startswith(".") and one[0] != "README.md"]

    def _media_names(self, problems: list[Problem]) -> Iterator[str]:
        for name, found in self._entries(MEDIA_FOLDER, problems):
            place = Place(file=f"{MEDIA_FOLDER}/{name}")
            if found is None:
                continue  # deleted while we look
            if isinstance(found, StorageError) or not stat.S_ISREG(found.st_mode):
                problems.append(Problem(_("This is not a regular file."), place))
            elif not _MEDIA_NAME.fullmatch(name):
                sentence = _("The name of a picture has only letters, digits and . _ -")
                problems.append(Problem(sentence, place))
            else:
                yield name

    def _read(self, name: str, signature: FileSignature) -> ScannedFile:
        try:
            data = read_bytes_safely(Path(name), root=self.root, limit=TEXT_LIMIT)
        except BriefbuilderError as error:
            lost = _all_of(name, "")
            return ScannedFile(signature, problems=error.problems, left_out=lost)
        stamp = Stamp(signature.mtime_ns, sha256(data).hexdigest(), len(data))
        try:
            text = decode(data, name)
        except BriefbuilderError as error:
            lost = _all_of(name, "")
            return ScannedFile(
                signature, stamp, problems=error.problems, left_out=lost, is_text=not data
            )
        try:
            found = _read_text(text, name)
        except BriefbuilderError as error:
            lost = _all_of(name, text)
            return ScannedFile(signature, stamp, text, problems=error.problems, left_out=lost)
        if isinstance(found.value, ItemBase):
            item = cast(Item, found.value)
            entry = LibraryEntry(item, revision_of(item), name, text)
            return ScannedFile(
                signature, stamp, entry=entry, problems=found.problems, left_out=found.left_out
            )
        content: Content = found.value
        return ScannedFile(
            signature, stamp, text, content, problems=found.problems, left_out=found.left_out
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a folder from an earlier look."""

    listing: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    whole_items: frozenset[str] = frozenset()
    files: Drawn[ScannedFile] = field(default_factory=lambda: Drawn((), _not_known))

    @classmethod
    def of(cls, scanned: ScannedLibrary) -> _Known:
        files = scanned.files
        drawn = files if isinstance(files, Drawn) else Drawn(files, files.__getitem__)
        return cls(scanned.listing, scanned.hashes, scanned.whole_items, drawn)


def _not_known(name: str) -> ScannedFile:
    raise KeyError(name)


def _patched(
    previous: ScannedLibrary,
    listing: Mapping[str, FileSignature],
    fresh: Mapping[str, ScannedFile],
) -> ScannedLibrary | None:
    """An earlier scan with other texts of some of its items; None where more has changed."""
    if listing.keys() != previous.listing.keys():
        return None
    library, changed = previous.library, dict[str, LibraryEntry]()
    for name, file in fresh.items():
        entry = file.entry
        if name not in previous.whole_items or entry is None or not file.is_whole_item:
            return None
        key = name.rpartition("/")[2].removesuffix(".md")
        if library.entries[key].file != name:
            return None
        changed[key] = entry
    entries, files = library.entries, previous.files
    return replace(
        previous,
        library=replace(
            library,
            entries=entries.over(entries, changed)
            if isinstance(entries, Drawn)
            else {**entries, **changed},
        ),
        listing=listing,
        hashes=_with_hashes(previous.hashes, fresh),
        files=files.over(files, fresh) if isinstance(files, Drawn) else {**files, **fresh},
    )


def _with_hashes(hashes: Mapping[str, str], fresh: Mapping[str, ScannedFile]) -> Mapping[str, str]:
    now = {name: file.stamp.sha256 for name, file in fresh.items() if file.stamp is not None}
    lost = fresh.keys() - now.keys()
    return {name: one for name, one in {**hashes, **now}.items() if name not in lost}


def _read_text(text: str, name: str) -> Partly:
    """What a file of the library holds, by its place."""
    if name == SETTINGS_FILE:
        return Partly(parse_library_settings(text, name))
    match name.partition("/")[0]:
        case "sources":
            return read_sources(text, name)
        case "checklists":
            return read_checklist(text, name)
        case "markings":
            return read_marking_scheme(text, name)
        case _:
            return Partly(parse_item(text, name))


def _all_of(name: str, text: str) -> LeftOut:
    """All that a file would have held which cannot be read."""
    place = Place(file=name)
    if name == SETTINGS_FILE:
        return {SETTINGS: place}
    folder, _slash, file = name.partition("/")
    nouns = _NOUNS.get(folder)
    if nouns is None:
        # Under a changed name of the file it is known by the id that it still bears.
        own = ids_in(text)[:1]
        return {("item", key): place for key in (file.removesuffix(".md"), *own)}
    return {(noun, key): place for noun in nouns for key in ids_in(text)}
