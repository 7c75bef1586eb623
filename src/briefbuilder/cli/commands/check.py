"""briefbuilder check: what is to be mended before a brief goes forward."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.app.check_words import severity_word
from briefbuilder.app.checking import check
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.console import Console
from briefbuilder.cli.finding_data import findings_data
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_brief import reading
from briefbuilder.cli.opened_for_pages import opened_for_pages
from briefbuilder.cli.presenting import DONE, FAILED, present
from briefbuilder.cli.wording import STYLE_OF_SEVERITY, counted_severities
from briefbuilder.domain.brief_check.finding_groups import grouped
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.errors import BriefbuilderError
from briefbuilder.language.interface import _, colon, labelled
from briefbuilder.render.job import Copy
from briefbuilder.render.worker import LayoutWorker


def run(task: Invocation) -> int:
    """Print the findings of each brief; `FAILED` when one has an error or cannot be read."""
    code = DONE
    results: list[dict[str, object]] = []
    with opened_for_pages(task, is_sure=not task.args.quick) as (workspace, worker):
        for file in task.args.files:
            try:
                found = _findings(task, workspace, worker, file)
            except BriefbuilderError as error:
                code = max(code, present(error, task.console, str(file)))
                continue
            code = max(code, DONE if found.is_clear else FAILED)
            results.append({"file": str(file), **findings_data(found)})
            if not task.args.json:
                _print_findings(found, str(file), task.console)
    if task.args.json:
        task.console.say_json(results)
    return code


def _findings(
    task: Invocation, workspace: Workspace, worker: LayoutWorker, file: Path
) -> FindingList:
    brief = reading(task, file).brief
    if task.args.quick:
        return check(brief, workspace)
    task.console.note_progress(_("Laying out {file}", file=file))
    job = layout_job(brief, workspace, Copy.DRAFT, annex=True)
    laid_out = worker.layout(job, written=False)
    return check(brief, workspace, laid_out.layout)


def _print_findings(found: FindingList, file: str, console: Console) -> None:
    for group in grouped(found.findings):
        console.say_runs(
            (
                (f"{labelled(file, group.place)}{colon()}", ""),
                (severity_word(group.severity), STYLE_OF_SEVERITY[group.severity]),
                (f"{colon()}{group.sentence}", ""),
            )
        )
        if group.remedy:
            console.say(f"    {group.remedy}", style="faint")
    console.say(labelled(file, counted_severities(finding.severity for finding in found.findings)))
