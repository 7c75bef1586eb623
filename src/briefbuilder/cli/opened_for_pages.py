"""The library and the layout process that a command works with when it makes pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefbuilder.app.early_start import start_early
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.render.worker import LayoutWorker


@contextmanager
def opened_for_pages(
    task: Invocation, *, is_sure: bool = True
) -> Iterator[tuple[Workspace, LayoutWorker]]:
    """Both, open; with `is_sure` that pages are made, the process starts while files are read."""
    with LayoutWorker() as worker:
        if is_sure:
            start_early(worker)
        with opened_library(task) as workspace:
            yield workspace, worker
