"""briefbuilder verify: which brief a PDF came from, and whether it is as it was issued."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.app import verifying
from briefbuilder.cli.as_data import Data, problem_data
from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation, require_file
from briefbuilder.cli.presenting import DONE, FAILED
from briefbuilder.language.interface import _, labelled, p_


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
    console.say(labelled(str(file), f"{_verdict_word(found.verdict)}. {found.sentence}"))
    rows = [
        (p_("of a PDF", "title"), found.facts.title or p_("title", "(none)")),
        (p_("of a PDF", "pages"), str(found.facts.pages)),
    ]
    of_brief = p_("of a PDF", "brief")
    if found.brief is not None:
        carried = _("{title} ({id}), carried inside", title=found.brief.title, id=found.brief.id)
        rows.append((of_brief, carried))
    elif found.entry is not None:
        rows.append((of_brief, f"{found.entry.title} ({found.entry.brief})"))
    for pin in found.pins:
        item, revision = pin.split("@", maxsplit=1)
        rows.append((p_("of a PDF", "pin"), f"{item}@{revision[:12]}"))
    for name, told in rows:
        console.say(f"  {name:7} {told}")


def _verdict_word(verdict: verifying.Verdict) -> str:
    """What is known of a PDF, in a word."""
    match verdict:
        case verifying.Verdict.INTACT:
            return p_("what is known of a PDF", "intact")
        case verifying.Verdict.WHOLE:
            return p_("what is known of a PDF", "whole")
        case verifying.Verdict.ALTERED:
            return p_("what is known of a PDF", "altered")
        case verifying.Verdict.UNKNOWN:
            return p_("what is known of a PDF", "unknown")
