"""briefbuilder library status: how the library stands; change an item's status."""

from __future__ import annotations

from collections.abc import Iterable

from briefbuilder.app import curating
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.as_data import Data
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.item_data import item_line_data
from briefbuilder.cli.item_wording import (
    approval_in_words,
    kind_word,
    last_change_in_words,
    standing_in_words,
    status_key_word,
)
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE
from briefbuilder.domain.items import Kind, Status
from briefbuilder.domain.statements import CheckSummary, check_summary
from briefbuilder.language.interface import _, labelled, n_, p_


def run(task: Invocation) -> int:
    """Print how the library or one item stands, or change an item's status."""
    args = task.args
    with opened_library(task) as workspace:
        if args.item is None:
            _say_library_status(workspace, task)
            return DONE
        if args.status is not None:
            curating.set_status(workspace, args.item, Status(args.status), args.why)
        entry = workspace.library.entry(args.item)
    if args.json:
        task.console.say_json(item_line_data(entry))
    else:
        task.console.say(f"{labelled(entry.item.id, standing_in_words(entry))}.")
        for told in filter(None, (approval_in_words(entry), last_change_in_words(entry))):
            task.console.say(told)
    return DONE


def _say_library_status(workspace: Workspace, task: Invocation) -> None:
    library, today = workspace.library, workspace.today()
    entries = library.entries.values()
    items = [entry.item for entry in entries]
    summaries = {item.id: check_summary(item) for item in items}
    overdue = [i.id for i in items if i.review_by < today and i.status is not Status.WITHDRAWN]
    data: Data = {
        "id": library.settings.id,
        "title": library.settings.title,
        "items": len(items),
        "kinds": {kind.value: sum(item.kind is kind for item in items) for kind in Kind},
        "statuses": {one.value: sum(e.status is one for e in entries) for one in Status},
        "overdue": overdue,
        **_in_all(summaries.values()),
        "sources": len(library.sources),
        "questions": sum(len(one.questions) for one in library.checklists.values()),
        "per_item": {key: _in_all([summary]) for key, summary in summaries.items()},
    }
    if task.args.json:
        task.console.say_json(data)
        return
    console = task.console
    console.say(f"{library.settings.title}  [{task.library_folder}]", style="bold")
    kinds, statuses = data["kinds"].items(), data["statuses"].items()
    sources = n_("{number} source", "{number} sources", data["sources"])
    questions = n_("{number} question", "{number} questions", data["questions"])
    for line in (
        ", ".join(_counted(kind_word(Kind(kind)), number) for kind, number in kinds),
        ", ".join(_counted(status_key_word(Status(status)), number) for status, number in statuses),
        _shares(data),
        f"{sources}, {questions}",
        _("overdue for review: {items}", items=", ".join(overdue) or p_("items", "none")),
    ):
        console.say(f"  {line}")
    console.say()
    width = max((len(key) for key in data["per_item"]), default=0)
    for key, counts in data["per_item"].items():
        console.say(f"  {key.ljust(width)}  {_shares(counts)}")


def _in_all(summaries: Iterable[CheckSummary]) -> Data:
    """How many statements of fact there are, checked and unchecked, and how many checks lapsed."""
    known = list(summaries)
    facts, checked = sum(one.facts for one in known), sum(one.checked for one in known)
    return {
        "facts": facts,
        "checked": checked,
        "unchecked": facts - checked,
        "lapsed_checks": sum(len(one.lapsed) for one in known),
    }


def _counted(what: str, number: int) -> str:
    """How many items are of a kind, or have a status: "69 case-study"."""
    return _("{number} {what}", number=number, what=what)


def _shares(counts: Data) -> str:
    facts, checked = counts["facts"], counts["checked"]
    told = n_(
        "{checked} of {number} factual statement checked",
        "{checked} of {number} factual statements checked",
        facts,
        checked=checked,
    )
    if facts:
        share = _("{number}%", number=f"{100 * checked / facts:.0f}")
        told = f"{told} ({share})"
    unchecked = _("{number} unchecked", number=counts["unchecked"])
    lapsed = n_("{number} check lapsed", "{number} checks lapsed", counts["lapsed_checks"])
    return f"{told}, {unchecked}, {lapsed}"
