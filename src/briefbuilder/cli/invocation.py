"""One command at work: its arguments, its console, and the world around it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from briefbuilder.app.carried import brief_in, is_pdf
from briefbuilder.app.opening import open_session
from briefbuilder.app.session import BriefSession
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.console import Console
from briefbuilder.cli.presenting import UsageError
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _, n_
from briefbuilder.storage.looking import is_folder, is_there


class Invocation:
    """What every command is handed."""

    def __init__(
        self, args: argparse.Namespace, console: Console, surroundings: Surroundings | None
    ) -> None:
        self.args = args
        self.console = console
        self.surroundings = _with_folders(
            _in_language(surroundings or Surroundings.of_this_machine(), args.language),
            library=getattr(args, "library", None),
            templates=tuple(getattr(args, "templates", ())),
        )

    @property
    def library_folder(self) -> str:
        """The library's folder, as people read it."""
        return str(self.surroundings.folders.library)

    @contextmanager
    def workspace(self, *, warn: bool = True) -> Iterator[Workspace]:
        """The open library and templates; with `warn`, says how much of it could not be read."""
        workspace = Workspace.open(self.surroundings)
        try:
            if warn:
                self._warn_of_unreadable(workspace)
            yield workspace
        finally:
            workspace.close()

    def brief(self, path: Path) -> Brief:
        """The brief in a file or a record copy, to be read only; no library is needed."""
        return self.reading(path).brief

    def reading(self, path: Path) -> BriefSession:
        """The brief in a file, as it was read; one that a PDF carries has no file of its own."""
        require_file(path)
        if is_pdf(path):
            return BriefSession(brief_in(path), surroundings=self.surroundings)
        return BriefSession.open(path, surroundings=self.surroundings)

    def session(self, path: Path, workspace: Workspace) -> BriefSession:
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

    def _warn_of_unreadable(self, workspace: Workspace) -> None:
        errors = [p for p in workspace.library.problems if p.severity is Severity.ERROR]
        files = {problem.place.file for problem in errors}
        if files:
            self.console.complain(
                n_(
                    "What cannot be read in {number} file of the library is left out. See "
                    "briefbuilder library check.",
                    "What cannot be read in {number} files of the library is left out. See "
                    "briefbuilder library check.",
                    len(files),
                ),
                self.library_folder,
            )


def require_file(path: Path) -> None:
    """Refuse what is not there, and folders."""
    if is_folder(path):
        raise UsageError(_("This is a folder, and a file is asked for."), path)
    if not is_there(path):
        raise UsageError(_("There is no such file."), path)


def require_folder(path: Path) -> None:
    """Refuse what is not there, and files."""
    if not is_folder(path):
        raise UsageError(_("There is no such folder."), path)


def _in_language(surroundings: Surroundings, tag: str) -> Surroundings:
    """With what was said of the language for this run."""
    return replace(surroundings, language=replace(surroundings.language, for_run=tag))


def _with_folders(
    surroundings: Surroundings, *, library: Path | None, templates: tuple[Path, ...]
) -> Surroundings:
    for folder in (library, *templates):
        if folder is not None:
            require_folder(folder)
    folders = surroundings.folders
    return replace(
        surroundings,
        folders=replace(
            folders,
            library=library or folders.library,
            templates=(*templates, *folders.templates),
        ),
    )
