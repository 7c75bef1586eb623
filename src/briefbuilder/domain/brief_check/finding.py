"""One thing that the check of a brief reports, and its place."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, p_
from briefbuilder.language.marks import N_


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """Where in the brief a finding is: as much of it as is known. `office` names a clearance."""

    section: str | None = None
    block: str | None = None
    question: str | None = None
    field: str | None = None
    item: str | None = None
    office: str | None = None

    def __str__(self) -> str:
        """The place for people; what is compared are its parts."""
        named = (
            (N_("section {name}"), self.section),
            (N_("block {name}"), self.block),
            (N_("question {name}"), self.question),
            (N_("field {name}"), self.field),
            (N_("item {name}"), self.item),
            (N_("clearance {name}"), self.office),
        )
        told = [_(words, name=value) for words, value in named if value]
        return ", ".join(told) or p_("the place of a finding", "brief")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the check reports. `rule` is a stable name for it.

    `group` is that of findings which are told as one where there are many: see `finding_groups`.
    """

    rule: str
    severity: Severity
    place: FindingPlace
    sentence: str
    remedy: str = ""
    group: str = ""
