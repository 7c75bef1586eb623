"""A brief as HTML, and as one HTML file that needs no other."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.errors import Problem
from briefbuilder.render.expectation import Expectation
from briefbuilder.render.job import make_job
from briefbuilder.render.order import PrintOrder
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.wire import Assets

_LIBRARY_URL = re.compile(r"library://([A-Za-z0-9._/-]+)")
_STYLE_LINK = re.compile(r'<link rel="stylesheet" href="library://([A-Za-z0-9._/-]+)"\s*/?>')
_STYLE_IMPORT = re.compile(r"@import\s+(?:url\()?[\"']?library://([A-Za-z0-9._/-]+)[\"']?\)?\s*;")
_DEEPEST_IMPORT = 4


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


def standalone(html: str, assets: Assets) -> str:
    """HTML in one file: style sheets written in, pictures and fonts as data."""

    def data_url(match: re.Match[str]) -> str:
        if match[1] not in assets:
            return "about:blank"
        data, kind = assets[match[1]]
        return f"data:{kind};base64,{b64encode(data).decode('ascii')}"

    def sheet(match: re.Match[str]) -> str:
        # In a <style> element only the end tag has a meaning to HTML.
        css = _style(match[1], assets, _DEEPEST_IMPORT).replace("</", "<\\/")
        return f"<style>{_LIBRARY_URL.sub(data_url, css)}</style>"

    return _LIBRARY_URL.sub(data_url, _STYLE_LINK.sub(sheet, html))


def _style(name: str, assets: Assets, depth: int) -> str:
    """A style sheet with those that it imports written in."""
    if not depth or name not in assets:
        return ""
    css = assets[name][0].decode("utf-8", "replace")
    return _STYLE_IMPORT.sub(lambda match: _style(match[1], assets, depth - 1), css)
