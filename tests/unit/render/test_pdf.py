"""Pages: conformant, the same every time, measured, and closed to the world."""

import gc
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import page
import pytest

from briefbuilder.domain.briefs import Brief, Section, TableBlock, TextBlock
from briefbuilder.errors import RenderError
from briefbuilder.render import pdf as pages_of_pdf
from briefbuilder.render.inspect import inspect_pdf
from briefbuilder.render.job import make_job
from briefbuilder.render.leaks import plain_parts
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker, make_pdf
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.wire import LaidOut
from helpers.render_samples import Copy, order, plain_template, sample_brief

pytestmark = pytest.mark.slow

CANARY = "the-canary-that-must-not-sing"


def failures(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


@pytest.mark.parametrize("copy", Copy)
@pytest.mark.parametrize("style", ["endnotes", "footnotes"])
def test_every_kind_of_block_makes_a_tagged_pdf(maker: PdfMaker, copy: Copy, style: str) -> None:
    template = plain_template(citation_style=style, portion_marks=True, numbered_sections=True)
    made = maker.make(make_job(sample_brief(), template, order(copy)))
    assert failures(made.pdf) == []
    assert made.problems == ()


def test_an_almost_empty_brief_makes_a_tagged_pdf(maker: PdfMaker) -> None:
    brief = sample_brief(
        sections=(Section(id="issue", heading="Issue"),), pins=(), marking=None, fields=()
    )
    assert failures(maker.make(make_job(brief, plain_template(), order())).pdf) == []


def test_the_same_brief_gives_the_same_bytes() -> None:
    job = make_job(sample_brief(), plain_template(), order(Copy.RECORD, attachment=b"brief"))
    assert make_pdf(job).pdf == PdfMaker().make(job).pdf


def test_a_pdf_says_what_it_is_and_carries_the_brief_only_as_a_record() -> None:
    for copy, carried in (
        (Copy.RECORD, {"strait-talks-what-a-port-call-can-do.brief": b"brief"}),
        (Copy.RELEASE, {}),
        (Copy.DRAFT, {}),
    ):
        asked = order(copy, attachment=b"brief", identifier="0f" * 16)
        facts = inspect_pdf(make_pdf(make_job(sample_brief(), plain_template(), asked)).pdf, "x")
        assert facts.title == "Strait talks: what a port call can do"
        assert facts.lang == "en-GB"
        assert facts.identifier == "0f" * 16
        assert facts.tagged
        assert facts.attachments == carried


def test_pages_in_another_order_than_was_written_are_broken_in_another_way(
    maker: PdfMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = ("", "main { display: block !important }")
    monkeypatch.setattr(pages_of_pdf, "_WAYS_TO_BREAK_PAGES", ways)
    template = plain_template(css="main { display: flex; flex-direction: column-reverse }")
    texts = (TextBlock(id=f"text{number}", text="Words.") for number in "12")
    sections = tuple(
        Section(id=name.lower(), heading=name, blocks=(block,))
        for name, block in zip(("Issue", "Background"), texts, strict=True)
    )
    brief = sample_brief(sections=sections, pins=(), media=())
    made = maker.make(make_job(brief, template, order()))
    headings = [one for one in read_pdf(made.pdf).bookmarks if one in {"Issue", "Background"}]
    assert headings == ["Issue", "Background"]


# Where things stand


def test_every_section_block_and_the_head_have_a_place(endnotes: LaidOut) -> None:
    targets = {place.target for place in endnotes.layout.places}
    assert targets == {
        "head",
        "section:issue",
        "section:background",
        *(f"block:aaaa{number}" for number in ("1111", "2222", "3333", "4444", "5555")),
    }


def test_a_place_holds_the_words_of_its_block(endnotes: LaidOut) -> None:
    with PageImages(endnotes.pdf) as pages:
        ((number, (rect, *_)), *_) = pages.find("We propose a visit")
    found = endnotes.layout.target_at(number, rect.x + 1, rect.y + rect.height / 2)
    assert found == "block:aaaa1111"


def test_a_block_that_runs_on_has_a_place_on_each_page(maker: PdfMaker) -> None:
    text = "\n\n".join(f"Paragraph {number} of a long text." for number in range(60))
    made = maker.make(make_job(_with_text(text), plain_template(), order()))
    pages = [place.page for place in made.layout.places if place.target == "block:text"]
    assert pages == [0, 1, 2]
    assert 2.0 < made.layout.body_pages < 3.0
    assert made.layout.body_count == 3


def _with_text(text: str) -> Brief:
    section = Section(id="issue", heading="Issue", blocks=(TextBlock(id="text", text=text),))
    return sample_brief(sections=(section,), pins=())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One line.", 1),
        ("One line.\n\nAnother.", 2),
        ("- a\n- b\n- c", 3),
        ("One[@res-661] line [@res-661].", 1),
        ("word " * 40, 3),
        ("### Head\n\nOne line.", 2),
        ("| a | b |\n|---|---|\n| c | d |", 2),
        ("", 0),
    ],
)
@pytest.mark.parametrize("style", ["endnotes", "footnotes"])
def test_lines_are_counted_as_a_reader_sees_them(
    maker: PdfMaker, text: str, lines: int, style: str
) -> None:
    template = plain_template(citation_style=style)
    made = maker.make(make_job(_with_text(text), template, order(Copy.DRAFT, annex=False)))
    measure = made.layout.section("issue")
    assert measure is not None
    # An empty section of a draft prints the form's prompt, which is one line.
    assert measure.lines == (lines or 1)


def test_margin_notes_and_headings_are_not_lines_of_a_section(endnotes: LaidOut) -> None:
    measure = endnotes.layout.section("issue")
    assert measure is not None
    assert measure.lines == 1 + 1 + 2 + 1 + 2  # paragraph, heading, list, quotation, table


# The world outside


@pytest.fixture
def hits() -> Iterator[list[str]]:
    """A web server on this machine; the list holds the paths that somebody asked it for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/again")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    asked.append(f"http://127.0.0.1:{server.server_port}")
    yield asked
    server.shutdown()
    thread.join()
    server.server_close()


HEAD = '<!DOCTYPE html><html lang="en"><head><title>t</title>%s</head><body><h1>t</h1>%s</body>'
ATTACKS = {
    "image": HEAD % ("", '<img src="URL/a.png" alt="x">'),
    "style sheet": HEAD % ('<link rel="stylesheet" href="URL/a.css">', ""),
    "style import": HEAD % ("<style>@import url(URL/a.css)</style>", ""),
    "background": HEAD % ("<style>h1{background:url(URL/a.png)}</style>", ""),
    "content": HEAD % ("<style>h1::before{content:url(URL/a.png)}</style>", ""),
    "list mark": HEAD % ("<style>li{list-style:url(URL/a.png)}</style>", "<ul><li>x</li></ul>"),
    "font": HEAD
    % ("<style>@font-face{font-family:X;src:url(URL/a.ttf)}h1{font-family:X}</style>", ""),
    "colour profile": HEAD % ("<style>@color-profile --x{src:url(URL/a.icc)}</style>", ""),
    "object": HEAD % ("", '<object data="URL/a.png">x</object><embed src="URL/a.png">'),
    "base": HEAD % ('<base href="URL/">', '<img src="a.png" alt="x">'),
    "picture in a data address": HEAD
    % (
        "",
        (
            "<img alt=x src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' "
            "xmlns:xlink='http://www.w3.org/1999/xlink'><image xlink:href='URL/a.png'/></svg>\">"
        ),
    ),
    "picture inside svg": HEAD
    % (
        "",
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title>'
            '<image href="URL/a.png" width="9" height="9"/><use href="URL/a.svg#x"/></svg>'
        ),
    ),
    "attached link": HEAD % ('<link rel="attachment" href="URL/a.txt">', ""),
    "attached anchor": HEAD % ("", '<a rel="attachment" href="URL/a.txt">x</a>'),
    "frame": HEAD % ("", '<iframe src="URL/a.html"></iframe>'),
    "other scheme": HEAD % ("", '<img src="ftp://127.0.0.1/a.png" alt="x">'),
}


def _everything_in(pdf: bytes) -> bytes:
    words = "".join(one.text for one in read_pdf(pdf).pages)
    return b"".join(plain_parts(pdf)) + words.encode()


@pytest.mark.parametrize("name", ATTACKS)
def test_a_template_reaches_neither_the_network_nor_a_file(
    maker: PdfMaker, name: str, hits: list[str], tmp_path: Path
) -> None:
    canary = tmp_path / "canary.svg"
    canary.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">'
        f"{CANARY}</text></svg>"
    )
    for address in (hits[0], f"file://{tmp_path}"):
        html = ATTACKS[name].replace("URL/a.svg", f"{address}/canary.svg")
        html = html.replace("URL/a.txt", f"{address}/canary.svg").replace("URL", address)
        html = html.replace(f"{address}/a.png", f"{address}/canary.svg")
        job = make_job(sample_brief(), plain_template(html=html), order())
        try:
            made = maker.make(job)
        except RenderError:
            continue
        assert CANARY.encode() not in _everything_in(made.pdf)
        assert inspect_pdf(made.pdf, "x").attachments == {}
    assert hits[1:] == []


def test_what_was_refused_is_reported(maker: PdfMaker) -> None:
    template = plain_template(css='h1 { background: url("https://example.org/a.png") }')
    made = maker.make(make_job(sample_brief(), template, order()))
    assert any("https://example.org/a.png" in one.sentence for one in made.problems)


def test_what_the_layout_warns_of_is_reported_and_not_logged(
    maker: PdfMaker, caplog: pytest.LogCaptureFixture
) -> None:
    template = plain_template(css="h1 { colour: red }")
    made = maker.make(make_job(sample_brief(), template, order()))
    assert any("colour" in one.sentence for one in made.problems)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_elements_too_deep_for_a_layout_are_an_error(maker: PdfMaker) -> None:
    deep = HEAD % ("", "<div>" * 3000)
    with pytest.raises(RenderError, match="too deep"):
        maker.make(make_job(sample_brief(), plain_template(html=deep), order()))


def test_hostile_words_of_a_brief_are_printed_as_they_stand(maker: PdfMaker) -> None:
    attack = '<img src="file:///etc/passwd"><script>x</script> {{ 7*7 }} {% raw %}'
    table = TableBlock(id="table", header=("<b>h</b>",), rows=((attack,),), caption=attack)
    section = Section(
        id="issue", heading=f"Issue {attack}", blocks=(TextBlock(id="text", text=attack), table)
    )
    brief = sample_brief(title=f"T {attack}", sections=(section,), pins=())
    made = maker.make(make_job(brief, plain_template(), order()))
    words = "".join(one.text for one in read_pdf(made.pdf).pages).replace("\r\n", " ")
    assert words.count("{{ 7*7 }} {% raw %}") == 5
    assert failures(made.pdf) == []


def test_memory_stays_flat_over_fifty_layouts() -> None:
    maker = PdfMaker()
    template = plain_template()

    def lay_out(number: int) -> None:
        maker.make(make_job(_with_text(f"Text {number}."), template, order(annex=False)))

    def resident() -> int:
        gc.collect()  # beside tests of the window nobody else does
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    for number in range(10):
        lay_out(number)
    before = resident()
    for number in range(50):
        lay_out(number)
    assert resident() - before < 12 * 1024**2
