"""Numbered notes: every citation of a brief, in order, in full at first and short afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from briefbuilder.domain.citations import Citation, CitationGroup
from briefbuilder.domain.kept import Kept
from briefbuilder.domain.sources import Source
from briefbuilder.errors import Place, Problem
from briefbuilder.language.catalogue import Catalogue, words_for
from briefbuilder.language.interface import _
from briefbuilder.render.citation_runs import (
    GAP,
    CitationRun,
    Printed,
    closed,
    filled,
    join,
    to_html,
)
from briefbuilder.render.citations import (
    full_citation,
    listed_citation,
    short_citation,
    sort_key,
    tells_itself,
    with_locator,
)

NoteStyle = Literal["footnotes", "endnotes"]


@dataclass(frozen=True, slots=True)
class Note:
    """One numbered note; `target` says in which block its call stands."""

    number: int
    printed: Printed
    target: str


_FORMS: Kept[Printed] = Kept(3000)


class PrintedNotes:
    """Gives numbers to the citations of one printing of a brief, and keeps what they print."""

    def __init__(
        self, find: Callable[[str], Source | None], style: NoteStyle, words: Catalogue
    ) -> None:
        self.style = style
        self._find = find
        self._words = words
        self._notes: list[Note] = []
        self._groups: list[CitationGroup] = []
        self._cited: dict[str, Source] = {}
        self._cited_again: set[str] = set()
        self._problems: list[Problem] = []

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes so far, in order."""
        return tuple(self._notes)

    @property
    def groups(self) -> tuple[CitationGroup, ...]:
        """What the notes so far cite, in order."""
        return tuple(self._groups)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Citations of sources that the brief does not hold."""
        return tuple(self._problems)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources cited so far, in the order of the list of sources."""
        return tuple(sorted(self._cited.values(), key=lambda one: sort_key(one, self._words)))

    @property
    def number_of_sources(self) -> int:
        """How many sources are cited so far."""
        return len(self._cited)

    @property
    def listed(self) -> tuple[Printed, ...]:
        """The sources cited so far as their list prints them, with short names that notes use."""
        writing = self._words.writing
        return tuple(closed(self._listed(source), writing) for source in self.sources)

    def _listed(self, source: Source) -> Printed:
        form = listed_citation(source, self._words)
        short = short_citation(source, self._words)
        if source.id not in self._cited_again or tells_itself(short, form):
            return form
        cited = filled(self._words.gettext("(cited as {form})", form=GAP), short)
        return join([form, cited], " ")

    def add(self, group: CitationGroup, target: str) -> Note:
        """Make the note of one citation group that stands in `target`."""
        forms = [self._form(citation, target) for citation in group.citations]
        note = Note(len(self._notes) + 1, closed(join(forms, "; "), self._words.writing), target)
        self._notes.append(note)
        self._groups.append(group)
        return note

    def cite(self, group: CitationGroup, target: str) -> Markup:
        """The call of a new note as HTML, followed by the note itself where it is a footnote."""
        note = self.add(group, target)
        call = Markup('<sup><a class="note-call" href="#note-{0}" id="call-{0}">{0}</a></sup>')
        html = call.format(note.number)
        return html + footnote_html(note) if self.style == "footnotes" else html

    def _made(
        self, which: str, source: Source, make: Callable[[Source, Catalogue], Printed]
    ) -> Printed:
        words = self._words
        said_in = (words.language, words is words_for(words.language))
        return _FORMS.of((source,), (which, said_in), lambda: make(source, words))

    def _form(self, citation: Citation, target: str) -> Printed:
        source = self._find(citation.key)
        if source is None:
            self._problems.append(
                Problem(
                    _(
                        'The brief cites "@{key}", but holds no source of that key.',
                        key=citation.key,
                    ),
                    Place(key=target),
                    remedy=_("Add the source to the library, or correct the key."),
                    lost_source=citation.key,
                )
            )
            missing = self._words.gettext("source missing: {key}", key=citation.key)
            form: Printed = (CitationRun(f"[{missing}]"),)
        elif citation.key in self._cited:
            self._cited_again.add(citation.key)
            form = self._made("short", source, short_citation)
        else:
            self._cited[citation.key] = source
            form = self._made("full", source, full_citation)
        return with_locator(form, citation.locator, self._words)


def _note_words(note: Note) -> Markup:
    number = Markup('<span class="note-number">{}</span> ').format(note.number)
    return number + to_html(note.printed)


def footnote_html(note: Note) -> Markup:
    """A note as it stands behind its call, for the style sheet to float to the foot."""
    return Markup('<span class="footnote" id="note-{}">{}</span>').format(
        note.number, _note_words(note)
    )


def endnotes_html(notes: Iterable[Note]) -> Markup:
    """The notes as a list; "" when there are none."""
    items = [
        Markup('<li id="note-{}">{}</li>').format(note.number, _note_words(note)) for note in notes
    ]
    return Markup('<ol class="notes">{}</ol>').format(Markup("").join(items)) if items else Markup()


def sources_html(listed: Iterable[Printed]) -> Markup:
    """The list of sources, each in its full form; "" when there are none."""
    items = [Markup("<li>{}</li>").format(to_html(form)) for form in listed]
    return (
        Markup('<ul class="sources">{}</ul>').format(Markup("").join(items)) if items else Markup()
    )
