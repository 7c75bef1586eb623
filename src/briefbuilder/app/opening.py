"""Starting points: a new brief, an existing one, one left behind by a crash."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from briefbuilder.app.any_brief import brief_in
from briefbuilder.app.self_contained import self_contained
from briefbuilder.app.session import BriefSession
from briefbuilder.app.surroundings import Surroundings, shipped_data
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.base import LANG_PATTERN
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.markings import Marking
from briefbuilder.domain.templates import Template
from briefbuilder.errors import InvalidFileError, Severity, UserInputError
from briefbuilder.language.interface import _, spoken
from briefbuilder.language.tags import LANGUAGES, NAMES
from briefbuilder.storage.atomic import sweep_leftovers
from briefbuilder.storage.dialog_words import DialogWordsStore
from briefbuilder.storage.looking import paths_in
from briefbuilder.storage.other_files import is_pdf
from briefbuilder.storage.recovery import Recovered, RecoveryStore
from briefbuilder.storage.window_sign import WindowSign

EXTENSION = ".brief"


def window_sign(surroundings: Surroundings) -> WindowSign:
    """The sign of life of a window, by which others leave its unsaved work alone."""
    return WindowSign(surroundings.folders.state / "windows", surroundings.host)


def recovery_store(surroundings: Surroundings, sign: WindowSign | None = None) -> RecoveryStore:
    """Where a window's unsaved work is kept between autosaves."""
    folder = surroundings.folders.state / "recovery"
    return RecoveryStore(folder, sign or window_sign(surroundings), surroundings.host)


def dialog_words_store(surroundings: Surroundings, sign: WindowSign) -> DialogWordsStore:
    """Where the words in a window's open dialogs are kept."""
    return DialogWordsStore(surroundings.folders.state / "dialog-words", sign)


def new_brief(
    workspace: Workspace,
    *,
    template_id: str,
    title: str,
    marking: Marking | None = None,
    fields: tuple[tuple[str, str], ...] = (),
    checklist: str | None = None,
    lang: str | None = None,
) -> Brief:
    """A new brief from a template; today's date stands in a field named "date".

    `lang` is the tag of its language, where that is not the template's.

    `checklist` is that of the template unless another of the library's is named. Raises
    `InvalidFileError` when the template names one that the library does not have: the brief would
    silently have none.
    """
    if not title.strip():
        raise UserInputError(_("A brief needs a title."))
    if lang is not None and re.fullmatch(LANG_PATTERN, lang) is None:
        raise UserInputError(
            _('"{tag}" is not the tag of a language. Write it as in fr, de or pt-BR.', tag=lang)
        )
    template = workspace.template(template_id).template
    fault = workspace.checklist_problem(template) if checklist is None else None
    if fault is not None and fault.severity is Severity.ERROR:
        raise InvalidFileError.of(fault)
    brief = edits.new_brief(
        brief_id=workspace.surroundings.new_id(),
        title=title.strip(),
        template=template,
        marking=marking,
        lang=lang or "",
    )
    if checklist is not None:
        brief = edits.set_checklist(brief, workspace.checklist(checklist).id)
    filled = dict(fields)
    if any(spec.name == "date" for spec in template.fields):
        filled.setdefault("date", workspace.today().isoformat())
    for name, text in filled.items():
        if not any(spec.name == name for spec in template.fields):
            known = ", ".join(spec.name for spec in template.fields)
            raise UserInputError(
                _(
                    'The template "{template}" has no field "{field}"; it has {names}.',
                    template=template.said_in(spoken().language).name,
                    field=name,
                    names=known,
                )
            )
        brief = edits.set_field(brief, name, text)
    return brief


def languages_of(template: Template, *more: str) -> dict[str, str]:
    """The languages that a form or the program has words in, and more of them, with their names."""
    tags = (template.lang, *template.languages, *LANGUAGES, *more)
    return {tag: NAMES.get(tag, tag) for tag in tags}


def start_session(
    brief: Brief, workspace: Workspace, recovery: RecoveryStore | None = None
) -> BriefSession:
    """An open session on a brief that has no file yet."""
    return BriefSession(
        brief,
        surroundings=workspace.surroundings,
        recovery=recovery,
        complete=partial(self_contained, workspace=workspace),
    )


def open_session(
    path: Path, workspace: Workspace, recovery: RecoveryStore | None = None
) -> BriefSession:
    """An open session on a brief's file; what a killed save left beside it is swept away.

    The brief that a PDF carries opens as a new one that has no file: the PDF stays as it is.
    """
    if is_pdf(path):
        fresh = {"id": workspace.surroundings.new_id()}
        return start_session(brief_in(path).model_copy(update=fresh), workspace, recovery)
    sweep_leftovers(path.parent)
    return BriefSession.open(
        path,
        surroundings=workspace.surroundings,
        recovery=recovery,
        complete=partial(self_contained, workspace=workspace),
    )


def resume_session(
    recovered: Recovered, workspace: Workspace, recovery: RecoveryStore
) -> BriefSession:
    """An open session on work that a crash left behind."""
    return BriefSession.resume(
        recovered,
        surroundings=workspace.surroundings,
        recovery=recovery,
        complete=partial(self_contained, workspace=workspace),
    )


def example_briefs() -> tuple[Path, ...]:
    """The finished briefs that are shipped, by name."""
    return tuple(paths_in(shipped_data() / "examples", EXTENSION))
