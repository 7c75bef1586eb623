"""The program's own log, and what a crash leaves behind, in the user's state folder.

A log is sent to strangers, so it holds nothing that a person wrote: no word of a brief or an item,
no title, no name, no file name. Our own lines are written so (`tests/unit/storage/test_logs.py`
puts secret words everywhere); errors are told by their kind and their places in the code
(`traces`), and of what a library says only that it said something.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from briefbuilder.errors import BriefbuilderError
from briefbuilder.storage.atomic import PRIVATE, make_folder
from briefbuilder.storage.safe_read import read_bytes_safely
from briefbuilder.traces import only_traces, short_path, trace_of

LOG_BYTES = 512 * 1024
LOG_NAME, CRASH_NAME = "briefbuilder.log", "crash.log"
OWNER_ONLY = 0o600
_OURS = "briefbuilder"
_LINE = "%(asctime)s.%(msecs)03dZ %(levelname)s %(process)d %(name)s: %(message)s"
_LOG = logging.getLogger(__name__)


def keep_log(folder: Path) -> Callable[[], None]:
    """Write what the program does, and the stack of a crash, to small files in `folder`.

    The log has at most twice `LOG_BYTES`, in UTC, and only its owner may read it. A folder that
    cannot be written to is no reason not to start: then nothing is kept. What is returned ends it.
    """
    kept = ExitStack()
    try:
        make_folder(folder, mode=PRIVATE)
        handler = _OwnersFile(
            folder / LOG_NAME, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8"
        )
    except (OSError, BriefbuilderError):
        return kept.close
    kept.callback(handler.close)
    kept.callback(logging.getLogger().removeHandler, handler)
    _add(handler, logging.INFO)
    _tell_of_crash(folder / CRASH_NAME, kept)
    return kept.close


@contextmanager
def told_on(stream: TextIO) -> Iterator[None]:
    """Write all that the program does to a stream as well, as `--debug` asks."""
    handler = logging.StreamHandler(stream)
    _add(handler, logging.DEBUG)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)


def at_home(path: Path) -> str:
    """A path for a log: the home folder, whose name is mostly a person's, is "~"."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


class _Wordless(logging.Formatter):
    """Lays out a line in UTC, without the words of others."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__(_LINE, "%Y-%m-%dT%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record; of a library's only where it came from."""
        if record.name.partition(".")[0] != _OURS:
            place = f"{short_path(record.pathname)}:{record.lineno}"
            record = logging.LogRecord(
                record.name, record.levelno, "", 0, f"(said something at {place})", (), None
            )
        # What another formatter has laid out of the error is not ours to repeat.
        record.exc_text = None
        laid_out = super().format(record)
        record.exc_text = None
        return laid_out

    def formatException(self, ei: object) -> str:  # noqa: N802 — logging's name
        """The kinds and places of an error."""
        error = ei[1] if isinstance(ei, tuple) else None
        return trace_of(error) if isinstance(error, BaseException) else ""


class _OwnersFile(RotatingFileHandler):
    """A log that others on the machine may not read."""

    def _open(self) -> TextIOWrapper:
        return open(
            self.baseFilename, "a", encoding="utf-8", opener=partial(os.open, mode=OWNER_ONLY)
        )


def _add(handler: logging.Handler, level: int) -> None:
    handler.setFormatter(_Wordless())
    handler.setLevel(level)
    logging.getLogger().addHandler(handler)
    ours = logging.getLogger(_OURS)
    ours.setLevel(min(level, ours.level or level))


def _tell_of_crash(path: Path, kept: ExitStack) -> None:
    """Put where the last run crashed into the log, and be ready to say so of this one."""
    try:
        said = read_bytes_safely(path, limit=LOG_BYTES).decode("utf-8", "replace")
    except BriefbuilderError:
        said = ""
    if places := only_traces(said):
        _LOG.info("An earlier run has crashed:\n%s", places)
    opener = partial(os.open, mode=OWNER_ONLY)
    try:
        file = kept.enter_context(open(path, "w", encoding="utf-8", opener=opener))  # noqa: SIM115
    except OSError:
        return
    kept.callback(faulthandler.disable)
    faulthandler.enable(file)
