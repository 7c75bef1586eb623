"""The lane of single pages: the page that a change stands on, from the last whole pass."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from briefbuilder.app.early_start import start_early
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError, WorkerDiedError
from briefbuilder.render.job import Copy, LayoutJob
from briefbuilder.render.live.page_starts import LiveFacts
from briefbuilder.render.live.patching import changes_of
from briefbuilder.render.wire import LivePage
from briefbuilder.render.worker import LayoutWorker

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WholePass:
    """A brief that was laid out as a whole, and what its pages can be cut by."""

    request: int
    brief: str
    job: LayoutJob
    facts: LiveFacts


class LivePages:
    """Makes pages of the newest brief, on a thread of its own.

    `on_page` is called there, with the request's number and its brief, and `on_same` when these
    have the pages of a whole pass that was adopted, with the request of that. What goes wrong
    costs pages that would have come early, and nothing else.
    """

    def __init__(
        self,
        workspace: Workspace,
        worker: LayoutWorker,
        on_page: Callable[[int, Brief, LivePage], None],
        on_same: Callable[[int, Brief, int], None],
        *,
        annex: bool,
    ) -> None:
        self._workspace = workspace
        self._worker = worker
        self._on_page = on_page
        self._on_same = on_same
        self._annex = annex
        self._wake = threading.Condition()
        self._newest: tuple[int, Brief] | None = None
        self._is_waiting = False
        self._whole: WholePass | None = None
        self._adopted: WholePass | None = None
        self._adopted_again: WholePass | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="live-pages", daemon=True)
        self._thread.start()

    def request(self, number: int, brief: Brief) -> None:
        """Ask for the page on which the newest change of a brief stands."""
        with self._wake:
            self._newest = (number, brief)
            self._is_waiting = True
            self._wake.notify()

    def adopt(self, whole: WholePass) -> None:
        """Cut pages from a newer whole pass from now on."""
        with self._wake:
            self._whole = whole
            self._wake.notify()

    def close(self) -> None:
        """Stop; the thread has ended when this returns."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()

    def _is_closing(self) -> bool:
        return self._closing

    def _run(self) -> None:
        start_early(self._worker)
        while True:
            with self._wake:
                self._wake.wait_for(
                    lambda: self._closing or self._is_waiting or self._whole is not None
                )
                if self._closing:
                    return
                asked, self._is_waiting = self._newest if self._is_waiting else None, False
                whole = self._whole
            try:
                self._step(asked, whole)
            except WorkerDiedError as error:
                _LOG.info(
                    "The process of single pages ended; the next page is in another: %s", error
                )
            except BriefbuilderError as error:
                self._adopted = None
                _LOG.info("A single page was not made: %s", error)

    def _step(self, asked: tuple[int, Brief] | None, whole: WholePass | None) -> None:
        """A page first, as what was adopted has it; then the newer whole pass is taken over."""
        if asked is not None and self._adopted is not None:
            self._make(*asked, self._adopted)
        if whole is None:
            return
        with self._wake:
            if self._whole is whole:
                self._whole = None
        self._take_over(whole)
        newest = self._newest
        if self._adopted is not None and newest is not None and newest[0] > whole.request:
            self._make(*newest, whole)

    def _take_over(self, whole: WholePass) -> None:
        why = self._worker.adopt(whole.job, whole.facts, self._is_closing)
        self._adopted = None if why else whole
        if why:
            _LOG.info("Pages of this brief are not made one by one: %s", why)

    def _make(self, number: int, brief: Brief, whole: WholePass) -> None:
        if brief.id != whole.brief:
            return
        job = layout_job(brief, self._workspace, Copy.DRAFT, annex=self._annex)
        if job.sources != whole.job.sources or job.assets != whole.job.assets:
            return
        changes = changes_of(whole.job.context, job.context)
        if not changes:
            self._on_same(number, brief, whole.request)
            return
        pages = self._worker.pages(changes, self._is_closing)
        if pages is None and self._adopted_again is not whole:
            # The process is another one than that which adopted it. Once: what ends each process
            # that it comes to is left to the next whole pass.
            self._adopted_again = whole
            self._take_over(whole)
            pages = self._worker.pages(changes, self._is_closing)
        if pages is None:
            self._adopted = None
        for page in pages or ():
            self._on_page(number, brief, page)
