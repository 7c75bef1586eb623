"""briefbuilder export: write briefs as PDF, Word or HTML."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from briefbuilder.app.exporting import ExportOrder, ExportReceipt, Format, offered_name
from briefbuilder.app.exporting_many import WrittenCopy, export_and_remember, export_many
from briefbuilder.app.redacting import Bounds
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.as_data import Data, problem_data
from briefbuilder.cli.console import Console
from briefbuilder.cli.finding_data import finding_data
from briefbuilder.cli.grammar.choices import FORMATS
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_brief import reading
from briefbuilder.cli.opened_for_pages import opened_for_pages
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, UsageError, present
from briefbuilder.cli.wording import counted_severities
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError, FileChangedError, Severity
from briefbuilder.language.interface import _, clauses, labelled, n_
from briefbuilder.render.job import Copy
from briefbuilder.storage.looking import is_folder


def run(task: Invocation) -> int:
    """Write one copy of each brief; `FAILED` when one of several could not be written."""
    _refuse_what_contradicts(task)
    return _one(task) if len(task.args.files) == 1 else _several(task)


def _one(task: Invocation) -> int:
    (file,) = task.args.files
    session = reading(task, file)
    with opened_for_pages(task) as (workspace, worker):
        order = _order(task, session.brief, workspace)
        written = export_and_remember(
            session,
            workspace,
            worker,
            order,
            on_progress=lambda progress: task.console.note_progress(progress.sentence),
        )
    _tell(written, order, file, task)
    if task.args.json:
        task.console.say_json(_receipt_data(written.receipt))
    return DONE


def _several(task: Invocation) -> int:
    """Two are written at a time; what fails is told, and the others are written all the same."""
    args, console = task.args, task.console
    _refuse_what_is_for_one(task)
    code = DONE
    done: list[Data] = []
    with opened_library(task) as workspace:
        asked: list[tuple[Path, BriefSession, ExportOrder]] = []
        for file in args.files:
            try:
                session = reading(task, file)
                order = _order(task, session.brief, workspace)
                _refuse_a_name_twice(order, asked)
            except BriefbuilderError as error:
                code = max(code, present(error, console, str(file)))
            else:
                asked.append((file, session, order))
        outcomes = export_many([(session, order) for _, session, order in asked], workspace)
        with closing(outcomes):
            for number, (file, _session, order) in enumerate(asked, start=1):
                console.note_progress(
                    _("{number} of {total}: {file}", number=number, total=len(asked), file=file)
                )
                outcome = next(outcomes)
                if isinstance(outcome, BriefbuilderError):
                    code = max(code, present(outcome, console, str(file)))
                    continue
                _tell(outcome, order, file, task)
                done.append({"brief": str(file), **_receipt_data(outcome.receipt)})
    if args.json:
        console.say_json(done)
    if len(done) < len(args.files):
        console.complain(
            n_(
                "{written} of {number} brief was written.",
                "{written} of {number} briefs were written.",
                len(args.files),
                written=len(done),
            ),
            "briefbuilder",
        )
    return code


def _refuse_what_is_for_one(task: Invocation) -> None:
    args = task.args
    if args.title:
        raise UsageError(_("A title is given to the copy of one brief."), "--title")
    if args.out is not None and not is_folder(args.out):
        raise UsageError(
            _("The copies of several briefs go into a folder, and there is no such folder."),
            args.out,
        )


def _refuse_a_name_twice(
    order: ExportOrder, before: Sequence[tuple[Path, BriefSession, ExportOrder]]
) -> None:
    """`FileChangedError` where an earlier brief of the line is to be written to the same file."""
    for other, _session, theirs in before:
        if theirs.out == order.out:
            raise FileChangedError(
                _(
                    "Its copy would have the same name as that of {other}, {name}. Export it by "
                    "itself, under a name of its own.",
                    other=other,
                    name=order.out.name,
                )
            )


def _tell(written: WrittenCopy, order: ExportOrder, file: Path, task: Invocation) -> None:
    console = task.console
    drafted = written.receipt.drafted
    if written.not_remembered is not None and drafted is not None:
        console.complain(
            _(
                "The brief does not remember that this was draft {draft}: {error}",
                draft=drafted.number,
                error=written.not_remembered,
            ),
            str(file),
        )
    for problem in written.receipt.notices:
        console.complain_of(problem, str(file))
    if not task.args.json:
        _print_receipt(written.receipt, order, file, console)


def _refuse_what_contradicts(task: Invocation) -> None:
    args = task.args
    copy = Copy(args.copy)
    if copy is Copy.RELEASE and args.annex:
        raise UsageError(_("A release copy never holds the checklist's answers."), "--annex")
    if args.draft and copy is not Copy.DRAFT:
        if copy is Copy.RECORD:
            raise UsageError(_("A record copy has no draft number."), "--draft")
        raise UsageError(_("A release copy has no draft number."), "--draft")
    if args.title and not _bounds_of(task):
        raise UsageError(
            _("Only a copy with a --ceiling, or --without something, has one."), "--title"
        )


def _bounds_of(task: Invocation) -> Bounds:
    return Bounds(task.args.ceiling, tuple(task.args.without), task.args.title)


def _order(task: Invocation, brief: Brief, workspace: Workspace) -> ExportOrder:
    args = task.args
    out: Path = args.out or Path()
    order = ExportOrder(
        out=out,
        to=Format(args.to or _format_of(args.out)),
        copy=Copy(args.copy),
        annex=args.annex,
        bounds=_bounds_of(task),
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
    found = counted_severities(finding.severity for finding in receipt.findings.findings)
    banner = f", {receipt.banner}" if receipt.banner else ""
    drafted = receipt.drafted
    copy = (
        _("draft {number}", number=drafted.number)
        if drafted is not None
        else copy_words(order.copy)
    )
    told_of_copy = clauses((f"{copy}{pages}{banner}", found))
    console.say(labelled(str(receipt.path), told_of_copy))
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
