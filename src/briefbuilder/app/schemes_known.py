"""What is known here of the marking scheme whose copy a brief brings along."""

from __future__ import annotations

from briefbuilder.app.surroundings import shipped_data
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.scheme_copies import altered_copy
from briefbuilder.errors import BriefbuilderError, Problem, Severity
from briefbuilder.language.interface import _
from briefbuilder.storage.looking import is_there
from briefbuilder.storage.marking_file import parse_marking_scheme
from briefbuilder.storage.safe_read import read_text_safely


def known_scheme(brief: Brief, workspace: Workspace) -> Scheme | None:
    """The scheme of the name that the brief's copy bears: the library's, else the shipped one."""
    held = brief.held_scheme
    if held is None:
        return None
    return workspace.library.schemes.get(held.id) or _shipped(held.id)


def scheme_notices(brief: Brief, workspace: Workspace) -> tuple[Problem, ...]:
    """What is to be told of the brief's copy of its scheme when it is opened or exported."""
    held, known = brief.held_scheme, known_scheme(brief, workspace)
    told = altered_copy(held, known) if held is not None and known is not None else ""
    if not told:
        return ()
    remedy = _("Ask where the brief comes from.")
    return (Problem(told, severity=Severity.WARNING, remedy=remedy),)


def _shipped(scheme_id: str) -> Scheme | None:
    file = shipped_data() / "library" / "markings" / f"{scheme_id}.yaml"
    try:
        return parse_marking_scheme(read_text_safely(file), file.name) if is_there(file) else None
    except BriefbuilderError:
        return None  # a damaged installation says so elsewhere
