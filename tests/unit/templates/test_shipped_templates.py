"""The shipped forms: every block printed, every page marked and numbered, no foreign face."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import page
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from briefbuilder.domain.briefs import Brief, ItemBlock, Section
from briefbuilder.domain.markings import Caveat, Level, Marking, Scheme
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.render.audit import audit
from briefbuilder.render.counting import missing_in, missing_pieces
from briefbuilder.render.html import render_html
from briefbuilder.render.job import make_job
from briefbuilder.render.passages import letters
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.wire import LaidOut
from briefbuilder.render.word.reading import read_docx
from helpers.render_samples import Copy, order
from helpers.template_samples import (
    FORMS,
    LONG_TITLE,
    NAMES,
    TEMPLATES,
    every_kind,
    long_everywhere,
    shipped,
)
from helpers.word_samples import word_of

pytestmark = pytest.mark.slow

FONTS = sorted((TEMPLATES / "_shared" / "fonts").glob("*.ttf"))
SIX_MEBIBYTES = 6 * 1024 * 1024


@pytest.fixture(scope="module")
def maker() -> PdfMaker:
    """One maker, so that the fonts are read once."""
    return PdfMaker()


@pytest.fixture(scope="module", params=FORMS)
def form(request: pytest.FixtureRequest) -> LoadedTemplate:
    return shipped().load(request.param)


@pytest.fixture(scope="module")
def draft(form: LoadedTemplate, maker: PdfMaker) -> LaidOut:
    return maker.make(make_job(every_kind(form.template), form, order(Copy.DRAFT)))


@pytest.fixture(scope="module")
def long(form: LoadedTemplate, maker: PdfMaker) -> LaidOut:
    return maker.make(make_job(long_everywhere(form.template), form, order(Copy.DRAFT)))


def words_of(made: LaidOut) -> str:
    return " ".join(" ".join(one.text for one in read_pdf(made.pdf).pages).split())


def faces_of(pdf: bytes) -> set[str]:
    """The names of the faces in a PDF, without the mark of a subset."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        names = [str(one.get("/BaseFont")) for one in fonts if "/BaseFont" in one]
    return {name.lstrip("/").split("+")[-1] for name in names}


def assert_sound(made: LaidOut) -> None:
    assert made.problems == ()
    assert audit(made.pdf, made.expected) == ()
    report = page.validate_pdf_bytes(made.pdf, profile="ua1")
    assert [one.message for one in report.failures] == []


def test_the_folder_holds_three_forms_and_no_fault() -> None:
    folder = shipped()
    assert {one.id for one in folder.list()} == set(FORMS)
    assert folder.problems == ()


def test_a_form_says_what_it_wants_and_what_it_rests_on(form: LoadedTemplate) -> None:
    template = form.template
    assert template.sources
    assert template.description
    assert template.max_pages
    assert all(section.prompt for section in template.sections)
    assert all(section.max_lines or section.max_pages for section in template.sections)


def test_every_kind_of_block_is_printed(draft: LaidOut) -> None:
    assert_sound(draft)


def test_word_says_what_the_pages_say(
    form: LoadedTemplate, draft: LaidOut, maker: PdfMaker
) -> None:
    data, job, flow = word_of(every_kind(form.template), form, order(Copy.DRAFT), maker)
    reading = read_docx(data, flow.drawn)
    assert missing_in(reading, job.expected) == ()
    assert missing_pieces(reading, flow.pieces) == ()
    # What a hyphen parts at the end of a line is no word by itself.
    pages = words_of(draft).replace("\ufffe", "-")
    said = f"{reading.words} {reading.top} {reading.bottom}"
    there = letters(said)
    lacking = {one for one in pages.split() if letters(one) not in there}
    assert {one for one in lacking if not one.isdigit()} == set()


@pytest.mark.parametrize("copy", [Copy.RECORD, Copy.RELEASE])
def test_the_other_copies_are_as_sound(form: LoadedTemplate, maker: PdfMaker, copy: Copy) -> None:
    made = maker.make(make_job(every_kind(form.template), form, order(copy)))
    assert_sound(made)
    assert "Draft 1" not in words_of(made)


def test_long_titles_fields_tables_and_items_survive(long: LaidOut) -> None:
    assert_sound(long)
    assert made_pages(long) > 3
    assert LONG_TITLE in words_of(long)


def made_pages(made: LaidOut) -> int:
    return len(made.layout.pages)


def test_footnotes_survive_too(form: LoadedTemplate, maker: PdfMaker) -> None:
    template = form.template.model_copy(update={"citation_style": "footnotes"})
    noted = LoadedTemplate(template, form.html, form.css, form.shared, form.assets)
    made = maker.make(make_job(long_everywhere(template), noted, order(Copy.RELEASE)))
    assert_sound(made)


def test_each_page_is_marked_above_and_below_and_numbered(long: LaidOut) -> None:
    pages = read_pdf(long.pdf).pages
    for number, one in enumerate(pages, start=1):
        assert "OPEN" in one.top
        assert "OPEN" in one.bottom
        assert f"page {number} of {len(pages)}" in " ".join(one.bottom.split())
        assert "draft 1" in " ".join(one.top.split()).lower().replace("d r a f t", "draft")


def test_a_long_marking_is_whole_on_each_page(form: LoadedTemplate, maker: PdfMaker) -> None:
    caveats = ("UK EYES ONLY", "PERSONAL", "NOT FOR ONWARD DISTRIBUTION", "COMMERCIAL", "VISITS")
    scheme = Scheme(
        id="test",
        title="Test scheme",
        levels=(Level(id="open", banner="HIGHLY RESTRICTED", portion="(HR)"),),
        caveats=tuple(Caveat(id=one, banner=one, portion=one) for one in caveats),
    )
    marking = Marking(scheme="test", level="open", caveats=caveats)
    brief = every_kind(form.template, marking=marking)
    made = maker.make(make_job(brief, form, order(Copy.DRAFT, scheme=scheme)))
    assert "VISITS" in made.expected.banner
    assert_sound(made)


def test_an_unmarked_brief_says_so_on_every_page(form: LoadedTemplate, maker: PdfMaker) -> None:
    brief = every_kind(form.template, marking=None)
    made = maker.make(make_job(brief, form, order(Copy.RELEASE)))
    assert made.expected.banner.startswith("MARKING NOT SET")
    assert_sound(made)


def test_only_shipped_faces_are_embedded_whatever_the_script(long: LaidOut) -> None:
    assert {name.split("-")[1] for name in faces_of(long.pdf)} <= {
        "Sans",
        "Serif",
        "Display",
        "Figure",
    }
    assert all(name.startswith("Brief-") for name in faces_of(long.pdf))
    for name in NAMES.split(", "):
        assert name in words_of(long)


def test_a_draft_asks_for_what_is_missing_and_a_release_does_not(
    form: LoadedTemplate, maker: PdfMaker
) -> None:
    whole = every_kind(form.template)
    first = whole.sections[0]
    empty = whole.model_copy(
        update={"sections": (Section(id=first.id, heading=first.heading), *whole.sections[1:])}
    )
    prompt = form.template.sections[0].prompt
    assert prompt in words_of(maker.make(make_job(empty, form, order(Copy.DRAFT))))
    assert prompt not in words_of(maker.make(make_job(empty, form, order(Copy.RELEASE))))


def test_a_placed_item_shows_how_far_it_can_be_trusted(
    form: LoadedTemplate, maker: PdfMaker
) -> None:
    asked = order(Copy.DRAFT, statuses={"quarantine": "in review"})
    words = words_of(maker.make(make_job(every_kind(form.template), form, asked))).lower()
    assert "in review" in words
    assert "as at 1 november 2026" in words
    assert re.search(r"0 of \d+ statements checked", words)


class Outline(HTMLParser):
    """The headings of a page, and whether each table names its rows or columns."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.tables: list[bool] = []
        self.lang = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "html":
            self.lang = dict(attrs).get("lang") or ""
        if tag == "table":
            self.tables.append(False)
        if tag == "th" and self.tables:
            self.tables[-1] = True


def html_of(brief: Brief, form: LoadedTemplate) -> str:
    return render_html(brief, form, order(Copy.RECORD)).html


def test_headings_never_skip_a_level_and_tables_have_heads(form: LoadedTemplate) -> None:
    outline = Outline()
    outline.feed(html_of(every_kind(form.template), form))
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    steps = zip(outline.levels, outline.levels[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    assert all(outline.tables)
    assert outline.lang == form.template.lang


def test_no_heading_stands_alone_at_the_foot_of_a_page(long: LaidOut) -> None:
    places = long.layout.places
    for section in long.layout.sections:
        targets = [one for one in places if one.target == f"section:{section.section}"]
        top = min(targets, key=lambda one: (one.page, one.y))
        inside = [
            one
            for one in places
            if one.target.startswith("block:")
            and one.page == top.page
            and top.y <= one.y < top.y + top.height
        ]
        assert inside, f"the heading of {section.section} stands alone"


def test_margin_notes_keep_out_of_each_other(maker: PdfMaker) -> None:
    form = shipped().load("think-tank-policy-brief")
    made = maker.make(make_job(long_everywhere(form.template), form, order(Copy.DRAFT)))
    first, second = (
        next(one for one in made.layout.places if one.target == f"block:{name}")
        for name in ("long1", "long2")
    )
    assert first.page != second.page or second.y - first.y > 7 * 11.5


def test_style_sheets_load_nothing_but_their_own_and_avoid_what_loses_words(
    form: LoadedTemplate,
) -> None:
    sheets = form.css + form.shared["base.css"].decode()
    assert set(re.findall(r"url\((\w+:)", sheets)) == {"library:"}
    for word in ("grid", "flex", "columns", "opacity", "text-overflow"):
        rules = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
        assert not re.search(rf"\b{word}\b", rules), word


EUROPE = {
    *map(chr, [*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x149), *range(0x14A, 0x17F)]),
    *map(chr, [*range(0x3B1, 0x3CF), *range(0x400, 0x460)]),
    *(NAMES + "–—‘’“”…•€№"),
}
LENT_BY_THE_SANS = set("ĬĭĲĳŦŧ")


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_each_face_has_the_letters_of_europe(font: Path) -> None:
    with TTFont(font, lazy=True) as opened:
        held = set(map(chr, opened.getBestCmap()))
    assert EUROPE - held <= (set() if "Sans" in font.stem else LENT_BY_THE_SANS)


def test_the_faces_are_light_and_each_family_has_its_licence() -> None:
    assert sum(font.stat().st_size for font in FONTS) < SIX_MEBIBYTES
    for family in {font.stem.split("-")[0].removesuffix("Display") for font in FONTS}:
        licence = FONTS[0].with_name(f"{family}-LICENSE.md").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_a_placed_summary_says_nothing_of_statements_that_it_does_not_have(
    form: LoadedTemplate,
) -> None:
    brief = every_kind(form.template)
    item = brief.pins[0]
    summary = ItemBlock(id="summ", item=item.item.id, revision=item.revision, parts=("summary",))
    first, *others = brief.sections
    bare = [one.model_copy(update={"blocks": ()}) for one in others]
    sections = (first.model_copy(update={"blocks": (summary,)}), *bare)
    job = make_job(brief.model_copy(update={"sections": sections}), form, order(Copy.RELEASE))
    html = render_template(job.sources, job.context)
    assert "A blockade by another name" in html
    assert "of 0" not in html
