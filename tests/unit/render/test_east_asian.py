"""Chinese, Japanese and Korean words: where lines end, how bold they are, in whose shapes."""

from __future__ import annotations

import re

import pytest

from briefbuilder.domain.briefs import Section, TableBlock, TextBlock
from briefbuilder.render.audit import audit
from briefbuilder.render.drawing import wrap
from briefbuilder.render.east_asian import in_own_language
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.whole_words import korean_words
from helpers.render_samples import order, sample_brief
from helpers.template_samples import FORMS, shipped
from helpers.word_samples import parts_of, word_of

KOREAN = (
    "외교부 장관과 합참의장은 군이 문민 통제 아래 있어야 한다는 데 동의하고 3월 12일에 발표한다."
)
JAPANESE = (
    "外務大臣と統合幕僚長は、部隊が文民統制の下に置かれることに同意し、三月十二日に発表する。"
)
ONE_WORD = "외교부장관과합참의장은" * 12


def job_of(form_name: str, *blocks: TextBlock | TableBlock, lang: str = "en-GB") -> LayoutJob:
    form = shipped().load(form_name)
    sections = (Section(id=form.template.sections[0].id, heading="Words", blocks=blocks),)
    brief = sample_brief(sections=sections, pins=(), fields=(), template=form_name, lang=lang)
    return make_job(brief, form, order())


def texts(*words: str) -> list[TextBlock]:
    return [TextBlock(id=f"text{number}", text=one) for number, one in enumerate(words)]


def test_korean_lines_end_between_words_and_japanese_ones_anywhere(maker: PdfMaker) -> None:
    table = TableBlock(id="tabl", header=("이름", "b", "c"), rows=((KOREAN, KOREAN, JAPANESE),))
    job = job_of(FORMS[1], *texts(" ".join([KOREAN] * 5), JAPANESE * 4, ONE_WORD), table)
    made = maker.make(job)

    assert [one.sentence for one in made.problems] == []
    assert audit(made.pdf, made.expected, made.layout.places) == ()
    lines = "\n".join(page.text for page in read_pdf(made.pdf).pages).splitlines()
    words = set(KOREAN.split())
    of_korean = [line.split() for line in lines if set(line.split()) & words]
    assert len(of_korean) > 8
    for line in of_korean:
        hangul = [one for one in line if re.search("[가-힣]", one)]
        assert set(hangul) <= words | {"이름"}, line
    assert sum("外務大臣" in line for line in lines) >= 4
    assert not any(line.startswith(("、", "。")) for line in lines)
    # A word that no line has room for is broken, as before.
    assert sum(set(line) <= set(ONE_WORD) and len(line) > 30 for line in lines) >= 2


def test_a_korean_word_goes_from_space_to_space() -> None:
    text = "The 외교부 (3월 12일에, 金正恩은) 外務大臣 Geneva에서"
    assert [text[start:end] for start, end in korean_words(text)] == [
        "외교부",
        "3월",
        "12일에",
        "金正恩은",
        "Geneva에서",
    ]
    assert list(korean_words("Plain words")) == list(korean_words("外務大臣と")) == []


@pytest.mark.parametrize("text", ["外" * 20_000, "é" * 20_000, "外a" * 20_000, "한外" * 9])
def test_a_long_run_of_letters_is_gone_through_once(text: str) -> None:
    """With two ways to take each character, forty would take longer than anybody waits."""
    assert all(end - start <= 16 for start, end in korean_words(text))


def test_bold_and_the_shapes_of_a_language_are_seen(maker: PdfMaker) -> None:
    plain, bold, taiwan = (
        drawn(maker.make(job_of(FORMS[0], *texts(words), lang=lang)).pdf)
        for words, lang in [("骨角化", "zh-Hans"), ("**骨角化**", "zh-Hans"), ("骨角化", "zh-Hant")]
    )
    assert plain != bold
    assert plain != taiwan
    chinese, japanese = (
        drawn(maker.make(job_of(FORMS[0], *texts("骨直海の"), lang=lang)).pdf)
        for lang in ("zh-Hans", "ja")
    )
    assert chinese == japanese  # whose kana say what it is


def drawn(pdf: bytes) -> bytes:
    with PageImages(pdf) as pages:
        return bytes(pages.image(0, 1.5).rgba)


def test_blocks_that_are_mostly_japanese_or_korean_say_so() -> None:
    page = (
        "<h1>外務大臣の</h1><p>王毅 met 외교부 장관 in Geneva</p><p>외교부 장관 王毅</p>"
        '<li lang="zh">の</li><table><tr><td>&#xc678;&#xad50;</td><td>王毅</td></tr></table>'
    )
    assert in_own_language(page) == (
        '<h1 lang="ja">外務大臣の</h1><p>王毅 met 외교부 장관 in Geneva</p>'
        '<p lang="ko">외교부 장관 王毅</p><li lang="zh">の</li>'
        '<table><tr><td lang="ko">&#xc678;&#xad50;</td><td>王毅</td></tr></table>'
    )
    assert in_own_language("<p>王毅</p>") == "<p>王毅</p>"
    job = job_of(FORMS[1], *texts(JAPANESE))
    assert re.search('<p lang="ja"[^>]*>外務大臣', render_template(job.sources, job.context))


def test_a_word_document_says_the_language_of_its_runs(maker: PdfMaker) -> None:
    form = shipped().load(FORMS[1])
    blocks = tuple(texts(JAPANESE, KOREAN, "王毅 and Plain"))
    section = Section(id=form.template.sections[0].id, heading="Words", blocks=blocks)
    data, _, _ = word_of(sample_brief(sections=(section,), pins=()), form, order(), maker)
    xml = parts_of(data)["word/document.xml"].decode()
    runs = re.findall(r"<w:r>(?:(?!</w:r>).)*</w:r>", xml)
    said = {
        words: re.findall('<w:lang [^>]*w:eastAsia="(.*?)"', one)
        for one in runs
        for words in ("外務大臣", "외교부", "王毅")
        if words in one
    }
    assert said == {"外務大臣": ["ja"], "외교부": ["ko"], "王毅": []}


def test_labels_of_a_drawing_break_between_chinese_characters() -> None:
    assert wrap("外務大臣と、統合幕僚長は同意", 50, 10, 3) == ("外務大臣", "と、統合", "幕僚長 …")
    assert wrap("Plain words of a label", 60, 10, 2) == ("Plain words", "of a label")
