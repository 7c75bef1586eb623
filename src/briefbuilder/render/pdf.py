"""HTML to tagged PDF pages, and where everything stands on them. Runs in the layout process.

The only module that imports WeasyPrint. What a document loads comes from the bytes that were
handed over with the job: there is no network here and no file is read.

A document may be laid out several times before its bytes are taken, and each time for a fault that
WeasyPrint does not tell of: pages that lose notes or their order are broken in another way
(`_WAYS_TO_BREAK_PAGES`), words beside the paper are let break anywhere. So this module asks of each
layout whether it is whole, and leaves the last word to the audit, which reads the bytes.

The same job gives the same bytes on any machine and any day, for whoever compares two copies: the
date is fixed, the id comes with the job, and the types of files are not those that the machine has
registered.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import mimetypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pydyf
import weasyprint
from weasyprint import svg
from weasyprint.css.counters import CounterStyle
from weasyprint.draw import text
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import inline, preferred
from weasyprint.layout.page import PageType, set_page_type_computed_styles
from weasyprint.pdf import tags
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango, unicode_to_char_p
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse, URLFetchingError

from briefbuilder.errors import Problem, RenderError
from briefbuilder.language.interface import _
from briefbuilder.render.block_places import is_whole, leaves_paper, measure
from briefbuilder.render.boxes import Turned, read_boxes
from briefbuilder.render.clusters import ClusterPainter
from briefbuilder.render.drawn_text import DrawnText
from briefbuilder.render.expectation import Heading
from briefbuilder.render.flow import Flow
from briefbuilder.render.joined_letters import keep_joined
from briefbuilder.render.last_spaces import SpaceHanger
from briefbuilder.render.live.page_starts import facts_of
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.script_faces import STYLES, fallback
from briefbuilder.render.seal import sealed
from briefbuilder.render.template_faults import refused_addresses, skipped_levels, told_by_layout
from briefbuilder.render.whole_words import WordKeeper
from briefbuilder.render.wire import Assets, Attachment, LaidOut, LayoutJob

_SCHEME = "library://"
_FIXED_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_LONGEST_URL = 80
_LOGGER = logging.getLogger("weasyprint")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FAULTS_OF_A_WAY = (AssertionError, AttributeError, LookupError, TypeError)
# WeasyPrint 70 loses a footnote or a line now and then when pages break in an unlucky place,
# prints a page before the one that it follows, or gives each note a page of its own, and says
# nothing. Another way to break the pages, hardly seen by a reader, brings them back. They are tried
# from what a reader would never notice to what moves lines, and the first that keeps notes,
# order and letters is taken. All were found by trying, and none is explained by WeasyPrint's code.
# Of eighty briefs with eighty notes each, two needed a second or a third way. A way that fails
# inside counts as one that loses something.
_WAYS_TO_BREAK_PAGES = (
    "",  # as the form has it: nearly always
    # Lost notes come back when the room for them is a few points more, or less.
    "@page { @footnote { margin-top: 2pt !important; padding-top: 3pt !important } }",
    # The order of pages comes back, which six placed items in a row had upset.
    "h3, h4, h5, h6 { break-after: auto !important }",
    # Lost notes come back when they may part from the line of their call, or must not.
    ".footnote { footnote-policy: auto !important }",
    ".footnote { footnote-policy: block !important }",
    "@page { @footnote { padding-top: 0.5pt !important } }",
    # Last, what moves lines: a paragraph breaks where it might not, or nowhere.
    "body { orphans: 1 !important; widows: 1 !important }",
    "p { break-inside: avoid !important }",
)
mimetypes.init(files=())  # the same types on every machine
_PROGRESS = logging.getLogger("weasyprint.progress")


class LockedFetcher(URLFetcher):  # type: ignore[misc] # no types there
    """Serves the bytes of a job, and refuses everything else; `refused` lists what was asked."""

    def __init__(self, assets: Assets) -> None:
        super().__init__(timeout=1, allowed_protocols=("library",), allow_redirects=False)
        self.handle_open.clear()
        self.refused: list[str] = []
        self._assets = assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind a `library://` address; `ValueError` for any other."""
        del headers
        name = url.removeprefix(_SCHEME) if url.startswith(_SCHEME) else None
        if name is not None and name in self._assets:
            data, kind = self._assets[name]
            return URLFetcherResponse(url, data, {"Content-Type": kind})
        self.refused.append(url)
        raise ValueError(f"refused: {url[:_LONGEST_URL]}")


class _Listener(logging.Handler):
    """Keeps what WeasyPrint warns of; raises between steps when the job was cancelled."""

    def __init__(self, check: Callable[[], None]) -> None:
        super().__init__(logging.INFO)
        self.messages: list[str] = []
        self._check = check

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == _PROGRESS.name:
            self._check()
        elif record.levelno >= logging.WARNING:
            self.messages.append(record.getMessage())


@contextmanager
def _listening(check: Callable[[], None]) -> Iterator[_Listener]:
    listener = _Listener(check)
    before = (_PROGRESS.level, _LOGGER.level)
    passes_on = _LOGGER.propagate
    _LOGGER.propagate = False  # what it says becomes problems, not log lines
    for logger in (_LOGGER, _PROGRESS):
        logger.addHandler(listener)
    _PROGRESS.setLevel(logging.INFO)
    _LOGGER.setLevel(logging.WARNING)
    try:
        yield listener
    finally:
        _LOGGER.propagate = passes_on
        for logger, level in zip((_PROGRESS, _LOGGER), before, strict=True):
            logger.removeHandler(listener)
            logger.setLevel(level)


def _nothing() -> None:
    pass


def make_pdf(job: LayoutJob) -> LaidOut:
    """Render a job's template and lay it out, once; `RenderError` says what was wrong."""
    return PdfMaker().make(job)


class PdfMaker:
    """Lays out one job after another.

    Every font configuration costs memory for good, so one is kept for as long as the jobs bring
    the same fonts and style sheets. It is not kept longer: another template's faces of the same
    name must not leak into this one's pages.
    """

    def __init__(self) -> None:
        self._fonts = FontConfiguration()
        self._fonts_of = ""

    def make(
        self,
        job: LayoutJob,
        check: Callable[[], None] = _nothing,
        *,
        live: bool = False,
        written: bool = True,
    ) -> LaidOut:
        """Render a job's template and lay it out; `live` asks for what its pages are cut by.

        What is only measured is not `written`, and comes with an empty `pdf`.
        `check` is called between steps and may raise to give the job up. `RenderError` says what
        was wrong with the template or the document.
        """
        html = render_template(job.sources, job.context)
        fetcher = LockedFetcher(job.assets)
        with _listening(check) as listener, _named_errors():
            source = weasyprint.HTML(
                string=html, base_url=None, url_fetcher=fetcher, media_type=job.media
            )
            fonts = self._fonts_for(job)
            document, css, was_wide = _lay_out(source, fonts, job)
            pdf = _write(document, job) if written else b""
        found = (*job.problems, *_reports(listener, fetcher, job, source))
        facts = facts_of(document, source.etree_element, css) if live else None
        return LaidOut(pdf, measure(document), job.expected, found, was_wide, facts)

    def flow(self, job: LayoutJob, check: Callable[[], None] = _nothing) -> Flow:
        """Render a job's template, and read its boxes as one flow instead of laying them out."""
        html = render_template(job.sources, job.context)
        fetcher = LockedFetcher(job.assets)
        with _listening(check) as listener, _named_errors():
            source = weasyprint.HTML(
                string=html, base_url=None, url_fetcher=fetcher, media_type=job.media
            )
            fonts = self._fonts_for(job)
            artist = _Artist(fetcher, fonts)
            root, turned = _boxes_of(source, fonts)
            found = read_boxes(root, artist.draw, turned)
        return Flow(
            found.pieces,
            found.top,
            found.bottom,
            tuple(artist.drawn),
            found.faces,
            (*job.problems, *_reports(listener, fetcher, job, source)),
        )

    def press(self, job: LayoutJob, before: Press | None = None) -> Press:
        """What lays out slices of a job; it takes over what `before` has parsed if it can."""
        fonts = self._fonts_for(job)
        return Press(job, fonts, before.sheets if before and before.fonts is fonts else {})

    def _fonts_for(self, job: LayoutJob) -> FontConfiguration:
        digest = hashlib.sha256()
        for name, (data, kind) in sorted(job.assets.items()):
            if kind == "text/css" or kind.startswith("font/"):
                digest.update(f"{name}:{len(data)}:".encode())
                digest.update(data)
        _FALLBACK.assets = job.assets
        if digest.hexdigest() != self._fonts_of:
            self._fonts, self._fonts_of = _font_configuration(job), digest.hexdigest()
        return self._fonts


# Lines in clusters are drawn by a function of our own, which takes the place of WeasyPrint's.
text.draw_first_line = ClusterPainter(
    text.draw_first_line,
    ffi,
    pango,
    FROM_UNITS,
    lambda words: pydyf.Dictionary({"ActualText": pydyf.String(words)}),
).draw_first_line


def _keep_words_whole() -> None:
    """Let functions of our own take the place of WeasyPrint's where it breaks lines."""
    keeper = WordKeeper(
        line_break.Layout.set_text,
        SpaceHanger(line_break.split_first_line).split_first_line,
        line_break.get_log_attrs,
        ffi,
        pango,
    )

    def set_text(layout: Any, words: str, justify: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002
        keeper.set_text(layout, words, justify)
        keep_joined(layout, pango)

    line_break.Layout.set_text = set_text
    line_break.get_log_attrs = keeper.log_attrs
    for module in (line_break, inline, preferred):
        module.split_first_line = keeper.split_first_line


_keep_words_whole()


def _draw_words_whole() -> None:
    """Let a function of our own take the place of WeasyPrint's where it draws words of an SVG."""
    plain = svg.text
    svg.text = DrawnText(plain).draw  # compared with what the table below holds
    svg.TAGS |= {tag: svg.text for tag, draw in svg.TAGS.items() if draw is plain}


_draw_words_whole()


@dataclass(slots=True)
class _Fallback:
    """Adds the families for other scripts to those of each text, which a style sheet cannot do.

    It takes the place of a function of WeasyPrint's, and knows the job that is laid out: one at a
    time in a process.
    """

    plain: Callable[..., Any]
    assets: Assets = field(default_factory=dict)

    def description(self, style: Any) -> Any:  # noqa: ANN401 — no types there
        described = self.plain(style)
        if STYLES in self.assets:
            families = ",".join(fallback(style["font_family"], self.assets))
            pointer, kept = unicode_to_char_p(families)
            pango.pango_font_description_set_family(described, pointer)
            del kept  # what the pointer leads to was copied
        return described


_FALLBACK = _Fallback(line_break.get_font_description)
line_break.get_font_description = _FALLBACK.description


def _font_configuration(job: LayoutJob) -> FontConfiguration:
    """A configuration with the faces for scripts that the job brings along, if any."""
    fonts = FontConfiguration()
    styles, _ = job.assets.get(STYLES, (b"", ""))
    if styles:
        fetcher = LockedFetcher(job.assets)
        weasyprint.CSS(string=styles.decode(), font_config=fonts, url_fetcher=fetcher)
    return fonts


def _lay_out(
    source: weasyprint.HTML, fonts: FontConfiguration, job: LayoutJob
) -> tuple[weasyprint.Document, str, bool]:
    """Lay the pages out, once more with the job's last resort when words leave the paper.

    With the document come the styles that were added to the form's own.
    """
    document, css = _lay_out_whole(source, fonts, job)
    if leaves_paper(document):
        return *_lay_out_whole(source, fonts, job, job.when_wide), True
    return document, css, False


def _lay_out_whole(
    source: weasyprint.HTML, fonts: FontConfiguration, job: LayoutJob, more: str = ""
) -> tuple[weasyprint.Document, str]:
    """Lay the pages out, again and a little differently while something goes astray on the way."""
    document, used, fault = None, "", None
    for css in _WAYS_TO_BREAK_PAGES:
        sheets = [weasyprint.CSS(string=css + more, font_config=fonts)] if css + more else []
        try:
            document = source.render(font_config=fonts, pdf_variant=job.variant, stylesheets=sheets)
        except _FAULTS_OF_A_WAY as error:
            fault = fault or error
            continue
        used = css + more
        if not _loses_notes(document) and _keeps_order(document, source) and is_whole(document):
            break
    if document is None:
        raise fault or AssertionError("there is no way to break pages")
    return document, used


class Press:
    """Lays out trees of one job after another, by style sheets that are parsed once.

    For slices of a document (`render/live`): nothing is asked again, no tags are written.
    """

    def __init__(
        self,
        job: LayoutJob,
        fonts: FontConfiguration,
        sheets: dict[tuple[str, str], weasyprint.CSS],
    ) -> None:
        self.fonts = fonts
        self.sheets = sheets
        self._job = job
        self._fetcher = LockedFetcher(job.assets)

    def tree(self, html: str) -> Element:
        """The parsed tree of a page of HTML."""
        source = weasyprint.HTML(string=html, base_url=None, url_fetcher=self._fetcher)
        root: Element = source.etree_element
        return root

    def sheet(self, css: str, address: str = "") -> weasyprint.CSS:
        """A style sheet, parsed when it is first asked for."""
        key = (address, css)
        if key not in self.sheets:
            self.sheets[key] = weasyprint.CSS(
                string=css,
                base_url=address or None,
                font_config=self.fonts,
                url_fetcher=self._fetcher,
                media_type=self._job.media,
            )
        return self.sheets[key]

    def lay_out(self, root: Element, sheets: Sequence[weasyprint.CSS], css: str) -> Any:  # noqa: ANN401
        """The laid-out document of a tree whose style sheets were taken out of it."""
        source = weasyprint.HTML(
            string="", base_url=None, url_fetcher=self._fetcher, media_type=self._job.media
        )
        source.wrapper_element = type(source.wrapper_element).from_html_root(
            root, content_language=None
        )
        source.etree_element = root
        more = weasyprint.CSS(string=css, font_config=self.fonts)
        with _listening(_nothing), _named_errors():
            return source.render(font_config=self.fonts, stylesheets=[*sheets, more])

    def write(self, document: Any, pages: Sequence[Any]) -> bytes:  # noqa: ANN401
        """Some pages of a document as a PDF that is only looked at."""
        with _listening(_nothing), _named_errors():
            pdf = document.copy(list(pages)).write_pdf(uncompressed_pdf=True)
        return bytes(pdf)


def _boxes_of(source: weasyprint.HTML, fonts: FontConfiguration) -> tuple[Any, Turned]:
    """A document's boxes as the style makes them, before they are laid out, and its pages."""
    counters = CounterStyle()
    context = weasyprint.Document._build_layout_context(  # noqa: SLF001 — the public way lays out, too
        source, fonts, counters, {}, dict(weasyprint.DEFAULT_OPTIONS)
    )
    root = build_formatting_structure(
        source.etree_element,
        context.style_for,
        context.get_image_from_uri,
        source.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )

    @cache
    def turned(name: str) -> bool:
        kind = PageType("right", blank=False, name=name, index=1, groups=())
        set_page_type_computed_styles(kind, source, context.style_for)
        width, height = context.style_for(kind)["size"]
        return bool(width > height)

    return root, turned


class _Artist:
    """Draws elements that are SVG, each as a PDF of one page, in the letters of the document."""

    def __init__(self, fetcher: LockedFetcher, fonts: FontConfiguration) -> None:
        self.drawn: list[bytes] = []
        self._fetcher = fetcher
        self._fonts = fonts

    def draw(self, element: Element, width: float, height: float) -> int:
        """Draw an element so many points wide and high; the number of its drawing."""
        html = f"<!DOCTYPE html><body>{_as_html(element)}</body>"
        source = weasyprint.HTML(string=html, base_url=None, url_fetcher=self._fetcher)
        sheet = weasyprint.CSS(
            string=_FIGURE_SHEET.format(width=width, height=height), font_config=self._fonts
        )
        pdf = source.write_pdf(stylesheets=[sheet], font_config=self._fonts)
        if not isinstance(pdf, bytes):
            raise _failed(_("A figure could not be drawn."))
        self.drawn.append(pdf)
        return len(self.drawn) - 1


def _as_html(element: Element) -> str:
    """An element of a parsed document as HTML again, with the names that HTML gives to SVG."""
    whole = deepcopy(element)
    whole.tail = None
    for one in whole.iter():
        one.tag = str(one.tag).rpartition("}")[2]
        for name in [name for name in one.attrib if name.startswith("{")]:
            one.attrib[f"xlink:{name.rpartition('}')[2]}"] = one.attrib.pop(name)
    return tostring(whole, encoding="unicode", method="html")


_FIGURE_SHEET = """
@page {{ size: {width}pt {height}pt; margin: 0 }}
body {{ margin: 0 }}
svg, img {{ display: block; width: {width}pt; height: {height}pt }}
"""


def _loses_notes(document: weasyprint.Document) -> bool:
    there = {anchor for page in document.pages for anchor in page.anchors}
    return any(
        kind == "internal" and target.startswith("note-") and target not in there
        for page in document.pages
        for kind, target, _, _ in page.links
    )


def _keeps_order(document: weasyprint.Document, source: weasyprint.HTML) -> bool:
    """Whether the headings stand on the pages in the order in which they were written.

    A heading that the style prints in other words says nothing about the order.
    """
    written = ["".join(e.itertext()) for e in source.etree_element.iter() if e.tag in _HEADINGS]
    printed = [label for page in document.pages for _, label, _, _ in page.bookmarks]
    before, after = (["".join(text.split()) for text in texts] for texts in (written, printed))
    return before == after or sorted(before) != sorted(after)


@contextmanager
def _named_errors() -> Iterator[None]:
    """Turn what WeasyPrint raises from inside, when it is asked for too much, into our errors."""
    try:
        yield
    except (FatalURLFetchingError, URLFetchingError) as error:
        sentence = _("A style sheet asked for something that is not there: {error}.", error=error)
        raise _failed(sentence) from error
    except RecursionError as error:
        raise _failed(_("Elements stand in each other too deep to be laid out.")) from error
    except (ArithmeticError, AssertionError, AttributeError, LookupError) as error:
        raise _failed(failed_inside(error)) from error
    except (TypeError, ValueError) as error:
        raise _failed(_("The layout could not use a value ({error}).", error=error)) from error


def failed_inside(error: Exception) -> str:
    """What is told of an error that nobody foresaw: its name and its own words, as they are."""
    kind = type(error).__name__
    return _("The layout failed inside ({kind}: {error}).", kind=kind, error=error)


def _failed(sentence: str) -> RenderError:
    remedy = _("Try another template, or simplify its style sheet.")
    problem = Problem(sentence, remedy=remedy)
    return RenderError(f"{_('The pages could not be laid out.')} {problem}", (problem,))


def _write(document: weasyprint.Document, job: LayoutJob) -> bytes:
    document.metadata.title = job.title
    document.metadata.lang = job.lang
    document.metadata.generator = "Briefbuilder"
    document.metadata.attachments = [_attachment(one) for one in job.attachments]
    identifier = _identifier(job.identifier or job.title)
    with _tagged_by_language(job.lang):
        pdf = document.write_pdf(pdf_variant=job.variant, pdf_identifier=identifier)
    if not isinstance(pdf, bytes):
        raise _failed(_("The layout gave no pages."))
    return sealed(pdf, identifier)


@contextmanager
def _tagged_by_language(lang: str) -> Iterator[None]:
    """Let each tag say its language where the document has another one.

    WeasyPrint breaks words by the `lang` of the HTML and leaves it out of the tags, where a voice
    that reads aloud looks for it. Its maker of tags is private: `tests/unit/render/test_tongues.py`
    fails when it changes.
    """
    make = tags._build_box_tree  # noqa: SLF001

    def make_with_language(box: Any, *rest: Any) -> Iterator[Any]:  # noqa: ANN401 — it has no types
        spoken = str(box.style["lang"] or "") if hasattr(box, "style") else ""
        for element in make(box, *rest):
            if spoken and spoken != lang and "Lang" not in element:
                element["Lang"] = tags.pydyf.String(spoken)
            yield element

    tags._build_box_tree = make_with_language  # noqa: SLF001
    try:
        yield
    finally:
        tags._build_box_tree = make  # noqa: SLF001


def _identifier(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return text.encode("utf-8")


def _attachment(one: Attachment) -> weasyprint.Attachment:
    # WeasyPrint asks this table for the type of what is given as bytes.
    mimetypes.add_type(one.media_type, PurePosixPath(one.name).suffix, strict=False)
    return weasyprint.Attachment(
        string=one.data,
        name=one.name,
        description=one.description,
        created=_FIXED_DATE,
        modified=_FIXED_DATE,
    )


def _reports(
    listener: _Listener, fetcher: LockedFetcher, job: LayoutJob, source: weasyprint.HTML
) -> tuple[Problem, ...]:
    """What the layout, and the page that was laid out, say of the form."""
    return (
        *told_by_layout(listener.messages, job),
        *refused_addresses(fetcher.refused, job),
        *skipped_levels(_headings_of(source), job),
    )


def _headings_of(source: weasyprint.HTML) -> list[Heading]:
    return [
        Heading(int(one.tag[1]), " ".join("".join(one.itertext()).split()))
        for one in source.etree_element.iter()
        if one.tag in _HEADINGS
    ]
