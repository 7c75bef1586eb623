"""briefbuilder library check: what a curator should mend, where, and by which rule.

Each item is printed alone, so that its length is that of real pages; what was printed before and
has not changed is remembered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from briefbuilder.app import curating, progress
from briefbuilder.app.check_words import severity_word
from briefbuilder.app.proofing import proofs, template_of_proofs
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.as_data import Data, problem_data
from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.item_wording import kind_word
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, FAILED
from briefbuilder.cli.wording import (
    STYLE_OF_SEVERITY,
    count_words,
    counted_severities,
    in_folder,
)
from briefbuilder.domain.items import Kind
from briefbuilder.domain.library import Library
from briefbuilder.domain.library_check.review import LibraryReview, Waived
from briefbuilder.domain.proofs import Proof
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, labelled, n_, p_, spoken
from briefbuilder.language.marks import N_
from briefbuilder.render.worker import LayoutWorker

_NO_RULE = "file"
_NOT_PRINTED = N_(
    "Nothing was said of lengths: for that, leave out --quick and name a form, as proof_template "
    "in library.yaml or with --template."
)


def run(task: Invocation) -> int:
    """Print the library's problems; `FAILED` when one is an error."""
    with opened_library(task, warn=False) as workspace:
        printed = _print_all(workspace, task) if _is_to_print(workspace, task) else {}
        review, library = curating.review(workspace, printed), workspace.library
    if task.args.json:
        task.console.say_json(_review_data(review, library))
    else:
        _print_review(review, library, task, is_printed=bool(printed))
    is_faulty = any(problem.severity is Severity.ERROR for problem in review.problems)
    return FAILED if is_faulty else DONE


def _is_to_print(workspace: Workspace, task: Invocation) -> bool:
    named = task.args.template or workspace.library.settings.proof_template
    return named is not None and not task.args.quick


def _print_all(workspace: Workspace, task: Invocation) -> dict[str, Proof]:
    form = template_of_proofs(workspace, task.args.template)
    with LayoutWorker() as worker:
        work = proofs(workspace, worker, form)
        return progress.run(work, lambda step: task.console.note_progress(step.sentence))


def _review_data(review: LibraryReview, library: Library) -> Data:
    problems = review.problems
    return {
        "problems": [problem_data(problem) for problem in problems],
        "waived": [{**problem_data(one.problem), "reason": one.reason} for one in review.waived],
        "counts": {one.value: _count(problems, one) for one in Severity},
        "rules": dict(_by_rule(problems)),
        "kinds": _by_kind(problems, library),
    }


def _print_review(
    review: LibraryReview, library: Library, task: Invocation, *, is_printed: bool
) -> None:
    console, folder = task.console, task.library_folder
    for problem in review.problems:
        if problem.severity is not Severity.ADVICE or task.args.advice:
            _print_problem(in_folder(problem, folder), console)
    for waived in review.waived:
        _print_waived(waived, folder, console)
    for kind, counts in _by_kind(review.problems, library).items():
        if counts["items"]:
            console.say(_line_of(kind, counts), style="faint")
    for rule, number in _by_rule(review.problems):
        console.say(f"  {labelled(rule, spoken().whole(number))}", style="faint")
    advice = _count(review.problems, Severity.ADVICE)
    if advice and not task.args.advice:
        console.say(_("Add --advice to read the advice."), style="faint")
    if not is_printed:
        console.say(_(_NOT_PRINTED), style="faint")
    counts_in_words = counted_severities(problem.severity for problem in review.problems)
    items = n_("{number} item", "{number} items", len(library.entries))
    console.say(labelled(str(folder), f"{items}, {counts_in_words}"))


def _print_problem(problem: Problem, console: Console) -> None:
    """An error goes to standard error, as every error does; the rest belongs to the result."""
    rule = f" ({problem.rule})" if problem.rule else ""
    if problem.severity is Severity.ERROR:
        console.complain(f"{problem}{rule}")
        return
    severity = (severity_word(problem.severity), STYLE_OF_SEVERITY[problem.severity])
    words = f": {problem.sentence} {problem.remedy}".rstrip()
    console.say_runs(((f"{problem.place}: ", ""), severity, (words, ""), (rule, "faint")))


def _print_waived(waived: Waived, folder: str, console: Console) -> None:
    problem = in_folder(waived.problem, folder)
    reason = _("Reason: {reason}", reason=waived.reason)
    console.say_runs(
        (
            (f"{problem.place}: ", ""),
            (p_("a rule of the library", "waived"), "green"),
            (f": {problem.sentence} {reason}", ""),
            (f" ({problem.rule})", "faint"),
        )
    )


def _line_of(kind: str, counts: Mapping[str, int]) -> str:
    found = count_words({one: counts[one.value] for one in Severity})
    items = n_(
        "{number} {kind} item", "{number} {kind} items", counts["items"], kind=kind_word(Kind(kind))
    )
    return f"  {labelled(items, found)}"


def _by_kind(problems: Iterable[Problem], library: Library) -> dict[str, dict[str, int]]:
    """For each kind of item how many there are, and how many problems of each severity."""
    kind_of = {entry.file: entry.item.kind for entry in library.entries.values()}
    found = Counter((kind_of.get(one.place.file), one.severity) for one in problems)
    items = Counter(kind_of.values())
    return {
        kind.value: {
            "items": items[kind],
            **{severity.value: found[kind, severity] for severity in Severity},
        }
        for kind in Kind
    }


def _by_rule(problems: Iterable[Problem]) -> list[tuple[str, int]]:
    """How many problems each rule found, most first; `file` stands for faults of single files."""
    return Counter(problem.rule or _NO_RULE for problem in problems).most_common()


def _count(problems: Iterable[Problem], severity: Severity) -> int:
    return sum(1 for problem in problems if problem.severity is severity)
