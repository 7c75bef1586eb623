"""The measurements run, and print ratios."""

import csv
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.__main__ import ROOMS
from benchmarks.elsewhere import said_by
from benchmarks.history import record
from benchmarks.measuring import NO_GOAL, Comparison, Outcome, compare, row_of

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


def test_a_measurement_that_is_kept_says_on_which_machine_and_how_near_it_came(tmp_path):
    near = Comparison("reading", "bytes", ours=lambda: 0.0, floor=lambda: 0.0, goal=2.0)
    outcomes = [
        Outcome(near, ours=(3.0, 2.0, 4.0), floors=(2.0, 2.0, 2.0)),
        Outcome(near, ours=(6.0,), floors=(2.0,)),
    ]
    file = tmp_path / "history.csv"
    for _time in range(2):
        record(outcomes, 1.26, file)

    with file.open(encoding="utf-8") as lines:
        met, missed, *again = csv.DictReader(lines)
    assert len(again) == 2
    told = {name: met[name] for name in ("measured", "beside", "goal", "load", "verdict")}
    assert told == {
        "measured": "reading",
        "beside": "bytes",
        "goal": "2",
        "load": "1.3",
        "verdict": "met",
    }
    assert (met["ratio"], met["least"], met["most"]) == ("1.5", "1", "2")
    assert (missed["ratio"], missed["verdict"]) == ("3", "missed")
    assert all(met[name] for name in ("day", "commit", "processor", "cores", "python"))


def test_what_is_told_of_others_is_not_judged(tmp_path):
    told = Comparison("Typst", "bare", ours=lambda: 9.0, floor=lambda: 1.0, goal=NO_GOAL)
    outcome = compare(told, rounds=1)
    assert outcome.is_within_goal
    assert row_of(outcome)[5] == "–"
    record([outcome], 0.0, tmp_path / "history.csv")
    assert (tmp_path / "history.csv").read_text("utf-8").rstrip().endswith(",told")


def test_what_a_process_says_last_is_its_measure(tmp_path):
    said = "import os; print('so much:', os.environ.get('PYTHONDONTWRITEBYTECODE', 2.5))"
    assert said_by(tmp_path, said)() == 2.5


@pytest.mark.slow
def test_every_room_that_the_readme_names_is_there_and_the_other_way_about():
    lines = (ROOT / "benchmarks" / "README.md").read_text("utf-8").splitlines()
    told = {line.split("|")[1].strip() for line in lines if line.startswith("| ")}
    assert told == set(ROOMS)  # one of which is called room, as the head of the table is
    for module in ROOMS.values():
        assert callable(importlib.import_module(module).comparisons)
