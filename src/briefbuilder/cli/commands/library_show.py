"""briefbuilder library show: an item, with what is known of its statements."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.cli.as_data import item_data
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.presenting import DONE
from briefbuilder.cli.wording import approval_in_words, standing_in_words
from briefbuilder.domain.item_sections import part_text, part_title, parts_of
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.statements import check_summary
from briefbuilder.domain.words import counted


def run(task: Invocation) -> int:
    """Print an item, with what is known of its statements."""
    with task.workspace() as workspace:
        entry = workspace.library.entry(task.args.item)
    if task.args.json:
        task.console.say_json(item_data(entry))
    else:
        _print_item(entry, task)
    return DONE


def _print_item(entry: LibraryEntry, task: Invocation) -> None:
    item, console = entry.item, task.console
    summary = check_summary(item)
    console.say(item.title, style="bold")
    console.say(
        f"{standing_in_words(entry)}, review by {item.review_by.isoformat()}", style="faint"
    )
    if approval := approval_in_words(entry):
        console.say(approval)
    if item.withdrawn_because:
        console.say(f"Withdrawn: {item.withdrawn_because}")
    console.say(f"{summary.checked} of {counted(summary.facts, 'factual statement')} checked")
    for name, values in (("tags", item.tags), ("regions", item.regions), ("actors", item.actors)):
        if values:
            console.say(f"{name}: {', '.join(values)}")
    for part in parts_of(item):
        console.say()
        console.say(part_title(item, part), style="bold")
        console.say(part_text(item, part))
    console.say()
    console.say(f"{Path(task.library_folder) / entry.file} @ {entry.revision[:12]}", style="faint")
