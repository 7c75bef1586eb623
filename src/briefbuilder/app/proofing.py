"""Proofs of the library: each item printed alone in a form, as a reader will meet it.

The length of an item is measured on real pages. That takes a moment for each, so what was
measured is remembered by a fingerprint of everything that the pages depend on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

from briefbuilder.app.newest_first import NewestFirst
from briefbuilder.app.progress import Progress
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.approvals import approval_standing
from briefbuilder.domain.briefs import Brief, Pin
from briefbuilder.domain.items import Item, Kind, revision_of
from briefbuilder.domain.proofs import Proof, ProofFault
from briefbuilder.domain.templates import LoadedTemplate, Template
from briefbuilder.errors import (
    BriefbuilderError,
    FileChangedError,
    NotFoundError,
    RenderError,
)
from briefbuilder.language.interface import _, spoken
from briefbuilder.render.font_coverage import printable_by, unprintable_passages
from briefbuilder.render.job import Copy, LayoutJob, PrintOrder, fingerprint, make_job
from briefbuilder.render.worker import LaidOut, LayoutWorker
from briefbuilder.storage.atomic import write_atomically
from briefbuilder.storage.looking import is_there, real_path
from briefbuilder.storage.proof_file import read_proofs, write_proofs
from briefbuilder.storage.stamps import stamp_of

BLOCK = "proof"
"""The id of the one block of a proof."""


def template_of_proofs(workspace: Workspace, template_id: str | None = None) -> LoadedTemplate:
    """The form that items are printed in: the one named, else that of the library's settings."""
    chosen = template_id or workspace.library.settings.proof_template
    if chosen is None:
        raise NotFoundError(
            _(
                "The library does not say in which form its items are to be printed: name one as "
                "proof_template in library.yaml, or with --template."
            )
        )
    return workspace.template(chosen)


def proof_brief(workspace: Workspace, item: Item, text: str, template: Template) -> Brief:
    """A brief of one section with nothing in it but the item; `text` is that of the item's file."""
    brief = edits.new_brief(
        brief_id=hashlib.sha256(item.id.encode()).hexdigest()[:32],
        title=item.title,
        template=template,
        marking=item.marking,
    )
    home = _home_of(item.kind, template)
    brief = brief.model_copy(
        update={"sections": tuple(one for one in brief.sections if one.id == home)}
    )
    if any(spec.name == "date" for spec in template.fields):
        brief = edits.set_field(brief, "date", item.as_at.isoformat())
    return edits.place_item(
        brief,
        home,
        block_id=BLOCK,
        pin=Pin(revision=revision_of(item), item=item, text=text),
        sources=workspace.library.sources_cited_by(item),
    )


@dataclass(frozen=True, slots=True)
class PrintedProof:
    """An item's proof with its pages."""

    proof: Proof
    pages: LaidOut


def print_item(
    workspace: Workspace, worker: LayoutWorker, item_id: str, form: LoadedTemplate
) -> PrintedProof:
    """Print one item of the library alone; `RenderError` when it cannot be laid out."""
    entry = workspace.library.entry(item_id)
    return print_text(workspace, worker, entry.item, entry.text, form=form)


def print_text(
    workspace: Workspace,
    worker: LayoutWorker,
    item: Item,
    text: str,
    *,
    form: LoadedTemplate,
    cancelled: Callable[[], bool] | None = None,
) -> PrintedProof:
    """Print an item alone that need not be saved; the errors are those of `LayoutWorker.layout`."""
    laid_out = worker.layout(_job(workspace, item, text, form), cancelled)
    return PrintedProof(_proof_of(laid_out, form), laid_out)


@dataclass(frozen=True, slots=True)
class ProofOrder:
    """What a curator wants to see printed: a text, saved or not, in a form."""

    item: Item
    text: str
    template_id: str


@dataclass(frozen=True, slots=True)
class ProofResult:
    """The answer to one order: the pages, or the error that prevented them."""

    order: ProofOrder
    printed: PrintedProof | None = None
    error: BriefbuilderError | None = None


def proof_runner(
    workspace: Workspace, worker: LayoutWorker, on_result: Callable[[ProofResult], None]
) -> NewestFirst[ProofOrder, ProofResult]:
    """Prints the newest text asked for, on a thread of its own, until it is closed."""

    def answer(_number: int, order: ProofOrder, cancelled: Callable[[], bool]) -> ProofResult:
        try:
            form = workspace.template(order.template_id)
            printed = print_text(
                workspace, worker, order.item, order.text, form=form, cancelled=cancelled
            )
        except BriefbuilderError as error:
            return ProofResult(order, error=error)
        return ProofResult(order, printed)

    return NewestFirst(answer, on_result, name="proofs")


def save_proof(printed: PrintedProof, path: Path, *, overwrite: bool = False) -> None:
    """Write a proof's pages; `FileChangedError` when there is such a file and it may not go."""
    if not overwrite and is_there(path):
        raise FileChangedError(_("{file} exists already; it was not overwritten.", file=path))
    write_atomically(path, printed.pages.pdf, expected=stamp_of(path))


def proofs(
    workspace: Workspace,
    worker: LayoutWorker,
    form: LoadedTemplate,
    item_ids: Iterable[str] | None = None,
) -> Generator[Progress, None, dict[str, Proof]]:
    """How each item prints, by id; only what has changed since the last time is printed again."""
    wanted = tuple(workspace.library.entries if item_ids is None else item_ids)
    path = _cache_file(workspace)
    known, kept = read_proofs(path), dict[str, Proof]()
    found: dict[str, Proof] = {}
    for number, item_id in enumerate(wanted):
        entry = workspace.library.entry(item_id)
        job = _job(workspace, entry.item, entry.text, form)
        key = fingerprint(job)
        proof = known.get(key)
        if proof is None:
            yield Progress(_("Printing {item}", item=item_id), number, len(wanted))
            proof = _measured(worker, job, form)
        found[item_id] = proof
        if proof.pages is not None:  # a layout that failed may succeed the next time
            kept[key] = proof
    write_proofs(path, kept if item_ids is None else {**known, **kept})
    yield Progress(_("Done"), len(wanted), len(wanted))
    return found


def _job(workspace: Workspace, item: Item, text: str, form: LoadedTemplate) -> LayoutJob:
    brief = proof_brief(workspace, item, text, form.template)
    order = PrintOrder(
        copy=Copy.DRAFT,
        annex=False,
        today=item.as_at,  # the pages of a text are the same on any day
        scheme=workspace.scheme_of(brief),
        schemes=workspace.schemes_of(brief),
        checklist=None,
        statuses={item.id: approval_standing(item, revision_of(item)).status.value},
    )
    return make_job(brief, form, order)


def _measured(worker: LayoutWorker, job: LayoutJob, form: LoadedTemplate) -> Proof:
    try:
        return _proof_of(worker.layout(job), form)
    except RenderError as error:
        return Proof(
            _name_of(form),
            None,
            (ProofFault(_("The item cannot be printed: {error}", error=error)),),
        )


def _proof_of(laid_out: LaidOut, form: LoadedTemplate) -> Proof:
    problems = (
        *laid_out.problems,
        *unprintable_passages(laid_out.expected.passages, printable_by(form)),
    )
    return Proof(
        _name_of(form),
        laid_out.layout.pages_of(f"block:{BLOCK}"),
        tuple(dict.fromkeys(ProofFault(one.sentence, one.lost_source) for one in problems)),
    )


def _name_of(form: LoadedTemplate) -> str:
    return form.template.said_in(spoken().language).name


def _home_of(kind: Kind, template: Template) -> str:
    """The first section that asks for items of a kind, else the one with most room."""
    asking = [one for one in template.sections if kind in one.suggests]
    roomiest = max(template.sections, key=lambda one: one.max_pages or 0.0)
    return (asking[0] if asking else roomiest).id


def _cache_file(workspace: Workspace) -> Path:
    root = str(real_path(workspace.folder.root)).encode("utf-8", "surrogateescape")
    folder = workspace.surroundings.folders.cache / "proofs"
    # The faults of a proof are kept with their sentences, so each language has measures of its own.
    return folder / f"{hashlib.sha256(root).hexdigest()[:16]}-{spoken().language}.json"
