"""Scans of libraries that hold, byte by byte, what a library of an earlier test held.

Hundreds of tests open a copy of one small library, to read which takes longer than most of them
do. A scan says the same of the same bytes; only the signatures of the files are others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefbuilder.language import interface
from briefbuilder.storage.library_folder import LibraryFolder
from briefbuilder.storage.scanned import FileSignature, ScannedLibrary


class KnownScans:
    """A few scans, by what the files of their libraries hold."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._scans: dict[str, ScannedLibrary] = {}

    def of(self, library: Path) -> ScannedLibrary:
        """The scan of a library, read only where none of the same bytes is known."""
        # What is wrong with a file is told in the language that is spoken.
        held = f"{interface.spoken().language}\n" + "\n".join(_contents(library))
        known = self._scans.get(held)
        if known is not None:
            return _as_scan_of(known, library)
        scanned = LibraryFolder(library).scan()
        self._scans[held] = scanned
        if len(self._scans) > self._most:
            del self._scans[next(iter(self._scans))]
        return scanned


def _contents(library: Path) -> Iterator[str]:
    """Each entry under a folder: its name, what it is, and a hash of what it holds."""
    yield library.resolve().name  # a library without settings is called by it
    for path in sorted(library.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield f"{path}"  # no other library has this
        elif path.is_file():
            found = path.stat()
            held = sha256(path.read_bytes()).hexdigest()
            yield f"{path.relative_to(library)} {found.st_mode:o} {found.st_mtime_ns} {held}"
        else:
            yield f"{path.relative_to(library)}/ {path.stat().st_mode:o}"


def _as_scan_of(known: ScannedLibrary, library: Path) -> ScannedLibrary:
    files = {
        name: replace(one, signature=FileSignature.of((library / name).lstat()))
        for name, one in known.files.items()
    }
    return replace(known, files=files)
