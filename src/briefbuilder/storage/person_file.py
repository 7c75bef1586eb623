"""The file `person.yaml` in the user's own settings: the name that stands beside what one does."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from briefbuilder.domain.people import Person
from briefbuilder.errors import BriefbuilderError
from briefbuilder.storage.atomic import make_folder, write_atomically
from briefbuilder.storage.formats import FileFormat
from briefbuilder.storage.safe_read import decode, read_bytes_safely
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump

PERSON = FileFormat("briefbuilder-person", "person", 1, TypeAdapter(Person))
_LIMIT = 64 * 1024


def read_person(path: Path) -> Person:
    """Who the file says that one is; nobody where there is none, or it cannot be used."""
    try:
        text = decode(read_bytes_safely(path, limit=_LIMIT), str(path))
        found: Person = validated(load(text, str(path)), PERSON)
    except BriefbuilderError:
        return nobody()
    return found


def nobody() -> Person:
    """A person of whom nothing has been said."""
    return Person()


def write_person(path: Path, person: Person) -> None:
    """Keep who one is; raises what `write_atomically` raises."""
    data = person.model_dump(mode="json", exclude_defaults=True)
    text = dump({"format": PERSON.name, "version": PERSON.version, **data})
    make_folder(path.parent)
    write_atomically(path, text.encode("utf-8"))
