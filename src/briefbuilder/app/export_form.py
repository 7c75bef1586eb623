"""What is asked before an export: which copy, in what form, and what keeps it from being made."""

from __future__ import annotations

from briefbuilder.app.exporting import Format
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.redaction import Redaction
from briefbuilder.language.interface import _, n_
from briefbuilder.language.marks import N_
from briefbuilder.render.job import Copy

COPIES = (
    (
        Copy.DRAFT,
        N_("Draft copy"),
        N_("Stamped {stamp} on every page; with the checklist annexed."),
    ),
    (Copy.RECORD, N_("Record copy"), N_("For the file: the brief itself and the answers inside.")),
    (Copy.RELEASE, N_("Release copy"), N_("Leaves the building: nothing hidden in it.")),
)
FORMATS = (
    (Format.PDF, N_("PDF, tagged (PDF/UA-1)")),
    (Format.DOCX, "Word"),
    (Format.HTML, N_("Web page")),
)


def may_have_annex(copy: Copy, brief: Brief, made: Redaction) -> bool:
    """Whether a brief's checklist may be annexed to a copy that is `made` of it.

    Its answers are unmarked: they go where the brief's own marking may not.
    """
    return copy is not Copy.RELEASE and made.unmarked_stays and brief.checklist is not None


def export_complaint(copy: Copy, errors: int, path: str) -> str:
    """What keeps a copy from being made: errors that the check found, no file; "" for nothing."""
    if copy is not Copy.DRAFT and errors:
        return n_(
            "The check reports {number} error. Mend it first, or export a draft copy.",
            "The check reports {number} errors. Mend them first, or export a draft copy.",
            errors,
        )
    return "" if path.strip() else _("Say where the file goes.")
