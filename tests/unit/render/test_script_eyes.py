"""What a form may do to words in other scripts is seen as well as what it does to English ones."""

from __future__ import annotations

import pytest

from briefbuilder.render.demand import Demand
from briefbuilder.render.expectation import Passage
from briefbuilder.render.eyes import look_at_pages
from briefbuilder.render.legibility import missing_passages
from briefbuilder.render.passages import PageLetters, stands
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.sandbox import MAIN, render_template
from briefbuilder.render.script_faces import faces_for
from briefbuilder.render.wire import LayoutJob
from helpers.render_samples import FONTS

STYLE = """
@font-face { font-family: "T"; src: url(library://shared/regular.ttf) }
@page { size: 105mm 148mm; margin: 16mm }
body { margin: 0; font: 10pt/14pt "T" }
p { margin: 0; position: relative }
i { position: absolute; left: 0; top: 0; height: 6mm; width: 2.5mm; background: white }
"""
ARABIC = "أن تبقى القوات تحت القيادة المدنية"
YORUBA = "The squadron nẹ́ sails on Friday"
NAMES = "10 January 2026"


def faults(html: str, *words: str, maker: PdfMaker) -> list[str]:
    job = LayoutJob(
        sources={MAIN: f"<html><head><style>{STYLE}</style></head><body>{html}</body></html>"},
        context={},
        assets={
            "shared/regular.ttf": ((FONTS / "SourceSans3-Regular.ttf").read_bytes(), "font/ttf"),
            **faces_for({ord(char) for char in html if char > "\u0530"}),
        },
        title="T",
        lang="en",
        variant=None,
        when_wide="",
    )
    passages = [Passage(f"block:{at}", text, "section") for at, text in enumerate(words)]
    seen = look_at_pages(maker.make(job).pdf, Demand(), Demand())
    return [one.sentence for one in missing_passages(seen, passages, Demand())]


def in_boxes(words: str) -> str:
    """Words that each stand for themselves, so that no rule of Unicode moves them."""
    return " ".join(f'<span style="display: inline-block">{one}</span>' for one in words.split())


@pytest.mark.parametrize(
    ("html", "words", "said"),
    [
        pytest.param(
            f'<p dir="rtl">{ARABIC}</p>'
            '<p dir="rtl" style="margin-top: -9pt">السلام عليكم ورحمة الله وبركاته</p>',
            ARABIC,
            "printed over it",
            id="Arabic half under Arabic",
        ),
        pytest.param(
            '<p dir="rtl">للل<span style="position: absolute; right: 0; top: 0">ااا</span></p>',
            "ااا",
            "printed over it",
            id="alefs over lams",
        ),
        pytest.param("<p>no̱nnn<i></i></p>", "no̱nnn", "cannot be seen", id="letters of a short run"),
        pytest.param(
            "<p>Friday on sails the squadron</p><p>ẹn is a letter</p>",
            YORUBA,
            "lacks the words",
            id="left out, while its words stand elsewhere",
        ),
        pytest.param("<p>lailes ńẹ́</p>", "ńẹ́ lailes", "lacks the words", id="turned about"),
        pytest.param(
            f"<p>{in_boxes('ships 200 to 100')} א</p>",
            "100 to 200 ships",
            "lacks the words",
            id="turned about beside a letter that runs to the left",
        ),
        pytest.param("<p>तीमहस नेखुम</p>", "सहमती मुखने", "lacks the words", id="anagram"),
    ],
)
def test_words_in_other_scripts_cannot_be_hidden(
    html: str, words: str, said: str, maker: PdfMaker
) -> None:
    found = faults(html, words, maker=maker)
    assert any(said in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("html", "words"),
    [
        pytest.param(f"<p>{YORUBA}</p>", [YORUBA], id="marks"),
        pytest.param(
            '<table dir="rtl"><tr><td dir="rtl">محمد</td><td>2026 – 2027</td></tr></table>',
            ["2026 – 2027"],
            id="years beside words to the left",
        ),
        pytest.param("<p>No. ٢٠١٠ and ۲۰</p>", ["No. ٢٠١٠ and ۲۰"], id="a nought that is a dot"),
        pytest.param(
            f'<table><tr><td>{NAMES}</td><td dir="rtl">محمد بن سلمان goes home</td></tr></table>',
            [NAMES, "محمد بن سلمان goes home"],
            id="beside words to the left",
        ),
    ],
)
def test_words_beside_other_scripts_are_found(html: str, words: list[str], maker: PdfMaker) -> None:
    assert faults(html, *words, maker=maker) == []


def test_a_line_that_was_turned_about_counts_once() -> None:
    page = PageLetters.of("home goes and דוד 2026 January 10\nin Geneva")
    assert stands("10january2026", 1, [page])
    assert not stands("10january2026", 2, [page])
    assert stands("davidינג", 0, [page])
    assert not stands("geneva10", 1, [page])


def test_the_list_of_notes_runs_as_the_page_does() -> None:
    notes = '<ol class="notes"><li>דוד, p. 3.</li></ol>'
    page = render_template({MAIN: f"{notes}<ol><li>דוד</li><li>Saul and all his men</li></ol>"}, {})
    assert page == f'{notes}<ol><li dir="rtl">דוד</li><li>Saul and all his men</li></ol>'


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("בְּרֵאשִׁית בָּרָא אֱלֹהִים", id="Hebrew with its points"),
        pytest.param("السَّلَامُ وَالْأَمْنُ فِي الْبِلَادِ لِإِسْلَامٍ ضَرَبَ", id="Arabic with its vowels"),
        pytest.param("नीति والأمن", id="Hindi beside Arabic"),
        pytest.param("ọ̀rọ̀ הביטחון", id="Yoruba beside Hebrew"),
        pytest.param("गृह मंत्री", id="Hindi with a mark far below its letter"),
    ],
)
@pytest.mark.parametrize("spaced", ["normal", ".11em", "-.008em"])
def test_honest_words_with_marks_are_read_whole(words: str, spaced: str, maker: PdfMaker) -> None:
    html = f'<p style="letter-spacing: {spaced}; font-size: 20pt; line-height: 30pt">{words}</p>'
    assert faults(html, words, maker=maker) == []
