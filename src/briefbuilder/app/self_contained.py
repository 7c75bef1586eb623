"""What a brief keeps of the library, so that it opens and exports with none at hand."""

from __future__ import annotations

from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.edits import add_sources, hold_rules, used_keys


def self_contained(brief: Brief, workspace: Workspace) -> Brief:
    """The brief with the sources that its own text cites, its checklist and its marking scheme."""
    held = {source.id for source in brief.sources}
    library = workspace.library.sources
    found = [library[key] for key in used_keys(brief) if key not in held and key in library]
    complete = add_sources(brief, found) if found else brief
    return hold_rules(complete, workspace.checklist_of(brief), workspace.scheme_of(brief))
