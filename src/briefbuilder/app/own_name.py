"""The name under which somebody works: as the environment says, or as it was set, or the login."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefbuilder.domain.people import Person
from briefbuilder.storage.person_file import read_person, write_person

NAME_VARIABLE = "BRIEFBUILDER_NAME"


class OwnName:
    """Knows the name, and keeps another one.

    `path` is where the name is kept, or None where it is not; an environment that sets
    `BRIEFBUILDER_NAME` has the last word.
    """

    def __init__(
        self, path: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self._path = path
        self._given = " ".join((environment or {}).get(NAME_VARIABLE, "").split())
        self._person = read_person(path) if path is not None else Person()

    @property
    def person(self) -> Person:
        """Who was set."""
        return self._person

    @property
    def given(self) -> str:
        """The name that the environment gives; "" where it gives none."""
        return self._given

    @property
    def words(self) -> str:
        """The name as it is printed; "" where nobody has said one."""
        return self._given or self._person.words

    def keep(self, person: Person) -> None:
        """Set the name, for this window and for the next start."""
        if self._path is not None:
            write_person(self._path, person)
        self._person = person
