"""Where commands write: results to standard output, everything else to standard error."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_STYLES = {"bold": "1", "faint": "2", "red": "31", "green": "32", "yellow": "33"}


class ResultLostError(Exception):
    """Standard output took no more: its disk is full, or it failed. `str` says so."""


@contextmanager
def _named_loss() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # a reader who has seen enough
        raise
    except OSError as error:
        if error.errno == errno.EBADF:
            said = _("The result could not be written to standard output: it is closed.")
        else:
            said = _(
                "The result could not be written to standard output: {reason}.",
                reason=error.strerror or error,
            )
        raise ResultLostError(said) from error


class Console:
    """Two streams, with styles where somebody is looking.

    What is printed may come from a file that somebody else wrote, so control characters are
    shown and never sent to the terminal.
    """

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err
        self._has_styles = out.isatty() and "NO_COLOR" not in os.environ
        self._is_watched = err.isatty()
        encoding = (out.encoding or "utf-8").casefold().replace("-", "").replace("_", "")
        self._takes_all = encoding.startswith("utf")

    def say(self, text: str = "", *, style: str = "") -> None:
        """Print a line, or several, of the result."""
        self._show(self.styled(_safe(text), style))

    def say_runs(self, runs: Iterable[tuple[str, str]], *, indent: str = "") -> None:
        """Print one line of pieces of text, each with its style."""
        line = "".join(self.styled(_safe(text), style) for text, style in runs)
        self._show(indent + line.replace("\n", f"\n{indent}"))

    def say_json(self, data: object) -> None:
        """Print the result for a program to read."""
        # A question mark in the place of a letter would be another result.
        self._show(json.dumps(data, ensure_ascii=not self._takes_all, indent=2))

    def note(self, text: str) -> None:
        """Say something beside the result, on standard error."""
        self._tell(_safe(text))

    def complain(self, sentence: str, place: Place | str = "") -> None:
        """Say on standard error what is wrong, as `place: sentence`."""
        where = str(place)
        self._tell(_safe(f"{where}: {sentence}" if where else sentence))

    def complain_of(self, problem: Problem, subject: str) -> None:
        """Say what is wrong, and what to do; `subject` is the file where the place names none."""
        self.complain(str(problem), "" if problem.place.file else subject)

    def note_progress(self, sentence: str) -> None:
        """Say on standard error how far the work is, if somebody is looking."""
        if self._is_watched:
            self._tell(f"{sentence} …")

    def finish(self) -> None:
        """See to it that the result has left; `ResultLostError` when it could not."""
        with _named_loss():
            self._out.flush()

    def _show(self, text: str) -> None:
        with _named_loss():
            print(text, file=self._out)

    def _tell(self, text: str) -> None:
        # Where nothing can be told there is nobody to tell that to.
        with suppress(OSError):
            print(text, file=self._err)

    def styled(self, text: str, style: str) -> str:
        """`text` in a style, where the terminal shows styles."""
        if not style or not self._has_styles:
            return text
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def _safe(text: str) -> str:
    visible = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", visible)
