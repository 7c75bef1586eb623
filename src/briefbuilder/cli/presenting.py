"""Errors as a terminal shows them: `place: sentence` on standard error, and an exit code.

0 done, 1 findings or problems of severity error, 2 wrong usage. A command that was stopped ends
as the shell expects: 130 by Ctrl+C, 141 by a reader that went away.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from briefbuilder.cli.console import Console
from briefbuilder.errors import (
    BriefbuilderError,
    InvalidFileError,
    UnknownVersionError,
    UserInputError,
)
from briefbuilder.language.interface import _

DONE, FAILED, WRONG_USAGE = 0, 1, 2
STOPPED, READER_GONE = 130, 141


class UsageError(UserInputError):
    """The command line itself is at fault; `place` is the part of it that is."""

    def __init__(self, sentence: str, place: Path | str) -> None:
        super().__init__(sentence)
        self.place = str(place)


def present(error: BriefbuilderError, console: Console, subject: str) -> int:
    """Say what is wrong, with `subject` for its place when it names none; return the exit code."""
    listed = "\n".join(str(problem) for problem in error.problems)
    if error.message != listed:
        place = error.place if isinstance(error, UsageError) else subject
        console.complain(error.message, place)
    for problem in error.problems:
        console.complain_of(problem, subject)
    return WRONG_USAGE if _is_wrong_usage(error) else FAILED


def _is_wrong_usage(error: BriefbuilderError) -> bool:
    """Whether another command line would help; a faulty file has to be mended instead."""
    is_file = isinstance(error, (InvalidFileError, UnknownVersionError))
    return isinstance(error, UserInputError) and not is_file


def present_fault(error: Exception, console: Console, *, debug: bool) -> int:
    """Own up to a fault of the program; with `--debug` show where it is."""
    console.complain(
        _(
            "This is a fault of the program, not of yours ({kind}: {error}). Nothing that was "
            "saved is lost. Please report it with what briefbuilder --debug shows.",
            kind=type(error).__name__,
            error=error,
        ),
        "briefbuilder",
    )
    if debug:
        console.complain("".join(traceback.format_exception(error)))
    return FAILED
