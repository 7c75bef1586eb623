"""Live pages: at most one layout runs, the newest request waits, those between are dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefbuilder.app.checking import check
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.newest_first import NewestFirst
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError
from briefbuilder.render.job import Copy
from briefbuilder.render.worker import LaidOut, LayoutWorker


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """The answer to one request: pages and findings, or the error that prevented them."""

    request: int
    brief: Brief
    laid_out: LaidOut | None = None
    findings: FindingList | None = None
    error: BriefbuilderError | None = None


class PreviewRunner:
    """Lays out the newest brief asked for, on a thread of its own.

    `on_result` is called on that thread, once for each layout that ran to its end, so that the
    pages follow somebody who writes without a pause.
    """

    def __init__(
        self,
        workspace: Workspace,
        worker: LayoutWorker,
        on_result: Callable[[PreviewResult], None],
        *,
        annex: bool = True,
    ) -> None:
        self._workspace = workspace
        self._worker = worker
        self._annex = annex
        self._newest = NewestFirst(self._answer, on_result, name="preview")

    def request(self, brief: Brief) -> int:
        """Ask for the pages of a brief; returns the request's number."""
        return self._newest.request(brief)

    def close(self) -> None:
        """Stop; a running layout is cancelled, and the thread has ended when this returns."""
        self._newest.close()

    def _answer(self, number: int, brief: Brief, cancelled: Callable[[], bool]) -> PreviewResult:
        try:
            job = layout_job(brief, self._workspace, Copy.DRAFT, annex=self._annex)
            laid_out = self._worker.layout(job, cancelled=cancelled)
            findings = check(brief, self._workspace, laid_out.layout)
        except BriefbuilderError as error:
            return PreviewResult(number, brief, error=error)
        return PreviewResult(number, brief, laid_out, findings)
