"""A library folder: read it whole, re-read only what changed, write one item at a time.

Every problem of a scan is collected. What has an error is left out, be it a file or one entry of
a file, and the rest is used.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

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
from briefbuilder.storage.item_file import parse_item
from briefbuilder.storage.library_file import parse_library_settings
from briefbuilder.storage.looking import EntryKind, entries_of, is_folder, kind_at, look, real_path
from briefbuilder.storage.marking_file import read_marking_scheme
from briefbuilder.storage.partly import LeftOut, Partly, ids_in
from briefbuilder.storage.picture_door import clean_picture
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

    def __init__(self, root: Path) -> None:
        self.root = root

    def scan(self, previous: ScannedLibrary | None = None) -> ScannedLibrary:
        """Read the folder; with `previous`, only the files that differ from that scan.

        Raises `NotFoundError` when there is no such folder, `StorageError` when it may not be
        entered.
        """
        if not is_folder(self.root):
            problem = Problem(_("There is no such library folder."), Place(file=str(self.root)))
            raise NotFoundError(str(problem), (problem,))
        look(self.root / SETTINGS_FILE, follow_links=False)
        known = previous.files if previous is not None else {}
        files: dict[str, ScannedFile] = {}
        problems: list[Problem] = []
        for name, signature in self._listed(problems):
            old = known.get(name)
            unchanged = old is not None and old.signature == signature
            files[name] = old if old and unchanged else self._read(name, signature)
        media = tuple(self._media_names(problems))
        of_listing = tuple(problems)
        if previous is not None and previous.is_still(files, media, of_listing):
            return previous
        library = self._assembled(files, media, problems)
        stamps = {name: one.stamp for name, one in files.items() if one.stamp is not None}
        return ScannedLibrary(library, stamps, files, of_listing)

    def scan_written(self, previous: ScannedLibrary, file: str) -> ScannedLibrary:
        """An earlier scan with one file as it is now: where it held an item and still holds it.

        Nothing else is looked at, however many files there are; otherwise the folder is scanned.
        """
        old = previous.files.get(file)
        found = look(self.root / file, shown=file, follow_links=False)
        if old is None or found is None:
            return self.scan(previous)
        new = self._read(file, FileSignature.of(found))
        was, item = old.content, new.content
        library = previous.library
        if not isinstance(was, ItemBase) or not isinstance(item, ItemBase) or was.id != item.id:
            return self.scan(previous)
        if library.entries[item.id].file != file or new.stamp is None:
            return self.scan(previous)
        entry = LibraryEntry(item, new.revision, file, new.text)
        return ScannedLibrary(
            replace(library, entries={**library.entries, item.id: entry}),
            {**previous.stamps, file: new.stamp},
            {**previous.files, file: new},
            previous.of_listing,
        )

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

    def _assembled(
        self, files: Mapping[str, ScannedFile], media: tuple[str, ...], problems: list[Problem]
    ) -> Library:
        shelves = LibraryAssembly()
        if SETTINGS_FILE not in files:
            sentence = _("The library has no library.yaml; the program's own settings are used.")
            problems.append(Problem(sentence, Place(file=SETTINGS_FILE)))
            shelves.leave_out(_all_of(SETTINGS_FILE, ""))
        for name, one in files.items():
            shelves.put(name, one)
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
        for inner, _kind in self._entries(folder, problems):
            name = f"{folder}/{inner}"
            if inner.endswith(suffix):
                yield from self._signed(name, problems)
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

    def _entries(self, folder: str, problems: list[Problem]) -> list[tuple[str, EntryKind]]:
        """What stands in a folder, by name; hidden files and a README are not of the library."""
        path = self.root / folder
        try:
            if kind_at(path, shown=folder) is EntryKind.LINK:
                sentence = _("This folder is a link; links are not followed in a library.")
                problems.append(Problem(sentence, Place(file=folder)))
                return []
            found = entries_of(path, shown=folder)
        except StorageError as error:
            problems += error.problems
            return []
        return [one for one in found if not one[0].startswith(".") and one[0] != "README.md"]

    def _media_names(self, problems: list[Problem]) -> Iterator[str]:
        for name, kind in self._entries(MEDIA_FOLDER, problems):
            place = Place(file=f"{MEDIA_FOLDER}/{name}")
            if kind is not EntryKind.FILE:
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
        text = ""
        try:
            text = decode(data, name)
            found = _read_text(text, name)
        except BriefbuilderError as error:
            lost = _all_of(name, text)
            return ScannedFile(signature, stamp, text, problems=error.problems, left_out=lost)
        content: Content = found.value
        revision = revision_of(content) if isinstance(content, ItemBase) else ""
        return ScannedFile(
            signature, stamp, text, content, revision, found.problems, found.left_out
        )


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
