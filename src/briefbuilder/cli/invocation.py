"""One command at work: its arguments, its console, and the world around it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from briefbuilder.app.surroundings import Surroundings
from briefbuilder.cli.console import Console
from briefbuilder.cli.presenting import UsageError
from briefbuilder.language.interface import _
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
