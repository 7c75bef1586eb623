"""The second step of an export: the form's own pages, and what the check says of the brief.

The pages are laid out for a copy in Word or HTML, too: whether a section keeps to its length is
measured in print. They are not written for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefbuilder.app.checking import check
from briefbuilder.app.export_steps.composed import Composed
from briefbuilder.app.export_steps.export_order import Format
from briefbuilder.app.export_steps.refusing import refuse_for
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.brief_check.findings import Finding, FindingList
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import NotClearError, Place, Problem, Severity
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.render.order import Copy
from briefbuilder.render.worker import LaidOut, LayoutWorker

_NEEDS_NO_ERRORS = {
    Copy.RECORD: N_("A record copy needs a brief without errors, and this one has {number}."),
    Copy.RELEASE: N_("A release copy needs a brief without errors, and this one has {number}."),
}
_PICTURES_LACKING = frozenset({"figure-damaged", "figure-missing"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A brief that may become the copy asked for: its pages, and what is still to be said of it."""

    composed: Composed
    pages: LaidOut
    findings: FindingList


def check_copy(composed: Composed, workspace: Workspace, worker: LayoutWorker) -> Checked:
    """Lay the pages out and check the brief.

    Raises `OutputMismatchError` when a picture cannot stand in the copy, `NotClearError` when a
    record or release copy is asked of a brief with open errors; the worker's errors besides.
    """
    order = composed.order
    pages = worker.layout(composed.pages, written=order.to is Format.PDF)
    findings = check(
        composed.whole,
        workspace,
        pages.layout,
        form=composed.form,
        release=order.copy is Copy.RELEASE,
    )
    refuse_for(
        [_as_problem(one) for one in _pictures_lacking(findings, composed.shown)],
        N_("A picture of the brief cannot be printed, so nothing was written."),
        with_remedies=True,
    )
    _refuse_unless_clear(findings, order.copy)
    return Checked(composed, pages, findings)


def _refuse_unless_clear(findings: FindingList, copy: Copy) -> None:
    if copy is Copy.DRAFT or findings.is_clear:
        return
    errors = [one for one in findings.findings if one.severity is Severity.ERROR]
    sentences = (
        _(_NEEDS_NO_ERRORS[copy], number=len(errors)),
        _("Mend them, or export a draft copy."),
        _("The first: {sentence}", sentence=errors[0].sentence),
    )
    raise NotClearError(" ".join(sentences), tuple(_as_problem(one) for one in errors))


def _pictures_lacking(findings: FindingList, shown: Brief) -> Sequence[Finding]:
    """What is said of pictures that stand in the copy, whatever its kind and format."""
    there = {block.id for block in shown.blocks()}
    return [
        one
        for one in findings.findings
        if one.rule in _PICTURES_LACKING and one.place.block in there
    ]


def _as_problem(finding: Finding) -> Problem:
    return Problem(
        finding.sentence, Place(key=str(finding.place)), finding.severity, finding.remedy
    )
