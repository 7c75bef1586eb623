"""Findings of one kind told as one: eighteen questions that nobody has answered yet are one thing.

Nothing is left out: a group holds its findings, and severities and counts stay those of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.errors import Severity

UNANSWERED_BLOCKING = "blocking-not-answered"
UNANSWERED_MAJOR = "major-not-answered"
EMPTY_SECTIONS = "sections-empty"
EMPTY_FIELDS = "fields-empty"
BARE_YES = "yes-without-evidence"
UNRECORDED_CLEARANCES = "clearances-of-unknown-words"

_WORDS: Mapping[str, tuple[str, str]] = {
    UNANSWERED_BLOCKING: (
        "{} blocking questions are not answered.",
        "Walk through the checklist; each stops a record or release copy.",
    ),
    UNANSWERED_MAJOR: ("{} major questions are not answered.", "Walk through the checklist."),
    EMPTY_SECTIONS: (
        "{} sections are empty; the form requires them.",
        "Write them, or place library items in them.",
    ),
    BARE_YES: (
        "{} questions are answered “yes” and name no evidence.",
        "Name what each answer rests on, or answer “partly” or “no”.",
    ),
    UNRECORDED_CLEARANCES: (
        "Of {} clearances nobody recorded which words they were given to.",
        "Ask again, or say under Clearances that it was the present text.",
    ),
    EMPTY_FIELDS: (
        "{} lines of the head are not filled in; the form requires them.",
        "Fill them in at the head of the brief.",
    ),
}


_KINDS: tuple[tuple[str, Callable[[FindingPlace], object]], ...] = (
    ("questions", lambda place: place.question),
    ("sections", lambda place: place.section),
    ("clearances", lambda place: place.office),
    ("fields", lambda _: True),
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
        return _WORDS[self.key][0].format(len(self.findings))

    @property
    def remedy(self) -> str:
        """What to do."""
        return self.findings[0].remedy if self.is_single else _WORDS[self.key][1]

    @property
    def place(self) -> str:
        """Where in the brief they are, for people: "questions A1, A2"."""
        if self.is_single:
            return str(self.findings[0].place)
        places = [finding.place for finding in self.findings]
        named = [
            place.question or place.section or place.field or place.office or "" for place in places
        ]
        kind = next(name for name, is_it in _KINDS if is_it(places[0]))
        return f"{kind} {', '.join(named)}"


def grouped(findings: Sequence[Finding]) -> tuple[FindingGroup, ...]:
    """The findings in their order, those of one group together where the first of them stands."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        key = (finding.group, finding.severity) if finding.group else number
        groups.setdefault(key, []).append(finding)
    return tuple(FindingGroup(tuple(one)) for one in groups.values())
