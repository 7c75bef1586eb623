"""From a brief to a layout job: the one recipe that preview, check and export share."""

from __future__ import annotations

from briefbuilder.app.self_contained import self_contained
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.drafts import as_draft, next_draft
from briefbuilder.render.job import Copy, LayoutJob, PrintOrder, make_job


def print_order(
    brief: Brief,
    workspace: Workspace,
    copy: Copy,
    *,
    annex: bool,
    attachment: bytes | None = None,
    identifier: str = "",
) -> PrintOrder:
    """What the render room must know beside the brief and its template."""
    entries = workspace.library.entries
    return PrintOrder(
        copy=copy,
        annex=annex,
        today=workspace.today(),
        scheme=workspace.scheme_of(brief),
        schemes=workspace.schemes_of(brief),
        checklist=workspace.checklist_of(brief),
        statuses={key: entry.status.value for key, entry in entries.items()},
        attachment=attachment,
        identifier=identifier,
    )


def layout_job(brief: Brief, workspace: Workspace, copy: Copy, *, annex: bool) -> LayoutJob:
    """What the layout worker needs to make the pages of a brief on the screen."""
    complete = as_draft(self_contained(brief, workspace), next_draft(brief))
    order = print_order(complete, workspace, copy, annex=annex)
    return make_job(complete, workspace.template(brief.template), order)
