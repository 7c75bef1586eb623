"""briefbuilder export: write a brief as PDF, Word or HTML."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefbuilder.app import exporting
from briefbuilder.app.exporting import ExportOrder, ExportReceipt, Format, offered_name
from briefbuilder.app.redacting import Bounds
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.as_data import Data, problem_data
from briefbuilder.cli.console import Console
from briefbuilder.cli.finding_data import finding_data
from briefbuilder.cli.grammar.choices import FORMATS
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_brief import reading
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, UsageError
from briefbuilder.cli.wording import counts_of
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError, Severity
from briefbuilder.language.interface import _, clauses
from briefbuilder.render.job import Copy
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.looking import is_folder


def run(task: Invocation) -> int:
    """Write one copy of a brief."""
    args, console = task.args, task.console
    session = reading(task, args.file)
    brief = session.brief
    with opened_library(task) as workspace, LayoutWorker() as worker:
        order = _order(task, brief, workspace)
        work = exporting.export(brief, workspace, worker, order)
        receipt = exporting.run(work, lambda progress: console.note_progress(progress.sentence))
    _record_draft(session, receipt, task)
    for problem in receipt.notices:
        console.complain_of(problem, str(args.file))
    if args.json:
        console.say_json(_receipt_data(receipt))
    else:
        _print_receipt(receipt, order, args.file, console)
    return DONE


def _record_draft(session: BriefSession, receipt: ExportReceipt, task: Invocation) -> None:
    """Remember in the brief's file which draft has left, unless it says so already.

    A file that cannot be written, or that somebody else has written since, stays as it is: the
    copy was made all the same. A PDF that carries the brief is never written.
    """
    drafted = receipt.drafted
    job = session.record_draft(drafted)
    if job is None or drafted is None:
        return
    try:
        session.finish_save(job, job.write())
    except BriefbuilderError as error:
        task.console.complain(
            _(
                "The brief does not remember that this was draft {draft}: {error}",
                draft=drafted.number,
                error=error,
            ),
            str(task.args.file),
        )


def _order(task: Invocation, brief: Brief, workspace: Workspace) -> ExportOrder:
    args = task.args
    copy = Copy(args.copy)
    out: Path = args.out or Path()
    if copy is Copy.RELEASE and args.annex:
        raise UsageError(_("A release copy never holds the checklist's answers."), "--annex")
    if args.draft and copy is not Copy.DRAFT:
        if copy is Copy.RECORD:
            raise UsageError(_("A record copy has no draft number."), "--draft")
        raise UsageError(_("A release copy has no draft number."), "--draft")
    bounds = Bounds(args.ceiling, tuple(args.without), args.title)
    if bounds.title and not bounds:
        raise UsageError(
            _("Only a copy with a --ceiling, or --without something, has one."), "--title"
        )
    order = ExportOrder(
        out=out,
        to=Format(args.to or _format_of(args.out)),
        copy=copy,
        annex=args.annex,
        bounds=bounds,
        overwrite=args.overwrite,
        draft=args.draft,
    )
    if is_folder(out):
        return replace(order, out=out / offered_name(brief, workspace, order))
    if not is_folder(out.parent):
        raise UsageError(_("There is no such folder."), out.parent)
    return order


def _format_of(out: Path | None) -> str:
    if out is None or is_folder(out):
        return Format.PDF.value
    ending = out.suffix.lower().lstrip(".")
    if ending not in FORMATS:
        raise UsageError(
            _("Say with --to which of {formats} it is to be.", formats=", ".join(FORMATS)), out
        )
    return ending


def _receipt_data(receipt: ExportReceipt) -> Data:
    return {
        "file": str(receipt.path),
        "pages": receipt.pages,
        "sha256": receipt.sha256,
        "banner": receipt.banner,
        "draft": receipt.drafted.number if receipt.drafted is not None else None,
        "findings": [finding_data(finding) for finding in receipt.findings.findings],
        "left_out": [
            {"section": one.section, "name": one.name, "marking": one.marking}
            for one in receipt.left_out
        ],
        "notices": [problem_data(problem) for problem in receipt.notices],
    }


def _print_receipt(
    receipt: ExportReceipt, order: ExportOrder, file: Path, console: Console
) -> None:
    pages = f", {receipt.length}" if receipt.length else ""
    found = counts_of(finding.severity for finding in receipt.findings.findings)
    banner = f", {receipt.banner}" if receipt.banner else ""
    drafted = receipt.drafted
    copy = (
        _("draft {number}", number=drafted.number)
        if drafted is not None
        else copy_words(order.copy)
    )
    told_of_copy = clauses((f"{copy}{pages}{banner}", found))
    console.say(f"{receipt.path}: {told_of_copy}")
    for one in receipt.left_out:
        left_out = _(
            "left out of {section}: {name}, marked {marking}",
            section=one.section,
            name=one.name,
            marking=one.marking,
        )
        console.say(f"  {left_out}")
    if receipt.findings.count(Severity.ERROR):
        command = f"briefbuilder check {file}"
        told = _("What is to be mended: {command}", command=command)
        console.say(told, style="faint")


def copy_words(copy: Copy) -> str:
    """What a copy is called."""
    match copy:
        case Copy.DRAFT:
            return _("draft copy")
        case Copy.RECORD:
            return _("record copy")
        case Copy.RELEASE:
            return _("release copy")
