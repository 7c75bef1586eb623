"""briefbuilder show: a brief's outline, the texts it holds and its answers."""

from __future__ import annotations

from briefbuilder.app.block_words import block_line
from briefbuilder.cli.brief_data import brief_data
from briefbuilder.cli.clearance_wording import clearance_line
from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.presenting import DONE
from briefbuilder.cli.read_brief import brief_of
from briefbuilder.domain.briefs import (
    Brief,
)
from briefbuilder.domain.conditions import answer_word
from briefbuilder.domain.drafts import next_draft
from briefbuilder.language.interface import _, clauses, labelled


def run(task: Invocation) -> int:
    """Print a brief's outline, pins and answers. No library is needed."""
    brief = brief_of(task.args.file)
    if task.args.json:
        task.console.say_json(brief_data(brief))
    else:
        _print_brief(brief, task.console)
    return DONE


def _print_brief(brief: Brief, console: Console) -> None:
    console.say(brief.title, style="bold")
    marking = brief.marking
    marked = " ".join((marking.level, *marking.caveats)) if marking else _("not marked")
    number = next_draft(brief)
    draft = _("draft {number}", number=number)
    console.say(f"{brief.template} · {draft} · {marked} · {brief.lang}", style="faint")
    for name, text in brief.fields:
        console.say(labelled(name, text))
    for section in brief.sections:
        console.say()
        console.say(f"{section.heading}  [{section.id}]", style="bold")
        for block in section.blocks:
            console.say(f"  {block.id}  {block_line(brief, block)}")
    if brief.pins:
        console.say()
        console.say(_("Texts it holds"), style="bold")
        for pin in brief.pins:
            console.say(f"  {pin.item.id}@{pin.revision[:12]}  {pin.item.title}")
    if brief.answers:
        console.say()
        console.say(
            _("Answers to {checklist}", checklist=brief.checklist)
            if brief.checklist
            else _("Answers to its checklist"),
            style="bold",
        )
        for answer in brief.answers:
            words = clauses(filter(None, (answer.detail, answer.evidence, answer.reason)))
            console.say(f"  {answer.question}  {answer_word(answer.value)}  {words}".rstrip())
    if brief.clearances:
        console.say()
        console.say(_("Clearances"), style="bold")
        for clearance in brief.clearances:
            console.say(f"  {clearance_line(brief, clearance)}")
