"""What a helper needs to know of an installation, without anything that a person wrote.

Each point is looked at by itself, so that one that fails hides no other; what fails says what to
do. Faults of library files are told by their file and line: what is wrong there may quote them.
"""

from __future__ import annotations

import locale
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import new_brief
from briefbuilder.app.own_folders import settings_folder
from briefbuilder.app.own_language import LANGUAGE_VARIABLE, AskedBy, OwnLanguage
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.versions import versions
from briefbuilder.app.workspace import Workspace
from briefbuilder.errors import BriefbuilderError, Problem, Severity
from briefbuilder.language.interface import _, n_, p_, spoken
from briefbuilder.language.marks import N_
from briefbuilder.language.tags import INTERFACE_LANGUAGES, NAMES
from briefbuilder.render.job import Copy
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.logs import at_home
from briefbuilder.storage.looking import is_folder_in_sight
from briefbuilder.storage.trial import fault_of_reading, fault_of_writing

LEAST_FREE_MIB = 200
_MEBIBYTE = 1024**2
_MOST_FAULTS = 3
_FONTS = (".ttf", ".otf", ".woff", ".woff2")
_LOOK_AT_LIBRARY = N_("See what is wrong with: briefbuilder library check")
_INSTALL = N_("Install the program again, as README.md says.")
TOPICS = {
    "system": N_("system"),
    "language": N_("language"),
    "locale": N_("locale"),
    "display": N_("display"),
    "library folder": N_("library folder"),
    "templates folder": N_("templates folder"),
    "state folder": N_("state folder"),
    "cache folder": N_("cache folder"),
    "settings folder": N_("settings folder"),
    "temporary folder": N_("temporary folder"),
    "space for state": N_("space for state"),
    "space for cache": N_("space for cache"),
    "space for settings": N_("space for settings"),
    "space for temporary": N_("space for temporary"),
    "library": N_("library"),
    "templates": N_("templates"),
    "forms": N_("forms"),
    "fonts": N_("fonts"),
    "layout process": N_("layout process"),
}


class Outcome(StrEnum):
    """How a point stands."""

    GOOD = "good"
    NOTE = "note"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class CheckedPoint:
    """One thing that was looked at; what fails says what to do.

    `topic` is the same in every language, `name` is what the user calls it.
    """

    topic: str
    outcome: Outcome
    said: str
    remedy: str = ""

    @property
    def name(self) -> str:
        """The topic in the user's language; a library's name is its own."""
        return _(TOPICS[self.topic]) if self.topic in TOPICS else self.topic


def examine(surroundings: Surroundings, worker: LayoutWorker) -> Iterator[CheckedPoint]:
    """Look at everything, quick things first; nothing is raised."""
    yield from _versions()
    yield from _session()
    yield _language(surroundings.language)
    yield from _folders(surroundings)
    try:
        workspace = Workspace.open(surroundings)
    except (BriefbuilderError, OSError) as error:
        said = _("It could not be opened ({error}).", error=type(error).__name__)
        yield CheckedPoint("library", Outcome.FAILS, said, _(_LOOK_AT_LIBRARY))
        return
    try:
        yield from _content(workspace)
        yield _layout(workspace, worker)
    finally:
        workspace.close()


def _versions() -> Iterator[CheckedPoint]:
    for name, version in versions().items():
        if version:
            yield CheckedPoint(name, Outcome.GOOD, version)
        elif name.startswith("PySide6"):
            remedy = _("The terminal works without it. For the window, install the program again.")
            yield CheckedPoint(
                name, Outcome.NOTE, _("It is not installed; there is no window."), remedy
            )
        else:
            yield CheckedPoint(name, Outcome.FAILS, _("It is not installed."), _(_INSTALL))


def _session() -> Iterator[CheckedPoint]:
    words = _(
        "{locale}, files {files}, output {output}",
        locale=locale.getlocale()[0] or "C",
        files=sys.getfilesystemencoding(),
        output=_output_encoding(),
    )
    yield CheckedPoint("locale", Outcome.GOOD, words)
    if sys.platform in {"win32", "darwin"}:
        yield CheckedPoint("display", Outcome.GOOD, _("the system's own"))
        return
    names = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
    shown = [f"{name}={os.environ[name]}" for name in names if os.environ.get(name)]
    if shown:
        yield CheckedPoint("display", Outcome.GOOD, ", ".join(shown))
    else:
        remedy = _(
            "The terminal works without one. For the window, log in where there is a screen."
        )
        yield CheckedPoint("display", Outcome.NOTE, _("There is none."), remedy)


def _language(own: OwnLanguage) -> CheckedPoint:
    """Which language is spoken, and why."""
    choice = own.choice()
    language, tag = NAMES[choice.language], spoken().quoted(choice.tag)
    match choice.asked_by:
        case AskedBy.RUN:
            said = _("{language}: --language asks for {tag}.", language=language, tag=tag)
        case AskedBy.ENVIRONMENT:
            said = _(
                "{language}: {variable} asks for {tag}.",
                language=language,
                variable=LANGUAGE_VARIABLE,
                tag=tag,
            )
        case AskedBy.SETTING:
            said = _("{language}: your settings ask for {tag}.", language=language, tag=tag)
        case AskedBy.SYSTEM:
            said = _("{language}: the system asks for {tag}.", language=language, tag=tag)
        case AskedBy.NOBODY:
            said = _("{language}: nothing asks for another language.", language=language)
    if choice.is_understood:
        return CheckedPoint("language", Outcome.GOOD, said)
    there = spoken().listed(INTERFACE_LANGUAGES)
    remedy = _("The program has no words in it. It speaks {languages}.", languages=there)
    return CheckedPoint("language", Outcome.NOTE, said, remedy)


def _output_encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or p_("encoding of the output", "none")


def _folders(surroundings: Surroundings) -> Iterator[CheckedPoint]:
    folders = surroundings.folders
    to_read = [("library", folders.library), *(("templates", one) for one in folders.templates)]
    for name, folder in to_read:
        fault = fault_of_reading(folder)
        remedy = _("Name a folder that you may read, or ask whoever looks after it to let you in.")
        yield _folder_point(
            f"{name} folder", folder, fault or _("can be read"), remedy if fault else ""
        )
    to_write = {
        "state": folders.state,
        "cache": folders.cache,
        "settings": settings_folder(),
        "temporary": Path(tempfile.gettempdir()),
    }
    for name, folder in to_write.items():
        fault = fault_of_writing(folder)
        remedy = _(
            "Make the folder yours to write in, or make room; until then nothing is kept there."
        )
        said = fault or _("can be read and written")
        yield _folder_point(f"{name} folder", folder, said, remedy if fault else "")
        yield from _space(f"space for {name}", folder)


def _folder_point(topic: str, folder: Path, said: str, remedy: str) -> CheckedPoint:
    outcome = Outcome.FAILS if remedy else Outcome.GOOD
    return CheckedPoint(
        topic, outcome, _("{folder}: {said}", folder=at_home(folder), said=said), remedy
    )


def _space(topic: str, folder: Path) -> Iterator[CheckedPoint]:
    there = next((one for one in (folder, *folder.parents) if is_folder_in_sight(one)), None)
    if there is None:
        return
    try:
        free = shutil.disk_usage(there).free // _MEBIBYTE
    except OSError:
        return
    said = _("{number} MiB are free", number=spoken().whole(free))
    if free < LEAST_FREE_MIB:
        remedy = _("Make room: saving and printing need up to {number} MiB.", number=LEAST_FREE_MIB)
        yield CheckedPoint(topic, Outcome.FAILS, said, remedy)
    else:
        yield CheckedPoint(topic, Outcome.GOOD, said)


def _content(workspace: Workspace) -> Iterator[CheckedPoint]:
    library = workspace.library
    counts = ", ".join(
        (
            n_("{number} item", "{number} items", len(library.entries)),
            n_("{number} source", "{number} sources", len(library.sources)),
            n_("{number} checklist", "{number} checklists", len(library.checklists)),
            n_("{number} marking scheme", "{number} marking schemes", len(library.schemes)),
        )
    )
    yield _loaded("library", counts, library.problems, _(_LOOK_AT_LIBRARY))
    listed = workspace.templates
    see = _("See what is wrong with: briefbuilder templates")
    forms = n_("{number} form", "{number} forms", len(listed))
    yield _loaded("templates", forms, workspace.template_problems, see)
    if not listed:
        yield CheckedPoint(
            "forms", Outcome.FAILS, _("There is no form to print with."), _(_INSTALL)
        )
    yield _fonts(workspace)


def _loaded(topic: str, counts: str, problems: Iterable[Problem], remedy: str) -> CheckedPoint:
    errors = [one for one in problems if one.severity is Severity.ERROR]
    if not errors:
        return CheckedPoint(topic, Outcome.GOOD, counts)
    places = ", ".join(str(one.place) for one in errors[:_MOST_FAULTS])
    if len(errors) > _MOST_FAULTS:
        places = f"{places}, …"
    said = n_(
        "{counts}; {number} error, first at {places}",
        "{counts}; {number} errors, first at {places}",
        len(errors),
        counts=counts,
        places=places,
    )
    return CheckedPoint(topic, Outcome.FAILS, said, remedy)


def _fonts(workspace: Workspace) -> CheckedPoint:
    names: set[str] = set()
    for template in workspace.templates:
        try:
            loaded = workspace.template(template.id)
        except BriefbuilderError:
            continue
        held = (*loaded.shared, *loaded.assets)
        names |= {Path(one).name for one in held if one.lower().endswith(_FONTS)}
    if not names:
        return CheckedPoint("fonts", Outcome.FAILS, _("The forms bring none along."), _(_INSTALL))
    said = n_(
        "{number} file comes with the forms", "{number} files come with the forms", len(names)
    )
    return CheckedPoint("fonts", Outcome.GOOD, said)


def _layout(workspace: Workspace, worker: LayoutWorker) -> CheckedPoint:
    for template in workspace.templates:
        start = time.monotonic()
        try:
            brief = new_brief(workspace, template_id=template.id, title=_("Test page"))
            laid_out = worker.layout(layout_job(brief, workspace, Copy.DRAFT, annex=False))
        except BriefbuilderError as error:
            said = _("No test page could be printed ({error}).", error=type(error).__name__)
            remedy = _("See why with: briefbuilder --debug doctor")
            return CheckedPoint("layout process", Outcome.FAILS, said, remedy)
        said = n_(
            "{number} test page in {seconds} s",
            "{number} test pages in {seconds} s",
            len(laid_out.layout.pages),
            seconds=spoken().decimal(time.monotonic() - start, 1),
        )
        return CheckedPoint("layout process", Outcome.GOOD, said)
    said = _("There is no form to try it with.")
    return CheckedPoint("layout process", Outcome.FAILS, said, _(_INSTALL))
