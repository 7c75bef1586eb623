"""Copies of a brief in Word and HTML: made, and counted against what must be in them."""

from __future__ import annotations

from dataclasses import replace

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.errors import OutputMismatchError, Problem
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.render.counting import missing_in, missing_pieces
from briefbuilder.render.flow import Flow
from briefbuilder.render.job import make_job
from briefbuilder.render.order import PrintOrder
from briefbuilder.render.web.page import (
    WebPage,
    in_one_file,
    make_page,
    read_page,
    reading_job,
)
from briefbuilder.render.web.sight import unlooked_at, unread
from briefbuilder.render.wire import STOPS, LayoutJob
from briefbuilder.render.word.document import make_docx
from briefbuilder.render.word.reading import read_docx
from briefbuilder.render.word.sight import unseen
from briefbuilder.render.worker import LayoutWorker

_MOST_SAID = 5
_WORD_LACKS = N_(
    "The Word document would not hold all that the brief holds, so nothing was written."
)
_HTML_LACKS = N_("The HTML copy would not hold all that the brief holds, so nothing was written.")


def word_copy(
    brief: Brief, loaded: LoadedTemplate, print_as: PrintOrder, worker: LayoutWorker
) -> bytes:
    """The Word document of a brief; `OutputMismatchError` when it lacks something of the brief."""
    job = make_job(brief, _with_endnotes(loaded), print_as)
    flow = worker.flow(job)
    _refuse(_lost(flow), _WORD_LACKS)
    docx = make_docx(job, flow)
    reading = read_docx(docx, flow.drawn)
    missing = (*missing_in(reading, job.expected), *missing_pieces(reading, flow.pieces))
    _refuse(missing, _WORD_LACKS)
    _refuse(tuple(unseen(docx, job.expected)), _WORD_LACKS)
    return docx


def html_copy(
    brief: Brief, loaded: LoadedTemplate, print_as: PrintOrder, worker: LayoutWorker
) -> bytes:
    """The HTML copy of a brief, counted and looked at as its reader sees it, on screen and paper.

    `OutputMismatchError` when it lacks something of the brief, or when the form has something in
    it that could run or reach out of the file.
    """
    job = make_job(brief, _with_endnotes(loaded), print_as)
    page = make_page(worker.html(job), job)
    _refuse(page.problems, N_("The form holds what an HTML copy may not, so nothing was written."))
    flows = [worker.flow(reading_job(page, job, medium)) for medium in page.media]
    for flow in flows:
        _refuse(_lost(flow), _HTML_LACKS)
        _refuse(missing_in(read_page(flow), job.expected), _HTML_LACKS)
    page = _looked_at(page, job, worker)
    return in_one_file(page, job, flows).encode("utf-8")


def _looked_at(page: WebPage, job: LayoutJob, worker: LayoutWorker) -> WebPage:
    """The copy in which everything can be read, on a screen and on paper."""
    for medium in page.media:
        laid_out = worker.layout(reading_job(page, job, medium))
        if laid_out.was_wide and medium == "print":
            page = page.broken_anywhere()
            laid_out = worker.layout(reading_job(page, job, medium))
        _refuse(tuple(unlooked_at(laid_out.problems)), _HTML_LACKS)
        _refuse(tuple(unread(laid_out, medium)), _HTML_LACKS)
    return page


def _with_endnotes(loaded: LoadedTemplate) -> LoadedTemplate:
    """The form with its notes at the end: where there are no pages, nothing has a foot."""
    template = loaded.template.model_copy(update={"citation_style": "endnotes"})
    return replace(loaded, template=template)


def _lost(flow: Flow) -> tuple[Problem, ...]:
    return tuple(problem for problem in flow.problems if problem.rule in STOPS)


def _refuse(problems: tuple[Problem, ...], why: str) -> None:
    if problems:
        sentences = (_(why), *(problem.sentence for problem in problems[:_MOST_SAID]))
        raise OutputMismatchError(" ".join(sentences), problems)
