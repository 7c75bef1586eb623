"""Child processes on POSIX and macOS. What is promised stands in `processes`."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from briefbuilder.platform.pipes import Pipes
from briefbuilder.platform.posix_pipes import WaitingPipes

_PARENT_CHECK_SECONDS = 2.0
_KEPT = ("DYLD_FALLBACK_LIBRARY_PATH",)  # by which macOS finds Pango where Homebrew puts it


class _PosixChild:
    """See `processes.Child`."""

    def __init__(self, popen: subprocess.Popen[bytes], pipes: Pipes) -> None:
        self._popen = popen
        self.pipes = pipes

    @property
    def pid(self) -> int:
        """See `processes.Child.pid`."""
        return self._popen.pid

    def is_alive(self) -> bool:
        """See `processes.Child.is_alive`."""
        return self._popen.poll() is None

    def ask_to_stop(self) -> None:
        """See `processes.Child.ask_to_stop`."""
        self._popen.send_signal(signal.SIGUSR1)

    def end(self, grace_seconds: float) -> int:
        """See `processes.Child.end`."""
        self.pipes.hang_up()
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if self._popen.poll() is None:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._popen.pid, sign)
            try:
                self._popen.wait(grace_seconds)
                break
            except subprocess.TimeoutExpired:
                continue
        code = self._popen.wait()
        self.pipes.close()
        return code


def start(
    program: Sequence[str],
    folder: Path,
    errors: int,
    memory_bytes: int,  # noqa: ARG001 — the child limits itself
) -> _PosixChild:
    """See `processes.start`."""
    popen = subprocess.Popen(  # noqa: S603 — our own interpreter and module
        program,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        bufsize=0,
        cwd=folder,
        env={
            "TMPDIR": str(folder),
            **{name: os.environ[name] for name in _KEPT if name in os.environ},
        },
        start_new_session=True,
    )
    assert popen.stdin is not None  # noqa: S101 — for the types; PIPE was asked for
    assert popen.stdout is not None  # noqa: S101
    return _PosixChild(popen, WaitingPipes(popen.stdin, popen.stdout))


class _SignalledStop:
    """See `processes.StopSign`."""

    def __init__(self) -> None:
        self._is_up = False
        signal.signal(signal.SIGUSR1, self._put_up)

    def _put_up(self, _number: int, _frame: FrameType | None) -> None:
        self._is_up = True

    def is_up(self) -> bool:
        """See `processes.StopSign.is_up`."""
        return self._is_up

    def take_down(self) -> None:
        """See `processes.StopSign.take_down`."""
        self._is_up = False


def stop_sign(folder: Path) -> _SignalledStop:  # noqa: ARG001 — a signal needs none
    """See `processes.stop_sign`."""
    return _SignalledStop()


def end_with_parent(clear_up: Callable[[], None]) -> None:
    """See `processes.end_with_parent`."""
    parent = os.getppid()

    def look(_number: int, _frame: FrameType | None) -> None:
        if os.getppid() != parent:
            clear_up()
            os._exit(0)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _PARENT_CHECK_SECONDS, _PARENT_CHECK_SECONDS)
