"""Export: a corridor of five steps, each of which hands one value on and is not entered again.

composed → checked → made → proved → issued. `export` is a generator of progress; the window, the
terminal and the tests drive the same one. See `docs/adr/0014-export-is-a-corridor.md`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Mapping
from typing import assert_never

from briefbuilder.app import progress
from briefbuilder.app.export_steps.checked import check_copy
from briefbuilder.app.export_steps.composed import compose_copy, shown_in
from briefbuilder.app.export_steps.export_order import ExportOrder, Format
from briefbuilder.app.export_steps.issued import ExportReceipt, write_copy
from briefbuilder.app.export_steps.made import make_copy
from briefbuilder.app.export_steps.proved import prove_copy
from briefbuilder.app.progress import Progress
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.banners import banner_of, words_of
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.drafts import next_draft
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.words import slug
from briefbuilder.errors import BriefbuilderError
from briefbuilder.language.catalogue import words_for
from briefbuilder.language.interface import _
from briefbuilder.render.order import Copy
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.traces import kind_of

__all__ = [
    "ExportOrder",
    "ExportReceipt",
    "Format",
    "Work",
    "export",
    "file_name",
    "offered_name",
    "run",
]

Work = Generator[Progress, None, ExportReceipt]
_LOG = logging.getLogger(__name__)
_STEPS = 5


def file_name(brief: Brief, schemes: Mapping[str, Scheme], to: Format, copy: Copy) -> str:
    """A name for the exported file: reference or title, banner, and which draft or kind of copy.

    Whoever sees the name in a list, or in a mail, must see what the pages say: the level with its
    caveats, or that none is set.
    """
    banner = banner_of(brief, schemes)
    unmarked = words_for(brief.lang).gettext("marking not set")
    own = words_of(banner.marking, schemes) if banner.marking is not None else unmarked
    parts = [slug(brief.field("reference") or brief.title)[:60].strip("-") or "brief"]
    parts += [slug(words)[:60].strip("-") for words in (own, *banner.also)]
    parts.append(slug(_kind_in_name(brief, copy)))
    return f"{'-'.join(part for part in parts if part)}.{to.value}"


def _kind_in_name(brief: Brief, copy: Copy) -> str:
    """Which copy it is, in the brief's language: whoever gets the file reads that."""
    words = words_for(brief.lang)
    match copy:
        case Copy.DRAFT:
            number = next_draft(brief)
            return words.pgettext("in the name of a file", "draft {number}", number=number)
        case Copy.RECORD:
            return words.pgettext("in the name of a file", "record")
        case Copy.RELEASE:
            return words.pgettext("in the name of a file", "release")
        case _:
            assert_never(copy)


def offered_name(brief: Brief, workspace: Workspace, order: ExportOrder) -> str:
    """`file_name` of the copy that is asked for: nothing that it leaves out is in its name."""
    shown = shown_in(brief, workspace, order)
    return file_name(shown, workspace.schemes_of(brief), order.to, order.copy)


def export(brief: Brief, workspace: Workspace, worker: LayoutWorker, order: ExportOrder) -> Work:
    """Make and write one copy of a brief.

    Raises `NotClearError` when a record or release copy is asked of a brief with open errors,
    `OutputMismatchError` when the pages lack something, `FileChangedError` when the file exists.
    """
    started = time.monotonic()
    told = (brief.id, order.copy.value, order.to.value)
    _LOG.info("Export of brief %s as %s copy to %s started", *told)
    try:
        receipt = yield from _corridor(brief, workspace, worker, order)
    except BriefbuilderError as error:
        seconds = time.monotonic() - started
        _LOG.info("Export of brief %s ended after %.1f s: %s", brief.id, seconds, kind_of(error))
        raise
    seconds = time.monotonic() - started
    _LOG.info("Export of brief %s finished in %.1f s", brief.id, seconds)
    return receipt


def _corridor(brief: Brief, workspace: Workspace, worker: LayoutWorker, order: ExportOrder) -> Work:
    yield Progress(_("Collecting the brief's sources"), 0, _STEPS)
    composed = compose_copy(brief, workspace, order)
    yield Progress(_("Laying out the pages and checking the brief"), 1, _STEPS)
    checked = check_copy(composed, workspace, worker)
    yield Progress(_making(order.to), 2, _STEPS)
    made = make_copy(checked, worker)
    yield Progress(_("Counting what went in against what came out"), 3, _STEPS)
    proved = prove_copy(made, workspace)
    yield Progress(_("Writing {file}", file=order.out.name), 4, _STEPS)
    receipt = write_copy(proved, workspace)
    yield Progress(_("Done"), _STEPS, _STEPS)
    return receipt


def _making(to: Format) -> str:
    match to:
        case Format.PDF:
            return _("Making the PDF")
        case Format.DOCX:
            return _("Making the Word document")
        case Format.HTML:
            return _("Making the HTML copy")


def run(
    work: Work,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReceipt:
    """Drive an export to its end; `CancelledError` when `cancelled` says so between two steps."""
    stopped = _("The export was stopped; nothing was written.")
    return progress.run(work, on_progress, cancelled, when_stopped=stopped)
