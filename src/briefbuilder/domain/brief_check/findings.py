"""What the check of a brief reports: severity, place, sentence, what to do.

Each rule is a small generator over a `CheckContext`; `find` runs them all. A rule that needs
something which is not at hand (no library, no layout yet) reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from briefbuilder.domain.brief_check.answer_findings import answer_findings
from briefbuilder.domain.brief_check.character_findings import character_findings
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.citation_findings import (
    citations_not_read,
    uncited_text,
    unknown_citations,
)
from briefbuilder.domain.brief_check.clearance_findings import clearance_findings
from briefbuilder.domain.brief_check.day_findings import day_findings
from briefbuilder.domain.brief_check.edit_findings import edit_findings
from briefbuilder.domain.brief_check.figure_findings import (
    figure_findings,
    missing_captions,
    unfinished_rows,
)
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.brief_check.finding_groups import (
    EMPTY_FIELDS,
)
from briefbuilder.domain.brief_check.marking_findings import marking_findings
from briefbuilder.domain.brief_check.path_findings import path_findings
from briefbuilder.domain.brief_check.section_findings import section_findings
from briefbuilder.domain.briefs import (
    is_empty,
)
from briefbuilder.domain.citations import without_citations
from briefbuilder.domain.dates import HOW_TO_WRITE, UnreadDate, read_date
from briefbuilder.domain.edits import texts_of_block
from briefbuilder.domain.layout import is_longer
from briefbuilder.domain.library_findings import (
    checklist_findings,
    library_findings,
)
from briefbuilder.domain.templates import FieldSpec
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, n_, spoken

__all__ = [
    "RULES",
    "Finding",
    "FindingList",
    "FindingPlace",
    "find",
    "is_empty",
    "left_over_words",
]

_LEFT_OVER = re.compile(
    r"\b(?:TODO|TBC|TBD|FIXME)\b|\[\s*(?:\.\.\.|…)\s*\]|(?P<gap>\bX{2,}\b)", re.IGNORECASE
)
_ROMAN = re.compile(
    r"(?:\(|\b(?:vol|volume|chapter|article|part|annex|title|book)\.?\s)$", re.IGNORECASE
)
"""What stands before XX or XXX where it is a Roman numeral: resolution 2131 (XX), volume XX."""


Rule = Callable[[CheckContext], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class FindingList:
    """The findings of one check, worst first."""

    findings: tuple[Finding, ...] = field(default_factory=tuple)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(1 for finding in self.findings if finding.severity is severity)

    @property
    def is_clear(self) -> bool:
        """Whether nothing of severity error is left."""
        return self.count(Severity.ERROR) == 0


def find(context: CheckContext) -> FindingList:
    """Run every rule; errors come first, then warnings, then advice, each in the brief's order."""
    found = [finding for rule in RULES for finding in rule(context)]
    return FindingList(tuple(sorted(found, key=lambda finding: finding.severity.rank)))


def _head(context: CheckContext) -> Iterator[Finding]:
    for spec in context.template.said_in(spoken().language).fields:
        if spec.required and not context.brief.field(spec.name).strip():
            yield Finding(
                "field-empty",
                Severity.ERROR,
                FindingPlace(field=spec.name),
                _('"{field}" is not filled in; the form requires it.', field=spec.label),
                spec.prompt or _('Fill in "{field}" at the head of the brief.', field=spec.label),
                EMPTY_FIELDS,
            )
        elif spec.kind == "date":
            yield from _unread_date(spec, context.brief.field(spec.name))


def _unread_date(spec: FieldSpec, text: str) -> Iterator[Finding]:
    read = read_date(text)
    if text.strip() and isinstance(read, UnreadDate):
        as_typed = _('"{field}" is printed as it was typed.', field=spec.label)
        yield Finding(
            "date-unread",
            Severity.WARNING,
            FindingPlace(field=spec.name),
            f"{as_typed} {read.why}",
            _(HOW_TO_WRITE),
        )


def _sections(context: CheckContext) -> Iterator[Finding]:
    return section_findings(context.brief, context.template)


def _lengths(context: CheckContext) -> Iterator[Finding]:
    if context.layout is None:
        return
    for contract in context.template.said_in(context.brief.lang).sections:
        measure = context.layout.section(contract.id)
        if measure is None:
            continue
        place = FindingPlace(section=contract.id)
        if contract.max_lines is not None and measure.lines > contract.max_lines:
            yield Finding(
                "section-too-long",
                Severity.ERROR,
                place,
                n_(
                    "{section} prints on {number} line; the form allows {most}.",
                    "{section} prints on {number} lines; the form allows {most}.",
                    measure.lines,
                    section=contract.heading,
                    most=contract.max_lines,
                ),
                _("Shorten it, or move detail to a later section."),
            )
        if contract.max_pages is not None and is_longer(measure.pages, contract.max_pages):
            yield Finding(
                "section-too-long",
                Severity.ERROR,
                place,
                _(
                    "{section} fills {pages} pages; the form allows {most}.",
                    section=contract.heading,
                    pages=spoken().decimal(measure.pages, 2),
                    most=spoken().decimal(contract.max_pages),
                ),
                _("Shorten it, or place fewer parts of the library items in it."),
            )
    most = context.template.max_pages
    if most is not None and is_longer(context.layout.body_pages, most):
        yield Finding(
            "brief-too-long",
            Severity.ERROR,
            FindingPlace(),
            _(
                "The brief fills {pages} pages without annex and notes; the form allows {most}.",
                pages=spoken().decimal(context.layout.body_pages, 2),
                most=spoken().decimal(most),
            ),
            _("Shorten it, or place summaries instead of whole items."),
        )


def _left_over(context: CheckContext) -> Iterator[Finding]:
    for name, text in (("title", context.brief.title), *context.brief.fields):
        for word in left_over_words(text):
            sentence = _('"{words}" is left over in the field "{field}".', words=word, field=name)
            yield _left_over_finding(FindingPlace(field=name), sentence)
    for section, block in context.places():
        place = FindingPlace(section=section.id, block=block.id)
        for text in texts_of_block(context.brief, block):
            for word in left_over_words(text):
                heading = section.heading
                sentence = _('"{words}" is left over in "{section}".', words=word, section=heading)
                yield _left_over_finding(place, sentence)


def _left_over_finding(place: FindingPlace, sentence: str) -> Finding:
    return Finding(
        "left-over",
        Severity.ERROR,
        place,
        sentence,
        _("Replace it with the text that is meant, or take it out."),
    )


def left_over_words(text: str) -> tuple[str, ...]:
    """Marks of unfinished text: TODO, TBC, TBD, XX (in capitals, not a Roman numeral), [...]."""
    return tuple(
        match.group(0)
        for match in _LEFT_OVER.finditer(without_citations(text))
        if match["gap"] is None
        or (match["gap"].isupper() and not _ROMAN.search(match.string[: match.start()]))
    )


def _form(context: CheckContext) -> Iterator[Finding]:
    for fault in context.template_problems:
        if fault.severity is not Severity.ERROR:
            continue
        at_fault = _("The form is at fault ({place}).", place=fault.place)
        sentence = f"{at_fault} {fault.sentence}"
        yield Finding("form-at-fault", Severity.WARNING, FindingPlace(), sentence, fault.remedy)


def _library(context: CheckContext) -> Iterator[Finding]:
    if context.library is not None:
        behind = library_findings(context.brief, context.library, context.today)
        yield from (*checklist_findings(context.brief, context.library, context.checklist), *behind)


def _alignment(context: CheckContext) -> Iterator[Finding]:
    if context.checklist is None:
        return
    if context.library is not None and context.checklist.id not in context.library.checklists:
        yield Finding(
            "checklist-of-the-brief",
            Severity.WARNING,
            FindingPlace(),
            _(
                'The checklist "{checklist}" is not in the library: it came with the brief.',
                checklist=context.checklist.title,
            ),
            _("See whether its questions are those that your organisation asks."),
        )
    library = context.library
    unread = {key for noun, key in library.left_out if noun == "question"} if library else set()
    yield from answer_findings(context.brief, context.checklist, unread)


def _own_words(context: CheckContext) -> Iterator[Finding]:
    return edit_findings(context.brief)


def _clearances(context: CheckContext) -> Iterator[Finding]:
    return clearance_findings(context.brief, context.today, release=context.release)


def _days(context: CheckContext) -> Iterator[Finding]:
    return day_findings(context.brief, context.today)


def _characters(context: CheckContext) -> Iterator[Finding]:
    return character_findings(context.brief, context.template, context.library, context.printable)


def _paths(context: CheckContext) -> Iterator[Finding]:
    return path_findings(context.brief, context.template, context.library)


RULES: tuple[Rule, ...] = (
    _form,
    marking_findings,
    _head,
    _sections,
    _lengths,
    _left_over,
    _characters,
    _paths,
    unknown_citations,
    citations_not_read,
    uncited_text,
    _library,
    _own_words,
    _alignment,
    _clearances,
    _days,
    figure_findings,
    missing_captions,
    unfinished_rows,
)
