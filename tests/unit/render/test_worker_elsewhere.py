"""The layout process on every system: it starts, is stopped, dies, and the next job works.

The lanes that play other systems run this file; what only POSIX has is tried in `test_worker.py`.
"""

import logging
import re
import sys
from collections.abc import Iterator

import pytest

from briefbuilder.errors import CancelledError, RenderError, RenderLimitError, WorkerDiedError
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.worker import LayoutWorker, Limits
from helpers.render_samples import Copy, order, plain_template, sample_brief

pytestmark = pytest.mark.slow


def job(html: str = "") -> LayoutJob:
    return make_job(sample_brief(), plain_template(html=html), order(Copy.DRAFT))


@pytest.fixture
def worker() -> Iterator[LayoutWorker]:
    with LayoutWorker(Limits(cpu_seconds=2, wall_seconds=60)) as one:
        yield one


def test_pages_are_made_and_the_process_outlives_a_bad_template(worker: LayoutWorker) -> None:
    with pytest.raises(RenderError, match=r"brief\.html\.j2:2"):
        worker.html(job("\n{{ nothing }}"))
    assert worker.layout(job()).pdf.startswith(b"%PDF")


def test_a_job_that_computes_for_ever_is_stopped_and_the_next_one_works(
    worker: LayoutWorker,
) -> None:
    endless = "{% for a in title %}" * 12 + "{% endfor %}" * 12
    with pytest.raises(RenderLimitError, match="computed for more than 2 seconds"):
        worker.html(job(endless))
    assert worker.html(job()).startswith("<!DOCTYPE html>")


def test_a_job_that_is_cancelled_ends_and_the_next_one_works(worker: LayoutWorker) -> None:
    asked = iter([False] * 3)
    with pytest.raises(CancelledError):
        worker.layout(job(), lambda: next(asked, True))
    assert worker.html(job()).startswith("<!DOCTYPE html>")


def test_a_process_that_ends_at_once_is_told() -> None:
    with (
        LayoutWorker(program=[sys.executable, "-c", "raise SystemExit(3)"]) as worker,
        pytest.raises(WorkerDiedError, match="ended before the pages were made"),
    ):
        worker.layout(job())


def test_why_a_process_ended_is_logged_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "briefbuilder.render.worker")
    dying = "def zq():\n    raise ValueError('Zqtitle could not be laid out')\nzq()"
    with (
        LayoutWorker(program=[sys.executable, "-c", dying]) as worker,
        pytest.raises(WorkerDiedError),
    ):
        worker.layout(job())

    said = "\n".join(record.getMessage() for record in caplog.records)
    assert re.search(r"Layout process \d+ started", said)
    assert re.search(r"Layout process \d+ ended after [01] jobs: it went away", said)
    assert re.search(r"said, with code 1:\nTraceback .*\n  <string>:3 in <module>\n", said)
    assert "ValueError" in said
    assert "Zqtitle" not in said
