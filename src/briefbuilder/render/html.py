"""From a brief and a template to a job for the layout process, or to HTML at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from briefbuilder.domain.briefs import Brief, FigureBlock
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.templates import Template
from briefbuilder.errors import Problem
from briefbuilder.render.context import Copy, Edition, compose
from briefbuilder.render.expectation import Expectation
from briefbuilder.render.jobs import Attachment, LayoutJob
from briefbuilder.render.sandbox import MAIN, render_template

_JINJA = ".j2"
_MEDIA_TYPES = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}
_LIBRARY_URL = re.compile(r"library://([A-Za-z0-9._/-]+)")
_STYLE_LINK = re.compile(r'<link rel="stylesheet" href="library://([A-Za-z0-9._/-]+)"\s*/?>')
_STYLE_IMPORT = re.compile(r"@import\s+url\(\"?library://([A-Za-z0-9._/-]+)\"?\)\s*;")


class LoadedTemplateLike(Protocol):
    """A template with its files, as storage loads it."""

    @property
    def template(self) -> Template:
        """What the form asks for."""

    @property
    def html(self) -> str:
        """The text of `brief.html.j2`."""

    @property
    def css(self) -> str:
        """The text of `style.css`."""

    @property
    def shared(self) -> Mapping[str, bytes]:
        """The files under `templates/_shared`, by their path in it."""

    @property
    def assets(self) -> Mapping[str, tuple[bytes, str]]:
        """The template's other files, with their media types."""


@dataclass(frozen=True, slots=True)
class RenderedHtml:
    """A brief as HTML, what the HTML loads, and what must be found in what is made of it."""

    html: str
    assets: Mapping[str, tuple[bytes, str]]
    expected: Expectation
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A job for the layout process, and what must be found in its answer."""

    job: LayoutJob
    expected: Expectation
    problems: tuple[Problem, ...] = ()


def prepare(
    brief: Brief,
    loaded: LoadedTemplateLike,
    *,
    scheme: Scheme | None = None,
    checklist: Checklist | None = None,
    copy: Copy,
    today: dt.date,
    statuses: Mapping[str, str] | None = None,
    annex: bool = False,
    attachments: tuple[Attachment, ...] = (),
) -> Prepared:
    """A brief made ready for the layout process, where the template itself is rendered.

    Only a record copy takes `attachments`; for the others they are left out.
    """
    edition = Edition(copy, today, scheme, checklist, statuses, annex)
    composition = compose(brief, loaded.template, edition)
    job = LayoutJob(
        sources=_sources(loaded),
        context=composition.context,
        assets=_assets(brief, loaded),
        title=brief.title,
        lang=brief.lang,
        identifier=_identifier(brief, copy),
        attachments=attachments if copy is Copy.RECORD else (),
    )
    return Prepared(job, composition.expected, composition.problems)


def render_html(
    brief: Brief,
    loaded: LoadedTemplateLike,
    *,
    scheme: Scheme | None = None,
    checklist: Checklist | None = None,
    copy: Copy,
    today: dt.date,
    statuses: Mapping[str, str] | None = None,
    annex: bool = False,
) -> RenderedHtml:
    """A brief as HTML, in this process: for templates that are trusted to come to an end.

    `RenderError` names the template's file and line.
    """
    prepared = prepare(
        brief,
        loaded,
        scheme=scheme,
        checklist=checklist,
        copy=copy,
        today=today,
        statuses=statuses,
        annex=annex,
    )
    html = render_template(prepared.job.sources, prepared.job.context)
    return RenderedHtml(html, prepared.job.assets, prepared.expected, prepared.problems)


def standalone(html: str, assets: Mapping[str, tuple[bytes, str]]) -> str:
    """HTML in one file: style sheets written in, pictures and fonts as data."""

    def style(match: re.Match[str]) -> str:
        data, _ = assets.get(match[1], (b"", ""))
        return data.decode("utf-8").replace("</", "<\\/")

    def data_url(match: re.Match[str]) -> str:
        if match[1] not in assets:
            return match[0]
        data, kind = assets[match[1]]
        return f"data:{kind};base64,{b64encode(data).decode('ascii')}"

    whole = _STYLE_LINK.sub(lambda match: f"<style>{style(match)}</style>", html)
    whole = _STYLE_IMPORT.sub(style, whole)
    return _LIBRARY_URL.sub(data_url, whole)


def _identifier(brief: Brief, copy: Copy) -> str:
    words = f"{brief.id}:{brief.draft}:{copy}"
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:32]


def _sources(loaded: LoadedTemplateLike) -> dict[str, str]:
    shared = {
        f"_shared/{path}": data.decode("utf-8", "replace")
        for path, data in loaded.shared.items()
        if path.endswith(_JINJA)
    }
    return {**shared, MAIN: loaded.html}


def _media_type(path: str) -> str:
    ending = path[path.rfind(".") :].lower() if "." in path else ""
    return _MEDIA_TYPES.get(ending, "application/octet-stream")


def _assets(brief: Brief, loaded: LoadedTemplateLike) -> dict[str, tuple[bytes, str]]:
    used = {block.media for block in brief.blocks() if isinstance(block, FigureBlock)}
    shared = {
        f"shared/{path}": (data, _media_type(path))
        for path, data in loaded.shared.items()
        if not path.endswith(_JINJA)
    }
    own = {f"template/{path}": asset for path, asset in loaded.assets.items()}
    media = {
        f"media/{one.name}": (one.data, one.media_type) for one in brief.media if one.name in used
    }
    style = {"template/style.css": (loaded.css.encode("utf-8"), "text/css")}
    return {**shared, **own, **media, **style}
