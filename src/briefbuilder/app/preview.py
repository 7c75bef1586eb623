"""Pages that follow somebody who writes: all of them as often as they can be made, and one at once.

Two lanes run side by side, each on a thread and with a layout process of its own. One lays the
newest brief out as a whole; what is overtaken while it waits is dropped, and what was begun ends.
The other makes the page on which the newest change stands, from what the last whole pass has found
(`docs/adr/0015`). It has nothing to say where that is not certain: then the page comes with all.

Results tell by their request which state of the text they show. A whole pass may be of an older
one than a page that was shown before it ended: that page stays, and is made again from the new
whole, since what stands before it may have moved.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from briefbuilder.app.checking import check
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.live_pages import LivePages, WholePass
from briefbuilder.app.newest_first import NewestFirst
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError
from briefbuilder.render.job import Copy
from briefbuilder.render.wire import LivePage
from briefbuilder.render.worker import LaidOut, LayoutWorker


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """The answer to one request: pages and findings, the error that prevented them, or one page.

    `page` is a single page of the brief of `request`. It stands for that of its number in the last
    whole result, and is newer than it and than every page that came before. `same_as` is the
    request of an earlier whole result with the very pages of this brief: what was written since is
    taken back.
    """

    request: int
    brief: Brief
    laid_out: LaidOut | None = None
    findings: FindingList | None = None
    error: BriefbuilderError | None = None
    page: LivePage | None = None
    same_as: int | None = None


class PreviewRunner:
    """Lays out the newest brief asked for, on threads of its own.

    `on_result` is called on those threads, one call at a time: for each layout that ran to its
    end, so that the pages follow somebody who writes without a pause, and for single pages when
    there is a worker for them, `pages`.
    """

    def __init__(
        self,
        workspace: Workspace,
        worker: LayoutWorker,
        on_result: Callable[[PreviewResult], None],
        *,
        annex: bool = True,
        pages: LayoutWorker | None = None,
    ) -> None:
        self._workspace = workspace
        self._worker = worker
        self._annex = annex
        self._on_result = on_result
        self._telling = threading.Lock()
        self._live = (
            LivePages(workspace, pages, self._tell_page, self._tell_same, annex=annex)
            if pages is not None
            else None
        )
        self._newest = NewestFirst(self._answer, self._tell, name="preview")

    def request(self, brief: Brief) -> int:
        """Ask for the pages of a brief; returns the request's number."""
        number = self._newest.request(brief)
        if self._live is not None:
            self._live.request(number, brief)
        return number

    def close(self) -> None:
        """Stop; what is running is cancelled, and the threads have ended when this returns."""
        if self._live is not None:
            self._live.close()
        self._newest.close()

    def _answer(self, number: int, brief: Brief, cancelled: Callable[[], bool]) -> PreviewResult:
        try:
            job = layout_job(brief, self._workspace, Copy.DRAFT, annex=self._annex)
            if self._live is None:
                laid_out = self._worker.layout(job, cancelled=cancelled)
            else:
                # Nobody but a reader of files needs tags.
                looked_at = replace(job, variant=None)
                laid_out = self._worker.layout(looked_at, cancelled=cancelled, live=True)
                if laid_out.live is not None:
                    self._live.adopt(WholePass(number, brief.id, looked_at, laid_out.live))
            findings = check(brief, self._workspace, laid_out.layout)
        except BriefbuilderError as error:
            return PreviewResult(number, brief, error=error)
        return PreviewResult(number, brief, laid_out, findings)

    def _tell(self, result: PreviewResult) -> None:
        with self._telling:
            self._on_result(result)

    def _tell_page(self, number: int, brief: Brief, page: LivePage) -> None:
        self._tell(PreviewResult(number, brief, page=page))

    def _tell_same(self, number: int, brief: Brief, whole: int) -> None:
        self._tell(PreviewResult(number, brief, same_as=whole))
