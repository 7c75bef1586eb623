"""briefbuilder templates: what a brief can be made from."""

from __future__ import annotations

from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.presenting import DONE, FAILED
from briefbuilder.domain.templates import SectionContract, Template
from briefbuilder.domain.words import counted
from briefbuilder.errors import Severity


def run(task: Invocation) -> int:
    """List the templates; `FAILED` when one of them cannot be read."""
    with task.workspace(warn=False) as workspace:
        listed, problems = workspace.templates, workspace.template_problems
    if task.args.json:
        task.console.say_json([template.model_dump(mode="json") for template in listed])
    else:
        for template in listed:
            _print_template(template, task.console)
    for problem in problems:
        task.console.complain_of(problem, "templates")
    return FAILED if any(p.severity is Severity.ERROR for p in problems) else DONE


def _print_template(template: Template, console: Console) -> None:
    console.say_runs(((template.id, "bold"), (f"  {template.name}, {template.paper}", "")))
    if template.description:
        console.say(f"  {template.description.strip()}", style="faint")
    for spec in template.fields:
        need = "required" if spec.required else "optional"
        console.say(f"  --field {spec.name}  {spec.label}, {need}")
    for section in template.sections:
        console.say(f"  --in {section.id}  {section.heading}, {_contract(section)}")
    console.say()


def _contract(section: SectionContract) -> str:
    parts = ["required" if section.required else "optional"]
    if section.max_lines is not None:
        parts.append(f"at most {counted(section.max_lines, 'line')}")
    if section.max_pages is not None:
        parts.append(
            f"at most {section.max_pages:g} {'page' if section.max_pages == 1 else 'pages'}"
        )
    if section.suggests:
        parts.append(f"suggests {', '.join(section.suggests)}")
    return "; ".join(parts)
