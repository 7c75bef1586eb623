"""The check of a brief: its findings, from whatever is at hand."""

from __future__ import annotations

import logging

from briefbuilder.app.schemes_known import known_scheme
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.alignment import AlignmentState, alignment_of
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.findings import FindingList, find
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.changes import Aspect
from briefbuilder.domain.layout import Layout
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.render.font_coverage import printable_by

ASKED_BY_CONDITIONS = frozenset({Aspect.ANSWERS, Aspect.OUTLINE, Aspect.PINS, Aspect.HEAD})
"""What the state of a checklist depends on in a brief: no condition asks what a block says."""
_LOG = logging.getLogger(__name__)


def check(
    brief: Brief,
    workspace: Workspace,
    layout: Layout | None = None,
    *,
    form: LoadedTemplate | None = None,
    release: bool = False,
) -> FindingList:
    """The findings of a brief; without a layout nothing is said about lengths.

    `form` is the brief's form where it is at hand already; `release` asks for what only a copy
    that leaves the building may not have.
    """
    loaded = form or workspace.template(brief.template)
    findings = find(
        CheckContext(
            brief=brief,
            template=loaded.template,
            today=workspace.today(),
            library=workspace.library,
            checklist=workspace.checklist_of(brief),
            scheme=workspace.scheme_of(brief),
            scheme_known=known_scheme(brief, workspace),
            layout=layout,
            printable=printable_by(loaded),
            template_problems=workspace.problems_of_template(loaded.template),
            damaged={one.name: one.fault for one in brief.media if one.fault},
            release=release,
        )
    )
    _LOG.debug("Brief %s checked: %d findings", brief.id, len(findings.findings))
    return findings


def alignment(brief: Brief, workspace: Workspace) -> AlignmentState | None:
    """The state of the brief's checklist, or None when it has none."""
    checklist = workspace.checklist_of(brief)
    return alignment_of(brief, checklist) if checklist is not None else None
