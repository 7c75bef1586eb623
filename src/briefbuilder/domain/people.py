"""Who works with the program: the name that stands beside an answer or one's own words."""

from __future__ import annotations

from briefbuilder.domain.base import Frozen

LONGEST_NAME = 120


class Person(Frozen):
    """A full name and an office, as they are to be printed; both may be empty."""

    name: str = ""
    office: str = ""

    @property
    def words(self) -> str:
        """The name with its office: "Jane Doe, Maritime Policy"; "" when there is neither."""
        parts = (" ".join(part.split()) for part in (self.name, self.office))
        return ", ".join(part for part in parts if part)[:LONGEST_NAME]
