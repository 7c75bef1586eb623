"""The register: one small file for each issued PDF, so that it can be verified and recalled.

A register file never changes: each issue has a file of its own, named by its time and its hash.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter

from briefbuilder.domain.base import DraftNumber
from briefbuilder.domain.markings import Marking
from briefbuilder.errors import BriefbuilderError, Problem, StorageError
from briefbuilder.storage.atomic import PRIVATE, make_folder, remove_file, write_atomically
from briefbuilder.storage.formats import FileFormat
from briefbuilder.storage.looking import is_there, paths_in
from briefbuilder.storage.safe_read import read_text_safely
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """What was issued: which brief, as which copy, with which texts, when and by whom.

    `pins` are `item@revision`, `sha256` is that of the issued file, `identifier` stands in the
    PDF's /ID, `at` is a time in ISO 8601.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    brief: str
    title: str
    draft: DraftNumber
    copy: str
    file: str
    template: str
    sha256: str
    identifier: str
    at: str
    marking: Marking | None = None
    pins: tuple[str, ...] = ()
    by: str = ""


REGISTER = FileFormat("briefbuilder-register", "register entry", 1, TypeAdapter(RegisterEntry))


def write_register(folder: Path, entry: RegisterEntry) -> Path:
    """Enter an issued file; the entry's own file is returned. Raises as `write_atomically`."""
    make_folder(folder, mode=PRIVATE)
    stem = f"{re.sub(r'[^0-9]', '', entry.at)[:14]}-{entry.sha256[:16]}"
    data = format_register_entry(entry).encode("utf-8")
    # The same bytes may be issued twice within a second, into two folders.
    names = itertools.chain(
        [f"{stem}.yaml"], (f"{stem}-{number}.yaml" for number in itertools.count(2))
    )
    path = next(folder / name for name in names if not is_there(folder / name))
    write_atomically(path, data, expected=None)
    return path


def strike_entry(path: Path) -> None:
    """Take back an entry just made: the copy that it stands for could not be written."""
    remove_file(path)


def scan_register(folder: Path) -> tuple[tuple[RegisterEntry, ...], tuple[Problem, ...]]:
    """The entries, oldest first, and what is wrong with those that cannot be read."""
    entries: list[RegisterEntry] = []
    problems: list[Problem] = []
    try:
        paths = paths_in(folder, ".yaml")
    except StorageError as error:
        return (), error.problems
    for path in paths:
        try:
            text = read_text_safely(Path(path.name), root=folder)
            entries.append(parse_register_entry(text, path.name))
        except BriefbuilderError as error:
            problems += error.problems
    return tuple(entries), tuple(problems)


def parse_register_entry(text: str, file: str) -> RegisterEntry:
    """The entry of a file; `InvalidFileError` with every problem found."""
    entry: RegisterEntry = validated(load(text, file, escaped_hidden=True), REGISTER)
    return entry


def format_register_entry(entry: RegisterEntry) -> str:
    """The text of a register file."""
    data: dict[str, Any] = REGISTER.adapter.dump_python(entry, mode="json", exclude_defaults=True)
    return dump({"format": REGISTER.name, "version": REGISTER.version, **data})
