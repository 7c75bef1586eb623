"""briefbuilder templates: what a brief can be made from."""

from __future__ import annotations

from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.item_wording import kind_word
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, FAILED
from briefbuilder.domain.templates import SectionContract, Template
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, clauses, n_, p_, spoken


def run(task: Invocation) -> int:
    """List the templates; `FAILED` when one of them cannot be read."""
    with opened_library(task, warn=False) as workspace:
        listed, problems = workspace.templates, workspace.template_problems
    if task.args.json:
        task.console.say_json([template.model_dump(mode="json") for template in listed])
    else:
        for template in listed:
            _print_template(template.said_in(spoken().language), task.console)
    for problem in problems:
        task.console.complain_of(problem, "templates")
    return FAILED if any(p.severity is Severity.ERROR for p in problems) else DONE


def _print_template(template: Template, console: Console) -> None:
    console.say_runs(((template.id, "bold"), (f"  {template.name}, {template.paper}", "")))
    if template.description:
        console.say(f"  {template.description.strip()}", style="faint")
    for spec in template.fields:
        need = _needed(required=spec.required)
        console.say(f"  --field {spec.name}  {spec.label}, {need}")
    for section in template.sections:
        console.say(f"  --in {section.id}  {section.heading}, {_contract(section)}")
    console.say()


def _contract(section: SectionContract) -> str:
    parts = [_needed(required=section.required)]
    if section.max_lines is not None:
        parts.append(n_("at most {number} line", "at most {number} lines", section.max_lines))
    if section.max_pages is not None:
        parts.append(_at_most_pages(section.max_pages))
    if section.suggests:
        parts.append(_("suggests {items}", items=", ".join(map(kind_word, section.suggests))))
    return clauses(parts)


def _needed(*, required: bool) -> str:
    """Whether a line of the head or a section has to be there."""
    if required:
        return p_("a part of a form", "required")
    return p_("a part of a form", "optional")


def _at_most_pages(most: float) -> str:
    return n_(
        "at most {pages} page",
        "at most {pages} pages",
        most,
        pages=spoken().writing.decimal(most),
    )
