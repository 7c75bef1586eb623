"""Findings of one kind told as one: eighteen questions that nobody has answered yet are one thing.

Nothing is left out: a group holds its findings, and severities and counts stay those of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, n_
from briefbuilder.language.marks import N_

UNANSWERED_BLOCKING = "blocking-not-answered"
UNANSWERED_MAJOR = "major-not-answered"
EMPTY_SECTIONS = "sections-empty"
EMPTY_FIELDS = "fields-empty"
BARE_YES = "yes-without-evidence"
UNRECORDED_CLEARANCES = "clearances-of-unknown-words"

_SENTENCES: Mapping[str, Callable[[int], str]] = {
    UNANSWERED_BLOCKING: lambda number: n_(
        "{number} blocking question is not answered.",
        "{number} blocking questions are not answered.",
        number,
    ),
    UNANSWERED_MAJOR: lambda number: n_(
        "{number} major question is not answered.",
        "{number} major questions are not answered.",
        number,
    ),
    EMPTY_SECTIONS: lambda number: n_(
        "{number} section is empty; the form requires it.",
        "{number} sections are empty; the form requires them.",
        number,
    ),
    BARE_YES: lambda number: n_(
        "{number} question is answered “yes” and names no evidence.",
        "{number} questions are answered “yes” and name no evidence.",
        number,
    ),
    UNRECORDED_CLEARANCES: lambda number: n_(
        "Of {number} clearance nobody recorded which words it was given to.",
        "Of {number} clearances nobody recorded which words they were given to.",
        number,
    ),
    EMPTY_FIELDS: lambda number: n_(
        "{number} line of the head is not filled in; the form requires it.",
        "{number} lines of the head are not filled in; the form requires them.",
        number,
    ),
}
_REMEDIES: Mapping[str, str] = {
    UNANSWERED_BLOCKING: N_("Walk through the checklist; each stops a record or release copy."),
    UNANSWERED_MAJOR: N_("Walk through the checklist."),
    EMPTY_SECTIONS: N_("Write them, or place library items in them."),
    BARE_YES: N_("Name what each answer rests on, or answer “partly” or “no”."),
    UNRECORDED_CLEARANCES: N_("Ask again, or say under Clearances that it was the present text."),
    EMPTY_FIELDS: N_("Fill them in at the head of the brief."),
}
_PLACES: tuple[tuple[str, Callable[[FindingPlace], object]], ...] = (
    (N_("questions {names}"), lambda place: place.question),
    (N_("sections {names}"), lambda place: place.section),
    (N_("clearances {names}"), lambda place: place.office),
    (N_("fields {names}"), lambda place: place),
)


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that are told as one: a single one in its own words, several in those of all."""

    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        """What the findings have in common; "" for one that stands alone."""
        return self.findings[0].group

    @property
    def is_single(self) -> bool:
        """Whether there is only one."""
        return len(self.findings) == 1

    @property
    def severity(self) -> Severity:
        """The severity that all of them have."""
        return self.findings[0].severity

    @property
    def sentence(self) -> str:
        """What is to be told."""
        if self.is_single:
            return self.findings[0].sentence
        return _SENTENCES[self.key](len(self.findings))

    @property
    def remedy(self) -> str:
        """What to do."""
        return self.findings[0].remedy if self.is_single else _(_REMEDIES[self.key])

    @property
    def place(self) -> str:
        """Where in the brief they are, for people: "questions A1, A2"."""
        if self.is_single:
            return str(self.findings[0].place)
        places = [finding.place for finding in self.findings]
        named = [
            place.question or place.section or place.field or place.office or "" for place in places
        ]
        words = next(words for words, is_it in _PLACES if is_it(places[0]))
        return _(words, names=", ".join(named))


def grouped(findings: Sequence[Finding]) -> tuple[FindingGroup, ...]:
    """The findings in their order, those of one group together where the first of them stands."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        key = (finding.group, finding.severity) if finding.group else number
        groups.setdefault(key, []).append(finding)
    return tuple(FindingGroup(tuple(one)) for one in groups.values())
