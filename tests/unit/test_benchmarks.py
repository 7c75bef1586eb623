"""The measurements run, and print ratios."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_libraries_and_searches_are_measured_beside_their_floors():
    ran = bench("library", "search", "--items", "30", "--rounds", "1")

    assert ran.returncode == 0, ran.stderr
    head, rule, *rows = (line for line in ran.stdout.splitlines() if line.startswith("|"))
    assert head.split("|")[1].strip() == "measured"
    assert set(rule) <= set("|- ")
    assert len(rows) >= 8
    for row in rows:
        assert re.search(r"x\d+\.\d\d +\| x\d+\.\d\d +\| x\d+\.\d\d ", row), row


def test_a_room_that_is_not_there_is_wrong_usage():
    ran = bench("cellar")

    assert ran.returncode == 2
    assert "there is no room 'cellar'" in ran.stderr
