"""One thing that the check of a brief reports, and its place."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.errors import Severity


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
        named = (
            ("section", self.section),
            ("block", self.block),
            ("question", self.question),
            ("field", self.field),
            ("item", self.item),
            ("clearance", self.office),
        )
        return ", ".join(f"{name} {value}" for name, value in named if value) or "brief"


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
