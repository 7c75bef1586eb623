"""The Windows side, as far as another system can try it: real files, real children, no Windows."""

import ctypes
import errno
import os
import sys

import pytest

from briefbuilder.platform import windows_files, windows_processes
from briefbuilder.platform.windows_job import ExtendedLimits, Job, MemoryCounters

CAT = """
import sys
while part := sys.stdin.buffer.read1():
    sys.stdout.buffer.write(part)
    sys.stdout.flush()
"""


def refused(number, act, *args, **options):
    try:
        act(*args, **options)
    except OSError as error:
        return error.errno == number
    return False


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "file").write_bytes(b"a\r\nb\n")
    return tmp_path


def test_bytes_are_read_as_they_are(folder):
    descriptor = windows_files.open_inside(folder, ["inside", "file"])
    try:
        assert os.read(descriptor, 100) == b"a\r\nb\n"
    finally:
        os.close(descriptor)


@pytest.mark.posix
def test_links_and_what_is_no_file_are_refused_as_elsewhere(folder):
    (folder / "link").symlink_to(folder / "inside" / "file")
    (folder / "way").symlink_to(folder / "inside")
    os.mkfifo(folder / "pipe")

    assert refused(errno.ELOOP, windows_files.open_to_read, folder / "link", follow_links=False)
    assert refused(errno.ENOTDIR, windows_files.open_inside, folder, ["way", "file"])
    assert refused(errno.ENXIO, windows_files.open_to_read, folder / "pipe", follow_links=False)
    os.close(windows_files.open_to_read(folder / "link", follow_links=True))


def test_a_folder_and_a_missing_file_are_told_apart(folder):
    assert refused(errno.EISDIR, windows_files.open_to_read, folder, follow_links=False)
    assert refused(errno.ENOENT, windows_files.open_inside, folder, ["none", "file"])
    assert refused(errno.ENOTDIR, windows_files.open_inside, folder, ["inside", "file", "more"])


@pytest.mark.posix
def test_a_link_put_there_in_the_last_moment_is_seen(folder, monkeypatch):
    """What is opened must be what was looked at."""
    file, secret, real = folder / "inside" / "file", folder / "secret", os.open
    secret.write_bytes(b"secret")

    def open_and_swap(path, flags):
        file.unlink()
        file.symlink_to(secret)
        return real(path, flags)

    monkeypatch.setattr(os, "open", open_and_swap)

    assert refused(errno.ELOOP, windows_files.open_inside, folder, ["inside", "file"])


class InUse:
    """A file that another program lets go of after some tries."""

    def __init__(self, monkeypatch, tries):
        self._left, self._real = tries, os.replace
        monkeypatch.setattr(os, "replace", self)
        monkeypatch.setattr(windows_files, "_PAUSE_SECONDS", 0.0)

    def __call__(self, *args, **options):
        if self._left:
            self._left -= 1
            raise PermissionError(errno.EACCES, "Access is denied")
        return self._real(*args, **options)


def test_a_file_that_is_let_go_within_a_second_is_replaced(folder, monkeypatch):
    InUse(monkeypatch, 3)
    (folder / "new").write_bytes(b"new")

    windows_files.replace(folder / "new", folder / "inside" / "file")

    assert (folder / "inside" / "file").read_bytes() == b"new"


def test_a_file_that_stays_open_elsewhere_says_so(folder, monkeypatch):
    InUse(monkeypatch, 1000)
    (folder / "new").write_bytes(b"new")

    assert refused(errno.EBUSY, windows_files.replace, folder / "new", folder / "inside" / "file")
    assert (folder / "inside" / "file").read_bytes() == b"a\r\nb\n"


def test_a_file_that_may_not_be_written_is_not_said_to_be_open(folder, monkeypatch):
    InUse(monkeypatch, 1000)
    (folder / "inside" / "file").chmod(0o444)
    (folder / "new").write_bytes(b"new")

    assert refused(errno.EACCES, windows_files.replace, folder / "new", folder / "inside" / "file")


def test_a_path_that_is_too_long_is_not_a_missing_folder(folder):
    far = folder.joinpath(*["folder"] * 40, "file")

    assert refused(errno.ENAMETOOLONG, windows_files.open_new, far, 0o666)
    assert refused(errno.ENOENT, windows_files.open_new, folder / "none" / "file", 0o666)


def never() -> None:
    """Nothing stands in the way."""


@pytest.fixture
def child(tmp_path):
    with (tmp_path / "errors").open("wb") as errors:
        one = windows_processes.start(
            [sys.executable, "-c", CAT], tmp_path, errors.fileno(), 1024**3
        )
    yield one
    one.end(1.0)


def test_threads_carry_more_than_a_pipe_holds(child):
    """Both directions at once: neither side may wait for the other."""
    data = os.urandom(1 << 20)
    pipes = child.pipes
    pipes.write(memoryview(data[: 1 << 15]), never)
    back = b""
    while len(back) < 1 << 15:
        back += pipes.read(never)
    pipes.write(memoryview(data), never)
    while len(back) < (1 << 15) + len(data):
        back += pipes.read(never)

    assert back == data[: 1 << 15] + data


def test_a_child_that_says_nothing_can_be_given_up(child):
    asked = iter([False, False])

    class EnoughError(Exception):
        """Somebody has waited long enough."""

    def check():
        if next(asked, True):
            raise EnoughError

    with pytest.raises(EnoughError):
        child.pipes.read(check)


def test_the_end_of_a_child_is_the_end_of_what_is_read(child):
    child.end(1.0)

    assert child.pipes.read(never) == b""
    assert child.pipes.read(never) == b""
    assert not child.is_alive()


def test_writing_to_a_child_that_is_gone_is_an_error(tmp_path):
    with (tmp_path / "errors").open("wb") as errors:
        one = windows_processes.start(
            [sys.executable, "-c", "pass"], tmp_path, errors.fileno(), 1024**3
        )
    assert one.pipes.read(never) == b""
    with pytest.raises(BrokenPipeError):
        one.pipes.write(memoryview(b"x" * (1 << 22)), never)
    assert one.end(1.0) == 0


def test_asked_to_stop_it_sees_the_sign_until_a_new_job_begins(child, tmp_path):
    sign = windows_processes.stop_sign(tmp_path)
    assert not sign.is_up()

    child.ask_to_stop()
    assert sign.is_up()

    sign.take_down()
    sign.take_down()
    assert not sign.is_up()


class Kernel:
    """What Windows' library was asked, and a refusal where one is wanted."""

    def __init__(self, refusing=""):
        self.calls = []
        self.limits = None
        self._refusing = refusing

    def __getattr__(self, name):
        def call(*args):
            self.calls.append(name)
            if name == "SetInformationJobObject":
                self.limits = ctypes.cast(args[2], ctypes.POINTER(ExtendedLimits)).contents
            return 0 if name == self._refusing else 7

        return call


@pytest.mark.skipif(sys.maxsize < 2**32, reason="the sizes are those of 64 bits")
def test_the_structures_have_the_sizes_that_windows_knows():
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert ctypes.sizeof(MemoryCounters) == 72


def test_a_child_is_put_into_a_box_that_ends_it():
    kernel = Kernel()
    job = Job(3, 1 << 30, kernel)

    assert job.is_there
    assert kernel.limits.ProcessMemoryLimit == 1 << 30
    assert kernel.limits.BasicLimitInformation.LimitFlags == 0x2500
    job.close()
    job.close()
    assert kernel.calls == [
        *("CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"),
        "CloseHandle",
    ]


@pytest.mark.parametrize(
    "refusing", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_where_windows_gives_no_box_the_child_runs_without(refusing):
    assert not Job(3, 1 << 30, Kernel(refusing)).is_there
