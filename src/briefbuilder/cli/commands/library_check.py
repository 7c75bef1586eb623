"""briefbuilder library check: every problem of the library with its place."""

from __future__ import annotations

from briefbuilder.app import curating
from briefbuilder.cli.as_data import problem_data
from briefbuilder.cli.console import Console
from briefbuilder.cli.presenting import DONE, FAILED
from briefbuilder.cli.task import Task
from briefbuilder.cli.wording import STYLE_OF_SEVERITY, counts_of, in_folder
from briefbuilder.domain.words import counted
from briefbuilder.errors import Problem, Severity


def run(task: Task) -> int:
    """Print every problem of the library; `FAILED` when one is an error."""
    with task.workspace(warn=False) as workspace:
        problems = curating.problems(workspace)
        items = len(workspace.library.entries)
    if task.args.json:
        task.console.say_json([problem_data(problem) for problem in problems])
    else:
        for problem in problems:
            _print_problem(in_folder(problem, task.library_folder), task.console)
        counts = counts_of(problem.severity for problem in problems)
        task.console.say(f"{task.library_folder}: {counted(items, 'item')}, {counts}")
    return FAILED if any(p.severity is Severity.ERROR for p in problems) else DONE


def _print_problem(problem: Problem, console: Console) -> None:
    """An error goes to standard error, as every error does; the rest belongs to the result."""
    if problem.severity is Severity.ERROR:
        console.complain(str(problem))
        return
    severity = (problem.severity.value, STYLE_OF_SEVERITY[problem.severity])
    words = f": {problem.sentence} {problem.remedy}".rstrip()
    console.say_runs(((f"{problem.place}: ", ""), severity, (words, "")))
