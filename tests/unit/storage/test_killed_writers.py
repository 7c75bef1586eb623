"""A program that is killed at any moment of a save leaves a whole file behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefbuilder.storage.atomic import LEFTOVER_SUFFIX, sweep_leftovers, write_atomically
from helpers.storage_samples import WITH_OUR_CODE

WRITER = Path(__file__).parents[2] / "helpers" / "killed_writer.py"
ROUNDS = 200
OLD, NEW = b"old" * 1000, b"new" * 1000
CALLS = ("open", "write", "fsync", "replace", "unlink", "close", "fstat")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["brief", "item"])
def test_two_hundred_kills_leave_every_file_whole(tmp_path, kind):
    result = subprocess.run(
        [sys.executable, WRITER, kind, str(tmp_path), str(ROUNDS), "20261122"],
        check=False,
        capture_output=True,
        text=True,
        env=WITH_OUR_CODE,
    )

    assert result.returncode == 0, result.stderr
    rounds, _, unswept = (int(word) for word in result.stdout.split())
    assert (rounds, unswept) == (ROUNDS, 0)


def killed_at(file, name, k):
    """Save in a child that is killed before its k-th call; whether it lived to the end."""
    child = os.fork()
    if child == 0:
        real, calls = getattr(os, name), 0

        def counted(*args, **options):
            nonlocal calls
            calls += 1
            if calls == k:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)

        setattr(os, name, counted)
        write_atomically(file, NEW)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


@pytest.mark.parametrize("name", CALLS)
def test_a_kill_before_any_call_leaves_the_old_file_or_the_new(tmp_path, name):
    file = tmp_path / "item.md"
    for k in range(1, 30):
        file.write_bytes(OLD)
        lived = killed_at(file, name, k)
        assert file.read_bytes() in (OLD, NEW)
        sweep_leftovers(tmp_path)
        assert not list(tmp_path.glob(f"*{LEFTOVER_SUFFIX}"))
        if lived:
            break
    assert lived
    assert file.read_bytes() == NEW
