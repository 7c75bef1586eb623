"""Single pages while all of them are made: which come, and that no worker's end costs more."""

import os
import queue
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefbuilder.app import operations
from briefbuilder.app.preview import PreviewResult, PreviewRunner
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief, TextBlock
from briefbuilder.render.worker import SINGLE_PAGES, LayoutWorker, Limits
from helpers.processes import child_processes

PATIENCE = 60
MOST_KEYS = 40


def typed(brief: Brief, words: str) -> Brief:
    """The brief with other words in its first text."""
    sections = list(brief.sections)
    block = TextBlock(id="t0000001", text=words)
    sections[0] = sections[0].model_copy(update={"blocks": (block,)})
    return brief.model_copy(update={"sections": tuple(sections)})


class Answers:
    """The results of a runner; pages and wholes come in any order."""

    def __init__(self) -> None:
        self.come: queue.Queue[PreviewResult] = queue.Queue()
        self._seen: list[PreviewResult] = []

    def page(self) -> PreviewResult:
        return self._first(lambda result: result.page is not None)

    def has_page_of(self, requests: list[int]) -> bool:
        return any(one.page is not None and one.request in requests for one in self._seen)

    def whole(self, request: int) -> PreviewResult:
        return self._first(lambda result: result.page is None and result.request == request)

    def _first(self, wanted: Callable[[PreviewResult], bool]) -> PreviewResult:
        while not (found := [one for one in self._seen if wanted(one)]):
            self._seen.append(self.come.get(timeout=PATIENCE))
        return found[0]


@pytest.mark.slow
def test_a_page_of_the_newest_text_comes_beside_the_whole(
    session: BriefSession, workspace: Workspace
) -> None:
    brief, answers = typed(session.brief, "Words " * 60), Answers()
    with LayoutWorker() as worker, LayoutWorker(SINGLE_PAGES) as pages:
        runner = PreviewRunner(workspace, worker, answers.come.put, pages=pages)
        first = answers.whole(runner.request(brief))
        assert first.findings is not None
        newest = runner.request(typed(brief, "Other words " * 60))
        page = answers.page()
        assert (page.request, page.page and page.page.number) == (newest, 0)
        assert page.page is not None
        assert page.page.pdf.startswith(b"%PDF")
        assert "block:t0000001" in {place.target for place in page.page.layout.places}
        assert answers.whole(newest).laid_out is not None
        runner.close()


@pytest.mark.slow
@pytest.mark.parametrize("program", ["raise SystemExit(3)", "import time; time.sleep(600)"])
def test_a_worker_for_pages_that_dies_or_hangs_costs_no_whole(
    session: BriefSession, workspace: Workspace, program: str
) -> None:
    answers = Answers()
    ill = LayoutWorker(Limits(wall_seconds=1.0), program=[sys.executable, "-c", program])
    with LayoutWorker() as worker, ill:
        runner = PreviewRunner(workspace, worker, answers.come.put, pages=ill)
        for title in ("First", "Second"):
            operations.set_title(session, title=title)
            result = answers.whole(runner.request(session.brief))
            assert result.laid_out is not None
            assert result.brief.title == title
        runner.close()


def ended(process: int) -> None:
    os.kill(process, signal.SIGKILL)


def hung(process: int) -> None:
    os.kill(process, signal.SIGSTOP)


def without_memory(process: int) -> None:
    resource.prlimit(process, resource.RLIMIT_AS, (2**20, 2**20))


@pytest.mark.slow
@pytest.mark.parametrize("harmed", [ended, hung, without_memory])
def test_a_process_of_pages_that_is_lost_among_keys_costs_nothing_but_time(
    session: BriefSession, workspace: Workspace, harmed: Callable[[int], None]
) -> None:
    brief, answers = typed(session.brief, "Words " * 60), Answers()
    impatient = replace(SINGLE_PAGES, wall_seconds=2.0)
    with LayoutWorker() as worker, LayoutWorker(impatient) as pages:
        before = child_processes()
        pages.start()
        (process,) = child_processes() - before
        runner = PreviewRunner(workspace, worker, answers.come.put, pages=pages)
        answers.whole(runner.request(brief))
        runner.request(typed(brief, "Other words " * 60))
        answers.page()

        harmed(process)
        asked: list[int] = []
        while not answers.has_page_of(asked):
            asked.append(runner.request(typed(brief, f"Words {len(asked)} " * 60)))
            assert answers.whole(asked[-1]).laid_out is not None
            assert len(asked) < MOST_KEYS
        assert process not in child_processes()
        runner.close()
