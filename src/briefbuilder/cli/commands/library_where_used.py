"""briefbuilder library where-used: what leans on an item or a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, present
from briefbuilder.cli.read_brief import brief_of
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.citations import cited_keys
from briefbuilder.domain.edits import used_keys
from briefbuilder.domain.library import Library
from briefbuilder.domain.library_check.review import line_in_file
from briefbuilder.domain.statements import statements_of
from briefbuilder.errors import BriefbuilderError, NotFoundError
from briefbuilder.language.interface import _, labelled, n_
from briefbuilder.language.marks import N_


@dataclass(frozen=True, slots=True)
class _Use:
    """A place that leans on an item or a source."""

    place: str
    sentence: str


def run(task: Invocation) -> int:
    """Print what leans on an item or a source; `FAILED` when a brief cannot be read."""
    name, code = task.args.name, DONE
    with opened_library(task) as workspace:
        library = workspace.library
        if name not in library.entries and name not in library.sources:
            raise NotFoundError(_('The library has no item and no source "{name}".', name=name))
        uses = [*_uses_in_items(library, name), *_uses_in_checklists(library, name)]
        for file in task.args.briefs:
            try:
                uses += _uses_in_brief(brief_of(file), file, workspace, name)
            except BriefbuilderError as error:
                code = max(code, present(error, task.console, str(file)))
    if task.args.json:
        task.console.say_json([{"place": use.place, "sentence": use.sentence} for use in uses])
    else:
        for use in uses:
            task.console.say(labelled(str(use.place), use.sentence))
        told = n_(
            "{name}: used in {number} place.",
            "{name}: used in {number} places.",
            len(uses),
            name=name,
        )
        task.console.say(told, style="faint")
    return code


def _uses_in_items(library: Library, name: str) -> Iterator[_Use]:
    for entry in library.entries.values():
        if name in entry.item.related:
            yield _Use(entry.file, _("{title} names it as related.", title=entry.item.title))
        for statement in statements_of(entry.item):
            if name in statement.keys:
                place = f"{entry.file}:{line_in_file(entry, statement)}"
                yield _Use(place, _("{title} cites it.", title=entry.item.title))


def _uses_in_checklists(library: Library, name: str) -> Iterator[_Use]:
    for checklist in library.checklists.values():
        for question in checklist.questions:
            place = f"checklists/{checklist.id}.yaml: {question.id}"
            for names, what in (
                (question.recommend, N_("Question {question} recommends it for a gap.")),
                (
                    question.precedents.well,
                    N_("Question {question} names it as a precedent that went well."),
                ),
                (
                    question.precedents.badly,
                    N_("Question {question} names it as a precedent that went badly."),
                ),
                (
                    [key for text in question.sources for key in cited_keys(text)],
                    N_("Question {question} cites it."),
                ),
            ):
                if name in names:
                    yield _Use(place, _(what, question=question.id))


def _uses_in_brief(brief: Brief, file: Path, workspace: Workspace, name: str) -> Iterator[_Use]:
    entry = workspace.library.entries.get(name)
    for pin in brief.pins:
        if pin.item.id == name:
            same = entry is not None and entry.revision == pin.revision
            what = (
                N_("{title} places it, with the library's present text.")
                if same
                else N_("{title} places it, with another text than the library's.")
            )
            yield _Use(str(file), _(what, title=brief.title))
    if name in used_keys(brief):
        yield _Use(str(file), _("{title} cites it.", title=brief.title))
