"""briefbuilder library status: how the library stands; change an item's status."""

from __future__ import annotations

from briefbuilder.app import curating
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.as_data import Data, item_line_data
from briefbuilder.cli.presenting import DONE
from briefbuilder.cli.task import Task
from briefbuilder.cli.wording import standing_of
from briefbuilder.domain.items import Kind, Status
from briefbuilder.domain.statements import check_summary
from briefbuilder.domain.words import counted


def run(task: Task) -> int:
    """Print how the library or one item stands, or change an item's status."""
    args = task.args
    with task.workspace() as workspace:
        if args.item is None:
            _say_library_status(workspace, task)
            return DONE
        if args.status is not None:
            curating.set_status(workspace, args.item, Status(args.status), args.because)
        entry = workspace.library.entry(args.item)
    if args.json:
        task.console.say_json(item_line_data(entry))
    else:
        task.console.say(f"{entry.item.id}: {standing_of(entry.item)}.")
    return DONE


def _say_library_status(workspace: Workspace, task: Task) -> None:
    library, today = workspace.library, workspace.today()
    items = [entry.item for entry in library.entries.values()]
    summaries = [check_summary(item) for item in items]
    overdue = [i.id for i in items if i.review_by < today and i.status is not Status.WITHDRAWN]
    data: Data = {
        "id": library.settings.id,
        "title": library.settings.title,
        "items": len(items),
        "kinds": {kind.value: sum(item.kind is kind for item in items) for kind in Kind},
        "statuses": {one.value: sum(item.status is one for item in items) for one in Status},
        "overdue": overdue,
        "facts": sum(summary.facts for summary in summaries),
        "checked": sum(summary.checked for summary in summaries),
        "lapsed_checks": sum(len(summary.lapsed) for summary in summaries),
        "sources": len(library.sources),
        "questions": sum(len(one.questions) for one in library.checklists.values()),
    }
    if task.args.json:
        task.console.say_json(data)
        return
    console = task.console
    console.say(f"{library.settings.title}  [{task.library_folder}]", style="bold")
    console.say("  " + ", ".join(f"{number} {kind}" for kind, number in data["kinds"].items()))
    console.say("  " + ", ".join(f"{number} {one}" for one, number in data["statuses"].items()))
    console.say(f"  {data['checked']} of {data['facts']} factual statements checked")
    console.say(f"  {counted(data['sources'], 'source')}, {counted(data['questions'], 'question')}")
    console.say(f"  overdue for review: {', '.join(overdue) or 'none'}")
