"""briefbuilder library show: an item, with what is known of its statements."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.item_data import item_data
from briefbuilder.cli.item_wording import approval_in_words, standing_in_words
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE
from briefbuilder.domain.item_sections import part_text, part_title, parts_of
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.statements import check_summary
from briefbuilder.language.interface import _, n_, spoken


def run(task: Invocation) -> int:
    """Print an item, with what is known of its statements."""
    with opened_library(task) as workspace:
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
        _(
            "{standing}, review by {day}",
            standing=standing_in_words(entry),
            day=spoken().date(item.review_by),
        ),
        style="faint",
    )
    if approval := approval_in_words(entry):
        console.say(approval)
    if item.withdrawn_because:
        console.say(_("Withdrawn: {reason}", reason=item.withdrawn_because))
    console.say(
        n_(
            "{checked} of {number} factual statement checked",
            "{checked} of {number} factual statements checked",
            summary.facts,
            checked=summary.checked,
        )
    )
    for values, told in (
        (item.tags, _("tags: {names}", names=", ".join(item.tags))),
        (item.regions, _("regions: {names}", names=", ".join(item.regions))),
        (item.actors, _("actors: {names}", names=", ".join(item.actors))),
    ):
        if values:
            console.say(told)
    for part in parts_of(item):
        console.say()
        console.say(part_title(item, part), style="bold")
        console.say(part_text(item, part))
    console.say()
    console.say(f"{Path(task.library_folder) / entry.file} @ {entry.revision[:12]}", style="faint")
