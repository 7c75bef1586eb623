"""A write is whole or not at all, and never goes over what somebody else has written."""

import errno
import importlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from briefbuilder.errors import FileChangedError, FileLockedError, WriteFailedError
from briefbuilder.storage import atomic
from briefbuilder.storage.atomic import (
    LEFTOVER_SUFFIX,
    LOCK_NAME,
    sweep_leftovers,
    write_atomically,
)
from briefbuilder.storage.stamps import Stamp, stamp_of
from helpers.not_root import IS_ROOT
from helpers.storage_samples import WITH_OUR_CODE

OLD, NEW = b"the old words\n" * 50, b"the new words\n" * 50
WRITER = Path(__file__).parents[2] / "helpers" / "counting_writer.py"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "folder" / "item.md"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_write_replaces_the_file_and_gives_its_stamp(file):
    stamp = write_atomically(file, NEW)

    assert file.read_bytes() == NEW
    assert stamp == stamp_of(file)
    assert names(file.parent) == ["item.md"]


def test_a_new_file_is_written_where_there_is_none(tmp_path):
    stamp = write_atomically(tmp_path / "new.md", NEW, expected=None)

    assert stamp == stamp_of(tmp_path / "new.md")


def test_an_existing_file_is_not_replaced_by_a_new_one(file):
    with pytest.raises(FileChangedError, match="There is already a file of this name"):
        write_atomically(file, NEW, expected=None)

    assert file.read_bytes() == OLD


def test_a_file_that_somebody_else_has_written_is_not_replaced(file):
    stamp = stamp_of(file)
    file.write_bytes(b"theirs")

    with pytest.raises(FileChangedError, match="Somebody else has changed the file"):
        write_atomically(file, NEW, expected=stamp)

    assert file.read_bytes() == b"theirs"


def test_only_the_bytes_decide_whether_a_file_has_changed(file):
    stamp = stamp_of(file)
    os.utime(file, ns=(0, 0))
    write_atomically(file, NEW, expected=stamp)

    after = stamp_of(file)
    file.write_bytes(OLD[:-1] + b"!")
    os.utime(file, ns=(after.mtime_ns, after.mtime_ns))
    with pytest.raises(FileChangedError):
        write_atomically(file, NEW + b"more", expected=after)


def test_a_deleted_file_is_not_brought_back(file):
    stamp = stamp_of(file)
    file.unlink()

    with pytest.raises(FileChangedError, match="no longer there"):
        write_atomically(file, NEW, expected=stamp)

    assert names(file.parent) == []


def test_writing_what_already_stands_there_is_no_conflict(file):
    stamp = stamp_of(file)
    write_atomically(file, NEW, expected=stamp)

    assert write_atomically(file, NEW, expected=stamp).sha256 == stamp_of(file).sha256


def test_a_missing_stamp_means_there_is_no_file(tmp_path):
    assert stamp_of(tmp_path / "none") is None


@pytest.mark.posix
def test_the_mode_and_the_group_are_kept(file):
    file.chmod(0o664)
    if IS_ROOT:
        os.chown(file, 0, 1234)
    before = file.stat()

    write_atomically(file, NEW)

    after = file.stat()
    assert (stat.S_IMODE(after.st_mode), after.st_gid) == (0o664, before.st_gid)


def test_a_new_file_has_the_mode_that_the_user_asks_for(tmp_path):
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new", NEW)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_link_stays_and_its_target_is_written(file, tmp_path):
    link = tmp_path / "link.md"
    link.symlink_to(file)

    write_atomically(link, NEW, expected=stamp_of(link))

    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert names(tmp_path) == ["folder", "link.md"]


class Failing:
    """Counts the calls of one function of the system, and lets the k-th of them fail."""

    def __init__(self, monkeypatch, name, failing, error):
        module = importlib.import_module("fcntl") if name == "flock" else os
        self._real = getattr(module, name)
        self._failing = failing
        self._error = error
        self.calls = 0
        monkeypatch.setattr(module, name, self)

    def __call__(self, *args, **options):
        self.calls += 1
        if self.calls == self._failing:
            raise OSError(self._error, os.strerror(self._error))
        return self._real(*args, **options)


ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EXDEV)


def outcome(file, data, stamp):
    """Write, and give the error or None."""
    try:
        write_atomically(file, data, expected=stamp)
    except (WriteFailedError, FileLockedError) as error:
        return error
    return None


CASES = [
    pytest.param(
        name,
        error,
        id=f"{name}-{errno.errorcode[error]}",
        # Windows tries that again, for a file that another program lets go of.
        marks=[pytest.mark.posix] if (name, error) == ("replace", errno.EACCES) else [],
    )
    for name in ("open", "write", "fsync", "replace", "fstat")
    for error in ERRORS
]


@pytest.mark.parametrize(("name", "error"), CASES)
def test_whichever_call_fails_the_file_is_whole_and_the_error_is_named(
    file, monkeypatch, name, error
):
    stamp = stamp_of(file)
    for k in range(1, 30):
        with monkeypatch.context() as patch:
            failing = Failing(patch, name, k, error)
            raised = outcome(file, NEW, stamp)
        assert file.read_bytes() in (OLD, NEW)
        assert not any(one.endswith(LEFTOVER_SUFFIX) for one in names(file.parent))
        if raised is None:
            break
        assert str(file) in str(raised)
    assert failing.calls < k
    assert k > 1
    assert file.read_bytes() == NEW


def test_a_full_disk_is_named_and_the_old_file_stays(file, monkeypatch):
    Failing(monkeypatch, "fsync", 1, errno.ENOSPC)

    with pytest.raises(WriteFailedError) as caught:
        write_atomically(file, NEW)

    assert str(caught.value) == (
        f"{file}: The file could not be written: the disk is full. "
        "What was there before is unchanged."
    )
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["item.md"]


def test_a_write_that_takes_only_some_bytes_is_continued(file, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))

    write_atomically(file, NEW)

    assert file.read_bytes() == NEW


@pytest.mark.posix
def test_a_folder_that_cannot_be_flushed_is_said_and_can_be_saved_again(file, monkeypatch):
    stamp = stamp_of(file)
    with monkeypatch.context() as patch:
        Failing(patch, "fsync", 2, errno.EIO)
        with pytest.raises(WriteFailedError, match="the disk did not confirm it"):
            write_atomically(file, NEW, expected=stamp)

    write_atomically(file, NEW, expected=stamp)


def test_a_drive_that_cannot_flush_folders_is_no_fault(file, monkeypatch):
    Failing(monkeypatch, "fsync", 2, errno.EINVAL)

    write_atomically(file, NEW)

    assert file.read_bytes() == NEW


@pytest.mark.parametrize("k", range(1, 7))
@pytest.mark.parametrize("name", ["close", "flock"])
def test_what_fails_when_the_work_is_done_is_told_as_it_is(file, monkeypatch, name, k):
    stamp = stamp_of(file)
    with monkeypatch.context() as patch:
        Failing(patch, name, k, errno.EIO)
        raised = outcome(file, NEW, stamp)

    if raised is None:
        assert file.read_bytes() == NEW
    else:
        assert str(file) in str(raised)
        assert file.read_bytes() == (NEW if "was written" in str(raised) else OLD)


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EIO], ids=errno.errorcode.get)
def test_a_lock_that_is_not_given_back_undoes_no_write(file, monkeypatch, error):
    with monkeypatch.context() as patch:
        Failing(patch, "flock", 2, error)
        stamp = write_atomically(file, NEW)

    assert (file.read_bytes(), stamp_of(file)) == (NEW, stamp)
    write_atomically(file, OLD, expected=stamp)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(WriteFailedError, match="its folder is not there"):
        write_atomically(tmp_path / "none" / "item.md", NEW)


@pytest.mark.skipif(not IS_ROOT, reason="only root may mount a disk of its own")
def test_a_disk_that_is_full_leaves_the_old_file_whole(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount")
    try:
        file = disk / "item.md"
        stamp = write_atomically(file, OLD)
        for size in range(100_000, 400_000, 50_000):
            error = outcome(file, b"x" * size, stamp)
            assert error is None or "the disk is full" in str(error)
            assert error is None or stamp_of(file) == stamp
            stamp = stamp_of(file)
        assert error is not None
        assert names(disk) == ["item.md"]
        write_atomically(file, NEW, expected=stamp)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_folder_that_somebody_else_writes_in_is_left_alone(file, monkeypatch):
    monkeypatch.setattr(atomic, "LOCK_SECONDS", 0.0)
    stale = file.with_name(f".0123{LEFTOVER_SUFFIX}")
    stale.write_bytes(b"half")
    with FileLock(file.parent / LOCK_NAME):
        with pytest.raises(FileLockedError, match="Somebody else is writing in this folder"):
            write_atomically(file, NEW)
        assert sweep_leftovers(file.parent) == []

    assert file.read_bytes() == OLD
    assert sweep_leftovers(file.parent) == [stale]


def test_a_lock_that_a_dead_process_left_holds_nobody_up(file):
    (file.parent / LOCK_NAME).write_bytes(b"")

    write_atomically(file, NEW)

    assert names(file.parent) == ["item.md"]


@pytest.mark.slow
def test_two_processes_lose_none_of_their_edits(tmp_path):
    file = tmp_path / "list.txt"
    file.write_bytes(b"")
    edits = 150
    writers = [
        subprocess.Popen([sys.executable, WRITER, file, name, str(edits)], env=WITH_OUR_CODE)
        for name in "ab"
    ]

    assert [writer.wait(60) for writer in writers] == [0, 0]

    lines = file.read_text(encoding="utf-8").split()
    assert sorted(lines) == sorted(f"{name}{number}" for name in "ab" for number in range(edits))
    assert names(tmp_path) == ["list.txt"]


def test_a_stamp_is_time_hash_and_size(file):
    stamp = stamp_of(file)

    assert stamp == Stamp(file.stat().st_mtime_ns, stamp.sha256, len(OLD))
    assert len(stamp.sha256) == 64
