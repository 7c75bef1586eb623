"""The first step of an export: everything that the copy will be made of, gathered once.

What follows works on this value alone and asks neither the library nor the form's folder again:
a form that somebody changes while pages are laid out changes nothing in a copy under way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefbuilder.app.export_steps.export_order import ExportOrder, Format
from briefbuilder.app.identifiers import identifier_of_bytes
from briefbuilder.app.layouts import print_order
from briefbuilder.app.redacting import within
from briefbuilder.app.schemes_known import scheme_notices
from briefbuilder.app.self_contained import self_contained
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.drafts import DraftRecord, as_draft, next_draft, words_of_draft
from briefbuilder.domain.redaction import LeftOut, Redaction
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.errors import FileChangedError, Problem
from briefbuilder.language.interface import _
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.order import Copy, PrintOrder
from briefbuilder.storage.brief_file import brief_to_bytes
from briefbuilder.storage.looking import is_there
from briefbuilder.storage.stamps import Stamp, stamp_of


@dataclass(frozen=True, slots=True)
class Composed:
    """A copy's substance.

    `whole` is the brief with all that it keeps of the library, and what is checked; `shown` is
    what of it the copy holds, numbered as the draft that it becomes, and `left_out` the rest.
    `pages` is the job of the form's own pages, `copy` that of the copy itself: the same one,
    unless the form puts notes at the foot of a page and the copy has no pages. `stamp` is that of
    the file which the copy will replace.
    """

    order: ExportOrder
    whole: Brief
    shown: Brief
    form: LoadedTemplate
    pages: LayoutJob
    copy: LayoutJob
    left_out: tuple[LeftOut, ...]
    drafted: DraftRecord | None
    notices: tuple[Problem, ...]
    stamp: Stamp | None


def compose_copy(brief: Brief, workspace: Workspace, order: ExportOrder) -> Composed:
    """Gather what a copy is made of.

    Raises `FileChangedError` when there is such a file and it may not go, `UserInputError` when
    the order's bounds cannot be understood or leave nothing.
    """
    if not order.overwrite and is_there(order.out):
        raise FileChangedError(_("{file} exists already; it was not overwritten.", file=order.out))
    stamp = stamp_of(order.out)
    whole = self_contained(brief, workspace)
    drafted = _draft_record(brief, order)
    bounded = within(_numbered(whole, drafted), workspace, order.bounds)
    form = workspace.template(brief.template)
    print_as = _print_order(bounded, workspace, order)
    pages = make_job(bounded.brief, form, print_as)
    return Composed(
        order=order,
        whole=whole,
        shown=bounded.brief,
        form=form,
        pages=pages,
        copy=_copy_job(bounded.brief, form, print_as, pages=pages, to=order.to),
        left_out=bounded.left_out,
        drafted=drafted,
        notices=scheme_notices(brief, workspace),
        stamp=stamp,
    )


def shown_in(brief: Brief, workspace: Workspace, order: ExportOrder) -> Brief:
    """What of a brief an order's copy will hold, numbered as the draft that it becomes."""
    return within(_numbered(brief, _draft_record(brief, order)), workspace, order.bounds).brief


def with_endnotes(form: LoadedTemplate) -> LoadedTemplate:
    """The form with its notes at the end: where there are no pages, nothing has a foot."""
    if form.template.citation_style == "endnotes":
        return form
    template = form.template.model_copy(update={"citation_style": "endnotes"})
    return replace(form, template=template)


def _draft_record(brief: Brief, order: ExportOrder) -> DraftRecord | None:
    """Which draft the copy will be; None for a copy that is not one."""
    if order.copy is not Copy.DRAFT:
        return None
    return DraftRecord(brief.id, order.draft or next_draft(brief), words_of_draft(brief))


def _numbered(brief: Brief, record: DraftRecord | None) -> Brief:
    """The brief as it is printed: a part of it is the same draft as the whole."""
    return brief if record is None else as_draft(brief, record.number)


def _print_order(bounded: Redaction, workspace: Workspace, order: ExportOrder) -> PrintOrder:
    # Packed once: the same bytes name the copy and travel with a record copy, so that `verify`
    # can tell from the bytes that it finds in a copy whether the copy is the one they name.
    packed = brief_to_bytes(bounded.brief)
    carries = order.copy is Copy.RECORD and order.to is Format.PDF
    asked = print_order(
        bounded.brief,
        workspace,
        order.copy,
        annex=order.with_annex,
        attachment=packed if carries else None,
        identifier=identifier_of_bytes(packed, order.copy, order.to),
    )
    if bounded.unmarked_stays:
        return asked
    # Without its answers a walk would say that nothing was answered, and that would be untrue.
    annex = asked.annex and bool(bounded.brief.pins)
    return replace(asked, checklist=None, annex=annex, partial=True)


def _copy_job(
    brief: Brief, form: LoadedTemplate, print_as: PrintOrder, *, pages: LayoutJob, to: Format
) -> LayoutJob:
    own = form if to is Format.PDF else with_endnotes(form)
    return pages if own is form else make_job(brief, own, print_as)
