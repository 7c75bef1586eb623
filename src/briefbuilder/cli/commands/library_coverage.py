"""briefbuilder library coverage: what the library treats, and how each item is found."""

from __future__ import annotations

from dataclasses import asdict

from briefbuilder.app.coverage_report import CoverageReport, report_coverage, write_page
from briefbuilder.cli.as_data import Data, problem_data
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, FAILED
from briefbuilder.cli.wording import in_folder
from briefbuilder.language.interface import _


def run(task: Invocation) -> int:
    """Print the page of what is covered, or write it; `FAILED` when there are holes."""
    with opened_library(task) as workspace:
        report = report_coverage(workspace)
        written = write_page(workspace, report) if task.args.write else None
    if task.args.json:
        task.console.say_json(_report_data(report))
    elif written is None:
        task.console.say(report.page.rstrip("\n"))
    else:
        task.console.say(_("{file}: written.", file=written))
    for problem in report.problems:
        task.console.complain(str(in_folder(problem, task.library_folder)))
    return FAILED if report.problems else DONE


def _report_data(report: CoverageReport) -> Data:
    return {
        "coverage": report.coverage.model_dump(mode="json"),
        "items": [{**asdict(way), "is_findable": way.is_findable} for way in report.ways],
        "problems": [problem_data(problem) for problem in report.problems],
    }
