"""The layout process: it works, it is limited, and its death harms nobody."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefbuilder.domain.briefs import Section, TextBlock
from briefbuilder.errors import CancelledError, RenderError, RenderLimitError, WorkerDiedError
from briefbuilder.language import interface
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.pdf import make_pdf
from briefbuilder.render.worker import SINGLE_PAGES, LayoutWorker, Limits
from helpers.processes import child_processes
from helpers.render_samples import Copy, order, plain_template, sample_brief

pytestmark = pytest.mark.slow


def job(html: str = "") -> LayoutJob:
    return make_job(sample_brief(), plain_template(html=html), order(Copy.DRAFT))


@pytest.fixture(scope="module")
def worker() -> Iterator[LayoutWorker]:
    with LayoutWorker() as one:
        one.start()
        yield one


@pytest.fixture(autouse=True)
def _worker_outlives_the_test(worker: LayoutWorker) -> None:
    """Start the shared process before the guard on left-over children looks for the first time."""


def test_a_job_gives_the_pages_that_it_gives_in_process(worker: LayoutWorker) -> None:
    made = worker.layout(job())
    here = make_pdf(job())
    assert made.pdf == here.pdf
    assert made.layout == here.layout
    assert made.expected == here.expected == job().expected


def test_pages_that_are_only_measured_are_measured_alike_and_not_written(
    worker: LayoutWorker,
) -> None:
    measured, whole = worker.layout(job(), written=False), worker.layout(job())
    assert measured.pdf == b""
    assert replace(measured, pdf=whole.pdf) == whole


def test_html_is_rendered_under_the_same_limits(worker: LayoutWorker) -> None:
    assert "<h1>Strait talks" in worker.html(job())


def test_a_bad_template_is_an_error_with_its_place_and_the_next_job_works(
    worker: LayoutWorker,
) -> None:
    with pytest.raises(RenderError, match=r"brief\.html\.j2:2") as raised:
        worker.layout(job("\n{{ nothing }}"))
    assert raised.value.problems[0].place.line == 2
    assert worker.layout(job()).pdf.startswith(b"%PDF")


def test_what_the_process_says_of_a_fault_is_in_the_users_language(worker: LayoutWorker) -> None:
    said = []
    for tag in ("en", "fr"):
        interface.speak(tag)
        with pytest.raises(RenderError) as raised:
            worker.layout(job("\n{{ nothing }}"))
        said.append(raised.value.problems[0].sentence)
    assert said[0] != said[1], said


def test_a_cancelled_job_ends_and_the_next_one_works() -> None:
    text = "\n\n".join("word " * 300 for _ in range(60))
    section = Section(id="issue", heading="Issue", blocks=(TextBlock(id="text", text=text),))
    long = make_job(sample_brief(sections=(section,), pins=()), plain_template(), order())
    asked = iter([False, False, False])
    with LayoutWorker() as worker:
        with pytest.raises(CancelledError):
            worker.layout(long, lambda: next(asked, True))
        assert worker.layout(job()).pdf.startswith(b"%PDF")


ENDLESS = "{% for a in title %}" * 12 + "{% endfor %}" * 12
GREEDY = (
    "{% set all = namespace(text=title) %}"
    "{% for one in title %}{% set all.text = all.text ~ all.text %}{% endfor %}"
)
CPU = Limits(cpu_seconds=1, wall_seconds=60)


def test_a_template_without_end_is_stopped_by_the_limit_on_computing() -> None:
    with LayoutWorker(CPU) as worker:
        with pytest.raises(RenderLimitError, match="computed for more than 1 seconds"):
            worker.layout(job(ENDLESS))
        assert worker.html(job()).startswith("<!DOCTYPE html>")


def test_a_style_sheet_without_end_is_stopped() -> None:
    doubling = "".join(f"--a{n + 1}: var(--a{n}) var(--a{n});" for n in range(40))
    css = f":root {{ --a0: x; {doubling} }} h1 {{ font-family: var(--a40) }}"
    bomb = make_job(sample_brief(), plain_template(css=css), order())
    with LayoutWorker(CPU) as worker, pytest.raises(RenderLimitError):
        worker.layout(bomb)


def test_a_template_that_grows_without_end_is_stopped() -> None:
    with LayoutWorker(Limits(memory_bytes=1024**3)) as worker:
        with pytest.raises(RenderLimitError, match="more memory"):
            worker.layout(job(GREEDY))
        assert worker.layout(job()).pdf.startswith(b"%PDF")


def test_a_process_that_is_killed_is_told_and_replaced() -> None:
    with LayoutWorker() as worker:
        before = child_processes()
        worker.start()
        (process,) = child_processes() - before
        worker.layout(job())
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        assert worker.layout(job()).pdf.startswith(b"%PDF")
        assert process not in child_processes()


def test_a_process_is_replaced_when_it_has_worked_long_enough() -> None:
    with LayoutWorker(Limits(jobs=2)) as worker:
        before = child_processes()
        seen = set()
        for _ in range(4):
            worker.html(job())
            seen |= child_processes() - before
        assert len(seen) >= 3


def test_the_process_of_single_pages_outlives_somebody_who_types(worker: LayoutWorker) -> None:
    """With it would go what the pages are cut from."""
    whole = worker.layout(replace(job(), variant=None), live=True)
    assert whole.live is not None
    with LayoutWorker(SINGLE_PAGES) as pages:
        assert pages.adopt(replace(job(), variant=None), whole.live) == ""
        keys = 3 * Limits().jobs
        assert all(pages.pages([(("title",), "Other")]) is not None for _ in range(keys))


def test_a_process_that_cannot_be_started_is_an_error_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with LayoutWorker(program=[str(tmp_path / "no such program")]) as worker:
        for _ in range(2):
            with pytest.raises(RenderError, match="The layout process cannot start"):
                worker.html(job())
    assert list(tmp_path.iterdir()) == []


def test_a_process_is_replaced_when_it_has_grown() -> None:
    with LayoutWorker(Limits(resident_bytes=1)) as worker:
        before = child_processes()
        worker.html(job())
        first = child_processes() - before
        worker.html(job())
        assert first.isdisjoint(child_processes())


# Processes that behave badly once, and are the real one afterwards.

BADLY = """
import os, signal, struct, sys, time
marker, how, *real = sys.argv[1:]
if os.path.exists(marker):
    os.execv(real[0], real)
open(marker, "w").close()
if how == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if how in ("hangs", "stubborn"):
    time.sleep(600)
head = b'{"header":{"kind":"ready"},"blobs":[]}'
sys.stdout.buffer.write(struct.pack(">Q", len(head)) + head)
sys.stdout.buffer.flush()
sys.stdin.buffer.read(1)
if how == "crashes":
    os.kill(os.getpid(), signal.SIGSEGV)
if how == "is killed":
    os.kill(os.getpid(), signal.SIGKILL)
if how == "exits":
    sys.exit(3)
if how == "babbles":
    sys.stdout.buffer.write(b"not a message " * 100)
    sys.stdout.buffer.flush()
    while sys.stdin.buffer.read1(65536):
        pass
if how == "deaf":
    time.sleep(600)
"""
QUICK = Limits(wall_seconds=0.6, grace_seconds=0.3)
PATIENT = Limits(wall_seconds=60, grace_seconds=0.3)


def ill_behaved(how: str, limits: Limits, folder: Path) -> LayoutWorker:
    real = [sys.executable, "-I", "-m", "briefbuilder.render.worker_main"]
    sizes = [str(limits.memory_bytes), str(limits.file_bytes)]
    program = [sys.executable, "-I", "-c", BADLY, str(folder / "was here"), how]
    return LayoutWorker(limits, program=[*program, *real, *sizes])


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("crashes", r"^A fault in the layout process ended .* make the brief .* smaller"),
        ("is killed", r"^The system ended the layout process .* Close other programs"),
        ("exits", r"^The layout process ended before the pages were made\. .* Try again"),
        ("babbles", r"^The layout process ended before the pages were made\. .* Try again"),
    ],
)
def test_a_process_that_dies_is_told_and_the_next_job_works(
    how: str, told: str, tmp_path: Path
) -> None:
    with ill_behaved(how, PATIENT, tmp_path) as worker:
        with pytest.raises(WorkerDiedError, match=told):
            worker.layout(job())
        assert worker.layout(job()).pdf.startswith(b"%PDF")


@pytest.mark.parametrize("how", ["hangs", "stubborn", "deaf"])
def test_a_process_that_does_not_answer_is_ended(how: str, tmp_path: Path) -> None:
    before = child_processes()
    with ill_behaved(how, QUICK, tmp_path) as worker:
        worker.start()
        (process,) = child_processes() - before
        with pytest.raises(RenderLimitError, match=r"longer than 0\.6 seconds"):
            worker.layout(job())
        assert process not in child_processes()


def test_a_process_that_hangs_can_be_cancelled_and_is_replaced(tmp_path: Path) -> None:
    with ill_behaved("deaf", PATIENT, tmp_path) as worker:
        asked = iter([False] * 20)
        with pytest.raises(CancelledError):
            worker.layout(job(), lambda: next(asked, True))
        assert worker.layout(job()).pdf.startswith(b"%PDF")


def test_closing_stops_a_job_that_runs(tmp_path: Path) -> None:
    worker = ill_behaved("deaf", PATIENT, tmp_path)
    seen: list[BaseException] = []
    running = threading.Event()

    def check() -> bool:
        running.set()
        return False

    def run() -> None:
        try:
            worker.layout(job(), check)
        except CancelledError as error:
            seen.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    running.wait()
    worker.close()
    thread.join()
    assert len(seen) == 1
    with pytest.raises(CancelledError):
        worker.layout(job())


def test_nothing_is_left_in_the_folder_for_scratch_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with LayoutWorker() as worker:
        worker.layout(job())
        assert list(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []


RIGHTS = """
import socket, subprocess, sys, os
from briefbuilder.render import worker_main
worker_main.give_up_rights()
def refused(act, *args):
    try:
        act(*args)
    except PermissionError:
        return
    sys.exit(f"{act} was allowed")
refused(open, sys.argv[1])
refused(open, "/etc/passwd")
refused(open, os.path.join(os.environ["TMPDIR"], "..", "new file"), "w")
refused(socket.create_connection, ("127.0.0.1", 9))
refused(socket.getaddrinfo, "example.org", 80)
refused(subprocess.run, ["true"])
refused(os.system, "true")
refused(os.fork)
refused(os.execv, "/bin/true", ["true"])
with open(os.path.join(os.environ["TMPDIR"], "own"), "w") as file:
    file.write("x")
"""


def test_the_process_gives_up_the_network_other_programs_and_other_files(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    canary.write_text("secret")
    own = tmp_path / "own"
    own.mkdir()
    done = subprocess.run(
        [sys.executable, "-I", "-c", RIGHTS, str(canary)],
        env={"TMPDIR": str(own)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_session_that_allows_less_memory_lays_out_all_the_same() -> None:
    limits = Limits()
    program = [sys.executable, "-I", "-m", "briefbuilder.render.worker_main"]
    program += [str(limits.memory_bytes), str(limits.file_bytes)]
    narrow = ("sh", "-c", 'ulimit -v 1500000 && exec "$@"', "sh", *program)
    with LayoutWorker(program=narrow) as worker:
        assert worker.layout(job()).layout.pages


def test_a_process_ends_and_clears_up_when_the_program_has_died(tmp_path: Path) -> None:
    starter = (
        "import os, sys, time\n"
        "from briefbuilder.render.worker import LayoutWorker\n"
        "worker = LayoutWorker()\n"
        "worker.start()\n"
        "print(worker._process.pid, flush=True)\n"
        "os._exit(0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", starter],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    with contextlib.suppress(ProcessLookupError):  # it has ended already
        process = os.pidfd_open(int(done.stdout))
        try:
            ended, _, _ = select.select([process], [], [], 20)
            assert ended, "the layout process is still there"
        finally:
            os.close(process)
    assert list(tmp_path.iterdir()) == []
