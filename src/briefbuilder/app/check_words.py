"""How the check of the open brief stands, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefbuilder.domain.brief_check.finding import Finding
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, n_, p_

SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.ADVICE: "○"}
AGAIN_SIGN = "↻"
"""Stands by findings of older words than the brief's, while it is checked again."""


@dataclass(frozen=True, slots=True)
class CheckStanding:
    """How the check of the open brief stands.

    `found` is its newest result, or None before there is one; while `is_running`, that result is
    of older words than the brief's. `fault` says why the brief could not be checked.
    """

    found: FindingList | None = None
    is_running: bool = False
    fault: str = ""

    @property
    def is_clear(self) -> bool:
        """Whether the words as they are now were checked, and nothing was found."""
        return self.found is not None and not (self.is_running or self.found.findings)


def check_words(check: CheckStanding) -> str:
    """What stands in place of findings, where there are none to show."""
    if check.fault:
        return _("The brief could not be checked: {reason}", reason=check.fault)
    if check.is_running:
        return _("Checking…")
    return _("Nothing to report.") if check.is_clear else _("Nothing has been checked yet.")


def standing_words(check: CheckStanding) -> str:
    """The line above the findings: how many there are, and whether they are of older words."""
    if check.found is None:
        return ""
    words = counted_findings(check.found, (one for one in SIGNS if check.found.count(one)))
    if check.fault:
        return _(
            "{findings}; the newest words could not be checked: {reason}",
            findings=words,
            reason=check.fault,
        )
    if check.is_running:
        return f"{AGAIN_SIGN} {being_checked_again(words)}"
    return _("Checked: {findings}", findings=words)


def counted_findings(found: FindingList, severities: Iterable[Severity]) -> str:
    """How many findings there are of each severity: "1 error, 2 warnings"."""
    return ", ".join(_counted(found.count(severity), severity) for severity in severities)


def being_checked_again(findings: str) -> str:
    """What was found, with a word on the check that is looking again."""
    return _("{findings}; being checked again", findings=findings)


def _counted(number: int, severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return n_("{number} error", "{number} errors", number)
        case Severity.WARNING:
            return n_("{number} warning", "{number} warnings", number)
        case Severity.ADVICE:
            return n_("{number} piece of advice", "{number} pieces of advice", number)


def severity_word(severity: Severity) -> str:
    """What a finding is called by its severity."""
    match severity:
        case Severity.ERROR:
            return p_("a finding", "error")
        case Severity.WARNING:
            return p_("a finding", "warning")
        case Severity.ADVICE:
            return p_("a finding", "advice")


def target_of(finding: Finding) -> str:
    """The target that the desk reveals for a finding."""
    place = finding.place
    for kind, value in (
        ("block", place.block),
        ("section", place.section),
        ("question", place.question),
        ("field", place.field),
    ):
        if value:
            return f"{kind}:{value}"
    return "head"
