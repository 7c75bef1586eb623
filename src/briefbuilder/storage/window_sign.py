"""By which windows tell one another's unsaved work from that of a window that has ended.

Each open window holds a lock on a small file of its own, which a crash or a kill lets go. Work that
is put aside bears the window's token in its name. A home folder may be shared by several machines,
whose locks cannot always be seen from another: what was made elsewhere counts as left behind only
after a day.
"""

from __future__ import annotations

import secrets
import threading
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from briefbuilder.storage.atomic import PRIVATE, make_folder, write_failed
from briefbuilder.storage.looking import is_file_in_sight

A_DAY = 86_400.0
_DIGITS = 6


class WindowSign:
    """The sign of life of one window. It is shown once there is something to be put aside.

    `machine` is the name of this computer.
    """

    def __init__(self, folder: Path, machine: str = "") -> None:
        self._folder = folder
        self._machine = sha256(machine.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
        self.token = self._machine + secrets.token_hex(_DIGITS // 2)
        self._lock = FileLock(self._file(self.token), timeout=0, thread_local=False)
        self._guard = threading.Lock()

    def show(self) -> None:
        """Say that this window is open, if that was not said before; raises `WriteFailedError`."""
        with self._guard:
            try:
                make_folder(self._folder, mode=PRIVATE)
                if not self._lock.is_locked:
                    self._lock.acquire()
            except OSError as error:
                raise write_failed(self._folder, error) from error

    def close(self) -> None:
        """Say that this window is no more."""
        with self._guard:
            if self._lock.is_locked:
                with suppress(OSError):
                    self._file(self.token).unlink()
                self._lock.release()

    def is_elsewhere(self, token: str) -> bool:
        """Whether a window was on another machine."""
        return bool(token) and not token.startswith(self._machine)

    def has_ended(self, token: str, age: float) -> bool:
        """Whether a window has left for good what it put aside `age` seconds ago.

        An empty token is that of an earlier version's window, of which no more is known.
        """
        if token == self.token or self._is_locked(token):
            return False
        return not self.is_elsewhere(token) or age > A_DAY

    def _file(self, token: str) -> Path:
        return self._folder / f"{token}.window"

    def _is_locked(self, token: str) -> bool:
        path = self._file(token)
        if not token or not is_file_in_sight(path):
            return False
        lock = FileLock(path, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            return True
        except OSError:
            return False
        with suppress(OSError):  # Windows does not while it is open, and then with the lock
            path.unlink(missing_ok=True)
        lock.release()
        return False
