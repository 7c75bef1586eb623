"""What the check of a statement asks: the grade of its source, where it was read, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.domain.library import Library
from briefbuilder.domain.statements import Statement
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_

# Translators: the grades of the NATO allied joint doctrine for intelligence.
RELIABILITY = (
    ("A", N_("A: completely reliable source")),
    ("B", N_("B: usually reliable")),
    ("C", N_("C: fairly reliable")),
    ("D", N_("D: not usually reliable")),
    ("E", N_("E: unreliable")),
    ("F", N_("F: reliability cannot be judged")),
)
CREDIBILITY = (
    ("1", N_("1: confirmed by other sources")),
    ("2", N_("2: probably true")),
    ("3", N_("3: possibly true")),
    ("4", N_("4: doubtful")),
    ("5", N_("5: improbable")),
    ("6", N_("6: truth cannot be judged")),
)


@dataclass(frozen=True, slots=True)
class CheckForm:
    """What was filled in so far: nothing is chosen beforehand."""

    user: str
    reliability: str | None = None
    credibility: str | None = None
    has_read: bool = False

    @property
    def complaint(self) -> str:
        """What is missing still; "" for nothing."""
        if not self.user:
            return _("A check needs a name: the program does not know who you are.")
        if self.reliability is None or self.credibility is None:
            return _("Grade the source, A to F, and what it says, 1 to 6.")
        return "" if self.has_read else _("Say that you have read the source.")


def only_address(statement: Statement, library: Library) -> str:
    """The address of the statement's source where there is just one; else the user says it."""
    sources = [library.sources[key] for key in statement.keys if key in library.sources]
    return (sources[0].url or "") if len(sources) == 1 else ""
