"""briefbuilder library proof: print items alone, each to a PDF, and say how long each is."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.app.proofing import print_item, save_proof, template_of_proofs
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.as_data import Data
from briefbuilder.cli.invocation import Invocation, require_folder
from briefbuilder.cli.opened_for_pages import opened_for_pages
from briefbuilder.cli.presenting import DONE, FAILED
from briefbuilder.domain.proofs import MOST_PAGES, Proof, ProofFault
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.errors import RenderError
from briefbuilder.language.interface import _, labelled, n_, p_, spoken
from briefbuilder.render.worker import LayoutWorker


def run(task: Invocation) -> int:
    """Write a proof of each item; `FAILED` when one cannot be printed whole."""
    args, console = task.args, task.console
    require_folder(args.out)
    told: list[Data] = []
    with opened_for_pages(task) as (workspace, worker):
        form = template_of_proofs(workspace, args.template)
        items = args.items or list(workspace.library.entries)
        for item_id in items:
            workspace.library.entry(item_id)
        for number, item_id in enumerate(items, start=1):
            step = _("{number} of {all}: {item}", number=number, all=len(items), item=item_id)
            console.note_progress(step)
            told.append(_print(item_id, workspace, worker, form, task))
    if args.json:
        console.say_json({"form": form.template.id, "proofs": told})
    else:
        _print_told(told, task)
    return FAILED if any(one["faults"] for one in told) else DONE


def _print(
    item_id: str, workspace: Workspace, worker: LayoutWorker, form: LoadedTemplate, task: Invocation
) -> Data:
    path: Path = task.args.out / f"{item_id}.pdf"
    try:
        printed = print_item(workspace, worker, item_id, form)
    except RenderError as error:
        task.console.complain(str(error), item_id)
        name = form.template.said_in(spoken().language).name
        return _told_of(item_id, Proof(name, None, (ProofFault(str(error)),)), None)
    for fault in printed.proof.faults:
        task.console.complain(fault.sentence, item_id)
    save_proof(printed, path, overwrite=task.args.overwrite)
    return _told_of(item_id, printed.proof, path)


def _told_of(item_id: str, proof: Proof, path: Path | None) -> Data:
    return {
        "item": item_id,
        "pages": proof.pages,
        "file": None if path is None else str(path),
        "faults": [fault.sentence for fault in proof.faults],
    }


def _print_told(told: list[Data], task: Invocation) -> None:
    width = max((len(one["item"]) for one in told), default=0)
    for one in told:
        length = _length_of(one["pages"])
        task.console.say(f"  {one['item'].ljust(width)}  {length}")
    proofs = n_("{number} proof", "{number} proofs", len(told))
    task.console.say(labelled(str(task.args.out), proofs))


def _length_of(pages: float | None) -> str:
    if pages is None:
        return _("not printed")
    length = n_("{pages} pages", "{pages} pages", pages, pages=spoken().decimal(pages, 2))
    if pages <= MOST_PAGES:
        return length
    too_long = p_("an item in print", "too long")
    return f"{length}  {too_long}"
