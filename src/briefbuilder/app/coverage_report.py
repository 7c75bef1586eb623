"""What a library covers: its coverage file beside its items, and the page made from both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.coverage import (
    Coverage,
    WaysToItem,
    coverage_page,
    coverage_problems,
    ways_to_items,
)
from briefbuilder.errors import Problem
from briefbuilder.language.interface import page_words
from briefbuilder.storage.coverage_file import COVERAGE_FILE, read_coverage, write_coverage_page


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """What is covered by what, how each item is found, the holes, and the page that says so.

    `page` speaks the user's language, as all that is shown; `for_the_library` the library's, whose
    file must not change with who writes it.
    """

    coverage: Coverage
    ways: tuple[WaysToItem, ...]
    problems: tuple[Problem, ...]
    page: str
    for_the_library: str


def report_coverage(workspace: Workspace) -> CoverageReport:
    """Hold the library's coverage file against its items; `NotFoundError` where it has none."""
    library, today = workspace.library, workspace.today()
    coverage = read_coverage(workspace.folder.root)
    return CoverageReport(
        coverage=coverage,
        ways=ways_to_items(coverage, library, today),
        problems=coverage_problems(coverage, library, COVERAGE_FILE),
        page=coverage_page(coverage, library, today, page_words()),
        for_the_library=coverage_page(coverage, library, today),
    )


def write_page(workspace: Workspace, report: CoverageReport) -> Path:
    """Write the page beside the library's items, and say where it is."""
    return write_coverage_page(workspace.folder.root, report.for_the_library)
