"""Several exports at once: each goes through a corridor of its own, two of them side by side.

Two, because a layout process may take two gibibytes; and where one lane counts what came out, the
other lays pages out. See `docs/adr/0014-export-is-a-corridor.md`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from queue import SimpleQueue

from briefbuilder.app.early_start import start_early
from briefbuilder.app.exporting import ExportOrder, ExportReceipt, export, run
from briefbuilder.app.progress import Progress
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.errors import BriefbuilderError
from briefbuilder.render.worker import LayoutWorker

_MOST_LANES = 2


@dataclass(frozen=True, slots=True)
class WrittenCopy:
    """A copy that was written; `not_remembered` is why its brief's file does not say so."""

    receipt: ExportReceipt
    not_remembered: BriefbuilderError | None = None


Outcome = WrittenCopy | BriefbuilderError
"""How one export ended: what was written, or why nothing was."""


def export_and_remember(
    session: BriefSession,
    workspace: Workspace,
    worker: LayoutWorker,
    order: ExportOrder,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> WrittenCopy:
    """Export a brief; its file remembers which draft has left, unless it says so already.

    A file that cannot be written, or that somebody else has written since, stays as it is: the
    copy was made all the same. A PDF that carries the brief is never written. Raises what `export`
    raises.
    """
    receipt = run(export(session.brief, workspace, worker, order), on_progress, cancelled)
    job = session.record_draft(receipt.drafted)
    if job is None:
        return WrittenCopy(receipt)
    try:
        session.finish_save(job, job.write())
    except BriefbuilderError as error:
        return WrittenCopy(receipt, error)
    return WrittenCopy(receipt)


def export_many(
    asked: Sequence[tuple[BriefSession, ExportOrder]],
    workspace: Workspace,
    *,
    make_worker: Callable[[], LayoutWorker] = LayoutWorker,
    lanes: int | None = None,
) -> Generator[Outcome, None, None]:
    """Export each brief; the outcomes come in the order of what was asked, as they are there.

    One that fails stops no other. Whoever stops asking stops the work: what is being laid out is
    given up, what is being written is finished, and when that has ended no process is left.
    """
    count = min(lanes or _lanes_of_this_machine(), len(asked))
    stopping = threading.Event()
    idle: SimpleQueue[LayoutWorker] = SimpleQueue()

    def end(session: BriefSession, order: ExportOrder) -> Outcome:
        worker = idle.get()  # there is one for each thread
        try:
            return export_and_remember(session, workspace, worker, order, cancelled=stopping.is_set)
        except BriefbuilderError as error:
            return error
        finally:
            idle.put(worker)

    with ExitStack() as started:
        workers = [started.enter_context(make_worker()) for _ in range(count)]
        for worker in workers:
            start_early(worker)
            idle.put(worker)
        pool = ThreadPoolExecutor(max(count, 1), thread_name_prefix="export")
        try:
            for future in [pool.submit(end, *one) for one in asked]:
                yield future.result()
        finally:
            stopping.set()
            for worker in workers:
                worker.close()  # what it lays out ends at once, for nobody waits for it
            pool.shutdown(cancel_futures=True)


def _lanes_of_this_machine() -> int:
    return min(_MOST_LANES, os.cpu_count() or 1)
