"""Words of every script in a drawing: they look as on the page, and no wider than was reckoned."""

from __future__ import annotations

import pytest
from PIL import Image

from briefbuilder.domain.briefs import Section, TimelineBlock, TimelineRow
from briefbuilder.render.demand import Demand
from briefbuilder.render.drawing import text, text_width
from briefbuilder.render.drawn_text import hangs_together
from briefbuilder.render.eyes import look_at_pages
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.sandbox import MAIN
from briefbuilder.render.script_faces import faces_for
from helpers.render_samples import FONTS, order, sample_brief
from helpers.template_samples import FORMS, shipped

WORDS = {
    "arabic": "اتفق وزير الخارجية",
    "persian": "وزیر امور خارجه",
    "hebrew": "שר החוץ והרמטכ״ל",
    "hindi": "विदेश मंत्री और प्रमुख ने",
    "thai": "รัฐมนตรีต่างประเทศ",
    "chinese": "外交部长与总参谋长",
    "korean": "외교부 장관과 합참의장은",
    "georgian": "საგარეო საქმეთა",
    "armenian": "Արտաքին գործերի",
    "amharic": "የውጭ ጉዳይ ሚኒስትሩ",
    "yoruba": "Mínísítà fún ọ̀rọ̀",
    "latin": "The foreign minister",
}
BAND, SCALE = 40, 4  # pixels of CSS and of a picture for each
STYLE = f"""
@font-face {{ font-family: "Brief Figure"; src: url(library://shared/regular.ttf) }}
@page {{ size: 400px {BAND * 2 * len(WORDS)}px; margin: 0 }}
body {{ margin: 0; font: 20px/{BAND}px "Brief Figure" }}
p, svg {{ display: block; margin: 0; height: {BAND}px; padding-left: 40px }}
"""


def test_words_are_drawn_as_they_are_printed(maker: PdfMaker) -> None:
    drawn = {name: text(0, 28, words, size=20) for name, words in WORDS.items()}
    body = "".join(
        f'<p>{words}</p><svg width="400" height="{BAND}">{drawn[name]}</svg>'
        for name, words in WORDS.items()
    )
    job = LayoutJob(
        sources={MAIN: f"<html><head><style>{STYLE}</style></head><body>{body}</body></html>"},
        context={},
        assets={
            "shared/regular.ttf": ((FONTS / "SourceSans3-Regular.ttf").read_bytes(), "font/ttf"),
            **faces_for({ord(char) for words in WORDS.values() for char in words if char > "ʰ"}),
        },
        title="T",
        lang="en",
        variant=None,
        when_wide="",
    )
    with PageImages(maker.make(job).pdf) as pages:
        page = pages.image(0, SCALE * 96 / 72)
    size = (page.width, page.height)
    picture = Image.frombytes("RGBA", size, page.rgba, "raw", "RGBA", page.stride).convert("L")
    ink = picture.point(lambda grey: 255 * (grey < 128))
    step = size[1] / (2 * len(WORDS))
    bands = [
        ink.crop((0, round(step * at), size[0], round(step * (at + 1)))).getbbox()
        for at in range(2 * len(WORDS))
    ]

    for name, printed, painted in zip(WORDS, bands[::2], bands[1::2], strict=True):
        assert printed is not None
        assert painted is not None
        wide = (printed[2] - printed[0]) / SCALE
        # Letters that do not need each other are drawn one by one, without kerning.
        most = 1 if hangs_together(WORDS[name]) else 4
        assert abs(wide - (painted[2] - painted[0]) / SCALE) < most, name
        assert abs(printed[3] - printed[1] - painted[3] + painted[1]) <= SCALE, name
        assert wide - 1 <= text_width(WORDS[name], 20) <= 1.5 * wide, name


@pytest.mark.slow
def test_labels_of_a_timeline_stand_clear_of_each_other(maker: PdfMaker) -> None:
    form = shipped().load(FORMS[1])
    days = ("2026-01-03", "2026-01-21", "2026-02-01", "2026-03-02")
    names = list(WORDS)
    blocks = [
        TimelineBlock(
            id=f"time{at}",
            events=tuple(
                TimelineRow(date=day, text=f"{WORDS[name]} {WORDS[name]}")
                for day, name in zip(days, names[at : at + 4], strict=True)
            ),
        )
        for at in (0, 4, 8)
    ]
    section = Section(id=form.template.sections[0].id, heading="Words", blocks=tuple(blocks))
    job = make_job(sample_brief(sections=(section,), pins=(), fields=()), form, order())
    made = maker.make(job)

    assert [one.sentence for one in made.problems] == []
    assert not any(page.unseen for page in look_at_pages(made.pdf, Demand(), Demand()))
