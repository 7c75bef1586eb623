"""Make this Python look like one on another system, before any of the program is imported.

What is taken away are the names that only POSIX has, and the side that the program's `platform`
room chooses. What cannot be taken away so is how the other system itself behaves: that a file which
is open cannot be replaced, what its kernel refuses, its case-blind names. Tests that pass here were
not run there.
"""

import importlib
import importlib.util
import inspect
import os
import signal
import sys
from types import ModuleType

WINDOWS, MACOS = "windows", "macos"
VARIABLE = "BRIEFBUILDER_ELSEWHERE"

# Libraries choose by the real system when they are imported, as they would on the other.
_CHOOSE_FIRST = (
    *("asyncio", "concurrent.futures.process", "filelock", "getpass", "inspect", "logging"),
    *("multiprocessing.util", "pathlib", "platformdirs.unix", "shutil", "socket", "sqlite3"),
    *("subprocess", "tempfile", "uuid", "xml.etree.ElementTree"),
)
_MODULES = ("fcntl", "grp", "pwd", "resource", "select", "selectors")
_OF_OS = (
    *("O_NONBLOCK", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "fchmod", "fchown", "chown"),
    *("getuid", "geteuid", "getgid", "getegid", "killpg", "getpgid", "setsid", "sysconf"),
    *("statvfs", "mkfifo", "set_blocking", "forkpty", "uname"),
)
_OF_SIGNAL = (
    *("SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU", "SIGKILL", "SIGHUP", "setitimer", "alarm"),
)


class OutOfReach:
    """Refuses the program, and nobody else, the modules that the other system does not have."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:  # noqa: ARG002
        """Raise for such a module when a module of the program asks."""
        if name in _MODULES and _is_asked_by_the_program():
            message = f"No module named {name!r} on the system that is played here"
            raise ModuleNotFoundError(message, name=name)


def _is_asked_by_the_program() -> bool:
    frame = inspect.currentframe()
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if not name.startswith(("importlib", "_frozen_importlib", __name__)):
            return str(name).startswith("briefbuilder.")
        frame = frame.f_back
    return False


def become(system: str) -> None:
    """Play `system` from here on, in this process."""
    if "briefbuilder.platform.systems" in sys.modules:
        raise RuntimeError("The program has chosen its system already.")
    for name in _CHOOSE_FIRST:
        if importlib.util.find_spec(name.partition(".")[0]) is not None:
            importlib.import_module(name)
    real, sys.platform = sys.platform, {WINDOWS: "win32", MACOS: "darwin"}[system]
    try:
        importlib.import_module("briefbuilder.platform.systems")
    finally:
        sys.platform = real
    if system == WINDOWS:
        _take_posix_away()
    else:
        _refuse_to_limit_memory()


def _take_posix_away() -> None:
    _take_away(os, _OF_OS)
    _take_away(signal, _OF_SIGNAL)
    os.supports_dir_fd.clear()
    os.environ.setdefault("USERNAME", "somebody")  # Windows sets it at a login
    for name in _MODULES:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, OutOfReach())


def _take_away(module: ModuleType, names: tuple[str, ...]) -> None:
    """Take names away from the program alone: the libraries still live on the real system."""
    real = {name: module.__dict__.pop(name) for name in names if name in module.__dict__}

    def give(name: str) -> object:
        if name not in real or _is_asked_by_the_program():
            message = f"module {module.__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return real[name]

    vars(module)["__getattr__"] = give


def _refuse_to_limit_memory() -> None:
    import resource  # noqa: PLC0415 — Windows has none

    real = resource.setrlimit

    def setrlimit(kind: int, limits: tuple[int, int]) -> None:
        if kind == resource.RLIMIT_AS:
            raise ValueError("current limit exceeds maximum limit")
        real(kind, limits)

    resource.setrlimit = setrlimit
