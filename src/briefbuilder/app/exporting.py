"""Export: findings, pages, the count of what went in against what came out, an atomic write.

`export` is a generator of progress; the window, the terminal and the tests drive the same one.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from briefbuilder.app import progress
from briefbuilder.app.checking import check
from briefbuilder.app.layouts import print_order
from briefbuilder.app.other_formats import html_copy, word_copy
from briefbuilder.app.progress import Progress
from briefbuilder.app.redacting import EVERYTHING, Bounds, within
from briefbuilder.app.schemes_known import scheme_notices
from briefbuilder.app.self_contained import self_contained
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.banners import banner_of, words_of
from briefbuilder.domain.brief_check.findings import Finding, FindingList
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.drafts import DraftRecord, as_draft, next_draft, words_of_draft
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.redaction import LeftOut, Redaction
from briefbuilder.domain.words import slug
from briefbuilder.errors import (
    BriefbuilderError,
    FileChangedError,
    NotClearError,
    OutputMismatchError,
    Place,
    Problem,
    Severity,
    StorageError,
)
from briefbuilder.language.catalogue import words_for
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.render.audit import audit
from briefbuilder.render.expectation import Passage
from briefbuilder.render.font_coverage import printable_by, printable_part, unprintable_passages
from briefbuilder.render.form_faults import unplaced
from briefbuilder.render.job import Copy, PrintOrder, make_job
from briefbuilder.render.leaks import Machine, docx_leaks, html_leaks, pdf_leaks
from briefbuilder.render.wire import STOPS
from briefbuilder.render.worker import LaidOut, LayoutWorker
from briefbuilder.storage.atomic import write_atomically
from briefbuilder.storage.brief_file import brief_to_bytes
from briefbuilder.storage.looking import is_there, real_path
from briefbuilder.storage.register import RegisterEntry, strike_entry, write_register
from briefbuilder.storage.stamps import stamp_of
from briefbuilder.traces import kind_of


class Format(StrEnum):
    """What an export can be."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is asked for.

    `annex` adds the checklist's answers; None means yes for a draft or record copy. `bounds` say
    what the copy may hold: the rest is left out, and the receipt lists it.
    `draft` is the number of a draft copy; None lets it rise by itself.
    """

    out: Path
    to: Format = Format.PDF
    copy: Copy = Copy.DRAFT
    annex: bool | None = None
    bounds: Bounds = EVERYTHING
    overwrite: bool = False
    draft: int | None = None

    @property
    def with_annex(self) -> bool:
        """Whether the checklist is printed; never in a release copy."""
        if self.copy is Copy.RELEASE:
            return False
        return True if self.annex is None else self.annex


@dataclass(frozen=True, slots=True)
class ExportReceipt:
    """What was written, and what the author should know of it; `banner` stands on its pages."""

    path: Path
    pages: int | None
    sha256: str
    findings: FindingList
    length: str = ""
    banner: str = ""
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Problem, ...] = ()
    drafted: DraftRecord | None = None


Work = Generator[Progress, None, ExportReceipt]
_LOG = logging.getLogger(__name__)
_STEPS = 5
_NEEDS_NO_ERRORS = {
    Copy.RECORD: N_("A record copy needs a brief without errors, and this one has {number}."),
    Copy.RELEASE: N_("A release copy needs a brief without errors, and this one has {number}."),
}
_PICTURES_LACKING = frozenset({"figure-damaged", "figure-missing"})
_MOST_SAID = 5  # problems in one sentence; the error carries them all
_PARTS_THAT_NAME_NOBODY = 2  # "/", or "/tmp": too short to tell from other words


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
    parts.append(f"draft-{next_draft(brief)}" if copy is Copy.DRAFT else copy.value)
    return f"{'-'.join(part for part in parts if part)}.{to.value}"


def offered_name(brief: Brief, workspace: Workspace, order: ExportOrder) -> str:
    """`file_name` of the copy that is asked for: nothing that it leaves out is in its name."""
    numbered = _numbered(brief, _draft_record(brief, order))
    copy = within(numbered, workspace, order.bounds).brief
    return file_name(copy, workspace.schemes_of(brief), order.to, order.copy)


def export(brief: Brief, workspace: Workspace, worker: LayoutWorker, order: ExportOrder) -> Work:
    """Make and write one copy of a brief.

    Raises `NotClearError` when a record or release copy is asked of a brief with open errors,
    `OutputMismatchError` when the pages lack something, `FileChangedError` when the file exists.
    """
    started = time.monotonic()
    told = (brief.id, order.copy.value, order.to.value)
    _LOG.info("Export of brief %s as %s copy to %s started", *told)
    try:
        receipt = yield from _export(brief, workspace, worker, order)
    except BriefbuilderError as error:
        seconds = time.monotonic() - started
        _LOG.info("Export of brief %s ended after %.1f s: %s", brief.id, seconds, kind_of(error))
        raise
    seconds = time.monotonic() - started
    _LOG.info("Export of brief %s finished in %.1f s", brief.id, seconds)
    return receipt


def _export(brief: Brief, workspace: Workspace, worker: LayoutWorker, order: ExportOrder) -> Work:
    if not order.overwrite and is_there(order.out):
        raise FileChangedError(_("{file} exists already; it was not overwritten.", file=order.out))
    expected = stamp_of(order.out)
    yield Progress(_("Collecting the brief's sources"), 0, _STEPS)
    record = _draft_record(brief, order)
    whole = self_contained(brief, workspace)
    within_bounds = within(_numbered(whole, record), workspace, order.bounds)
    shown = within_bounds.brief
    print_as = _print_order(within_bounds, workspace, order)
    yield Progress(_("Laying out the pages"), 1, _STEPS)
    laid_out = worker.layout(make_job(shown, workspace.template(brief.template), print_as))
    yield Progress(_("Checking the brief"), 2, _STEPS)
    release = order.copy is Copy.RELEASE
    findings = check(whole, workspace, laid_out.layout, release=release)
    _refuse_without_a_picture(findings, shown)
    _refuse_unless_clear(findings, order)
    yield Progress(_("Counting what went in against what came out"), 3, _STEPS)
    _refuse_unless_whole(laid_out, shown, workspace, order)
    yield Progress(_("Writing {file}", file=order.out.name), 4, _STEPS)
    data = _bytes_of(shown, workspace, order, print_as, laid_out=laid_out, worker=worker)
    _refuse_if_it_tells(data, workspace, order)
    digest = hashlib.sha256(data).hexdigest()
    with _in_register(shown, workspace, order, digest, print_as.identifier):
        write_atomically(order.out, data, expected=expected)
    yield Progress(_("Done"), _STEPS, _STEPS)
    return ExportReceipt(
        path=order.out,
        pages=len(laid_out.layout.pages) if order.to is Format.PDF else None,
        length=laid_out.layout.length if order.to is Format.PDF else "",
        sha256=digest,
        findings=findings,
        banner=laid_out.expected.banner,
        left_out=within_bounds.left_out,
        notices=(*scheme_notices(brief, workspace), *laid_out.problems),
        drafted=record,
    )


def _draft_record(brief: Brief, order: ExportOrder) -> DraftRecord | None:
    """Which draft the copy will be; None for a copy that is not one."""
    if order.copy is not Copy.DRAFT:
        return None
    return DraftRecord(brief.id, order.draft or next_draft(brief), words_of_draft(brief))


def _numbered(brief: Brief, record: DraftRecord | None) -> Brief:
    """The brief as it is printed: a part of it is the same draft as the whole."""
    return brief if record is None else as_draft(brief, record.number)


def run(
    work: Work,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReceipt:
    """Drive an export to its end; `CancelledError` when `cancelled` says so between two steps."""
    stopped = _("The export was stopped; nothing was written.")
    return progress.run(work, on_progress, cancelled, when_stopped=stopped)


def identifier_of(brief: Brief, copy: Copy, to: Format = Format.PDF) -> str:
    """32 hexadecimal digits that name one copy of one state of a brief, in the PDF's /ID."""
    return identifier_of_bytes(brief_to_bytes(brief), copy, to)


def identifier_of_bytes(data: bytes, copy: Copy, to: Format = Format.PDF) -> str:
    """`identifier_of` the brief whose file's bytes these are, whatever version wrote them."""
    words = f"{copy.value}:{to.value}:".encode() + data
    return hashlib.sha256(words).hexdigest()[:32]


def _print_order(made: Redaction, workspace: Workspace, order: ExportOrder) -> PrintOrder:
    brief, record = made.brief, order.copy is Copy.RECORD and order.to is Format.PDF
    asked = print_order(
        brief,
        workspace,
        order.copy,
        annex=order.with_annex,
        attachment=brief_to_bytes(brief) if record else None,
        identifier=identifier_of(brief, order.copy, order.to),
    )
    if made.unmarked_stays:
        return asked
    # Without its answers a walk would say that nothing was answered, and that would be untrue.
    annex = asked.annex and bool(brief.pins)
    return replace(asked, checklist=None, annex=annex, partial=True)


def _bytes_of(
    brief: Brief,
    workspace: Workspace,
    order: ExportOrder,
    print_as: PrintOrder,
    *,
    laid_out: LaidOut,
    worker: LayoutWorker,
) -> bytes:
    loaded = workspace.template(brief.template)
    match order.to:
        case Format.PDF:
            return laid_out.pdf
        case Format.DOCX:
            return word_copy(brief, loaded, print_as, worker)
        case Format.HTML:
            return html_copy(brief, loaded, print_as, worker)


def _refuse_unless_clear(findings: FindingList, order: ExportOrder) -> None:
    if order.copy is Copy.DRAFT or findings.is_clear:
        return
    errors = [one for one in findings.findings if one.severity is Severity.ERROR]
    sentences = (
        _(_NEEDS_NO_ERRORS[order.copy], number=len(errors)),
        _("Mend them, or export a draft copy."),
        _("The first: {sentence}", sentence=errors[0].sentence),
    )
    raise NotClearError(" ".join(sentences), tuple(_as_problem(one) for one in errors))


def _refuse_without_a_picture(findings: FindingList, shown: Brief) -> None:
    """Stop, whatever the copy and the format, when a picture could not stand in it."""
    there = {block.id for block in shown.blocks()}
    lacking = [
        one
        for one in findings.findings
        if one.rule in _PICTURES_LACKING and one.place.block in there
    ]
    if lacking:
        raise OutputMismatchError(
            " ".join(
                (
                    _("A picture of the brief cannot be printed, so nothing was written."),
                    *(f"{one.sentence} {one.remedy}" for one in lacking[:_MOST_SAID]),
                )
            ),
            tuple(_as_problem(one) for one in lacking),
        )


def _as_problem(finding: Finding) -> Problem:
    return Problem(
        finding.sentence, Place(key=str(finding.place)), finding.severity, finding.remedy
    )


def _refuse_unless_whole(
    laid_out: LaidOut, brief: Brief, workspace: Workspace, order: ExportOrder
) -> None:
    """Stop when the pages lack something; other formats are counted by themselves when made."""
    if order.to is not Format.PDF:
        return
    printable = printable_by(workspace.template(brief.template))
    banner = Passage("marking", laid_out.expected.banner)
    # A draft is for those who can still write the words in another way; the check names them.
    asked = () if order.copy is Copy.DRAFT else laid_out.expected.passages
    unprintable = unprintable_passages((banner, *asked), printable)
    if unprintable:
        raise OutputMismatchError(
            " ".join(
                (
                    _("The pages cannot hold all that the brief says, so nothing was written."),
                    *(f"{one.sentence} {one.remedy}" for one in unprintable[:_MOST_SAID]),
                )
            ),
            unprintable,
        )
    problems = [one for one in laid_out.problems if one.rule in STOPS]
    problems += unplaced(laid_out.layout, laid_out.expected)
    expected = printable_part(laid_out.expected, printable)
    problems += audit(laid_out.pdf, expected, laid_out.layout.places)
    if problems:
        raise OutputMismatchError(
            " ".join(
                (
                    _(
                        "The finished pages do not hold all that the brief holds, so nothing was "
                        "written."
                    ),
                    *(problem.sentence for problem in problems[:_MOST_SAID]),
                )
            ),
            tuple(problems),
        )


def _refuse_if_it_tells(data: bytes, workspace: Workspace, order: ExportOrder) -> None:
    """Stop a release copy that tells of a machine, in whatever format it is."""
    if order.copy is not Copy.RELEASE:
        return
    machine = _machine(workspace, order)
    match order.to:
        case Format.PDF:
            found = pdf_leaks(data, machine)
        case Format.DOCX:
            found = docx_leaks(data, machine)
        case Format.HTML:
            found = html_leaks(data.decode("utf-8"), machine)
    if found:
        raise OutputMismatchError(
            " ".join(
                (
                    _(
                        "A release copy must not tell of the machine that it was made on, nor hold "
                        "anything but its pages, so nothing was written."
                    ),
                    *(problem.sentence for problem in found[:_MOST_SAID]),
                )
            ),
            found,
        )


def _machine(workspace: Workspace, order: ExportOrder) -> Machine:
    folders = (Path.home(), workspace.folder.root, real_path(order.out.parent))
    return Machine(
        folders=tuple(str(one) for one in folders if len(one.parts) > _PARTS_THAT_NAME_NOBODY),
        names=(workspace.surroundings.user, workspace.surroundings.host),
    )


@contextmanager
def _in_register(
    brief: Brief, workspace: Workspace, order: ExportOrder, digest: str, identifier: str
) -> Iterator[None]:
    """Register a copy that is not a draft before it is written: none leaves unregistered."""
    if order.copy is Copy.DRAFT:
        yield
        return
    entry = RegisterEntry(
        brief=brief.id,
        title=brief.title,
        draft=brief.draft,
        copy=order.copy.value,
        file=order.out.name,
        template=brief.template,
        marking=brief.marking,
        pins=tuple(f"{pin.item.id}@{pin.revision}" for pin in brief.pins),
        sha256=digest,
        identifier=identifier,
        at=workspace.surroundings.now().isoformat(timespec="seconds"),
        by=workspace.surroundings.author,
    )
    path = write_register(workspace.surroundings.folders.state / "register", entry)
    try:
        yield
    except StorageError:
        strike_entry(path)
        raise
