"""The brief that a command works on."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.app.any_brief import brief_in
from briefbuilder.app.opening import open_session
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.invocation import Invocation, require_file
from briefbuilder.cli.presenting import UsageError
from briefbuilder.language.interface import _
from briefbuilder.storage.other_files import is_pdf


def reading(task: Invocation, path: Path) -> BriefSession:
    """The brief in a file, as it was read; one that a PDF carries has no file of its own."""
    require_file(path)
    if is_pdf(path):
        return BriefSession(brief_in(path), surroundings=task.surroundings)
    return BriefSession.open(path, surroundings=task.surroundings)


def session(path: Path, workspace: Workspace) -> BriefSession:
    """The brief in a file, to be changed and saved."""
    require_file(path)
    if is_pdf(path):
        raise UsageError(
            _(
                "This is a PDF, which is never changed. Open it in the window, and save the "
                "brief that it carries under a name of its own."
            ),
            path,
        )
    return open_session(path, workspace)
