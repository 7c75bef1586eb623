"""The name under which somebody works: as the environment says, or as it was set, or the login.

Most commands name nobody, so the file is read, and its reader imported, when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefbuilder.domain.people import Person

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
        self._person: Person | None = None

    @property
    def person(self) -> Person:
        """Who was set."""
        if self._person is None:
            from briefbuilder.storage.person_file import nobody, read_person  # noqa: PLC0415

            self._person = read_person(self._path) if self._path is not None else nobody()
        return self._person

    @property
    def given(self) -> str:
        """The name that the environment gives; "" where it gives none."""
        return self._given

    @property
    def words(self) -> str:
        """The name as it is printed; "" where nobody has said one."""
        return self._given or self.person.words

    def keep(self, person: Person) -> None:
        """Set the name, for this window and for the next start."""
        from briefbuilder.storage.person_file import write_person  # noqa: PLC0415

        if self._path is not None:
            write_person(self._path, person)
        self._person = person
