"""briefbuilder library search: find items."""

from __future__ import annotations

from briefbuilder.cli.as_data import Data
from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.item_data import item_line_data
from briefbuilder.cli.item_wording import standing_in_words
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, WRONG_USAGE
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _
from briefbuilder.search.hits import Hit


def run(task: Invocation) -> int:
    """Print the items that hold the words and pass the filters, best first."""
    with opened_library(task) as workspace:
        result = workspace.search(" ".join(task.args.words), limit=task.args.limit)
        entries = workspace.library.entries
    for problem in result.query.problems:
        task.console.complain_of(problem, "briefbuilder library search")
    if any(problem.severity is Severity.ERROR for problem in result.query.problems):
        return WRONG_USAGE
    hits = [(hit, entries[hit.item_id]) for hit in result.hits]
    if task.args.json:
        task.console.say_json([_hit_data(hit, entry) for hit, entry in hits])
        return DONE
    for hit, entry in hits:
        _print_hit(hit, entry, task.console)
    if not hits:
        task.console.complain(_("No item of the library fits."), "briefbuilder library search")
    return DONE


def _hit_data(hit: Hit, entry: LibraryEntry) -> Data:
    return {
        **item_line_data(entry),
        "score": hit.score,
        "snippet": [list(run) for run in hit.snippet],
    }


def _print_hit(hit: Hit, entry: LibraryEntry, console: Console) -> None:
    title = [(text, "bold" if is_match else "") for text, is_match in hit.title]
    console.say_runs(
        [(f"{entry.item.id}  ", "green"), *title, (f"  {standing_in_words(entry)}", "faint")]
    )
    console.say_runs(
        [(text, "bold" if is_match else "") for text, is_match in hit.snippet], indent="    "
    )
