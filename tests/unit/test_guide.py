"""The guide for whoever adds something leads to files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATHS = re.compile(r"`((?:[\w.-]+/)+[\w.*-]*)`")
TEN_LIKELIEST = (
    "a kind of item",
    "a kind of block",
    "a condition of a question",
    "a finding",
    "a key of a brief",
    "a command of the window",
    "a command of the terminal",
    "an export format",
    "a printed word",
    "a form",
)


def the_table() -> str:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return page.split("## Where to add what", 1)[1].split("\n## ", 1)[0]


def is_there(path: str) -> bool:
    return any(list(room.glob(path)) for room in (ROOT, ROOT / "src" / "briefbuilder"))


def test_every_path_of_the_guide_is_there() -> None:
    pages = (the_table(), (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    paths = {path.rstrip("/") for page in pages for path in PATHS.findall(page)}
    assert len(paths) > 20
    assert [path for path in sorted(paths) if not is_there(path)] == []


@pytest.mark.parametrize("change", TEN_LIKELIEST)
def test_the_guide_leads_to_each_of_the_likeliest_changes(change: str) -> None:
    (row,) = (line for line in the_table().splitlines() if line.startswith(f"| {change} |"))
    assert PATHS.search(row)
