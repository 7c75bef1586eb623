"""What a curator should know of a library beside the faults of single files.

Every rule returns problems with the file, and the line where it is known. Severities: an error
makes a brief wrong, a warning should be mended or waived with a reason, advice is a matter of
judgement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from briefbuilder.domain.citations import cited_keys
from briefbuilder.domain.item_sections import TIMELINE, Holds
from briefbuilder.domain.items import Item, Status
from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.domain.statements import Statement, check_summary, statements_of
from briefbuilder.errors import Place, Problem, Severity

Rule = Callable[[Library, LibraryEntry, dt.date], Iterator[tuple[str, Problem]]]


def library_problems(library: Library, today: dt.date) -> tuple[Problem, ...]:
    """The scan's own problems, then those of the items and the checklists, in order of file."""
    found: list[Problem] = []
    for entry in library.entries.values():
        waived = {waiver.rule for waiver in entry.item.waivers}
        found += [
            problem
            for rule in _RULES
            for name, problem in rule(library, entry, today)
            if name not in waived or problem.severity is Severity.ERROR
        ]
    found += _checklist_problems(library)
    found.sort(key=lambda problem: (problem.place.file, problem.place.line or 0))
    return (*library.problems, *found)


def line_in_file(entry: LibraryEntry, statement: Statement) -> int:
    """The line of a statement in its item's file, counted from 1."""
    lines = entry.text.split("\n")
    if statement.part == TIMELINE:
        date = statement.text.split(":")[0].split("/")[0]
        return _line_with(lines, date)
    fences = [number for number, line in enumerate(lines) if line.rstrip("\r") == "---"]
    body_start = fences[1] + 1 if len(fences) > 1 else 0
    while body_start < len(lines) and not lines[body_start].strip():
        body_start += 1
    return body_start + statement.line + 1


def _line_with(lines: list[str], text: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def _at(entry: LibraryEntry, text: str) -> Place:
    return Place(entry.file, _line_with(entry.text.split("\n"), text))


def _unknown_names(
    library: Library, entry: LibraryEntry, _today: dt.date
) -> Iterator[tuple[str, Problem]]:
    item = entry.item
    questions = {q.id for checklist in library.checklists.values() for q in checklist.questions}
    for key, names, known, where in (
        ("tag", item.tags, set(library.settings.tags), "library.yaml"),
        ("region", item.regions, set(library.settings.regions), "library.yaml"),
        ("related item", item.related, set(library.entries), "the library"),
        ("question", item.closes, questions, "the checklists"),
    ):
        for name in names:
            if name not in known:
                yield (
                    "unknown-name",
                    Problem(
                        f'The {key} "{name}" is not in {where}.',
                        _at(entry, name),
                        remedy="Correct it, add it there, or take it out.",
                    ),
                )
    if item.id in item.related:
        yield "unknown-name", Problem("The item is related to itself.", _at(entry, "related"))


def _citations(
    library: Library, entry: LibraryEntry, _today: dt.date
) -> Iterator[tuple[str, Problem]]:
    for statement in statements_of(entry.item):
        place = Place(entry.file, line_in_file(entry, statement))
        for key in statement.keys:
            if key not in library.sources:
                yield (
                    "unknown-source",
                    Problem(
                        f'The source "@{key}" is not in the library.',
                        place,
                        remedy="Correct the key, or add the source to sources/.",
                    ),
                )
        if statement.holds is Holds.FACT and not statement.keys:
            yield (
                "uncited-fact",
                Problem(
                    "A factual statement cites no source.",
                    place,
                    Severity.WARNING,
                    "Cite what it rests on, or move it to a section of judgements.",
                ),
            )


def _timeline(
    _library: Library, entry: LibraryEntry, _today: dt.date
) -> Iterator[tuple[str, Problem]]:
    item: Item = entry.item
    last = ""
    for event in item.timeline:
        if event.date < last[: len(event.date)]:
            yield (
                "event-order",
                Problem(f"The event of {event.date} stands after {last}.", _at(entry, event.date)),
            )
        last = event.date
        if item.period is not None and not item.period.contains(event.date):
            yield (
                "event-outside",
                Problem(
                    f"The event of {event.date} lies outside the item's period.",
                    _at(entry, event.date),
                    Severity.WARNING,
                    "Widen the period, or tell it in the text.",
                ),
            )


def _standing(
    _library: Library, entry: LibraryEntry, today: dt.date
) -> Iterator[tuple[str, Problem]]:
    item = entry.item
    if item.review_by < today and item.status is not Status.WITHDRAWN:
        yield (
            "overdue",
            Problem(
                f"The review was due by {item.review_by.isoformat()}.",
                _at(entry, "review_by"),
                Severity.WARNING,
                f"{item.owner} should read it again and set a new date.",
            ),
        )
    if item.as_at > today:
        yield "as-at", Problem("as_at lies in the future.", _at(entry, "as_at"))
    for check in check_summary(item).lapsed:
        yield (
            "lapsed-check",
            Problem(
                f"The check {check.statement} of {check.on.isoformat()} fits no statement any "
                "more: the words have changed.",
                _at(entry, check.statement),
                Severity.WARNING,
                "Read the source again and check the new words, or take the check out.",
            ),
        )


_RULES: tuple[Rule, ...] = (_unknown_names, _citations, _timeline, _standing)


def _checklist_problems(library: Library) -> Iterator[Problem]:
    for checklist in library.checklists.values():
        place = Place(f"checklists/{checklist.id}.yaml")
        for question in checklist.questions:
            named = (
                *question.recommend,
                *question.precedents.well,
                *question.precedents.badly,
            )
            for item_id in dict.fromkeys(named):
                if item_id not in library.entries:
                    sentence = f'Question {question.id} names the item "{item_id}", which is not in'
                    yield Problem(f"{sentence} the library.", place)
            for text in question.sources:
                for key in cited_keys(text):
                    if key not in library.sources:
                        sentence = f'Question {question.id} cites "@{key}", which is not in'
                        yield Problem(f"{sentence} the library.", place)
