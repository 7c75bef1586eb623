"""The layout process: takes jobs from standard input, one at a time, and answers each.

Started by `briefbuilder.render.worker` with `python -I` and an empty environment. It sets its own
limits before it imports anything large, and then gives up what it does not need: it opens no
connection, starts no program, and opens no file outside the program and its own folder.
"""

from __future__ import annotations

import faulthandler
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from briefbuilder.language.interface import _, speak
from briefbuilder.platform.limits import allow_seconds, lacks_memory, limit_this_process
from briefbuilder.platform.processes import StopSign, end_with_parent, stop_sign

SCRATCH_PREFIX = "briefbuilder-layout-"
_REFUSED_EVENTS = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "pty.spawn",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendmsg",
        "socket.sendto",
        "subprocess.Popen",
        "urllib.Request",
    }
)


class JobCancelledError(Exception):
    """The other side no longer wants the answer."""


class _Cancellation:
    """The program's sign that it wants no answer, looked at between the steps of a layout."""

    def __init__(self, sign: StopSign) -> None:
        self._sign = sign

    def reset(self) -> None:
        self._sign.take_down()

    def check(self) -> None:
        if self._sign.is_up():
            raise JobCancelledError


def _own_folder() -> Path:
    return Path(os.environ.get("TMPDIR", ""))


def _clear_up() -> None:
    """Take the scratch folder away, when whoever made it may no longer be there to do so."""
    folder = _own_folder()
    if folder.name.startswith(SCRATCH_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def give_up_rights() -> None:
    """Refuse from here on what no layout needs; a hook of this kind cannot be taken away again."""
    own = Path(__file__).resolve().parents[1]
    roots = tuple(
        os.path.normcase(f"{Path(root).resolve()}{os.sep}")
        for root in (sys.prefix, sys.base_prefix, str(own), tempfile.gettempdir(), "/proc/self")
    )

    def judge(event: str, args: tuple[Any, ...]) -> None:
        if event in _REFUSED_EVENTS:
            raise PermissionError(_("The layout process may not do this: {event}.", event=event))
        if event == "open" and isinstance(args[0], str | bytes):
            path = os.path.realpath(os.fsdecode(args[0]))
            if not os.path.normcase(f"{path}{os.sep}").startswith(roots):
                raise PermissionError(_("The layout process may not open this file."))

    sys.addaudithook(judge)


def _own_stream() -> BinaryIO:
    """Standard output for the answers alone: whatever else prints goes nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(kept, "wb")


def main(arguments: Sequence[str]) -> int:
    """Serve jobs until standard input ends. Arguments: bytes of memory, bytes of a file."""
    faulthandler.enable()  # a crash says where, and the program puts that into its log
    limit_this_process(*(int(argument) for argument in arguments))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cancellation = _Cancellation(stop_sign(_own_folder()))
    end_with_parent(_clear_up)
    answers = _own_stream()

    # Large imports come after the limits.
    from briefbuilder.render.wire import (  # noqa: PLC0415
        BrokenPipeMessageError,
        read_message,
        write_message,
    )

    try:
        from briefbuilder.render.serving import Server  # noqa: PLC0415
    except (ImportError, OSError, MemoryError, SystemError) as error:
        if lacks_memory(error):
            write_message(answers, {"kind": "memory"})
        else:
            write_message(answers, {"kind": "unable", "message": str(error)})
        return 1
    server = Server(cancellation.check, JobCancelledError)
    give_up_rights()
    write_message(answers, {"kind": "ready"})
    while True:
        try:
            header, blobs = read_message(sys.stdin.buffer)
        except BrokenPipeMessageError:
            return 0
        cancellation.reset()
        speak(str(header["language"]))
        allow_seconds(int(header["cpu_seconds"]))
        answer, data = server.serve(header, blobs)
        write_message(answers, answer, data)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:
        sys.exit(0)  # nobody is there to take the answer
    finally:
        _clear_up()
