"""Coverage: which items treat what a library was made to answer, and how each item is found.

The reverse of a list of subjects is a list of items: one that no tag, relation, question or
subject leads to might as well not be there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import Field

from briefbuilder.domain.base import Frozen, NonEmpty, Slug
from briefbuilder.domain.library import Library
from briefbuilder.domain.library_check.overview import Overview
from briefbuilder.errors import Place, Problem
from briefbuilder.language.catalogue import Catalogue, words_for
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_, P_


class Point(Frozen):
    """Something that is spoken of: what treats it, and what the library says otherwise."""

    label: NonEmpty
    items: tuple[Slug, ...] = ()
    questions: tuple[NonEmpty, ...] = ()
    correction: str = ""


class Subject(Point):
    """A heading, with the points below it."""

    points: tuple[Point, ...] = ()


class Coverage(Frozen):
    """What a library answers (`subjects`), and what it adds (`left_out` of the original)."""

    title: NonEmpty
    intro: str = ""
    subjects: tuple[Subject, ...] = Field(min_length=1)
    left_out: tuple[Point, ...] = ()

    def points(self) -> Iterator[tuple[str, Point]]:
        """Every subject and point with its key in the file, in order."""
        for number, subject in enumerate(self.subjects):
            yield f"subjects[{number}]", subject
            for position, point in enumerate(subject.points):
                yield f"subjects[{number}].points[{position}]", point
        for number, point in enumerate(self.left_out):
            yield f"left_out[{number}]", point


@dataclass(frozen=True, slots=True)
class WaysToItem:
    """How a reader comes to an item."""

    item_id: str
    file: str
    tags: tuple[str, ...]
    related: tuple[str, ...]
    questions: tuple[str, ...]
    subjects: int

    @property
    def is_findable(self) -> bool:
        """Whether a tag, a relation or a question leads to it."""
        return bool(self.tags or self.related or self.questions)


_ITEM_IN_VAIN = N_('"{subject}" names the item "{name}", which is not in the library.')
_QUESTION_IN_VAIN = N_('"{subject}" names the question "{name}", which is not in the library.')


def coverage_problems(coverage: Coverage, library: Library, file: str) -> tuple[Problem, ...]:
    """The holes: points that no item treats, and names that the library does not know."""
    questions = {q.id for checklist in library.checklists.values() for q in checklist.questions}
    found = []
    for key, point in coverage.points():
        place = Place(file, key=key)
        if not point.items:
            sentence = _('No item treats "{subject}".', subject=point.label)
            found.append(Problem(sentence, place, remedy=_("Name one, or write one.")))
        for words, names, known in (
            (_ITEM_IN_VAIN, point.items, library.entries.keys()),
            (_QUESTION_IN_VAIN, point.questions, questions),
        ):
            found += [
                Problem(
                    _(words, subject=point.label, name=name),
                    place,
                    remedy=_("Correct it, add it there, or take it out."),
                )
                for name in names
                if name not in known
            ]
    return tuple(found)


def ways_to_items(coverage: Coverage, library: Library, today: dt.date) -> tuple[WaysToItem, ...]:
    """For each item of the library, in its order, how a reader comes to it."""
    overview = Overview.of(library, today)
    named = [item_id for _key, point in coverage.points() for item_id in point.items]
    return tuple(
        WaysToItem(
            item_id=key,
            file=entry.file,
            tags=entry.item.tags,
            related=library.neighbours(key),
            questions=tuple(
                sorted({*entry.item.closes, *overview.asked_of.get(key, ())}, key=_natural)
            ),
            subjects=named.count(key),
        )
        for key, entry in library.entries.items()
    )


def _natural(question_id: str) -> tuple[str, int]:
    """A key that puts A2 before A10."""
    letters = question_id.rstrip("0123456789")
    return letters, int(question_id.removeprefix(letters) or 0)


def coverage_page(
    coverage: Coverage, library: Library, today: dt.date, words: Catalogue | None = None
) -> str:
    """The page that shows it to people, in Markdown; in the library's own language or in `words`.

    What the library says stays as it stands there.
    """
    ways = ways_to_items(coverage, library, today)
    spoken = words or words_for(library.settings.lang)
    return "\n".join(_lines_of_page(coverage, library, ways, spoken))


def _lines_of_page(
    coverage: Coverage, library: Library, ways: tuple[WaysToItem, ...], words: Catalogue
) -> Iterator[str]:
    points = [point for _key, point in coverage.points()]
    holes = sum(1 for point in points if not point.items)
    lost = sum(1 for way in ways if not way.is_findable)
    yield from (f"# {coverage.title}", "")
    made = words.gettext(
        "Made by `briefbuilder library coverage --write`; change coverage.yaml instead."
    )
    yield f"<!-- {made} -->"
    yield from ("", *([coverage.intro, ""] if coverage.intro else []))
    yield words.gettext(
        "{points} subjects and points, {holes} of them without an item; {items} items, {lost} of "
        "them that nothing leads to.",
        points=len(points),
        holes=holes,
        items=len(ways),
        lost=lost,
    )
    yield from ("", f"## {words.gettext('What is spoken of')}", "", *_head(_POINTS_HEAD, words))
    for subject in coverage.subjects:
        yield _row(subject, f"**{subject.label}**", library)
        for point in subject.points:
            yield _row(point, f"– {point.label}", library)
    if coverage.left_out:
        heading = words.gettext("What is left out, and stands here")
        yield from ("", f"## {heading}", "", *_head(_POINTS_HEAD, words))
        yield from (_row(point, point.label, library) for point in coverage.left_out)
    yield from ("", f"## {words.gettext('How each item is found')}", "", *_head(_WAYS_HEAD, words))
    for way in ways:
        numbers = f"{len(way.tags)} | {len(way.related)}"
        questions = " ".join(way.questions) or "–"
        yield f"| {_link(way.item_id, way.file)} | {numbers} | {questions} | {way.subjects} |"
    yield ""


_POINTS_HEAD = {
    P_("subject"): "---",
    P_("items"): "---",
    P_("questions"): "---",
    P_("what the library says otherwise"): "---",
}
_WAYS_HEAD = {
    P_("item"): "---",
    P_("tags"): "---:",
    P_("relations"): "---:",
    P_("questions"): "---",
    P_("subjects"): "---:",
}
"""The heads of the columns, and the side on which each stands."""


def _head(columns: Mapping[str, str], words: Catalogue) -> tuple[str, str]:
    names = " | ".join(words.gettext(name) for name in columns)
    return f"| {names} |", f"|{'|'.join(columns.values())}|"


def _row(point: Point, label: str, library: Library) -> str:
    links = ", ".join(
        _link(key, library.entries[key].file) if key in library.entries else key
        for key in point.items
    )
    cells = (label, links, " ".join(point.questions), point.correction)
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _link(item_id: str, file: str) -> str:
    return f"[{item_id}]({file})"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or "–"
