"""One HTML file that needs no other: marked on the screen and on every printed page, and inert.

Its first element tells the browser to load and run nothing (a content security policy), and what
a form wrote is written again from a list (`elements.py`), so both would have to fail at once.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from briefbuilder.errors import Problem
from briefbuilder.render.colours import WHITE, ink_on_paper
from briefbuilder.render.counting import Edges, Reading
from briefbuilder.render.flow import Face, Flow, paragraphs, pictures
from briefbuilder.render.pdf_reading import LinkFound, read_pdf
from briefbuilder.render.raster import drawn_as_png
from briefbuilder.render.sandbox import MAIN
from briefbuilder.render.script_faces import FOR_SCRIPTS, STYLES
from briefbuilder.render.web.elements import as_html, rewritten
from briefbuilder.render.web.fonts import cut_down
from briefbuilder.render.web.styles import LIBRARY, faces_in, without_rules
from briefbuilder.render.wire import BREAKS_ANYWHERE, LayoutJob

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_PAPER = "print"
MEDIA = ("screen", _PAPER)
"""Where a copy is read."""
_LIBRARY_ADDRESS = re.compile(rf"{LIBRARY}([A-Za-z0-9._/-]+)")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})")
_DRAWN_FAMILY = re.compile(r'font-family="([^"]*)"')
_TOP, _BOTTOM = "copy-top", "copy-bottom"
_OPEN_SCHEME = "open"  # says only that a page bears no marking, so it gets no coloured plate

_SHEET = """
html { background: #e6eaec; }
body { margin: 0 auto !important; padding: 0; max-width: 196mm; background: #fff; }
.copy-edge { display: block !important; visibility: visible !important; z-index: 9; margin: 0;
  padding: 1.6mm 4mm; text-align: center; font: 700 10pt/13pt var(--sans, sans-serif);
  letter-spacing: .06em; background: %(ground)s !important; color: %(ink)s !important; }
.copy-stamp { margin-left: 2em; }
.copy-room { display: none; }
@media screen {
  .copy-words { padding: 10mm 11mm 14mm 23mm; }
  .copy-words img { height: auto; }
}
@media print {
  @page { margin: 12mm 14mm; }
  html { background: #fff; }
  body { max-width: none; }
  .copy-edge { position: fixed; left: 0; right: 0; }
  .copy-top { top: 0; }
  .copy-bottom { bottom: 0; }
  .copy-pages { display: table; width: 100%%; table-layout: fixed; }
  .copy-head { display: table-header-group; break-inside: avoid; }
  .copy-foot { display: table-footer-group; break-inside: avoid; }
  .copy-body { display: table-row-group; }
  .copy-room::before { content: ""; display: block; height: 14mm; }
  .copy-words { padding-left: 12mm; }
}
"""

_FOR_BROWSERS = """
html { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media screen {
  .copy-edge { position: sticky; }
  .copy-top { top: 0; }
  .copy-bottom { bottom: 0; }
  .copy-words { overflow-x: auto; }
}
:lang(ko) { word-break: keep-all; }
@media print { thead { break-after: avoid; } }
@media screen and (max-width: 700px) { .copy-words { padding: 5mm 5mm 8mm 14mm; } }
"""
"""What the layout does not know and the copy does not hide anything by."""
# How a screen is laid out for a look at it: its left edge is where a window that is no wider than
# the copy ends, as nothing scrolls to the left, and its markings stand where they stick.
_SCREEN = """
@page { size: 196mm 297mm; margin: 16mm 0; }
.copy-edge { position: fixed; left: 0; right: 0; }
.copy-top { top: -12mm; }
.copy-bottom { bottom: -12mm; }
"""
_SCROLLED = "@page { size: 1000mm 297mm !important; margin-right: 804mm !important; }"
"""The same with what is reached by scrolling to the right."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """A copy whose fonts and pictures are still named and not yet in it; what it may not hold.

    `media` are those in which it has to be counted and looked at: paper alone where the form makes
    no difference, since on a screen the same words then stand at least as far from the edges.
    """

    html: str
    problems: tuple[Problem, ...] = ()
    media: tuple[str, ...] = MEDIA

    def broken_anywhere(self) -> WebPage:
        """The copy for paper that is too narrow for its words, which there break anywhere."""
        return replace(self, html=_with_sheet(self.html, f"@media print {{{BREAKS_ANYWHERE}}}"))


def make_page(html: str, job: LayoutJob) -> WebPage:
    """The copy of a rendered page."""
    form = rewritten(html, job.assets)
    banner, stamp = as_html(job.expected.banner), as_html(job.expected.stamp)
    stamped = Markup(' <span class="copy-own copy-stamp">{}</span>').format(stamp) if stamp else ""
    top = Markup('<div class="copy-own copy-edge copy-top" id="{}">{}{}</div>').format(
        _TOP, banner, stamped
    )
    bottom = Markup('<div class="copy-own copy-edge copy-bottom" id="{}">{}</div>').format(
        _BOTTOM, banner
    )
    scripts, _ = job.assets.get(STYLES, (b"", ""))
    written = (*form.sheets, scripts.decode(), _SHEET % _colours(job))
    sheets = "\n".join(f"<style>{_closed(sheet)}</style>" for sheet in written if sheet)
    edged = bool(job.expected.banner or job.expected.stamp)
    page = (
        f'<!DOCTYPE html>\n<html lang="{as_html(job.lang)}">\n<head>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{as_html(job.title)}</title>\n{sheets}\n</head>\n<body>\n"
        f"{top if edged else ''}\n"
        '<div class="copy-own copy-pages"><div class="copy-own copy-room copy-head"></div>'
        '<div class="copy-own copy-body">'
        f'<div class="copy-own copy-words">{form.body}</div></div>'
        '<div class="copy-own copy-room copy-foot"></div>'
        f"</div>\n{bottom if edged else ''}\n</body>\n</html>\n"
    )
    differs = any("@media" in sheet for sheet in form.sheets)
    return WebPage(page, tuple(form.problems), MEDIA if differs else (_PAPER,))


def _closed(css: str) -> str:
    # In a <style> element only the end tag has a meaning to HTML.
    return css.replace("</", "<\\/")


def _colours(job: LayoutJob) -> dict[str, str]:
    marking = job.context.get("marking") or {}
    ground = marking.get("colour", WHITE)
    if not marking or marking["scheme"] == _OPEN_SCHEME:
        return {"ground": WHITE, "ink": ink_on_paper(ground)}
    return {"ground": ground, "ink": marking["text_colour"]}


def reading_job(page: WebPage, job: LayoutJob, medium: str) -> LayoutJob:
    """The job whose flow, and whose pages, are what a reader of the copy sees in a medium."""
    on_screen = medium != _PAPER
    html = _with_sheet(page.html, _SCREEN) if on_screen else page.html
    return replace(
        job,
        sources={MAIN: "{{ page }}"},
        context={"page": Markup(html)},  # noqa: S704 — the page that was written just now
        media=medium,
        when_wide=_SCROLLED if on_screen else BREAKS_ANYWHERE,
        variant=None,
        attachments=(),
    )


def _with_sheet(html: str, css: str) -> str:
    return html.replace("</head>", f"<style>{css}</style>\n</head>", 1)


def read_page(flow: Flow) -> Reading:
    """What a reader finds in a copy."""
    spoken = list(paragraphs(flow.pieces))
    edges = {
        name: "\n".join(one.text for one in spoken if name in one.anchors)
        for name in (_TOP, _BOTTOM)
    }
    in_pictures = (page.text for pdf in flow.drawn for page in read_pdf(pdf).pages)
    links = (run.href for one in spoken for run in one.runs if run.href)
    return Reading(
        words="\n".join([*(f"{one.lead} {one.text}" for one in spoken), *in_pictures]),
        edges=(Edges(edges[_TOP], edges[_BOTTOM]),),
        headings=tuple(one.text for one in spoken if re.fullmatch("h[1-6]", one.tag)),
        places=frozenset(anchor for one in spoken for anchor in one.anchors),
        links=tuple(
            LinkFound(place=one[1:]) if one.startswith("#") else LinkFound(address=one)
            for one in links
        ),
        figures=sum(bool(one.alt) for one in pictures(flow.pieces)),
    )


def in_one_file(page: WebPage, job: LayoutJob, flows: Sequence[Flow]) -> str:
    """The copy with its pictures and fonts in it: only faces that are used, cut down.

    A drawing that stands as a picture could not use the copy's letters, so it goes in as points.
    """
    whole = _with_sheet(page.html, _FOR_BROWSERS)
    html = _with_used_faces(whole, {face for flow in flows for face in flow.faces})
    text = _shown(html)
    drawn = {
        one.asset.removeprefix(LIBRARY): flow.drawn[one.drawn]
        for flow in flows
        for one in pictures(flow.pieces)
        if one.asset and one.drawn >= 0
    }
    held: dict[str, str] = {}

    def data_address(match: re.Match[str]) -> str:
        name = match[1]
        if name not in held:
            data, kind = job.assets[name]
            if name in drawn:
                data, kind = drawn_as_png(drawn[name]), "image/png"
            elif kind.startswith("font/"):
                data, kind = cut_down(data, text) or (data, kind)
            held[name] = f"data:{kind};base64,{b64encode(data).decode('ascii')}"
        return held[name]

    return _LIBRARY_ADDRESS.sub(data_address, html)


def _shown(html: str) -> tuple[str, ...]:
    """Every letter that a page may show, in either case."""
    escapes = "".join(
        chr(code) for one in _ESCAPE.findall(html) if (code := int(one, 16)) <= _LAST_CODE
    )
    plain = str(Markup(html).unescape())  # noqa: S704 — looked at for its letters alone
    return (plain, plain.upper(), plain.lower(), escapes)


_LAST_CODE = 0x10FFFF


def _with_used_faces(html: str, used: set[Face]) -> str:
    drawn = {one.strip("\"' ") for one in _DRAWN_FAMILY.findall(html)}
    return re.sub(
        r"<style>(.*?)</style>",
        lambda match: f"<style>{_closed(_used_rules(match[1], used, drawn))}</style>",
        html,
        flags=re.DOTALL,
    )


def _used_rules(css: str, used: set[Face], drawn: set[str]) -> str:
    if "@font-face" not in css:
        return css
    faces = [Face.of(declared) for _, declared in faces_in(css)]

    def is_idle(rule: Any) -> bool:  # noqa: ANN401 — tinycss2 has no types
        for one, declared in faces_in(str(rule.serialize())):
            del one
            if FOR_SCRIPTS in declared.get("src", ""):  # there only where letters ask for it
                return False
            face = Face.of(declared)
            wanted = {other for other in used if other.family == face.family}
            exact = face in wanted
            lacking = any(other not in faces for other in wanted)
            return not (exact or lacking or face.family in drawn)
        return False

    return without_rules(css, is_idle)
