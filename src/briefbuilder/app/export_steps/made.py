"""The third step of an export: the bytes of the copy, with what its proof is read from.

Making refuses only what cannot be made: a form that holds what an HTML copy may not, a picture
that cannot be drawn. Whether anything is missing in what was made is the next step's question.

What writes Word and HTML is loaded with the first copy of its kind: a PDF from the terminal would
wait for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefbuilder.app.export_steps.checked import Checked
from briefbuilder.app.export_steps.export_order import Format
from briefbuilder.app.export_steps.refusing import refuse_for
from briefbuilder.errors import Problem
from briefbuilder.language.marks import N_
from briefbuilder.render.flow import Flow
from briefbuilder.render.wire import STOPS, LayoutJob
from briefbuilder.render.worker import LaidOut, LayoutWorker

if TYPE_CHECKING:
    from briefbuilder.render.web.page import WebPage

WORD_LACKS = N_(
    "The Word document would not hold all that the brief holds, so nothing was written."
)
HTML_LACKS = N_("The HTML copy would not hold all that the brief holds, so nothing was written.")


@dataclass(frozen=True, slots=True)
class PdfCopy:
    """The form's own pages are the copy."""

    pages: LaidOut

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.pages.pdf


@dataclass(frozen=True, slots=True)
class WordCopy:
    """A Word document, and the flow of paragraphs that it was written from."""

    data: bytes
    flow: Flow


@dataclass(frozen=True, slots=True)
class HtmlCopy:
    """An HTML file, and what its reader sees of it: its words, and its looks by medium."""

    data: bytes
    flows: tuple[Flow, ...]
    looks: tuple[tuple[str, LaidOut], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that nobody has counted yet."""

    checked: Checked
    copy: PdfCopy | WordCopy | HtmlCopy


def make_copy(checked: Checked, worker: LayoutWorker) -> Made:
    """Make the copy in its format; `OutputMismatchError` when it cannot be made whole."""
    job = checked.composed.copy
    match checked.composed.order.to:
        case Format.PDF:
            return Made(checked, PdfCopy(checked.pages))
        case Format.DOCX:
            return Made(checked, make_word(job, worker))
        case Format.HTML:
            return Made(checked, make_html(job, worker))


def make_word(job: LayoutJob, worker: LayoutWorker) -> WordCopy:
    """The Word document of a job."""
    from briefbuilder.render.word.document import make_docx  # noqa: PLC0415

    flow = worker.flow(job)
    refuse_for(_lost(flow), WORD_LACKS)
    return WordCopy(make_docx(job, flow), flow)


def make_html(job: LayoutJob, worker: LayoutWorker) -> HtmlCopy:
    """The HTML copy of a job, laid out as its reader sees it, on screen and on paper."""
    from briefbuilder.render.web.page import (  # noqa: PLC0415
        in_one_file,
        make_page,
        reading_job,
    )

    page = make_page(worker.html(job), job)
    refuse_for(
        page.problems, N_("The form holds what an HTML copy may not, so nothing was written.")
    )
    flows = tuple(worker.flow(reading_job(page, job, medium)) for medium in page.media)
    for flow in flows:
        refuse_for(_lost(flow), HTML_LACKS)
    page, looks = _looked_at(page, job, worker)
    return HtmlCopy(in_one_file(page, job, flows).encode("utf-8"), flows, looks)


def _looked_at(
    page: WebPage, job: LayoutJob, worker: LayoutWorker
) -> tuple[WebPage, tuple[tuple[str, LaidOut], ...]]:
    """The copy whose words break where paper is too narrow for them, and how it looks."""
    from briefbuilder.render.web.page import reading_job  # noqa: PLC0415

    looks = []
    for medium in page.media:
        laid_out = worker.layout(reading_job(page, job, medium))
        if laid_out.was_wide and medium == "print":
            page = page.broken_anywhere()
            laid_out = worker.layout(reading_job(page, job, medium))
        looks.append((medium, laid_out))
    return page, tuple(looks)


def _lost(flow: Flow) -> tuple[Problem, ...]:
    return tuple(problem for problem in flow.problems if problem.rule in STOPS)
