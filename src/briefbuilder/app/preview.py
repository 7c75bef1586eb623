"""Live pages: at most one layout runs, the newest request waits, older ones are dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from briefbuilder.app.checking import check
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.findings import FindingList
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

    `on_result` is called on that thread, once for each layout that ran to its end, and never for
    a request that a newer one has overtaken.
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
        self._on_result = on_result
        self._annex = annex
        self._wake = threading.Condition()
        self._waiting: tuple[int, Brief] | None = None
        self._newest = 0
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
        self._thread.start()

    def request(self, brief: Brief) -> int:
        """Ask for the pages of a brief; returns the request's number."""
        with self._wake:
            self._newest += 1
            self._waiting = (self._newest, brief)
            self._wake.notify()
            return self._newest

    def close(self) -> None:
        """Stop; a running layout is cancelled, and the thread has ended when this returns."""
        with self._wake:
            self._closing = True
            self._newest += 1
            self._waiting = None
            self._wake.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closing or self._waiting is not None)
                if self._closing:
                    return
                if self._waiting is None:
                    continue
                number, brief = self._waiting
                self._waiting = None
            result = self._answer(number, brief)
            with self._wake:
                stale = number != self._newest
            if not stale:
                self._on_result(result)

    def _answer(self, number: int, brief: Brief) -> PreviewResult:
        try:
            job = layout_job(brief, self._workspace, Copy.DRAFT, annex=self._annex)
            laid_out = self._worker.layout(job, cancelled=lambda: self._closing)
            findings = check(brief, self._workspace, laid_out.layout)
        except BriefbuilderError as error:
            return PreviewResult(number, brief, error=error)
        return PreviewResult(number, brief, laid_out, findings)
