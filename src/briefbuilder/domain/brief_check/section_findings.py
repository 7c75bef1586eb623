"""Whether a brief's sections are those of its form, under the form's headings, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.brief_check.finding_groups import EMPTY_SECTIONS
from briefbuilder.domain.briefs import Brief, is_empty
from briefbuilder.domain.templates import Template
from briefbuilder.domain.words import fold_words
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, spoken


def section_findings(brief: Brief, template: Template) -> Iterator[Finding]:
    """What the form's contract asks of sections: there, filled, named so, in that order.

    Its headings are those of the brief's language; what to write is said in the user's.
    """
    prompts = {one.id: one.prompt for one in template.said_in(spoken().language).sections}
    name = template.said_in(spoken().language).name
    template = template.said_in(brief.lang)
    yield from _missing_and_empty(brief, template, prompts)
    yield from _headings(brief, template)
    yield from _foreign(brief, template, name)
    yield from _order(brief, template)


def _missing_and_empty(
    brief: Brief, template: Template, prompts: Mapping[str, str]
) -> Iterator[Finding]:
    for contract in template.sections:
        section = next((one for one in brief.sections if one.id == contract.id), None)
        place = FindingPlace(section=contract.id)
        if section is None:
            if contract.required:
                yield Finding(
                    "section-missing",
                    Severity.ERROR,
                    place,
                    _(
                        'The section "{section}" is missing; the form requires it.',
                        section=contract.heading,
                    ),
                    _("Start the brief from the template again, or choose another template."),
                )
        elif contract.required and all(is_empty(brief, block) for block in section.blocks):
            yield Finding(
                "section-empty",
                Severity.ERROR,
                place,
                _(
                    'The section "{section}" is empty; the form requires it.',
                    section=section.heading,
                ),
                prompts[contract.id] or _("Write it, or place a library item in it."),
                EMPTY_SECTIONS,
            )


def _headings(brief: Brief, template: Template) -> Iterator[Finding]:
    """Another heading is a warning: readers look for the form's, and a house may have its own."""
    for section in brief.sections:
        contract = template.section(section.id)
        if contract is not None and fold_words(section.heading) != fold_words(contract.heading):
            yield Finding(
                "heading-changed",
                Severity.WARNING,
                FindingPlace(section=section.id),
                _(
                    'The section "{section}" of the form is headed "{heading}".',
                    section=contract.heading,
                    heading=section.heading,
                ),
                _('Give it the form\'s heading again: "{section}".', section=contract.heading),
            )


def _foreign(brief: Brief, template: Template, name: str) -> Iterator[Finding]:
    for section in brief.sections:
        if template.section(section.id) is not None:
            continue
        if all(is_empty(brief, block) for block in section.blocks):
            continue  # no copy that leaves prints it
        yield Finding(
            "section-foreign",
            Severity.ERROR,
            FindingPlace(section=section.id),
            _(
                'The form "{form}" has no section "{section}".',
                form=name,
                section=section.heading,
            ),
            _("Move what is in it to the form's own sections."),
        )


def _order(brief: Brief, template: Template) -> Iterator[Finding]:
    order = {contract.id: position for position, contract in enumerate(template.sections)}
    last = None
    for section in brief.sections:
        if section.id not in order:
            continue
        if last is not None and order[section.id] < order[last.id]:
            yield Finding(
                "section-order",
                Severity.ERROR,
                FindingPlace(section=section.id),
                _(
                    '"{section}" stands after "{other}"; the form has it before.',
                    section=section.heading,
                    other=last.heading,
                ),
                _('Move "{section}" up.', section=section.heading),
            )
        else:
            last = section
