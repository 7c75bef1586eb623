"""briefbuilder verify: which brief a PDF came from, and whether it is as it was issued."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.app import verifying
from briefbuilder.cli.as_data import Data, problem_data
from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation, require_file
from briefbuilder.cli.presenting import DONE, FAILED


def run(task: Invocation) -> int:
    """Say which brief a PDF came from; `FAILED` where something was altered, or nothing tells."""
    require_file(task.args.file)
    found = verifying.verify(task.args.file, task.surroundings)
    if task.args.json:
        task.console.say_json(_verification_data(found))
    else:
        _print_verification(found, task.args.file, task.console)
    for problem in found.problems:
        task.console.complain_of(problem, str(task.args.file))
    return DONE if found.verdict.is_good else FAILED


def _verification_data(found: verifying.Verification) -> Data:
    entry = found.entry
    brief = found.brief.id if found.brief is not None else entry.brief if entry else None
    return {
        "verdict": found.verdict.value,
        "sentence": found.sentence,
        "title": found.facts.title,
        "pages": found.facts.pages,
        "identifier": found.facts.identifier,
        "brief": brief,
        "copy": entry.copy if entry else None,
        "issued_at": entry.at if entry else None,
        "issued_by": entry.by if entry else None,
        "carries_brief": found.brief is not None,
        "pins": list(found.pins),
        "problems": [problem_data(problem) for problem in found.problems],
    }


def _print_verification(found: verifying.Verification, file: Path, console: Console) -> None:
    console.say(f"{file}: {found.verdict.value}. {found.sentence}")
    console.say(f"  title   {found.facts.title or '(none)'}")
    console.say(f"  pages   {found.facts.pages}")
    if found.brief is not None:
        console.say(f"  brief   {found.brief.title} ({found.brief.id}), carried inside")
    elif found.entry is not None:
        console.say(f"  brief   {found.entry.title} ({found.entry.brief})")
    for pin in found.pins:
        item, _, revision = pin.partition("@")
        console.say(f"  pin     {item}@{revision[:12]}")
