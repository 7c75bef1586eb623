"""The library that a command works with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.invocation import Invocation
from briefbuilder.errors import Severity
from briefbuilder.language.interface import n_


@contextmanager
def opened_library(task: Invocation, *, warn: bool = True) -> Iterator[Workspace]:
    """The open library and templates; with `warn`, says how much of it could not be read."""
    workspace = Workspace.open(task.surroundings)
    try:
        if warn:
            _warn_of_unreadable(workspace, task)
        yield workspace
    finally:
        workspace.close()


def _warn_of_unreadable(workspace: Workspace, task: Invocation) -> None:
    errors = [p for p in workspace.library.problems if p.severity is Severity.ERROR]
    files = {problem.place.file for problem in errors}
    if files:
        task.console.complain(
            n_(
                "What cannot be read in {number} file of the library is left out. See "
                "briefbuilder library check.",
                "What cannot be read in {number} files of the library is left out. See "
                "briefbuilder library check.",
                len(files),
            ),
            task.library_folder,
        )
