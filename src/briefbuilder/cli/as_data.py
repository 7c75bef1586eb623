"""What `--json` prints: plain values under names that stay as they are."""

from __future__ import annotations

from typing import Any

from briefbuilder.errors import Problem

Data = dict[str, Any]


def problem_data(problem: Problem) -> Data:
    """A problem with its place."""
    place = problem.place
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "key": place.key,
        "sentence": problem.sentence,
        "remedy": problem.remedy,
    }
