"""briefbuilder library list: what the library holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefbuilder.cli.as_data import Data
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.item_data import item_line_data
from briefbuilder.cli.item_wording import kind_word, source_word, status_key_word
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE
from briefbuilder.domain.library import Library
from briefbuilder.language.interface import n_


def run(task: Invocation) -> int:
    """List the items, sources, checklists or marking schemes."""
    with opened_library(task) as workspace:
        rows = list(_rows(workspace.library, task.args.shelf))
    if task.args.json:
        task.console.say_json([row.data for row in rows])
        return DONE
    widths = [max((len(row.cells[n]) for row in rows), default=0) for n in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row.cells, widths, strict=True)]
        task.console.say("  ".join(cells).rstrip())
    return DONE


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a list: an id, what it is, and a title; and the same for a program."""

    cells: tuple[str, str, str]
    data: Data


def _rows(library: Library, shelf: str) -> Iterator[_Row]:
    match shelf:
        case "items":
            for key, entry in library.entries.items():
                kind, status = kind_word(entry.item.kind), status_key_word(entry.status)
                yield _Row((key, f"{kind}, {status}", entry.item.title), item_line_data(entry))
        case "sources":
            for key, source in library.sources.items():
                data = source.model_dump(mode="json", by_alias=True, exclude_none=True)
                yield _Row((key, source_word(source.type), source.title), data)
        case "checklists":
            for key, checklist in library.checklists.items():
                number = len(checklist.questions)
                data = {"id": key, "title": checklist.title, "questions": number}
                yield _Row(
                    (key, n_("{number} question", "{number} questions", number), checklist.title),
                    data,
                )
        case _:
            for key, scheme in library.schemes.items():
                data = scheme.model_dump(mode="json")
                yield _Row(
                    (
                        key,
                        n_("{number} level", "{number} levels", len(scheme.levels)),
                        scheme.title,
                    ),
                    data,
                )
