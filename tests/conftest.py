"""What holds in every test: no screen needed, no network, nobody's home folder, nothing left over.

A test fails when it leaves a thread or a child process behind, or when anything is logged at
WARNING or above that it did not announce with ``caplog.at_level(level)``.
"""

import gc
import importlib
import ipaddress
import itertools
import locale
import logging
import multiprocessing
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from briefbuilder.language import interface
from briefbuilder.language.tags import BRITISH

# Before anything imports Qt, and inherited by every process that a test starts.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "UTC"
for variable in ("LANGUAGE", "BRIEFBUILDER_LANGUAGE"):
    os.environ.pop(variable, None)
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
locale.setlocale(locale.LC_ALL, "")
if hasattr(time, "tzset"):
    time.tzset()

# The same examples on every run: a failure in CI is one that everybody can have.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.register_profile(
    "quick", parent=hypothesis.settings.get_profile("house"), max_examples=20
)
hypothesis.settings.load_profile("house")

WINDOWS = tuple(Path(__file__).parent / folder for folder in ("e2e", "gui"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the lane for before a commit."""
    parser.addoption(
        "--quick",
        action="store_true",
        help="under a minute: no test marked slow, no windows, fewer random examples",
    )
    parser.addoption(
        "--in-print",
        action="store_true",
        help="print the whole library, too, as ./dev check does: a minute that grows with it",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Draw fewer examples in the quick lane."""
    if config.getoption("--quick"):
        hypothesis.settings.load_profile("quick")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read the tests of windows in the quick lane: they import all of Qt."""
    return True if config.getoption("--quick") and collection_path in WINDOWS else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has a lane of its own, and of the quick lane what takes seconds."""
    is_quick, in_print = config.getoption("--quick"), config.getoption("--in-print")
    left_out = {
        item
        for item in items
        if (item.get_closest_marker("in_print") and not in_print)
        or (is_quick and item.get_closest_marker("slow"))
    }
    config.hook.pytest_deselected(items=list(left_out))
    # Windows last: in a process that has had some, every other test is slower.
    items[:] = sorted((item for item in items if item not in left_out), key=_opens_windows)


def _opens_windows(item: pytest.Item) -> bool:
    return any(map(item.path.is_relative_to, WINDOWS))


TESTS_TO_A_FULL_COLLECTION = 200
_TESTS = itertools.count(1)
SECONDS_TO_END = 2.0  # for threads and processes that were already told to stop


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Name a home for each test: pytest's own numbering reads all folders before each new one."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count(1))


@pytest.fixture(autouse=True)
def _own_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own settings, caches and recovery files."""
    home = next(_homes)
    home.mkdir(mode=0o700)
    for variable in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(home / variable.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Let no test speak another language than the one before it."""
    interface.speak(BRITISH)
    yield
    interface.speak(BRITISH)


class _StrayRecords(logging.Handler):
    """Keeps the records that the test did not announce."""

    def __init__(self, announced: logging.Handler) -> None:
        super().__init__(logging.WARNING)
        self._announced = announced
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # caplog.at_level() sets this level; without it the level is 0.
        if not 0 < self._announced.level <= record.levelno:
            self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_stray_log_records(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    handler = _StrayRecords(caplog.handler)
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.messages:
        pytest.fail(
            "logged, and not announced with caplog.at_level():\n" + "\n".join(handler.messages)
        )


def _threads() -> set[threading.Thread]:
    # Qt's own threads appear as dummies and are never taken off the list again.
    return {
        thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)
    }


def _children() -> set[int]:
    """Return the ids of this process's living children, but for multiprocessing's own helper."""
    multiprocessing.active_children()  # reaps those that have ended
    found: set[int] = set()
    for listing in Path("/proc/self/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has just ended
            found.update(int(word) for word in listing.read_text().split())
    helper = getattr(resource_tracker._resource_tracker, "_pid", None)
    return {pid for pid in found if pid != helper and not _has_ended(pid)}


def _has_ended(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"


def _left_over(now: Callable[[], set[Any]], before: set[Any]) -> set[Any]:
    """Return what is there and was not before, once it had time to end."""
    deadline = time.monotonic() + SECONDS_TO_END
    while (more := now() - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    return more


@pytest.fixture(autouse=True)
def _no_leaks() -> Iterator[None]:
    threads, children = _threads(), _children()
    yield
    if left := _left_over(_threads, threads):
        pytest.fail(f"threads left running: {sorted(thread.name for thread in left)}")
    if left_children := _left_over(_children, children):
        pytest.fail(f"child processes left running: {sorted(left_children)}")


@pytest.fixture(autouse=True)
def _garbage_after_windows() -> Iterator[None]:
    """Collect what a test leaves where tests of the window have left no automatic collection on.

    Else a run keeps every page and every layout until its end.
    """
    yield
    if not gc.isenabled():
        # All of it takes most of a second after windows: as often as would be noticed, no more.
        gc.collect(2 if next(_TESTS) % TESTS_TO_A_FULL_COLLECTION == 0 else 1)


def _is_local(host: object) -> bool:
    if host in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse to leave this machine: sockets of the file system and the loopback remain."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def checked(own: socket.socket, address: Any) -> Any:
            if own.family != getattr(socket, "AF_UNIX", None):
                _refuse_unless_local(address[0])
            return connect(own, address)

        return checked

    def lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_unless_local(host)
        return getaddrinfo(host, *args, **kwargs)

    getaddrinfo = socket.getaddrinfo
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", lookup)
        yield


def _refuse_unless_local(host: object) -> None:
    # pytest's own outcome is no Exception, so no handler of network errors can swallow it.
    if not _is_local(host):
        pytest.fail(f"a test tried to reach {host!r}; tests use no network")


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """Find a module of tools/ by its name, as `./dev` would."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))
    return lambda name: importlib.import_module(f"tools.{name}")
