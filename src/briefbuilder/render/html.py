"""A brief as HTML, as its form writes it."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.errors import Problem
from briefbuilder.render.expectation import Expectation
from briefbuilder.render.job import make_job
from briefbuilder.render.order import PrintOrder
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.wire import Assets


@dataclass(frozen=True, slots=True)
class RenderedHtml:
    """A brief as HTML, what the HTML loads, and what must be found in what is made of it."""

    html: str
    assets: Assets
    expected: Expectation
    problems: tuple[Problem, ...] = ()


def render_html(brief: Brief, loaded: LoadedTemplate, order: PrintOrder) -> RenderedHtml:
    """A brief as HTML, in this process: for templates that are trusted to come to an end.

    `RenderError` names the template's file and line. `LayoutWorker.html` does the same under
    the limits of the layout process.
    """
    job = make_job(brief, loaded, order)
    html = render_template(job.sources, job.context)
    return RenderedHtml(html, job.assets, job.expected, job.problems)
