"""Child processes on Windows. What is promised, and what cannot be, stands in `processes`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from briefbuilder.platform.pipes import Pipes
from briefbuilder.platform.threaded_pipes import ThreadedPipes
from briefbuilder.platform.windows_job import Job, system_library

_STOP = "stop"
# Without these no program starts there, and Pango's libraries are not found.
_KEPT = ("SYSTEMROOT", "WINDIR", "PATH", "PATHEXT", "WEASYPRINT_DLL_DIRECTORIES")
_SCRATCH = ("TMPDIR", "TEMP", "TMP")
# A group of its own, so that Ctrl+C in the program's console is not the child's; and no window.
_FLAGS = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(
    subprocess, "CREATE_NO_WINDOW", 0
)


class _WindowsChild:
    """See `processes.Child`."""

    def __init__(
        self, popen: subprocess.Popen[bytes], pipes: Pipes, folder: Path, job: Job
    ) -> None:
        self._popen = popen
        self.pipes = pipes
        self._folder = folder
        self._job = job

    @property
    def pid(self) -> int:
        """See `processes.Child.pid`."""
        return self._popen.pid

    def is_alive(self) -> bool:
        """See `processes.Child.is_alive`."""
        return self._popen.poll() is None

    def ask_to_stop(self) -> None:
        """See `processes.Child.ask_to_stop`."""
        (self._folder / _STOP).touch()

    def end(self, grace_seconds: float) -> int:
        """See `processes.Child.end`."""
        self.pipes.hang_up()
        # Whoever is ending by itself may say why.
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(min(grace_seconds, 0.2))
        self._job.close()
        if self._popen.poll() is None:
            self._popen.kill()
        code = self._popen.wait()
        self.pipes.close()
        return code


def start(program: Sequence[str], folder: Path, errors: int, memory_bytes: int) -> _WindowsChild:
    """See `processes.start`."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    popen = subprocess.Popen(  # noqa: S603 — our own interpreter and module
        program,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        bufsize=0,
        cwd=folder,
        env={**kept, **dict.fromkeys(_SCRATCH, str(folder))},
        creationflags=_FLAGS,
    )
    assert popen.stdin is not None  # noqa: S101 — for the types; PIPE was asked for
    assert popen.stdout is not None  # noqa: S101
    job = Job(int(getattr(popen, "_handle", 0)), memory_bytes, system_library())
    return _WindowsChild(popen, ThreadedPipes(popen.stdin, popen.stdout), folder, job)


class _StopFile:
    """See `processes.StopSign`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _STOP

    def is_up(self) -> bool:
        """See `processes.StopSign.is_up`."""
        return self._file.exists()

    def take_down(self) -> None:
        """See `processes.StopSign.take_down`."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def stop_sign(folder: Path) -> _StopFile:
    """See `processes.stop_sign`."""
    return _StopFile(folder)


def end_with_parent(clear_up: Callable[[], None]) -> None:
    """See `processes.end_with_parent`."""
