"""The lane of single pages: what it says of words that were taken back, or met a process's end.

Its process cannot be started when the window is; the lane goes on all the same.
"""

import queue
from collections.abc import Callable, Iterator, Sequence

import pytest

from briefbuilder.app import operations
from briefbuilder.app.preview import PreviewResult, PreviewRunner
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.layout import Layout, PageSize
from briefbuilder.errors import RenderError, WorkerDiedError
from briefbuilder.render.live.page_starts import LiveFacts
from briefbuilder.render.live.patching import Change
from briefbuilder.render.wire import LivePage
from briefbuilder.render.worker import LaidOut

ONE_PAGE = Layout((PageSize(595, 842),), (), ())


class WholeWorker:
    """Lays the first brief out, and is busy with the next until the test ends."""

    def __init__(self) -> None:
        self.jobs = 0

    def layout(
        self, job: object, cancelled: Callable[[], bool] | None = None, *, live: bool = False
    ) -> LaidOut:
        self.jobs += 1
        if self.jobs > 1:
            waiting = queue.Queue[None]()
            while cancelled is not None and not cancelled():
                try:
                    waiting.get(timeout=0.02)
                except queue.Empty:
                    continue
        return LaidOut(b"%PDF", ONE_PAGE, live=LiveFacts() if live else None)


class PageWorker:
    """Makes a page of each text; its process may end, and then it knows nothing."""

    def __init__(self) -> None:
        self.adoptions: queue.Queue[str] = queue.Queue()
        self.deaths: queue.Queue[str] = queue.Queue()
        self.is_ready = False
        self.dies = False

    def start(self) -> None:
        raise RenderError("There is no room for a process yet.")

    def adopt(self, job: object, facts: LiveFacts, cancelled: object = None) -> str:
        self.is_ready = True
        self.adoptions.put("adopted")
        return ""

    def pages(self, changes: Sequence[Change], cancelled: object = None) -> object:
        if self.dies:
            self.dies = self.is_ready = False
            self.deaths.put("died")
            raise WorkerDiedError("It ended.")
        return (LivePage(0, b"%PDF", ONE_PAGE),) if self.is_ready else None


@pytest.fixture
def lane(session: BriefSession, workspace: Workspace) -> Iterator[tuple[object, ...]]:
    results: queue.Queue[PreviewResult] = queue.Queue()
    worker = PageWorker()
    runner = PreviewRunner(workspace, WholeWorker(), results.put, pages=worker)  # type: ignore[arg-type]
    whole = runner.request(session.brief)
    assert results.get(timeout=10).laid_out is not None
    worker.adoptions.get(timeout=10)
    yield runner, worker, results, whole
    runner.close()


def test_words_that_are_taken_back_bring_the_whole_back(lane, session: BriefSession) -> None:
    runner, _worker, results, whole = lane
    before = session.brief
    operations.set_title(session, title="Other words")
    typed = runner.request(session.brief)
    result = results.get(timeout=10)
    assert (result.request, result.page is not None) == (typed, True)
    back = runner.request(before)
    result = results.get(timeout=10)
    assert (result.request, result.same_as, result.page) == (back, whole, None)


def test_a_process_that_ended_costs_one_page(lane, session: BriefSession) -> None:
    runner, worker, results, _whole = lane
    worker.dies = True
    operations.set_title(session, title="Words")
    runner.request(session.brief)
    worker.deaths.get(timeout=10)
    operations.set_title(session, title="The last words")
    newest = runner.request(session.brief)
    result = results.get(timeout=10)
    while result.request < newest:
        result = results.get(timeout=10)
    assert result.page is not None
    worker.adoptions.get(timeout=10)
