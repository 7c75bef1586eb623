"""briefbuilder update: where the library has newer texts than a brief."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from briefbuilder.app import updating
from briefbuilder.cli.as_data import behind_data
from briefbuilder.cli.console import Console
from briefbuilder.cli.difference_lines import say_differences
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.presenting import DONE, UsageError
from briefbuilder.domain.merging import FATE_WORDS, Fate, passed_over


def run(task: Invocation) -> int:
    """Print what differs between a brief's texts and the library's; accept or decline them."""
    args = task.args
    with task.workspace() as workspace:
        session = task.session(args.file, workspace)
        behind = updating.pins_behind(session.brief, workspace.library)
        held = dict.fromkeys(one.item_id for one in behind)
        over = {block.item for block, own in passed_over(session.brief) if own.fate is Fate.OVER}
        accepted = held if args.all else dict.fromkeys(args.accept)
        kept = dict.fromkeys(args.keep)
        _require_behind(held, accepted, args.file)
        _require_behind({*held, *over}, kept, args.file)
        if args.json:
            task.console.say_json([behind_data(one) for one in behind])
        else:
            _print_differences(behind, args.file, task.console)
        for item_id in accepted:
            updating.accept(session, workspace, item_id)
        for item_id in kept:
            updating.confirm_own_words(session, item_id)
            if item_id in held:
                updating.keep(session, workspace, item_id, args.reason)
    if not session.is_clean:
        session.save()
    if accepted or kept:
        done = f"accepted {', '.join(accepted)}" if accepted else f"kept {', '.join(kept)}"
        task.console.note(f"{args.file}: {done}; the brief is saved.")
    return DONE


def _require_behind(held: Container[str], items: Iterable[str], file: Path) -> None:
    for item_id in items:
        if item_id not in held:
            sentence = f'The brief holds no older text of "{item_id}" than the library.'
            raise UsageError(sentence, file)


def _print_differences(behind: Sequence[updating.PinBehind], file: Path, console: Console) -> None:
    if not behind:
        console.say(f"{file}: the library has no newer text.")
    for one in behind:
        console.say(f"{one.item_id}: {one.newer.item.title}", style="bold")
        declined = " (seen, and kept as it is)" if one.declined else ""
        console.say(
            f"  pinned {one.pin.revision[:12]}, library {one.newer.revision[:12]}{declined}",
            style="faint",
        )
        if not one.differences:
            console.say("  The words are the same; a date, the marking or the period is not.")
        say_differences(one.differences, console)
        for own in one.own_words:
            console.say(f"  {own.title}: when it is accepted, {FATE_WORDS[own.fate]}.")
