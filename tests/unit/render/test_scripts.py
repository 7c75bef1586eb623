"""Words in every script print from faces that the program brings along, and are read back."""

from __future__ import annotations

import ctypes
import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops
from pypdfium2 import raw
from weasyprint.draw import text as weasyprint_text

from briefbuilder.domain.briefs import Section, TableBlock, TextBlock
from briefbuilder.render.audit import audit
from briefbuilder.render.clusters import ClusterPainter
from briefbuilder.render.direction import directed, runs_from_the_right
from briefbuilder.render.drawing import text_width
from briefbuilder.render.font_coverage import printable_by, unprintable_passages
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.pages import PageImages
from briefbuilder.render.passages import letters
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import opened, read_pdf
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.script_faces import faces_for, has_face_for
from briefbuilder.render.web.page import MEDIA, in_one_file, make_page, reading_job
from briefbuilder.render.web.sight import unread
from briefbuilder.render.word.scripts import by_way
from helpers.render_samples import order, sample_brief
from helpers.template_samples import FORMS, shipped
from helpers.word_samples import parts_of, word_of

# In each language: the minister and the chief of staff agree that the forces stay under civilian
# command.
_LINES = (Path(__file__).parent / "data" / "scripts.txt").read_text(encoding="utf-8").splitlines()
TEXTS = dict(line.split(": ", 1) for line in _LINES)
LIST = "1. أن تبقى القوات.\n2. أن تُبلَّغ البعثة **فورًا**.\n\n> قال: «لن نقبل بأقل من ذلك»."
TABLE = TableBlock(
    id="tabl",
    caption="الأسماء",
    header=("الاسم", "الدور"),
    rows=(("محمد بن سلمان", "ولي العهد"), ("שר החוץ", "王毅")),
)


def job_in(form_name: str) -> LayoutJob:
    form = shipped().load(form_name)
    blocks = [TextBlock(id=f"text{name}", text=text) for name, text in TEXTS.items()]
    first, *others = form.template.sections
    sections = (
        Section(
            id=first.id,
            heading=first.heading,
            blocks=(*blocks, TextBlock(id="list", text=LIST), TABLE),
        ),
        *(Section(id=one.id, heading=one.heading) for one in others),
    )
    changes = {"template": form_name, "sections": sections, "pins": (), "fields": ()}
    return make_job(sample_brief(title="عباس عراقچی و王毅", **changes), form, order())


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
def test_every_script_is_printed_whole_and_can_be_read(name: str, maker: PdfMaker) -> None:
    job = job_in(name)
    made = maker.make(job)

    assert [one.sentence for one in made.problems] == []
    assert audit(made.pdf, made.expected, made.layout.places) == ()
    read = " ".join(page.text for page in read_pdf(made.pdf).pages)
    assert TEXTS["hindi"][:20] in read
    assert TEXTS["korean"][:20] in read
    if name == FORMS[1]:
        # The marks of an Arabic word are read before or after their letter, as a font has it.
        plain = [text for of, text in TEXTS.items() if of not in {"arabic", "mixed"}]
        held = letters(read)
        assert [word for text in plain for word in text.split() if letters(word) not in held] == []
        page = make_page(render_template(job.sources, job.context), job)
        for medium in MEDIA:
            assert list(unread(maker.make(reading_job(page, job, medium)), medium)) == []
        html = in_one_file(page, job, [maker.flow(reading_job(page, job, "print"))])
        assert html.count("font/woff2") > len(faces_for(set(map(ord, "א中ก")))) - 1
        assert "library://" not in html


def test_a_job_carries_only_the_faces_that_its_words_need() -> None:
    assert faces_for(set()) == faces_for({ord("Ж"), ord("λ")}) == {}
    assert set(faces_for({ord("王")})) == {
        "scripts/NotoSansCJK-Names.otf",
        "scripts/NotoSansCJK-Names-Bold.otf",
        "scripts/faces.css",
    }
    assert len(faces_for({ord("ש")})) == 1 + 4
    plain = make_job(sample_brief(), shipped().load(FORMS[0]), order())
    assert not any(name.startswith("scripts/") for name in plain.assets)


def test_emoji_and_rare_letters_have_no_face() -> None:
    assert not any(map(has_face_for, map(ord, "😀鞑ᚠ")))
    assert all(
        has_face_for(ord(char)) for text in TEXTS.values() for char in text if char > "\u0530"
    )
    form = shipped().load(FORMS[0])
    job = make_job(sample_brief(title="鞑 😀 王"), form, order())
    told = unprintable_passages(job.expected.passages, printable_by(form))
    assert '"鞑" (U+9791) and "😀" (U+1F600)' in told[0].sentence


@pytest.mark.slow
def test_a_form_of_other_hands_falls_back_to_the_same_faces(maker: PdfMaker) -> None:
    form = shipped().load(FORMS[1])
    css = '* { font-family: "Brief Sans" !important }'  # names none of the program's families
    job = make_job(sample_brief(title="王毅 קרא"), replace(form, css=form.css + css), order())
    names = fonts_of(maker.make(job).pdf)
    assert all(
        any(one.startswith(f"Brief-{script}") for one in names) for script in ("East", "Heb")
    )


def test_a_form_with_a_font_of_symbols_is_laid_out(maker: PdfMaker) -> None:
    """It has no table of Unicode's, and words with marks ask for what its shapes stand for."""
    form = shipped().load(FORMS[1])
    stream = io.BytesIO()
    with TTFont(io.BytesIO(form.shared["fonts/SourceSans3-Regular.ttf"])) as font:
        (table, *_) = [one for one in font["cmap"].tables if (one.platformID, one.format) == (3, 4)]
        table.platEncID = 0
        font["cmap"].tables = [table]
        font.save(stream)
    css = (
        "@font-face { font-family: Symbols; src: url(library://template/symbols.ttf) }"
        ".words p { font-family: Symbols !important }"
    )
    loaded = replace(
        form, css=form.css + css, assets={**form.assets, "symbols.ttf": stream.getvalue()}
    )
    section = Section(
        id=form.template.sections[0].id,
        heading="Words",
        blocks=(TextBlock(id="text", text="Plain ọ̀rọ̀ words"),),
    )
    job = make_job(sample_brief(sections=(section,), pins=()), loaded, order())

    assert [one.sentence for one in maker.make(job).problems] == []


def fonts_of(pdf: bytes) -> set[str]:
    with opened(pdf) as document:
        text = document[0].get_textpage()
        buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        names = set()
        for at in range(text.count_chars()):
            raw.FPDFText_GetFontInfo(text, at, buffer, 200, flags)
            names.add(buffer.value.decode().partition("+")[2])
        text.close()
    return names


@pytest.mark.slow
def test_clusters_are_drawn_as_they_were_and_read_as_they_are(monkeypatch, maker: PdfMaker) -> None:
    form = shipped().load(FORMS[0])
    section = Section(
        id=form.template.sections[0].id,
        heading="Words",
        blocks=(
            TextBlock(id="text1", text=TEXTS["hindi"]),
            TextBlock(id="text2", text=TEXTS["yoruba"]),
            TextBlock(id="text3", text="T̃ b̃ d̄"),  # raised marks
        ),
    )
    job = make_job(sample_brief(sections=(section,), pins=()), form, order())
    ours = maker.make(job).pdf
    painter = weasyprint_text.draw_first_line.__self__
    assert isinstance(painter, ClusterPainter)
    monkeypatch.setattr(weasyprint_text, "draw_first_line", painter.plain)
    theirs = maker.make(job).pdf

    steps = ImageChops.difference(drawn(ours), drawn(theirs))
    # One step of 255 may lie between them: a position is rounded.
    assert steps.point(lambda step: max(0, step - 1)).getbbox() is None
    read = read_pdf(ours).pages[0].text
    assert "प्रमुख ने सहमति" in read
    # When this is no longer so, WeasyPrint says the words of clusters itself: leave it to it.
    assert "प्रमुख ने सहमति" not in read_pdf(theirs).pages[0].text


def drawn(pdf: bytes) -> Image.Image:
    with PageImages(pdf) as pages:
        page = pages.image(0, 2.0)
    size = (page.width, page.height)
    return Image.frombytes("RGBA", size, page.rgba, "raw", "RGBA", page.stride).convert("RGB")


@pytest.mark.parametrize(
    ("words", "from_the_right"),
    [
        ("السلام", True),
        ("12 مارس", True),
        ("محمد met him", False),
        ("محمد بن سلمان met", True),
        ("met محمد بن سلمان", False),
        ("2026", False),
        ("", False),
    ],
)
def test_words_run_from_the_right_by_their_first_letter_and_their_number(
    words: str, *, from_the_right: bool
) -> None:
    assert runs_from_the_right(words) is from_the_right


def test_blocks_of_words_say_their_direction() -> None:
    page = (
        '<p class="a">שלום</p><p>Hello</p><ol><li><b>שלום</b></li></ol>'
        '<p><span class="portion">(U)</span> שלום</p><p dir="ltr">שלום</p>'
        "<table><caption>x</caption><tr><td>&#x5d0;</td><td>a</td></tr></table>"
    )
    assert directed(page) == (
        '<p dir="rtl" class="a">שלום</p><p>Hello</p>'
        '<ol dir="rtl"><li dir="rtl"><b>שלום</b></li></ol>'
        '<p dir="rtl"><span class="portion">(U)</span> שלום</p><p dir="ltr">שלום</p>'
        '<table dir="rtl"><caption dir="ltr">x</caption>'
        '<tr><td dir="rtl">&#x5d0;</td><td dir="ltr">a</td></tr></table>'
    )
    assert directed("<p>Plain</p>") == "<p>Plain</p>"


@pytest.mark.slow
def test_a_word_document_turns_paragraphs_runs_and_tables(maker: PdfMaker) -> None:
    form = shipped().load(FORMS[1])
    texts = {"text": f"**{TEXTS['hebrew']}**", "other": "Plain.", "hind": TEXTS["hindi"]}
    blocks = [TextBlock(id=name, text=text) for name, text in texts.items()]
    section = Section(id=form.template.sections[0].id, heading="Words", blocks=(*blocks, TABLE))
    data, _, _ = word_of(sample_brief(sections=(section,), pins=()), form, order(), maker)
    xml = parts_of(data)["word/document.xml"].decode()
    of_hebrew = next(
        one for one in re.findall(r"<w:p>.*?</w:p>", xml) if TEXTS["hebrew"][:5] in one
    )
    of_plain = next(one for one in re.findall(r"<w:p>.*?</w:p>", xml) if "Plain." in one)

    assert "<w:bidi/>" in of_hebrew
    assert "<w:bidi/>" not in of_plain
    assert "<w:bidiVisual/>" in xml
    assert "<w:rtl/>" in of_hebrew
    assert "<w:bCs/>" in of_hebrew
    assert "<w:rtl/>" not in of_plain
    assert 'w:cs="Noto Sans Hebrew"' in of_hebrew
    styles = parts_of(data)["word/styles.xml"].decode()
    assert styles.count("<w:szCs") >= styles.count("<w:sz ") - 1  # all but that of no style
    fonts = parts_of(data)["word/fontTable.xml"].decode()
    for name in ("Noto Sans Hebrew", "Noto Naskh Arabic", "Noto Sans Devanagari"):
        assert re.search(f'w:name="{name}">.*?<w:embedRegular', fonts)


def test_a_run_of_word_goes_one_way() -> None:
    assert list(by_way("Met דוד, שאול and Saul")) == [
        ("Met ", False),
        ("דוד, שאול", True),
        (" and Saul", False),
    ]
    assert list(by_way("Plain.")) == [("Plain.", False)]
    assert "".join(part for part, _ in by_way("(عباس) 12 مارس 2026.")) == "(عباس) 12 مارس 2026."


def test_marks_take_no_room_in_a_drawing() -> None:
    assert text_width("e\u0301\u0323", 10) == text_width("e", 10)


_LOOKS_AT_FACES = """
import sys
from briefbuilder.render.script_faces import faces_for
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
faces_for([ord(one) for one in sys.argv[1]])
print(sum("script_fonts" in name for name in opened))
"""


@pytest.mark.parametrize(("lacking", "is_read"), [("", False), ("שלום", True)])
def test_a_form_that_lacks_nothing_has_no_face_read(lacking: str, *, is_read: bool) -> None:
    command = [sys.executable, "-c", _LOOKS_AT_FACES, lacking]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (int(ran.stdout) > 0) is is_read
