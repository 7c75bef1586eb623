"""Run one command line: parse it, do what it says, present what goes wrong."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefbuilder.app.own_language import OwnLanguage
from briefbuilder.cli.console import Console, ResultLostError
from briefbuilder.cli.language_option import with_language_first
from briefbuilder.cli.parser import make_parser
from briefbuilder.cli.presenting import (
    FAILED,
    READER_GONE,
    STOPPED,
    WRONG_USAGE,
    UsageError,
    present,
    present_fault,
)
from briefbuilder.errors import BriefbuilderError
from briefbuilder.language.interface import _, speak
from briefbuilder.platform.limits import lacks_memory
from briefbuilder.platform.streams import encoding_of_output
from briefbuilder.storage.looking import is_file, is_folder

if TYPE_CHECKING:
    from briefbuilder.app.surroundings import Surroundings

OpenWindow = Callable[[Path | None, Path | None], int]
"""Open the window on a brief and a library, or on none; returns the exit code."""


def main(
    arguments: Sequence[str],
    *,
    open_window: OpenWindow,
    surroundings: Surroundings | None = None,
) -> int:
    """Run the command in `arguments` and return its exit code; nothing is raised.

    `surroundings` takes the place of this machine's clock, user and folders.
    """
    _open_what_is_closed()
    _print_what_can_be_printed()
    console = Console(sys.stdout, sys.stderr)
    try:
        code = _code_of(arguments, console, open_window, surroundings)
        console.finish()
    except ResultLostError as error:
        _forget_standard_output()
        saved = _("What the command was to save is saved.")
        console.complain(f"{error} {saved}", "briefbuilder")
        return FAILED
    except KeyboardInterrupt:
        console.complain(_("Stopped."), "briefbuilder")
        return STOPPED
    except ImportError as error:
        console.complain(
            _(
                "A part of the program could not be loaded ({error}). Install it again; or, where "
                "there is not enough memory: Close other programs, or let the session use more "
                "(ulimit -v). What was saved is saved.",
                error=error,
            ),
            "briefbuilder",
        )
        return FAILED
    except BrokenPipeError:
        _forget_standard_output()
        return READER_GONE
    except Exception as error:  # noqa: BLE001 - the outermost presenter: nothing gets past it
        if not lacks_memory(error):
            return present_fault(error, console, debug="--debug" in arguments)
        console.complain(
            _(
                "There is not enough memory for this. Close other programs, or let the session use "
                "more (ulimit -v). What was saved is saved."
            ),
            "briefbuilder",
        )
        return FAILED
    return code


def _code_of(
    arguments: Sequence[str],
    console: Console,
    open_window: OpenWindow,
    surroundings: Surroundings | None,
) -> int:
    try:
        tag, arguments = with_language_first(arguments)
        own = surroundings.language if surroundings else OwnLanguage.of_this_machine()
        speak(replace(own, for_run=tag).choice().language)
        return _run(make_parser().parse_args(arguments), console, open_window, surroundings)
    except SystemExit as ended:  # argparse has printed its help or its complaint
        return ended.code if isinstance(ended.code, int) else WRONG_USAGE


def _run(
    args: argparse.Namespace,
    console: Console,
    open_window: OpenWindow,
    surroundings: Surroundings | None,
) -> int:
    if args.debug:
        # Logging costs time that only this asks for.
        from briefbuilder.app.versions import log_start  # noqa: PLC0415
        from briefbuilder.storage.logs import told_on  # noqa: PLC0415

        with told_on(sys.stderr):
            log_start()
            return _run_told(args, console, open_window, surroundings)
    return _run_told(args, console, open_window, surroundings)


def _run_told(
    args: argparse.Namespace,
    console: Console,
    open_window: OpenWindow,
    surroundings: Surroundings | None,
) -> int:
    try:
        if args.command in {None, "open"}:
            return _open(args, open_window)
        # The window starts by way of this module, and needs neither the time nor the libraries.
        from briefbuilder.cli.dispatch import run_command  # noqa: PLC0415

        return run_command(args, console, surroundings)
    except BriefbuilderError as error:
        return present(error, console, _subject(args))


def _open(args: argparse.Namespace, open_window: OpenWindow) -> int:
    file, library = (args.file, args.library) if args.command else (None, None)
    if file is not None and not is_file(file):
        raise UsageError(_("There is no such file."), file)
    if library is not None and not is_folder(library):
        raise UsageError(_("There is no such folder."), library)
    try:
        return open_window(file, library)
    except ImportError as error:
        raise BriefbuilderError(
            _(
                "The window cannot be opened on this machine ({error}). "
                "All other commands work without it: see briefbuilder --help.",
                error=error,
            )
        ) from error


def _subject(args: argparse.Namespace) -> str:
    """What the command is about: the place of an error that names none."""
    files: Sequence[Path] = getattr(args, "files", ())
    alone = files[0] if len(files) == 1 else None
    file = getattr(args, "file", None) or alone or getattr(args, "out", None)
    words = ("briefbuilder", args.command, getattr(args, "action", None))
    return str(file) if file else " ".join(word for word in words if word)


def _open_what_is_closed() -> None:
    """Put something in the place of a standard stream that is closed.

    Else the first file that is opened would take its number, and what is printed would go there.
    Standard output is opened for reading alone, so that no result is lost in silence.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            way = os.O_RDONLY if number == 1 else os.O_RDWR
            os.open(os.devnull, way)  # the lowest number that is free, so this one
            os.set_inheritable(number, True)  # noqa: FBT003 — it has no name
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", closefd=False))


def _print_what_can_be_printed() -> None:
    """Let a character that the terminal's encoding lacks be shown as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = encoding_of_output(is_console=stream.isatty())
            stream.reconfigure(encoding=encoding, errors="replace")


def _forget_standard_output() -> None:
    """Point standard output nowhere, so that flushing it at exit fails no more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
