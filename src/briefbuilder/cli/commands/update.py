"""briefbuilder update: where the library has newer texts than a brief."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from briefbuilder.app import updating
from briefbuilder.app.updating import PinBehind
from briefbuilder.cli import opened_brief
from briefbuilder.cli.as_data import Data
from briefbuilder.cli.brief_data import differences_data
from briefbuilder.cli.console import Console
from briefbuilder.cli.difference_lines import say_differences
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, UsageError
from briefbuilder.domain.merging import FATE_WORDS, Fate, passed_over
from briefbuilder.language.interface import _, labelled
from briefbuilder.language.marks import N_


def run(task: Invocation) -> int:
    """Print what differs between a brief's texts and the library's; accept or decline them."""
    args = task.args
    with opened_library(task) as workspace:
        session = opened_brief.session(args.file, workspace)
        behind = updating.pins_behind(session.brief, workspace.library)
        held = dict.fromkeys(one.item_id for one in behind)
        over = {block.item for block, own in passed_over(session.brief) if own.fate is Fate.OVER}
        accepted = held if args.all else dict.fromkeys(args.accept)
        kept = dict.fromkeys(args.keep)
        _require_behind(held, accepted, args.file)
        _require_behind({*held, *over}, kept, args.file)
        if args.json:
            task.console.say_json([_behind_data(one) for one in behind])
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
        done = (
            N_("{file}: accepted {items}; the brief is saved.")
            if accepted
            else N_("{file}: kept {items}; the brief is saved.")
        )
        items = ", ".join(accepted or kept)
        task.console.note(_(done, file=args.file, items=items))
    return DONE


def _require_behind(held: Container[str], items: Iterable[str], file: Path) -> None:
    for item_id in items:
        if item_id not in held:
            sentence = _(
                'The brief holds no older text of "{item}" than the library.', item=item_id
            )
            raise UsageError(sentence, file)


def _print_differences(behind: Sequence[updating.PinBehind], file: Path, console: Console) -> None:
    if not behind:
        console.say(_("{file}: the library has no newer text.", file=file))
    for one in behind:
        console.say(labelled(one.item_id, one.newer.item.title), style="bold")
        revisions = (
            N_("pinned {pinned}, library {newer} (seen, and kept as it is)")
            if one.declined
            else N_("pinned {pinned}, library {newer}")
        )
        pinned, newer = one.pin.revision[:12], one.newer.revision[:12]
        told = _(revisions, pinned=pinned, newer=newer)
        console.say(f"  {told}", style="faint")
        if not one.differences:
            same = _("The words are the same; a date, the marking or the period is not.")
            console.say(f"  {same}")
        say_differences(one.differences, console)
        for own in one.own_words:
            fate = _(FATE_WORDS[own.fate])
            accepting = _("{part}: when it is accepted, {fate}.", part=own.title, fate=fate)
            console.say(f"  {accepting}")


def _behind_data(behind: PinBehind) -> Data:
    """A pin whose library text is another one now, with the words that differ."""
    return {
        "item": behind.item_id,
        "title": behind.newer.item.title,
        "pinned": behind.pin.revision,
        "newer": behind.newer.revision,
        "declined": behind.declined,
        "blocks": list(behind.blocks),
        "differences": differences_data(behind.differences),
        "own_words": [{"part": own.part, "fate": own.fate.value} for own in behind.own_words],
    }
