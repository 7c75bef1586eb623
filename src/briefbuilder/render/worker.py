"""The layout process as the program sees it: jobs go in, pages come out, and it may be killed.

Layout runs in a process of its own because it can hang, run out of memory or crash inside a
native library, and none of that may reach the window. See `docs/adr/0004-render-worker.md`.

What makes it hard is that a job has four ends, and each may come while another is under way: an
answer, a cancel, a deadline, a death. The rules that keep it whole:

* One lock is held for a whole job. A caller that waits for it is cancelled when its turn comes;
  `close` waits for it, too, but first sets an event that each pause in a read or write looks at, so
  that whatever is running ends soon.
* A cancelled job is asked to stop and its answer is still read. An answer left in the pipe would
  be taken for that of the next job, and a user would see the pages of another brief. A process that
  does not answer soon is ended: half a message in a pipe cannot be repaired.
* Deadline and death are exceptions of this module alone, and become sentences for people in one
  place, which asks the system why the process ended.
* After a bad end the next process is started at once, so that the next job does not wait for it,
  and nothing of the old one is kept: neither its reader nor its folder.
"""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Self

from briefbuilder.errors import (
    CancelledError,
    InternalError,
    RenderError,
    RenderLimitError,
    WorkerDiedError,
)
from briefbuilder.language.interface import _, spoken
from briefbuilder.platform import processes
from briefbuilder.platform.limits import memory_of_session
from briefbuilder.platform.processes import Ending
from briefbuilder.render.flow import Face, Flow, unpack_pieces
from briefbuilder.render.live.page_starts import LiveFacts, pack_facts, unpack_facts
from briefbuilder.render.live.patching import Change
from briefbuilder.render.wire import (
    BrokenPipeMessageError,
    LaidOut,
    LayoutJob,
    LivePage,
    MessageReader,
    pack_changes,
    pack_job,
    unpack_layout,
    unpack_problems,
    write_message,
)
from briefbuilder.render.worker_main import SCRATCH_PREFIX
from briefbuilder.traces import only_traces

__all__ = ["SINGLE_PAGES", "LaidOut", "LayoutWorker", "Limits", "LivePage"]

PROGRAM: tuple[str, ...] = (sys.executable, "-I", "-m", "briefbuilder.render.worker_main")

_CANCEL_SECONDS = 0.8  # how long a cancelled job may take to end by itself
_MEBIBYTE = 1024**2
_ERRORS_READ = 64 * 1024  # bytes of what a process said before it ended
_LOG = logging.getLogger(__name__)
_Answer = tuple[dict[str, Any], list[bytes]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a layout may use, and when the process is replaced by a fresh one."""

    wall_seconds: float = 120.0
    cpu_seconds: int = 120
    memory_bytes: int = 2 * 1024**3
    file_bytes: int = 64 * 1024**2
    jobs: int = 50
    resident_bytes: int = 400 * 1024**2
    grace_seconds: float = 2.0


SINGLE_PAGES = Limits(wall_seconds=20.0, jobs=5000)
"""For a worker that makes a page for each key: with its process goes the pass that it has adopted,
and nobody waits for one page as long as for all."""


class _DeadlineError(Exception):
    """The time for a job is over."""


class _GoneError(Exception):
    """The process has closed its end of the pipe."""


_WHY = {_DeadlineError: "it took too long", _GoneError: "it went away"}


class LayoutWorker:
    """One layout process at a time; replaced when it dies, hangs, or has worked long enough.

    Methods block and may be called from any thread; jobs are done one after another. `program`
    is the command to start, for tests of what an ill-behaved process does.
    """

    def __init__(self, limits: Limits | None = None, program: Sequence[str] = ()) -> None:
        self._limits = limits or Limits()
        self._program = tuple(program) or (
            *PROGRAM,
            str(self._limits.memory_bytes),
            str(self._limits.file_bytes),
        )
        self._turn = threading.Lock()
        self._closing = threading.Event()
        self._process: _Process | None = None

    def start(self) -> None:
        """Start the process, without waiting until it is ready, so that the first job finds it.

        `RenderError` where none can be started.
        """
        with self._turn:
            self._ensure()

    def layout(
        self,
        job: LayoutJob,
        cancelled: Callable[[], bool] | None = None,
        *,
        live: bool = False,
        written: bool = True,
    ) -> LaidOut:
        """Lay out a job; `live` asks for what single pages of it can be cut by, too.

        What is only measured need not be `written`: its `pdf` is empty then.
        `RenderError` for a template or document that cannot be laid out, `RenderLimitError` when
        it took too much time or memory, `WorkerDiedError` when the process crashed, and
        `CancelledError` within a second of `cancelled` saying so.
        """
        product = "live" if live else "pdf" if written else "measured"
        answer, data = self._ask_for(product, job, cancelled)
        problems = (*job.problems, *unpack_problems(answer["problems"]))
        layout = unpack_layout(answer["layout"])
        facts = unpack_facts(answer["facts"]) if answer["facts"] is not None else None
        return LaidOut(data[0], layout, job.expected, problems, bool(answer["was_wide"]), facts)

    def adopt(
        self, job: LayoutJob, facts: LiveFacts, cancelled: Callable[[], bool] | None = None
    ) -> str:
        """Keep a job that was laid out, to cut pages out of it; why that cannot be, or ""."""
        answer, _data = self._ask_for("adopted", job, cancelled, facts=pack_facts(facts))
        return str(answer["why"])

    def pages(
        self, changes: Sequence[Change], cancelled: Callable[[], bool] | None = None
    ) -> tuple[LivePage, ...] | None:
        """The pages that changes of the adopted job's context touch; none if that is not certain.

        None when no job is adopted, as after the process was replaced.
        """
        request = {"product": "pages", "changes": pack_changes(changes)}
        answer, data = self._ask(request, [], cancelled)
        if not answer["ready"]:
            return None
        return tuple(
            LivePage(one["number"], pdf, unpack_layout(one["layout"]))
            for one, pdf in zip(answer["pages"], data, strict=True)
        )

    def html(self, job: LayoutJob, cancelled: Callable[[], bool] | None = None) -> str:
        """The HTML of a job, rendered under the same limits; the same errors as `layout`."""
        _, data = self._ask_for("html", job, cancelled)
        return data[0].decode("utf-8")

    def flow(self, job: LayoutJob, cancelled: Callable[[], bool] | None = None) -> Flow:
        """A job's document as one flow without pages; the same errors as `layout`."""
        answer, data = self._ask_for("flow", job, cancelled)
        packed = json.loads(data[0])
        problems = (*job.problems, *unpack_problems(answer["problems"]))
        return Flow(
            pieces=unpack_pieces(packed["pieces"]),
            top=unpack_pieces(packed["top"]),
            bottom=unpack_pieces(packed["bottom"]),
            drawn=tuple(data[1:]),
            faces=frozenset(Face(*face) for face in packed["faces"]),
            problems=problems,
        )

    def close(self) -> None:
        """End the process; a job that is running ends in `CancelledError`."""
        self._closing.set()
        with self._turn:
            self._replace("the program closes it", start=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask_for(
        self,
        product: str,
        job: LayoutJob,
        cancelled: Callable[[], bool] | None,
        **more: Any,  # noqa: ANN401 — any JSON value
    ) -> _Answer:
        header, blobs = pack_job(job)
        return self._ask({"product": product, "job": header, **more}, blobs, cancelled)

    def _ask(
        self,
        request: Mapping[str, Any],
        blobs: Sequence[bytes],
        cancelled: Callable[[], bool] | None,
    ) -> _Answer:
        with self._turn:
            if self._closing.is_set():
                raise CancelledError(_("The program is closing; no more pages are made."))
            process = self._ensure()
            try:
                answer = self._exchange(process, request, blobs, cancelled)
            except (_DeadlineError, _GoneError) as error:
                ended = process.end(_WHY[type(error)])
                self._replace()
                raise self._error_for(error, ended) from error
            except CancelledError:
                if not self._stop_job(process):
                    self._replace("it did not stop a job that was cancelled")
                raise
            if self._is_worn(process, answer[0]):
                self._replace("it has worked long enough")
        return _checked(answer)

    def _exchange(
        self,
        process: _Process,
        request: Mapping[str, Any],
        blobs: Sequence[bytes],
        cancelled: Callable[[], bool] | None,
    ) -> _Answer:
        deadline = time.monotonic() + self._limits.wall_seconds

        def check() -> None:
            if self._closing.is_set() or (cancelled is not None and cancelled()):
                raise CancelledError(_("The layout was stopped."))
            if time.monotonic() > deadline:
                raise _DeadlineError

        process.await_ready(check)
        stream = BytesIO()
        allowed = {
            "cpu_seconds": self._limits.cpu_seconds,
            "language": spoken().language,  # of what it says of a fault
        }
        write_message(stream, {**request, **allowed}, blobs)
        # Python cannot let go of a stream while somebody still has a view of it.
        with stream.getbuffer() as message:
            process.send(message, check)
        return process.receive(check)

    def _stop_job(self, process: _Process) -> bool:
        """Ask the process to give its job up; False when it does not answer soon."""
        deadline = time.monotonic() + _CANCEL_SECONDS

        def check() -> None:
            if self._closing.is_set() or time.monotonic() > deadline:
                raise _DeadlineError

        return process.stop_job(check)

    def _is_worn(self, process: _Process, answer: dict[str, Any]) -> bool:
        return (
            answer.get("kind") == "memory"
            or process.jobs >= self._limits.jobs
            or int(answer.get("resident_bytes", 0)) > self._limits.resident_bytes
        )

    def _error_for(self, error: Exception, ended: int) -> RenderError:
        limits = self._limits
        if isinstance(error, _DeadlineError):
            return RenderLimitError(
                _(
                    "The layout took longer than {seconds} seconds and was stopped. Make the brief "
                    "shorter, or try another template.",
                    seconds=spoken().decimal(limits.wall_seconds),
                )
            )
        why = processes.ending_of(ended)
        if why is Ending.COMPUTED_TOO_LONG:
            return RenderLimitError(
                _(
                    "The layout computed for more than {seconds} seconds and was stopped. Make the "
                    "brief shorter, or try another template.",
                    seconds=limits.cpu_seconds,
                )
            )
        if why is Ending.OUT_OF_MEMORY:
            return _too_greedy()
        remedy = _scarce_memory() or _remedy_of(why)
        return WorkerDiedError(f"{_ended(why)} {_('The brief is not affected.')} {remedy}")

    def _ensure(self) -> _Process:
        if self._process is not None and not self._process.is_alive():
            self._replace("it was found dead", start=False)
        if self._process is None:
            try:
                self._process = _Process(self._program, self._limits)
            except OSError as error:  # no room for its folder, no process or file more, no program
                raise _unable(error) from error
        return self._process

    def _replace(self, why: str = "", *, start: bool = True) -> None:
        if self._process is not None:
            if why:
                self._process.end(why)
            self._process = None
        if start and not self._closing.is_set():
            with contextlib.suppress(RenderError):  # the next job tries again, and is told
                self._ensure()


def _scarce_memory() -> str:
    """What to do where the session that this program runs in allows little memory; "" elsewhere."""
    most = memory_of_session()
    if most is None or most >= Limits().memory_bytes:
        return ""
    return _(
        "This session may use {most} MiB of memory, and a layout may need {needed}: see ulimit -v.",
        most=most // _MEBIBYTE,
        needed=Limits().memory_bytes // _MEBIBYTE,
    )


def _ended(why: Ending) -> str:
    """What happened to a process; its code, which helps only whoever mends it, is in the log."""
    match why:
        case Ending.CRASHED:
            return _("A fault in the layout process ended it before the pages were made.")
        case Ending.KILLED:
            return _(
                "The system ended the layout process before the pages were made, as it does when "
                "memory runs short."
            )
        case _:
            return _("The layout process ended before the pages were made.")


def _remedy_of(why: Ending) -> str:
    match why:
        case Ending.CRASHED:
            return _(
                "Try again; if it happens again, make the brief or its pictures smaller, or try "
                "another form."
            )
        case Ending.KILLED:
            return _(
                "Close other programs and try again, or make the brief or its pictures smaller."
            )
        case _:
            return _("Try again, or try another template.")


def _too_greedy() -> RenderLimitError:
    told = _("The layout needs more memory than it is allowed and was stopped.")
    remedy = _("Make the brief or its pictures smaller, or try another form.")
    return RenderLimitError(f"{told} {_scarce_memory() or remedy}")


def _unable(why: object) -> RenderError:
    told = _("The layout process cannot start: {error}.", error=why)
    return RenderError(f"{told} {_scarce_memory()}".strip())


def _checked(answer: _Answer) -> _Answer:
    """The answer when it is a product; otherwise the error that it stands for."""
    header, data = answer
    kind = header.get("kind")
    if trace := header.get("trace"):
        _LOG.info("A layout failed inside:\n%s", trace)
    if (kind in {"pdf", "html"} and len(data) == 1) or (kind == "flow" and data):
        return header, data
    if kind == "adopted" or (kind == "pages" and len(data) == len(header["pages"])):
        return header, data
    message = str(header.get("message", ""))
    if kind == "memory":
        raise _too_greedy()
    if kind == "error":
        raise RenderError(message, unpack_problems(header["problems"]))
    if kind == "unable":
        raise _unable(message)
    raise InternalError(f'The layout process gave an answer of an unknown kind, "{kind}".')


class _Process:
    """A started process, its folder for scratch files, and how to end it."""

    def __init__(self, program: Sequence[str], limits: Limits) -> None:
        self.jobs = 0
        self._grace = limits.grace_seconds
        self._ready = False
        self._busy = False
        self._started = time.monotonic()
        self._folder = Path(tempfile.mkdtemp(prefix=SCRATCH_PREFIX))
        with contextlib.ExitStack() as undo:
            undo.callback(shutil.rmtree, self._folder, ignore_errors=True)
            self._errors = undo.enter_context(tempfile.TemporaryFile(dir=self._folder))
            self._child = processes.start(
                program,
                self._folder,
                errors=self._errors.fileno(),
                memory_bytes=limits.memory_bytes,
            )
            undo.pop_all()  # `end` does it
        self._reader = MessageReader()
        _LOG.info("Layout process %d started", self.pid)

    @property
    def pid(self) -> int:
        return self._child.pid

    def is_alive(self) -> bool:
        return self._child.is_alive()

    def await_ready(self, check: Callable[[], None]) -> None:
        if not self._ready:
            header, _ = self.receive(check)
            if header.get("kind") != "ready":
                _checked((header, []))
            self._ready = True
            seconds = time.monotonic() - self._started
            _LOG.info("Layout process %d ready %.2f s after its start", self.pid, seconds)

    def send(self, data: memoryview, check: Callable[[], None]) -> None:
        self.jobs += 1
        self._busy = True
        try:
            self._child.pipes.write(data, check)
        except OSError as error:
            raise _GoneError from error

    def receive(self, check: Callable[[], None]) -> _Answer:
        while True:
            try:
                message = self._reader.take()
            except BrokenPipeMessageError as error:
                raise _GoneError from error
            if message is not None:
                self._busy = False
                return message
            part = self._child.pipes.read(check)
            if not part:
                raise _GoneError
            self._reader.feed(part)

    def stop_job(self, check: Callable[[], None]) -> bool:
        """Wait for the end of a job that was cancelled; False when it does not come in time."""
        if not self._ready:
            return True  # still starting: it has no job yet
        if not self._busy:
            return True
        try:
            self._child.ask_to_stop()
            self.receive(check)
        except (_DeadlineError, _GoneError, OSError):
            return False
        return True

    def end(self, why: str) -> int:
        """End the process and all that it started, and take its folder away; its exit code."""
        code = self._child.end(self._grace)
        _LOG.info("Layout process %d ended after %d jobs: %s", self.pid, self.jobs, why)
        said = self._last_words()
        if said:
            _LOG.info("Layout process %d said, with code %d:\n%s", self.pid, code, said)
        shutil.rmtree(self._folder, ignore_errors=True)
        return code

    def _last_words(self) -> str:
        """The places in the code that the process named on its standard error."""
        if self._errors.closed:
            return ""
        with self._errors:
            size = self._errors.seek(0, 2)
            self._errors.seek(max(0, size - _ERRORS_READ))
            return only_traces(self._errors.read().decode("utf-8", "replace"))
