import queue
import threading
from collections.abc import Callable

from briefbuilder.app import operations
from briefbuilder.app.preview import PreviewResult, PreviewRunner
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.layout import Layout, PageSize
from briefbuilder.errors import RenderError
from briefbuilder.render.expectation import Expectation
from briefbuilder.render.worker import LaidOut


class StubbornWorker:
    """Lays out one job at a time, each when the test lets it."""

    def __init__(self) -> None:
        self.started: queue.Queue[str] = queue.Queue()
        self.go = threading.Semaphore(0)
        self.fails = False

    def layout(self, job, cancelled: Callable[[], bool] | None = None) -> LaidOut:
        self.started.put(str(job.title))
        self.go.acquire()
        if self.fails:
            raise RenderError("The pages cannot be made.")
        layout = Layout((PageSize(595, 842),), (), ())
        return LaidOut(pdf=b"%PDF", layout=layout, expected=Expectation(), problems=())


def test_the_newest_request_waits_and_those_between_are_dropped(
    session: BriefSession, workspace: Workspace
) -> None:
    worker, results = StubbornWorker(), queue.Queue()  # type: ignore[var-annotated]
    runner = PreviewRunner(workspace, worker, results.put)  # type: ignore[arg-type]
    try:
        runner.request(session.brief)
        assert worker.started.get(timeout=10) == "Port visit"
        for title in ("Second", "Third"):
            operations.set_title(session, title=title)
            newest = runner.request(session.brief)
        worker.go.release(2)
        first: PreviewResult = results.get(timeout=10)
        assert first.brief.title == "Port visit"
        assert worker.started.get(timeout=10) == "Third"
        result: PreviewResult = results.get(timeout=10)
        assert (result.request, result.brief.title) == (newest, "Third")
        assert results.empty()
        assert result.findings is not None
    finally:
        worker.go.release(9)
        runner.close()


def test_pages_come_while_every_layout_is_overtaken(
    session: BriefSession, workspace: Workspace
) -> None:
    worker, results = StubbornWorker(), queue.Queue()  # type: ignore[var-annotated]
    runner = PreviewRunner(workspace, worker, results.put)  # type: ignore[arg-type]
    try:
        runner.request(session.brief)
        for number in range(5):
            worker.started.get(timeout=10)
            operations.set_title(session, title=f"Words {number}")
            runner.request(session.brief)
            worker.go.release()
            result: PreviewResult = results.get(timeout=10)
            assert result.request == number + 1
    finally:
        worker.go.release(9)
        runner.close()


def test_an_error_is_an_answer_and_the_next_request_works(
    session: BriefSession, workspace: Workspace
) -> None:
    worker, results = StubbornWorker(), queue.Queue()  # type: ignore[var-annotated]
    worker.go.release(9)
    runner = PreviewRunner(workspace, worker, results.put)  # type: ignore[arg-type]
    try:
        worker.fails = True
        runner.request(session.brief)
        assert isinstance(results.get(timeout=10).error, RenderError)
        worker.fails = False
        runner.request(session.brief)
        assert results.get(timeout=10).laid_out is not None
    finally:
        runner.close()


def test_closing_ends_the_thread(session: BriefSession, workspace: Workspace) -> None:
    worker = StubbornWorker()
    worker.go.release(9)
    runner = PreviewRunner(workspace, worker, lambda _: None)  # type: ignore[arg-type]
    runner.request(session.brief)
    runner.close()
    assert "preview" not in {thread.name for thread in threading.enumerate()}
