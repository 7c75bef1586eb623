"""The workspace: one library, one set of templates and the search over them."""

from __future__ import annotations

import datetime as dt
import difflib
import logging
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from briefbuilder.app.surroundings import Folders, Surroundings
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.library import Library, changed_entries
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.templates import LoadedTemplate, Template
from briefbuilder.errors import BriefbuilderError, NotFoundError, Problem, Severity
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.search.cache import cache_file
from briefbuilder.search.hits import Hit
from briefbuilder.search.index import SearchIndex
from briefbuilder.search.query import Query, parse_query
from briefbuilder.storage.library_folder import LibraryFolder
from briefbuilder.storage.library_memory import LibraryMemory, memory_file
from briefbuilder.storage.logs import at_home
from briefbuilder.storage.remembered import made_by
from briefbuilder.storage.scanned import ScannedLibrary
from briefbuilder.storage.template_folder import TemplateFolder


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """What a fresh look at the library folder found, by item id."""

    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    other: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.other)


def change_between(before: ScannedLibrary, after: ScannedLibrary) -> LibraryChange:
    """What differs between two readings of a library, by item."""
    old, new = before.library.entries, after.library.entries
    differing = changed_entries(old, new)
    return LibraryChange(
        added=frozenset(key for key in differing if key not in old),
        changed=frozenset(key for key in differing if key in new and key in old),
        removed=frozenset(key for key in differing if key not in new),
        other=before.hashes != after.hashes or before.library.problems != after.library.problems,
    )


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first, and how many items of each value of a facet match the words."""

    query: Query
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


_LOG = logging.getLogger(__name__)
_NOUNS = {"checklist": "checklist", "default_scheme": "marking scheme"}
_HAS_NONE = {
    "checklist": N_('The library has no checklist at all, and so not "{name}" either.'),
    "marking scheme": N_('The library has no marking scheme at all, and so not "{name}" either.'),
}
_HAS_OTHERS = {
    "checklist": N_('The library has no checklist "{name}"; it has {names}.'),
    "marking scheme": N_('The library has no marking scheme "{name}"; it has {names}.'),
}


class Workspace:
    """One open library with its templates. It reads and searches; `curating` writes."""

    def __init__(
        self,
        *,
        folder: LibraryFolder,
        templates: TemplateFolder,
        index: SearchIndex,
        surroundings: Surroundings,
        earlier: ScannedLibrary | None = None,
    ) -> None:
        self.folder = folder
        self.surroundings = surroundings
        self._templates = templates
        self._held: dict[str, LoadedTemplate] = {}
        self._index = index
        started = surroundings.seconds()
        self._scanned: ScannedLibrary = folder.scan(earlier)
        self._refresh_index()
        _log_library(folder.root, self.library, surroundings.seconds() - started)

    @classmethod
    def open(
        cls,
        surroundings: Surroundings,
        *,
        keep_index: bool = True,
        earlier: ScannedLibrary | None = None,
    ) -> Workspace:
        """Open the library and templates of `surroundings`; the index lives in the user's cache.

        Of an `earlier` scan of the library, what is as it was is not read again.
        """
        folders = surroundings.folders
        index = cache_file(folders.cache, folders.library) if keep_index else None
        folder = LibraryFolder(folders.library, _memory_of(folders) if keep_index else None)
        folder.sweep()
        return cls(
            folder=folder,
            templates=TemplateFolder(folders.templates),
            index=SearchIndex(index),
            surroundings=surroundings,
            earlier=earlier,
        )

    @property
    def library(self) -> Library:
        """The library as it was last read."""
        return self._scanned.library

    @property
    def scanned(self) -> ScannedLibrary:
        """The library with the stamp of each of its files."""
        return self._scanned

    def reload(self) -> LibraryChange:
        """Look at the folder again, read what changed, and say what that was."""
        self.look_at_templates()
        return self.adopt(self.folder.scan(self._scanned))

    def reload_written(self, file: str) -> LibraryChange:
        """Read one file that was just written; what others wrote comes with the next look."""
        return self.adopt(self.folder.scan_written(self._scanned, file))

    def adopt(self, scanned: ScannedLibrary) -> LibraryChange:
        """Go on with a newer scan of the folder, made elsewhere, and say what it changed."""
        before, self._scanned = self._scanned, scanned
        change = LibraryChange()
        if scanned.library is not before.library:  # else nothing was read again
            self._refresh_index()
            change = change_between(before, scanned)
        _log_change(change)
        return change

    def search(self, text: str, *, limit: int = 500, with_facets: bool = True) -> SearchResult:
        """Find items; the query's own problems are in `result.query.problems`."""
        query = parse_query(text)
        hits = self._index.search(query, limit=limit, today=self.today())
        facets = self._index.facets(query, today=self.today()) if with_facets else {}
        return SearchResult(query, hits, facets)

    def today(self) -> dt.date:
        """The present day where the user is."""
        return self.surroundings.today()

    @property
    def templates(self) -> tuple[Template, ...]:
        """The templates that could be read, by name."""
        return self._templates.list()

    @property
    def template_problems(self) -> tuple[Problem, ...]:
        """What was wrong with the others, and with those that could be read.

        These may name what the library does not have, or leave words unsaid in a language.
        """
        listed = self._templates.list()
        named = [fault for one in listed for fault in self.problems_of_template(one)]
        return (*self._templates.problems, *named, *self._templates.gaps)

    def problems_of_template(self, template: Template) -> tuple[Problem, ...]:
        """What a template names and the library does not have."""
        faults = (self.checklist_problem(template), self.scheme_problem(template))
        return tuple(fault for fault in faults if fault is not None)

    def checklist_problem(self, template: Template) -> Problem | None:
        """What is wrong with the checklist that a template names, with its line."""
        known = self.library.checklists
        return self._named_in_vain(template, "checklist", template.checklist, known)

    def scheme_problem(self, template: Template) -> Problem | None:
        """What is wrong with the marking scheme that a template names, with its line.

        It only says where a new brief's marking is looked up first, so a form may be used with a
        library of other schemes; a name that is nearly one of them is a slip.
        """
        known = self.library.schemes
        return self._named_in_vain(template, "default_scheme", template.default_scheme, known)

    def _named_in_vain(
        self, template: Template, key: str, name: str | None, known: Collection[str]
    ) -> Problem | None:
        noun = _NOUNS[key]
        # What the library has and could not read is reported there.
        if name is None or name in known or self.library.is_left_out(noun, name):
            return None
        place = self._templates.place(template.id, key)
        if not known:
            sentence = _(_HAS_NONE[noun], name=name)
            return Problem(sentence, place, Severity.WARNING, _("Add it to the library."))
        alike = difflib.get_close_matches(name, known, n=1)
        sentence = _(_HAS_OTHERS[noun], name=name, names=", ".join(sorted(known)))
        if alike:
            meant = _('Did you mean "{name}"?', name=alike[0])
            sentence = f"{sentence} {meant}"
        wrong = bool(alike) or key == "checklist"
        severity = Severity.ERROR if wrong else Severity.WARNING
        return Problem(sentence, place, severity, _("Name one of them, or leave the key out."))

    def template(self, template_id: str) -> LoadedTemplate:
        """A template with its files as they are on disk; `NotFoundError` for an unknown id."""
        try:
            loaded = self._templates.load(template_id)
        except BriefbuilderError:
            self._held.pop(template_id, None)
            raise
        self._held[template_id] = loaded
        return loaded

    def held_template(self, template_id: str) -> LoadedTemplate:
        """The same as it was last read, by whomever: the disk is asked the first time only.

        For the window's thread. The layout of pages, which follows each edit, reads it anew, and
        so does every look at the library.
        """
        return self._held.get(template_id) or self.template(template_id)

    def look_at_templates(self) -> None:
        """Read again, on any thread, what is held; what cannot be read now is held no longer."""
        for template_id in tuple(self._held):
            with suppress(BriefbuilderError):
                self.template(template_id)

    def checklist_of(self, brief: Brief) -> Checklist | None:
        """The checklist that a brief is walked with: the library's, else the one it holds."""
        chosen = brief.checklist or self.library.settings.default_checklist
        held = brief.held_checklist
        if chosen is None or chosen in self.library.checklists:
            return self.library.checklists.get(chosen or "")
        return held if held is not None and held.id == chosen else None

    def scheme_of(self, brief: Brief) -> Scheme | None:
        """The scheme of the brief's marking: the library's, else the one that the brief holds."""
        if brief.marking is None:
            return None
        chosen, held = brief.marking.scheme, brief.held_scheme
        if chosen in self.library.schemes:
            return self.library.schemes[chosen]
        return held if held is not None and held.id == chosen else None

    def schemes_of(self, brief: Brief) -> Mapping[str, Scheme]:
        """The schemes by which a brief's markings are read: the library's, and the one it holds."""
        held = brief.held_scheme
        return {**({held.id: held} if held is not None else {}), **self.library.schemes}

    def checklist(self, checklist_id: str) -> Checklist:
        """A checklist of the library; `NotFoundError` when it has none of that id."""
        try:
            return self.library.checklists[checklist_id]
        except KeyError:
            known = ", ".join(sorted(self.library.checklists))
            told = {"name": checklist_id, "names": known}
            raise NotFoundError(
                _('There is no checklist "{name}"; the library has {names}.', **told)
                if known
                else _('There is no checklist "{name}"; the library has none.', name=checklist_id)
            ) from None

    def scheme(self, scheme_id: str) -> Scheme:
        """A marking scheme; `NotFoundError` when the library has none of that id."""
        try:
            return self.library.schemes[scheme_id]
        except KeyError:
            known = ", ".join(sorted(self.library.schemes))
            told = {"name": scheme_id, "names": known}
            raise NotFoundError(
                _('There is no marking scheme "{name}"; the library has {names}.', **told)
                if known
                else _('There is no marking scheme "{name}"; the library has none.', name=scheme_id)
            ) from None

    def marking(self, text: str, scheme_id: str) -> Marking:
        """A marking from words such as "SECRET" or "OFFICIAL-SENSITIVE"."""
        return self.scheme(scheme_id).read(text)

    def close(self) -> None:
        """Let go of the index and of the library's memory."""
        self._index.close()
        self.folder.close()

    def _refresh_index(self) -> None:
        self._index.refresh(self._scanned.library, self._scanned.stamps)


def _memory_of(folders: Folders) -> LibraryMemory:
    path = memory_file(folders.cache, folders.library)
    return LibraryMemory(path, folders.library, made_by())


def _log_library(root: Path, library: Library, seconds: float) -> None:
    found = (len(library.entries), len(library.sources), len(library.problems))
    line = "Library %s read: %d items, %d sources, %d problems, in %.2f s"
    _LOG.info(line, at_home(root), *found, seconds)


def _log_change(change: LibraryChange) -> None:
    counts = (len(change.added), len(change.changed), len(change.removed))
    if change:
        _LOG.info("Library looked at again: %d items are new, %d changed, %d gone", *counts)
    else:
        _LOG.debug("Library looked at again: nothing has changed")
